//! Lists as addresses: which records, filtered and sorted how.

mod group;
mod light;
mod run;
mod sort;

pub use group::{Group, groups};
pub use light::{light, light_word};
pub use run::{facet, run};

use crate::domain::{Kind, Shape, schema};

/// A name that filters and sorts like a field: a project's light.
pub const LIGHT: &str = "light";

/// A question many people ask of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Only {
    /// Records with several values in a field.
    Conflicted,
    /// Records of this installation's office.
    Mine,
    /// Records with a date up to fifteen days away, or past.
    Due,
    /// Records lacking a field the list shows.
    Incomplete,
}

impl Only {
    const ALL: [(Only, &'static str); 4] =
        [(Only::Conflicted, "conflicted"), (Only::Mine, "mine"), (Only::Due, "due"), (Only::Incomplete, "incomplete")];

    /// The word in addresses.
    pub fn as_str(self) -> &'static str {
        Only::ALL.iter().find(|(only, _)| *only == self).map_or("", |(_, word)| word)
    }
}

/// A list's question, the same as the part of its address after `?`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListQuery {
    /// Which list.
    pub kind: Kind,
    /// Words to find.
    pub text: String,
    /// Fields and the values (codes or ids) one of which they must have; several fields must all fit.
    pub filters: Vec<(String, Vec<String>)>,
    /// Fields to sort by, the first first; true is descending.
    pub sort: Vec<(String, bool)>,
    /// Shows what was taken out of the list instead.
    pub archived: bool,
    /// Narrows the list.
    pub only: Option<Only>,
    /// A field whose values the list is grouped by.
    pub group: Option<String>,
    /// The columns, in their order; those the schema names when empty.
    pub columns: Vec<String>,
}

impl ListQuery {
    /// The whole list.
    pub fn new(kind: Kind) -> ListQuery {
        let (text, filters, sort) = (String::new(), Vec::new(), Vec::new());
        ListQuery { kind, text, filters, sort, archived: false, only: None, group: None, columns: Vec::new() }
    }

    /// True when it hides nothing of the list.
    pub fn is_whole(&self) -> bool {
        self.text.trim().is_empty() && self.filters.is_empty() && self.only.is_none() && !self.archived
    }

    /// The address part after `?`; empty for the whole list in its own order.
    pub fn to_query(&self) -> String {
        let mut parts = Vec::new();
        if !self.text.trim().is_empty() {
            parts.push(format!("q={}", encode(&self.text)));
        }
        for (field, values) in &self.filters {
            let values: Vec<String> = values.iter().map(|it| encode(it)).collect();
            parts.push(format!("is.{}={}", encode(field), values.join(",")));
        }
        if !self.sort.is_empty() {
            let keys =
                self.sort.iter().map(|(field, down)| format!("{}{}", if *down { "-" } else { "" }, encode(field)));
            parts.push(format!("sort={}", keys.collect::<Vec<_>>().join(",")));
        }
        if let Some(field) = &self.group {
            parts.push(format!("group={}", encode(field)));
        }
        if !self.columns.is_empty() {
            let columns: Vec<String> = self.columns.iter().map(|it| encode(it)).collect();
            parts.push(format!("columns={}", columns.join(",")));
        }
        if let Some(only) = self.only {
            parts.push(format!("only={}", only.as_str()));
        }
        if self.archived {
            parts.push("archived=1".to_owned());
        }
        parts.join("&")
    }

    /// Reads such a part; what it does not know it leaves out.
    pub fn parse(kind: Kind, query: &str) -> ListQuery {
        let mut list = ListQuery::new(kind);
        for (key, value) in query.split('&').filter_map(|part| part.split_once('=')) {
            match key {
                "q" => list.text = decode(value),
                "archived" => list.archived = value == "1",
                "only" => list.only = Only::ALL.iter().find(|(_, word)| *word == value).map(|(only, _)| *only),
                "group" => list.group = Some(decode(value)).filter(|field| can_group(kind, field)),
                "columns" => {
                    for field in value.split(',').map(decode) {
                        if is_column(kind, &field) && !list.columns.contains(&field) {
                            list.columns.push(field);
                        }
                    }
                }
                "sort" => {
                    let keys = value.split(',').map(|it| (decode(it.trim_start_matches('-')), it.starts_with('-')));
                    list.sort = keys.filter(|(field, _)| is_column(kind, field)).collect();
                }
                _ => {
                    let field = key.strip_prefix("is.").map(decode);
                    if let Some(field) = field.filter(|it| is_column(kind, it)) {
                        list.filters.push((field, value.split(',').map(decode).collect()));
                    }
                }
            }
        }
        list
    }
}

/// True for fields a list can be grouped by: those with one of few values, and a project's light.
pub fn can_group(kind: Kind, field: &str) -> bool {
    let one_of_few = |it: &schema::Field| matches!(it.shape, Shape::Choice(..) | Shape::Link(_));
    if field == LIGHT { kind == Kind::Project } else { schema::field(kind, field).is_some_and(one_of_few) }
}

fn is_column(kind: Kind, field: &str) -> bool {
    field == LIGHT || schema::field(kind, field).is_some()
}

/// Percent-encodes all but letters, digits and a few marks (RFC 3986, 2.3), so that an address survives any chat program.
fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'~' | b'/' | b'-') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = bytes.get(at + 1..at + 3).and_then(|it| std::str::from_utf8(it).ok());
        match (bytes[at], hex.and_then(|it| u8::from_str_radix(it, 16).ok())) {
            (b'%', Some(byte)) => {
                out.push(byte);
                at += 3;
            }
            (b'+', _) => {
                out.push(b' ');
                at += 1;
            }
            (byte, _) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests;
