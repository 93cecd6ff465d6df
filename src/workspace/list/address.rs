//! A list's question as the part of its address after `?`, and back.
//!
//! `q` are words, `is.field` the values one of which it must have, `from.field` and `to.field` the ends of a range (both
//! inclusive; days also as `today`, `+7`, `-30`, so that a saved view stays true tomorrow), `only` ready-made conditions,
//! then `sort`, `group`, `columns` and `archived`. What cannot be read is left out.

use super::{End, ListQuery, Only, OnlySet, can_group, can_sort, is_column};
use crate::domain::Kind;

impl ListQuery {
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
        for range in &self.ranges {
            for (word, end) in [("from", range.from), ("to", range.to)] {
                parts.extend(end.map(|end| format!("{word}.{}={}", encode(&range.field), end.written())));
            }
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
        if !self.only.is_empty() {
            let words: Vec<&str> = self.only.iter().map(Only::as_str).collect();
            parts.push(format!("only={}", words.join(",")));
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
                "only" => list.only = OnlySet::parse(value),
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
                    list.sort = keys.filter(|(field, _)| can_sort(kind, field)).collect();
                }
                _ => list.read_condition(key, &decode(value), value),
            }
        }
        list
    }

    /// Reads `is.field`, `from.field` and `to.field`; a later end takes the place of an earlier one.
    fn read_condition(&mut self, key: &str, text: &str, raw: &str) {
        let Some((word, field)) = key.split_once('.').map(|(word, field)| (word, decode(field))) else { return };
        match word {
            "is" if is_column(self.kind, &field) => self.filters.push((field, raw.split(',').map(decode).collect())),
            "from" | "to" => {
                if let Some(end) = End::parse(self.kind, &field, text) {
                    let (from, to) = self.range(&field);
                    let (from, to) = if word == "from" { (Some(end), to) } else { (from, Some(end)) };
                    self.set_range(&field, from, to);
                }
            }
            _ => {}
        }
    }
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
