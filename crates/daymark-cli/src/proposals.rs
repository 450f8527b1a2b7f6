//! Proposals: shown as a diff, and decided by the person.

use daymark_api::{
    ApiError, Code, DecideProposal, ListProposals, PartVerb, ProposalPart, ProposalState, ProposalView,
};
use daymark_domain::ProposalId;

use crate::args::ProposalVerb;
use crate::out::{Cell, Look, Out, Table, quiet, strong};
use crate::session::{Answer, Session};
use crate::words::{count, id_cell, short};

/// What of a proposal is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    All,
    None,
    Parts(Vec<u32>),
}

impl Choice {
    /// `all`, `none`, `1,3`, `2-4`.
    pub fn parse(text: &str) -> Answer<Choice> {
        let text = text.trim().to_lowercase();
        match text.as_str() {
            "all" | "a" | "yes" | "y" => return Ok(Choice::All),
            "none" | "n" | "no" => return Ok(Choice::None),
            _ => {}
        }
        let mut parts = Vec::new();
        for piece in text.split([',', ' ']).filter(|piece| !piece.is_empty()) {
            let (first, last) = piece.split_once('-').unwrap_or((piece, piece));
            match (first.parse::<u32>(), last.parse::<u32>()) {
                (Ok(first), Ok(last)) if 0 < first && first <= last && last <= 1000 => {
                    parts.extend(first..=last)
                }
                _ => parts.clear(),
            }
            if parts.is_empty() {
                break;
            }
        }
        if parts.is_empty() {
            return Err(ApiError::invalid(format!("'{text}' names no parts."))
                .hint("Say all, none, or numbers such as 1,3."));
        }
        parts.sort_unstable();
        parts.dedup();
        Ok(Choice::Parts(parts))
    }

    fn parts(self) -> Option<Vec<u32>> {
        match self {
            Choice::All => None,
            Choice::None => Some(Vec::new()),
            Choice::Parts(parts) => Some(parts),
        }
    }
}

pub async fn proposal(session: &mut Session, verb: ProposalVerb) -> Answer {
    match verb {
        ProposalVerb::List { all } => {
            let proposals = session.ask(ListProposals { waiting_only: !all }).await?;
            let Session { out, calendar, .. } = session;
            if out.json() {
                out.values(&proposals);
                return Ok(());
            }
            if proposals.is_empty() {
                out.line("No change waits for consent.");
            }
            let mut table = Table::new(&["ID", "PROPOSAL", "PARTS", "STATE", "MADE"]).giving(1);
            for proposal in &proposals {
                table.row([
                    id_cell(proposal.id),
                    Cell::from(&proposal.title),
                    quiet(proposal.parts.len().to_string()),
                    quiet(state(proposal)),
                    quiet(calendar.stamp(proposal.made_at)),
                ]);
            }
            out.table(&table);
            Ok(())
        }
        ProposalVerb::Show { id } => show(session, &id).await,
        ProposalVerb::Accept { id, parts } => {
            let choice = parts.as_deref().map_or(Ok(Choice::All), Choice::parse)?;
            let proposal = find(session, &id).await?;
            decide(session, proposal.id, choice).await
        }
        ProposalVerb::Reject { id } => {
            let proposal = find(session, &id).await?;
            decide(session, proposal.id, Choice::None).await
        }
    }
}

pub async fn show(session: &mut Session, id: &str) -> Answer {
    let proposal = find(session, id).await?;
    print(&mut session.out, &proposal);
    Ok(())
}

/// A proposal by its id or a piece of it; the waiting ones come first.
async fn find(session: &Session, text: &str) -> Answer<ProposalView> {
    let text = text.trim().to_lowercase();
    let mut fitting: Vec<ProposalView> = session
        .ask(ListProposals { waiting_only: false })
        .await?
        .into_iter()
        .filter(|proposal| {
            let id = proposal.id.to_string();
            text.len() >= 4 && (id.starts_with(&text) || id.ends_with(&text))
        })
        .collect();
    match fitting.len() {
        1 => Ok(fitting.remove(0)),
        0 => Err(ApiError::not_found(format!("No proposal has the id '{text}'."))
            .hint("'daymark proposal list' shows those that wait.")),
        many => Err(ApiError::new(Code::Conflict, format!("'{text}' fits {many} proposals."))
            .hint("Give more of the id.")),
    }
}

pub async fn decide(session: &mut Session, id: ProposalId, choice: Choice) -> Answer {
    let decided = session.ask(DecideProposal { id, parts: choice.parts() }).await?;
    print(&mut session.out, &decided);
    Ok(())
}

/// What becomes of a fresh proposal: what was chosen beforehand, what `--yes` says, what the person
/// answers, or it waits. One that outside content had a part in always waits.
pub async fn settle(session: &mut Session, proposal: ProposalView, choice: Option<Choice>) -> Answer {
    if proposal.state != ProposalState::Waiting {
        print(&mut session.out, &proposal);
        return Ok(());
    }
    let choice = choice.or(session.yes.then_some(Choice::All));
    match choice {
        Some(choice) if !proposal.tainted || choice == Choice::None => {
            decide(session, proposal.id, choice).await
        }
        Some(_) => {
            print(&mut session.out, &proposal);
            Err(needs_consent(&proposal))
        }
        None => {
            print(&mut session.out, &proposal);
            match ask(session, &proposal) {
                Some(choice) => decide(session, proposal.id, choice).await,
                None => {
                    waits(&mut session.out, &proposal);
                    Ok(())
                }
            }
        }
    }
}

/// [`settle`] in a conversation: one that must wait is an ordinary end of a turn.
pub async fn settle_in_chat(session: &mut Session, proposal: ProposalView) -> Answer {
    if !proposal.tainted {
        return settle(session, proposal, None).await;
    }
    print(&mut session.out, &proposal);
    waits(&mut session.out, &proposal);
    Ok(())
}

fn needs_consent(proposal: &ProposalView) -> ApiError {
    let id = short(proposal.id);
    ApiError::new(
        Code::NeedsConsent,
        format!("Content from outside had a part in proposal {id}; it waits for you."),
    )
    .hint(format!("Look at it, then: daymark proposal accept {id} [PARTS]"))
}

/// Asks at the terminal. Outside content is not answered in passing.
pub fn ask(session: &mut Session, proposal: &ProposalView) -> Option<Choice> {
    if proposal.tainted {
        return None;
    }
    loop {
        let answer = session.question("Take it? [all, none, or numbers] ")?;
        if answer.is_empty() {
            return None;
        }
        match Choice::parse(&answer) {
            Ok(choice) => return Some(choice),
            Err(error) => session.out.line(error.hint.unwrap_or(error.message)),
        }
    }
}

/// How to answer later.
pub fn waits(out: &mut Out, proposal: &ProposalView) {
    if !out.json() {
        let id = short(proposal.id);
        out.cells([quiet(format!("It waits: daymark proposal accept {id} [PARTS], or reject {id}."))]);
    }
}

fn state(proposal: &ProposalView) -> &'static str {
    match proposal.state {
        ProposalState::Waiting if proposal.tainted => "waits, outside content",
        ProposalState::Waiting => "waits",
        ProposalState::Accepted => "accepted",
        ProposalState::Partly => "partly accepted",
        ProposalState::Rejected => "rejected",
    }
}

pub fn print(out: &mut Out, proposal: &ProposalView) {
    if out.json() {
        out.value(proposal);
        return;
    }
    out.cells([strong(&proposal.title), quiet(state(proposal)), id_cell(proposal.id)]);
    if proposal.tainted {
        out.line("  Content from outside was in front of the model. Look at every part.");
    }
    for part in &proposal.parts {
        print_part(out, part);
    }
    let taken = proposal.parts.iter().filter(|part| part.accepted == Some(true)).count();
    if proposal.state != ProposalState::Waiting {
        out.cells([quiet(format!("{} of {} taken", taken, count(proposal.parts.len(), "part", "parts")))]);
    }
}

fn print_part(out: &mut Out, part: &ProposalPart) {
    let verb = match part.verb {
        PartVerb::Add => "add",
        PartVerb::Change => "change",
        PartVerb::Complete => "complete",
        PartVerb::Trash => "trash",
        PartVerb::Restore => "restore",
    };
    let (mark, look) = match part.accepted {
        Some(true) => ("✓", Look::Done),
        Some(false) => ("–", Look::Quiet),
        None => (" ", Look::Plain),
    };
    let needs = part.needs.map(|number| format!("(with {number})")).unwrap_or_default();
    out.cells([
        Cell::new(format!("{mark} {:>2}", part.number), look),
        quiet(verb),
        Cell::from(&part.title),
        quiet(needs),
    ]);
    let mut table = Table::under(2);
    let said_above = |field: &str| part.verb == PartVerb::Add && field == "title";
    for change in part.changes.iter().filter(|change| !said_above(&change.field)) {
        let from = change.from.as_deref().map(|from| format!("{from} →")).unwrap_or_default();
        let to = change.to.as_deref().unwrap_or("nothing");
        table.row([quiet(format!("      {}", change.field)), quiet(from), Cell::new(to, Look::Tide)]);
    }
    out.table(&table);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_are_read() {
        for (text, expected) in [
            ("all", Some(Choice::All)),
            ("Y", Some(Choice::All)),
            ("none", Some(Choice::None)),
            ("3,1", Some(Choice::Parts(vec![1, 3]))),
            ("1, 2-4 2", Some(Choice::Parts(vec![1, 2, 3, 4]))),
            ("1,x", None),
            ("0", None),
            ("3-1", None),
            ("1-999999999", None),
            ("", None),
        ] {
            assert_eq!(Choice::parse(text).ok(), expected, "{text}");
        }
    }
}
