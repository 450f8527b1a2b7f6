//! Changes that wait for consent.

use std::collections::{BTreeMap, BTreeSet};

use daymark_api::{
    Actor, ApiError, Call, Caller, DecideProposal, FieldChange, Handle, ListProposals, PartVerb,
    ProposalPart, ProposalState, ProposalView,
};
use daymark_domain::{Id, Kind, ProposalId};
use daymark_store::{Object, Read, UnitKind};
use daymark_sync::Value;
use daymark_sync::registry::field;
use daymark_sync::shape::{self, Life, set};
use daymark_texts::{Voice, phrase};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::history::field_changes;
use super::{answers, apply_named};
use crate::app::{App, Inner};
use crate::fault::{Fault, conflict, invalid, missing};
use crate::texts::{Words, english};
use crate::unit::{Touched, Unit};

answers! { ListProposals => list; }

/// One part: what people see and the calls behind it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Part {
    pub view: ProposalPart,
    pub name: String,
    pub args: serde_json::Value,
}

/// A proposal as it is stored. Old and new in its parts are in the language in which it was made.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Stored {
    /// A phrase, or the plain words of before: see [`Words::stored`].
    title: String,
    state: ProposalState,
    tainted: bool,
    turn: String,
    made_at: Timestamp,
    parts: Vec<Part>,
}

impl Stored {
    fn view(&self, id: ProposalId, voice: &Voice) -> ProposalView {
        ProposalView {
            id,
            title: voice.stored(&self.title),
            state: self.state,
            parts: self.parts.iter().map(|part| part.view.clone()).collect(),
            tainted: self.tainted,
            made_at: self.made_at,
        }
    }
}

fn stored(object: &Object) -> Option<Stored> {
    serde_json::from_str(object.doc.get(field::CONTENT)?.as_text()?).ok()
}

fn list(read: &Read<'_>, inner: &Inner, call: ListProposals) -> Result<Vec<ProposalView>, Fault> {
    let all = read.objects(Kind::Proposal, 200)?;
    let voice = inner.voice(read)?;
    let views = all.iter().filter_map(|object| Some(stored(object)?.view(Id::of(object.id), &voice)));
    Ok(views.filter(|view| !call.waiting_only || view.state == ProposalState::Waiting).collect())
}

pub(crate) fn view(read: &Read<'_>, voice: &Voice, id: ProposalId) -> Result<Option<ProposalView>, Fault> {
    Ok(read.object(id.object())?.and_then(|object| stored(&object)).map(|stored| stored.view(id, voice)))
}

impl App {
    /// Finds out what a call would change, without changing it: the diff comes from here and never
    /// from a model's words. A call about several things becomes one part each.
    pub(crate) async fn try_out(
        &self,
        name: &str,
        args: serde_json::Value,
        from: u32,
    ) -> Result<Vec<Part>, ApiError> {
        let mut parts = Vec::new();
        for args in apart(args) {
            let (call, sent) = (name.to_owned(), args.clone());
            let zone = self.zone();
            let (changes, touched) = self
                .pretend(Actor::Person, move |unit| {
                    apply_named(unit, &call, sent)?;
                    describe(unit, &zone)
                })
                .await?;
            let Some((touched, changes)) = touched.into_iter().next().zip(changes.into_iter().next()) else {
                continue;
            };
            parts.push(Part {
                view: ProposalPart {
                    number: from + parts.len() as u32,
                    title: title(&touched),
                    verb: verb(&touched),
                    changes,
                    accepted: None,
                    needs: None,
                },
                name: name.to_owned(),
                args,
            });
        }
        Ok(parts)
    }

    /// Keeps a proposal. Not a step of the person's: nothing of theirs has changed.
    pub(crate) async fn keep_proposal(
        &self,
        title: Words,
        turn: String,
        parts: Vec<Part>,
        tainted: bool,
    ) -> Result<ProposalView, ApiError> {
        self.commit_as(
            Actor::Assistant { turn: turn.clone() },
            "label-proposed",
            UnitKind::Silent,
            None,
            move |unit| propose(unit, title, turn, parts, tainted),
        )
        .await
    }
}

pub(crate) fn propose(
    unit: &mut Unit<'_>,
    title: Words,
    turn: String,
    parts: Vec<Part>,
    tainted: bool,
) -> Result<ProposalView, Fault> {
    if parts.is_empty() {
        return Err(invalid(phrase!("error-nothing-to-propose")));
    }
    let id: ProposalId = unit.new_id();
    let title = title.stored();
    let stored =
        Stored { title, state: ProposalState::Waiting, tainted, turn, made_at: unit.now.timestamp(), parts };
    write(unit, id, &stored)?;
    Ok(stored.view(id, &unit.voice()?))
}

fn write(unit: &mut Unit<'_>, id: ProposalId, stored: &Stored) -> Result<(), Fault> {
    let content = serde_json::to_string(stored).map_err(|error| invalid(error.to_string()))?;
    unit.put(
        id.object(),
        Kind::Proposal,
        vec![
            set(field::ALIVE, Value::Bool(true)),
            // For lists that know nothing of proposals.
            set(field::TITLE, Value::text(english().stored(&stored.title))),
            set(field::CONTENT, Value::Text(content)),
        ],
    )
}

/// A call with several ids, as one call each.
fn apart(args: serde_json::Value) -> Vec<serde_json::Value> {
    match args.get("ids").and_then(|ids| ids.as_array()).filter(|ids| ids.len() > 1).cloned() {
        Some(ids) => ids
            .into_iter()
            .map(|id| {
                let mut one = args.clone();
                if let Some(map) = one.as_object_mut() {
                    map.insert("ids".into(), serde_json::Value::Array(vec![id]));
                }
                one
            })
            .collect(),
        None => vec![args],
    }
}

fn describe(unit: &Unit<'_>, here: &jiff::tz::TimeZone) -> Result<Vec<Vec<FieldChange>>, Fault> {
    let voice = unit.voice()?;
    unit.touched()?.iter().map(|touched| field_changes(unit, &voice, here, touched)).collect()
}

fn title(touched: &Touched) -> String {
    let doc = touched.before.as_ref().unwrap_or(&touched.after);
    doc.get(field::TITLE).and_then(Value::as_text).unwrap_or("").to_owned()
}

fn verb(touched: &Touched) -> PartVerb {
    let before = touched.before.as_ref().map(shape::life);
    let status =
        |doc: &daymark_sync::Doc| doc.get(field::STATUS).and_then(Value::as_text) == Some("completed");
    match (before, shape::life(&touched.after)) {
        (None | Some(Life::Unmade), _) => PartVerb::Add,
        (Some(Life::Alive), Life::Trashed) => PartVerb::Trash,
        (Some(Life::Trashed), Life::Alive) => PartVerb::Restore,
        _ if status(&touched.after) && !touched.before.as_ref().is_some_and(status) => PartVerb::Complete,
        _ => PartVerb::Change,
    }
}

impl Handle<DecideProposal> for App {
    /// Carries the accepted parts out as one step, in the assistant's name; what is left is left.
    async fn handle(
        &self,
        _caller: Caller,
        call: DecideProposal,
    ) -> Result<<DecideProposal as Call>::Reply, ApiError> {
        let id = call.id;
        let turn = self
            .ask(move |read, _| {
                let object = read.object(id.object())?.ok_or_else(|| missing("proposal"))?;
                Ok(stored(&object).ok_or_else(|| missing("proposal"))?.turn)
            })
            .await?;
        let rejected = call.parts.as_ref().is_some_and(Vec::is_empty);
        let kind = if rejected { UnitKind::Silent } else { UnitKind::Step };
        self.commit_as(Actor::Assistant { turn }, "label-a-proposal-accepted", kind, None, move |unit| {
            let object = unit.object(id.object())?.ok_or_else(|| missing("proposal"))?;
            let mut proposal = stored(&object).ok_or_else(|| missing("proposal"))?;
            if proposal.state != ProposalState::Waiting {
                return Err(conflict(phrase!("error-decided")));
            }
            let numbers: BTreeSet<u32> = proposal.parts.iter().map(|part| part.view.number).collect();
            let wanted: BTreeSet<u32> =
                call.parts.map_or_else(|| numbers.clone(), |parts| parts.into_iter().collect());
            if let Some(odd) = wanted.difference(&numbers).next() {
                return Err(invalid(phrase!("error-no-part", part = *odd, most = numbers.len())));
            }
            unit.label(Words::read(&proposal.title));
            let mut made = BTreeMap::new();
            for part in &mut proposal.parts {
                let taken = wanted.contains(&part.view.number);
                if let (true, Some(needs)) = (taken, part.view.needs)
                    && !wanted.contains(&needs)
                {
                    return Err(conflict(phrase!(
                        "error-part-needs",
                        part = part.view.number,
                        other = needs
                    )));
                }
                part.view.accepted = Some(taken);
                if taken {
                    let reply = apply_named(unit, &part.name, crate::rules::filled(&part.args, &made))?;
                    made.insert(part.view.number, reply);
                }
            }
            proposal.state = match wanted.len() {
                0 => ProposalState::Rejected,
                n if n == numbers.len() => ProposalState::Accepted,
                _ => ProposalState::Partly,
            };
            write(unit, id, &proposal)?;
            Ok(proposal.view(id, &unit.voice()?))
        })
        .await
    }
}
