//! What is done to all tasks that are chosen: a bar with their number, and the same keys as for one.

use std::rc::Rc;

use daymark_api::domain::{ObjectId, Priority, TaskId, TaskStatus};
use daymark_api::{
    CompleteQuery, CompleteTasks, Edit, EditTasks, ReopenTasks, RescheduleTasks, TaskView, TrashObjects,
    WhenInput,
};
use yew::prelude::*;

use crate::actions;
use crate::commands::{Do, Scope};
use crate::components::{Button, Choice, Choices, Filed, Look, PlacePicker, Shape, WhenPicker};
use crate::i18n::t;
use crate::icons::{Icon, Sign};
use crate::keys::use_commands;
use crate::query::{act_then, use_query_when};
use crate::time;

#[derive(Properties, PartialEq)]
pub struct DoingProps {
    /// What is chosen, as far as it is loaded.
    pub tasks: Rc<Vec<TaskView>>,
    pub onall: Callback<()>,
    /// Choose nothing any more.
    pub onclose: Callback<()>,
}

/// What is asked for all.
#[derive(Clone, Copy, PartialEq)]
enum Asking {
    When,
    Place,
    Tag,
    Priority,
}

/// A change of many that changes nothing yet.
fn change(ids: Vec<TaskId>) -> EditTasks {
    EditTasks {
        ids,
        query: None,
        start: Edit::Keep,
        due: Edit::Keep,
        deadline: Edit::Keep,
        estimate_minutes: Edit::Keep,
        priority: Edit::Keep,
        energy: Edit::Keep,
        area: Edit::Keep,
        goal: Edit::Keep,
        parent: Edit::Keep,
        tags: None,
        add_tags: Vec::new(),
        take_tags: Vec::new(),
        someday: None,
        started: None,
    }
}

/// Each of these is one step that can be undone.
#[derive(Clone)]
struct All {
    tasks: Rc<Vec<TaskView>>,
    done: Callback<()>,
}

impl All {
    fn ids(&self) -> Vec<TaskId> {
        self.tasks.iter().map(|view| view.task.id).collect()
    }

    fn count(&self) -> usize {
        self.tasks.len()
    }

    fn all_done(&self) -> bool {
        !self.tasks.is_empty() && self.tasks.iter().all(|view| view.task.status == TaskStatus::Completed)
    }

    fn edit(&self, change: EditTasks) {
        let done = self.done.clone();
        act_then(change, t!("said-changed-many", count = self.count()), move |_| done.emit(()));
    }

    fn complete(&self) {
        let (done, ids, count) = (self.done.clone(), self.ids(), self.count());
        if self.all_done() {
            act_then(ReopenTasks { ids }, t!("said-reopened-many", count = count), move |_| done.emit(()));
        } else {
            act_then(CompleteTasks { ids }, t!("said-completed-many", count = count), move |_| done.emit(()));
        }
    }

    fn move_to(&self, when: Option<WhenInput>) {
        let title = self.tasks.first().map(|view| view.task.title.to_string()).unwrap_or_default();
        let said = actions::said_of_moving(self.count(), &title, when.as_ref());
        let done = self.done.clone();
        act_then(RescheduleTasks { ids: self.ids(), to: when }, said, move |_| done.emit(()));
    }

    fn let_go(&self) {
        let ids: Vec<ObjectId> = self.ids().into_iter().map(ObjectId::from).collect();
        let done = self.done.clone();
        act_then(TrashObjects { ids }, t!("said-let-go-many", count = self.count()), move |_| done.emit(()));
    }

    fn file(&self, filed: &Filed) {
        let blank = change(self.ids());
        self.edit(match filed {
            Filed::Area(area, _) => EditTasks { area: Edit::Set(*area), ..blank },
            Filed::Goal(goal, _) => EditTasks { goal: Edit::Set(*goal), ..blank },
            Filed::Nowhere => EditTasks { area: Edit::Clear, goal: Edit::Clear, ..blank },
        });
    }
}

#[component]
pub fn Doing(props: &DoingProps) -> Html {
    let asking = use_state_eq(|| None::<Asking>);
    let all = All { tasks: props.tasks.clone(), done: props.onclose.clone() };
    let count = all.count();
    let none = count == 0;
    {
        let (all, asking) = (all.clone(), asking.clone());
        // The same keys as for one; asked before the list is, because it came later.
        use_commands(Scope::List, move |command| {
            if all.count() == 0 {
                return false;
            }
            let today = time::today();
            match command {
                Do::Complete => all.complete(),
                Do::PlanToday => all.move_to(Some(actions::day(today))),
                Do::PlanTomorrow => all.move_to(Some(actions::day(today.tomorrow().unwrap_or(today)))),
                Do::Later => asking.set(Some(Asking::When)),
                Do::File => asking.set(Some(Asking::Place)),
                Do::Tag => asking.set(Some(Asking::Tag)),
                Do::Priority => asking.set(Some(Asking::Priority)),
                Do::Someday => all.edit(EditTasks { someday: Some(true), ..change(all.ids()) }),
                Do::Drop => all.let_go(),
                _ => return false,
            }
            true
        });
    }
    {
        let close = props.onclose.clone();
        use_commands(Scope::Everywhere, move |command| {
            if command == Do::Close {
                close.emit(());
            }
            command == Do::Close
        });
    }
    let shut = {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(None))
    };
    let ask = {
        let asking = asking.clone();
        move |what: Asking| {
            let asking = asking.clone();
            Callback::from(move |_: MouseEvent| asking.set(Some(what)))
        }
    };
    let press = |act: fn(&All)| {
        let all = all.clone();
        Callback::from(move |_: MouseEvent| act(&all))
    };
    let question = match *asking {
        None => Html::default(),
        Some(Asking::When) => {
            let (all, shut) = (all.clone(), shut.clone());
            let onpick = {
                let shut = shut.clone();
                Callback::from(move |when| {
                    shut.emit(());
                    all.move_to(when);
                })
            };
            html! { <WhenPicker title={t!("choosing-when", count = count)} shape={Shape::Card} clearable={true} {onpick} onclose={shut} /> }
        }
        Some(Asking::Place) => {
            let (all, shut) = (all.clone(), shut.clone());
            let onpick = {
                let shut = shut.clone();
                Callback::from(move |filed: Filed| {
                    shut.emit(());
                    all.file(&filed);
                })
            };
            html! { <PlacePicker title={t!("choosing-place", count = count)} shape={Shape::Card} clearable={true} {onpick} onclose={shut} /> }
        }
        Some(Asking::Tag) => {
            let onpick = {
                let (all, shut) = (all.clone(), shut.clone());
                Callback::from(move |(tag, add): (String, bool)| {
                    shut.emit(());
                    let mut edit = change(all.ids());
                    if add {
                        edit.add_tags.push(tag)
                    } else {
                        edit.take_tags.push(tag)
                    }
                    all.edit(edit);
                })
            };
            html! { <TagPicker tasks={props.tasks.clone()} {onpick} onclose={shut} /> }
        }
        Some(Asking::Priority) => {
            let onpick = {
                let (all, shut) = (all.clone(), shut.clone());
                Callback::from(move |priority: Option<Priority>| {
                    shut.emit(());
                    all.edit(EditTasks { priority: priority.into(), ..change(all.ids()) });
                })
            };
            html! { <PriorityPicker {count} {onpick} onclose={shut} /> }
        }
    };
    let complete = if all.all_done() { t!("choosing-reopen") } else { t!("choosing-complete") };
    let button = |sign: Sign, name: String, onclick: Callback<MouseEvent>| {
        html! {
            <Button look={Look::Quiet} {sign} disabled={none} {onclick}><span class="doing-name">{ name }</span></Button>
        }
    };
    html! {
        <>
            <div class="doing" role="toolbar" aria-label={t!("choosing-do")}>
                <span class="doing-count num" role="status">{ t!("choosing-count", count = count) }</span>
                <Button look={Look::Quiet} class="small" onclick={props.onall.reform(|_: MouseEvent| ())}>{ t!("choosing-all") }</Button>
                <span class="doing-acts">
                    { button(Sign::Check, complete, press(All::complete)) }
                    { button(Sign::ArrowRight, t!("choosing-move"), ask(Asking::When)) }
                    { button(Sign::Area, t!("act-file"), ask(Asking::Place)) }
                    { button(Sign::Tag, t!("choosing-tag"), ask(Asking::Tag)) }
                    { button(Sign::Priority, t!("choosing-priority"), ask(Asking::Priority)) }
                    { button(Sign::Trash, t!("act-drop"), press(All::let_go)) }
                </span>
                <button type="button" class="icon-btn" aria-label={t!("choosing-end")} title={t!("choosing-end")} onclick={props.onclose.reform(|_: MouseEvent| ())}><Icon sign={Sign::Close} /></button>
            </div>
            { question }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct TagProps {
    tasks: Rc<Vec<TaskView>>,
    /// A tag, and whether it is added or taken away.
    onpick: Callback<(String, bool)>,
    onclose: Callback<()>,
}

/// Tags to add by a few letters, and those they have to take away.
#[component]
fn TagPicker(props: &TagProps) -> Html {
    let typed = use_state(String::new);
    let word: String = typed.trim().trim_start_matches('#').to_owned();
    let text = format!("#{word}");
    let at = u32::try_from(text.chars().count()).unwrap_or_default();
    let known = use_query_when(Some(CompleteQuery { query: text, at }));
    let mut options: Vec<(String, bool)> = Vec::new();
    let fits = |tag: &str| tag.contains(&word.to_lowercase());
    if !word.is_empty() && !word.contains(char::is_whitespace) {
        options.push((word.clone(), true));
    }
    for one in known.ready().map(|known| known.completions.as_slice()).unwrap_or_default() {
        let tag = one.text.trim_start_matches('#').to_owned();
        if !tag.is_empty() && tag != word && tag != "none" {
            options.push((tag, true));
        }
    }
    let mut had: Vec<String> =
        props.tasks.iter().flat_map(|view| view.task.tags.iter().map(ToString::to_string)).collect();
    had.sort_unstable();
    had.dedup();
    options.truncate(12);
    options.extend(had.into_iter().filter(|tag| fits(tag)).map(|tag| (tag, false)));
    let rows: Vec<Choice> = options
        .iter()
        .map(|(tag, add)| {
            let hint = if *add { t!("choosing-tag-add") } else { t!("choosing-tag-take") };
            Choice { hint, ..Choice::of(format!("#{tag}")) }
        })
        .collect();
    let onpick = {
        let onpick = props.onpick.clone();
        Callback::from(move |index: usize| {
            if let Some(option) = options.get(index) {
                onpick.emit(option.clone());
            }
        })
    };
    html! {
        <Choices title={t!("choosing-tag-for", count = props.tasks.len())} placeholder={t!("choosing-tag-example")} nothing={t!("choosing-nothing")} shape={Shape::Card}
            sign={Sign::Tag} {rows} typed={(*typed).clone()} ontype={Callback::from(move |text| typed.set(text))} {onpick} onclose={props.onclose.clone()} />
    }
}

#[derive(Properties, PartialEq)]
struct PriorityProps {
    count: usize,
    onpick: Callback<Option<Priority>>,
    onclose: Callback<()>,
}

#[component]
fn PriorityPicker(props: &PriorityProps) -> Html {
    let typed = use_state(String::new);
    let offered = [
        (Some(Priority::High), t!("chip-priority-high")),
        (Some(Priority::Medium), t!("chip-priority-medium")),
        (Some(Priority::Low), t!("chip-priority-low")),
        (None, t!("priority-none")),
    ];
    let fitting: Vec<_> =
        offered.into_iter().filter(|(_, name)| crate::commands::fit(&typed, name).is_some()).collect();
    let rows: Vec<Choice> = fitting.iter().map(|(_, name)| Choice::of(name.clone())).collect();
    let onpick = {
        let onpick = props.onpick.clone();
        Callback::from(move |index: usize| {
            if let Some((priority, _)) = fitting.get(index) {
                onpick.emit(*priority);
            }
        })
    };
    html! {
        <Choices title={t!("choosing-priority-for", count = props.count)} placeholder={t!("choosing-priority")} nothing={t!("choosing-nothing")} shape={Shape::Card}
            sign={Sign::Priority} {rows} typed={(*typed).clone()} ontype={Callback::from(move |text| typed.set(text))} {onpick} onclose={props.onclose.clone()} />
    }
}
