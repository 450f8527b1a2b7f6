use super::*;
use yew::ServerRenderer;

pub(crate) fn part(number: u32, needs: Option<u32>) -> ProposalPart {
    ProposalPart {
        number,
        title: format!("Part {number}"),
        verb: PartVerb::Change,
        changes: vec![FieldChange {
            field: "due".into(),
            from: Some("today 14:00".into()),
            to: Some("tomorrow 10:00".into()),
        }],
        accepted: None,
        needs,
    }
}

pub(crate) fn proposal(state: ProposalState, parts: Vec<ProposalPart>) -> ProposalView {
    ProposalView {
        id: "0198a5f0-0000-7000-8000-000000000001".parse().unwrap(),
        title: "Move 2 tasks to tomorrow".into(),
        state,
        parts,
        tainted: false,
        made_at: jiff::Timestamp::UNIX_EPOCH,
    }
}

async fn rendered(proposal: ProposalView) -> String {
    ServerRenderer::<ProposalCard>::with_props(move || ProposalProps {
        proposal,
        titled: false,
        without: None,
        ondecided: Callback::noop(),
    })
    .hydratable(false)
    .render()
    .await
}

#[test]
fn ticks_take_along_what_they_need() {
    // 2 and 3 are steps of 1; 4 is a step of 3.
    let parts = [part(1, None), part(2, Some(1)), part(3, Some(1)), part(4, Some(3)), part(5, None)];
    let set = |numbers: &[u32]| numbers.iter().copied().collect::<BTreeSet<u32>>();
    for (before, pressed, after) in [
        (&[1, 2, 3, 4, 5][..], 1, &[5][..]),
        (&[1, 2, 3, 4, 5], 3, &[1, 2, 5]),
        (&[1, 2, 3, 4, 5], 5, &[1, 2, 3, 4]),
        (&[], 4, &[1, 3, 4]),
        (&[1], 2, &[1, 2]),
    ] {
        assert_eq!(toggle(&parts, &set(before), pressed), set(after), "{before:?} then {pressed}");
    }
}

#[test]
fn a_circle_of_needs_ends() {
    let parts = [part(1, Some(2)), part(2, Some(1))];
    assert_eq!(toggle(&parts, &BTreeSet::new(), 1).len(), 2);
}

#[test]
fn what_came_from_outside_starts_unticked() {
    let mut tainted = proposal(ProposalState::Waiting, vec![part(1, None), part(2, None)]);
    assert_eq!(ticked_at_first(&tainted).len(), 2);
    tainted.tainted = true;
    assert!(ticked_at_first(&tainted).is_empty());
}

#[tokio::test]
async fn a_waiting_card_shows_old_new_and_three_answers() {
    let html = rendered(proposal(ProposalState::Waiting, vec![part(1, None), part(2, None)])).await;
    assert!(html.contains("<del class=\"was\">today 14:00</del>"), "{html}");
    assert!(html.contains("<ins class=\"is\">tomorrow 10:00</ins>"), "{html}");
    for words in [t!("proposal-accept", count = 2), t!("proposal-change"), t!("proposal-no")] {
        assert!(html.contains(&words), "{words} in {html}");
    }
    assert_eq!(html.matches("role=\"checkbox\"").count(), 2);
}

#[tokio::test]
async fn a_decided_card_asks_nothing() {
    let taken = ProposalPart { accepted: Some(true), ..part(1, None) };
    let left = ProposalPart { accepted: Some(false), ..part(2, None) };
    let html = rendered(proposal(ProposalState::Partly, vec![taken, left])).await;
    assert!(!html.contains("role=\"checkbox\""), "{html}");
    assert!(html.contains(&t!("proposal-partly", count = 1, all = 2)), "{html}");
    assert!(html.contains(&t!("proposal-one-undo")), "{html}");
}

#[tokio::test]
async fn words_of_a_proposal_are_never_markup() {
    let sly = ProposalPart { title: "<img src=x>".into(), ..part(1, None) };
    let html = rendered(proposal(ProposalState::Waiting, vec![sly])).await;
    assert!(!html.contains("<img"), "{html}");
}
