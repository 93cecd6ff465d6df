//! What a list sorts by.
//!
//! A column with few different values is ranked: each value is compared once, and records are laid into as many heaps.
//! Others are compared record by record.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::super::Workspace;
use super::distinct::Distinct;
use super::range::plain_amount;
use super::run::Column;
use crate::domain::order;
use crate::domain::{Quantity, RecordId, Shape, Value};
use crate::oplog::Row;

/// More different values than this are not ranked.
const MOST_RANKS: usize = 1024;

/// The order of many records by one column.
pub(super) enum Order<'a> {
    /// By the rank of each, below a number.
    Ranks(Vec<u32>, usize),
    /// By comparing.
    Keys(SortKeys<'a>),
}

impl<'a> Order<'a> {
    /// Ranks `rows` by what `mark` says of each, the same text for the same value; nothing when there are many. `keys`
    /// makes the keys of one record for each text. With `apart`, different texts are never of one rank, however many.
    pub fn ranked(
        rows: &[Row<'a>],
        mark: &dyn Fn(Row<'a>) -> &'a str,
        keys: &dyn Fn(&[Row<'a>]) -> SortKeys<'a>,
        apart: bool,
    ) -> Option<Order<'a>> {
        let mut distinct = Distinct::new();
        let mut firsts: Vec<Row> = Vec::new();
        let mut ranks: Vec<u32> = Vec::with_capacity(rows.len());
        for row in rows {
            let number = distinct.number(mark(*row));
            if number == MOST_RANKS && !apart {
                return None;
            }
            if number == firsts.len() {
                firsts.push(*row);
            }
            ranks.push(u32::try_from(number).unwrap_or(u32::MAX));
        }
        let keys = keys(&firsts);
        let text = |place: usize| if apart { mark(firsts[place]) } else { "" };
        let compare = |a: usize, b: usize| keys.compare(a, b).then_with(|| text(a).cmp(text(b)));
        let places = order::sorted_places(firsts.len(), &compare);
        let mut rank_of: Vec<u32> = vec![0; places.len()];
        let mut rank = 0;
        for (at, place) in places.iter().enumerate() {
            if at > 0 && compare(places[at - 1], *place).is_ne() {
                rank += 1;
            }
            rank_of[*place] = rank;
        }
        ranks.iter_mut().for_each(|it| *it = rank_of[*it as usize]);
        Some(Order::Ranks(ranks, rank as usize + 1))
    }

    fn compare(&self, a: usize, b: usize) -> Ordering {
        match self {
            Order::Ranks(ranks, _) => ranks[a].cmp(&ranks[b]),
            Order::Keys(keys) => keys.compare(a, b),
        }
    }
}

/// Sorts places by the first order, those it leaves equal by the next; equal ones as they were.
pub(super) fn arrange(places: &mut [usize], orders: &[Order]) {
    match orders {
        [] => {}
        [Order::Ranks(ranks, count), rest @ ..] if places.len() > *count => {
            let mut ends: Vec<usize> = vec![0; count + 1];
            places.iter().for_each(|place| ends[ranks[*place] as usize + 1] += 1);
            (0..*count).for_each(|rank| ends[rank + 1] += ends[rank]);
            let before = places.to_vec();
            for place in &before {
                let end = &mut ends[ranks[*place] as usize];
                places[*end] = *place;
                *end += 1;
            }
            let mut start = 0;
            for end in ends.into_iter().take(*count) {
                arrange(&mut places[start..end], rest);
                start = end;
            }
        }
        _ => order::sort_places(places, &|a, b| {
            orders.iter().map(|it| it.compare(a, b)).find(|it| it.is_ne()).unwrap_or(Ordering::Equal)
        }),
    }
}

/// What one field of many records sorts by.
pub(super) struct SortKeys<'a> {
    /// A number that decides most comparisons; the texts decide those of equal ones.
    firsts: Vec<u128>,
    texts: Vec<Cow<'a, str>>,
    down: bool,
}

/// What a record sorts by that stands in none of its fields.
pub(super) type Number<'f> = &'f dyn Fn(Row) -> Option<i64>;

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
        number: Option<Number>,
    ) -> SortKeys<'a> {
        let titles = match column.shape {
            Some(Shape::Link(_)) => titles(rows, column, workspace),
            _ => Titles::new(),
        };
        let mut keys = SortKeys { firsts: Vec::with_capacity(rows.len()), texts: Vec::new(), down };
        for row in rows {
            keys.push(match number {
                Some(number) => number(*row).map_or(Key::Blank, Key::Number),
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
        if let Some((number, _)) =
            row.raw(column.field).and_then(plain_amount).filter(|_| column.shape == Some(Shape::Quantity))
        {
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
