//! Working out the proposal anew whenever something it stands on changes: at once for a street of the usual size, in slices
//! beyond that.

use std::sync::Arc;

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::RecordId;
use crate::ui::state::{WorkspaceStore, store};
use crate::workspace::Workspace;
use crate::workspace::proposal::{Decisions, Draft, Ground, Priorities, Proposal, decisions};

/// Records looked at, or needs placed, before the page may paint.
const SLICE: usize = 400;

/// From so many records on it goes in slices, with its progress shown.
const MANY: usize = 2_000;

/// What the board shows.
#[derive(Clone)]
pub struct Shown {
    /// What it stands on.
    pub ground: Arc<Ground>,
    /// What is proposed.
    pub proposal: Arc<Proposal>,
    /// What was decided.
    pub decisions: Arc<Decisions>,
    /// What goes first.
    pub priorities: Priorities,
}

/// The work on one meeting's proposal. `Copy`.
#[derive(Clone, Copy)]
pub struct Solving {
    store: WorkspaceStore,
    /// The meeting.
    pub meeting: StoredValue<RecordId>,
    /// The last proposal.
    pub shown: RwSignal<Option<Shown>>,
    /// How far it has come, while it goes on in slices.
    pub progress: RwSignal<Option<(usize, usize)>>,
    /// True once a person stopped it.
    pub stopped: RwSignal<bool>,
    /// What was decided last: the focus goes there, where its own place went.
    followed: StoredValue<Option<Followed>>,
    ground: StoredValue<Option<Arc<Ground>>>,
    turn: StoredValue<u32>,
}

/// A pair that was decided about, and its place among those proposed; the place of its need where it was not proposed.
#[derive(Clone)]
pub struct Followed {
    /// The need and the resource.
    pub two: (RecordId, RecordId),
    /// The place it had.
    pub at: Option<usize>,
}

impl Solving {
    /// Begins, and goes on as long as the page stands.
    pub fn of(meeting: RecordId) -> Solving {
        let solving = Solving {
            store: store(),
            meeting: StoredValue::new(meeting),
            shown: RwSignal::new(None),
            progress: RwSignal::new(None),
            stopped: RwSignal::new(false),
            followed: StoredValue::new(None),
            ground: StoredValue::new(None),
            turn: StoredValue::new(0),
        };
        Effect::new(move |_| {
            // Whatever is written, and at midnight.
            solving.store.try_read(|_| ());
            solving.store.today();
            untrack(|| solving.begin());
        });
        solving
    }

    /// Works it out.
    pub fn begin(self) {
        let turn = self.turn.get_value().wrapping_add(1);
        self.turn.set_value(turn);
        self.stopped.set(false);
        self.progress.set(None);
        let today = self.store.today_now();
        let stands = |workspace: &Workspace| {
            self.ground.get_value().filter(|ground| ground.still_stands(workspace, today)).map(Ok).unwrap_or_else(
                || {
                    let mut ground = Ground::begin(workspace, today);
                    if ground.progress().1 <= MANY {
                        while ground.run(workspace, usize::MAX) {}
                        return Ok(Arc::new(ground));
                    }
                    Err(Box::new(ground))
                },
            )
        };
        match self.store.try_read_once(stands) {
            Some(Ok(ground)) if ground.needs().len() <= MANY => {
                self.ground.set_value(Some(Arc::clone(&ground)));
                self.solve_at_once(ground);
            }
            Some(Ok(ground)) => spawn_local(async move { self.solve(ground, turn).await }),
            Some(Err(ground)) => spawn_local(async move {
                if let Some(ground) = self.look(*ground, turn).await {
                    self.solve(ground, turn).await;
                }
            }),
            None => {}
        }
    }

    /// Stops it; what was shown before is put away, as it may no longer be so.
    pub fn stop(self) {
        self.turn.update_value(|turn| *turn = turn.wrapping_add(1));
        self.progress.set(None);
        self.shown.set(None);
        self.stopped.set(true);
    }

    /// Remembers what is about to be decided, for the focus.
    pub fn follow(self, two: (RecordId, RecordId)) {
        let at = self.shown.with_untracked(|shown| {
            let pairs = &shown.as_ref()?.proposal.pairs;
            let same = pairs.iter().position(|it| it.need == two.0 && it.resource == two.1);
            same.or_else(|| pairs.iter().position(|it| it.need == two.0))
        });
        self.followed.set_value(Some(Followed { two, at }));
    }

    /// What was decided since this was asked last.
    pub fn followed(self) -> Option<Followed> {
        self.followed.try_update_value(Option::take).flatten()
    }

    /// True while what is shown may be out of date: a new proposal is being worked out. Tracked.
    pub fn is_busy(self) -> bool {
        self.progress.with(Option::is_some)
    }

    fn is_current(self, turn: u32) -> bool {
        self.turn.try_get_value() == Some(turn)
    }

    fn draft<'g>(self, ground: &'g Ground) -> Option<(Draft<'g>, Decisions, Priorities)> {
        let meeting = self.meeting.try_get_value()?;
        self.store.try_read_once(|workspace| {
            let decided = decisions(workspace, &meeting);
            let priorities = Priorities::read(&workspace.value(&meeting, "priorities"));
            (Draft::new(ground, workspace, decided.clone(), priorities), decided, priorities)
        })
    }

    fn solve_at_once(self, ground: Arc<Ground>) {
        let Some((draft, decided, priorities)) = self.draft(&ground) else { return };
        let mut solver = draft.solver();
        while solver.run(usize::MAX) {}
        let plan = solver.finish();
        let proposal = Arc::new(draft.finish(plan));
        self.shown.set(Some(Shown { ground, proposal, decisions: Arc::new(decided), priorities }));
    }

    async fn look(self, mut ground: Ground, turn: u32) -> Option<Arc<Ground>> {
        loop {
            self.progress.try_set(Some(ground.progress()));
            TimeoutFuture::new(0).await;
            if !self.is_current(turn) {
                return None;
            }
            if !self.store.try_read_once(|workspace| ground.run(workspace, SLICE))? {
                let ground = Arc::new(ground);
                self.ground.set_value(Some(Arc::clone(&ground)));
                return Some(ground);
            }
        }
    }

    async fn solve(self, ground: Arc<Ground>, turn: u32) {
        let Some((draft, decided, priorities)) = self.draft(&ground) else { return };
        let mut solver = draft.solver();
        while solver.run(SLICE) {
            self.progress.try_set(Some(solver.progress()));
            TimeoutFuture::new(0).await;
            if !self.is_current(turn) {
                return;
            }
        }
        let plan = solver.finish();
        let proposal = Arc::new(draft.finish(plan));
        let _ = self.progress.try_set(None);
        let _ = self.shown.try_set(Some(Shown { ground, proposal, decisions: Arc::new(decided), priorities }));
    }
}
