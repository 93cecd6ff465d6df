//! What a form offers while one types: records that a text may mean, values used before, and records that may be the
//! same thing as the one being written.

mod alike;
mod dictionary;
mod near;
mod remembered;

pub use near::{Near, Why};
pub(super) use remembered::Remembered;

use std::cmp::Ordering;

use super::Workspace;
use super::search::{BREAK, Words, fold, stands_in};
use crate::domain::order;
use crate::domain::schema::{self, DELETED};
use crate::domain::{Kind, RecordId, Shape, Value};

/// Records looked back over for what is used in links.
const LATELY: usize = 100;

impl Workspace {
    /// Records in the list of a kind that a typed text may mean, the best first, at most `limit`, each with the alias
    /// that was hit where it was not the title: the same text, one that begins with it, one that holds it, one that is
    /// read so. Equally good ones stand by title. With nothing typed, those this installation linked to lately.
    pub fn offered(&self, kind: Kind, typed: &str, limit: usize) -> Vec<(RecordId, Option<String>)> {
        let asked = Asked { text: fold(typed), words: Words::of(typed) };
        let mut offers = Offers { workspace: self, limit, best: Vec::new() };
        let lately = if asked.text.is_empty() { self.linked_lately(kind) } else { Vec::new() };
        for (at, id) in lately.iter().enumerate() {
            offers.put(Offer { rank: at, title: Vec::new(), id: id.clone(), alias: None });
        }
        self.each_title(kind, &mut |number, title| {
            let (rank, alias) = if asked.text.is_empty() {
                (lately.len(), None)
            } else {
                let rank = asked.rank(title);
                match self.aliases(kind, number, rank).and_then(|aliases| asked.rank_alias(title, rank, aliases)) {
                    Some((rank, alias)) => (rank, alias),
                    None if rank == NO_HIT => return,
                    None => (rank, None),
                }
            };
            if offers.is_wanted(rank, title)
                && let Some(row) = self.replica.row(number)
                && !lately.contains(row.id())
            {
                offers.put(Offer { rank, title: title.to_vec(), id: row.id().clone(), alias });
            }
        });
        offers.best.into_iter().map(|it| (it.id, it.alias)).collect()
    }

    /// The record of a kind that a typed text means without doubt: its id; or the one with that title, whatever its
    /// width, blanks and characters, of several the one that is written just so; or the only office with that alias.
    pub fn find_exactly(&self, kind: Kind, typed: &str) -> Option<RecordId> {
        let typed = typed.trim();
        if let Ok(id) = RecordId::parse(typed)
            && id.kind() == Some(kind)
            && self.contains(&id)
        {
            return Some(id);
        }
        let text = fold(typed);
        if text.is_empty() {
            return None;
        }
        let (mut titled, mut aliased) = (Vec::new(), Vec::new());
        self.each_title(kind, &mut |number, title| {
            let found = if title == text {
                &mut titled
            } else if self.aliases(kind, number, NO_HIT).is_some_and(|it| it.iter().any(|it| fold(it) == text)) {
                &mut aliased
            } else {
                return;
            };
            found.extend(self.replica.row(number).map(|row| row.id().clone()).filter(|id| !self.is_archived(id)));
        });
        if titled.len() > 1 {
            titled.retain(|id| self.title_of(id).trim() == typed);
            return only(titled);
        }
        only(titled).or_else(|| only(aliased))
    }

    /// Hands out the records of a kind, archived ones too, by number with their folded titles.
    fn each_title(&self, kind: Kind, take: &mut dyn FnMut(usize, &[u16])) {
        let title = schema::field(kind, schema::title_field(kind));
        let is_text = title.is_some_and(|it| matches!(it.shape, Shape::Line | Shape::Text));
        if is_text && !matches!(kind, Kind::Claim | Kind::Device) {
            let mut index = self.index.borrow_mut();
            return index.each(&self.replica, kind, &mut |it| take(it.record, title_in(it.texts)));
        }
        // Such titles are put together from other records.
        for row in self.replica.rows_of(kind.as_str()) {
            take(row.number(), &fold(&self.title_of(row.id())));
        }
    }

    /// An office's aliases; nothing where they cannot be better than the rank of its title.
    fn aliases(&self, kind: Kind, number: usize, rank: usize) -> Option<Vec<String>> {
        if kind != Kind::Office || rank == 0 {
            return None;
        }
        let aliases = self.replica.row(number)?.value(self.replica.field_number("aliases"));
        Some(aliases.items().iter().filter_map(Value::as_text).map(str::to_owned).collect())
    }

    /// The records of a kind in a list that this installation linked to in what it wrote lately, the most used first.
    fn linked_lately(&self, kind: Kind) -> Vec<RecordId> {
        let mut uses: Vec<(RecordId, usize)> = Vec::new();
        for id in self.written_lately(LATELY) {
            let Some(from) = id.kind() else { continue };
            for field in schema::fields(from) {
                if !matches!(field.shape, Shape::Link(to) | Shape::Links(to) if to == kind) {
                    continue;
                }
                let value = self.value(&id, field.name);
                let links = value.items().iter().chain(std::iter::once(&value)).filter_map(Value::as_text);
                for link in links.filter_map(|it| RecordId::parse(it).ok()) {
                    match uses.iter_mut().find(|(id, _)| *id == link) {
                        Some((_, count)) => *count += 1,
                        None => uses.push((link, 1)),
                    }
                }
            }
        }
        uses.retain(|(id, _)| id.kind() == Some(kind) && self.contains(id) && !self.is_archived(id));
        order::sort_by(&mut uses, |a, b| b.1.cmp(&a.1));
        uses.into_iter().map(|(id, _)| id).collect()
    }
}

fn only(mut found: Vec<RecordId>) -> Option<RecordId> {
    found.pop().filter(|_| found.is_empty())
}

/// The first of a record's folded texts.
fn title_in(units: &[u16]) -> &[u16] {
    units.split(|unit| *unit == BREAK).nth(1).unwrap_or_default()
}

/// The rank of what is not hit.
const NO_HIT: usize = 10;

/// A typed text.
struct Asked {
    text: Vec<u16>,
    words: Words,
}

impl Asked {
    /// How good a folded title is, the best first; an alias as good stands one behind.
    fn rank(&self, title: &[u16]) -> usize {
        if title == self.text {
            0
        } else if title.starts_with(&self.text) {
            2
        } else if stands_in(&self.text, title) {
            4
        } else if !self.words.all_in_folded(title) {
            NO_HIT
        } else if self.words.begin_folded(title) {
            6
        } else {
            8
        }
    }

    /// The rank of a record with aliases, if it is better than that of its title alone: by one of them, or by several
    /// names that have the words together.
    fn rank_alias(&self, title: &[u16], rank: usize, aliases: Vec<String>) -> Option<(usize, Option<String>)> {
        let mut all = title.to_vec();
        let mut best: Option<(usize, String)> = None;
        for alias in aliases {
            let folded = fold(&alias);
            let rank = self.rank(&folded) + 1;
            if rank < NO_HIT && best.as_ref().is_none_or(|best| rank < best.0) {
                best = Some((rank, alias));
            }
            all.push(BREAK);
            all.extend(folded);
        }
        match best {
            Some((by_alias, alias)) => (by_alias < rank).then_some((by_alias, Some(alias))),
            None => (rank == NO_HIT && self.words.all_in_folded(&all)).then_some((NO_HIT - 1, None)),
        }
    }
}

struct Offer {
    rank: usize,
    /// Folded.
    title: Vec<u16>,
    id: RecordId,
    alias: Option<String>,
}

/// The best offers so far, in order.
struct Offers<'w> {
    workspace: &'w Workspace,
    limit: usize,
    best: Vec<Offer>,
}

impl Offers<'_> {
    /// True when an offer may be among the best.
    fn is_wanted(&self, rank: usize, title: &[u16]) -> bool {
        let last = self.best.last().filter(|_| self.best.len() == self.limit);
        self.limit > 0 && last.is_none_or(|last| (rank, title) <= (last.rank, &last.title))
    }

    /// Adds a record in its place, unless it is archived.
    fn put(&mut self, offer: Offer) {
        let deleted = self.workspace.replica.field_number(DELETED);
        if self.workspace.replica.row_of(&offer.id).is_none_or(|row| row.raw(deleted) == Some("true")) {
            return;
        }
        let is_before = |it: &Offer| {
            let by_title = it.rank.cmp(&offer.rank).then_with(|| it.title.cmp(&offer.title));
            by_title.then_with(|| it.id.cmp(&offer.id)) == Ordering::Less
        };
        let at = self.best.partition_point(is_before);
        self.best.insert(at, offer);
        self.best.truncate(self.limit);
    }
}

#[cfg(test)]
mod tests;
