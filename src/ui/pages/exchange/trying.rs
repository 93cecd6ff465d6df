//! Taking logs in beside the open workspace, in slices: first to look at what comes of it, then for good.

use crate::exchange::{Comparing, Preview};
use crate::i18n::Catalog;
use crate::oplog::{AdmitError, Log, Verified};
use crate::ui::slow::{KEPT, SLICE, Stopped, Work};
use crate::ui::state::WorkspaceStore;
use crate::workspace::{Taking, Workspace};

/// A workspace with the logs, beside the open one.
pub struct Tried {
    /// The workspace.
    pub after: Workspace,
    /// The state of the open one that it was made from.
    generation: u64,
}

/// Why nothing came of it.
pub enum End {
    /// Something before the logs is missing.
    Refused(AdmitError),
    /// The person stopped it, or left.
    Stopped,
    /// The workspace is not open any more.
    Closed,
}

impl From<Stopped> for End {
    fn from(_: Stopped) -> End {
        End::Stopped
    }
}

fn ops_in(logs: &[&Log<Verified>]) -> usize {
    logs.iter().map(|log| log.len()).sum()
}

/// Takes logs in beside the open workspace and says what that changes, counting `shown`, which are there afterwards.
pub async fn try_out(
    store: WorkspaceStore,
    logs: &[&Log<Verified>],
    shown: &[&Log<Verified>],
    work: Work,
    text: &'static Catalog,
) -> Result<(Tried, Preview), End> {
    loop {
        let generation = store.generation();
        // What is written meanwhile is in none of it: it is begun again.
        let is_same = || store.generation() == generation;
        let taking = take(store, logs, work, text.intake.comparing()).await?;
        let Some(after) = taking.after().filter(|_| is_same()) else { continue };
        let begun = store.try_read_once(|before| {
            Comparing::begin(before.replica(), after.replica(), shown, taking.forks().to_vec())
        });
        let mut comparing = begun.ok_or(End::Closed)?;
        let mut done = 0;
        let all = 2 * ops_in(shown);
        let slice = &mut || {
            let is_left = is_same()
                && store.try_read_once(|before| comparing.slice(before.replica(), after.replica(), shown, SLICE))?;
            done += SLICE;
            is_left.then_some(all / 2 + done / 2)
        };
        work.run(text.intake.comparing(), all, slice).await?;
        if let (true, Some(after)) = (is_same(), taking.into_after()) {
            return Ok((Tried { after, generation }, comparing.into_preview()));
        }
    }
}

/// Takes logs in beside the open workspace; nothing comes of it where something is written meanwhile.
async fn take(store: WorkspaceStore, logs: &[&Log<Verified>], work: Work, words: &'static str) -> Result<Taking, End> {
    let generation = store.generation();
    let begun = store.try_read_once(|workspace| workspace.begin_taking(logs)).ok_or(End::Closed)?;
    let mut taking = begun.map_err(End::Refused)?;
    let all = 2 * ops_in(logs);
    let slice = &mut || {
        let is_left = store.generation() == generation
            && store.try_read_once(|workspace| workspace.take_slice(&mut taking, logs, SLICE))?;
        is_left.then(|| taking.done())
    };
    work.run(words, all, slice).await?;
    Ok(taking)
}

/// Makes the open workspace one that holds the logs: the one that was tried where nothing was written since, else another.
/// `noting` is shown the workspace as it was, which is given back to be let go of.
pub async fn take_for_good(
    store: WorkspaceStore,
    tried: Option<Tried>,
    logs: &[&Log<Verified>],
    work: Work,
    text: &'static Catalog,
    noting: &mut dyn FnMut(&Workspace),
) -> Result<Workspace, End> {
    let mut tried = tried;
    loop {
        let Tried { after, generation } = match tried.take() {
            Some(tried) => tried,
            None => {
                let generation = store.generation();
                let taking = take(store, logs, work, text.exchange.merging()).await?;
                let Some(after) = taking.into_after() else { continue };
                Tried { after, generation }
            }
        };
        store.try_read_once(&mut *noting).ok_or(End::Closed)?;
        if let Some(before) = store.succeed(after, generation) {
            return Ok(before);
        }
    }
}

/// Hands what came in to storage, some of it at a time.
pub async fn keep_all(store: WorkspaceStore, work: Work, text: &'static Catalog) {
    // What is not handed over here goes with the next save.
    let _ = work.run(text.intake.keeping(), 0, &mut || store.keep_slice(KEPT).then_some(0)).await;
}
