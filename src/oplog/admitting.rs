//! Admitting logs: in one go, or in slices that come to the same, so that a page can live on in between.

use super::actor::ActorId;
use super::chain::ChainHash;
use super::joining::AdmitError;
use super::judging::Judgement;
use super::log::{Log, Verified};
use super::replica::Replica;
use crate::domain::{RecordId, order};

/// What admitting did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Admitted {
    /// Ops that were new.
    pub new_ops: usize,
    /// Ops that were here already.
    pub known_ops: usize,
    /// Records the new ops were written on.
    pub records: Vec<RecordId>,
    /// Actors whose log turned out to be forked.
    pub forks: Vec<ActorId>,
}

/// Logs on their way into a replica, which shows neither the old nor the new until nothing is left.
#[derive(Default)]
pub struct Admitting {
    /// The log that is gone through, and how many of its ops were.
    at: usize,
    index: usize,
    /// Where the last of these stands, and the chain's hash there.
    branch: Option<u32>,
    prev: Option<ChainHash>,
    /// How many ops the replica had.
    known: usize,
    judgement: Judgement,
    touched: Vec<usize>,
    admitted: Admitted,
}

/// A copy of a replica on its way.
pub struct Copying(Box<Replica>);

/// As many records as a chain's op counts, when it is copied: its text is one piece, a record is many.
const OPS_A_RECORD: usize = 8;

impl Replica {
    /// Admits verified logs, all or none. Ops already here are passed over; a fork becomes a branch of its own.
    pub fn admit(&mut self, logs: Vec<Log<Verified>>) -> Result<Admitted, AdmitError> {
        self.admit_all(&logs.iter().collect::<Vec<_>>())
    }

    /// Admits logs that others go on holding, as [`Replica::admit`] does.
    pub fn admit_all(&mut self, logs: &[&Log<Verified>]) -> Result<Admitted, AdmitError> {
        let mut admitting = self.begin_admitting(logs)?;
        while self.admit_slice(&mut admitting, logs, usize::MAX) {}
        Ok(self.admitted(admitting))
    }

    /// Checks that logs can be admitted; nothing is changed yet.
    pub fn begin_admitting(&self, logs: &[&Log<Verified>]) -> Result<Admitting, AdmitError> {
        self.joins(logs)?;
        Ok(Admitting { known: self.op_count(), ..Admitting::default() })
    }

    /// Goes through the next `most` ops (one at least) of the same logs, then judges so many records a time, then folds so
    /// many anew; false when nothing is left.
    pub fn admit_slice(&mut self, admitting: &mut Admitting, logs: &[&Log<Verified>], most: usize) -> bool {
        let mut left = most.max(1);
        while let Some(log) = logs.get(admitting.at) {
            if left == 0 {
                return true;
            }
            let count = left.min(log.len() - admitting.index);
            self.admit_ops(log, admitting, count);
            left -= count;
            if admitting.index == log.len() {
                self.take_seal(log, admitting.branch);
                (admitting.branch, admitting.prev, admitting.index) = (None, None, 0);
                admitting.at += 1;
            }
        }
        left > 0 && self.judge_slice(&mut admitting.judgement, admitting.known, left) || left == 0
    }

    /// What was done, once nothing is left.
    pub fn admitted(&self, admitting: Admitting) -> Admitted {
        let Admitting { mut touched, known, mut admitted, .. } = admitting;
        touched.extend(self.revised_after(known).map(|it| it as usize));
        order::sort_places(&mut touched, &|a, b| a.cmp(&b));
        touched.dedup();
        admitted.records = touched.into_iter().map(|it| self.records.all[it].id.clone()).collect();
        admitted
    }

    /// Goes through the next `count` ops of a log.
    fn admit_ops(&mut self, log: &Log<Verified>, admitting: &mut Admitting, count: usize) {
        let header = log.header();
        let key = (header.actor, header.scope);
        let mut prev = admitting.prev.unwrap_or(header.prev);
        let mut branch = admitting.branch;
        let first = admitting.index;
        let admitted = &mut admitting.admitted;
        let mut indices = self.branches.get(&key).cloned().unwrap_or_default();
        for index in first..first + count {
            let (seq, head) = (header.from + index as u64, log.heads[index]);
            let holds = |it: &u32, at: u64, hash| self.chains[*it as usize].hash_at(at) == Some(hash);
            if let Some(known) = branch.filter(|it| holds(it, seq, head)).or_else(|| {
                indices.iter().copied().find(|it| seq >= self.chains[*it as usize].header.from && holds(it, seq, head))
            }) {
                branch = Some(known);
                admitted.known_ops += 1;
            } else {
                let ends_here = |it: &u32| self.chains[*it as usize].last() + 1 == seq && holds(it, seq - 1, prev);
                let grown = branch.filter(ends_here).or_else(|| indices.iter().copied().find(ends_here));
                let is_fork = !indices.is_empty() && grown.is_none();
                let chain = grown.unwrap_or_else(|| {
                    indices.push(self.branch_off(header, seq, prev));
                    indices[indices.len() - 1]
                });
                if is_fork {
                    admitted.forks.push(header.actor);
                }
                admitting.touched.push(self.append_op(chain, log, index) as usize);
                branch = Some(chain);
                admitted.new_ops += 1;
            }
            prev = head;
        }
        (admitting.branch, admitting.prev, admitting.index) = (branch, Some(prev), first + count);
    }

    fn take_seal(&mut self, log: &Log<Verified>, branch: Option<u32>) {
        if let (Some(chain), Some(seal)) = (branch, log.seal) {
            let chain = &mut self.chains[chain as usize];
            if chain.seal.is_none_or(|known| known.seq < seal.seq) {
                chain.seal = Some(seal);
            }
        }
    }

    /// Begins a copy, for [`Replica::copy_slice`].
    pub fn begin_copy(&self) -> Copying {
        Copying(Box::new(Replica {
            chains: Vec::with_capacity(self.chains.len()),
            branches: self.branches.clone(),
            ops: self.ops.clone(),
            records: self.records.without_records(),
            clock: self.clock,
            judge: self.judge.clone(),
            held: self.held.clone(),
        }))
    }

    /// Copies about `most` records more (something at least), of a replica that nothing was written to since; false when
    /// nothing is left.
    pub fn copy_slice(&self, copy: &mut Copying, most: usize) -> bool {
        let mut left = most.max(1);
        let Copying(copy) = copy;
        while let Some(chain) = self.chains.get(copy.chains.len()) {
            copy.chains.push(chain.clone());
            left = left.saturating_sub(chain.rows.len() / OPS_A_RECORD);
            if left == 0 {
                return true;
            }
        }
        let copied = copy.records.all.len();
        copy.records.all.extend(self.records.all.iter().skip(copied).take(left).cloned());
        copy.records.all.len() < self.records.all.len()
    }
}

impl Admitting {
    /// How many of the logs' ops were gone through.
    pub fn done(&self) -> usize {
        self.admitted.new_ops + self.admitted.known_ops
    }

    /// How many of these were new.
    pub fn new_ops(&self) -> usize {
        self.admitted.new_ops
    }

    /// Actors whose log turned out to be forked, as far as is known.
    pub fn forks(&self) -> &[ActorId] {
        &self.admitted.forks
    }
}

impl Copying {
    /// The copy, once nothing is left.
    pub fn whole(self) -> Replica {
        *self.0
    }
}
