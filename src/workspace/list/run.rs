//! A list's question answered: which records, in which order, and how many hold each value.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::super::Workspace;
use super::light::{Lights, light_word};
use super::sort::SortKeys;
use super::{LIGHT, ListQuery, Only};
use crate::domain::order;
use crate::domain::schema::{self, DELETED, Field};
use crate::domain::{Date, Kind, RecordId, Shape, Value};
use crate::oplog::{FieldNumber, Replica, Row};

/// The records a query shows, in its order; without one, the newest first.
pub fn run(workspace: &Workspace, query: &ListQuery, today: Date) -> Vec<RecordId> {
    let question = Question::of(workspace, query, today, None);
    let mut rows: Vec<Row> = question.rows();
    if query.sort.is_empty() {
        rows.reverse();
    }
    if !query.sort.is_empty() || query.group.is_some() {
        question.sort(&mut rows, query);
    }
    rows.into_iter().map(|row| row.id().clone()).collect()
}

/// The values of a field among the records the rest of the query shows, with how many have each; most first.
pub fn facet(workspace: &Workspace, query: &ListQuery, field: &str, today: Date) -> Vec<(String, usize)> {
    let question = Question::of(workspace, query, today, Some(field));
    let column = Column::of(workspace.replica(), query.kind, field);
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for row in question.rows() {
        question.each_value(row, &column, &mut |value| {
            match counts.get_mut(value) {
                Some(count) => *count += 1,
                None => drop(counts.insert(value.to_owned(), 1)),
            }
            false
        });
    }
    let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
    order::sort_by(&mut counts, |a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts
}

/// A column, looked up once for all rows.
pub(super) struct Column {
    pub field: FieldNumber,
    pub shape: Option<Shape>,
    is_light: bool,
}

impl Column {
    fn of(replica: &Replica, kind: Kind, field: &str) -> Column {
        let shape = schema::field(kind, field).map(|it| it.shape);
        Column { field: replica.field_number(field), shape, is_light: field == LIGHT }
    }
}

/// A query with everything looked up that is the same for all records.
pub(super) struct Question<'a> {
    workspace: &'a Workspace,
    kind: Kind,
    today: Date,
    archived: bool,
    /// The text typed; nothing when it holds no word.
    text: Option<&'a str>,
    filters: Vec<(Column, &'a [String])>,
    only: Option<(Only, Condition)>,
    lights: Lights,
}

/// What a ready-made condition looks at.
struct Condition {
    columns: Vec<Column>,
    status: Column,
    mine: Option<RecordId>,
}

impl<'a> Question<'a> {
    /// Asks for all of a query but the filter of one field.
    pub(super) fn of(
        workspace: &'a Workspace,
        query: &'a ListQuery,
        today: Date,
        except: Option<&str>,
    ) -> Question<'a> {
        let (replica, kind) = (workspace.replica(), query.kind);
        let asked = query.filters.iter().map(|(field, _)| field).chain(query.sort.iter().map(|(field, _)| field));
        let asked = asked.chain(query.group.iter());
        let asks_for_light = asked.map(String::as_str).chain(except).any(|it| it == LIGHT);
        let filters = query.filters.iter().filter(|(field, _)| Some(field.as_str()) != except);
        Question {
            workspace,
            kind,
            today,
            archived: query.archived,
            text: Some(query.text.as_str()).filter(|it| !it.trim().is_empty()),
            filters: filters.map(|(field, allowed)| (Column::of(replica, kind, field), allowed.as_slice())).collect(),
            only: query.only.map(|only| (only, Condition::of(workspace, kind, only))),
            lights: Lights::of(replica, asks_for_light),
        }
    }

    /// The records it shows, oldest arrival first.
    fn rows(&self) -> Vec<Row<'a>> {
        let replica = self.workspace.replica();
        let deleted = replica.field_number(DELETED);
        let shows = |row: &Row<'a>| {
            (row.raw(deleted) == Some("true")) == self.archived
                && self.only.as_ref().is_none_or(|(only, condition)| self.fits(*row, *only, condition))
                && self.filters.iter().all(|(column, allowed)| {
                    self.each_value(*row, column, &mut |value| allowed.iter().any(|it| it == value))
                })
        };
        match self.text {
            Some(text) => self.workspace.found(self.kind, text).rows(replica).filter(shows).collect(),
            None => replica.rows_of(self.kind.as_str()).filter(shows).collect(),
        }
    }

    fn sort(&self, rows: &mut Vec<Row<'a>>, query: &ListQuery) {
        let light = |row: Row| self.lights.light(row, self.today) as i64;
        let grouped = query.group.iter().map(|field| (field.as_str(), false));
        let keys = grouped.chain(query.sort.iter().map(|(field, down)| (field.as_str(), *down)));
        let keys = keys.map(|(field, down)| {
            let column = Column::of(self.workspace.replica(), self.kind, field);
            let number: Option<&dyn Fn(Row) -> i64> = if column.is_light { Some(&light) } else { None };
            SortKeys::of(rows, &column, down, self.workspace, number)
        });
        let keys: Vec<SortKeys> = keys.collect();
        // Two records may have one title: those linked to one stay together all the same.
        let group = query.group.as_ref().map(|field| self.column(field).field);
        let apart = |a: usize, b: usize| group.map_or(Ordering::Equal, |it| rows[a].raw(it).cmp(&rows[b].raw(it)));
        let compare = |a, b| {
            let mut keys = keys.iter();
            let first =
                if group.is_some() { keys.next().map(|key| key.compare(a, b).then_with(|| apart(a, b))) } else { None };
            let rest = || keys.map(|key| key.compare(a, b)).find(|it| it.is_ne()).unwrap_or(Ordering::Equal);
            first.unwrap_or(Ordering::Equal).then_with(rest)
        };
        *rows = order::sorted_places(rows.len(), &compare).into_iter().map(|place| rows[place]).collect();
    }

    /// A column of the list.
    pub(super) fn column(&self, field: &str) -> Column {
        Column::of(self.workspace.replica(), self.kind, field)
    }

    /// Hands out the codes or ids a record has in a column, an empty text when it has none, until one is taken.
    pub(super) fn each_value(&self, row: Row, column: &Column, take: &mut dyn FnMut(&str) -> bool) -> bool {
        if column.is_light {
            return take(light_word(self.lights.light(row, self.today)));
        }
        let Some(raw) = row.raw(column.field) else { return take("") };
        match raw.as_bytes().first() {
            Some(b'"') => take(&row.text(column.field).unwrap_or_default()),
            Some(b'[') if raw != "[]" => row.value(column.field).items().iter().filter_map(Value::as_text).any(take),
            Some(b'-' | b'0'..=b'9') => take(raw),
            _ => take(""),
        }
    }

    fn fits(&self, row: Row, only: Only, condition: &Condition) -> bool {
        let mut columns = condition.columns.iter();
        match only {
            Only::Conflicted => {
                row.is_conflicted() || (self.archived && self.workspace.replica().is_edited_beside(row.id(), DELETED))
            }
            Only::Incomplete => columns.any(|column| is_blank(row, column.field)),
            Only::Mine => condition.mine.as_ref().is_some_and(|mine| {
                columns.any(|column| self.each_value(row, column, &mut |value| value == mine.as_str()))
            }),
            Only::Due => {
                let date = columns.next().and_then(|it| row.text(it.field)).and_then(|it| Date::parse(&it));
                date.is_some_and(|date| self.today.days_until(date) <= crate::domain::light::NEAR_DAYS)
                    && !matches!(
                        &*row.text(condition.status.field).unwrap_or_default(),
                        "closed" | "signed_off" | "archived" | "terminated" | "withdrawn" | "merged"
                    )
            }
        }
    }
}

impl Condition {
    fn of(workspace: &Workspace, kind: Kind, only: Only) -> Condition {
        let due = match kind {
            Kind::Need => "wanted_by",
            Kind::Project => "deadline",
            _ => "valid_until",
        };
        let column = |field: &str| Column::of(workspace.replica(), kind, field);
        let columns = |looks_at: fn(&Field) -> bool| {
            schema::fields(kind).iter().filter(|it| looks_at(it)).map(|it| column(it.name)).collect()
        };
        Condition {
            columns: match only {
                Only::Conflicted => Vec::new(),
                Only::Mine => columns(|it| matches!(it.shape, Shape::Link(Kind::Office) | Shape::Links(Kind::Office))),
                Only::Due => vec![column(due)],
                Only::Incomplete => columns(|it| it.column),
            },
            status: column("status"),
            mine: workspace.my_office().filter(|_| only == Only::Mine),
        }
    }
}

/// True when a person would call the field empty.
fn is_blank(row: Row, field: FieldNumber) -> bool {
    match row.text(field) {
        Some(text) => text.trim().is_empty(),
        None => row.value(field).is_blank(),
    }
}
