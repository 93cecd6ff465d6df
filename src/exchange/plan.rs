//! What to do with many files at once: which can go in together, in which order, and what is missing for the others.
//!
//! A file goes in whole or waits. Files are tried, the newest first, until nothing moves any more; they were verified when
//! they were read, and whether one joins is a look at a few hashes.

use std::sync::Arc;

use super::envelope::{Have, Sender};
use super::intake::{Arrived, Content, Intake};
use super::preview::{Preview, compare};
use super::read::{ReadError, VerifiedFile};
use super::unpack::Unfit;
use crate::domain::{RecordId, order};
use crate::oplog::{ActorId, AdmitError, Log, Replica, Timestamp, Verified, WorkspaceId};

mod missing;
mod offices;
mod planning;

pub use missing::Missing;
pub use offices::{SenderFiles, Writers};
pub use planning::Planning;

/// Where files are taken in.
#[derive(Clone, Copy)]
pub struct Here<'a> {
    /// What is here.
    pub replica: &'a Replica,
    /// Which workspace that is.
    pub workspace: WorkspaceId,
    /// This installation.
    pub actor: ActorId,
}

/// What becomes of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Goes in; brings so many ops that no file tried before it brings.
    Ready {
        /// How many.
        new_ops: usize,
    },
    /// Everything in it is here.
    Known,
    /// Everything in it that is not here stands in other files that go in.
    Covered,
    /// Byte for byte the same as an earlier one.
    SameAs(usize),
    /// Something before it is missing: [`Plan::missing`] says what.
    Waiting,
    /// Of another workspace, called so.
    OtherWorkspace(String),
    /// Locked: nothing of it is known before its passphrase is.
    Locked,
    /// Cannot be read as a file of ours.
    Refused(ReadError),
    /// Was not looked into.
    Unfit(Unfit),
}

/// Whose backup a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// This installation's own.
    Own,
    /// Another's: it should not have been handed on.
    Another,
}

/// One file of a plan.
#[derive(Clone, Debug)]
pub struct PlannedFile {
    /// What it is called, where it was found.
    pub name: String,
    /// How long it is; 0 when it was not looked into.
    pub bytes: usize,
    /// What becomes of it.
    pub verdict: Verdict,
    /// Set when it is a backup. Its logs go in as any file's; its key is not used.
    pub backup: Option<Whose>,
    /// What was read, if it is a file of ours.
    pub file: Option<Arc<VerifiedFile>>,
}

/// What to do with many files.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// All of them, in the order in which they came.
    pub files: Vec<PlannedFile>,
    /// Those that can go in together, in an order that works: places in `files`.
    pub order: Vec<usize>,
    /// What the waiting ones need, the longest missing first.
    pub missing: Vec<Missing>,
    /// What all that can go in would change.
    pub preview: Preview,
    /// Who made the files, the newest first.
    pub senders: Vec<SenderFiles>,
    /// Who wrote what is new, office by office: what a person may hold back.
    pub writers: Vec<Writers>,
    /// Logs that bring something: file and place in it, in the order of going in.
    bringing: Vec<(usize, usize)>,
}

/// Finds what to do with files. Nothing is changed; `here` is copied once.
pub fn plan(here: Here<'_>, intake: &Intake) -> Plan {
    let mut planning = Planning::begin(here, intake);
    while planning.slice(here, usize::MAX) {}
    let (mut plan, merged, forks) = planning.finish(here);
    plan.preview = compare(here.replica, &merged, &plan.shown(&[]), forks);
    plan
}

/// A file before it is tried: those that may join wait.
fn planned(here: Here<'_>, arrived: &Arrived) -> PlannedFile {
    let mut planned = PlannedFile {
        name: arrived.name.clone(),
        bytes: arrived.bytes,
        verdict: Verdict::Waiting,
        backup: None,
        file: None,
    };
    match &arrived.content {
        Content::Read { file, is_backup } => {
            let is_own = is_own(file, here.actor);
            planned.backup = is_backup.then_some(if is_own { Whose::Own } else { Whose::Another });
            planned.file = Some(Arc::clone(file));
            if file.workspace != here.workspace {
                planned.verdict = Verdict::OtherWorkspace(file.title.clone());
            }
        }
        Content::SameAs(first) => planned.verdict = Verdict::SameAs(*first),
        Content::Locked => planned.verdict = Verdict::Locked,
        Content::Refused(error) => planned.verdict = Verdict::Refused(error.clone()),
        Content::Unfit(unfit) => planned.verdict = Verdict::Unfit(unfit.clone()),
    }
    planned
}

fn is_own(file: &VerifiedFile, actor: ActorId) -> bool {
    ActorId::parse(&file.from.actor) == Ok(actor)
}

/// The files of some verdicts, the newest first by their makers' clocks: tried so, older ones bring nothing more.
fn newest_first_of(files: &[PlannedFile], is_meant: impl Fn(&Verdict) -> bool) -> Vec<usize> {
    let mut places: Vec<usize> = (0..files.len()).filter(|at| is_meant(&files[*at].verdict)).collect();
    let made_at = |at: usize| files[at].file.as_ref().map(|it| it.made_at);
    order::sort_by(&mut places, |a, b| made_at(*b).cmp(&made_at(*a)));
    places
}

impl Plan {
    /// The logs of all files that can go in.
    fn joining(&self) -> impl Iterator<Item = &Log<Verified>> {
        self.order.iter().filter_map(|at| self.files[*at].file.as_deref()).flat_map(|file| &file.logs)
    }

    /// What to admit, in order; the logs of actors held back are left out. All actors of an office belong together.
    ///
    /// A log continues its own actor's only, so nothing else has to stay out for that. An op of another office that has seen
    /// one held back is applied, and what it replaces is remembered until that one comes.
    pub fn logs(&self, held_back: &[ActorId]) -> Vec<&Log<Verified>> {
        let log = |(file, log): &(usize, usize)| self.files[*file].file.as_ref().map(|it| &it.logs[*log]);
        let goes_in = |log: &&Log<Verified>| !held_back.contains(&log.header().actor);
        self.bringing.iter().filter_map(log).filter(goes_in).collect()
    }

    /// What would change with some actors held back. `here` is copied.
    pub fn preview_without(&self, here: &Replica, held_back: &[ActorId]) -> Result<Preview, AdmitError> {
        let mut merged = here.clone();
        let admitted = merged.admit_all(&self.logs(held_back))?;
        Ok(compare(here, &merged, &self.shown(held_back), admitted.forks))
    }

    /// The logs that such a preview counts: all that can go in but for those held back.
    pub fn shown(&self, held_back: &[ActorId]) -> Vec<&Log<Verified>> {
        self.joining().filter(|log| !held_back.contains(&log.header().actor)).collect()
    }

    /// What each other sender has by its newest file, for [`super::common`]: an answer cut against that serves them all.
    pub fn haves(&self) -> Vec<&Have> {
        let others = self.senders.iter().filter(|it| !it.is_own);
        others.filter_map(|it| self.files[it.newest].file.as_ref()).map(|file| &file.have).collect()
    }
}

#[cfg(test)]
mod tests;
