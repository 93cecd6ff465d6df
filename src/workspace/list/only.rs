//! The questions many people ask of a list, and which records they hold for.

use super::super::Workspace;
use super::Asked;
use crate::domain::schema::{self, DELETED, Field};
use crate::domain::{Date, Kind, RecordId, Shape, Value, light, transition};
use crate::oplog::{FieldNumber, Replica, Row};

/// A question many people ask of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Only {
    /// Records with several values in a field.
    Conflicted,
    /// Records of this installation's office.
    Mine,
    /// Records with a date up to fifteen days away, or past.
    Due,
    /// Records with a date that is past.
    Overdue,
    /// Records lacking a field the list shows.
    Incomplete,
    /// Needs that wait for somebody to take them up.
    Waiting,
    /// Resources that no project names; one that was terminated does not count.
    Unused,
    /// Needs, projects and claims in a state that waits for somebody's confirmation.
    Unconfirmed,
    /// Records this installation changed since it last handed on.
    NotHandedOn,
}

impl Only {
    /// All of them with their words, in the order addresses have them.
    /// All of them, with their words in addresses.
    pub const ALL: [(Only, &'static str); 9] = [
        (Only::Mine, "mine"),
        (Only::Due, "due"),
        (Only::Overdue, "overdue"),
        (Only::Waiting, "waiting"),
        (Only::Unused, "unused"),
        (Only::Unconfirmed, "unconfirmed"),
        (Only::Conflicted, "conflicted"),
        (Only::Incomplete, "incomplete"),
        (Only::NotHandedOn, "not_handed_on"),
    ];

    /// The word in addresses.
    pub fn as_str(self) -> &'static str {
        Only::ALL.iter().find(|(only, _)| *only == self).map_or("", |(_, word)| word)
    }

    /// True where the question means something for a kind of record.
    pub fn suits(self, kind: Kind) -> bool {
        match self {
            Only::Mine => schema::fields(kind).iter().any(is_office),
            Only::Due | Only::Overdue => schema::date_field(kind).is_some(),
            Only::Waiting => !transition::waiting(kind).is_empty(),
            Only::Unconfirmed => !transition::unconfirmed(kind).is_empty(),
            Only::Unused => kind == Kind::Resource,
            Only::Conflicted | Only::Incomplete | Only::NotHandedOn => true,
        }
    }

    const fn bit(self) -> u16 {
        1 << self as u16
    }
}

/// Several such questions; a record must fit them all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OnlySet(u16);

impl OnlySet {
    /// These.
    pub fn of(all: &[Only]) -> OnlySet {
        OnlySet(all.iter().fold(0, |set, only| set | only.bit()))
    }

    /// The words of an address, apart by commas; those it does not know are left out.
    pub(super) fn parse(words: &str) -> OnlySet {
        let known = |word: &str| Only::ALL.iter().find(|(_, it)| *it == word).map_or(0, |(only, _)| only.bit());
        OnlySet(words.split(',').fold(0, |set, word| set | known(word)))
    }

    /// True when it asks nothing.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// True when it asks that.
    pub fn has(self, only: Only) -> bool {
        self.0 & only.bit() != 0
    }

    /// Asks that as well, or no longer.
    pub fn toggle(&mut self, only: Only) {
        self.0 ^= only.bit();
    }

    /// What it asks, in the order addresses have it.
    pub fn iter(self) -> impl Iterator<Item = Only> {
        Only::ALL.into_iter().map(|(only, _)| only).filter(move |only| self.has(*only))
    }

    /// True when all of `self` is asked by `other` too.
    pub(super) fn is_in(self, other: OnlySet) -> bool {
        self.0 & !other.0 == 0
    }

    pub(super) fn and(self, other: OnlySet) -> OnlySet {
        OnlySet(self.0 | other.0)
    }
}

/// How many of a list's records each question suits, gone over once.
pub fn only_counts(workspace: &Workspace, kind: Kind, asked: Asked) -> Vec<(Only, usize)> {
    let suiting = Only::ALL.into_iter().map(|(only, _)| only).filter(|it| it.suits(kind));
    let mut counts: Vec<(Only, usize)> = suiting.map(|only| (only, 0)).collect();
    let set = counts.iter().fold(OnlySet::default(), |set, (only, _)| set.and(OnlySet::of(&[*only])));
    let conditions = Conditions::of(workspace, kind, set, asked, false);
    let deleted = workspace.replica().field_number(DELETED);
    for row in workspace.replica().rows_of(kind.as_str()).filter(|row| row.raw(deleted) != Some("true")) {
        let holding = conditions.holding(row);
        counts.iter_mut().filter(|(only, _)| holding.has(*only)).for_each(|(_, count)| *count += 1);
    }
    counts
}

/// What the questions asked look at, found once for all records.
pub(super) struct Conditions<'a> {
    replica: &'a Replica,
    kind: Kind,
    asked: OnlySet,
    today: Date,
    archived: bool,
    /// The office's id as it stands in an op.
    mine: Option<String>,
    offices: Vec<FieldNumber>,
    shown: Vec<FieldNumber>,
    date: Option<FieldNumber>,
    status: FieldNumber,
    used: Marks,
    changed: Marks,
}

impl<'a> Conditions<'a> {
    /// Finds what `set` looks at in records of a kind, among those in the list or those taken out of it.
    pub fn of(workspace: &'a Workspace, kind: Kind, set: OnlySet, asked: Asked, archived: bool) -> Conditions<'a> {
        let replica = workspace.replica();
        let number = |it: &Field| replica.field_number(it.name);
        let fields = |only, looks_at: fn(&Field) -> bool| {
            schema::fields(kind).iter().filter(|it| set.has(only) && looks_at(it)).map(number).collect()
        };
        let mine = workspace.my_office().filter(|_| set.has(Only::Mine));
        Conditions {
            replica,
            kind,
            asked: set,
            today: asked.today,
            archived,
            mine: mine.map(|id| format!("\"{id}\"")),
            offices: fields(Only::Mine, is_office),
            shown: fields(Only::Incomplete, |it| it.column),
            date: schema::date_field(kind).map(|it| replica.field_number(it)),
            status: replica.field_number("status"),
            used: if set.has(Only::Unused) { used(replica) } else { Marks::default() },
            changed: if set.has(Only::NotHandedOn) {
                Marks::of(replica.written_by(workspace.actor(), asked.handed_to))
            } else {
                Marks::default()
            },
        }
    }

    /// True when all that is asked holds for a record.
    pub fn fits(&self, row: Row) -> bool {
        self.asked.iter().all(|only| self.holds(row, only))
    }

    /// All of what is asked that holds for a record.
    pub fn holding(&self, row: Row) -> OnlySet {
        OnlySet(self.asked.iter().filter(|only| self.holds(row, *only)).fold(0, |set, only| set | only.bit()))
    }

    /// The day in a record's date field.
    pub fn date(&self, row: Row) -> Option<Date> {
        row.text(self.date?).and_then(|it| Date::parse(&it))
    }

    /// That day, unless nothing is owed any more.
    fn due(&self, row: Row) -> Option<Date> {
        let date = self.date(row)?;
        let is_over = row.text(self.status).is_some_and(|it| transition::is_over(&it));
        (!is_over).then_some(date)
    }

    fn holds(&self, row: Row, only: Only) -> bool {
        match only {
            Only::Conflicted => {
                row.is_conflicted() || (self.archived && self.replica.is_edited_beside(row.id(), DELETED))
            }
            Only::Incomplete => self.shown.iter().any(|field| is_blank(row, *field)),
            Only::Mine => self.mine.as_ref().is_some_and(|mine| self.offices.iter().any(|it| names(row, *it, mine))),
            Only::Due => self.due(row).is_some_and(|date| self.today.days_until(date) <= light::NEAR_DAYS),
            Only::Overdue => self.due(row).is_some_and(|date| date < self.today),
            Only::Waiting => self.stands_in(row, transition::waiting(self.kind)),
            Only::Unconfirmed => self.stands_in(row, transition::unconfirmed(self.kind)),
            Only::Unused => self.kind == Kind::Resource && !self.used.has(row),
            Only::NotHandedOn => self.changed.has(row),
        }
    }

    fn stands_in(&self, row: Row, states: &[&str]) -> bool {
        !states.is_empty() && row.text(self.status).is_some_and(|status| states.contains(&&*status))
    }
}

fn is_office(field: &Field) -> bool {
    matches!(field.shape, Shape::Link(Kind::Office) | Shape::Links(Kind::Office))
}

/// True when a link, or one of several, is that record; its id as ops write it.
fn names(row: Row, field: FieldNumber, id: &str) -> bool {
    row.raw(field).is_some_and(|raw| if raw.starts_with('[') { raw.contains(id) } else { raw == id })
}

/// True when a person would call the field empty.
fn is_blank(row: Row, field: FieldNumber) -> bool {
    match row.text(field) {
        Some(text) => text.trim().is_empty(),
        None => row.value(field).is_blank(),
    }
}

/// Some of a replica's records.
#[derive(Default)]
struct Marks(Vec<bool>);

impl Marks {
    fn of<'a>(rows: impl Iterator<Item = Row<'a>>) -> Marks {
        let mut marks = Marks::default();
        rows.for_each(|row| marks.add(row));
        marks
    }

    fn add(&mut self, row: Row) {
        let number = row.number();
        if self.0.len() <= number {
            self.0.resize(number + 1, false);
        }
        self.0[number] = true;
    }

    fn has(&self, row: Row) -> bool {
        self.0.get(row.number()) == Some(&true)
    }
}

/// The resources that standing projects name.
fn used(replica: &Replica) -> Marks {
    let [resources, status, deleted] = ["resources", "status", DELETED].map(|it| replica.field_number(it));
    let mut marks = Marks::default();
    for project in replica.rows_of(Kind::Project.as_str()) {
        if project.raw(deleted) == Some("true") || project.text(status).as_deref() == Some("terminated") {
            continue;
        }
        let named = project.value(resources);
        let ids = named.items().iter().filter_map(Value::as_text).filter_map(|it| RecordId::parse(it).ok());
        ids.filter_map(|id| replica.row_of(&id)).for_each(|row| marks.add(row));
    }
    marks
}
