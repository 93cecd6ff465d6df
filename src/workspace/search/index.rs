//! The folded texts of a workspace's records, so that a key press folds nothing but what changed since the last one.
//!
//! A kind's texts lie in one buffer, filled when the kind is first searched. Before every search the records that ops
//! were written on since are folded anew; nothing else can have changed ([`Replica::written_after`]). Names of linked
//! offices stand apart, one folded name for all records that link to it, so that a renamed office is found at once.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::Words;
use super::fold::{BREAK, fold_onto};
use super::han::Han;
use crate::domain::order;
use crate::domain::schema;
use crate::domain::{Kind, RecordId, Shape, Value};
use crate::oplog::{FieldNumber, Replica, Row};

/// Which records a query hits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found(Arc<Vec<u64>>);

impl Found {
    /// Those records, oldest arrival first.
    pub fn rows<'a>(&self, replica: &'a Replica) -> impl Iterator<Item = Row<'a>> {
        let numbers = self.0.iter().enumerate().filter(|(_, bits)| **bits != 0).flat_map(|(at, bits)| {
            let first = at * 64;
            (0..64).filter(move |bit| bits >> bit & 1 == 1).map(move |bit| first + bit)
        });
        numbers.filter_map(|number| replica.row(number))
    }
}

/// The folded texts, kept up to date by every search.
#[derive(Clone, Default)]
pub struct SearchIndex {
    /// By kind.
    shelves: [Shelf; Kind::ALL.len()],
    offices: Offices,
    /// By a record's number: its entry on its kind's shelf, plus one.
    entries: Vec<u32>,
}

/// The texts of one kind.
#[derive(Clone, Default)]
struct Shelf {
    units: Vec<u16>,
    /// Numbers of linked offices.
    links: Vec<u32>,
    entries: Vec<Entry>,
    /// Ops read so far.
    ops: usize,
    /// Units that entries still hold; the others were replaced.
    held: usize,
    /// The last query, so that a list and its filters search once.
    last: Option<(String, Found)>,
}

/// Where a record's texts and links stand on its shelf.
#[derive(Clone)]
struct Entry {
    record: usize,
    units: Range<usize>,
    links: Range<usize>,
}

/// A record as the index has it.
#[derive(Clone, Copy)]
pub struct Folded<'s> {
    /// Its number.
    pub record: usize,
    /// Its folded texts, [`BREAK`] before and behind each; the first one is the title, empty where there is none.
    pub texts: &'s [u16],
    /// Numbers of linked offices ([`SearchIndex::office`]).
    pub offices: &'s [u32],
}

/// Folded names and aliases of offices that records link to, by the text of the link.
#[derive(Clone, Default)]
struct Offices {
    numbers: BTreeMap<String, u32>,
    names: Vec<Vec<u16>>,
    ops: usize,
}

/// A field whose text is searched, or whose links are.
struct Searched {
    field: FieldNumber,
    is_link: bool,
}

impl SearchIndex {
    /// The records of a kind that a query hits; all of them when it holds no word.
    pub fn search(&mut self, replica: &Replica, kind: Kind, query: &str) -> Found {
        self.refresh(replica, kind);
        let shelf = &mut self.shelves[kind as usize];
        if let Some((_, found)) = shelf.last.as_ref().filter(|(last, _)| last == query) {
            return found.clone();
        }
        let words = Words::of(query);
        let han = Han::tables();
        // By word, by office.
        let offices = words.0.iter().map(|word| self.offices.names.iter().map(|it| word.is_in(it, han)).collect());
        let offices: Vec<Vec<bool>> = offices.collect();
        let mut bits = vec![0; self.entries.len().div_ceil(64)];
        for entry in &shelf.entries {
            let text = &shelf.units[entry.units.clone()];
            let links = &shelf.links[entry.links.clone()];
            let mut hits = words.0.iter().zip(&offices);
            if hits.all(|(word, offices)| links.iter().any(|it| offices[*it as usize]) || word.is_in(text, han)) {
                bits[entry.record / 64] |= 1 << (entry.record % 64);
            }
        }
        let found = Found(Arc::new(bits));
        shelf.last = Some((query.to_owned(), found.clone()));
        found
    }

    /// Goes over the records of a kind, archived ones too, in no order that means anything.
    pub fn each(&mut self, replica: &Replica, kind: Kind, take: &mut dyn FnMut(Folded)) {
        self.refresh(replica, kind);
        let shelf = &self.shelves[kind as usize];
        for entry in &shelf.entries {
            let (texts, offices) = (&shelf.units[entry.units.clone()], &shelf.links[entry.links.clone()]);
            take(Folded { record: entry.record, texts, offices });
        }
    }

    /// The number by which records that link to an office name it; nothing when none does.
    pub fn office(&self, link: &str) -> Option<u32> {
        self.offices.numbers.get(link).copied()
    }

    /// Folds what changed in a kind and among the offices: all of a kind at first, so a page may ask for it before
    /// anybody types.
    pub fn refresh(&mut self, replica: &Replica, kind: Kind) {
        self.offices.refresh(replica);
        let shelf = &mut self.shelves[kind as usize];
        if shelf.ops == replica.op_count() {
            return;
        }
        let fields = searched_fields(replica, kind);
        let begun = shelf.units.len();
        for row in replica.written_after(shelf.ops).filter(|row| row.is_of(kind.as_str())) {
            let number = row.number();
            if self.entries.len() <= number {
                self.entries.resize(number + 1, 0);
            }
            let at = match self.entries[number].checked_sub(1) {
                // Another op of the same record brought it here already.
                Some(at) if shelf.entries[at as usize].units.start >= begun => continue,
                Some(at) => at as usize,
                None => shelf.put(number, &mut self.entries[number]),
            };
            shelf.fold(at, row, &fields, replica, &mut self.offices);
        }
        shelf.ops = replica.op_count();
        shelf.last = None;
        shelf.tidy();
    }
}

impl Shelf {
    /// A new entry; its place, plus one, is written down.
    fn put(&mut self, record: usize, place: &mut u32) -> usize {
        self.entries.push(Entry { record, units: 0..0, links: 0..0 });
        *place = u32::try_from(self.entries.len()).expect("fewer than 2^32 records fit in memory");
        self.entries.len() - 1
    }

    /// Folds a record to the end of the shelf.
    fn fold(&mut self, at: usize, row: Row, fields: &[Searched], replica: &Replica, offices: &mut Offices) {
        let (units, links) = (self.units.len(), self.links.len());
        // No entry is empty: that tells what was folded in one go from what was folded before.
        self.units.push(BREAK);
        for (at, searched) in fields.iter().enumerate() {
            let Some(raw) = row.raw(searched.field) else {
                if at == 0 {
                    self.units.push(BREAK);
                }
                continue;
            };
            let mut take = |text: &str| {
                if searched.is_link {
                    self.links.push(offices.number(text, replica));
                } else {
                    fold_onto(&mut self.units, text);
                    self.units.push(BREAK);
                }
            };
            if raw.starts_with('[') {
                row.value(searched.field).items().iter().filter_map(Value::as_text).for_each(take);
            } else if let Some(text) = row.text(searched.field) {
                take(&text);
            }
        }
        let entry = &mut self.entries[at];
        self.held -= entry.units.len();
        (entry.units, entry.links) = (units..self.units.len(), links..self.links.len());
        self.held += entry.units.len();
    }

    /// Lets go of what was replaced, once it is more than what is held.
    fn tidy(&mut self) {
        if self.units.len() / 2 <= self.held {
            return;
        }
        let (units, links) = (std::mem::take(&mut self.units), std::mem::take(&mut self.links));
        self.units.reserve_exact(self.held);
        for entry in &mut self.entries {
            let begun = (self.units.len(), self.links.len());
            self.units.extend_from_slice(&units[entry.units.clone()]);
            self.links.extend_from_slice(&links[entry.links.clone()]);
            (entry.units, entry.links) = (begun.0..self.units.len(), begun.1..self.links.len());
        }
    }
}

impl Offices {
    /// The number of the office a link names, new if no record linked to it.
    fn number(&mut self, link: &str, replica: &Replica) -> u32 {
        if let Some(number) = self.numbers.get(link) {
            return *number;
        }
        let number = u32::try_from(self.names.len()).expect("fewer than 2^32 offices fit in memory");
        self.numbers.insert(link.to_owned(), number);
        let row = RecordId::parse(link).ok().and_then(|id| replica.row_of(&id));
        self.names.push(row.map(|row| folded_names(replica, row)).unwrap_or_default());
        number
    }

    /// Folds the names of offices that ops were written on.
    fn refresh(&mut self, replica: &Replica) {
        for row in replica.written_after(self.ops).filter(|row| row.is_of(Kind::Office.as_str())) {
            if let Some(number) = self.numbers.get(row.id().as_str()) {
                self.names[*number as usize] = folded_names(replica, row);
            }
        }
        self.ops = replica.op_count();
    }
}

/// An office's name and aliases; nothing for a record of another kind.
fn folded_names(replica: &Replica, row: Row) -> Vec<u16> {
    let mut names = Vec::new();
    if row.is_of(Kind::Office.as_str()) {
        fold_onto(&mut names, &row.text(replica.field_number("name")).unwrap_or_default());
        for alias in row.value(replica.field_number("aliases")).items().iter().filter_map(Value::as_text) {
            names.push(BREAK);
            fold_onto(&mut names, alias);
        }
    }
    names
}

/// The fields a search looks through: texts and names, and links to offices, of which their names are searched. The
/// title comes first if it is a text.
fn searched_fields(replica: &Replica, kind: Kind) -> Vec<Searched> {
    let fields = schema::fields(kind).iter().filter_map(|field| match field.shape {
        Shape::Line | Shape::Text | Shape::Names => Some((field, false)),
        Shape::Link(Kind::Office) | Shape::Links(Kind::Office) => Some((field, true)),
        _ => None,
    });
    let title = schema::title_field(kind);
    let mut fields: Vec<(&schema::Field, bool)> = fields.collect();
    order::sort_by_key(&mut fields, |(field, _)| field.name != title);
    let searched =
        |(field, is_link): (&schema::Field, bool)| Searched { field: replica.field_number(field.name), is_link };
    fields.into_iter().map(searched).collect()
}
