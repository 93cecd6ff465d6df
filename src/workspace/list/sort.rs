//! What a list sorts by.

use std::borrow::Cow;
use std::cell::RefCell;
use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::super::Workspace;
use super::run::Column;
use crate::domain::{Quantity, RecordId, Shape, Value};
use crate::oplog::Row;

/// What a field sorts by; blanks stand last in either direction.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum SortKey<'a> {
    Number(i64),
    /// A text, after the number its first eight bytes make: most comparisons end there.
    Text(u64, Cow<'a, str>),
    Blank,
}

impl<'a> SortKey<'a> {
    /// The order of two keys.
    pub fn compare(&self, other: &SortKey, down: bool) -> Ordering {
        match (self, other) {
            (SortKey::Blank, _) | (_, SortKey::Blank) => self.cmp(other),
            _ if down => other.cmp(self),
            _ => self.cmp(other),
        }
    }

    fn text(text: Cow<'a, str>) -> SortKey<'a> {
        let first = text.bytes().chain(std::iter::repeat(0)).take(8);
        SortKey::Text(first.fold(0, |sum, byte| sum << 8 | u64::from(byte)), text)
    }

    /// The key of a record in a column.
    pub fn of(row: Row<'a>, column: &Column, titles: &Titles) -> SortKey<'a> {
        if let Some(text) = row.text(column.field) {
            return match column.shape {
                _ if text.trim().is_empty() => SortKey::Blank,
                Some(Shape::Choice(_, codes)) => {
                    place(codes.iter().position(|it| **it == *text).unwrap_or(codes.len()))
                }
                Some(Shape::Link(_)) => SortKey::text(Cow::Owned(titles.of(&text))),
                Some(Shape::Quantity) => SortKey::Blank,
                _ => SortKey::text(text),
            };
        }
        match (column.shape, row.value(column.field)) {
            (_, value) if value.is_blank() => SortKey::Blank,
            (Some(Shape::Quantity), value) => {
                Quantity::from_value(&value).map_or(SortKey::Blank, |it| SortKey::Number(it.n))
            }
            (_, Value::Integer(number)) => SortKey::Number(number),
            (_, Value::Flag(flag)) => SortKey::Number(i64::from(flag)),
            (_, Value::List(items)) => place(items.len()),
            _ => SortKey::Blank,
        }
    }
}

fn place<'a>(place: usize) -> SortKey<'a> {
    SortKey::Number(i64::try_from(place).unwrap_or(i64::MAX))
}

/// Titles of linked records, looked up once a sort.
pub(super) struct Titles<'a> {
    workspace: &'a Workspace,
    known: RefCell<BTreeMap<String, String>>,
}

impl<'a> Titles<'a> {
    /// None looked up yet.
    pub fn of_workspace(workspace: &'a Workspace) -> Titles<'a> {
        Titles { workspace, known: RefCell::default() }
    }

    fn of(&self, link: &str) -> String {
        if let Some(title) = self.known.borrow().get(link) {
            return title.clone();
        }
        let title = RecordId::parse(link).map(|id| self.workspace.title_of(&id)).unwrap_or_default();
        self.known.borrow_mut().insert(link.to_owned(), title.clone());
        title
    }
}
