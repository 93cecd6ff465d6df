//! A stretch of a log: the ops behind some place of it, and what they say in short.

use super::op::{self, Parts};
use super::replica::{BranchState, Replica};

impl Replica {
    /// The numbers of a branch's ops behind place `known`, in their order.
    pub fn ops_behind(&self, branch: &BranchState, known: u64) -> &[u32] {
        let start = known.saturating_add(1).saturating_sub(branch.header.from);
        self.ops_of(branch).get(usize::try_from(start).unwrap_or(usize::MAX)..).unwrap_or_default()
    }

    /// The number of the record an op was written on.
    pub fn record_of(&self, op: u32) -> usize {
        self.ops[op as usize].record as usize
    }

    /// How many bytes an op's text takes.
    pub fn length_of(&self, op: u32) -> u64 {
        u64::from(self.ops[op as usize].len)
    }

    /// The fields an op fills in; those it clears are left out.
    pub fn filled_by(&self, op: u32) -> Vec<&str> {
        let mut parts = Parts::default();
        op::parse(self.op_text(op), &mut parts).expect("an op in a replica was read before");
        parts.set.into_iter().filter(|(_, raw)| *raw != "null").map(|(field, _)| field).collect()
    }
}
