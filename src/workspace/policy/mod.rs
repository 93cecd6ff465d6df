//! Which ops are applied: one pure function of the ops, the same in every office.
//!
//! A record's ops are gone through in the order that decides. What an office may do to the record as it stands there, by the
//! [`TABLE`], is applied; the rest is held until a machine of the street writes, on the same record, that it confirms it.

mod course;
mod table;

pub use table::{Deed, Rule, TABLE, Who};

use std::any::Any;

use super::roster::{Author, DECLINED, Role, Roster, WITHDRAWN, is_text};
use crate::domain::{Kind, RecordId, order, transition};
use crate::oplog::{ActorId, FieldNumber, Judge, OpFacts, Replica, WorkspaceId};
use course::{Course, Doing, offices_in};

/// Why an op is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Nobody let its writer's machine in.
    Stranger,
    /// Its writer's machine had left.
    Left,
    /// Its writer's office may not do that.
    Rule(&'static Rule),
    /// It settles ops of others, which is the street's.
    Ruling,
    /// The record cannot go from the state it is in to that one.
    Step,
    /// Its clock is not above what it comes after, which no clock that runs does.
    Backdated,
    /// An office's own log holds what is for everybody.
    Place,
}

/// What became of a held op.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// The street looked at it and left it out.
    Declined,
    /// Its writer took it back.
    Withdrawn,
}

/// A held op: why, and whether anything is left to do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hold {
    /// Why.
    pub reason: Reason,
    /// What was decided.
    pub settled: Option<Settled>,
}

/// The judge of a workspace's ops, as this installation asks it.
#[derive(Clone)]
pub struct Policy {
    workspace: WorkspaceId,
    /// This installation: what it writes before it is let in is shown here, and nowhere else.
    own: ActorId,
    roster: Roster,
    /// Offices that a project ever named as its parties, by the project's number.
    parties: Vec<(usize, Vec<(Who, String)>)>,
    /// The progress entries, by number: what may be written there depends on their projects.
    progress: Vec<usize>,
    todo: Todo,
}

/// What is left of a judgement that was begun.
#[derive(Clone, Default)]
struct Todo {
    /// Records other than progress entries.
    records: std::vec::IntoIter<(usize, Option<Kind>)>,
    /// Progress entries, which wait for their projects; nothing once these are done.
    entries: Option<Vec<usize>>,
    /// True when a project names others than before: all entries are looked at then.
    parties_changed: bool,
}

impl Policy {
    /// A judge that has seen nothing yet.
    pub fn new(workspace: WorkspaceId, own: ActorId) -> Policy {
        Policy {
            workspace,
            own,
            roster: Roster::default(),
            parties: Vec::new(),
            progress: Vec::new(),
            todo: Todo::default(),
        }
    }

    /// Who speaks for which office.
    pub fn roster(&self) -> &Roster {
        &self.roster
    }

    /// What was decided about the ops of a machine on a record, the street's word before its own; nothing where nothing was.
    pub fn settled_for(&self, replica: &Replica, record: usize, actor: ActorId) -> Option<Settled> {
        let facts = replica.facts(record);
        let kind = replica.id_at(record).kind()?;
        let rulings = Course::new(self, replica, kind, replica.id_at(record).as_str()).rulings(&facts);
        let own = facts.iter().filter(|it| it.actor == actor);
        own.filter_map(|it| rulings.get(&replica.name_of(it.number)).copied()).find_map(|word| match word {
            DECLINED => Some(Settled::Declined),
            WITHDRAWN => Some(Settled::Withdrawn),
            _ => None,
        })
    }

    /// The ops held on a record, with reasons, oldest first.
    pub fn held_on(&self, replica: &Replica, record: usize) -> Vec<(u32, Hold)> {
        let facts = replica.facts(record);
        self.verdicts(replica, record, &facts).into_iter().filter_map(|(op, hold)| Some((op, hold?))).collect()
    }

    /// Why what this installation is about to write would be held; nothing when it would be applied.
    ///
    /// `target` is a record's number, or the kind of one that is yet to be made.
    pub fn would_hold(&self, replica: &Replica, target: Result<usize, Kind>, set: &[(&str, &str)]) -> Option<Reason> {
        if !self.roster.knows(self.own) {
            return None;
        }
        let (kind, id) = match target {
            Ok(record) => (replica.id_at(record).kind()?, replica.id_at(record).as_str()),
            Err(kind) => (kind, ""),
        };
        let office = self.roster.office_of(self.own);
        let author = match self.roster.role_now(self.own) {
            Some(role) => Author::Admitted { role, office: office.as_ref().map_or("", RecordId::as_str) },
            None => return Some(Reason::Left),
        };
        let mut course = Course::new(self, replica, kind, id);
        if let Ok(record) = target {
            course.run(&replica.facts(record));
        }
        course.judge(author, &Doing { is_origin: target.is_err(), is_backdated: false, set, own: &[] })
    }

    fn verdicts(&self, replica: &Replica, record: usize, facts: &[OpFacts<'_>]) -> Vec<(u32, Option<Hold>)> {
        let id = replica.id_at(record);
        match id.kind() {
            Some(kind) => Course::new(self, replica, kind, id.as_str()).run(facts),
            // A kind of a newer version: who is in may write it.
            None => facts.iter().map(|fact| (fact.number, self.hold_of_unknown(replica, fact))).collect(),
        }
    }

    fn hold_of_unknown(&self, replica: &Replica, fact: &OpFacts<'_>) -> Option<Hold> {
        let why = match self.roster.author(replica, fact.number) {
            Author::Admitted { .. } => return None,
            Author::Stranger if self.is_guest(fact.actor) => return None,
            Author::Stranger => Reason::Stranger,
            Author::Left => Reason::Left,
        };
        Some(Hold { reason: why, settled: None })
    }

    /// True for this installation while nobody let it in.
    fn is_guest(&self, actor: ActorId) -> bool {
        actor == self.own && !self.roster.knows(actor)
    }

    /// The ops to hold on a record of that kind; `decisive` are the numbers of [`decisive`].
    fn to_hold(&self, replica: &Replica, record: usize, kind: Option<Kind>, decisive: [FieldNumber; 2]) -> Vec<u32> {
        if self.is_kept_by_its_office(replica, record, kind, decisive) {
            debug_assert!(
                replica.writers(record).nth(1).is_none() || self.held_on(replica, record).is_empty(),
                "what is read in short is what is read in full"
            );
            return Vec::new();
        }
        // What only the street wrote stands, but for projects: it may be responsible for one itself.
        if kind != Some(Kind::Project) && replica.writers(record).all(|(op, _)| self.is_of_street(replica, op)) {
            return Vec::new();
        }
        self.held_on(replica, record).into_iter().map(|(op, _)| op).collect()
    }

    /// True where an office made what is its own, or the street anything, and nobody else wrote on it, as on most records: their
    /// ops need not be read again. Of kinds that name an owner, that one may change all but whose it is, and the state.
    fn is_kept_by_its_office(
        &self,
        replica: &Replica,
        record: usize,
        kind: Option<Kind>,
        decisive: [FieldNumber; 2],
    ) -> bool {
        let Some((maker, [owner, status])) = replica.plain_course(record, decisive) else { return false };
        let Author::Admitted { role, office } = self.roster.author(replica, maker) else { return false };
        let owned = kind.filter(|kind| table::owner_field(*kind).is_some());
        let is_sound = role == Role::Street && kind != Some(Kind::Project)
            || owned.is_some_and(|kind| {
                let is_first = |status| transition::first(kind).is_some_and(|first| is_text(status, first));
                status.is_none_or(is_first) && owner.is_none_or(|owner| is_text(owner, office))
            });
        let is_own =
            |op: u32| matches!(self.roster.author(replica, op), Author::Admitted { office: it, .. } if it == office);
        is_sound && replica.writers(record).all(|(op, _)| op == maker || (owned.is_some() && is_own(op)))
    }

    fn is_of_street(&self, replica: &Replica, op: u32) -> bool {
        matches!(self.roster.author(replica, op), Author::Admitted { role: Role::Street, .. })
    }

    fn place_of(&self, project: usize) -> Result<usize, usize> {
        self.parties.binary_search_by(|(it, _)| it.cmp(&project))
    }

    /// Offices that a project ever named.
    fn parties_of(&self, project: usize) -> &[(Who, String)] {
        self.place_of(project).map_or(&[][..], |at| self.parties[at].1.as_slice())
    }

    /// Notes whom a project names; true when that is new.
    fn note_parties(&mut self, replica: &Replica, record: usize, held: &[u32]) -> bool {
        let mut parties: Vec<(Who, String)> = Vec::new();
        for fact in replica.facts(record).iter().filter(|it| !held.contains(&it.number)) {
            for (field, who) in table::party_fields(Kind::Project) {
                let raw = fact.set.iter().find(|(name, _)| name == field).map(|(_, raw)| *raw);
                for office in offices_in(raw.unwrap_or_default()) {
                    if !parties.iter().any(|(is, named)| is == who && *named == office) {
                        parties.push((*who, office));
                    }
                }
            }
        }
        order::sort(&mut parties);
        let (is_new, at) = match self.place_of(record) {
            Ok(at) => (self.parties[at].1 != parties, at),
            Err(at) => {
                self.parties.insert(at, (record, Vec::new()));
                (true, at)
            }
        };
        self.parties[at].1 = parties;
        is_new
    }
}

impl Judge for Policy {
    fn begin(&mut self, replica: &Replica, known: usize) {
        let mut touched: Vec<usize> = replica.touched_after(known).collect();
        order::sort_places(&mut touched, &|a, b| a.cmp(&b));
        touched.dedup();
        let with_kind = |record: usize| (record, replica.id_at(record).kind());
        let mut touched: Vec<(usize, Option<Kind>)> = touched.into_iter().map(with_kind).collect();
        let of_roster =
            |(_, kind): &(usize, Option<Kind>)| matches!(kind, Some(Kind::Device | Kind::Office | Kind::Workspace));
        for (entry, _) in touched.iter().filter(|it| is_progress(it)) {
            if let Err(at) = self.progress.binary_search(entry) {
                self.progress.insert(at, *entry);
            }
        }
        // Of a log whose place decides, what comes may say where that place is.
        let grown = || replica.writers_after(known).any(|actor| self.roster.awaits(actor));
        if known == 0 || touched.iter().any(of_roster) || grown() {
            let roster = Roster::of(replica, self.workspace);
            if !roster.judges_as(&self.roster) {
                touched = (0..replica.record_count()).map(with_kind).collect();
            }
            self.roster = roster;
        }
        let entries = touched.iter().filter(|it| is_progress(it)).map(|(record, _)| *record).collect();
        touched.retain(|it| !is_progress(it));
        self.todo = Todo { records: touched.into_iter(), entries: Some(entries), parties_changed: false };
    }

    fn judge(&mut self, replica: &Replica, most: usize, verdicts: &mut Vec<(usize, Vec<u32>)>) -> bool {
        let mut note = |record: usize, held: Vec<u32>| {
            if !held.is_empty() || replica.holds_any(record) {
                verdicts.push((record, held));
            }
        };
        let mut asked = (None, decisive(replica, None));
        for _ in 0..most {
            let Some((record, kind)) = self.todo.records.next() else {
                let Some(entries) = self.todo.entries.take() else { return false };
                let entries = if self.todo.parties_changed { self.progress.clone() } else { entries };
                let entry = |record| (record, Some(Kind::Progress));
                self.todo.records = entries.into_iter().map(entry).collect::<Vec<_>>().into_iter();
                return true;
            };
            if asked.0 != kind {
                asked = (kind, decisive(replica, kind));
            }
            let held = self.to_hold(replica, record, kind, asked.1);
            if kind == Some(Kind::Project) {
                self.todo.parties_changed |= self.note_parties(replica, record, &held);
            }
            note(record, held);
        }
        true
    }

    fn waiting_on(&self, replica: &Replica, record: usize, counts: &dyn Fn(u32) -> bool) -> usize {
        let holds = self.held_on(replica, record);
        holds.iter().filter(|(op, hold)| hold.settled.is_none() && counts(*op)).count()
    }

    fn copy(&self) -> Box<dyn Judge> {
        Box::new(self.clone())
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// The fields that tell whose a record of that kind is, and in what state.
fn decisive(replica: &Replica, kind: Option<Kind>) -> [FieldNumber; 2] {
    [kind.and_then(table::owner_field).unwrap_or_default(), "status"].map(|it| replica.field_number(it))
}

fn is_progress((_, kind): &(usize, Option<Kind>)) -> bool {
    *kind == Some(Kind::Progress)
}

#[cfg(test)]
mod tests;
