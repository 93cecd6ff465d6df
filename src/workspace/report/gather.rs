//! What a report counts, record by record, whoever it is for.

use super::{Counted, Told};
use crate::domain::schema::DELETED;
use crate::domain::{Date, Kind, Quantity, RecordId, Value, order};
use crate::oplog::{FieldNumber, Row, Scope, Timestamp};
use crate::workspace::Workspace;
use crate::workspace::ledger::entries;
use crate::workspace::standing::{Entry, needs_of, newest};

/// One record in one figure.
pub(super) struct Item {
    pub told: Told,
    pub counted: Counted,
    /// The office whose own it is.
    pub of: Option<RecordId>,
    /// The offices that support it.
    pub with: Vec<RecordId>,
}

/// Everything that counts in these days; states as they were at the end of the last of them, or today.
pub(super) fn gather(workspace: &Workspace, from: Date, to: Date, today: Date) -> Vec<Item> {
    let (to, today) = (to.number(), today.number());
    let reading = Reading { workspace, from: from.number(), to, until: to.min(today), today };
    let mut items = Vec::new();
    reading.resources(&mut items);
    reading.claims(&mut items);
    reading.projects(&mut items);
    items
}

struct Reading<'a> {
    workspace: &'a Workspace,
    from: i64,
    to: i64,
    until: i64,
    today: i64,
}

impl<'a> Reading<'a> {
    fn number(&self, field: &str) -> FieldNumber {
        self.workspace.replica().field_number(field)
    }

    /// By their ids: the same in every office, in whatever order they came.
    fn rows(&self, kind: Kind) -> Vec<Row<'a>> {
        let replica = self.workspace.replica();
        let deleted = replica.field_number(DELETED);
        let mut rows: Vec<Row<'a>> =
            replica.rows_of(kind.as_str()).filter(|row| row.raw(deleted) != Some("true")).collect();
        order::sort_by(&mut rows, |a, b| a.id().cmp(b.id()));
        rows
    }

    fn is_within(&self, day: i64) -> bool {
        (self.from..=self.to).contains(&day)
    }

    /// The day something was written on. Ops count the days of China, and today is this machine's, which may be a day behind.
    fn written_on(&self, at: Timestamp) -> i64 {
        if at.day() == self.today + 1 { self.today } else { at.day() }
    }

    /// The states a record went through, each with the day it was written down, in the order that decides.
    fn course(&self, row: Row) -> Vec<(i64, String)> {
        let replica = self.workspace.replica();
        let facts = replica.facts(row.number());
        let applied = facts.iter().filter(|it| it.scope == Scope::Shared && !replica.is_held_op(it.number));
        let state = |raw: &str| serde_json::from_str::<Value>(raw).ok()?.as_text().map(str::to_owned);
        applied
            .filter_map(|it| {
                let (_, raw) = it.set.iter().find(|(name, _)| *name == "status")?;
                Some((self.written_on(replica.written_at(it.number)), state(raw)?))
            })
            .collect()
    }

    fn resources(&self, items: &mut Vec<Item>) {
        let [provider, capacity] = ["provider", "capacity"].map(|it| self.number(it));
        for row in self.rows(Kind::Resource) {
            if row.made_at().is_some_and(|at| self.is_within(self.written_on(at))) {
                items.push(Item {
                    told: Told::Offered,
                    counted: plain(row.id(), Quantity::from_value(&row.value(capacity))),
                    of: row.value(provider).link(),
                    with: Vec::new(),
                });
            }
        }
    }

    fn claims(&self, items: &mut Vec<Item>) {
        let [office, quantity] = ["office", "quantity"].map(|it| self.number(it));
        let counts: fn(&str) -> bool = |state| matches!(state, "accepted" | "performing" | "done");
        for row in self.rows(Kind::Claim) {
            let course = self.course(row);
            if self.since(&course, counts).is_some_and(|day| self.is_within(day)) {
                items.push(Item {
                    told: Told::Claimed,
                    counted: plain(row.id(), Quantity::from_value(&row.value(quantity))),
                    of: row.value(office).link(),
                    with: Vec::new(),
                });
            }
        }
    }

    fn projects(&self, items: &mut Vec<Item>) {
        let [responsible, supporting] = ["responsible", "supporting"].map(|it| self.number(it));
        let [start, deadline] = ["start", "deadline"].map(|it| self.number(it));
        let mut entries = entries(self.workspace.replica());
        for row in self.rows(Kind::Project) {
            let course = self.course(row);
            let (of, with) = (row.value(responsible).link(), row.value(supporting).links());
            let mut put = |told: Told| {
                items.push(Item { told, counted: plain(row.id(), None), of: of.clone(), with: with.clone() });
            };
            let then = state_on(&course, self.until);
            // What was written down only later began on its day all the same.
            let known = course.iter().filter(|(day, _)| *day <= self.until || then.is_none());
            // One that was broken off before anybody approved it never began.
            let has_begun = known.into_iter().any(|(_, it)| !matches!(&**it, "" | "proposed" | "terminated"));
            let started = day(row, start).filter(|it| self.is_within(*it) && *it <= self.until);
            if started.is_some() && has_begun {
                put(Told::Started);
            }
            match then {
                Some("signed_off" | "archived") if self.since(&course, is_off).is_some_and(|it| self.is_within(it)) => {
                    put(Told::SignedOff);
                }
                Some(state) if is_under_way(state) => {
                    put(Told::Running);
                    if day(row, deadline).is_some_and(|it| it < self.until) {
                        put(Told::Overdue);
                    }
                }
                _ => {}
            }
            let told = entries.remove(row.id()).unwrap_or_default().into_iter().map(|it| it.entry);
            let (mut told, needs) = (told.collect::<Vec<_>>(), needs_of(self.workspace, row.id()));
            told.iter_mut().for_each(|it| it.say_need(&needs));
            // Of several needs, what names none counts for none, as where the amounts of needs are told.
            told.retain(|it| it.need.is_some() || needs.len() < 2);
            let delivered = self.delivered(&told).into_iter();
            let item = |counted| Item { told: Told::Delivered, counted, of: of.clone(), with: with.clone() };
            items.extend(delivered.map(item));
        }
    }

    /// What a project's entries say was delivered in the period, for each need and unit: by its end, less before it.
    fn delivered(&self, told: &[Entry]) -> Vec<Counted> {
        let told: Vec<&Entry> = told.iter().filter(|it| it.delivered().is_some() && it.on.is_some()).collect();
        let day = |it: &Entry| it.on.map_or(0, Date::number);
        let series = |it: &Entry| (it.need.clone(), it.delivered().map(|it| it.unit.clone()));
        let mut counted = Vec::new();
        for entry in told.iter().filter(|it| self.is_within(day(it))) {
            let same = || told.iter().copied().filter(|it| series(it) == series(entry));
            if newest(same().filter(|it| day(it) <= self.to)).is_none_or(|it| it.id != entry.id) {
                continue;
            }
            let before = newest(same().filter(|it| day(it) < self.from));
            let n = |it: &Entry| it.delivered().map_or(0, |it| it.n);
            let amount = entry.delivered().cloned();
            counted.push(Counted {
                record: entry.id.clone(),
                amount: amount.map(|it| Quantity { n: it.n - before.map_or(0, n), ..it }),
                before: before.map(|it| it.id.clone()),
            });
        }
        counted
    }

    /// Since when a record is in such a state at the end.
    fn since(&self, course: &[(i64, String)], is_such: fn(&str) -> bool) -> Option<i64> {
        let mut since = None;
        for (day, state) in course.iter().filter(|(day, _)| *day <= self.until) {
            since = if is_such(state) { since.or(Some(*day)) } else { None };
        }
        since
    }
}

fn plain(record: &RecordId, amount: Option<Quantity>) -> Counted {
    Counted { record: record.clone(), amount, before: None }
}

fn is_off(state: &str) -> bool {
    matches!(state, "signed_off" | "archived")
}

/// The state at the end of a day.
fn state_on(course: &[(i64, String)], day: i64) -> Option<&str> {
    course.iter().rev().find(|(at, _)| *at <= day).map(|(_, state)| state.as_str())
}

/// True while a project is approved and not over.
fn is_under_way(state: &str) -> bool {
    matches!(state, "approved" | "running" | "extended" | "sent_back" | "completion_requested" | "community_verified")
}

fn day(row: Row, field: FieldNumber) -> Option<i64> {
    Date::parse(&row.text(field)?).map(Date::number)
}
