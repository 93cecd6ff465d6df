//! What shows while no workspace is open: three ways to begin, what this machine has already, and what went wrong.

mod create;
mod join;
mod known;
mod open_file;
mod restore;

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use self::create::{Create, Sample};
use self::join::{Join, Joining};
use self::known::{AlreadyHere, Known};
use self::open_file::{FileButton, OpenFile};
use self::restore::Restore;
use crate::exchange::{Backup, VerifiedFile};
use crate::i18n::Language;
use crate::oplog::Timestamp;
use crate::storage::{BrowserPreferences, DeskEntry, Preferences, persist};
use crate::ui::app::{LANGUAGE, PERSON};
use crate::ui::components::page_head::PageHead;
use crate::ui::components::passphrase::Unlock;
use crate::ui::files::Picked;
use crate::ui::route::Route;
use crate::ui::slow::{Slow, SlowCard, Work};
use crate::ui::state::save::refusal;
use crate::ui::state::store::BACKUP_AT;
use crate::ui::state::{Location, Trouble, WorkspaceStore, location, store, words};
use crate::ui::{files, handing, opening, parts};
use crate::workspace::{Changes, Workspace};

/// How far beginning has come.
#[derive(Clone)]
enum Stage {
    /// The ways are offered.
    Ways,
    /// Something is under way.
    Busy(&'static str),
    /// It takes longer.
    Slow,
    /// It was stopped; the ways are offered again.
    Stopped,
    /// A file or the store refused: why, and what to do.
    Refused(String),
    /// A received workspace waits for the office this machine speaks for.
    Join(Rc<Joining>),
    /// A backup waits for the person's word.
    Restore(Rc<Backup>),
    /// A file waits for its passphrase.
    Locked(Rc<Picked>),
    /// The file's workspace is on this machine already.
    Here(DeskEntry),
}

/// Where a workspace came from.
enum Came {
    /// It was made here.
    Made,
    /// Another office's file.
    From(Rc<VerifiedFile>),
    /// A backup of that moment.
    Backup(Timestamp),
}

/// A way to begin, as the person asked for it.
#[derive(Clone)]
pub enum Way {
    /// A street's workspace of its own.
    Create {
        /// Its name.
        title: String,
        /// The name of the street's office.
        office: String,
    },
    /// The sample street.
    Sample,
    /// A file received, or a backup.
    Open(gloo_file::File),
}

/// What beginning needs at every step.
#[derive(Clone, Copy)]
pub struct Beginning {
    store: WorkspaceStore,
    location: Location,
    stage: RwSignal<Stage, LocalStorage>,
    slow: Slow,
}

impl Beginning {
    /// Says what is under way, and is true while it is.
    fn is_busy(self) -> bool {
        self.stage.with(|stage| matches!(stage, Stage::Busy(_) | Stage::Slow))
    }

    /// Shows what came of something, unless it was stopped.
    fn then(self, work: Work, next: Stage) {
        if work.is_awaited() {
            // The page may be gone by now.
            let _ = self.stage.try_set(next);
        }
    }

    /// Goes a way to begin, once the part of the program for it is here and the page has said that it works.
    fn ask(self, busy: &'static str, way: Way) {
        let text = words_of(self.store);
        self.stage.set(Stage::Busy(busy));
        spawn_local(async move {
            files::painted().await;
            if parts::begin((self, way)).await.is_none() {
                let _ = self.stage.try_set(Stage::Refused(text.errors.part_not_loaded().to_owned()));
            }
        });
    }

    /// Keeps a workspace on this machine and opens it.
    fn begin(self, workspace: Workspace, changes: Vec<Changes>, came: Came, announce: &'static str) {
        let text = words_of(self.store);
        self.stage.set(Stage::Busy(text.start.creating()));
        spawn_local(async move {
            match opening::begin(self.store, workspace, changes).await {
                Ok(()) => {
                    match came {
                        Came::Made => {}
                        Came::From(file) => handing::remember(self.store, &file),
                        Came::Backup(at) => self.store.set_local(BACKUP_AT, Some(at.0.to_string())),
                    }
                    handing::count_from_here(self.store);
                    self.store.announce(announce);
                    self.location.go(&Route::Overview);
                    // Asked once a workspace is worth keeping; a refusal shows in the settings.
                    let _ = persist().await;
                }
                Err(error) => {
                    let _ = self.stage.try_set(Stage::Refused(refusal(&error, text)));
                }
            }
        });
    }

    /// Remembers who sits here.
    fn set_person(self, person: &str) {
        let person = person.trim().to_owned();
        if !person.is_empty() {
            BrowserPreferences.set(PERSON, &person);
            self.store.set_person(person);
        }
    }
}

/// Goes a way to begin.
pub fn begin((beginning, way): (Beginning, Way)) {
    match way {
        Way::Create { title, office } => create::make(beginning, &title, &office),
        Way::Sample => create::make_sample(beginning),
        Way::Open(file) => open_file::open(beginning, file),
    }
}

/// The step between a file and its workspace, or how far it has come.
pub fn step(beginning: Beginning) -> AnyView {
    match beginning.stage.get_untracked() {
        Stage::Join(joining) => view! { <Join joining beginning/> }.into_any(),
        Stage::Restore(backup) => view! { <Restore backup beginning/> }.into_any(),
        Stage::Locked(picked) => {
            let opened = Callback::new(move |opened| open_file::open_unlocked(beginning, opened));
            let back = Callback::new(move |()| beginning.stage.set(Stage::Ways));
            view! { <Unlock picked opened back/> }.into_any()
        }
        Stage::Slow => {
            let text = words_of(beginning.store);
            let on_stop = Callback::new(move |()| beginning.stage.set(Stage::Stopped));
            view! { <SlowCard slow=beginning.slow title=text.start.open_file() on_stop/> }.into_any()
        }
        _ => ().into_any(),
    }
}

fn words_of(store: WorkspaceStore) -> &'static crate::i18n::Catalog {
    crate::i18n::catalog(store.language_now())
}

/// Shown while no workspace is open.
#[component]
pub fn StartPage() -> impl IntoView {
    let text = words();
    let stage = RwSignal::new_local(Stage::Ways);
    let slow = Slow::new(Rc::new(move || {
        if !stage.try_with_untracked(|stage| matches!(stage, Stage::Slow)).unwrap_or(true) {
            let _ = stage.try_set(Stage::Slow);
        }
    }));
    let beginning = Beginning { store: store(), location: location(), stage, slow };
    // A step stays while it works and after a refusal, so that what was typed is still there.
    // Another file of the same kind is another step.
    let step = Memo::new(move |before: Option<&(u8, usize)>| {
        stage.with(|stage| match stage {
            Stage::Ways | Stage::Stopped => (0, 0),
            Stage::Join(joining) => (1, Rc::as_ptr(joining).addr()),
            Stage::Restore(backup) => (2, Rc::as_ptr(backup).addr()),
            Stage::Here(_) => (3, 0),
            Stage::Locked(picked) => (4, Rc::as_ptr(picked).addr()),
            Stage::Busy(_) | Stage::Slow | Stage::Refused(_) => before.copied().unwrap_or_default(),
        })
    });
    let body = move || {
        // Read, not only tracked: a memo that nobody reads never looks at what it follows.
        step.get();
        match stage.get_untracked() {
            Stage::Join(_) | Stage::Restore(_) | Stage::Locked(_) => parts::joining(beginning),
            Stage::Here(entry) => view! { <AlreadyHere entry beginning/> }.into_any(),
            _ => view! { <Ways beginning/> }.into_any(),
        }
    };
    view! {
        <div class="welcome">
            <main>
                <div class="welcome-top">
                    <PageHead title=text.start.title() about=Signal::stored(text.start.welcome().to_owned())/>
                    <OtherLanguage/>
                </div>
                <TroubleNotice beginning/>
                {move || notice(beginning)}
                {body}
                <p class="muted small">{text.start.privacy()}</p>
            </main>
        </div>
    }
    .into_any()
}

fn notice(beginning: Beginning) -> Option<AnyView> {
    let calm = |words| Some(view! { <p class="notice notice-calm" role="status">{words}</p> }.into_any());
    match beginning.stage.get() {
        // What is announced is shown where a workspace is open, and here none is.
        Stage::Stopped => calm(words_of(beginning.store).intake.stopped()),
        Stage::Slow => Some(parts::joining(beginning)),
        Stage::Busy(words) => calm(words),
        Stage::Refused(words) => Some(view! { <p class="notice notice-bad" role="alert">{words}</p> }.into_any()),
        _ => None,
    }
}

#[component]
fn Ways(beginning: Beginning) -> impl IntoView {
    view! {
        <Known beginning/>
        <div class="columns">
            <Create beginning/>
            <div class="stack">
                <OpenFile beginning/>
                <Sample beginning/>
            </div>
        </div>
    }
}

/// What kept a workspace from opening: never shown as an empty list.
#[component]
fn TroubleNotice(beginning: Beginning) -> impl IntoView {
    let (store, text) = (store(), words());
    move || {
        store.trouble().map(|trouble| {
            let title = match trouble {
                Trouble::Damaged { .. } | Trouble::Unreadable { .. } => text.status.damaged_title(),
                Trouble::Storage(_) | Trouble::PartMissing | Trouble::Locked { .. } => text.errors.title(),
            };
            let needs_backup = matches!(trouble, Trouble::Damaged { .. } | Trouble::Unreadable { .. });
            let ask = needs_backup.then(|| {
                view! {
                    <p>{text.start.ask_backup()}</p>
                    <div class="buttons"><FileButton beginning id="open-backup" label=text.status.open_backup()/></div>
                }
            });
            view! {
                <div class="card stack trouble" role="alert">
                    <h2>{title}</h2>
                    <p>{trouble.words(text)}</p>
                    {ask}
                </div>
            }
        })
    }
}

#[component]
fn OtherLanguage() -> impl IntoView {
    let store = store();
    let other = if words().language == Language::Chinese { Language::English } else { Language::Chinese };
    let turn = move |_| {
        BrowserPreferences.set(LANGUAGE, &other.code());
        store.set_language(other);
    };
    view! { <button type="button" class="btn btn-text btn-small" lang=other.code() on:click=turn>{other.name()}</button> }
}
