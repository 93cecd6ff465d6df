//! Which ops are applied: one pure function of the ops, the same in every office.
//!
//! A record's ops are gone through in the order that decides. Deed an office may do to the record as it stands there, by the
//! [`TABLE`], is applied; the rest is held until a machine of the street writes, on the same record, that it confirms it.

mod table;

pub use table::{Deed, Rule, TABLE, Who};

use std::any::Any;
use std::collections::BTreeMap;

use super::roster::{Author, CONFIRMED, DECLINED, RULING_PREFIX, Role, Roster, WITHDRAWN, is_text, text_of};
use crate::domain::schema::DELETED;
use crate::domain::{Kind, RecordId, Value, order};
use crate::oplog::{ActorId, Judge, OpFacts, Replica, Scope, WorkspaceId};

/// Reason an op is held.
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
}

/// Deed became of a held op.
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
    /// Reason.
    pub reason: Reason,
    /// Deed was decided.
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
    parties: BTreeMap<usize, Vec<(Who, String)>>,
}

impl Policy {
    /// A judge that has seen nothing yet.
    pub fn new(workspace: WorkspaceId, own: ActorId) -> Policy {
        Policy { workspace, own, roster: Roster::default(), parties: BTreeMap::new() }
    }

    /// Who speaks for which office.
    pub fn roster(&self) -> &Roster {
        &self.roster
    }

    /// The ops held on a record, with reasons, oldest first.
    pub fn held_on(&self, replica: &Replica, record: usize) -> Vec<(u32, Hold)> {
        let facts = replica.facts(record);
        self.verdicts(replica, record, &facts).into_iter().filter_map(|(op, hold)| Some((op, hold?))).collect()
    }

    /// Reason what this installation is about to write would be held; nothing when it would be applied.
    ///
    /// `made` is set for a record that is yet to be made.
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
        let fields = set.iter().copied();
        course.judge(author, target.is_err(), Scope::Shared, fields.collect::<Vec<_>>().as_slice(), &[])
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

    /// The ops to hold on a record.
    fn to_hold(&self, replica: &Replica, record: usize) -> Vec<u32> {
        let kind = replica.id_at(record).kind();
        let of_street = |op| matches!(self.roster.author(replica, op), Author::Admitted { role: Role::Street, .. });
        // Deed only the street wrote stands, but for projects: it may be responsible for one itself.
        if kind != Some(Kind::Project) && replica.writers(record).all(|(op, _)| of_street(op)) {
            return Vec::new();
        }
        self.held_on(replica, record).into_iter().map(|(op, _)| op).collect()
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
        let is_new = self.parties.get(&record) != Some(&parties);
        self.parties.insert(record, parties);
        is_new
    }
}

impl Judge for Policy {
    fn judge(&mut self, replica: &Replica, known: usize) -> Vec<(usize, Vec<u32>)> {
        let mut touched: Vec<usize> = replica.touched_after(known).collect();
        order::sort(&mut touched);
        touched.dedup();
        let is = |record: &usize, kind: Kind| replica.id_at(*record).kind() == Some(kind);
        let of_roster = |it: &usize| is(it, Kind::Device) || is(it, Kind::Office) || is(it, Kind::Workspace);
        // Where a log's place decides, its growth may say more of where that place is.
        let grown = || replica.writers_after(known).any(|actor| !self.roster.is_plain(actor));
        if known == 0 || touched.iter().any(of_roster) || grown() {
            let roster = Roster::of(replica, self.workspace);
            if roster != self.roster {
                self.roster = roster;
                touched = (0..replica.record_count()).collect();
            }
        }
        let mut verdicts = Vec::new();
        let mut parties_changed = false;
        for record in touched.iter().copied().filter(|it| !is(it, Kind::Progress)) {
            let held = self.to_hold(replica, record);
            if is(&record, Kind::Project) {
                parties_changed |= self.note_parties(replica, record, &held);
            }
            if !held.is_empty() || replica.holds_any(record) {
                verdicts.push((record, held));
            }
        }
        if parties_changed {
            touched = (0..replica.record_count()).collect();
        }
        for record in touched.into_iter().filter(|it| is(it, Kind::Progress)) {
            let held = self.to_hold(replica, record);
            if !held.is_empty() || replica.holds_any(record) {
                verdicts.push((record, held));
            }
        }
        verdicts
    }

    fn copy(&self) -> Box<dyn Judge> {
        Box::new(self.clone())
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// One record's ops gone through in order: what it says at each, as far as the table asks.
struct Course<'a> {
    policy: &'a Policy,
    replica: &'a Replica,
    kind: Kind,
    id: &'a str,
    creator: String,
    /// True when a machine of the street made it, whichever.
    of_street: bool,
    /// Fields the table asks about, as JSON text.
    fields: BTreeMap<&'static str, String>,
}

impl<'a> Course<'a> {
    fn new(policy: &'a Policy, replica: &'a Replica, kind: Kind, id: &'a str) -> Course<'a> {
        Course { policy, replica, kind, id, creator: String::new(), of_street: false, fields: BTreeMap::new() }
    }

    /// Goes through ops; each is applied or held.
    fn run(&mut self, facts: &[OpFacts<'_>]) -> Vec<(u32, Option<Hold>)> {
        let rulings = self.rulings(facts);
        let mut verdicts = Vec::with_capacity(facts.len());
        for fact in facts {
            let author = self.policy.roster.author(self.replica, fact.number);
            let ruling =
                (!rulings.is_empty()).then(|| rulings.get(&self.replica.name_of(fact.number)).copied()).flatten();
            let mut why = match self.policy.is_guest(fact.actor) {
                true => None,
                false => self.judge(author, fact.is_origin, fact.scope, &fact.set, &own_ops(self.replica, facts, fact)),
            };
            if ruling == Some(CONFIRMED) {
                why = None;
            }
            let settled = match ruling {
                Some(DECLINED) => Some(Settled::Declined),
                Some(WITHDRAWN) => Some(Settled::Withdrawn),
                _ => None,
            };
            if why.is_none() {
                self.follow(author, fact.is_origin, &fact.set);
            }
            verdicts.push((fact.number, why.map(|reason| Hold { reason, settled })));
        }
        verdicts
    }

    /// Deed was decided about ops on this record, by their names.
    fn rulings(&self, facts: &[OpFacts<'_>]) -> BTreeMap<String, &'static str> {
        let mut rulings = BTreeMap::new();
        for fact in facts {
            for (field, raw) in &fact.set {
                let Some(op) = field.strip_prefix(RULING_PREFIX) else { continue };
                let word = [CONFIRMED, DECLINED, WITHDRAWN].into_iter().find(|it| is_text(raw, it)).unwrap_or_default();
                let author = self.policy.roster.author(self.replica, fact.number);
                let of_street = matches!(author, Author::Admitted { role: Role::Street, .. });
                if of_street || (word == WITHDRAWN && own_ops(self.replica, facts, fact).iter().any(|it| it == op)) {
                    rulings.insert(op.to_owned(), word);
                }
            }
        }
        rulings
    }

    /// Whether an op is applied on what the record says by now; `own` are the names of its writer's ops.
    fn judge(
        &self,
        author: Author<'_>,
        is_origin: bool,
        scope: Scope,
        set: &[(&str, &str)],
        own: &[String],
    ) -> Option<Reason> {
        let (role, office) = match author {
            Author::Admitted { role, office } => (role, office),
            Author::Stranger => return Some(Reason::Stranger),
            Author::Left => return Some(Reason::Left),
        };
        let is = self.standing(role, office, is_origin, set);
        let refuse = |rule: &'static Rule| (!rule.allows(&is)).then_some(Reason::Rule(rule));
        // What an office notes for itself is its own, on whosever record: nobody else could confirm it.
        if scope == Scope::Private {
            return None;
        }
        let status = self.text("status");
        let agreed = !matches!(status.as_deref(), None | Some("" | "proposed"));
        if is_origin && let Some(why) = refuse(table::plain(self.kind, Deed::Make)) {
            return Some(why);
        }
        for (field, raw) in set {
            if let Some(op) = field.strip_prefix(RULING_PREFIX) {
                let withdraws = is_text(raw, WITHDRAWN) && own.iter().any(|it| it == op);
                if role != Role::Street && !withdraws {
                    return Some(Reason::Ruling);
                }
                continue;
            }
            let state = (*field == "status").then(|| text_of(raw)).flatten();
            let step = state.and_then(|it| table::for_step(self.kind, &it));
            let rule = match (*field, step) {
                // The street takes over what was done on paper, in the state it is in.
                (_, Some(_)) if is_origin && role == Role::Street => continue,
                (_, Some(step)) => step,
                _ if is_origin => continue,
                (DELETED, _) => table::plain(self.kind, Deed::TakeOut),
                _ => {
                    table::for_field(self.kind, field, agreed).unwrap_or_else(|| table::plain(self.kind, Deed::Change))
                }
            };
            if let Some(why) = refuse(rule) {
                return Some(why);
            }
        }
        None
    }

    /// Deed an office is towards the record; towards one being made, as the op that makes it says.
    fn standing(&self, role: Role, office: &str, is_origin: bool, set: &[(&str, &str)]) -> Vec<Who> {
        let mut is = Vec::with_capacity(4);
        if role == Role::Street {
            is.push(Who::Street);
        }
        let told = |field: &str| match is_origin {
            true => set.iter().find(|(name, _)| *name == field).map(|(_, raw)| *raw),
            false => self.fields.get(field).map(String::as_str),
        };
        let created =
            is_origin || (!office.is_empty() && self.creator == office) || (self.of_street && role == Role::Street);
        if created {
            is.push(Who::Creator);
        }
        let owns = match table::owner_field(self.kind) {
            _ if office.is_empty() => false,
            Some(field) => match told(field).and_then(text_of).filter(|it| !it.is_empty()) {
                Some(owner) => owner == office,
                None => created,
            },
            None => self.kind == Kind::Office && self.id == office,
        };
        if owns {
            is.push(Who::Owner);
            if role == Role::Community {
                is.push(Who::OwnerCommunity);
            }
        }
        for (field, who) in table::party_fields(self.kind) {
            if told(field).is_some_and(|raw| offices_in(raw).iter().any(|it| it == office)) {
                is.push(*who);
            }
        }
        if self.kind == Kind::Progress {
            let project = told("project").and_then(text_of).and_then(|it| RecordId::parse(&it).ok());
            let parties = project.and_then(|id| self.policy.parties.get(&self.replica.number_of(&id)?));
            let parties = parties.into_iter().flatten().filter(|(_, named)| named == office);
            is.extend(parties.map(|(who, _)| *who));
        }
        is
    }

    /// Notes what an applied op says.
    fn follow(&mut self, author: Author<'_>, is_origin: bool, set: &[(&str, &str)]) {
        if let (true, Author::Admitted { role, office }) = (is_origin, author) {
            office.clone_into(&mut self.creator);
            self.of_street = role == Role::Street;
        }
        let asked = ["status", "project"].into_iter().chain(table::owner_field(self.kind));
        for name in asked.chain(table::party_fields(self.kind).iter().map(|(field, _)| *field)) {
            if let Some((_, raw)) = set.iter().find(|(field, _)| *field == name) {
                self.fields.insert(name, (*raw).to_owned());
            }
        }
    }

    fn text(&self, field: &str) -> Option<String> {
        self.fields.get(field).and_then(|raw| text_of(raw))
    }
}

/// The names of the ops of one writer on a record, where it withdraws any.
fn own_ops(replica: &Replica, facts: &[OpFacts<'_>], of: &OpFacts<'_>) -> Vec<String> {
    if !of.set.iter().any(|(field, _)| field.starts_with(RULING_PREFIX)) {
        return Vec::new();
    }
    facts.iter().filter(|it| it.actor == of.actor).map(|it| replica.name_of(it.number)).collect()
}

/// The offices a link or a list of links names.
fn offices_in(raw: &str) -> Vec<String> {
    match serde_json::from_str(raw) {
        Ok(Value::Text(text)) => vec![text],
        Ok(Value::List(items)) => items.iter().filter_map(Value::as_text).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests;
