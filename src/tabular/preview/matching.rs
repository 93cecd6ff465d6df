//! Which kept record a row is, so that a sheet that comes again changes what it changed and nothing else.
//!
//! From the surest to the weakest: the row as it was last imported, equal contents, the same number in the same
//! source, the same natural key on both sides. Each record is one row's at most.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::{Draft, natural_parts};
use super::{Change, Existing, ExistingRow};
use crate::domain::schema::{self, ORIGIN, ORIGIN_PRIVATE};
use crate::domain::{Kind, Quantity, Value};
use crate::tabular::cells::{Incoming, OfficeRef};
use crate::tabular::dictionary::folded;
use crate::tabular::offices::office_key;

/// For each draft the place of its record in `existing`, if it has one. `placed` says which the first drafts have without
/// a search.
pub(super) fn find(
    kind: Kind,
    source: &str,
    drafts: &[Draft],
    existing: &Existing,
    mut placed: Vec<Option<usize>>,
) -> Vec<Option<usize>> {
    let mut taken = vec![false; existing.rows.len()];
    placed.iter().flatten().for_each(|at| taken[*at] = true);
    placed.resize(drafts.len(), None);
    let mut search = Search { kind, drafts, existing, found: placed, taken };
    search.by(
        |row| origin(row, source).map(|it| format!("{}\u{1F}{}", it.0, it.1)),
        |it| Some(it.key_and_print()),
        |_, _| true,
    );
    search.by(|row| origin(row, source).map(|it| it.1), |it| Some(it.print.clone()), |_, _| true);
    search.by_contents();
    search.by(
        |row| origin(row, source).map(|it| it.0),
        |draft| Some(draft.key.clone()),
        |draft, row| is_mostly(kind, draft, row),
    );
    search.by_natural_key();
    search.found
}

/// Sets of filled fields looked at one by one; a real sheet has a few.
const MOST_SHAPES: usize = 64;

/// Values as one key; a quantity's unit and the order of a list do not tell records apart.
fn joined(values: impl Iterator<Item = Value>) -> String {
    let mut key = String::new();
    for value in values {
        match (Quantity::from_value(&value), value) {
            (Some(quantity), _) => key.push_str(&quantity.n.to_string()),
            (None, Value::Text(text)) => key.push_str(&text),
            (None, Value::List(mut items)) => {
                items.sort();
                items.iter().for_each(|it| key.push_str(it.as_text().unwrap_or_default()));
            }
            (None, other) => key.push_str(&serde_json::to_string(&other).unwrap_or_default()),
        }
        key.push('\u{1E}');
    }
    key
}

struct Search<'s> {
    kind: Kind,
    drafts: &'s [Draft],
    existing: &'s Existing,
    found: Vec<Option<usize>>,
    taken: Vec<bool>,
}

impl Search<'_> {
    /// Pairs what is still free on both sides, has one key and passes the test; first come, first served.
    fn by(
        &mut self,
        kept_key: impl Fn(&ExistingRow) -> Option<String>,
        draft_key: impl Fn(&Draft) -> Option<String>,
        fits: impl Fn(&Draft, &ExistingRow) -> bool,
    ) {
        let mut free: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, row) in self.existing.rows.iter().enumerate().filter(|(at, _)| !self.taken[*at]) {
            if let Some(key) = kept_key(row) {
                free.entry(key).or_default().push(at);
            }
        }
        for (at, draft) in self.drafts.iter().enumerate() {
            if self.found[at].is_some() || draft.is_problem() {
                continue;
            }
            let Some(candidates) = draft_key(draft).and_then(|key| free.get_mut(&key)) else { continue };
            if let Some(place) = candidates.iter().position(|row| fits(draft, &self.existing.rows[*row])) {
                let row = candidates.remove(place);
                self.found[at] = Some(row);
                self.taken[row] = true;
            }
        }
    }

    /// Rows and records that say the same in every field the row fills. Rows that fill the same fields share an index.
    fn by_contents(&mut self) {
        let open = self.drafts.iter().zip(&self.found).filter(|(draft, found)| found.is_none() && !draft.is_problem());
        let filled: BTreeSet<Vec<&str>> = open.map(|(draft, _)| draft.said.keys().copied().collect()).collect();
        let kind = self.kind;
        for fields in filled.into_iter().take(MOST_SHAPES) {
            self.by(
                |row| Some(joined(fields.iter().map(|name| row.fields.get(*name).cloned().unwrap_or_default()))),
                |draft| {
                    let same = draft.said.keys().copied().eq(fields.iter().copied());
                    let values = fields.iter().filter_map(|name| draft.field(name)).map(|it| it.to_value(&[]));
                    same.then(|| joined(values))
                },
                |draft, row| changes(kind, draft, row).is_empty(),
            );
        }
    }

    /// The last resort: one free row and one free record that share what tells records of the kind apart.
    fn by_natural_key(&mut self) {
        let said = |part: &&&str| self.drafts.iter().any(|draft| draft.said.contains_key(**part));
        let parts: Vec<&str> = natural_parts(self.kind).iter().filter(said).copied().collect();
        if parts.is_empty() {
            return;
        }
        let mut kept: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, row) in self.existing.rows.iter().enumerate().filter(|(at, _)| !self.taken[*at]) {
            for key in kept_keys(self.kind, &parts, row) {
                kept.entry(key).or_default().push(at);
            }
        }
        let mut incoming: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, draft) in
            self.drafts.iter().enumerate().filter(|(at, it)| self.found[*at].is_none() && !it.is_problem())
        {
            let of = |part: &&str| draft.field(part).map(|it| incoming_part(&it)).unwrap_or_default();
            incoming.entry(parts.iter().map(of).collect::<Vec<_>>().join("\u{1E}")).or_default().push(at);
        }
        for (key, drafts) in incoming {
            let Some([row]) = kept.get(&key).map(Vec::as_slice) else { continue };
            if let ([draft], false) = (drafts.as_slice(), self.taken[*row]) {
                self.found[*draft] = Some(*row);
                self.taken[*row] = true;
            }
        }
    }
}

impl Draft {
    fn key_and_print(&self) -> String {
        format!("{}\u{1F}{}", self.key, self.print)
    }
}

/// The row's name and print at the last import, if the record came from this source.
fn origin(row: &ExistingRow, source: &str) -> Option<(String, String)> {
    origin_in(ORIGIN, row, source)
}

fn origin_in(field: &str, row: &ExistingRow, source: &str) -> Option<(String, String)> {
    let Value::Map(map) = row.fields.get(field)? else { return None };
    let text = |name: &str| map.get(name).and_then(Value::as_text);
    (text("sheet")? == source).then(|| {
        let part = |name| text(name).unwrap_or_default().to_owned();
        (part("row"), part("print"))
    })
}

/// What the row changes in a record. Where the sheet says what it said when it was last imported, what people changed here
/// since stays; what is shared and what is private each for itself.
pub(super) fn changes_since(kind: Kind, source: &str, draft: &Draft, row: &ExistingRow) -> Vec<Change> {
    let said = |field, print: &str| origin_in(field, row, source).is_some_and(|it| it.1 == print);
    let (shared, private) = (said(ORIGIN, &draft.print), said(ORIGIN_PRIVATE, &draft.private_print));
    let mut changes = changes(kind, draft, row);
    changes.retain(|it| if schema::is_private(Some(kind), &it.field) { !private } else { !shared });
    changes
}

fn kept_keys(kind: Kind, parts: &[&str], row: &ExistingRow) -> Vec<String> {
    let of = |part: &&str| row.fields.get(*part).map(kept_part).unwrap_or_default();
    let mut keys = vec![parts.iter().map(of).collect::<Vec<_>>().join("\u{1E}")];
    if kind == Kind::Office {
        let aliases = row.fields.get("aliases").map_or(&[][..], Value::items);
        keys.extend(aliases.iter().map(kept_part));
        keys.sort();
        keys.dedup();
    }
    keys
}

/// A kept value as keys compare it. Ids and texts are told apart by the fields they stand in.
fn kept_part(value: &Value) -> String {
    match value {
        Value::Text(text) => office_key(text),
        other => folded(&serde_json::to_string(other).unwrap_or_default()),
    }
}

fn incoming_part(incoming: &Incoming) -> String {
    match incoming {
        Incoming::Value(value) => kept_part(value),
        Incoming::Office(OfficeRef::Known(id)) => office_key(id),
        Incoming::Office(OfficeRef::New(at)) => format!("\u{1F}new {at}"),
        Incoming::Offices(offices) => format!("{offices:?}"),
    }
}

/// True where at least half of what the row says is what the record says: the same number alone proves nothing.
fn is_mostly(kind: Kind, draft: &Draft, row: &ExistingRow) -> bool {
    let differing = changes(kind, draft, row).len();
    differing * 2 <= draft.said.len()
}

/// What the row says otherwise than the record; blank cells say nothing, and an alias calls an office what it is called.
pub(super) fn changes(kind: Kind, draft: &Draft, row: &ExistingRow) -> Vec<Change> {
    let mut changes = differing(draft, row);
    changes.retain(|it| kind != Kind::Office || it.field != "name" || !is_alias(row, &it.after));
    changes
}

/// What the row says otherwise than the record, to the letter.
pub(super) fn differing(draft: &Draft, row: &ExistingRow) -> Vec<Change> {
    let null = Value::Null;
    let differing = draft.said.keys().filter_map(|name| {
        let after = draft.field(name)?;
        let before = row.fields.get(*name).unwrap_or(&null);
        let same = says_the_same(before, &after);
        (!same).then(|| Change { field: (*name).to_owned(), before: before.clone(), after })
    });
    differing.collect()
}

fn is_alias(row: &ExistingRow, name: &Incoming) -> bool {
    let aliases = row.fields.get("aliases").map_or(&[][..], Value::items);
    let key = incoming_part(name);
    aliases.iter().any(|alias| kept_part(alias) == key)
}

fn says_the_same(before: &Value, after: &Incoming) -> bool {
    match after {
        Incoming::Value(value) => {
            let bare = |value: &Value| Quantity::from_value(value).map(|it| (it.n, it.unit));
            match (bare(before), bare(value)) {
                (Some((kept, _)), Some((n, unit))) if unit.is_empty() => kept == n,
                _ => before == value,
            }
        }
        Incoming::Office(OfficeRef::Known(id)) => before.as_text() == Some(id),
        Incoming::Office(OfficeRef::New(_)) => false,
        Incoming::Offices(offices) => {
            let known = |it: &OfficeRef| matches!(it, OfficeRef::Known(id) if before.items().iter().any(|kept| kept.as_text() == Some(id)));
            offices.len() == before.items().len() && offices.iter().all(known)
        }
    }
}
