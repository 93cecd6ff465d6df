//! Whether logs join what is here: known by the hash before their first op and after their last.

use super::actor::ActorId;
use super::log::{Log, LogHeader, Verified};
use super::replica::Replica;

/// Why logs are not admitted. Nothing was applied.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AdmitError {
    /// Ops before these are not here.
    #[error("ops of actor {actor} before {from} are missing; here are {have}")]
    MissingLink {
        /// Whose.
        actor: ActorId,
        /// The first op that came.
        from: u64,
        /// How many of that log are here.
        have: u64,
    },
    /// Ops before these are here, but others: this stretch belongs to a branch that never came.
    #[error("the log of actor {actor} continues a branch that is not here")]
    UnknownBranch {
        /// Whose.
        actor: ActorId,
        /// The first op that came.
        from: u64,
    },
}

impl Replica {
    /// Checks that logs in this order can be admitted: what comes before each is here, or stands in one before it.
    pub fn joins(&self, logs: &[&Log<Verified>]) -> Result<(), AdmitError> {
        for (index, log) in logs.iter().enumerate() {
            self.find_base(log, &logs[..index])?;
        }
        Ok(())
    }

    /// True when every op of a log is here.
    pub fn holds(&self, log: &Log<Verified>) -> bool {
        // The hash after the last op covers all before it.
        let header = log.header();
        let mut branches = self.branches_of(header.actor, header.scope);
        log.is_empty() || branches.any(|chain| chain.hash_at(log.last_seq()) == Some(log.head()))
    }

    /// Checks that what comes before `log` is here, or comes with `earlier` logs of the same file.
    fn find_base(&self, log: &Log<Verified>, earlier: &[&Log<Verified>]) -> Result<(), AdmitError> {
        let LogHeader { actor, scope, from, prev, .. } = *log.header();
        if from == 1 || log.is_empty() {
            return Ok(());
        }
        let mut have = 0;
        for chain in self.branches_of(actor, scope) {
            have = have.max(chain.last());
            if chain.hash_at(from - 1) == Some(prev) {
                return Ok(());
            }
        }
        let mut same = earlier.iter().filter(|it| it.header.actor == actor && it.header.scope == scope);
        if same.any(|it| it.hash_at(from - 1) == Some(prev)) {
            return Ok(());
        }
        let missing = AdmitError::MissingLink { actor, from, have };
        Err(if have < from - 1 { missing } else { AdmitError::UnknownBranch { actor, from } })
    }
}
