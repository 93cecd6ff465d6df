//! Logs taken in beside the open workspace, in slices: what would come of them can be looked at, and becomes the workspace
//! without being done a second time.

use super::{Device, Workspace};
use crate::oplog::{ActorId, AdmitError, Admitting, Copying, Log, Replica, Verified, WorkspaceId};

/// Logs on their way into a copy of a workspace, as long as nothing is written to that one. To drop it is to stop: the
/// workspace knows nothing of it.
pub struct Taking {
    stage: Stage,
    admitting: Admitting,
}

enum Stage {
    /// The copy is being made.
    Copying(Copying),
    /// The copy takes the logs in.
    Admitting(Box<Workspace>),
}

impl Workspace {
    /// Checks that logs can be taken in, and begins; this workspace is not changed.
    pub fn begin_taking(&self, logs: &[&Log<Verified>]) -> Result<Taking, AdmitError> {
        let admitting = self.replica.begin_admitting(logs)?;
        Ok(Taking { stage: Stage::Copying(self.replica.begin_copy()), admitting })
    }

    /// Goes on by about `most` records or ops with the same logs; false when nothing is left.
    pub fn take_slice(&self, taking: &mut Taking, logs: &[&Log<Verified>], most: usize) -> bool {
        let stage = &mut taking.stage;
        match stage {
            Stage::Copying(copy) => {
                if !self.replica.copy_slice(copy, most) {
                    let copy = std::mem::replace(copy, Replica::default().begin_copy());
                    *stage = Stage::Admitting(Box::new(self.with_replica(copy.whole())));
                }
                true
            }
            Stage::Admitting(_) => taking.admit_slice(logs, most),
        }
    }

    /// Another that holds those logs, on the same machine. What searches and lists remember stays here.
    fn with_replica(&self, replica: Replica) -> Workspace {
        Workspace {
            id: self.id,
            device: self.device.clone(),
            replica,
            kept: self.kept.clone(),
            actions: Default::default(),
            index: Default::default(),
            remembered: Default::default(),
        }
    }

    /// Takes over what the workspace remembers that this one was taken in beside; what storage was given of that one since
    /// this one was begun is not to be given a second time.
    pub fn succeed(&mut self, before: &mut Workspace) {
        self.kept = std::mem::take(&mut before.kept);
        self.actions = std::mem::take(&mut before.actions);
        self.index = std::mem::take(&mut before.index);
        self.remembered = std::mem::take(&mut before.remembered);
    }
}

impl Taking {
    /// Begins what [`Workspace::receive`] does, for [`Taking::admit_slice`].
    pub fn receiving(id: WorkspaceId, device: Device, logs: &[&Log<Verified>]) -> Result<Taking, AdmitError> {
        let after = Workspace::holding(id, device, Replica::default());
        let admitting = after.replica.begin_admitting(logs)?;
        Ok(Taking { stage: Stage::Admitting(Box::new(after)), admitting })
    }

    /// Goes on by about `most` ops with the same logs, where nothing is to be copied first; false when nothing is left.
    pub fn admit_slice(&mut self, logs: &[&Log<Verified>], most: usize) -> bool {
        match &mut self.stage {
            Stage::Copying(_) => false,
            Stage::Admitting(after) => after.replica.admit_slice(&mut self.admitting, logs, most),
        }
    }

    /// How many of the logs' ops were gone through.
    pub fn done(&self) -> usize {
        self.admitting.done()
    }

    /// The workspace with the logs, once nothing is left; storage has not got them yet.
    pub fn after(&self) -> Option<&Workspace> {
        match &self.stage {
            Stage::Copying(_) => None,
            Stage::Admitting(after) => Some(after),
        }
    }

    /// That workspace for good.
    pub fn into_after(self) -> Option<Workspace> {
        match self.stage {
            Stage::Copying(_) => None,
            Stage::Admitting(after) => Some(*after),
        }
    }

    /// Actors whose log turned out to be forked.
    pub fn forks(&self) -> &[ActorId] {
        self.admitting.forks()
    }
}

#[cfg(test)]
mod tests;
