//! Asking core: queries that stay fresh, and commands that say what they did.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use daymark_api::{ApiError, Call, Notice, Topic};
use gloo_timers::future::TimeoutFuture;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::toast;
use crate::transport;

/// Where the answer to a query stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Asked<T> {
    /// Nothing is known yet: show a skeleton.
    Waiting,
    Ready(T),
    Failed(ApiError),
}

impl<T> Asked<T> {
    pub fn ready(&self) -> Option<&T> {
        match self {
            Asked::Ready(value) => Some(value),
            _ => None,
        }
    }
}

type Ear = Rc<dyn Fn(&Notice)>;

thread_local! {
    static EARS: RefCell<Vec<(u64, Ear)>> = const { RefCell::new(Vec::new()) };
    static NEXT: Cell<u64> = const { Cell::new(0) };
    /// The last replies as JSON, so that a screen that was seen before opens with what it showed.
    static SEEN: RefCell<BTreeMap<String, Rc<str>>> = const { RefCell::new(BTreeMap::new()) };
}

/// Beyond this many remembered replies all are forgotten; screens then ask as if for the first time.
const MOST_SEEN: usize = 200;

/// Passes a notice to everything that listens. Called by the transport, by the clock, and after a
/// command for the topics it makes stale.
pub fn notify(notice: &Notice) {
    if matches!(notice, Notice::Refetch) {
        SEEN.with_borrow_mut(BTreeMap::clear);
    }
    let ears: Vec<Ear> = EARS.with_borrow(|ears| ears.iter().map(|(_, ear)| ear.clone()).collect());
    for ear in ears {
        ear(notice);
    }
}

/// Marks topics as stale, as if core had said so.
pub fn stale(topics: &[Topic]) {
    notify(&Notice::Stale { topics: topics.to_vec() });
}

/// Calls `ear` with every notice until the guard is dropped.
pub fn hear(ear: impl Fn(&Notice) + 'static) -> Hearing {
    let id = NEXT.get();
    NEXT.set(id + 1);
    EARS.with_borrow_mut(|ears| ears.push((id, Rc::new(ear))));
    Hearing(id)
}

/// Stops hearing when it is dropped.
#[derive(Debug)]
pub struct Hearing(u64);

impl Drop for Hearing {
    fn drop(&mut self) {
        EARS.with_borrow_mut(|ears| ears.retain(|(id, _)| *id != self.0));
    }
}

/// Calls `ear` with every notice while the component is shown (chat events, for one).
#[hook]
pub fn use_notices(ear: impl Fn(&Notice) + 'static) {
    let latest = use_mut_ref(|| Rc::new(|_: &Notice| {}) as Ear);
    *latest.borrow_mut() = Rc::new(ear);
    use_effect_with((), move |()| {
        let hearing = hear(move |notice| {
            let ear = latest.borrow().clone();
            ear(notice);
        });
        move || drop(hearing)
    });
}

/// What is asked and what came back, with what makes the two belong together.
#[derive(Clone)]
struct Answer<T> {
    key: Rc<str>,
    raw: Option<Rc<str>>,
    value: Rc<Asked<T>>,
}

impl<T: serde::de::DeserializeOwned> Answer<T> {
    /// What was last seen under this key, or nothing yet.
    fn seen<C: Call<Reply = T>>(key: Rc<str>) -> Answer<T> {
        let raw = SEEN.with_borrow(|seen| seen.get(&*key).cloned());
        let value = raw.as_deref().and_then(|raw| transport::read::<C>(raw).ok());
        Answer { key, raw, value: Rc::new(value.map_or(Asked::Waiting, Asked::Ready)) }
    }
}

/// The answer to a query, kept fresh: asks again when a topic it reads goes stale, when notices were
/// lost, and every minute if it reads [`Topic::Clock`]. The old value stays while it asks again;
/// another request starts from what was last seen of it, or from `Waiting`.
#[hook]
pub fn use_query<C: Call + Clone + PartialEq>(request: C) -> Rc<Asked<C::Reply>> {
    use_query_when(Some(request))
}

/// Like [`use_query`], and stays `Waiting` while there is no request.
#[hook]
pub fn use_query_when<C: Call + Clone + PartialEq>(request: Option<C>) -> Rc<Asked<C::Reply>> {
    let body = request.as_ref().and_then(|request| serde_json::to_string(request).ok());
    let key: Rc<str> = use_memo(body.clone(), |body| match body {
        Some(body) => format!("{} {body}", C::NAME),
        None => String::new(),
    })
    .as_str()
    .into();
    let answer = use_mut_ref(|| Answer::seen::<C>(key.clone()));
    if answer.borrow().key != key {
        *answer.borrow_mut() = Answer::seen::<C>(key.clone());
    }
    let update = use_force_update();
    {
        let answer = answer.clone();
        use_effect_with((key, body), move |(key, body)| {
            let hearing = body.clone().map(|body| {
                let asker = Rc::new(Asker::<C> {
                    key: key.clone(),
                    body,
                    answer,
                    update,
                    state: Cell::new(State::Idle),
                });
                asker.clone().ask();
                hear(move |notice| {
                    let concerned = match notice {
                        Notice::Refetch => true,
                        Notice::Stale { topics } => topics.iter().any(|topic| C::TOPICS.contains(topic)),
                        _ => false,
                    };
                    if concerned {
                        asker.clone().ask();
                    }
                })
            });
            move || drop(hearing)
        });
    }
    answer.borrow().value.clone()
}

/// The last answer while another one is on its way, so that a list does not blink as one types.
#[hook]
pub fn use_held<T: 'static>(asked: Rc<Asked<T>>) -> Rc<Asked<T>> {
    let held = use_mut_ref(|| asked.clone());
    if !matches!(*asked, Asked::Waiting) {
        *held.borrow_mut() = asked;
    }
    held.borrow().clone()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Idle,
    Asking,
    /// Went stale while it was being asked.
    AskingStale,
}

struct Asker<C: Call> {
    key: Rc<str>,
    body: String,
    answer: Rc<RefCell<Answer<C::Reply>>>,
    update: yew::functional::UseForceUpdateHandle,
    state: Cell<State>,
}

impl<C: Call> Asker<C> {
    fn ask(self: Rc<Self>) {
        if self.state.get() != State::Idle {
            self.state.set(State::AskingStale);
            return;
        }
        self.state.set(State::Asking);
        spawn_local(async move {
            loop {
                // A command's own topics and core's notice of the same change arrive together.
                TimeoutFuture::new(0).await;
                self.state.set(State::Asking);
                let reply = transport::call_raw(C::NAME, &self.body).await;
                if self.answer.borrow().key != self.key {
                    return;
                }
                if self.keep(reply) {
                    self.update.force_update();
                }
                if self.state.get() == State::Asking {
                    break;
                }
            }
            self.state.set(State::Idle);
        });
    }

    /// Takes in a reply; whether it is news.
    fn keep(&self, reply: Result<String, ApiError>) -> bool {
        let mut answer = self.answer.borrow_mut();
        let (raw, value) = match reply {
            Ok(raw) if answer.raw.as_deref() == Some(&raw) => return false,
            Ok(raw) => match transport::read::<C>(&raw) {
                Ok(value) => (Some(Rc::<str>::from(raw)), Asked::Ready(value)),
                Err(error) => (None, Asked::Failed(error)),
            },
            // What is on the screen stays while core is away; the banner says so.
            Err(error) if error.code == daymark_api::Code::Unavailable && answer.value.ready().is_some() => {
                return false;
            }
            Err(error) => (None, Asked::Failed(error)),
        };
        SEEN.with_borrow_mut(|seen| {
            if seen.len() >= MOST_SEEN {
                seen.clear();
            }
            match &raw {
                Some(raw) => seen.insert(self.key.to_string(), raw.clone()),
                None => seen.remove(&*self.key),
            };
        });
        *answer = Answer { key: self.key.clone(), raw, value: Rc::new(value) };
        true
    }
}

/// Runs a command and marks what it changed as stale.
pub async fn run<C: Call>(command: C) -> Result<C::Reply, ApiError> {
    let reply = transport::call(&command).await?;
    stale(C::TOPICS);
    Ok(reply)
}

/// Runs a command, says `said` with an Undo when it is done, or what went wrong.
pub fn act<C: Call>(command: C, said: impl Into<String>) {
    act_then(command, said, |_| {});
}

/// Like [`act`], and hands on the reply.
pub fn act_then<C: Call>(command: C, said: impl Into<String>, then: impl FnOnce(C::Reply) + 'static) {
    let said = said.into();
    spawn_local(async move {
        match run(command).await {
            Ok(reply) => {
                toast::done(said);
                then(reply);
            }
            Err(error) => toast::trouble(&error),
        }
    });
}

/// Runs a command without a toast when it succeeds (settings, chat).
pub fn act_quietly<C: Call>(command: C) {
    spawn_local(async move {
        if let Err(error) = run(command).await {
            toast::trouble(&error);
        }
    });
}
