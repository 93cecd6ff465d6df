//! Where the exchange page notes what it refuses.

use sha2::{Digest, Sha256};

use super::{REFUSED, Refusal, Why, with};
use crate::exchange::{Intake, Plan, ReadError, Verdict, VerifiedFile, Whose, claimed_sender};
use crate::ui::files::Picked;
use crate::ui::state::{WorkspaceStore, clock};

/// Remembers files, the newest first. A tab that only reads remembers nothing.
pub fn keep(store: WorkspaceStore, fresh: Vec<Refusal>) {
    if fresh.is_empty() || store.is_follower() || store.try_read_once(|_| ()).is_none() {
        return;
    }
    let kept = leptos::prelude::untrack(|| store.local(REFUSED));
    store.set_local(REFUSED, Some(with(kept.as_deref(), fresh)));
}

/// A file that was too large to be read.
pub fn too_large(store: WorkspaceStore, name: String, bytes: u64) {
    keep(store, vec![Refusal { at: clock::now().0, name, bytes, why: Why::Large, ..Refusal::default() }]);
}

/// What is remembered of one file, whatever it is.
pub struct Facts {
    /// Its name.
    pub name: String,
    /// How long it is.
    pub bytes: u64,
    /// The SHA-256 of its bytes.
    pub print: [u8; 32],
    /// Who it says made it, where it was refused.
    pub claimed: Option<String>,
}

impl Facts {
    /// Those of a file whose bytes are here.
    pub fn of(picked: &Picked) -> Facts {
        let (print, claimed) = (Sha256::digest(&picked.bytes).into(), claimed_sender(&picked.bytes));
        Facts { name: picked.name.clone(), bytes: picked.bytes.len() as u64, print, claimed }
    }
}

/// A file that could not be read as one of ours.
pub fn unread(store: WorkspaceStore, mut facts: Facts, error: &ReadError) {
    let claimed = facts.claimed.take().unwrap_or_default();
    keep(store, vec![Refusal { claimed, ..refusal(facts, Why::of(error)) }]);
}

/// What is to be remembered of a file that was read: one of another workspace, or another machine's backup. To be kept once
/// it is clear that nothing else comes of it.
pub fn unfit(
    store: WorkspaceStore,
    file: &VerifiedFile,
    is_backup: bool,
    facts: impl FnOnce() -> Facts,
) -> Vec<Refusal> {
    let here = store.try_read_once(|workspace| (workspace.id(), workspace.actor().to_string()));
    let Some((workspace, actor)) = here else { return Vec::new() };
    let why = match () {
        () if file.workspace != workspace => Why::Elsewhere,
        () if is_backup && file.from.actor != actor => Why::Backup,
        () => return Vec::new(),
    };
    vec![Refusal { claimed: file.from.name.clone(), of: file.title.clone(), ..refusal(facts(), why) }]
}

/// Those of many files.
pub fn of_many(store: WorkspaceStore, intake: &Intake, plan: &Plan) {
    let at = clock::now().0;
    let refusal = |(place, planned): (usize, &crate::exchange::PlannedFile)| {
        let why = match &planned.verdict {
            // What lies in a folder beside our files is nobody's business here.
            Verdict::Refused(error) if Why::of(error) == Why::NotOurs => return None,
            Verdict::Refused(error) => Why::of(error),
            Verdict::OtherWorkspace(_) => Why::Elsewhere,
            _ if planned.backup == Some(Whose::Another) => Why::Backup,
            _ => return None,
        };
        let (from, of) = match &planned.file {
            Some(file) => (file.from.name.clone(), file.title.clone()),
            None => (intake.claimed_by(place).unwrap_or_default().to_owned(), String::new()),
        };
        let print = intake.print_of(place).map(short).unwrap_or_default();
        let (name, bytes) = (planned.name.clone(), planned.bytes as u64);
        Some(Refusal { at, name, bytes, print, claimed: from, why, of })
    };
    keep(store, plan.files.iter().enumerate().filter_map(refusal).collect());
}

fn refusal(facts: Facts, why: Why) -> Refusal {
    let Facts { name, bytes, print, .. } = facts;
    Refusal { at: clock::now().0, name, bytes, print: short(print), why, ..Refusal::default() }
}

/// The first 12 characters of a hash.
fn short(print: [u8; 32]) -> String {
    base16ct::lower::encode_string(&print[..6])
}
