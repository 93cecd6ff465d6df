//! The actions of this installation, by name: what was done, to how many records, and whether it was taken back.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::Workspace;
use crate::domain::schema::ORIGIN;
use crate::domain::{Kind, RecordId, order};
use crate::oplog::{OpHead, Timestamp};

/// Actions looked back over when a workspace opens.
const REMEMBERED: usize = 200;

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// A form was saved.
    Save,
    /// Rows of a sheet were taken in.
    Import {
        /// The file's name.
        source: String,
    },
    /// The built-in sample was opened.
    Sample,
    /// An action was taken back.
    Undo {
        /// That action's group.
        of: String,
    },
    /// A value was chosen where there were several.
    Resolve,
    /// A field or a record was brought back to what it was after an op.
    Recall {
        /// That op.
        of: String,
    },
    /// A machine was let in.
    Admit,
    /// What waited was confirmed or left out; a machine was ended or moved.
    Settle,
    /// Something a newer version did.
    Other(String),
}

impl Action {
    pub(super) fn written(&self) -> (Option<String>, Option<String>) {
        match self {
            Action::Save => (None, None),
            Action::Import { source } => (Some("import".to_owned()), Some(source.clone())),
            Action::Sample => (Some("sample".to_owned()), None),
            Action::Undo { of } => (Some("undo".to_owned()), Some(of.clone())),
            Action::Resolve => (Some("resolve".to_owned()), None),
            Action::Recall { of } => (Some("recall".to_owned()), Some(of.clone())),
            Action::Admit => (Some("admit".to_owned()), None),
            Action::Settle => (Some("settle".to_owned()), None),
            Action::Other(word) => (Some(word.clone()), None),
        }
    }

    pub(super) fn read(act: Option<&str>, source: Option<&str>) -> Action {
        let source = source.unwrap_or_default().to_owned();
        match act {
            None => Action::Save,
            Some("import") => Action::Import { source },
            Some("sample") => Action::Sample,
            Some("undo") => Action::Undo { of: source },
            Some("resolve") => Action::Resolve,
            Some("recall") => Action::Recall { of: source },
            Some("admit") => Action::Admit,
            Some("settle") => Action::Settle,
            Some(other) => Action::Other(other.to_owned()),
        }
    }
}

/// What an action amounted to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    /// Records were made.
    Made,
    /// Fields were changed.
    Changed,
    /// Records were taken out of their list.
    Archived,
    /// Records were brought back.
    Restored,
}

/// One action of this installation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionSummary {
    /// Its name for undo.
    pub group: String,
    /// What was done.
    pub action: Action,
    /// What it amounted to; of several things, that fields were changed.
    pub doing: Doing,
    /// When.
    pub at: Timestamp,
    /// On how many records.
    pub records: usize,
    /// One of them.
    pub example: RecordId,
    /// The kind of them all, where it is one.
    pub kind: Option<Kind>,
    /// The fields it set, in the order met.
    pub fields: Vec<String>,
    /// True when it was taken back.
    pub undone: bool,
}

/// The newest actions, kept so that each op is read once.
#[derive(Clone, Default)]
pub(super) struct ActionLog(RefCell<Remembered>);

#[derive(Clone, Default)]
struct Remembered {
    /// How many ops of the replica were looked at.
    known: usize,
    clock: u64,
    /// Oldest first.
    list: Vec<Gathered>,
}

#[derive(Clone)]
struct Gathered {
    summary: ActionSummary,
    records: BTreeSet<RecordId>,
}

impl Gathered {
    fn begin(head: &OpHead) -> Gathered {
        let summary = ActionSummary {
            group: head.group.clone(),
            action: Action::read(head.act.as_deref(), head.source.as_deref()),
            doing: doing(head),
            at: head.at,
            records: 0,
            example: head.on.clone(),
            kind: head.on.kind(),
            fields: Vec::new(),
            undone: false,
        };
        Gathered { summary, records: BTreeSet::new() }
    }

    fn add(&mut self, head: OpHead) {
        let summary = &mut self.summary;
        if summary.doing != doing(&head) && !self.records.contains(&head.on) {
            summary.doing = Doing::Changed;
        }
        if summary.kind != head.on.kind() {
            summary.kind = None;
        }
        for field in head.fields {
            if field != ORIGIN && !summary.fields.contains(&field) {
                summary.fields.push(field);
            }
        }
        self.records.insert(head.on);
        summary.records = self.records.len();
    }
}

fn doing(head: &OpHead) -> Doing {
    match head.deleted {
        _ if head.is_origin() => Doing::Made,
        Some(true) => Doing::Archived,
        Some(false) if head.fields.len() == 1 => Doing::Restored,
        _ => Doing::Changed,
    }
}

impl Workspace {
    /// Shows the newest actions of this installation, oldest first.
    fn with_actions<T>(&self, part: impl FnOnce(&[Gathered]) -> T) -> T {
        let mut kept = self.actions.0.borrow_mut();
        let known = kept.known;
        if known < self.replica.op_count() {
            let fresh = self.replica.ops_by(self.actor(), known);
            let heads = || fresh.iter().map(|op| self.replica.op_head(*op));
            if known > 0 && heads().all(|head| head.clock > kept.clock) {
                for head in heads() {
                    kept.clock = head.clock;
                    gather(&mut kept.list, head);
                }
            } else {
                *kept = self.read_back();
            }
            kept.known = self.replica.op_count();
        }
        part(&kept.list)
    }

    /// Reads back from the newest op as far as actions are remembered.
    fn read_back(&self) -> Remembered {
        let ops = self.replica.ops_by(self.actor(), 0);
        let mut groups: BTreeSet<String> = BTreeSet::new();
        // Those whose first op was not met yet: an action written in slices has others between its ops.
        let mut open = 0;
        let mut heads = Vec::new();
        for op in ops.iter().rev() {
            if groups.len() == REMEMBERED && open == 0 {
                break;
            }
            let head = self.replica.op_head(*op);
            if !groups.contains(&head.group) {
                if groups.len() == REMEMBERED {
                    continue;
                }
                groups.insert(head.group.clone());
                open += 1;
            }
            if head.begins_group() {
                open -= 1;
            }
            heads.push(head);
        }
        let clock = heads.first().map_or(0, |head| head.clock);
        let mut list = Vec::new();
        heads.into_iter().rev().for_each(|head| gather(&mut list, head));
        Remembered { known: 0, clock, list }
    }

    /// This installation's actions, newest first, at most `limit` of those remembered.
    pub fn actions(&self, limit: usize) -> Vec<ActionSummary> {
        let stacks = self.stacks();
        self.with_actions(|list| {
            let newest = list.iter().rev().take(limit).map(|it| ActionSummary {
                undone: stacks.taken_back.contains(&it.summary.group),
                ..it.summary.clone()
            });
            newest.collect()
        })
    }

    /// How many changes this installation made after that moment: a record counts once for each action.
    pub fn changed_since(&self, at: Timestamp) -> usize {
        self.replica.changes_by(self.actor(), at)
    }

    /// The records of an action; none when it is not known here.
    pub(super) fn records_of_action(&self, group: &str) -> Vec<RecordId> {
        let known =
            self.with_actions(|list| list.iter().find(|it| it.summary.group == group).map(|it| it.records.clone()));
        let known = known.unwrap_or_else(|| {
            // Older than what is remembered.
            let own = self.replica.ops_by(self.actor(), 0).into_iter().map(|op| self.replica.op_head(op));
            order::set(own.filter(|head| head.group == group).map(|head| head.on))
        });
        known.into_iter().collect()
    }

    /// The records this installation wrote last, the newest first, at most `most`; what came from a sheet or the sample
    /// is passed over.
    pub(super) fn written_lately(&self, most: usize) -> Vec<RecordId> {
        let by_hand = |it: &&Gathered| !matches!(it.summary.action, Action::Import { .. } | Action::Sample);
        let mut lately: Vec<RecordId> = Vec::new();
        self.with_actions(|list| {
            for id in list.iter().rev().filter(by_hand).flat_map(|it| it.records.iter().rev()) {
                if lately.len() == most {
                    break;
                }
                if !lately.contains(id) {
                    lately.push(id.clone());
                }
            }
        });
        lately
    }

    /// This installation's newest action, by its group, and the records it was about.
    pub fn last_touched(&self) -> Option<(String, Vec<RecordId>)> {
        self.with_actions(|list| list.last().map(|it| (it.summary.group.clone(), it.records.iter().cloned().collect())))
    }

    /// The action that undoing takes back next; what set the workspace up stays.
    pub fn next_undo(&self) -> Option<ActionSummary> {
        self.named(self.stacks().undo.last())
    }

    /// The undoing that redoing takes back next.
    pub fn next_redo(&self) -> Option<ActionSummary> {
        self.named(self.stacks().redo.last())
    }

    /// True when an action was taken back, whether or not it was done again since.
    pub(super) fn was_taken_back(&self, group: &str) -> bool {
        self.with_actions(|list| {
            let undo = |it: &Gathered| matches!(&it.summary.action, Action::Undo { of } if of == group);
            list.iter().rev().any(undo)
        })
    }

    /// The action of that group, if it is remembered.
    pub fn action(&self, group: &str) -> Option<ActionSummary> {
        self.with_actions(|list| list.iter().map(|it| &it.summary).find(|it| it.group == group).cloned())
    }

    fn named(&self, group: Option<&String>) -> Option<ActionSummary> {
        self.action(group?)
    }

    fn stacks(&self) -> Stacks {
        let mine = self.my_office();
        self.with_actions(|list| {
            let mut stacks = Stacks::default();
            let actions = list.iter().map(|it| &it.summary).filter(|it| !it.is_setting_up(mine.as_ref()));
            actions.for_each(|it| stacks.follow(it));
            stacks
        })
    }
}

impl ActionSummary {
    /// What made the workspace, or said whose machine this is: taking it back would leave nothing to stand on.
    pub fn is_setting_up(&self, mine: Option<&RecordId>) -> bool {
        let own = mine == Some(&self.example) && self.doing == Doing::Made && self.kind == Some(Kind::Office);
        let frame = matches!(self.example.kind(), Some(Kind::Workspace | Kind::Device));
        self.action == Action::Save && self.records == 1 && (own || frame)
    }
}

fn gather(list: &mut Vec<Gathered>, head: OpHead) {
    // Of an action written in slices, others may stand behind its first op.
    let known = if head.begins_group() { None } else { list.iter().rposition(|it| it.summary.group == head.group) };
    let at = known.unwrap_or_else(|| {
        list.push(Gathered::begin(&head));
        list.len() - 1
    });
    list[at].add(head);
}

/// What can be taken back, and what can be done again: groups, the next one last.
#[derive(Default)]
struct Stacks {
    undo: Vec<String>,
    /// Undoings.
    redo: Vec<String>,
    taken_back: Vec<String>,
}

impl Stacks {
    fn follow(&mut self, action: &ActionSummary) {
        let Action::Undo { of } = &action.action else {
            self.undo.push(action.group.clone());
            return self.redo.clear();
        };
        self.taken_back.push(of.clone());
        if let Some(at) = self.redo.iter().position(|it| it == of) {
            // Taking back an undoing does the thing again.
            self.redo.remove(at);
            self.undo.push(action.group.clone());
        } else {
            self.undo.retain(|it| it != of);
            self.redo.push(action.group.clone());
        }
    }
}
