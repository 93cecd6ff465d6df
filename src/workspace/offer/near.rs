//! Records that may be the same thing as the one being written.
//!
//! The folded texts of the search index are sieved first, by how many characters they share with what is typed; the
//! judge ([`super::alike`]) reads the few that are left.

use super::super::Workspace;
use super::super::search::{BREAK, Folded};
use super::alike::{self, Bigrams, LEAST_CONTENT, OfficeName, Title};
use crate::domain::order;
use crate::domain::schema::{self, DELETED};
use crate::domain::{Fields, Kind, RecordId, Value};
use crate::oplog::{FieldNumber, Row};

/// A record that may be the same thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near {
    /// Which one.
    pub id: RecordId,
    /// Why it may be.
    pub why: Why,
    /// True when it was taken out of its list.
    pub archived: bool,
}

/// Why a record may be the same thing, the strongest reason first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// The same title and the same office; of offices, the same name.
    SameTitle,
    /// An office goes by this name too.
    Alias(String),
    /// A title like it and the same office; of offices, a name like it.
    LikeTitle,
    /// A content like it and the same office.
    LikeContent,
    /// The same title at another office, and the same place or content.
    SameElsewhere,
}

/// Records told at most.
const MOST: usize = 3;

/// Records the judge reads at most: those that share most.
const MOST_JUDGED: usize = 300;

/// How much is shared, in hundredths, where it is the same title: at the same office, and at another one.
const SAME: usize = 102;
const SAME_ELSEWHERE: usize = 101;

impl Workspace {
    /// Records that may be the same resource, need, project or office as the one with the typed fields, at most three,
    /// the strongest reason first; archived ones too. `except` is the record being changed.
    pub fn near(&self, kind: Kind, typed: &Fields, except: Option<&RecordId>) -> Vec<Near> {
        let deleted = self.replica.field_number(DELETED);
        let mut near: Vec<Near> = Vec::new();
        let mut put = |row: Row, why: Option<Why>| {
            if let Some(why) = why.filter(|_| Some(row.id()) != except) {
                near.push(Near { id: row.id().clone(), why, archived: row.raw(deleted) == Some("true") });
            }
        };
        match kind {
            Kind::Office => {
                let asked = AskedOffice::of(typed);
                self.sieved(kind, &|it| asked.shared(it)).for_each(|row| put(row, asked.judge(row, self)));
            }
            Kind::Resource | Kind::Need | Kind::Project => {
                let asked = Asked::of(self, kind, typed);
                self.sieved(kind, &|it| asked.shared(it)).for_each(|row| put(row, asked.judge(row)));
            }
            _ => {}
        }
        let key = |it: &Near| (it.why.clone(), it.archived, it.id.clone());
        order::sort_by(&mut near, |a, b| key(a).cmp(&key(b)));
        near.truncate(MOST);
        near
    }

    /// The records the judge shall read, given how much each shares, 0 for those that are out of the question.
    fn sieved(&self, kind: Kind, shared: &dyn Fn(Folded) -> usize) -> impl Iterator<Item = Row<'_>> {
        let mut by_share: Vec<Vec<usize>> = vec![Vec::new(); SAME + 1];
        self.index.borrow_mut().each(&self.replica, kind, &mut |it| {
            let share = shared(it).min(SAME);
            if share > 0 {
                by_share[share].push(it.record);
            }
        });
        let mut kept: Vec<Row> = Vec::new();
        for numbers in by_share.into_iter().rev() {
            let mut rows: Vec<Row> = numbers.into_iter().filter_map(|it| self.replica.row(it)).collect();
            if kept.len() + rows.len() > MOST_JUDGED {
                // Which records are read is the same for everybody, in whatever order they came.
                order::sort_by(&mut rows, |a, b| a.id().cmp(b.id()));
                rows.truncate(MOST_JUDGED - kept.len());
            }
            kept.append(&mut rows);
        }
        kept.into_iter()
    }
}

/// Characters, to be looked up quickly.
struct Characters(Box<[u64]>);

impl Characters {
    fn of(units: &[u16]) -> Characters {
        let mut bits = vec![0; 1 << 10].into_boxed_slice();
        for unit in units {
            bits[usize::from(*unit >> 6)] |= 1 << (unit & 63);
        }
        Characters(bits)
    }

    /// How many of these units are among them.
    fn count(&self, units: &[u16]) -> usize {
        units.iter().filter(|unit| self.0[usize::from(**unit >> 6)] >> (**unit & 63) & 1 == 1).count()
    }
}

fn text<'f>(typed: &'f Fields, field: &str) -> &'f str {
    typed.get(field).and_then(Value::as_text).unwrap_or_default()
}

/// A resource, need or project being written.
struct Asked {
    title: Title,
    title_characters: Characters,
    content: Vec<u16>,
    content_characters: Characters,
    bigrams: Bigrams,
    place: Vec<u16>,
    owner: String,
    /// The owner's number in the index.
    owner_number: Option<u32>,
    fields: Columns,
    /// Whether a record of another office may be meant.
    elsewhere: bool,
}

/// The fields the judge reads.
struct Columns {
    title: FieldNumber,
    content: FieldNumber,
    place: FieldNumber,
    owner: FieldNumber,
}

impl Asked {
    fn of(workspace: &Workspace, kind: Kind, typed: &Fields) -> Asked {
        let owner_field = schema::owner_field(kind).unwrap_or_default();
        let title = Title::of(text(typed, schema::title_field(kind)));
        let (content, place) = (alike::content(text(typed, "content")), alike::content(text(typed, "place")));
        let owner = text(typed, owner_field).to_owned();
        // Once the index is refreshed it knows every office that a record links to.
        workspace.prepare_search(kind);
        let number = |field| workspace.replica.field_number(field);
        Asked {
            title_characters: Characters::of(&title.key),
            content_characters: Characters::of(&content),
            bigrams: Bigrams::of(&content),
            owner_number: workspace.index.borrow().office(&owner),
            elsewhere: kind != Kind::Project && !(content.is_empty() && place.is_empty()),
            fields: Columns {
                title: number(schema::title_field(kind)),
                content: number("content"),
                place: number("place"),
                owner: number(owner_field),
            },
            title,
            content,
            place,
            owner,
        }
    }

    fn shared(&self, record: Folded) -> usize {
        let mut texts = record.texts.split(|unit| *unit == BREAK).skip(1);
        let title = texts.next().unwrap_or_default();
        let of_owner = match self.owner_number {
            Some(owner) => record.offices.contains(&owner),
            None => self.owner.is_empty() && record.offices.is_empty(),
        };
        if !self.title.key.is_empty() && (of_owner || self.elsewhere) && self.is_title(title) {
            return if of_owner { SAME } else { SAME_ELSEWHERE };
        }
        if !of_owner {
            return 0;
        }
        let of_title = self.title_characters.count(title);
        let both = title.len() + self.title.key.len();
        let mut share =
            if 2 * of_title >= title.len().min(self.title.key.len()) { 200 * of_title / both.max(1) } else { 0 };
        if self.content.len() >= LEAST_CONTENT {
            for text in
                texts.filter(|it| 10 * it.len() >= 7 * self.content.len() && 5 * it.len() <= 8 * self.content.len())
            {
                let of_content = 100 * self.content_characters.count(text) / text.len();
                share = share.max(if of_content >= 70 { of_content } else { 0 });
            }
        }
        share.min(100)
    }

    /// True when a folded title is the typed one but for punctuation.
    fn is_title(&self, title: &[u16]) -> bool {
        title.first().is_some_and(|it| *it == self.title.key[0] || !alike::is_read(*it))
            && title.iter().filter(|it| alike::is_read(**it)).eq(&self.title.key)
    }

    fn judge(&self, row: Row) -> Option<Why> {
        let read = |field| row.text(field).unwrap_or_default();
        let title = Title::of(&read(self.fields.title));
        let (content, place) = (alike::content(&read(self.fields.content)), alike::content(&read(self.fields.place)));
        let is_same_title = !title.key.is_empty() && title.key == self.title.key;
        let is_same = |typed: &[u16], its: &[u16]| !typed.is_empty() && typed == its;
        if read(self.fields.owner) != self.owner.as_str() {
            let elsewhere =
                is_same_title && self.elsewhere && (is_same(&self.place, &place) || is_same(&self.content, &content));
            return elsewhere.then_some(Why::SameElsewhere);
        }
        if is_same_title {
            return Some(Why::SameTitle);
        }
        // The same words about another place are another thing.
        if !self.place.is_empty() && !place.is_empty() && self.place != place {
            return None;
        }
        if self.title.is_like(&title) {
            return Some(Why::LikeTitle);
        }
        alike::contents_alike(&self.content, &self.bigrams, &content).then_some(Why::LikeContent)
    }
}

/// An office being written.
struct AskedOffice {
    /// Its name, then its aliases.
    names: Vec<OfficeName>,
    characters: Characters,
    /// The shortest of the names' cores.
    least: usize,
}

impl AskedOffice {
    fn of(typed: &Fields) -> AskedOffice {
        let mut names = vec![OfficeName::of(text(typed, "name"))];
        let aliases = typed.get("aliases").map(Value::items).unwrap_or_default();
        names.extend(aliases.iter().filter_map(Value::as_text).map(OfficeName::of));
        let cores: Vec<u16> = names.iter().flat_map(|it| it.core.iter().copied()).collect();
        let least = names.iter().map(|it| it.core.len()).filter(|it| *it > 0).min().unwrap_or(0);
        AskedOffice { names, characters: Characters::of(&cores), least }
    }

    fn shared(&self, record: Folded) -> usize {
        if self.least == 0 {
            return 0;
        }
        let texts = record.texts.split(|unit| *unit == BREAK);
        let shared = texts.map(|it| self.characters.count(it)).filter(|it| 2 * it >= self.least);
        shared.map(|it| 100 * it / self.least).max().unwrap_or(0).min(100)
    }

    fn judge(&self, row: Row, workspace: &Workspace) -> Option<Why> {
        let name = row.text(workspace.replica.field_number("name")).unwrap_or_default();
        let aliases = row.value(workspace.replica.field_number("aliases"));
        let names = std::iter::once(&*name).chain(aliases.items().iter().filter_map(Value::as_text));
        let mut why: Option<Why> = None;
        for (at, its) in names.enumerate() {
            let name = OfficeName::of(its);
            for (typed_at, typed) in self.names.iter().enumerate() {
                let reason = match (typed.key == name.key && !name.key.is_empty(), typed_at, at) {
                    (true, 0, 0) => Why::SameTitle,
                    (true, ..) => Why::Alias(its.to_owned()),
                    (false, 0, _) if typed.is_like(&name) => Why::LikeTitle,
                    _ => continue,
                };
                if why.as_ref().is_none_or(|why| reason < *why) {
                    why = Some(reason);
                }
            }
        }
        why
    }
}
