//! How much is asked, promised, delivered and still open: of a need, a resource, a project, out of the records, never typed.
//!
//! Amounts add up only within one unit. What is counted otherwise stands beside the sum and is told, never converted; a
//! need or resource without an amount is one whole.

mod claims;
mod entry;
mod facts;
mod merged;
mod need;
mod project;
mod resource;

pub use claims::ClaimGroup;
pub use entry::{Entry, EntryFields, newest};
pub use facts::{Standings, needs_of};
pub use merged::{Merged, merged_into};
pub use need::NeedStanding;
pub use project::{Given, NeedInProject, ProjectStanding};
pub use resource::{ResourceStanding, slots};

use crate::domain::value::MAX_INTEGER;
use crate::domain::{Quantity, RecordId, Value};

/// What a need asks or a resource has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// How many, one at least; 1 for a whole.
    pub n: i64,
    /// Of what; empty when nobody said.
    pub unit: String,
    /// True where no amount stands: it counts as one whole.
    pub is_whole: bool,
    /// True where an amount stands that is none: zero, or not readable.
    pub is_unusable: bool,
}

/// How a record's part came into a sum, or why it did not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// It says how many.
    Stated,
    /// It says nothing, or one whole: all of it.
    Whole,
    /// It is counted in another unit; not in the sum.
    OtherUnit,
    /// Its amount is zero, or not readable; not in the sum.
    Unusable,
    /// It belongs to a project with several needs and names none; not in the sum.
    Unassigned,
    /// A project carries it out and counts for it; not in the sum.
    Within,
}

/// What one record adds to a sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The record.
    pub record: RecordId,
    /// What counts.
    pub n: i64,
    /// What the record says.
    pub said: Option<Quantity>,
    /// How it counts.
    pub how: How,
}

/// A sum with the records behind it, counted or told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figure {
    /// The sum of what counts, at most 2^53 − 1.
    pub n: i64,
    /// The records, in the order of their arrival.
    pub parts: Vec<Part>,
}

impl Figure {
    fn add(&mut self, part: Part) {
        self.n = plus(self.n, part.n);
        self.parts.push(part);
    }

    /// True where no record stands behind it.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// The records that are told and not counted.
    pub fn uncounted(&self) -> impl Iterator<Item = &Part> {
        self.parts.iter().filter(|it| !matches!(it.how, How::Stated | How::Whole))
    }
}

/// What stands in a field for an amount.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Said {
    Nothing,
    /// All of it.
    Whole,
    Amount(Quantity),
    Unusable,
}

impl Said {
    fn of(value: &Value) -> Said {
        match Quantity::from_value(value) {
            Some(quantity) if (1..=MAX_INTEGER).contains(&quantity.n) => Said::Amount(quantity),
            None if value.is_blank() => Said::Nothing,
            _ => Said::Unusable,
        }
    }

    /// What stands for a pair: one without a unit is the stored form of all of it.
    fn of_pair(value: &Value) -> Said {
        match Said::of(value) {
            Said::Amount(it) if it.n == 1 && it.unit.is_empty() => Said::Whole,
            said => said,
        }
    }

    /// What it amounts to in a measure.
    fn part(&self, record: &RecordId, of: &Measure) -> Part {
        let (n, how) = match self {
            Said::Nothing | Said::Whole => (of.n, How::Whole),
            Said::Unusable => (0, How::Unusable),
            Said::Amount(it) if !of.is_whole && it.unit == of.unit => (it.n, How::Stated),
            Said::Amount(it) if of.is_whole && it.n == 1 && it.unit.is_empty() => (of.n, How::Whole),
            Said::Amount(_) => (0, How::OtherUnit),
        };
        let said = if let Said::Amount(it) = self { Some(it.clone()) } else { None };
        Part { record: record.clone(), n, said, how }
    }
}

impl Measure {
    fn of(value: &Value) -> Measure {
        match Said::of(value) {
            Said::Amount(it) => Measure { n: it.n, unit: it.unit, is_whole: false, is_unusable: false },
            said => Measure { n: 1, unit: String::new(), is_whole: true, is_unusable: said == Said::Unusable },
        }
    }

    /// What an amount measures.
    pub fn of_amount(amount: Option<&Quantity>) -> Measure {
        Measure::of(&amount.map_or(Value::Null, Quantity::to_value))
    }

    /// So many of it.
    pub fn quantity(&self, n: i64) -> Quantity {
        Quantity { n, unit: self.unit.clone() }
    }
}

/// The sum, as far as values go.
fn plus(a: i64, b: i64) -> i64 {
    a.saturating_add(b).min(MAX_INTEGER)
}

#[cfg(test)]
mod tests;
