//! The exchange page: hand on, take in, and the code two offices compare by telephone.

mod done;
mod elsewhere;
mod folder;
mod hand_on;
mod last;
mod leaves;
mod look;
mod many;
mod preview;
mod private;
mod receivers;
mod take_in;
mod trying;

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use self::done::Done;
use self::elsewhere::{Elsewhere, ElsewhereCard};
use self::hand_on::HandOn;
use self::last::LastIntake;
use self::look::{Look, look_into};
use self::many::{Many, ManyCard};
use self::preview::PreviewCard;
use self::take_in::TakeIn;
use crate::ui::components::page_head::PageHead;
use crate::ui::components::passphrase::Unlock;
use crate::ui::files::Picked;
use crate::ui::slow::{self, Next, SLICE, Slow, SlowCard, Work};
use crate::ui::state::{store, words};
use crate::workspace::{Coding, Workspace};

pub use look::{admit_words, refusal_words};

/// How far taking a file in has come.
#[derive(Clone)]
pub enum Stage {
    /// No file yet.
    Idle,
    /// A file is being read or merged, which takes no time to speak of.
    Busy(&'static str),
    /// It takes longer.
    Slow,
    /// It was refused: why, and what to do.
    Refused(String),
    /// It is of another workspace, whose records can be brought along.
    Elsewhere(Elsewhere),
    /// It is locked.
    Locked(Rc<Picked>),
    /// It waits for the person's word.
    Preview(Look),
    /// Several wait for the person's word.
    Many(Many),
    /// It is in.
    Done(done::Outcome),
}

/// The page.
#[component]
pub fn ExchangePage() -> impl IntoView {
    let (store, text) = (store(), words());
    let stage = RwSignal::new_local(Stage::Idle);
    let slow = Slow::new(Rc::new(move || {
        if !stage.try_with_untracked(|stage| matches!(stage, Stage::Slow)).unwrap_or(true) {
            let _ = stage.try_set(Stage::Slow);
        }
    }));
    // Of the folder that was looked into, until something else is: files left alone, files that could not be read.
    let beside = RwSignal::new((0_usize, 0_usize));
    let others = move || {
        let is_looked_at =
            !stage.with(|stage| matches!(stage, Stage::Idle | Stage::Busy(_) | Stage::Slow | Stage::Done(_)));
        let (left, unread) = if is_looked_at { beside.get() } else { (0, 0) };
        let left = (left > 0).then(|| view! { <p class="muted" role="status">{text.intake.left_alone(left)}</p> });
        let unread = (unread > 0).then(|| view! { <p class="notice" role="alert">{text.intake.unread(unread)}</p> });
        view! { {left}{unread} }
    };
    let body = move || match stage.get() {
        Stage::Many(many) => view! { <ManyCard many stage slow/><StateCode/> }.into_any(),
        Stage::Elsewhere(elsewhere) => view! { <ElsewhereCard elsewhere stage slow/><StateCode/> }.into_any(),
        Stage::Preview(look) => view! { <PreviewCard look stage slow/><StateCode/> }.into_any(),
        Stage::Locked(picked) => {
            let opened = Callback::new(move |opened| {
                stage.set(Stage::Busy(text.exchange.reading()));
                let work = slow.begin();
                spawn_local(async move {
                    let next = look_into(store, opened, true, work, text).await;
                    then(work, stage, next);
                });
            });
            let back = Callback::new(move |()| stage.set(Stage::Idle));
            view! { <Unlock picked opened back/><StateCode/> }.into_any()
        }
        Stage::Slow => {
            let on_stop = Callback::new(move |()| {
                stage.set(Stage::Idle);
                store.announce(text.intake.stopped());
            });
            view! { <SlowCard slow title=text.exchange.import_title() on_stop/> }.into_any()
        }
        Stage::Done(outcome) => view! { <Done outcome stage slow/><StateCode/> }.into_any(),
        stands => view! {
            <div class="columns">
                <div class="stack"><TakeIn stands stage slow beside/><LastIntake stage slow/><StateCode/></div>
                <HandOn/>
            </div>
        }
        .into_any(),
    };
    view! {
        <div class="page">
            <PageHead title=text.exchange.title() about=Signal::stored(text.exchange.intro().to_owned())/>
            <div class="stack page-narrow">
                {others}
                {body}
            </div>
        </div>
    }
    .into_any()
}

/// Shows what came of something, unless it was stopped.
fn then(work: Work, stage: RwSignal<Stage, LocalStorage>, next: Stage) {
    if work.is_awaited() {
        // The page may be gone by now.
        let _ = stage.try_set(next);
    }
}

/// The workspace's state in figures that can be read out; of a large one they come after the page.
#[component]
fn StateCode() -> impl IntoView {
    let (store, text) = (store(), words());
    let code = RwSignal::new(String::new());
    Effect::new(move || {
        store.try_read(|_| ());
        let generation = store.generation();
        let mut coding = Coding::default();
        let mut next = move || {
            let is_same = store.generation() == generation;
            let slice = |workspace: &Workspace| workspace.code_slice(&mut coding, SLICE);
            if is_same { store.try_read_once(slice).map_or(Next::Never, Next::of) } else { Next::Never }
        };
        match slow::a_turn(&mut next) {
            Next::Later => spawn_local(async move {
                let _ = code.try_set("…".to_owned());
                loop {
                    slow::pause().await;
                    match slow::a_turn(&mut next) {
                        Next::Later => {}
                        Next::Is(found) => return drop(code.try_set(found)),
                        Next::Never => return,
                    }
                    if code.is_disposed() {
                        return;
                    }
                }
            }),
            Next::Is(found) => code.set(found),
            Next::Never => {}
        }
    });
    view! {
        <section class="card code-card">
            <div><h2>{text.exchange.state_code()}</h2><p class="muted small">{text.exchange.state_code_help()}</p></div>
            <output class="code" id="state-code">{code}</output>
        </section>
    }
}
