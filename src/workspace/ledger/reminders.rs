//! What somebody should do something about, this installation's office first.

use super::{Project, Sign, Waits};
use crate::domain::{RecordId, order};

/// Why a project is brought to mind.
#[expect(missing_docs, reason = "a variant's sentence says what its fields are")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Because {
    /// Its deadline passed so many days ago.
    Overdue { days: i64 },
    /// It waits for somebody.
    Waits,
    /// Its deadline is so many days away, fifteen at most.
    Due { days: i64 },
    /// It had no entry for so many days.
    Stalled { days: i64 },
}

/// A project that somebody should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// Which one.
    pub project: RecordId,
    /// Why.
    pub because: Because,
    /// True when it is this installation's office that should act, or is responsible.
    pub mine: bool,
}

/// What is overdue, waits for somebody, is due soon or stands still; one reminder for each of these, the own office's
/// first, then the most pressing.
pub fn reminders(projects: &[Project], office: Option<&RecordId>, is_street: bool) -> Vec<Reminder> {
    let mut all = Vec::new();
    for project in projects {
        let responsible = project.responsible.as_ref();
        let is_own = |it: Option<&RecordId>| it.is_some() && it == office;
        let mut remind = |because: Because| {
            let mine = match project.waits().filter(|_| because == Because::Waits) {
                Some(Waits::Street) => is_street,
                Some(Waits::Office(id)) => is_own(Some(&id)),
                // What waits for an office nobody named is nobody's own.
                None => because != Because::Waits && is_own(responsible),
            };
            all.push(Reminder { project: project.id.clone(), because, mine });
        };
        if project.turn.is_some() {
            remind(Because::Waits);
        }
        // What is only proposed is not late; what waits for others is theirs.
        if project.status == "proposed" {
            continue;
        }
        if let Some(days) = project.left.filter(|days| *days < 0) {
            remind(Because::Overdue { days: -days });
        }
        if let Some(days) = project.due() {
            remind(Because::Due { days });
        }
        if let Some(Sign::Stalled { days, .. }) = project.signs.iter().find(|it| matches!(it, Sign::Stalled { .. })) {
            remind(Because::Stalled { days: *days });
        }
    }
    order::sort_by_key(&mut all, |it| (!it.mine, pressing(it.because)));
    all
}

/// The most pressing first: the longest overdue, what waits, the soonest due, the longest silent.
fn pressing(because: Because) -> (u8, i64) {
    match because {
        Because::Overdue { days } => (0, -days),
        Because::Waits => (1, 0),
        Because::Due { days } => (2, days),
        Because::Stalled { days } => (3, -days),
    }
}
