//! The ledger: every project with its line of the responsibility table, its entries and what they delivered, the signs
//! that something stands still or is hollow, and whom it waits for. Derived, never typed; the day is given.

mod copied;
mod query;
mod read;
mod reminders;
mod signs;
mod tasks;
mod timeline;

pub use query::{LedgerQuery, LedgerView, Waits};
pub(super) use read::entries;
pub use read::ledger;
pub use reminders::{Because, Reminder, reminders};
pub use signs::{Sign, SignKind};
pub use tasks::{Shows, Task, Tasked, tasks, waits};
pub use timeline::{Bar, Timeline, timeline};

use super::standing::{Entry, newest};
use super::steps::Turn;
use crate::domain::value::MAX_INTEGER;
use crate::domain::{Date, Light, Quantity, RecordId};

/// A project as the ledger shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
    /// Which one.
    pub id: RecordId,
    /// What it is called.
    pub title: String,
    /// What it is for.
    pub objective: String,
    /// What is done.
    pub content: String,
    /// The office responsible.
    pub responsible: Option<RecordId>,
    /// The offices supporting it.
    pub supporting: Vec<RecordId>,
    /// Where it takes place, and who verifies it.
    pub community: Option<RecordId>,
    /// When it began.
    pub start: Option<Date>,
    /// By when it is to be done.
    pub deadline: Option<Date>,
    /// Its state.
    pub status: String,
    /// Its light on the day.
    pub light: Light,
    /// Days until the deadline, negative when it is past; none where nothing is owed, or there is no deadline.
    pub left: Option<i64>,
    /// The percentage of the newest entry that gives one, of several on one day the highest.
    pub percent: Option<i64>,
    /// Its entries, by their day and then as they came.
    pub entries: Vec<Posted>,
    /// Its needs, with what was asked and delivered for each.
    pub needs: Vec<Met>,
    /// What was delivered for no need that the project names.
    pub other: Vec<Amount>,
    /// What stands out.
    pub signs: Vec<Sign>,
    /// Whose turn it is, where it waits for somebody's word; nobody's while it simply runs or is over.
    pub turn: Option<Turn>,
}

/// One entry of the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posted {
    /// Which one, its day, and how much there is in all by then.
    pub entry: Entry,
    /// What was done.
    pub done: String,
    /// How far the project is by then.
    pub percent: Option<i64>,
}

/// A project's need, and what was delivered for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Met {
    /// Which need.
    pub need: RecordId,
    /// What it asks; none where it says no amount, and counts as one whole.
    pub asked: Option<Quantity>,
    /// What this project delivered for it: what the newest entry of each unit says.
    pub delivered: Vec<Amount>,
}

/// A sum of one unit, with the records it was summed from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    /// The unit; empty where nobody said.
    pub unit: String,
    /// The sum; what does not fit stands at the largest number there is.
    pub sum: i64,
    /// The records with such an amount.
    pub of: Vec<RecordId>,
}

impl Project {
    /// The day of its newest entry.
    pub fn last(&self) -> Option<Date> {
        self.entries.iter().filter_map(|it| it.entry.on).max()
    }

    /// True when an office is responsible for it, supports it, or is the community that verifies it.
    pub fn involves(&self, office: &RecordId) -> bool {
        [&self.responsible, &self.community].into_iter().flatten().chain(&self.supporting).any(|it| it == office)
    }

    /// True when it shows a sign of that kind.
    pub fn has(&self, kind: SignKind) -> bool {
        self.signs.iter().any(|it| it.kind() == kind)
    }
}

/// What entries say was delivered, each unit by itself.
fn delivered<'a>(entries: impl Iterator<Item = &'a Posted>) -> Vec<Amount> {
    let entries: Vec<&Entry> = entries.map(|it| &it.entry).filter(|it| it.delivered().is_some()).collect();
    let unit = |it: &Entry| it.delivered().map(|it| it.unit.clone());
    let mut sums = Vec::new();
    for entry in &entries {
        let same = entries.iter().copied().filter(|it| unit(it) == unit(entry));
        if newest(same).is_some_and(|it| it.id == entry.id) {
            add(&mut sums, entry.delivered(), &entry.id);
        }
    }
    sums
}

/// Adds a record's amount to the sum of its unit.
pub fn add(sums: &mut Vec<Amount>, amount: Option<&Quantity>, of: &RecordId) {
    let Some(amount) = amount else { return };
    let at = sums.iter().position(|it| it.unit == amount.unit).unwrap_or_else(|| {
        sums.push(Amount { unit: amount.unit.clone(), sum: 0, of: Vec::new() });
        sums.len() - 1
    });
    sums[at].sum = sums[at].sum.saturating_add(amount.n).min(MAX_INTEGER);
    sums[at].of.push(of.clone());
}

#[cfg(test)]
mod tests;
