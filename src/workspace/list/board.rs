//! What a board counts: the questions an office begins its day with, all answered in one pass over each list.

use super::super::Workspace;
use super::light::{Lights, light_word};
use super::only::Conditions;
use super::{Asked, LIGHT, ListQuery, MADE, Only, OnlySet};
use crate::domain::schema::{self, DELETED};
use crate::domain::{Kind, Light, RecordId, order};
use crate::oplog::Row;

/// Records told of each figure.
const FIRST: usize = 5;

/// What is counted. In the order a board shows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// Needs nobody has taken up.
    Waiting,
    /// Projects past their deadline.
    Red,
    /// Projects near it, or silent.
    Yellow,
    /// Needs past the wished day; resources and pairings past their last. A project past its deadline is red.
    Overdue,
    /// Needs, projects and claims that wait for somebody's confirmation.
    Unconfirmed,
    /// Resources no project uses.
    Unused,
    /// Records with several values in a field.
    Conflicted,
    /// Records this installation changed since it last handed on.
    NotHandedOn,
    /// Records lacking a field the list shows.
    Incomplete,
}

/// One figure of the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// What is counted.
    pub what: What,
    /// In which list.
    pub kind: Kind,
    /// Only the records of this installation's office.
    pub mine: bool,
    /// The question whose answer is exactly the records counted, most urgent first.
    pub query: ListQuery,
    /// How many.
    pub count: usize,
    /// Since how many days the oldest stands there: what waits and what is unused since it was entered, what waits for
    /// confirmation since its state was set, what is past its date since then. Nothing for the others, and for none.
    pub oldest: Option<i64>,
    /// The first few of them.
    pub first: Vec<RecordId>,
}

/// The figures for an office's day, zeros too. Where the office is not the street itself, each stands twice, for its own
/// records and then for all; what this installation has to hand on is its own anyway.
pub fn board(workspace: &Workspace, asked: Asked) -> Vec<Figure> {
    let office = workspace.my_office();
    let has_own = office.is_some_and(|id| workspace.text(&id, "role") != "street");
    let mut figures = Vec::new();
    for kind in [Kind::Need, Kind::Resource, Kind::Project, Kind::Pairing, Kind::Claim, Kind::Office] {
        let mut tallies = Vec::new();
        for what in What::ALL.into_iter().filter(|it| it.counts(kind)) {
            let own = [true, false].into_iter().filter(|mine| !mine || (has_own && what.has_own(kind)));
            tallies.extend(own.map(|mine| Tally::of(what, mine)));
        }
        tally(workspace, kind, asked, &mut tallies);
        figures.extend(tallies.into_iter().map(|it| it.figure(kind, asked)));
    }
    order::sort_by_key(&mut figures, |it: &Figure| it.what);
    figures
}

/// Goes over a list once.
fn tally<'a>(workspace: &'a Workspace, kind: Kind, asked: Asked, tallies: &mut [Tally<'a>]) {
    let replica = workspace.replica();
    let set = tallies.iter().fold(OnlySet::default(), |set, it| set.and(it.only));
    let conditions = Conditions::of(workspace, kind, set, asked, false);
    let lights = Lights::of(replica, kind == Kind::Project);
    let [deleted, status] = [DELETED, "status"].map(|it| replica.field_number(it));
    for row in replica.rows_of(kind.as_str()).filter(|row| row.raw(deleted) != Some("true")) {
        let holding = conditions.holding(row);
        let light = (kind == Kind::Project).then(|| lights.light(row, asked.today));
        for it in tallies.iter_mut().filter(|it| it.only.is_in(holding)) {
            let lit = it.what.light();
            if lit.is_some() && lit != light {
                continue;
            }
            let since = match it.what {
                What::Waiting | What::Unused => row.made_at().map(|at| (at.0, at.day())),
                What::Unconfirmed => row.made_at().map(|at| (at.0, row.set_at(status).unwrap_or(at).day())),
                What::Red | What::Yellow | What::Overdue => conditions.date(row).map(|it| (it.number(), it.number())),
                What::Conflicted | What::NotHandedOn | What::Incomplete => None,
            };
            it.add(row, since);
        }
    }
}

impl What {
    const ALL: [What; 9] = [
        What::Waiting,
        What::Red,
        What::Yellow,
        What::Overdue,
        What::Unconfirmed,
        What::Unused,
        What::Conflicted,
        What::NotHandedOn,
        What::Incomplete,
    ];

    /// True where it is counted among the records of a kind.
    fn counts(self, kind: Kind) -> bool {
        match self {
            What::Red | What::Yellow => kind == Kind::Project,
            What::Overdue => kind != Kind::Project && Only::Overdue.suits(kind),
            _ => self.only().is_some_and(|only| only.suits(kind)),
        }
    }

    fn has_own(self, kind: Kind) -> bool {
        self != What::NotHandedOn && Only::Mine.suits(kind)
    }

    fn only(self) -> Option<Only> {
        match self {
            What::Waiting => Some(Only::Waiting),
            What::Red | What::Yellow => None,
            What::Overdue => Some(Only::Overdue),
            What::Unconfirmed => Some(Only::Unconfirmed),
            What::Unused => Some(Only::Unused),
            What::Conflicted => Some(Only::Conflicted),
            What::NotHandedOn => Some(Only::NotHandedOn),
            What::Incomplete => Some(Only::Incomplete),
        }
    }

    fn light(self) -> Option<Light> {
        match self {
            What::Red => Some(Light::Red),
            What::Yellow => Some(Light::Yellow),
            _ => None,
        }
    }

    /// What its list is sorted by; nothing where the newest stand first.
    fn sort(self, kind: Kind) -> Option<&'static str> {
        match self {
            What::Waiting | What::Unconfirmed | What::Unused => Some(MADE),
            What::Red | What::Yellow | What::Overdue => schema::date_field(kind),
            What::Conflicted | What::NotHandedOn | What::Incomplete => None,
        }
    }
}

/// A figure while records come.
struct Tally<'a> {
    what: What,
    mine: bool,
    only: OnlySet,
    count: usize,
    /// The day the oldest stands there since, by number.
    since: Option<i64>,
    /// The first few by the list's order, sorted; each with what it sorts by.
    first: Vec<(i64, Row<'a>)>,
}

impl<'a> Tally<'a> {
    fn of(what: What, mine: bool) -> Tally<'a> {
        let own = OnlySet::of(if mine { &[Only::Mine] } else { &[] });
        let only = what.only().map_or(own, |only| own.and(OnlySet::of(&[only])));
        Tally { what, mine, only, count: 0, since: None, first: Vec::new() }
    }

    /// `since` is what the record sorts by and the number of the day it stands there since.
    fn add(&mut self, row: Row<'a>, since: Option<(i64, i64)>) {
        let (place, day) = since.unzip();
        // Later records stand before earlier ones where nothing sorts them.
        let newest = -i64::try_from(self.count).unwrap_or(i64::MAX);
        let sorts = !matches!(self.what, What::Conflicted | What::NotHandedOn | What::Incomplete);
        let place = if sorts { place.unwrap_or(i64::MAX) } else { newest };
        self.count += 1;
        self.since = self.since.into_iter().chain(day).min();
        if self.first.len() == FIRST && self.first.last().is_some_and(|last| last.0 <= place) {
            return;
        }
        let at = self.first.iter().position(|it| it.0 > place).unwrap_or(self.first.len());
        self.first.insert(at, (place, row));
        self.first.truncate(FIRST);
    }

    fn figure(self, kind: Kind, asked: Asked) -> Figure {
        let mut query = ListQuery { only: self.only, ..ListQuery::new(kind) };
        query.filters.extend(self.what.light().map(|it| (LIGHT.to_owned(), vec![light_word(it).to_owned()])));
        query.sort.extend(self.what.sort(kind).map(|field| (field.to_owned(), false)));
        // Clocks differ: nobody waits for less than no time. A yellow project is not past its date.
        let days = self.since.map(|day| (asked.today.number() - day).max(0));
        Figure {
            what: self.what,
            kind,
            mine: self.mine,
            query,
            count: self.count,
            oldest: days.filter(|_| self.what != What::Yellow),
            first: self.first.into_iter().map(|(_, row)| row.id().clone()).collect(),
        }
    }
}
