//! Choosing several tasks of a view: by key, by press, by a long press of a finger.

use std::collections::BTreeSet;
use std::rc::Rc;

use daymark_api::domain::TaskId;
use yew::prelude::*;

/// What is chosen, and how that changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Picking {
    pub picked: Rc<BTreeSet<TaskId>>,
    /// Presses choose, and do not open.
    pub mode: bool,
    pub onset: Callback<BTreeSet<TaskId>>,
    /// Choose everything, also what is not loaded yet.
    pub onall: Callback<()>,
}

/// A press on a row that chooses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Press {
    /// This one, besides the others.
    Toggle,
    /// All from the last one to this.
    Range,
}

impl Picking {
    pub fn has(&self, id: TaskId) -> bool {
        self.picked.contains(&id)
    }

    /// Whether a press chooses: when asked for, and while something is chosen.
    pub fn on(&self) -> bool {
        self.mode || !self.picked.is_empty()
    }

    pub fn toggle(&self, id: TaskId) {
        let mut next = (*self.picked).clone();
        if !next.remove(&id) {
            next.insert(id);
        }
        self.onset.emit(next);
    }
}

/// What a press with these keys held means; none opens.
pub fn press_of(event: &MouseEvent, on: bool) -> Option<Press> {
    if event.shift_key() {
        return Some(Press::Range);
    }
    (on || event.ctrl_key() || event.meta_key()).then_some(Press::Toggle)
}

/// Where a range began, and what was chosen before it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Anchor {
    pub from: Option<TaskId>,
    pub base: BTreeSet<TaskId>,
}

impl Anchor {
    /// A range begins anew at this one.
    pub fn at(id: TaskId, base: BTreeSet<TaskId>) -> Anchor {
        Anchor { from: Some(id), base }
    }

    /// What is chosen when the range reaches `to`, among `ids` in their order.
    pub fn reach(&self, ids: &[TaskId], to: TaskId) -> BTreeSet<TaskId> {
        let place = |id: TaskId| ids.iter().position(|other| *other == id);
        let Some(end) = place(to) else { return self.base.clone() };
        let begin = self.from.and_then(place).unwrap_or(end);
        let (first, last) = (begin.min(end), begin.max(end));
        let mut picked = self.base.clone();
        picked.extend(ids.iter().skip(first).take(last - first + 1));
        picked
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::people;
    use daymark_api::domain::Id;

    #[test]
    fn a_range_grows_shrinks_and_turns_round() {
        let ids: Vec<TaskId> = (1..=6).map(|n| TaskId::of(people::id(n))).collect();
        let set = |numbers: &[usize]| -> BTreeSet<TaskId> { numbers.iter().map(|&n| ids[n]).collect() };
        let anchor = Anchor::at(ids[2], set(&[0]));
        for (to, wanted) in
            [(2, &[0, 2][..]), (4, &[0, 2, 3, 4]), (3, &[0, 2, 3]), (1, &[0, 1, 2]), (0, &[0, 1, 2])]
        {
            assert_eq!(anchor.reach(&ids, ids[to]), set(wanted), "to {to}");
        }
        assert_eq!(Anchor::default().reach(&ids, ids[3]), set(&[3]), "nothing was chosen before");
        let gone = TaskId::of(people::id(99));
        assert_eq!(Anchor::at(gone, set(&[1])).reach(&ids, ids[3]), set(&[1, 3]));
        assert_eq!(anchor.reach(&ids, gone), set(&[0]));
    }
}
