//! Which ops are applied: one pure function of the ops, the same in every office.
//!
//! A record's ops are gone through in the order that decides. What an office may do to the record as it stands there, by the
//! [`TABLE`], is applied; the rest is held until a machine of the street writes, on the same record, that it confirms it.

mod table;

pub use table::{Deed, Rule, TABLE, Who};

use std::any::Any;
use std::collections::BTreeMap;

use super::roster::{Author, CONFIRMED, DECLINED, RULING_PREFIX, Role, Roster, WITHDRAWN, is_text, text_of};
use crate::domain::schema::{self, DELETED};
use crate::domain::{Kind, RecordId, Value, order, transition};
use crate::oplog::{ActorId, Judge, OpFacts, Replica, Scope, WorkspaceId};

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
    parties: BTreeMap<usize, Vec<(Who, String)>>,
    /// The progress entries, by number: what may be written there depends on their projects.
    progress: Vec<usize>,
}

impl Policy {
    /// A judge that has seen nothing yet.
    pub fn new(workspace: WorkspaceId, own: ActorId) -> Policy {
        Policy { workspace, own, roster: Roster::default(), parties: BTreeMap::new(), progress: Vec::new() }
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

    /// The ops to hold on a record.
    fn to_hold(&self, replica: &Replica, record: usize) -> Vec<u32> {
        let kind = replica.id_at(record).kind();
        let of_street = |op| matches!(self.roster.author(replica, op), Author::Admitted { role: Role::Street, .. });
        // What only the street wrote stands, but for projects: it may be responsible for one itself.
        if kind != Some(Kind::Project) && replica.writers(record).all(|(op, _)| of_street(op)) {
            return Vec::new();
        }
        if self.is_own_making(replica, record) {
            return Vec::new();
        }
        self.held_on(replica, record).into_iter().map(|(op, _)| op).collect()
    }

    /// True for a record with one op by which an office made what is its own, as most are: nothing has to be read again.
    fn is_own_making(&self, replica: &Replica, record: usize) -> bool {
        let kind = replica.id_at(record).kind();
        let Some((kind, field)) = kind.and_then(|kind| Some((kind, table::owner_field(kind)?))) else { return false };
        let Some((op, mut cells)) = replica.only_op(record) else { return false };
        let Author::Admitted { office, .. } = self.roster.author(replica, op) else { return false };
        cells.all(|(name, raw)| match name {
            "status" => transition::first(kind).is_some_and(|first| is_text(raw, first)),
            _ if name.starts_with(RULING_PREFIX) => false,
            _ => name != field || is_text(raw, office),
        })
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
        for entry in touched.iter().copied().filter(|it| is(it, Kind::Progress)) {
            if let Err(at) = self.progress.binary_search(&entry) {
                self.progress.insert(at, entry);
            }
        }
        // Of a log whose place decides, what comes may say where that place is.
        let grown = || replica.writers_after(known).any(|actor| self.roster.awaits(actor));
        if known == 0 || touched.iter().any(of_roster) || grown() {
            let roster = Roster::of(replica, self.workspace);
            if !roster.judges_as(&self.roster) {
                touched = (0..replica.record_count()).collect();
            }
            self.roster = roster;
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
        touched.retain(|it| is(it, Kind::Progress));
        let entries = if parties_changed { self.progress.clone() } else { touched };
        for record in entries {
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

/// What an op does, and what is known of it.
#[derive(Clone, Copy)]
struct Doing<'a> {
    is_origin: bool,
    is_backdated: bool,
    set: &'a [(&'a str, &'a str)],
    /// The names of its writer's ops on the record, where it takes any back.
    own: &'a [String],
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
    /// Every office that was ever responsible: whoever was does not verify or sign off.
    responsible: Vec<String>,
    /// Fields the table asks about, as JSON text.
    fields: BTreeMap<&'static str, String>,
}

impl<'a> Course<'a> {
    fn new(policy: &'a Policy, replica: &'a Replica, kind: Kind, id: &'a str) -> Course<'a> {
        Course {
            policy,
            replica,
            kind,
            id,
            creator: String::new(),
            of_street: false,
            responsible: Vec::new(),
            fields: BTreeMap::new(),
        }
    }

    /// Goes through ops; each is applied or held.
    fn run(&mut self, facts: &[OpFacts<'_>]) -> Vec<(u32, Option<Hold>)> {
        let rulings = self.rulings(facts);
        let mut verdicts = Vec::with_capacity(facts.len());
        for fact in facts {
            let author = self.policy.roster.author(self.replica, fact.number);
            let ruling =
                (!rulings.is_empty()).then(|| rulings.get(&self.replica.name_of(fact.number)).copied()).flatten();
            let mut why = match (self.policy.is_guest(fact.actor), fact.scope) {
                (true, _) => None,
                (_, Scope::Private) => self.judge_private(fact.actor, &fact.set),
                (_, Scope::Shared) => {
                    let own = own_ops(self.replica, facts, fact);
                    let OpFacts { is_origin, is_backdated, ref set, .. } = *fact;
                    self.judge(author, &Doing { is_origin, is_backdated, set, own: &own })
                }
            };
            if ruling == Some(CONFIRMED) {
                why = None;
            }
            let settled = match ruling {
                Some(DECLINED) => Some(Settled::Declined),
                Some(WITHDRAWN) => Some(Settled::Withdrawn),
                _ => None,
            };
            // What an office notes for itself decides nothing for others, who may never see it.
            if why.is_none() && fact.scope == Scope::Shared {
                self.follow(author, fact.is_origin, &fact.set);
            }
            verdicts.push((fact.number, why.map(|reason| Hold { reason, settled })));
        }
        verdicts
    }

    /// What was decided about ops on this record, by their names. Their writer's word counts where the street has said nothing.
    fn rulings(&self, facts: &[OpFacts<'_>]) -> BTreeMap<String, &'static str> {
        let (mut by_street, mut by_writer) = (BTreeMap::new(), BTreeMap::new());
        for fact in facts.iter().filter(|it| it.scope == Scope::Shared) {
            for (field, raw) in &fact.set {
                let Some(op) = field.strip_prefix(RULING_PREFIX) else { continue };
                let word = [CONFIRMED, DECLINED, WITHDRAWN].into_iter().find(|it| is_text(raw, it)).unwrap_or_default();
                let author = self.policy.roster.author(self.replica, fact.number);
                if matches!(author, Author::Admitted { role: Role::Street, .. }) {
                    by_street.insert(op.to_owned(), word);
                } else if own_ops(self.replica, facts, fact).iter().any(|it| it == op) {
                    by_writer.insert(op.to_owned(), if word == WITHDRAWN { word } else { "" });
                }
            }
        }
        for (op, word) in by_writer {
            by_street.entry(op).or_insert(word);
        }
        by_street
    }

    /// Whether what a machine notes for its office is applied: on whosever record, as nobody else could confirm it, and
    /// whether it has left since or not, as nobody could name the end of a log that never came; but nothing that is for
    /// everybody.
    fn judge_private(&self, actor: ActorId, set: &[(&str, &str)]) -> Option<Reason> {
        if !self.policy.roster.knows(actor) {
            return Some(Reason::Stranger);
        }
        let is_private = |name: &str| schema::field(self.kind, name).is_some_and(|field| field.private);
        (!set.iter().all(|(name, _)| is_private(name))).then_some(Reason::Place)
    }

    /// Whether an op is applied on what the record says by now.
    fn judge(&self, author: Author<'_>, doing: &Doing<'_>) -> Option<Reason> {
        let (role, office) = match author {
            Author::Admitted { role, office } => (role, office),
            Author::Stranger => return Some(Reason::Stranger),
            Author::Left => return Some(Reason::Left),
        };
        let Doing { is_origin, is_backdated, set, own } = *doing;
        let of_street = role == Role::Street;
        if is_backdated && !of_street {
            return Some(Reason::Backdated);
        }
        let is = self.standing(role, office, is_origin, set);
        let refuse = |rule: &'static Rule| (!rule.allows(&is)).then_some(Reason::Rule(rule));
        let status = self.text("status").unwrap_or_default();
        let agreed = !matches!(status.as_str(), "" | "proposed");
        if is_origin && let Some(why) = refuse(table::plain(self.kind, Deed::Make)) {
            return Some(why);
        }
        for (field, raw) in set {
            if let Some(op) = field.strip_prefix(RULING_PREFIX) {
                // Who wrote an op may take it back, and take that back.
                let withdraws = (is_text(raw, WITHDRAWN) || *raw == "null") && own.iter().any(|it| it == op);
                if !of_street && !withdraws {
                    return Some(Reason::Ruling);
                }
                continue;
            }
            if *field == "status" && transition::first(self.kind).is_some() {
                if let Some(why) = self.judge_step(of_street, is_origin, &status, raw, &is) {
                    return Some(why);
                }
                continue;
            }
            if is_origin {
                continue;
            }
            let rule = match *field {
                DELETED => table::plain(self.kind, Deed::TakeOut),
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

    /// Whether a step is applied: from where the record is, and by whom.
    fn judge_step(&self, of_street: bool, is_origin: bool, now: &str, raw: &str, is: &[Who]) -> Option<Reason> {
        let state = text_of(raw).unwrap_or_default();
        let rule = table::for_step(self.kind, &state);
        let refused = rule.filter(|rule| !rule.allows(is));
        if of_street {
            // It takes over what was done on paper, in the state it is in; but nobody signs off what it is responsible for.
            return refused.filter(|rule| rule.is_grave() || !is_origin).map(Reason::Rule);
        }
        let first = transition::first(self.kind).unwrap_or_default();
        let is_next = match is_origin {
            true => state == first || state.is_empty(),
            false => state == now || transition::next(self.kind, now).contains(&state.as_str()),
        };
        match refused {
            Some(rule) => Some(Reason::Rule(rule)),
            None => (!is_next).then_some(Reason::Step),
        }
    }

    /// What an office is towards the record; towards one being made, as the op that makes it says.
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
        let named = table::owner_field(self.kind).and_then(told).and_then(text_of).filter(|it| !it.is_empty());
        // Who handed a record over has no more say in it; what the street entered for others it may go on correcting.
        if created && (role == Role::Street || named.as_deref().is_none_or(|it| it == office)) {
            is.push(Who::Creator);
        }
        let owns = match (table::owner_field(self.kind), &named) {
            _ if office.is_empty() => false,
            (Some(_), Some(owner)) => *owner == office,
            (Some(_), None) => created,
            (None, _) => self.kind == Kind::Office && self.id == office,
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
        if !is.contains(&Who::Responsible) && self.responsible.iter().any(|it| it == office) {
            is.push(Who::Formerly);
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
        if let Some((_, raw)) = set.iter().find(|(field, _)| *field == "responsible") {
            self.responsible.extend(offices_in(raw));
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
    let takes_back = |raw: &str| is_text(raw, WITHDRAWN) || raw == "null";
    if !of.set.iter().any(|(field, raw)| field.starts_with(RULING_PREFIX) && takes_back(raw)) {
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
