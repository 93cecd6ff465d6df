//! A workspace: one replica, this installation's place in it, and what people do with it.
//!
//! Everything the interface shows comes from here, and everything it changes goes through [`Workspace::edit`].

mod actions;
mod audit;
mod bring;
mod bulk;
mod clash;
mod comparing;
mod difference;
mod edit;
mod evidence;
mod keep;
mod ledger;
mod list;
mod machines;
mod offer;
mod pending;
mod policy;
pub mod proposal;
mod read;
mod receivers;
mod report;
mod roster;
mod search;
pub mod standing;
pub mod steps;
mod taken;
mod taking;
mod undo;
mod writing;

pub use actions::{Action, ActionSummary, Doing};
pub use audit::{Checked, Fork, Found as FoundOp, SetBack, Sought};
pub use bring::{Bringing, Brought, Fate, Gathering};
pub use bulk::FieldPlan;
pub use clash::combined;
pub use comparing::Apart;
pub use difference::{Piece, difference};
pub use edit::{Edit, EditError, Stamp, Target};
pub use evidence::{Evidence, Proof};
pub use keep::{ChainText, Changes, OpenError, StoredText};
pub use ledger::{
    Amount, Bar, Because, LedgerQuery, LedgerView, Met, Posted, Project, Reminder, Shows, Sign, SignKind, Task, Tasked,
    Timeline, Waits, ledger, reminders, tasks, timeline, waits,
};
pub use list::{Asked, End, Group, LIGHT, ListQuery, MADE, Only, OnlySet, Range, can_group, can_range};
pub use list::{
    Figure, Total, Totals, What, board, facet, groups, light, light_word, only_counts, run, totals, totals_of,
};
pub use machines::{Machine, Standing, fingerprint};
pub use offer::{Near, Why};
pub use pending::{Pending, Waiting};
pub use policy::{Deed, Hold, Policy, Reason, Rule, Settled, TABLE, Who};
pub use read::{Coding, Entry, HeadView, Seen, Tally};
pub use receivers::Receiver;
pub use report::{Addressee, Counted, Figured, Period, Report, ReportQuery, Side, Told, report};
pub use roster::{CONFIRMED, DECLINED, Role, Roster, WITHDRAWN};
pub use search::{Words, matches};
pub use standing::{
    ClaimGroup, Figure as Sum, How, Measure, Merged, NeedStanding, Part, ProjectStanding, ResourceStanding, Standings,
};
pub use steps::{May, Offered, Step, StepError, Turn};
pub use taken::{ChainRest, Reach, Since, Taken, Undoing};
pub use taking::Taking;
pub use writing::{Checking, Writing};

use std::cell::RefCell;

use crate::domain::order;
use crate::domain::{Kind, RecordId, Sorted, Value};
use crate::oplog::{ActorId, AdmitError, Admitted, Log, Replica, Scope, SecretKey, Verified, WorkspaceId};
use search::{Found, SearchIndex};

/// This installation: its key, and the run of the current opening of the app.
#[derive(Clone, Debug)]
pub struct Device {
    /// The key its ops are sealed with.
    pub key: SecretKey,
    /// Eight random characters of `0-9a-z`, made anew at each opening of the app.
    pub run: String,
}

/// One office's workspace, open on this machine.
#[derive(Clone)]
pub struct Workspace {
    id: WorkspaceId,
    device: Device,
    replica: Replica,
    /// How much of each chain storage was given, and the place of the seal it knows.
    kept: Sorted<String, (u64, u64)>,
    actions: actions::ActionLog,
    /// What search remembers of the records' texts.
    index: RefCell<SearchIndex>,
    /// Values used before, counted.
    remembered: RefCell<offer::Remembered>,
}

impl Workspace {
    fn holding(id: WorkspaceId, device: Device, mut replica: Replica) -> Workspace {
        Workspace {
            id,
            replica: {
                replica.be_judged(Box::new(Policy::new(id, device.key.actor())));
                replica
            },
            device,
            kept: Sorted::new(),
            actions: Default::default(),
            index: RefCell::default(),
            remembered: RefCell::default(),
        }
    }

    /// A street's new workspace: its title, the street's own office and this device.
    pub fn create(title: &str, office: &str, device: Device, stamp: &Stamp) -> Result<(Workspace, Changes), EditError> {
        let mut replica = Replica::default();
        let actor = device.key.actor();
        let place = replica.next_place(actor, &device.run, Scope::Shared);
        let first = Edit {
            on: Target::New(Kind::Workspace),
            set: order::map([("title".to_owned(), Value::from(title))]),
            seen: None,
        };
        first.check_new(Kind::Workspace, 0)?;
        let id = RecordId::new(Kind::Workspace, &place.run, place.seq);
        replica.append(&device.key, &device.run, Scope::Shared, &stamp.draft(id, first.set, Vec::new(), None));
        let head = replica.branch_states().first().expect("the first op was just written").head;
        let mut workspace = Workspace::holding(WorkspaceId::of(head), device, replica);
        let office = order::map([("name".to_owned(), office.into()), ("role".to_owned(), "street".into())]);
        workspace.edit_unkept(vec![Edit::new(Kind::Office, office)], stamp)?;
        let street = workspace.ids(Kind::Office).pop().ok_or(EditError::NotFound)?;
        workspace.edit_unkept(vec![workspace.device_edit(&street)], stamp)?;
        let changes = workspace.changes(Vec::new(), String::new());
        Ok((workspace, changes))
    }

    /// A workspace received from another office, on a machine that had none.
    pub fn receive(
        id: WorkspaceId,
        logs: Vec<Log<Verified>>,
        device: Device,
    ) -> Result<(Workspace, Changes), AdmitError> {
        let mut workspace = Workspace::holding(id, device, Replica::default());
        let admitted = workspace.replica.admit(logs)?;
        let changes = workspace.changes(admitted.records, String::new());
        Ok((workspace, changes))
    }

    /// The edit by which this machine asks to speak for an office; from the founding machine it says so.
    pub fn device_edit(&self, office: &RecordId) -> Edit {
        let fields = order::map([
            ("actor".to_owned(), Value::from(self.actor().to_string())),
            ("office".to_owned(), Value::from(office.as_str())),
        ]);
        match self.device_record(self.actor()) {
            Some(id) => Edit::change(id, fields),
            None => Edit::new(Kind::Device, fields),
        }
    }

    /// Takes in verified logs of this workspace; all or none.
    pub fn admit(&mut self, logs: Vec<Log<Verified>>) -> Result<(Admitted, Changes), AdmitError> {
        self.admit_all(&logs.iter().collect::<Vec<_>>())
    }

    /// Takes in logs that others go on holding, as [`Workspace::admit`] does: a plan's, from many files.
    pub fn admit_all(&mut self, logs: &[&Log<Verified>]) -> Result<(Admitted, Changes), AdmitError> {
        let admitted = self.replica.admit_all(logs)?;
        let changes = self.changes(admitted.records.clone(), String::new());
        Ok((admitted, changes))
    }

    /// Seals this device's ops, so that a file can carry them; storage must keep the seals.
    pub fn seal(&mut self) -> Changes {
        self.replica.seal_own(&self.device.key, self.id);
        self.changes(Vec::new(), String::new())
    }

    /// Which workspace this is.
    pub fn id(&self) -> WorkspaceId {
        self.id
    }

    /// The logs and what they say.
    pub fn replica(&self) -> &Replica {
        &self.replica
    }

    /// Folds what a search of a kind needs, so that the first key press need not; costs nothing when it was done.
    pub fn prepare_search(&self, kind: Kind) {
        self.index.borrow_mut().refresh(&self.replica, kind);
    }

    /// The records of a kind that a query's words hit.
    fn found(&self, kind: Kind, text: &str) -> Found {
        self.index.borrow_mut().search(&self.replica, kind, text)
    }

    /// This installation.
    pub fn device(&self) -> &Device {
        &self.device
    }

    /// This installation's actor.
    pub fn actor(&self) -> ActorId {
        self.device.key.actor()
    }
}

#[cfg(test)]
mod meeting;
#[cfg(test)]
mod tests;
