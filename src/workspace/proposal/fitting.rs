//! What fits a need or a resource that is being written: the same score as a meeting's, for a form.

use super::Candidate;
use super::candidates::{Shelf, features};
use super::ground::{self, Facts, OpenNeed, Read, Reading, Rest, UsableResource};
use crate::domain::{Date, Fields, Kind, Quantity, RecordId, Value, order};
use crate::matching::score::{self, ALL_DAYS, Features, LEAST, Week, days_between};
use crate::workspace::Workspace;
use crate::workspace::search::fold;

/// Fewer points are not shown. A quarter of what is proposed in a meeting: a form is filled in bit by bit, and a person looks.
const LEAST_SHOWN: i32 = LEAST / 4;

/// A record that fits what is being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fit {
    /// The record.
    pub id: RecordId,
    /// 0 to 100.
    pub points: i32,
    /// What is known of the two.
    pub features: Features,
}

/// Records of the other list, ready to be looked through at each key press. Built in slices.
pub struct Fitting {
    /// What is being written.
    kind: Kind,
    read: Read,
    shelf: Shelf,
}

impl Fitting {
    /// Sees which records the other list has; [`Fitting::run`] indexes them. None for kinds that nothing is fitted to.
    pub fn begin(workspace: &Workspace, kind: Kind, today: Date) -> Option<Fitting> {
        let other = match kind {
            Kind::Need => Kind::Resource,
            Kind::Resource => Kind::Need,
            _ => return None,
        };
        Some(Fitting { kind, read: Read::begin(workspace, today, &[other]), shelf: Shelf::default() })
    }

    /// Indexes up to `most` records more; false when nothing is left to do.
    pub fn run(&mut self, workspace: &Workspace, most: usize) -> bool {
        let replica = workspace.replica();
        let is_need = self.kind == Kind::Need;
        let reading = Reading::of(replica, if is_need { Kind::Resource } else { Kind::Need });
        for _ in 0..most {
            let known = if is_need { self.read.resources.len() } else { self.read.needs.len() };
            let read = if is_need {
                self.read.next_resource(replica, &reading)
            } else {
                self.read.next_need(replica, &reading)
            };
            if !read {
                return false;
            }
            let facts = if is_need {
                let free = self.read.resources.get(known).filter(|it| !it.is_expired && it.rest != Rest::Nothing);
                free.map(|it| &it.facts)
            } else {
                self.read.needs.get(known).filter(|it| it.unfit.is_none()).map(|it| &it.facts)
            };
            if let Some(facts) = facts {
                self.shelf.add(known as u32, facts);
            }
        }
        true
    }

    /// At most `most` records that fit what is filled in, the best first; `own` is the record being changed.
    pub fn find(&self, filled: &Fields, own: Option<&RecordId>, most: usize) -> Vec<Fit> {
        let facts = self.facts(filled);
        if facts.words.trim().is_empty() {
            return Vec::new();
        }
        let mut fits: Vec<Fit> = match self.kind {
            Kind::Need => self.resources_for(&self.need(filled, facts)),
            _ => self.needs_for(&self.resource(filled, facts)),
        };
        fits.retain(|it| it.points >= LEAST_SHOWN && Some(&it.id) != own);
        order::sort_by(&mut fits, |a, b| b.points.cmp(&a.points).then_with(|| a.id.cmp(&b.id)));
        fits.truncate(most);
        fits
    }

    fn resources_for(&self, need: &OpenNeed) -> Vec<Fit> {
        let all = self.shelf.candidates(&self.read, need, 0).into_iter();
        let fit = |it: Candidate| {
            let id = self.read.resources[it.resource as usize].id.clone();
            Fit { id, points: it.points, features: it.features }
        };
        all.map(fit).collect()
    }

    fn needs_for(&self, resource: &UsableResource) -> Vec<Fit> {
        let found = self.shelf.found_for(&self.read, &resource.facts);
        let fit = |(at, text): (u32, u16)| {
            let need = &self.read.needs[at as usize];
            let features = features(&self.read, need, resource, text);
            Fit { id: need.id.clone(), points: score::points(&features), features }
        };
        found.into_iter().map(fit).collect()
    }

    fn facts(&self, filled: &Fields) -> Facts {
        let text = |name: &str| filled.get(name).and_then(Value::as_text).unwrap_or_default();
        let is_need = self.kind == Kind::Need;
        let mut words = String::new();
        for name in ["title", "content", "public_wording"] {
            ground::add_words(&mut words, text(name));
        }
        Facts {
            category: text("category").to_owned(),
            words,
            place: fold(text("place")),
            office: self.read.offices.number(text(if is_need { "asker" } else { "provider" })),
            week: Week::of(text(if is_need { "wanted_time" } else { "availability" })),
        }
    }

    fn need(&self, filled: &Fields, facts: Facts) -> OpenNeed {
        let wanted_by = date(filled, "wanted_by");
        OpenNeed {
            id: nobody(Kind::Need),
            rest: rest(filled, "quantity"),
            unfit: None,
            is_circle: false,
            levels: [0; 3],
            wanted_by,
            facts,
            days_left: wanted_by.map_or(ALL_DAYS, |day| days_between(self.read.today, day)),
        }
    }

    fn resource(&self, filled: &Fields, facts: Facts) -> UsableResource {
        let capacity = rest(filled, "capacity");
        UsableResource {
            id: nobody(Kind::Resource),
            slots: Vec::new(),
            rest: capacity.clone(),
            capacity,
            taken_by: Vec::new(),
            is_expired: date(filled, "valid_until").is_some_and(|day| day < self.read.today),
            facts,
        }
    }
}

/// The id of a record that is not there yet.
fn nobody(kind: Kind) -> RecordId {
    RecordId::new(kind, "", 0)
}

fn date(filled: &Fields, name: &str) -> Option<Date> {
    filled.get(name).and_then(Value::as_text).and_then(Date::parse)
}

fn rest(filled: &Fields, name: &str) -> Rest {
    filled.get(name).and_then(Quantity::from_value).map_or(Rest::Whole, Rest::Counted)
}
