//! All ops of a replica, looked over one by one.

use std::borrow::Cow;

use serde::Deserialize;

use super::actor::ActorId;
use super::chain::ChainHash;
use super::fold::number;
use super::replica::{BranchState, Replica};
use super::time::Timestamp;
use crate::domain::order;

/// Who an op names as its writer.
#[derive(Deserialize)]
struct Named<'a> {
    #[serde(borrow, default)]
    by: Option<Cow<'a, str>>,
}

impl Replica {
    /// Every op: its number, its writer's installation, its record's number, and when, by the writer's clock.
    pub fn all_ops(&self) -> impl Iterator<Item = (u32, ActorId, usize, Timestamp)> {
        let ops = self.ops.iter().enumerate();
        ops.map(|(op, row)| (number(op), self.actor_of(number(op)), row.record as usize, row.at))
    }

    /// The person an op names.
    pub fn by(&self, op: u32) -> Option<Cow<'_, str>> {
        let named: Named<'_> = serde_json::from_str(self.op_text(op)).expect("an op in a replica was read before");
        named.by
    }

    /// Brings ops into the order of cause, the newest first.
    pub fn newest_first(&self, ops: &mut Vec<u32>) {
        order::sort_by(ops, |a, b| self.rank(*b).cmp(&self.rank(*a)));
    }

    /// The ops of a branch at which its writer's clock stood earlier than at the op before, with how far in seconds; those
    /// more than `least` back, in their order.
    pub fn steps_back(&self, branch: &BranchState, least: i64) -> Vec<(u32, i64)> {
        let at = |op: u32| self.ops[op as usize].at.0;
        let pairs = self.ops_of(branch).windows(2).map(|pair| (pair[1], at(pair[0]) - at(pair[1])));
        pairs.filter(|(_, back)| *back > least).collect()
    }

    /// The chain's hash after an op: of two replicas that both have it, all before it in its log is the same too.
    pub fn hash_after(&self, op: u32) -> ChainHash {
        let row = &self.ops[op as usize];
        self.chains[row.chain as usize].hash_at(row.place.seq).expect("an op stands in its chain")
    }
}
