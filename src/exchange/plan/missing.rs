//! What waiting files need, in terms a person can ask for.

use super::offices::Names;
use super::{ActorId, Log, PlannedFile, Replica, Timestamp, Verified, order};
use crate::oplog::{AdmitError, ChainHash, Scope};

/// A stretch of one actor's log that no file brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// Whose log.
    pub actor: ActorId,
    /// Which of its logs.
    pub scope: Scope,
    /// Its office's name, or the name under which it hands on; empty when neither is known.
    pub name: String,
    /// Place of the first op that is missing; 1 where it is unknown, because ops that are here are of another branch.
    pub from: u64,
    /// Place of the last op that is missing.
    pub to: u64,
    /// When the oldest file that needs it was made, by its maker's clock: a file from before is needed, or a complete one.
    pub before: Timestamp,
    /// The files that need it: places among the plan's. Their senders had it too.
    pub needed_by: Vec<usize>,
    /// True when ops of that log are here up to that place and beyond, but others: only a complete file brings the branch.
    pub is_branch: bool,
}

/// What is missing for the waiting files; what another waiting file brings is not asked for.
pub(super) fn missing(files: &[PlannedFile], waiting: &[usize], merged: &Replica) -> Vec<Missing> {
    let names = Names::new(files, merged);
    let logs: Vec<(usize, &Log<Verified>)> = waiting
        .iter()
        .filter_map(|at| files[*at].file.as_ref().map(|file| (*at, file)))
        .flat_map(|(at, file)| file.logs.iter().map(move |log| (at, log)))
        .collect();
    let mut missing: Vec<(ChainHash, Missing)> = Vec::new();
    for (at, log) in &logs {
        let Err(error) = merged.joins(&[*log]) else { continue };
        let header = log.header();
        let same = || logs.iter().map(|it| it.1).filter(|it| whose(it) == whose(log));
        if same().any(|it| it.hash_at(header.from - 1) == Some(header.prev)) {
            continue;
        }
        let before = files[*at].file.as_ref().map(|it| it.made_at).unwrap_or_default();
        let known = missing.iter_mut().map(|it| (it.0, &mut it.1));
        let mut known = known.filter(|(prev, it)| *prev == header.prev && (it.actor, it.scope) == whose(log));
        if let Some((_, known)) = known.next() {
            known.before = known.before.min(before);
            known.needed_by.push(*at);
            continue;
        }
        let (from, is_branch) = match error {
            AdmitError::MissingLink { have, .. } => {
                let brought = same().map(Log::last_seq).filter(|last| *last < header.from).max();
                (brought.unwrap_or(0).max(have) + 1, false)
            }
            AdmitError::UnknownBranch { .. } => (1, true),
        };
        let (actor, scope) = whose(log);
        let name = names.of(actor);
        let needed_by = vec![*at];
        let gap = Missing { actor, scope, name, from, to: header.from - 1, before, needed_by, is_branch };
        missing.push((header.prev, gap));
    }
    let mut missing: Vec<Missing> = missing.into_iter().map(|it| it.1).collect();
    for gap in &mut missing {
        order::sort(&mut gap.needed_by);
        gap.needed_by.dedup();
    }
    order::sort_by(&mut missing, |a, b| a.before.cmp(&b.before).then_with(|| (a.actor, a.to).cmp(&(b.actor, b.to))));
    missing
}

fn whose(log: &Log<Verified>) -> (ActorId, Scope) {
    (log.header().actor, log.header().scope)
}
