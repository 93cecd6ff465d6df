//! The end of a course: every road delivers, every office takes everything in, and all promises are looked at.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use three_lists::domain::schema::DELETED;
use three_lists::domain::{RecordId, Value};
use three_lists::exchange::{Have, have};
use three_lists::oplog::Ref;

use crate::course::{Broken, Course, Fault, Parcel, fault};
use crate::model::{self, Meant};

/// True for an op of a shared log; a private one stays where it was written.
fn is_shared(op: &&Ref) -> bool {
    op.run.len() == 8
}

impl Course<'_> {
    /// All storms end: every machine opens and saves, every file arrives, everybody hands everybody what they lack.
    pub fn settle(&mut self) -> Result<(), Fault> {
        self.say(|| "all roads deliver".to_owned());
        let machines = self.machines.len();
        for at in 0..machines {
            self.machines[at].disk.cut_power_after(None);
            self.machines[at].disk.set_full(false);
            self.save(at)?;
        }
        while !self.roads.is_empty() {
            self.deliver()?;
        }
        // By way of one of them, or everybody to everybody.
        let hub = (!self.chance.one_in(4)).then(|| self.chance.below(machines));
        let mut left = 3 * machines;
        loop {
            let mut quiet = !(self.is_ruled && self.street_acts(true)?);
            let mut pairs: Vec<(usize, usize)> =
                (0..machines).flat_map(|from| (0..machines).map(move |to| (from, to))).collect();
            pairs.retain(|(from, to)| from != to && hub.is_none_or(|hub| hub == *from || hub == *to));
            while !pairs.is_empty() {
                let (from, to) = pairs.swap_remove(self.chance.below(pairs.len()));
                if self.machines[from].app.is_none() {
                    continue;
                }
                let base = self.told(to);
                if let Some(bytes) = self.make_file(from, base, false)? {
                    quiet = false;
                    self.roads.push(Parcel { to, bytes: Rc::clone(&bytes), original: None });
                    self.deliver()?;
                }
            }
            if quiet {
                break;
            }
            left -= 1;
            if left == 0 {
                return fault(Broken::Diverged, "the offices hand on without end");
            }
        }
        for at in 0..machines {
            self.save(at)?;
            let hash = self.workspace(at).state_hash();
            self.reopen(at)?;
            if self.workspace(at).state_hash() != hash {
                return fault(Broken::Diverged, format!("machine {at} opens to another state than it showed"));
            }
        }
        Ok(())
    }

    /// What a machine says it has; nothing before it joined.
    fn told(&self, at: usize) -> Option<Have> {
        let machine = &self.machines[at];
        let mut told = have(machine.app.as_ref()?.workspace.replica());
        for (branch, (seq, hash)) in &machine.believed {
            if told.get(branch).is_none_or(|known| known.0 < *seq) {
                told.insert(branch.clone(), (*seq, hash.clone()));
            }
        }
        Some(told)
    }

    /// Looks at every promise; the state all agree on.
    pub fn check(&mut self) -> Result<String, Fault> {
        let hashes: Vec<String> = (0..self.machines.len()).map(|at| self.workspace(at).state_hash()).collect();
        if let Some(at) = hashes.iter().position(|hash| *hash != hashes[0]) {
            return fault(Broken::Diverged, format!("machine {at} holds another state than machine 0"));
        }
        self.nothing_is_lost()?;
        let looked_at = self.chance.below(self.machines.len());
        if !self.is_ruled {
            self.heads_are_those_of_the_definition(looked_at)?;
        } else {
            for machine in 0..self.machines.len() {
                // What a machine notes for itself never comes to the street: with the machine's own request lost on the way,
                // such a note waits wherever it was handed.
                let held = self.workspace(machine).pending(false);
                let Some(held) = held.iter().find(|it| is_shared(&&it.op)) else { continue };
                let held = format!("{} on {} of {}: {:?}", held.op, held.record, held.actor, held.hold.reason);
                return fault(
                    Broken::Heads,
                    format!("machine {machine} still holds what the street confirmed: {held}"),
                );
            }
        }
        self.histories_hold_every_value(looked_at)?;
        self.nothing_is_made_up()?;
        let forks =
            self.workspace(looked_at).replica().branch_states().iter().filter(|it| !it.suffix.is_empty()).count();
        *self.counts.entry("branch of a fork").or_default() += forks as u64;
        let conflicts = self.workspace(looked_at).conflicts().len();
        *self.counts.entry("record in conflict at the end").or_default() += conflicts as u64;
        Ok(hashes[0].clone())
    }

    /// What any disk acknowledged is everywhere; what is anywhere is everywhere.
    fn nothing_is_lost(&self) -> Result<(), Fault> {
        let promised: BTreeSet<&Ref> = self.machines.iter().flat_map(|it| &it.acknowledged).filter(is_shared).collect();
        let first: BTreeSet<&Ref> = self.held(0).iter().filter(is_shared).collect();
        for at in 0..self.machines.len() {
            let held = self.held(at);
            if let Some(op) = promised.iter().find(|op| !held.contains(**op)) {
                return fault(Broken::Lost, format!("machine {at} lacks {op}, which was acknowledged"));
            }
            if !held.iter().filter(is_shared).eq(first.iter().copied()) {
                return fault(Broken::Lost, format!("machine {at} holds other ops than machine 0"));
            }
        }
        Ok(())
    }

    /// Every op at every machine says, byte for byte, what its writer wrote.
    fn nothing_is_made_up(&self) -> Result<(), Fault> {
        for (at, machine) in self.machines.iter().enumerate() {
            if let Some(op) = self.held(at).iter().find(|op| !self.written.contains_key(*op)) {
                return fault(Broken::Forged, format!("machine {at} has {op}, which nobody wrote"));
            }
            let replica = machine.app.as_ref().expect("everybody joined").workspace.replica();
            let branches = replica.branch_states();
            let mut here: Vec<(String, &str)> = Vec::new();
            for branch in &branches {
                let ops = replica.op_texts(branch, branch.header.from, branch.last);
                here.extend(ops.into_iter().map(|text| (branch.header.actor.to_string(), text)));
            }
            let meant = self.held(at).iter().map(|op| &self.written[op]);
            let mut meant: Vec<(String, &str)> = meant.map(|it| (it.actor.to_string(), it.text.as_str())).collect();
            here.sort();
            meant.sort();
            if meant != here {
                return fault(Broken::Forged, format!("at machine {at} an op does not say what its writer wrote"));
            }
        }
        Ok(())
    }

    fn held(&self, at: usize) -> &BTreeSet<Ref> {
        &self.machines[at].app.as_ref().expect("everybody joined").held
    }

    /// Heads, standing values and conflicts at one machine are those that a plain reading of the definition gives.
    fn heads_are_those_of_the_definition(&mut self, at: usize) -> Result<(), Fault> {
        let app = self.machines[at].app.as_ref().expect("everybody joined");
        let workspace = &app.workspace;
        for (record, meant) in &self.meant {
            let here: Vec<&Meant> = meant.iter().filter(|it| app.held.contains(&it.op)).collect();
            let heads = model::heads(here.iter().copied());
            let mut conflicted: BTreeSet<&str> = BTreeSet::new();
            for ((_, field), expected) in &heads {
                let found = workspace.replica().heads(record, field);
                let found: BTreeMap<&Ref, &Value> = found.iter().map(|head| (&head.op, &head.value)).collect();
                if found != *expected {
                    let words = format!("{record} {field} shows {found:?} instead of {expected:?}");
                    return fault(Broken::Heads, words);
                }
                let rank = |op: &Ref| {
                    let written = &self.written[op];
                    (written.clock, written.actor, op.seq, written.text.clone())
                };
                let standing = expected.iter().max_by_key(|(op, _)| rank(op)).map(|(_, value)| (*value).clone());
                if workspace.value(record, field) != standing.unwrap_or_default() {
                    return fault(Broken::Heads, format!("another value stands in {record} {field}"));
                }
                if expected.values().collect::<BTreeSet<_>>().len() > 1 {
                    conflicted.insert(field);
                }
            }
            if workspace.is_archived(record) && self.is_edited_beside(record, &here, &heads) {
                conflicted.insert(DELETED);
            }
            let shown = workspace.conflicted_fields(record);
            if shown.iter().map(String::as_str).collect::<BTreeSet<_>>() != conflicted {
                let words = format!("{record} shows conflicts in {shown:?} instead of {conflicted:?}");
                return fault(Broken::Heads, words);
            }
        }
        Ok(())
    }

    /// Taken out here, edited there: a head of `deleted` and a head of another field of which neither has seen the other.
    fn is_edited_beside(
        &self,
        record: &RecordId,
        here: &[&Meant],
        heads: &BTreeMap<(&RecordId, &str), BTreeMap<&Ref, &Value>>,
    ) -> bool {
        let seen = |op: &Ref| here.iter().find(|it| it.op == *op).map_or(&[][..], |it| &it.seen);
        let out = heads.get(&(record, DELETED)).into_iter().flat_map(BTreeMap::keys);
        let edits: Vec<&Ref> =
            heads.iter().filter(|((_, field), _)| *field != DELETED).flat_map(|(_, ops)| ops.keys().copied()).collect();
        out.into_iter().any(|out| {
            let is_private = self.written[*out].is_private;
            let same_log = |op: &&&Ref| self.written[**op].is_private == is_private && **op != *out;
            edits.iter().filter(same_log).any(|op| !seen(out).contains(op) && !seen(op).contains(out))
        })
    }

    /// Every value anybody wrote is in the history of its record.
    fn histories_hold_every_value(&self, at: usize) -> Result<(), Fault> {
        let app = self.machines[at].app.as_ref().expect("everybody joined");
        for (record, meant) in &self.meant {
            let mut told: BTreeMap<(Ref, String), Value> = BTreeMap::new();
            for entry in app.workspace.history(record) {
                told.extend(entry.changes.into_iter().map(|change| ((entry.op.clone(), change.field), change.after)));
            }
            for it in meant.iter().filter(|it| app.held.contains(&it.op)) {
                if told.get(&(it.op.clone(), it.field.clone())) != Some(&it.value) {
                    let words = format!("the history of {record} does not tell {} by {}", it.field, it.op);
                    return fault(Broken::Lost, words);
                }
            }
        }
        Ok(())
    }
}
