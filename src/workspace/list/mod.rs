//! Lists as addresses: which records, filtered and sorted how.

mod address;
mod board;
mod distinct;
mod group;
mod light;
mod only;
mod range;
mod run;
mod sort;
mod totals;

pub use board::{Figure, What, board};
pub use group::{Group, groups};
pub use light::{light, light_word};
pub use only::{Only, OnlySet, only_counts};
pub use range::{End, Range, can_range};
pub use run::{facet, run};
pub use totals::{Total, Totals, totals, totals_of};

use crate::domain::{Date, Kind, Shape, schema};

/// A name that filters and sorts like a field: a project's light.
pub const LIGHT: &str = "light";

/// A name that sorts and is bounded like a date: when the record was entered.
pub const MADE: &str = "made";

/// What an answer depends on beside the records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The day.
    pub today: Date,
    /// The place of the last of this installation's shared ops that it handed on; 0 before the first time.
    pub handed_to: u64,
}

impl Asked {
    /// Asked on a day, by one that handed on nothing yet.
    pub fn on(today: Date) -> Asked {
        Asked { today, handed_to: 0 }
    }
}

/// A list's question, the same as the part of its address after `?`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListQuery {
    /// Which list.
    pub kind: Kind,
    /// Words to find.
    pub text: String,
    /// Fields and the values (codes or ids) one of which they must have; several fields must all fit.
    pub filters: Vec<(String, Vec<String>)>,
    /// Dates and numbers that must lie between two ends; a field stands here once.
    pub ranges: Vec<Range>,
    /// Fields to sort by, the first first; true is descending.
    pub sort: Vec<(String, bool)>,
    /// Shows what was taken out of the list instead.
    pub archived: bool,
    /// Narrows the list; all of them must hold.
    pub only: OnlySet,
    /// A field whose values the list is grouped by.
    pub group: Option<String>,
    /// The columns, in their order; those the schema names when empty.
    pub columns: Vec<String>,
}

impl ListQuery {
    /// The whole list.
    pub fn new(kind: Kind) -> ListQuery {
        let (text, filters, ranges, sort) = (String::new(), Vec::new(), Vec::new(), Vec::new());
        let (only, columns) = (OnlySet::default(), Vec::new());
        ListQuery { kind, text, filters, ranges, sort, archived: false, only, group: None, columns }
    }

    /// True when it hides nothing of the list.
    pub fn is_whole(&self) -> bool {
        self.text.trim().is_empty() && !self.has_conditions() && !self.archived
    }

    /// True when a filter, a range or a ready-made condition narrows it.
    pub fn has_conditions(&self) -> bool {
        !self.filters.is_empty() || !self.ranges.is_empty() || !self.only.is_empty()
    }

    /// The ends a field is held between; both open when it is not.
    pub fn range(&self, field: &str) -> (Option<End>, Option<End>) {
        self.ranges.iter().find(|it| it.field == field).map_or((None, None), |it| (it.from, it.to))
    }

    /// Holds a field between two ends; with both open, no longer.
    pub fn set_range(&mut self, field: &str, from: Option<End>, to: Option<End>) {
        let at = self.ranges.iter().position(|it| it.field == field);
        let range = Range { field: field.to_owned(), from, to };
        match at {
            Some(at) if from.is_none() && to.is_none() => drop(self.ranges.remove(at)),
            Some(at) => self.ranges[at] = range,
            None if from.is_some() || to.is_some() => self.ranges.push(range),
            None => {}
        }
    }
}

/// True for fields a list can be grouped by: those with one of few values, and a project's light.
pub fn can_group(kind: Kind, field: &str) -> bool {
    let one_of_few = |it: &schema::Field| matches!(it.shape, Shape::Choice(..) | Shape::Link(_));
    if field == LIGHT { kind == Kind::Project } else { schema::field(kind, field).is_some_and(one_of_few) }
}

fn is_column(kind: Kind, field: &str) -> bool {
    field == LIGHT || schema::field(kind, field).is_some()
}

fn can_sort(kind: Kind, field: &str) -> bool {
    field == MADE || is_column(kind, field)
}

#[cfg(test)]
mod tests;
