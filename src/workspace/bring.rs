//! Records of another workspace brought into this one: of an office that began alone, before it joined its street.
//!
//! They are written anew here, as ops of this machine, and say where they came from, so that bringing the same again changes
//! nothing. The other workspace stays as it is.

use std::collections::BTreeMap;

use super::{Edit, Workspace};
use crate::domain::schema::{self, ORIGIN};
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

impl Workspace {
    /// What bringing another workspace's records here would do; nothing is written. Records taken out of their lists stay
    /// behind, and so do evaluations, which are the street's.
    ///
    /// The office that `other` was made by becomes this machine's own.
    pub fn bringing(&self, other: &Workspace) -> Bringing {
        let mut bringing = Bringing::default();
        // What stands for each record of the other one: an id here, or a placeholder.
        let mut stands: BTreeMap<String, String> = BTreeMap::new();
        let known = self.brought_from(other);
        let founder = other.replica.root(other.id).and_then(|actor| other.office_of(actor));
        for kind in KINDS {
            for id in other.ids(kind) {
                let title = other.title_of(&id);
                let fate = match known.get(id.as_str()) {
                    Some(here) => Fate::Known(here.clone()),
                    None if kind == Kind::Office => match self.same_office(other, &id, founder.as_ref() == Some(&id)) {
                        Some(here) => Fate::Is(here),
                        None => Fate::New,
                    },
                    None => Fate::New,
                };
                let here = match &fate {
                    Fate::Is(here) | Fate::Known(here) => here.to_string(),
                    Fate::New => {
                        let placeholder = format!("#{}", bringing.edits.len());
                        bringing.edits.push(Edit::new(kind, brought_fields(other, &id, kind, &stands)));
                        placeholder
                    }
                };
                stands.insert(id.to_string(), here);
                bringing.records.push(Brought { from: id, title, fate });
            }
        }
        bringing
    }

    /// Records here that were brought from there, by their ids there.
    fn brought_from(&self, other: &Workspace) -> BTreeMap<String, RecordId> {
        let workspace = Value::from(other.id.to_string());
        let mut known = BTreeMap::new();
        for kind in KINDS {
            for id in self.ids(kind).into_iter().chain(self.archived(kind)) {
                if let Value::Map(origin) = self.value(&id, ORIGIN)
                    && origin.get("workspace") == Some(&workspace)
                    && let Some(from) = origin.get("record").and_then(Value::as_text)
                {
                    known.insert(from.to_owned(), id);
                }
            }
        }
        known
    }

    /// The office here that goes by one of the names of an office there.
    fn same_office(&self, other: &Workspace, id: &RecordId, is_founder: bool) -> Option<RecordId> {
        if is_founder && let Some(own) = self.my_office() {
            return Some(own);
        }
        let names = |workspace: &Workspace, id: &RecordId| {
            let (name, aliases) = (workspace.text(id, "name"), workspace.value(id, "aliases"));
            let aliases = aliases.items().iter().filter_map(Value::as_text).map(str::to_owned);
            std::iter::once(name).chain(aliases).map(|it| it.trim().to_owned()).filter(|it| !it.is_empty()).collect()
        };
        let there: Vec<String> = names(other, id);
        let mut offices = self.ids(Kind::Office).into_iter();
        offices.find(|here| {
            let here: Vec<String> = names(self, here);
            here.iter().any(|name| there.contains(name))
        })
    }
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
