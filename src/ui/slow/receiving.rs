//! A workspace made of a file's logs, in slices: one that is nowhere on this machine yet.

use super::{SLICE, Stopped, Work};
use crate::oplog::{AdmitError, Log, Verified, WorkspaceId};
use crate::workspace::{Changes, Device, Taking, Workspace};

/// Bytes of ops that are handed to storage at a time: a save of so many is written and read back within some tens of
/// milliseconds.
pub const KEPT: u64 = 1_000_000;

/// Makes a workspace of logs, which storage has not got yet; an error where something before them is missing.
pub async fn receive(
    id: WorkspaceId,
    device: Device,
    logs: &[Log<Verified>],
    work: Work,
    words: &'static str,
) -> Result<Result<Workspace, AdmitError>, Stopped> {
    let logs: Vec<&Log<Verified>> = logs.iter().collect();
    let mut taking = match Taking::receiving(id, device, &logs) {
        Ok(taking) => taking,
        Err(error) => return Ok(Err(error)),
    };
    let all = 2 * logs.iter().map(|log| log.len()).sum::<usize>();
    work.run(words, all, &mut || taking.admit_slice(&logs, SLICE).then(|| taking.done())).await?;
    Ok(Ok(taking.into_after().expect("nothing was to be copied")))
}

/// Copies a workspace that nothing is written to meanwhile.
pub async fn copy(workspace: &Workspace, work: Work, words: &'static str) -> Result<Workspace, Stopped> {
    let mut taking = workspace.begin_taking(&[]).expect("no log has to join");
    work.run(words, 0, &mut || workspace.take_slice(&mut taking, &[], SLICE).then_some(0)).await?;
    Ok(taking.into_after().expect("nothing is left to be copied"))
}

/// All that storage has to get of a workspace, in the order of the saves.
pub async fn all_changes(workspace: &mut Workspace, work: Work, words: &'static str) -> Result<Vec<Changes>, Stopped> {
    let mut all = Vec::new();
    work.run(words, 0, &mut || {
        workspace.keep_slice(KEPT).map(|changes| {
            all.push(changes);
            all.len()
        })
    })
    .await?;
    Ok(all)
}
