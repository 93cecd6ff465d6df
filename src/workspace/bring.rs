//! Records of another workspace brought into this one: of an office that began alone, before it joined its street.
//!
//! They are written anew here, as ops of this machine, and say where they came from, so that bringing the same again changes
//! nothing. The other workspace stays as it is.

use std::collections::BTreeMap;

use super::{Edit, Workspace};
use crate::domain::schema::{self, DELETED, ORIGIN};
use crate::domain::{Fields, Kind, RecordId, Shape, Value, order};

/// What is brought, in an order in which each record comes after those it links to.
const KINDS: [Kind; 7] =
    [Kind::Office, Kind::Pairing, Kind::Resource, Kind::Need, Kind::Project, Kind::Progress, Kind::Claim];

/// One record and what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brought {
    /// The record there.
    pub from: RecordId,
    /// What it is called there.
    pub title: String,
    /// What it becomes.
    pub fate: Fate,
}

/// What becomes of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// A new record here.
    New,
    /// An office that is here already, under that name.
    Is(RecordId),
    /// It was brought before.
    Known(RecordId),
}

/// What bringing would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bringing {
    /// Record by record, offices first.
    pub records: Vec<Brought>,
    /// The command that does it.
    pub edits: Vec<Edit>,
}

/// What bringing would do, on its way; nothing is written to either workspace meanwhile.
#[derive(Default)]
pub struct Gathering {
    bringing: Bringing,
    /// What stands for each record of the other one: an id here, or a placeholder.
    stands: BTreeMap<String, String>,
    /// How many records here were looked at.
    looked: usize,
    /// Records here that were brought from there, by their ids there, and whether they were taken out of their lists.
    known: BTreeMap<String, (RecordId, bool)>,
    /// The office that made the other one.
    founder: Option<RecordId>,
    /// The offices here, by their names.
    offices: Vec<(RecordId, Vec<String>)>,
    /// How many kinds were begun, and the records left of the last one.
    kinds: usize,
    left: std::vec::IntoIter<RecordId>,
}

impl Gathering {
    /// How many of the other's records were gone through.
    pub fn done(&self) -> usize {
        self.bringing.records.len()
    }

    /// What bringing would do, once nothing is left.
    pub fn into_bringing(self) -> Bringing {
        self.bringing
    }
}

impl Workspace {
    /// What bringing another workspace's records here would do; nothing is written. Records taken out of their lists stay
    /// behind, and so do evaluations, which are the street's.
    ///
    /// The office that `other` was made by becomes this machine's own.
    pub fn bringing(&self, other: &Workspace) -> Bringing {
        let mut gathering = self.begin_bringing(other);
        while self.bring_slice(&mut gathering, other, usize::MAX) {}
        gathering.into_bringing()
    }

    /// Begins to find what [`Workspace::bringing`] says.
    pub fn begin_bringing(&self, other: &Workspace) -> Gathering {
        let named = |id: RecordId| (id.clone(), names(self, &id));
        Gathering {
            founder: other.replica.root(other.id).and_then(|actor| other.office_of(actor)),
            offices: self.ids(Kind::Office).into_iter().map(named).collect(),
            ..Gathering::default()
        }
    }

    /// Goes on with that by `most` records here or there (one at least); false when nothing is left.
    pub fn bring_slice(&self, gathering: &mut Gathering, other: &Workspace, most: usize) -> bool {
        let mut left = most.max(1);
        let all = self.replica.record_count();
        if gathering.looked < all {
            let to = gathering.looked.saturating_add(left).min(all);
            left -= to - gathering.looked;
            self.note_brought(gathering, other, to);
        }
        while left > 0 {
            let Some(id) = gathering.left.next() else {
                let Some(kind) = KINDS.get(gathering.kinds) else { return false };
                gathering.left = other.ids(*kind).into_iter();
                gathering.kinds += 1;
                continue;
            };
            self.bring(gathering, other, id, KINDS[gathering.kinds - 1]);
            left -= 1;
        }
        true
    }

    /// Says what becomes of a record there.
    fn bring(&self, gathering: &mut Gathering, other: &Workspace, id: RecordId, kind: Kind) {
        let fate = match gathering.known.get(id.as_str()) {
            Some((here, _)) => Fate::Known(here.clone()),
            None if kind == Kind::Office => match self.same_office(gathering, other, &id) {
                Some(here) => Fate::Is(here),
                None => Fate::New,
            },
            None => Fate::New,
        };
        let Gathering { bringing, stands, .. } = gathering;
        let here = match &fate {
            Fate::Is(here) | Fate::Known(here) => here.to_string(),
            Fate::New => {
                let placeholder = format!("#{}", bringing.edits.len());
                bringing.edits.push(Edit::new(kind, brought_fields(other, &id, kind, stands)));
                placeholder
            }
        };
        stands.insert(id.to_string(), here);
        bringing.records.push(Brought { title: other.title_of(&id), from: id, fate });
    }

    /// Notes which of the next records here were brought from there.
    fn note_brought(&self, gathering: &mut Gathering, other: &Workspace, to: usize) {
        let workspace = Value::from(other.id.to_string());
        let [origin, deleted] = [ORIGIN, DELETED].map(|name| self.replica.field_number(name));
        for row in (gathering.looked..to).filter_map(|at| self.replica.row(at)) {
            if row.id().kind().is_some_and(|kind| KINDS.contains(&kind))
                && let Value::Map(told) = row.value(origin)
                && told.get("workspace") == Some(&workspace)
                && let Some(from) = told.get("record").and_then(Value::as_text)
            {
                let is_archived = row.raw(deleted) == Some("true");
                // Whoever took it out of its list is asked first.
                if is_archived || gathering.known.get(from).is_none_or(|(_, is_archived)| !is_archived) {
                    gathering.known.insert(from.to_owned(), (row.id().clone(), is_archived));
                }
            }
        }
        gathering.looked = to;
    }

    /// The office here that goes by one of the names of an office there.
    fn same_office(&self, gathering: &Gathering, other: &Workspace, id: &RecordId) -> Option<RecordId> {
        if gathering.founder.as_ref() == Some(id)
            && let Some(own) = self.my_office()
        {
            return Some(own);
        }
        let there = names(other, id);
        let same = gathering.offices.iter().find(|(_, here)| here.iter().any(|name| there.contains(name)));
        same.map(|(id, _)| id.clone())
    }
}

/// An office's name and aliases, without those that say nothing.
fn names(workspace: &Workspace, id: &RecordId) -> Vec<String> {
    let (name, aliases) = (workspace.text(id, "name"), workspace.value(id, "aliases"));
    let aliases = aliases.items().iter().filter_map(Value::as_text).map(str::to_owned);
    std::iter::once(name).chain(aliases).map(|it| it.trim().to_owned()).filter(|it| !it.is_empty()).collect()
}

/// What a record says there, its links led to what stands for them here; links to what was left behind are left out.
fn brought_fields(other: &Workspace, id: &RecordId, kind: Kind, stands: &BTreeMap<String, String>) -> Fields {
    let mut fields = Fields::new();
    for field in schema::fields(kind) {
        let value = other.value(id, field.name);
        let led = |link: &str| stands.get(link).map(|it| Value::from(it.as_str()));
        let value = match (field.shape, &value) {
            (_, Value::Null) => continue,
            (Shape::Link(_), Value::Text(link)) => led(link),
            (Shape::Links(_), Value::List(links)) => {
                let links: Vec<Value> = links.iter().filter_map(Value::as_text).filter_map(led).collect();
                (!links.is_empty()).then_some(Value::List(links))
            }
            _ => Some(value),
        };
        fields.extend(value.map(|value| (field.name.to_owned(), value)));
    }
    // Nobody becomes the street by having begun alone.
    if kind == Kind::Office && fields.get("role") == Some(&Value::from("street")) {
        fields.insert("role".to_owned(), Value::from("community"));
    }
    let origin = [("record", id.to_string()), ("workspace", other.id.to_string())];
    let origin = order::map(origin.map(|(name, text)| (name.to_owned(), Value::from(text))));
    fields.insert(ORIGIN.to_owned(), Value::Map(origin));
    fields
}

#[cfg(test)]
mod tests;
