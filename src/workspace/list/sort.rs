//! What a list sorts by.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::super::Workspace;
use super::run::Column;
use crate::domain::order;
use crate::domain::{Quantity, RecordId, Shape, Value};
use crate::oplog::Row;

/// What one field of many records sorts by.
pub(super) struct SortKeys<'a> {
    /// A number that decides most comparisons; the texts decide those of equal ones.
    firsts: Vec<u128>,
    texts: Vec<Cow<'a, str>>,
    down: bool,
}

/// One record's part of it. Numbers stand before texts.
enum Key<'a> {
    Number(i64),
    Text(Cow<'a, str>),
    /// A text's place among all that occur.
    Place(usize),
    Blank,
}

/// The place of each linked record's title among all of them, by link.
type Titles = BTreeMap<String, usize>;

/// Blanks stand last in either direction: every other first number is smaller.
const BLANK: u128 = 1 << 127;

/// Set in the first number of a text, above fifteen of its bytes.
const TEXT: u128 = 1 << 120;

impl<'a> SortKeys<'a> {
    /// The keys of `rows` in a column; `number` has those that are not in the records.
    pub fn of(
        rows: &[Row<'a>],
        column: &Column,
        down: bool,
        workspace: &Workspace,
        number: Option<&dyn Fn(Row) -> i64>,
    ) -> SortKeys<'a> {
        let titles = match column.shape {
            Some(Shape::Link(_)) => titles(rows, column, workspace),
            _ => Titles::new(),
        };
        let mut keys = SortKeys { firsts: Vec::with_capacity(rows.len()), texts: Vec::new(), down };
        for row in rows {
            keys.push(match number {
                Some(number) => Key::Number(number(*row)),
                None => Key::of(*row, column, &titles),
            });
        }
        keys
    }

    fn push(&mut self, key: Key<'a>) {
        let first = match &key {
            Key::Number(number) => u128::from(number.cast_unsigned() ^ (1 << 63)),
            Key::Text(text) => {
                let bytes = text.bytes().chain(std::iter::repeat(0)).take(15);
                bytes.fold(TEXT >> 120, |sum, byte| sum << 8 | u128::from(byte))
            }
            Key::Place(place) => TEXT | *place as u128,
            Key::Blank => BLANK,
        };
        // A shorter text stands in its first number whole.
        let is_open = |text: &Cow<str>| text.len() > 15 || text.contains('\0');
        self.firsts.push(if self.down && first != BLANK { BLANK - 1 - first } else { first });
        self.texts.push(match key {
            Key::Text(text) if is_open(&text) => text,
            _ => Cow::Borrowed(""),
        });
    }

    /// The order of the records at two places.
    pub fn compare(&self, a: usize, b: usize) -> Ordering {
        self.firsts[a].cmp(&self.firsts[b]).then_with(|| {
            let by_text = self.texts[a].cmp(&self.texts[b]);
            if self.down { by_text.reverse() } else { by_text }
        })
    }
}

impl<'a> Key<'a> {
    fn of(row: Row<'a>, column: &Column, titles: &Titles) -> Key<'a> {
        if let Some(text) = row.text(column.field) {
            return match column.shape {
                _ if text.trim().is_empty() => Key::Blank,
                Some(Shape::Choice(_, codes)) => {
                    Key::place(codes.iter().position(|it| **it == *text).unwrap_or(codes.len()))
                }
                Some(Shape::Link(_)) => titles.get(&*text).map_or(Key::Blank, |place| Key::Place(*place)),
                Some(Shape::Quantity) => Key::Blank,
                _ => Key::Text(text),
            };
        }
        if let Some(number) = row.raw(column.field).and_then(amount).filter(|_| column.shape == Some(Shape::Quantity)) {
            return Key::Number(number);
        }
        match (column.shape, row.value(column.field)) {
            (_, value) if value.is_blank() => Key::Blank,
            (Some(Shape::Quantity), value) => Quantity::from_value(&value).map_or(Key::Blank, |it| Key::Number(it.n)),
            (_, Value::Integer(number)) => Key::Number(number),
            (_, Value::Flag(flag)) => Key::Number(i64::from(flag)),
            (_, Value::List(items)) => Key::place(items.len()),
            _ => Key::Blank,
        }
    }

    fn place(place: usize) -> Key<'a> {
        Key::Number(i64::try_from(place).unwrap_or(i64::MAX))
    }
}

/// The number of a quantity in its usual form, `{"n":50,…`, without reading all of it.
fn amount(raw: &str) -> Option<i64> {
    let rest = raw.strip_prefix("{\"n\":")?;
    let end = rest.find([',', '}'])?;
    rest[..end].parse().ok()
}

/// Looks up the title of every linked record once.
fn titles(rows: &[Row], column: &Column, workspace: &Workspace) -> Titles {
    let mut places = Titles::new();
    let mut titles: Vec<(String, String)> = Vec::new();
    for link in rows.iter().filter_map(|row| row.text(column.field)) {
        if !places.contains_key(&*link) {
            let title = RecordId::parse(&link).map(|id| workspace.title_of(&id)).unwrap_or_default();
            places.insert(link.clone().into_owned(), 0);
            titles.push((title, link.into_owned()));
        }
    }
    order::sort(&mut titles);
    let mut before: Option<(&str, usize)> = None;
    for (at, (title, link)) in titles.iter().enumerate() {
        let place = before.filter(|(it, _)| it == title).map_or(at, |(_, place)| place);
        places.insert(link.clone(), place);
        before = Some((title, place));
    }
    places
}
