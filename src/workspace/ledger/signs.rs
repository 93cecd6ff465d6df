//! What stands out about a project, each sign with the figures behind it. A sign asks to look; it accuses nobody.

use super::copied::{self, Words};
use super::{Project, add};
use crate::domain::light::SILENT_DAYS;
use crate::domain::{Date, Quantity, RecordId, transition};

/// A percentage from which something delivered is looked for.
const HALF: i64 = 50;

/// Something that stands out.
#[expect(missing_docs, reason = "a variant's sentence says what its fields are")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sign {
    /// It runs, and has had no entry for that many days, thirty or more; none ever where `ever` does not hold.
    Stalled { days: i64, ever: bool },
    /// Something was asked, half is said to be done or its time is over, and no entry says what was delivered.
    NothingDelivered { asked: Vec<Quantity> },
    /// It is to be closed or is closed, with neither evidence nor anything delivered.
    NoEvidence,
    /// An entry says the same as an earlier one, the `nth` of `project` (from 1); word for word, or nearly.
    Copied { entry: RecordId, project: RecordId, nth: usize, exact: bool },
    /// Its deadline was moved more than once, from `first` on.
    Moved { times: usize, first: Date },
    /// It names no need.
    NoNeed,
}

/// What kind of sign, for filters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignKind {
    /// Stands still.
    Stalled,
    /// Hollow: nothing delivered, or closed without evidence.
    Hollow,
    /// Says what was said before.
    Copied,
    /// Its deadline moves on.
    Moved,
    /// Meets no need.
    NoNeed,
}

impl SignKind {
    /// All of them, with their words in addresses.
    pub const ALL: [(SignKind, &'static str); 5] = [
        (SignKind::Stalled, "stalled"),
        (SignKind::Hollow, "hollow"),
        (SignKind::Copied, "copied"),
        (SignKind::Moved, "moved"),
        (SignKind::NoNeed, "no_need"),
    ];

    /// The word in addresses.
    pub fn as_str(self) -> &'static str {
        SignKind::ALL.iter().find(|(it, _)| *it == self).map_or("", |(_, word)| word)
    }
}

impl Sign {
    /// What kind of sign it is.
    pub fn kind(&self) -> SignKind {
        match self {
            Sign::Stalled { .. } => SignKind::Stalled,
            Sign::NothingDelivered { .. } | Sign::NoEvidence => SignKind::Hollow,
            Sign::Copied { .. } => SignKind::Copied,
            Sign::Moved { .. } => SignKind::Moved,
            Sign::NoNeed => SignKind::NoNeed,
        }
    }
}

/// How often a deadline was moved, and where it stood at first.
pub(super) struct Moves {
    pub times: usize,
    pub first: Date,
}

/// True while work is under way.
fn is_running(status: &str) -> bool {
    matches!(status, "running" | "extended" | "sent_back")
}

/// True once it is asked to be closed, or is.
fn is_closing(status: &str) -> bool {
    matches!(status, "completion_requested" | "community_verified" | "signed_off" | "archived")
}

/// The signs that a project shows by itself; `served` is how many it is to reach.
pub(super) fn of_one(project: &Project, evidence: &str, served: Option<Quantity>, today: Date) -> Vec<Sign> {
    let mut signs = Vec::new();
    let status = project.status.as_str();
    if let (true, Some(since)) = (is_running(status), project.last().or(project.start)) {
        let days = since.days_until(today);
        if days >= SILENT_DAYS {
            signs.push(Sign::Stalled { days, ever: project.last().is_some() });
        }
    }
    let has_delivered = project.entries.iter().any(|it| it.entry.delivered().is_some());
    let is_closing = is_closing(status);
    if is_closing && evidence.trim().is_empty() && !has_delivered {
        signs.push(Sign::NoEvidence);
    } else if !has_delivered {
        let mut sums = Vec::new();
        for met in &project.needs {
            add(&mut sums, met.asked.as_ref(), &met.need);
        }
        if sums.is_empty() {
            add(&mut sums, served.as_ref(), &project.id);
        }
        let asked: Vec<Quantity> =
            sums.into_iter().filter(|it| it.sum > 0).map(|it| Quantity { n: it.sum, unit: it.unit }).collect();
        let is_half = project.percent.is_some_and(|it| it >= HALF) || project.left.is_some_and(|it| it < 0);
        if !asked.is_empty() && (is_closing || (is_running(status) && is_half)) {
            signs.push(Sign::NothingDelivered { asked });
        }
    }
    if project.needs.is_empty() && !matches!(status, "terminated" | "archived") {
        signs.push(Sign::NoNeed);
    }
    signs
}

/// Adds the signs that need other projects or the history.
pub(super) fn of_all(projects: &mut [Project], today: Date, moves: &dyn Fn(&RecordId) -> Option<Moves>) {
    for project in projects.iter_mut().filter(|it| !transition::is_over(&it.status)) {
        if let Some(Moves { times, first }) = moves(&project.id).filter(|it| it.times > 1) {
            project.signs.push(Sign::Moved { times, first });
        }
    }
    let mut all: Vec<Words> = Vec::new();
    for (at, project) in projects.iter().enumerate() {
        let entries = project.entries.iter().enumerate();
        all.extend(entries.map(|(nth, it)| Words::of(&it.done, at, nth, it.entry.on.unwrap_or(today), &it.entry.id)));
    }
    let found = copied::find(&mut all);
    for copy in found {
        let (project, nth) = (projects[copy.of.0].id.clone(), copy.of.1 + 1);
        let entry = projects[copy.entry.0].entries[copy.entry.1].entry.id.clone();
        projects[copy.entry.0].signs.push(Sign::Copied { entry, project, nth, exact: copy.exact });
    }
}
