//! How an office takes a file in: as the product does, and three ways that are wrong on purpose.
//!
//! The wrong ones are there to see that the simulator would notice them.

use three_lists::domain::{RecordId, Value};
use three_lists::exchange::VerifiedFile;
use three_lists::oplog::{AdmitError, Timestamp};
use three_lists::workspace::{Action, Changes, Edit, Stamp, Workspace};

/// What became of a file.
pub enum Taken {
    /// It was taken in; what storage must keep.
    In(Vec<Changes>),
    /// What it continues is not here; it is kept for later.
    Early(AdmitError),
    /// It came too early, and is put away as if it had been taken in.
    Dropped,
}

/// A way to take a verified file of this workspace in.
pub trait Intake {
    fn take_in(&self, workspace: &mut Workspace, file: &VerifiedFile, stamp: &Stamp) -> Taken;

    /// True for ways that write nothing of their own, so that offices may be ruled: what a wrong way writes would wait for
    /// the street, and nothing would end.
    fn writes_nothing(&self) -> bool {
        false
    }
}

/// The product's own way.
pub struct Union;

impl Intake for Union {
    fn writes_nothing(&self) -> bool {
        true
    }

    fn take_in(&self, workspace: &mut Workspace, file: &VerifiedFile, _: &Stamp) -> Taken {
        match workspace.admit(file.logs.clone()) {
            Ok((_, changes)) => Taken::In(vec![changes]),
            Err(error) => Taken::Early(error),
        }
    }
}

/// Of several values the one written last by Lamport's clock stays, and nobody is asked.
pub struct LastWriterWins;

impl Intake for LastWriterWins {
    fn take_in(&self, workspace: &mut Workspace, file: &VerifiedFile, stamp: &Stamp) -> Taken {
        settle(workspace, file, stamp, |workspace, id, field| {
            (workspace.heads(id, field).len() > 1).then(|| workspace.value(id, field))
        })
    }
}

/// Of values that replaced one another, the one written last by the clock on the wall stays; conflicts are left alone.
pub struct WallClock;

impl Intake for WallClock {
    fn take_in(&self, workspace: &mut Workspace, file: &VerifiedFile, stamp: &Stamp) -> Taken {
        settle(workspace, file, stamp, |workspace, id, field| {
            if workspace.heads(id, field).len() > 1 {
                return None;
            }
            let mut newest: Option<(Timestamp, Value)> = None;
            for entry in workspace.history(id) {
                let set = entry.changes.into_iter().find(|change| change.field == field);
                if let Some(change) = set
                    && newest.as_ref().is_none_or(|(at, _)| *at < entry.at)
                {
                    newest = Some((entry.at, change.after));
                }
            }
            newest.map(|(_, value)| value)
        })
    }
}

/// A file that came before what it needs is dropped, and counts as taken in.
pub struct PendingDropped;

impl Intake for PendingDropped {
    fn take_in(&self, workspace: &mut Workspace, file: &VerifiedFile, stamp: &Stamp) -> Taken {
        match Union.take_in(workspace, file, stamp) {
            Taken::Early(_) => Taken::Dropped,
            taken => taken,
        }
    }
}

/// Takes in, then writes over each field of the touched records what `winner` says, without asking.
fn settle(
    workspace: &mut Workspace,
    file: &VerifiedFile,
    stamp: &Stamp,
    winner: impl Fn(&Workspace, &RecordId, &str) -> Option<Value>,
) -> Taken {
    let (admitted, changes) = match workspace.admit(file.logs.clone()) {
        Ok(done) => done,
        Err(error) => return Taken::Early(error),
    };
    let mut all = vec![changes];
    for id in admitted.records {
        let names: Vec<String> = workspace.replica().field_names(&id).into_iter().map(str::to_owned).collect();
        for field in names {
            let Some(value) = winner(workspace, &id, &field) else { continue };
            let choice = Edit::choose(id.clone(), &field, value);
            let stamp = Stamp { action: Action::Resolve, ..stamp.clone() };
            // What already stands so is no change.
            if let Ok(changes) = workspace.edit(vec![choice], &stamp) {
                all.push(changes);
            }
        }
    }
    Taken::In(all)
}
