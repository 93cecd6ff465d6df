//! A list's question answered: which records, in which order, and how many hold each value.

use std::collections::BTreeMap;

use super::super::Workspace;
use super::light::{Lights, light_word};
use super::only::Conditions;
use super::range::Bounds;
use super::sort::{Number, Order, SortKeys, arrange};
use super::{Asked, LIGHT, ListQuery, MADE};
use crate::domain::order;
use crate::domain::schema::{self, DELETED};
use crate::domain::{Kind, RecordId, Shape, Value};
use crate::oplog::{FieldNumber, Replica, Row};

/// The records a query shows, in its order; without one, the newest first.
pub fn run(workspace: &Workspace, query: &ListQuery, asked: Asked) -> Vec<RecordId> {
    let question = Question::of(workspace, query, asked, None);
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
pub fn facet(workspace: &Workspace, query: &ListQuery, field: &str, asked: Asked) -> Vec<(String, usize)> {
    let question = Question::of(workspace, query, asked, Some(field));
    let column = question.column(field);
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    question.each(&mut |row| {
        question.each_value(row, &column, &mut |value| {
            match counts.get_mut(value) {
                Some(count) => *count += 1,
                None => drop(counts.insert(value.to_owned(), 1)),
            }
            false
        });
    });
    let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
    order::sort_by(&mut counts, |a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts
}

/// A column, looked up once for all rows.
pub(super) struct Column {
    pub field: FieldNumber,
    /// Nothing for what stands in no field.
    pub shape: Option<Shape>,
    is_light: bool,
    is_made: bool,
}

impl Column {
    pub fn of(replica: &Replica, kind: Kind, field: &str) -> Column {
        let shape = schema::field(kind, field).map(|it| it.shape);
        Column { field: replica.field_number(field), shape, is_light: field == LIGHT, is_made: field == MADE }
    }
}

/// A query with everything looked up that is the same for all records.
pub(super) struct Question<'a> {
    workspace: &'a Workspace,
    kind: Kind,
    asked: Asked,
    archived: bool,
    /// The text typed; nothing when it holds no word.
    text: Option<&'a str>,
    filters: Vec<(Column, &'a [String])>,
    ranges: Vec<Bounds>,
    only: Conditions<'a>,
    lights: Lights,
}

impl<'a> Question<'a> {
    /// Asks for all of a query but the filter of one field.
    pub(super) fn of(
        workspace: &'a Workspace,
        query: &'a ListQuery,
        asked: Asked,
        except: Option<&str>,
    ) -> Question<'a> {
        let (replica, kind) = (workspace.replica(), query.kind);
        let fields = query.filters.iter().map(|(field, _)| field).chain(query.sort.iter().map(|(field, _)| field));
        let fields = fields.chain(query.group.iter());
        let asks_for_light = fields.map(String::as_str).chain(except).any(|it| it == LIGHT);
        let filters = query.filters.iter().filter(|(field, _)| Some(field.as_str()) != except);
        let ranges = query.ranges.iter().map(|it| Bounds::of(it, Column::of(replica, kind, &it.field), asked));
        Question {
            workspace,
            kind,
            asked,
            archived: query.archived,
            text: Some(query.text.as_str()).filter(|it| !it.trim().is_empty()),
            filters: filters.map(|(field, allowed)| (Column::of(replica, kind, field), allowed.as_slice())).collect(),
            ranges: ranges.collect(),
            only: Conditions::of(workspace, kind, query.only, asked, query.archived),
            lights: Lights::of(replica, asks_for_light),
        }
    }

    /// Hands out the records it shows, oldest arrival first.
    pub(super) fn each(&self, take: &mut dyn FnMut(Row<'a>)) {
        let replica = self.workspace.replica();
        let deleted = replica.field_number(DELETED);
        let mut look = |row: Row<'a>| {
            let shows = (row.raw(deleted) == Some("true")) == self.archived
                && self.only.fits(row)
                && self.ranges.iter().all(|it| it.hold(row))
                && self.filters.iter().all(|(column, allowed)| {
                    self.each_value(row, column, &mut |value| allowed.iter().any(|it| it == value))
                });
            if shows {
                take(row);
            }
        };
        match self.text {
            Some(text) => self.workspace.found(self.kind, text).rows(replica).for_each(look),
            None => replica.rows_of(self.kind.as_str()).for_each(&mut look),
        }
    }

    fn rows(&self) -> Vec<Row<'a>> {
        let mut rows = Vec::new();
        self.each(&mut |row| rows.push(row));
        rows
    }

    fn sort(&self, rows: &mut Vec<Row<'a>>, query: &ListQuery) {
        // Two records may have one title: those linked to one stay together all the same.
        let grouped = query.group.iter().map(|field| (field.as_str(), false, true));
        let by = grouped.chain(query.sort.iter().map(|(field, down)| (field.as_str(), *down, false)));
        let orders: Vec<Order> = by.map(|(field, down, apart)| self.order(rows, field, down, apart)).collect();
        let mut places: Vec<usize> = (0..rows.len()).collect();
        arrange(&mut places, &orders);
        *rows = places.into_iter().map(|place| rows[place]).collect();
    }

    fn order(&self, rows: &[Row<'a>], field: &str, down: bool, apart: bool) -> Order<'a> {
        let column = self.column(field);
        let light = |row: Row| Some(self.lights.light(row, self.asked.today) as i64);
        let made = |row: Row| row.made_at().map(|it| it.0);
        let number: Option<Number> = match () {
            () if column.is_light => Some(&light),
            () if column.is_made => Some(&made),
            () => None,
        };
        let keys = |rows: &[Row<'a>]| SortKeys::of(rows, &column, down, self.workspace, number);
        let mark = |row: Row<'a>| self.mark(row, &column);
        let ranked = if column.is_made { None } else { Order::ranked(rows, &mark, &keys, apart) };
        ranked.unwrap_or_else(|| Order::Keys(keys(rows)))
    }

    /// A column of the list.
    pub(super) fn column(&self, field: &str) -> Column {
        Column::of(self.workspace.replica(), self.kind, field)
    }

    /// What a record has in a column as one text, the same for the same value.
    pub(super) fn mark(&self, row: Row<'a>, column: &Column) -> &'a str {
        if column.is_light {
            return light_word(self.lights.light(row, self.asked.today));
        }
        // Never filled in, cleared and blank are one.
        let raw = row.raw(column.field).unwrap_or_default();
        let is_blank = matches!(raw, "null" | "[]") || raw.trim_matches('"').trim().is_empty();
        if is_blank { "" } else { raw }
    }

    /// The first of the values [`Question::each_value`] hands out.
    pub(super) fn first_value(&self, row: Row, column: &Column) -> String {
        let mut found = String::new();
        self.each_value(row, column, &mut |value| {
            value.clone_into(&mut found);
            true
        });
        found
    }

    /// Hands out the codes or ids a record has in a column, an empty text when it has none, until one is taken.
    pub(super) fn each_value(&self, row: Row, column: &Column, take: &mut dyn FnMut(&str) -> bool) -> bool {
        if column.is_light {
            return take(light_word(self.lights.light(row, self.asked.today)));
        }
        let Some(raw) = row.raw(column.field) else { return take("") };
        match raw.as_bytes().first() {
            Some(b'"') => take(&row.text(column.field).unwrap_or_default()),
            Some(b'[') if raw != "[]" => row.value(column.field).items().iter().filter_map(Value::as_text).any(take),
            Some(b'-' | b'0'..=b'9') => take(raw),
            _ => take(""),
        }
    }
}
