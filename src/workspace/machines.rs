//! The machines of a workspace: who asks to be let in, who speaks for which office, who has left.

use std::collections::BTreeMap;

use super::pending::settling;
use super::policy::{Policy, Settled};
use super::roster::{CONFIRMED, DECLINED, Role, heads_value, text_of};
use super::{Edit, Workspace};
use crate::domain::{Kind, RecordId, Value, order};
use crate::oplog::{ActorId, NamedHead, OpFacts, Timestamp};

/// How a machine stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It asks to speak for its office.
    Asking,
    /// It speaks for its office.
    Admitted,
    /// It speaks no more.
    Left,
    /// The street did not let it in.
    Declined,
}

/// One machine's record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Machine {
    /// The record.
    pub id: RecordId,
    /// The installation.
    pub actor: ActorId,
    /// What it is called among its office's machines; mostly empty.
    pub label: String,
    /// The office it speaks for or asks for.
    pub office: RecordId,
    /// That office's name, the one it gave itself while nobody let it in.
    pub office_name: String,
    /// That office's role.
    pub role: Option<Role>,
    /// True when the office itself came with the machine and has to be let in too.
    pub is_office_new: bool,
    /// How it stands.
    pub standing: Standing,
    /// When its record was made, by its maker's clock.
    pub since: Timestamp,
    /// True for this one.
    pub is_own: bool,
    /// True for the one that made the workspace.
    pub is_founding: bool,
    /// How many of its ops are here.
    pub ops: usize,
    /// True for a time of it that is over, while it speaks for another office now.
    pub is_moved: bool,
}

impl Machine {
    /// The figures two people compare by telephone: four groups of four.
    ///
    /// 16 figures of the actor's id, which is a hash of its key: 53 bits, so that nobody finds a second key with the same.
    pub fn fingerprint(&self) -> String {
        fingerprint(self.actor)
    }
}

/// What one machine's ops on a record say: the last of each field.
fn told_by(facts: &[OpFacts<'_>], actor: ActorId) -> BTreeMap<String, String> {
    let sets = facts.iter().filter(|it| it.actor == actor).flat_map(|it| &it.set);
    order::map(sets.map(|(name, raw)| ((*name).to_owned(), (*raw).to_owned())))
}

/// The figures of an installation.
pub fn fingerprint(actor: ActorId) -> String {
    let number = actor.0[..8].iter().fold(0u64, |sum, byte| sum << 8 | u64::from(*byte)) % 10_000_000_000_000_000;
    let group = |at: u32| number / 10_000u64.pow(3 - at) % 10_000;
    format!("{:04} {:04} {:04} {:04}", group(0), group(1), group(2), group(3))
}

impl Workspace {
    /// Every machine, those that ask first, then by the names of their offices.
    pub fn machines(&self) -> Vec<Machine> {
        let mut ops: BTreeMap<ActorId, usize> = BTreeMap::new();
        for actor in self.replica.writers_after(0) {
            *ops.entry(actor).or_default() += 1;
        }
        let mut machines: Vec<Machine> = self.machine_records().filter_map(|at| self.machine(at, &ops)).collect();
        // A machine that asked under several records, or spoke for several offices, stands there with each that matters.
        let known: Vec<(ActorId, bool)> =
            machines.iter().map(|it| (it.actor, it.standing == Standing::Admitted)).collect();
        machines.retain(|it| it.standing != Standing::Asking || !known.contains(&(it.actor, true)) || it.is_own);
        for machine in &mut machines {
            machine.is_moved = machine.standing == Standing::Left && known.contains(&(machine.actor, true));
        }
        order::sort_by(&mut machines, |a, b| {
            a.standing.cmp(&b.standing).then_with(|| a.office_name.cmp(&b.office_name)).then_with(|| a.id.cmp(&b.id))
        });
        machines
    }

    pub(super) fn machine_records(&self) -> impl Iterator<Item = usize> {
        (0..self.replica.record_count()).filter(|it| self.replica.id_at(*it).kind() == Some(Kind::Device))
    }

    pub(super) fn machine(&self, record: usize, ops: &BTreeMap<ActorId, usize>) -> Option<Machine> {
        let id = self.replica.id_at(record);
        let is_applied = self.replica.contains(id) && !self.is_asking(record);
        let facts = self.replica.facts(record);
        // Only a machine itself asks to be let in: what others write about it tells nothing.
        let of = |fact: &OpFacts<'_>| {
            let mut set = fact.set.iter();
            set.any(|(name, raw)| *name == "actor" && text_of(raw) == Some(fact.actor.to_string()))
                .then_some(fact.actor)
        };
        let told = match is_applied {
            true => self.applied(id),
            false => told_by(&facts, facts.iter().find_map(of)?),
        };
        let text = |field: &str| told.get(field).and_then(|raw| text_of(raw));
        let actor = ActorId::parse(&text("actor")?).ok()?;
        let office = RecordId::parse(&text("office")?).ok()?;
        let until = told.get("until").is_some_and(|raw| raw.starts_with('['));
        let standing = match is_applied {
            true if until => Standing::Left,
            true => Standing::Admitted,
            false if self.policy().settled_for(&self.replica, record, actor) == Some(Settled::Declined) => {
                Standing::Declined
            }
            false => Standing::Asking,
        };
        let is_own = actor == self.actor();
        let role = self.policy().roster().role_of(office.as_str());
        // Of an office that came with the machine, what letting it in would confirm; of others, what holds.
        let office_told = match role {
            Some(_) => self.applied(&office),
            None => {
                self.replica.number_of(&office).map(|at| told_by(&self.replica.facts(at), actor)).unwrap_or_default()
            }
        };
        let office_text = |field: &str| office_told.get(field).and_then(|raw| text_of(raw));
        Some(Machine {
            id: id.clone(),
            actor,
            label: text("label").unwrap_or_default(),
            office_name: office_text("name").unwrap_or_default(),
            is_office_new: role.is_none(),
            role: role.or_else(|| office_text("role").and_then(|it| Role::parse(&it))),
            office,
            standing,
            since: self.replica.first_at(record),
            is_own,
            is_founding: self.replica.root(self.id) == Some(actor),
            ops: ops.get(&actor).copied().unwrap_or_default(),
            is_moved: false,
        })
    }

    /// True for a machine's record that stands here only because this is that machine, and nobody let it in.
    fn is_asking(&self, record: usize) -> bool {
        let mut writers = self.replica.writers(record);
        self.is_guest() && writers.any(|(_, actor)| actor == self.actor())
    }

    /// What a record says.
    fn applied(&self, id: &RecordId) -> BTreeMap<String, String> {
        let raw = |field: &str| Some((field.to_owned(), self.replica.raw_value(id, field)?.to_owned()));
        order::map(self.replica.field_names(id).into_iter().filter_map(raw))
    }

    /// What all ops on a record say, held or not: the last of each field.
    pub(super) fn told(&self, record: usize) -> BTreeMap<String, String> {
        let mut told = BTreeMap::new();
        for fact in self.replica.facts(record) {
            for (field, raw) in fact.set {
                told.insert(field.to_owned(), raw.to_owned());
            }
        }
        told
    }

    /// This machine, if it has a record.
    pub fn own_machine(&self) -> Option<Machine> {
        let own = self.machines().into_iter().filter(|it| it.is_own);
        // What it speaks for now comes before what it asks for or has left.
        own.min_by_key(|it| it.standing != Standing::Admitted)
    }

    /// True while what this machine writes is applied nowhere but here.
    pub fn is_guest(&self) -> bool {
        !self.policy().roster().knows(self.actor())
    }

    /// The edits that let a machine in, with its office where that came along.
    pub fn admitting(&self, machine: &Machine) -> Vec<Edit> {
        let mut edits = Vec::new();
        let office = self.replica.number_of(&machine.office).filter(|_| machine.is_office_new);
        for record in office.into_iter().chain(self.replica.number_of(&machine.id)) {
            let held = self.policy().held_on(&self.replica, record);
            let ops: Vec<u32> =
                held.into_iter().map(|(op, _)| op).filter(|op| self.replica.writer(*op) == machine.actor).collect();
            if !ops.is_empty() {
                edits.push(settling(&self.replica, record, &ops, CONFIRMED));
            }
        }
        edits
    }

    /// The edit that does not let a machine in.
    pub fn declining(&self, machine: &Machine) -> Option<Edit> {
        let record = self.replica.number_of(&machine.id)?;
        let ops: Vec<u32> = self.policy().held_on(&self.replica, record).into_iter().map(|(op, _)| op).collect();
        (!ops.is_empty()).then(|| settling(&self.replica, record, &ops, DECLINED))
    }

    /// The edit after which a machine speaks no more: what it wrote so far, as it is known here, stays.
    pub fn ending(&self, machine: &Machine) -> Edit {
        Edit::change(machine.id.clone(), order::map([("until".to_owned(), self.heads_now(machine.actor))]))
    }

    /// The edit that takes that back.
    pub fn resuming(&self, machine: &Machine) -> Edit {
        Edit::change(machine.id.clone(), order::map([("until".to_owned(), Value::Null)]))
    }

    /// The edits after which a machine speaks for another office: what it wrote so far stays the first one's.
    pub fn moving(&self, machine: &Machine, office: &RecordId) -> Vec<Edit> {
        let heads = self.heads_now(machine.actor);
        let mut fields = order::map([
            ("actor".to_owned(), Value::from(machine.actor.to_string())),
            ("office".to_owned(), Value::from(office.as_str())),
            ("after".to_owned(), heads),
        ]);
        if !machine.label.is_empty() {
            fields.insert("label".to_owned(), Value::from(machine.label.as_str()));
        }
        vec![self.ending(machine), Edit::new(Kind::Device, fields)]
    }

    fn heads_now(&self, actor: ActorId) -> Value {
        let heads: Vec<NamedHead> = self.replica.heads_of(actor);
        heads_value(&heads)
    }

    /// Who decides which ops are applied.
    pub fn policy(&self) -> &Policy {
        let judge = self.replica.judged_by().and_then(|judge| judge.as_any().downcast_ref());
        judge.expect("a workspace's ops are judged by its policy")
    }

    /// The role this machine writes in; nothing before it is let in, or after it left.
    pub fn my_role(&self) -> Option<Role> {
        self.policy().roster().role_now(self.actor())
    }
}

#[cfg(test)]
mod tests;
