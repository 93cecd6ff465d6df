//! The dual report: for a stretch of days, what was pledged, delivered and signed off, what is overdue and what runs; to
//! the city for all offices, or to one office's own Party organisation for its part. Every figure is its records.
//!
//! What has a day of its own counts by it: a project by its start, an entry by the day it tells of, lateness by the
//! deadline as it stands now. What has none counts by when it was written down, by its writer's clock: a resource, a
//! claim that was accepted, a state that was reached.

mod address;
mod data;
mod gather;
mod period;

pub use address::ReportQuery;
pub use period::Period;

use super::Workspace;
use super::ledger::{Amount, add};
use crate::domain::{Date, Quantity, RecordId, order};
use gather::{Item, gather};

/// Whom a report is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Addressee {
    /// The city's organisation department: all offices.
    City,
    /// The Party organisation of one office: its part.
    Party(RecordId),
}

/// What a figure tells. In the order a report has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Told {
    /// Resources that were offered.
    Offered,
    /// Claims that were accepted and stand at the end.
    Claimed,
    /// Projects that began.
    Started,
    /// Entries that tell how much was delivered: what there was by the end, less what there was before.
    Delivered,
    /// Projects that were signed off and stay so.
    SignedOff,
    /// Projects under way at the end.
    Running,
    /// Of these, those past their deadline.
    Overdue,
}

impl Told {
    /// All of them.
    pub const ALL: [Told; 7] =
        [Told::Offered, Told::Claimed, Told::Started, Told::Delivered, Told::SignedOff, Told::Running, Told::Overdue];

    /// The word in data.
    pub fn as_str(self) -> &'static str {
        match self {
            Told::Offered => "offered",
            Told::Claimed => "claimed",
            Told::Started => "started",
            Told::Delivered => "delivered",
            Told::SignedOff => "signed_off",
            Told::Running => "running",
            Told::Overdue => "overdue",
        }
    }

    /// True where offices can have a part beside the one responsible.
    pub fn has_support(self) -> bool {
        !matches!(self, Told::Offered | Told::Claimed)
    }
}

/// An office's part in what is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Its own: it offers, claims, is responsible. These parts add up to the whole.
    Own,
    /// It supports; several offices may support one project.
    Supporting,
}

/// A figure, with the records behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figured {
    /// What it tells.
    pub told: Told,
    /// As whose part.
    pub side: Side,
    /// The records counted, the earliest arrival first.
    pub records: Vec<Counted>,
    /// The amounts they hold, each unit by itself.
    pub amounts: Vec<Amount>,
}

/// A record in a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Which one.
    pub record: RecordId,
    /// What it adds to the sum of its unit; less than nothing where an entry corrects an earlier one downwards.
    pub amount: Option<Quantity>,
    /// The entry before the period whose amount was taken off.
    pub before: Option<RecordId>,
}

/// A report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// The day that its end means: the last one, or today while that is yet to come.
    pub until: Date,
    /// The figures, zeros too.
    pub figures: Vec<Figured>,
    /// In a report on all offices, each office that has any part, with its figures; none stands for records without one.
    pub offices: Vec<(Option<RecordId>, Vec<Figured>)>,
}

/// The report for some days, as of a day.
pub fn report(workspace: &Workspace, period: Period, to: &Addressee, today: Date) -> Report {
    let (from, last) = period.days();
    let until = last.min(today);
    let items = gather(workspace, from, last, today);
    let (figures, offices) = match to {
        Addressee::Party(office) => (of_office(&items, Some(office)), Vec::new()),
        Addressee::City => {
            let all = |told: &Told| figure(*told, Side::Own, items.iter().filter(|it| it.told == *told));
            let mut named: Vec<Option<&RecordId>> = Vec::new();
            for office in items.iter().flat_map(|it| it.with.iter().map(Some).chain([it.of.as_ref()])) {
                if !named.contains(&office) {
                    named.push(office);
                }
            }
            // As the list of offices has them, and last what names none.
            order::sort_by_key(&mut named, |it| {
                it.map_or(usize::MAX, |it| workspace.replica().number_of(it).unwrap_or(usize::MAX - 1))
            });
            let offices = named.into_iter().map(|it| (it.cloned(), of_office(&items, it))).collect();
            (Told::ALL.iter().map(all).collect(), offices)
        }
    };
    Report { from, to: last, until, figures, offices }
}

/// An office's part; of what names no office, where none is given.
fn of_office(items: &[Item], office: Option<&RecordId>) -> Vec<Figured> {
    let mut figures = Vec::new();
    for told in Told::ALL {
        let of = items.iter().filter(|it| it.told == told && it.of.as_ref() == office);
        figures.push(figure(told, Side::Own, of));
        if let Some(office) = office.filter(|_| told.has_support()) {
            let supports = |it: &&Item| it.told == told && it.of.as_ref() != Some(office) && it.with.contains(office);
            figures.push(figure(told, Side::Supporting, items.iter().filter(supports)));
        }
    }
    figures
}

fn figure<'a>(told: Told, side: Side, items: impl Iterator<Item = &'a Item>) -> Figured {
    let (mut records, mut amounts) = (Vec::new(), Vec::new());
    for item in items {
        add(&mut amounts, item.counted.amount.as_ref(), &item.counted.record);
        records.push(item.counted.clone());
    }
    Figured { told, side, records, amounts }
}

#[cfg(test)]
mod tests;
