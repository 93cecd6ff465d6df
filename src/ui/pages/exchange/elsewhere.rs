//! A file of another workspace: refused, but what an office kept there before it joined its street can be brought along.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::trying::End;
use super::{Stage, then};
use crate::exchange::VerifiedFile;
use crate::i18n::Catalog;
use crate::ui::files;
use crate::ui::slow::{SLICE, Slow, Work, receive};
use crate::ui::state::{WorkspaceStore, store, words};
use crate::workspace::{Action, Bringing, Brought, Checking, Edit, Fate, Workspace};

/// Records listed by name.
const LISTED: usize = 200;

/// Another workspace and what bringing its records would do.
#[derive(Clone)]
pub struct Elsewhere {
    title: String,
    records: Rc<Vec<Brought>>,
    /// How many are written, and by which edits; these are given away at the click.
    count: usize,
    edits: Rc<Cell<Vec<Edit>>>,
}

impl Elsewhere {
    /// Nothing when the file lacks its workspace's beginning, or holds no records.
    pub async fn of(
        store: WorkspaceStore,
        file: &VerifiedFile,
        work: Work,
        text: &'static Catalog,
    ) -> Result<Option<Elsewhere>, End> {
        let words = text.intake.comparing();
        let device = store.try_read_once(|workspace| workspace.device().clone()).ok_or(End::Closed)?;
        let Ok(other) = receive(file.workspace, device, &file.logs, work, words).await? else { return Ok(None) };
        let Bringing { records, edits } = bringing(store, &other, work, words).await?;
        let (title, count) = (file.title.clone(), edits.len());
        let (edits, records) = (Rc::new(Cell::new(edits)), Rc::new(records));
        Ok((!records.is_empty()).then_some(Elsewhere { title, records, count, edits }))
    }
}

/// What bringing its records would do.
async fn bringing(store: WorkspaceStore, other: &Workspace, work: Work, words: &'static str) -> Result<Bringing, End> {
    let all = other.replica().record_count();
    loop {
        let generation = store.generation();
        // What is written meanwhile was not looked at: it is begun again.
        let is_same = || store.generation() == generation;
        let begun = store.try_read_once(|here| here.begin_bringing(other));
        let mut gathering = begun.ok_or(End::Closed)?;
        let slice = &mut || {
            let is_left = is_same() && store.try_read_once(|here| here.bring_slice(&mut gathering, other, SLICE))?;
            is_left.then(|| all + gathering.done())
        };
        work.run(words, 2 * all, slice).await?;
        if is_same() {
            return Ok(gathering.into_bringing());
        }
    }
}

/// Writes the records here, as one action.
async fn write(store: WorkspaceStore, edits: Vec<Edit>, source: String, work: Work, text: &'static Catalog) -> Stage {
    let not_done = || Stage::Refused(text.bring.not_done().to_owned());
    let mut checking = Checking::of(edits);
    let mut refused = false;
    let slice = &mut || {
        let is_left = store.try_read_once(|workspace| workspace.check_slice(&mut checking, SLICE))?;
        refused = is_left.is_err();
        (is_left == Ok(true)).then_some(0)
    };
    // It goes on whoever goes elsewhere.
    let _ = work.run(text.bring.bringing(), 0, slice).await;
    if refused {
        return not_done();
    }
    let mut writing = match store.begin_checked(checking, Action::Import { source }) {
        Some(Ok(writing)) => writing,
        Some(Err(_)) => return not_done(),
        None => return Stage::Idle,
    };
    let known = store.try_read_once(|workspace| workspace.replica().op_count()).unwrap_or(usize::MAX);
    let all = writing.left();
    let slice = &mut || {
        // Another tab may have taken over meanwhile.
        let is_left = !store.is_follower() && store.write_slice(&mut writing, SLICE);
        is_left.then(|| all - writing.left())
    };
    let _ = work.run(text.bring.bringing(), all, slice).await;
    if writing.left() == 0 && !writing.was_taken_back() {
        // What is another office's waits for the street.
        let waits = store.try_read_once(|workspace| workspace.waits(known)).unwrap_or(false);
        store.announce_change(if waits { text.policy.saved_waits() } else { text.bring.done() });
    }
    Stage::Idle
}

/// The card.
#[component]
pub fn ElsewhereCard(elsewhere: Elsewhere, stage: RwSignal<Stage, LocalStorage>, slow: Slow) -> impl IntoView {
    let (store, text) = (store(), words());
    let Elsewhere { title, records, count, edits } = elsewhere;
    let lines = records.iter().take(LISTED).map(|it| line(store, it, text)).collect_view();
    let left = records.len().saturating_sub(LISTED);
    let rest = (left > 0).then(|| view! { <p class="muted small">{text.exchange.not_listed(left)}</p> });
    let nothing = (count == 0).then(|| view! { <p class="notice notice-calm">{text.bring.nothing()}</p> });
    let source = title.clone();
    let bring = move |_| {
        let (edits, source) = (edits.take(), source.clone());
        stage.set(Stage::Busy(text.bring.bringing()));
        let work = slow.begin_for_good();
        spawn_local(async move {
            files::painted().await;
            let next = write(store, edits, source, work, text).await;
            then(work, stage, next);
        });
    };
    view! {
        <section class="card stack">
            <div class="notice notice-bad" role="alert"><p>{text.exchange.other_workspace(&title)}</p></div>
            <div>
                <h2>{text.bring.title()}</h2>
                <p class="muted">{text.bring.help()}</p>
            </div>
            {nothing}
            <details open=count > 0>
                <summary>{text.bring.what_becomes()}</summary>
                <ul class="lines">{lines}</ul>
                {rest}
            </details>
            <div class="buttons">
                <button type="button" class="btn btn-main" id="bring" disabled=move || count == 0 || !store.may_write() on:click=bring>{text.bring.bring(count)}</button>
                <button type="button" class="btn" on:click=move |_| stage.set(Stage::Idle)>{text.nav.cancel()}</button>
            </div>
        </section>
    }
    .into_any()
}

fn line(store: WorkspaceStore, brought: &Brought, text: &'static Catalog) -> AnyView {
    let kind = brought.from.kind().map(|kind| text.kind_one(kind)).unwrap_or_default();
    let named = |id: &crate::domain::RecordId| store.peek(|workspace| workspace.title_of(id));
    let fate = match &brought.fate {
        Fate::New => text.bring.becomes_new().to_owned(),
        Fate::Is(here) => text.bring.is_here(&named(here)),
        Fate::Known(_) => text.bring.known().to_owned(),
    };
    view! { <li><strong>{brought.title.clone()}</strong>" "<span class="muted small">{kind}" · "{fate}</span></li> }
        .into_any()
}
