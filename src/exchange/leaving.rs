//! What a file would hold, told before it is written.

use super::envelope::Have;
use super::write::known_to;
use crate::domain::schema::is_origin;
use crate::domain::{Kind, order};
use crate::oplog::{ActorId, BranchState, Replica, Scope};

/// About as many bytes as a file takes beside its logs.
const ENVELOPE: u64 = 500;
/// As a log takes beside its ops.
const LOG: u64 = 285;
/// As a log takes in `have`, and again in `base`.
const REACH: u64 = 54;

/// The shared part of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Leaving {
    /// The ops, by number.
    pub ops: Vec<u32>,
    /// The records they were written on, by number, each once: the one whose last op came here last stands first.
    pub records: Vec<usize>,
    /// About how many bytes the file takes without private logs.
    pub bytes: u64,
}

/// What one installation noted for itself and is here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrivateLog {
    /// Who wrote it.
    pub actor: ActorId,
    /// The values in it by kind and field, with how many; those replaced or cleared since are in it too. Without a kind, a
    /// newer version's.
    pub values: Vec<(Option<Kind>, String, usize)>,
    /// About how many bytes it adds to a file.
    pub bytes: u64,
}

/// What leaves for somebody with that base, or for anybody.
pub fn leaving(replica: &Replica, base: Option<&Have>) -> Leaving {
    let mut leaving = Leaving { bytes: ENVELOPE, ..Leaving::default() };
    let mut last = vec![0u32; replica.record_count()];
    for branch in branches(replica, Scope::Shared) {
        let known = known_to(base, &branch, replica);
        leaving.bytes += if known >= branch.header.from && known < branch.last { 2 * REACH } else { REACH };
        let ops = replica.ops_behind(&branch, known);
        leaving.bytes += length(replica, ops);
        for op in ops {
            let last = &mut last[replica.record_of(*op)];
            *last = (*last).max(*op + 1);
        }
        leaving.ops.extend(ops);
    }
    leaving.records = (0..last.len()).filter(|record| last[*record] > 0).collect();
    order::sort_by(&mut leaving.records, |a, b| last[*b].cmp(&last[*a]));
    leaving
}

/// The private logs that are here, in the order of their writers: each leaves whole or not at all, as its chain cannot be
/// checked with fields cut out of it.
pub fn private_logs(replica: &Replica) -> Vec<PrivateLog> {
    let mut logs: Vec<PrivateLog> = Vec::new();
    for branch in branches(replica, Scope::Private) {
        let actor = branch.header.actor;
        if logs.last().is_none_or(|log| log.actor != actor) {
            logs.push(PrivateLog { actor, values: Vec::new(), bytes: 0 });
        }
        let Some(log) = logs.last_mut() else { continue };
        let ops = replica.ops_behind(&branch, 0);
        log.bytes += length(replica, ops);
        for op in ops {
            let kind = replica.id_of_op(*op).kind();
            for field in replica.filled_by(*op).into_iter().filter(|it| !is_origin(it)) {
                match log.values.iter_mut().find(|it| it.0 == kind && it.1 == field) {
                    Some((.., count)) => *count += 1,
                    None => log.values.push((kind, field.to_owned(), 1)),
                }
            }
        }
    }
    logs
}

fn branches(replica: &Replica, scope: Scope) -> impl Iterator<Item = BranchState> {
    replica.branch_states().into_iter().filter(move |it| it.header.scope == scope)
}

/// What a log with these ops takes; nothing when there are none.
fn length(replica: &Replica, ops: &[u32]) -> u64 {
    let texts: u64 = ops.iter().map(|op| replica.length_of(*op) + 1).sum();
    if ops.is_empty() { 0 } else { texts + LOG }
}

#[cfg(test)]
mod tests;
