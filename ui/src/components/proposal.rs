//! A change that waits for consent, part by part: the old struck through, the new beside it.

use std::collections::{BTreeMap, BTreeSet};

use daymark_api::domain::ProposalId;
use daymark_api::{
    DecideProposal, FieldChange, ListHistory, PartVerb, ProposalPart, ProposalState, ProposalView,
};
use yew::platform::spawn_local;
use yew::prelude::*;

use super::{Button, Check, Look};
use crate::i18n::{self, t};
use crate::icons::{Icon, Sign};
use crate::query::{self, use_query_when};
use crate::signal::{Signal, Watched, use_signal};
use crate::toast;
use crate::transport;

thread_local! {
    /// The step of history that each accepted proposal became, for its Undo.
    static STEPS: Signal<BTreeMap<ProposalId, i64>> = Signal::new(BTreeMap::new());
}

/// The parts that are ticked at first: all, or none when something from outside is behind them.
pub fn ticked_at_first(proposal: &ProposalView) -> BTreeSet<u32> {
    if proposal.tainted {
        return BTreeSet::new();
    }
    proposal.parts.iter().map(|part| part.number).collect()
}

/// Ticks or unticks a part, with those it needs or that need it.
pub fn toggle(parts: &[ProposalPart], ticked: &BTreeSet<u32>, number: u32) -> BTreeSet<u32> {
    let mut after = ticked.clone();
    let needs = |number: u32| parts.iter().find(|part| part.number == number).and_then(|part| part.needs);
    if after.remove(&number) {
        loop {
            let orphan = after.iter().copied().find(|&it| needs(it).is_some_and(|of| !after.contains(&of)));
            match orphan {
                Some(orphan) => after.remove(&orphan),
                None => return after,
            };
        }
    }
    let mut next = Some(number);
    while let Some(number) = next.filter(|&number| after.insert(number)) {
        next = needs(number);
    }
    after
}

#[derive(Properties, PartialEq)]
pub struct ProposalProps {
    pub proposal: ProposalView,
    /// Says the title above the parts, where no answer stands before them.
    #[prop_or_default]
    pub titled: bool,
    /// Leaves out this field, where the screen already says it.
    #[prop_or_default]
    pub without: Option<&'static str>,
    #[prop_or_default]
    pub ondecided: Callback<ProposalView>,
}

#[component]
pub fn ProposalCard(props: &ProposalProps) -> Html {
    // The answer to a decision is shown at once, before the screen asks again.
    let answered = use_state_eq(|| None::<ProposalView>);
    let proposal = answered
        .as_ref()
        .filter(|answer| answer.id == props.proposal.id && props.proposal.state == ProposalState::Waiting)
        .unwrap_or(&props.proposal)
        .clone();
    let ticked = use_state_eq(|| ticked_at_first(&proposal));
    let changing = use_state_eq(|| false);
    let busy = use_state_eq(|| false);
    let waiting = proposal.state == ProposalState::Waiting;
    let decide = {
        let (busy, answered, ondecided) = (busy.clone(), answered.clone(), props.ondecided.clone());
        let id = proposal.id;
        Callback::from(move |parts: Vec<u32>| {
            if *busy {
                return;
            }
            busy.set(true);
            let (busy, answered, ondecided) = (busy.clone(), answered.clone(), ondecided.clone());
            spawn_local(async move {
                match decided(id, parts).await {
                    Ok(after) => {
                        answered.set(Some(after.clone()));
                        ondecided.emit(after);
                    }
                    Err(error) => toast::trouble(&error),
                }
                busy.set(false);
            });
        })
    };
    let ontick = {
        let (ticked, parts) = (ticked.clone(), proposal.parts.clone());
        Callback::from(move |number: u32| ticked.set(toggle(&parts, &ticked, number)))
    };
    html! {
        <section class={classes!("proposal", (!waiting).then_some("is-decided"))} aria-label={proposal.title.clone()}>
            if props.titled { <p class="proposal-title">{ &proposal.title }</p> }
            if waiting && proposal.tainted {
                <p class="proposal-note"><Icon sign={Sign::Shield} />{ t!("proposal-tainted") }</p>
            }
            <ul class="proposal-parts">
                for part in &proposal.parts {
                    { part_row(part, waiting, ticked.contains(&part.number), proposal.tainted, props.without, &ontick) }
                }
            </ul>
            if waiting {
                { buttons(&proposal, &ticked, &changing, *busy, &decide) }
            } else {
                <Outcome proposal={proposal.clone()} />
            }
        </section>
    }
}

/// Runs the decision and remembers which step of history it became.
async fn decided(id: ProposalId, parts: Vec<u32>) -> Result<ProposalView, daymark_api::ApiError> {
    let after = query::run(DecideProposal { id, parts: Some(parts) }).await?;
    if matches!(after.state, ProposalState::Accepted | ProposalState::Partly)
        && let Ok(history) = transport::call(&ListHistory { limit: Some(1), object: None }).await
        && let Some(step) = history.entries.first()
    {
        STEPS.change(|steps| {
            steps.insert(id, step.unit);
        });
    }
    Ok(after)
}

fn buttons(
    proposal: &ProposalView,
    ticked: &BTreeSet<u32>,
    changing: &UseStateHandle<bool>,
    busy: bool,
    decide: &Callback<Vec<u32>>,
) -> Html {
    let accept = {
        let ticked: Vec<u32> = ticked.iter().copied().collect();
        decide.reform(move |_: MouseEvent| ticked.clone())
    };
    let reject = decide.reform(|_: MouseEvent| Vec::new());
    let change = {
        let changing = changing.clone();
        Callback::from(move |_: MouseEvent| changing.set(!*changing))
    };
    let count = ticked.len();
    html! {
        <>
            if **changing && proposal.parts.len() > 1 {
                <p class="proposal-hint" role="status">{ t!("proposal-change-hint") }</p>
            }
            <div class="proposal-acts">
                <Button look={Look::Go} onclick={accept} disabled={busy || count == 0}>{ if count == 0 { t!("proposal-accept-none") } else { t!("proposal-accept", count = count) } }</Button>
                if proposal.parts.len() > 1 {
                    <Button look={Look::Quiet} onclick={change} pressed={Some(**changing)}>{ t!("proposal-change") }</Button>
                }
                <Button look={Look::Quiet} onclick={reject} disabled={busy}>{ t!("proposal-no") }</Button>
            </div>
        </>
    }
}

fn part_row(
    part: &ProposalPart,
    waiting: bool,
    ticked: bool,
    untouched: bool,
    without: Option<&'static str>,
    ontick: &Callback<u32>,
) -> Html {
    let number = part.number;
    let taken = part.accepted.unwrap_or(ticked);
    let class = classes!(
        "proposal-part",
        part.needs.is_some().then_some("is-step"),
        (waiting && !ticked && !untouched).then_some("is-left"),
        (part.accepted == Some(false)).then_some("is-left")
    );
    html! {
        <li {class} key={number}>
            if waiting {
                <Check checked={ticked} label={t!("proposal-tick", title = part.title.as_str())} onclick={ontick.reform(move |_: MouseEvent| number)} />
            } else if taken {
                <span class="proposal-mark is-taken" role="img" aria-label={t!("proposal-taken")}><Icon sign={Sign::Check} /></span>
            } else {
                <span class="proposal-mark" role="img" aria-label={t!("proposal-left")}><Icon sign={Sign::Minus} /></span>
            }
            <div class="proposal-words">
                <span class="proposal-what">
                    if let Some(verb) = verb(part.verb) { <span class={classes!("verb", verb_class(part.verb))}>{ verb }</span> }
                    { &part.title }
                </span>
                <div class="proposal-changes num">{ for shown(part, without).map(change) }</div>
            </div>
        </li>
    }
}

fn verb(verb: PartVerb) -> Option<String> {
    match verb {
        PartVerb::Add => Some(t!("verb-add")),
        PartVerb::Change => None,
        PartVerb::Complete => Some(t!("verb-complete")),
        PartVerb::Trash => Some(t!("verb-trash")),
        PartVerb::Restore => Some(t!("verb-restore")),
    }
}

fn verb_class(verb: PartVerb) -> &'static str {
    match verb {
        PartVerb::Trash => "is-quiet",
        _ => "is-new",
    }
}

/// The changes that say more than the title and the verb do.
fn shown<'a>(part: &'a ProposalPart, without: Option<&'static str>) -> impl Iterator<Item = &'a FieldChange> {
    let verb = part.verb;
    let title = part.title.as_str();
    let fresh =
        move |change: &FieldChange| change.to.as_deref().is_some_and(|to| to != title && !to.is_empty());
    part.changes.iter().filter(move |change| without != Some(change.field.as_str())).filter(move |change| {
        match verb {
            PartVerb::Add => fresh(change),
            PartVerb::Change => true,
            PartVerb::Complete | PartVerb::Trash | PartVerb::Restore => false,
        }
    })
}

fn change(change: &FieldChange) -> Html {
    // A day explains itself; any other field says its name.
    let named = !matches!(change.field.as_str(), "due" | "start" | "title" | "status");
    let key = format!("field-{}", change.field.replace('_', "-"));
    let name = if i18n::known(&key) { t!(&key) } else { change.field.replace('_', " ") };
    html! {
        <span class="change">
            if named { <span class="change-field">{ name }</span> }
            if let Some(from) = &change.from { <del class="was">{ from }</del> }
            if let Some(to) = &change.to {
                <ins class="is">{ to }</ins>
            } else {
                <ins class="is is-nothing">{ t!("proposal-nothing") }</ins>
            }
        </span>
    }
}

#[derive(Properties, PartialEq)]
struct OutcomeProps {
    proposal: ProposalView,
}

/// How it was decided, and the way back as long as it is the last step.
#[component]
fn Outcome(props: &OutcomeProps) -> Html {
    let proposal = &props.proposal;
    let accepted = matches!(proposal.state, ProposalState::Accepted | ProposalState::Partly);
    let step = use_signal(&STEPS).get(&proposal.id).copied().filter(|_| accepted);
    let history = use_query_when(step.map(|_| ListHistory { limit: Some(20), object: None }));
    let entries = history.ready().map(|history| history.entries.as_slice()).unwrap_or_default();
    let undone = entries.iter().any(|entry| Some(entry.unit) == step && entry.undone);
    let last = step.is_some()
        && entries.iter().find(|entry| !entry.undone).map(|entry| entry.unit) == step
        && !undone;
    let taken = proposal.parts.iter().filter(|part| part.accepted != Some(false)).count();
    let said = match proposal.state {
        _ if undone => t!("proposal-undone"),
        ProposalState::Rejected | ProposalState::Waiting => t!("proposal-rejected"),
        ProposalState::Accepted => t!("proposal-accepted", count = taken),
        ProposalState::Partly => t!("proposal-partly", count = taken, all = proposal.parts.len()),
    };
    html! {
        <div class="proposal-acts is-outcome" role="status">
            <span class={classes!("proposal-said", (accepted && !undone).then_some("is-done"))}>
                if accepted && !undone { <Icon sign={Sign::Check} /> }
                { said }
                if accepted && !undone { <span class="proposal-back">{ t!("proposal-one-undo") }</span> }
            </span>
            if last { <Button look={Look::Quiet} class="small" sign={Sign::Undo} onclick={Callback::from(|_: MouseEvent| toast::undo())}>{ t!("undo") }</Button> }
        </div>
    }
}

#[cfg(test)]
mod tests;
