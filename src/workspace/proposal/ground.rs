//! What a proposal stands on: open needs and usable resources as the records have them, and what is taken already.

use std::collections::BTreeSet;

use super::offices::Offices;
use super::taken::Taken;
use crate::domain::schema::DELETED;
use crate::domain::{Date, Kind, Quantity, RecordId, Slot, order};
use crate::matching::score::{ALL_DAYS, Week, days_between};
use crate::oplog::{FieldNumber, Replica, Row};
use crate::workspace::search::fold;
use crate::workspace::standing::{self, Measure};
use crate::workspace::{Role, Workspace};

/// The largest amount that is counted: more is a slip of the pen, not a need.
pub const MOST_AMOUNT: u64 = 1_000_000;

/// Days of waiting that count; who waits longer waits as long.
pub const MOST_WAITED: i64 = 100;

/// States in which a need waits for a resource.
const OPEN: [&str; 3] = ["verified", "published", "partly_met"];

/// What of a need or resource is still to be given; none of it counted in a unit is one whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rest {
    /// So many of that unit.
    Counted(Quantity),
    /// It has no amount: one whole.
    Whole,
    /// Nothing.
    Nothing,
}

/// Why a need is not looked at at all, though its state says it is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It asks for nothing, or for less.
    NoAmount,
    /// It asks for more than [`MOST_AMOUNT`].
    HugeAmount,
    /// Some of it is promised in another unit, so that nobody can say what is left.
    Unclear,
    /// It says neither what kind of help nor what for.
    NothingSaid,
    /// It was merged into another one.
    Merged(RecordId),
}

/// A need that is open.
#[derive(Clone, Debug)]
pub struct OpenNeed {
    /// The record.
    pub id: RecordId,
    /// What is still asked for.
    pub rest: Rest,
    /// Why it cannot be placed.
    pub unfit: Option<Unfit>,
    /// It is merged into itself by way of others, and so taken as it stands.
    pub is_circle: bool,
    /// Levels from 0 to 10: how urgent, how long it waits, how little its community was met so far.
    pub levels: [i64; 3],
    /// By when it is wanted.
    pub wanted_by: Option<Date>,
    pub(super) facts: Facts,
    /// Weekdays that are left for it.
    pub(super) days_left: u8,
}

/// A resource that stands in its list.
#[derive(Clone, Debug)]
pub struct UsableResource {
    /// The record.
    pub id: RecordId,
    /// What it has when nothing is taken.
    pub capacity: Rest,
    /// What is left of it; of one that can be had at several times, the most that is left at one of them.
    pub rest: Rest,
    /// When it can be had and what is left each time, where so many can come each time.
    pub slots: Vec<(Slot, i64)>,
    /// Projects and claims that take of it.
    pub taken_by: Vec<RecordId>,
    /// Past the day until which it holds.
    pub is_expired: bool,
    pub(super) facts: Facts,
}

/// What of a record is compared.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    pub category: String,
    /// Folded words, apart by blanks.
    pub words: String,
    /// The folded place.
    pub place: Vec<u16>,
    /// The office that asks or offers, by its number.
    pub office: Option<u32>,
    pub week: Week,
}

/// Fields that are read of a need or a resource, ready for many rows.
pub struct Reading {
    deleted: FieldNumber,
    category: FieldNumber,
    owner: FieldNumber,
    place: FieldNumber,
    time: FieldNumber,
    amount: FieldNumber,
    until: FieldNumber,
    words: Vec<FieldNumber>,
    urgency: FieldNumber,
    merged: FieldNumber,
}

impl Reading {
    /// Gets ready for needs or resources.
    pub fn of(replica: &Replica, kind: Kind) -> Reading {
        let is_need = kind == Kind::Need;
        let number = |need: &str, resource: &str| replica.field_number(if is_need { need } else { resource });
        // The place is compared by itself.
        let words: &[&str] = if is_need { &["title", "content", "public_wording"] } else { &["title", "content"] };
        Reading {
            deleted: replica.field_number(DELETED),
            category: replica.field_number("category"),
            owner: number("asker", "provider"),
            place: replica.field_number("place"),
            time: number("wanted_time", "availability"),
            amount: number("quantity", "capacity"),
            until: number("wanted_by", "valid_until"),
            words: words.iter().map(|name| replica.field_number(name)).collect(),
            urgency: replica.field_number("urgency"),
            merged: replica.field_number("merged_into"),
        }
    }

    /// What of a row is compared.
    pub fn facts(&self, row: Row<'_>, offices: &Offices) -> Facts {
        let text = |field| row.text(field).unwrap_or_default();
        let mut words = String::new();
        for field in &self.words {
            add_words(&mut words, &text(*field));
        }
        Facts {
            category: text(self.category).into_owned(),
            words,
            place: fold(&text(self.place)),
            office: offices.number(&text(self.owner)),
            week: Week::of(&text(self.time)),
        }
    }

    fn amount(&self, row: Row<'_>) -> Option<Quantity> {
        row.raw(self.amount).and_then(|_| Quantity::from_value(&row.value(self.amount)))
    }

    fn date(&self, row: Row<'_>) -> Option<Date> {
        row.text(self.until).and_then(|text| Date::parse(&text))
    }

    fn is_archived(&self, row: Row<'_>) -> bool {
        row.raw(self.deleted) == Some("true")
    }
}

/// Adds a text folded, word by word, so that words of letters stay apart.
pub fn add_words(to: &mut String, text: &str) {
    for word in text.split_whitespace() {
        to.push(' ');
        to.push_str(&String::from_utf16_lossy(&fold(word)));
    }
}

/// The records a proposal looks at, in the order of their ids; read one after the other, because there may be many.
pub struct Read {
    pub needs: Vec<OpenNeed>,
    pub resources: Vec<UsableResource>,
    pub offices: Offices,
    pub today: Date,
    taken: Taken,
    /// Rows to read, the last first.
    need_rows: Vec<usize>,
    resource_rows: Vec<usize>,
}

impl Read {
    /// Sees what is there of some kinds: needs, resources or both.
    pub fn begin(workspace: &Workspace, today: Date, kinds: &[Kind]) -> Read {
        let rows = |kind: Kind| if kinds.contains(&kind) { rows(workspace.replica(), kind) } else { Vec::new() };
        Read {
            needs: Vec::new(),
            resources: Vec::new(),
            offices: Offices::of(workspace, today),
            today,
            taken: Taken::of(workspace, today),
            need_rows: rows(Kind::Need),
            resource_rows: rows(Kind::Resource),
        }
    }

    /// How many are still to be read.
    pub fn left(&self) -> usize {
        self.need_rows.len() + self.resource_rows.len()
    }

    /// Reads the next resource; false when there is none.
    pub fn next_resource(&mut self, replica: &Replica, reading: &Reading) -> bool {
        let Some(row) = self.resource_rows.pop() else { return false };
        if let Some(row) = replica.row(row).filter(|row| !reading.is_archived(*row)) {
            self.resources.push(resource(reading, row, &self.offices, &self.taken, self.today));
        }
        true
    }

    /// Reads the next need; false when there is none.
    pub fn next_need(&mut self, replica: &Replica, reading: &Reading) -> bool {
        let Some(row) = self.need_rows.pop() else { return false };
        if let Some(row) = replica.row(row).filter(|row| !reading.is_archived(*row)) {
            self.needs.extend(need(replica, reading, row, &self.offices, &self.taken, self.today));
        }
        true
    }

    /// The project in which the two stand together already.
    pub fn project_of(&self, need: &RecordId, resource: &RecordId) -> Option<&RecordId> {
        self.taken.pairs.get(&(need.clone(), resource.clone()))
    }

    /// True where a project for the two is over that was not broken off.
    pub fn is_done(&self, need: &RecordId, resource: &RecordId) -> bool {
        self.taken.done.contains(&(need.clone(), resource.clone()))
    }
}

/// The rows of what may be looked at, the highest id first.
fn rows(replica: &Replica, kind: Kind) -> Vec<usize> {
    let status = replica.field_number("status");
    let is_open = |row: &Row<'_>| kind != Kind::Need || row.text(status).is_some_and(|it| OPEN.contains(&&*it));
    let mut rows: Vec<Row<'_>> = replica.rows_of(kind.as_str()).filter(is_open).collect();
    order::sort_by(&mut rows, |a, b| b.id().cmp(a.id()));
    rows.into_iter().map(Row::number).collect()
}

fn resource(reading: &Reading, row: Row<'_>, offices: &Offices, taken: &Taken, today: Date) -> UsableResource {
    let capacity = match reading.amount(row) {
        Some(it) if it.n > 0 => Rest::Counted(it),
        Some(_) => Rest::Nothing,
        None => Rest::Whole,
    };
    let left = taken.left(row.id()).filter(|_| capacity != Rest::Nothing);
    let facts = reading.facts(row, offices);
    let slots = match left {
        Some(left) => left.slots.iter().map(|(slot, n)| (*slot, if left.is_unclear { 0 } else { *n })).collect(),
        None => slots_of(&capacity, &facts),
    };
    UsableResource {
        id: row.id().clone(),
        slots,
        rest: left.map_or_else(|| capacity.clone(), |it| if it.is_unclear { Rest::Nothing } else { it.rest.clone() }),
        taken_by: left.map(|it| it.by.clone()).unwrap_or_default(),
        is_expired: reading.date(row).is_some_and(|day| day < today),
        facts,
        capacity,
    }
}

/// The times at which all of a resource is free.
fn slots_of(capacity: &Rest, facts: &Facts) -> Vec<(Slot, i64)> {
    let Rest::Counted(all) = capacity else { return Vec::new() };
    standing::slots(&Measure::of_amount(Some(all)), &facts.category, &facts.week)
        .iter()
        .map(|slot| (slot, all.n))
        .collect()
}

/// An open need; nothing where all of it is served.
fn need(
    replica: &Replica,
    reading: &Reading,
    row: Row<'_>,
    offices: &Offices,
    taken: &Taken,
    today: Date,
) -> Option<OpenNeed> {
    let asked = reading.amount(row);
    let mut unfit = match &asked {
        Some(it) if it.n <= 0 => Some(Unfit::NoAmount),
        Some(it) if u64::try_from(it.n).is_ok_and(|n| n > MOST_AMOUNT) => Some(Unfit::HugeAmount),
        _ => None,
    };
    let whole = asked.map_or(Rest::Whole, Rest::Counted);
    let left = taken.left(row.id());
    let rest = left.map_or(whole, |it| it.rest.clone());
    if unfit.is_none() && rest == Rest::Nothing {
        return None;
    }
    if unfit.is_none() && left.is_some_and(|it| it.is_unclear) {
        unfit = Some(Unfit::Unclear);
    }
    let facts = reading.facts(row, offices);
    if unfit.is_none() && facts.category.is_empty() && !facts.words.chars().any(char::is_alphanumeric) {
        unfit = Some(Unfit::NothingSaid);
    }
    let merged = merged_into(replica, reading, row);
    if let Some(Ok(end)) = &merged {
        unfit = Some(Unfit::Merged(end.clone()));
    }
    let wanted_by = reading.date(row);
    let waited = row.made_at().map_or(0, |at| today.number() - at.day()).clamp(0, MOST_WAITED);
    let urgent = match row.text(reading.urgency).as_deref() {
        Some("critical") => 10,
        Some("pressing") => 5,
        _ => 0,
    };
    Some(OpenNeed {
        id: row.id().clone(),
        rest,
        unfit,
        is_circle: merged == Some(Err(Circle)),
        levels: [urgent, waited * 10 / MOST_WAITED, facts.office.map_or(5, |it| offices.unmet(it))],
        wanted_by,
        days_left: wanted_by.map_or(ALL_DAYS, |day| days_between(today, day)),
        facts,
    })
}

/// A need that is merged into itself.
#[derive(Debug, PartialEq, Eq)]
struct Circle;

/// The need at the end of what a need was merged into; nothing where it was not, or into what is not here.
fn merged_into(replica: &Replica, reading: &Reading, row: Row<'_>) -> Option<Result<RecordId, Circle>> {
    let mut gone: BTreeSet<RecordId> = order::set([row.id().clone()]);
    let mut end = None;
    let mut at = row;
    while let Some(next) = at.text(reading.merged).and_then(|text| RecordId::parse(&text).ok()) {
        let Some(row) = replica.row_of(&next).filter(|row| row.is_of(Kind::Need.as_str())) else { break };
        if !gone.insert(next.clone()) {
            return Some(Err(Circle));
        }
        end = Some(next);
        at = row;
    }
    end.map(Ok)
}

/// True for who may run a docking meeting: the street.
pub fn may_decide(workspace: &Workspace) -> bool {
    workspace.my_role() == Some(Role::Street)
}
