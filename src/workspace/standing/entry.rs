//! Entries of a project's ledger as far as amounts go by them: which need each tells of, and which of several counts.

use super::Said;
use crate::domain::{Date, Quantity, RecordId};
use crate::oplog::{FieldNumber, Replica, Row};

/// An entry: how much there is in all by its day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Which one.
    pub id: RecordId,
    /// The day it tells of.
    pub on: Option<Date>,
    /// The need it names; once it was [told](Entry::say_need), the need it is for.
    pub need: Option<RecordId>,
    pub(super) amount: Said,
}

impl Entry {
    /// The amount; nothing where it gives none above zero.
    pub fn delivered(&self) -> Option<&Quantity> {
        if let Said::Amount(amount) = &self.amount { Some(amount) } else { None }
    }

    /// Where it names no need, it is for the project's only one.
    pub fn say_need(&mut self, needs: &[RecordId]) {
        if let (None, [only]) = (&self.need, needs) {
            self.need = Some(only.clone());
        }
    }

    /// That it tells of so many.
    pub(super) fn told(&self, n: i64) -> Told<'_> {
        Told { on: self.on, n, id: &self.id }
    }
}

/// What tells how much there is by some day.
#[derive(Clone, Copy)]
pub(super) struct Told<'a> {
    on: Option<Date>,
    n: i64,
    id: &'a RecordId,
}

impl Told<'_> {
    /// True for what counts in the other's place: the newest, of several on one day the one that says most.
    pub fn is_before(&self, other: &Told<'_>) -> bool {
        let key = |it: &Told<'_>| (it.on, it.n);
        key(self) > key(other) || (key(self) == key(other) && self.id < other.id)
    }
}

/// The entry that counts, of those for one need in one unit.
pub fn newest<'a>(entries: impl Iterator<Item = &'a Entry>) -> Option<&'a Entry> {
    let n = |it: &Entry| it.delivered().map_or(0, |it| it.n);
    entries.reduce(|best, it| if it.told(n(it)).is_before(&best.told(n(best))) { it } else { best })
}

/// Reads entries from their rows.
#[derive(Clone, Copy)]
pub struct EntryFields([FieldNumber; 4]);

impl EntryFields {
    /// The fields by their numbers.
    pub fn of(replica: &Replica) -> EntryFields {
        EntryFields(["project", "on", "need", "delivered"].map(|it| replica.field_number(it)))
    }

    /// An entry and its project; none where it names no project.
    pub fn read(self, row: Row<'_>) -> Option<(RecordId, Entry)> {
        let [project, on, need, delivered] = self.0;
        let project = row.value(project).link()?;
        let on = row.text(on).and_then(|it| Date::parse(&it));
        let amount = Said::of(&row.value(delivered));
        Some((project, Entry { id: row.id().clone(), on, need: row.value(need).link(), amount }))
    }
}
