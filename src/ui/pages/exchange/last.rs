//! Taking in with a way back: what the last intake changed is remembered, and shown with a button while it can be undone.

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};

use super::trying::{End, Tried, keep_all, take_for_good};
use super::{Stage, then};
use crate::exchange::VerifiedFile;
use crate::i18n::Catalog;
use crate::oplog::{Log, Verified};
use crate::storage::{Batch, ChainCut};
use crate::ui::files;
use crate::ui::handing::{self, EVIDENCE_AT, HANDED_AT};
use crate::ui::reminder::{BACKUP_OPS, Counted};
use crate::ui::slow::{SLICE, Slow, Stopped, Work, pause};
use crate::ui::state::{WorkspaceStore, clock, store, words};
use crate::workspace::{ChainRest, Since, Taken, Workspace};

/// The name of the small value that tells of the last intake.
const LAST_INTAKE: &str = "last_intake";

/// Longest text kept of it: small values are written again with every save. Files of some dozen machines together are above it,
/// and cannot be taken back with one click.
const MOST: usize = 32_000;

/// From so many ops on an intake is seen to take its time.
const LARGE: usize = 2_000;

/// Makers named; of more the number is told.
const NAMED: usize = 3;

/// The last intake.
#[derive(Clone, Serialize, Deserialize)]
struct Last {
    /// When, in unix seconds.
    at: i64,
    files: usize,
    /// Who made the files.
    from: Vec<String>,
    /// What [`given`] was then.
    handed: String,
    /// Nothing where there was too much of it to be kept.
    taken: Option<Taken>,
    /// Small values it changed, as they were.
    local: Vec<(String, Option<String>)>,
}

/// Takes logs in, hands what is new to storage, remembers how to undo that and tells of it once it is kept; `files` are all
/// that they came in. The workspace that was tried with them becomes the open one, where nothing was written since.
pub async fn take_in(
    store: WorkspaceStore,
    tried: Option<Tried>,
    logs: &[&Log<Verified>],
    files: &[&VerifiedFile],
    work: Work,
    text: &'static Catalog,
) -> Result<(), End> {
    if logs.iter().map(|log| log.len()).sum::<usize>() > LARGE {
        // What else stands on the page is not drawn anew while this goes on.
        work.tell(text.exchange.merging(), 0, 0);
        pause().await;
    }
    let mut before = None;
    let mut note = |workspace: &Workspace| before = Some(workspace.reach());
    // Whoever locks or moves the workspace meanwhile waits for it: what was confirmed is not dropped.
    store.begin_intake();
    let outcome = take_for_good(store, tried, logs, work, text, &mut note).await;
    store.end_intake();
    let replaced = outcome?;
    let taken = store.try_read_once(|workspace| before.map(|before| workspace.taken(before))).flatten();
    // All that shows a part of the workspace looks at the new one first.
    pause().await;
    drop(replaced);
    keep_all(store, work, text).await;
    if store.try_read_once(|_| ()).is_none() {
        return Err(End::Closed);
    }
    let mut local: Vec<(String, Option<String>)> = Vec::new();
    let mut from: Vec<String> = Vec::new();
    for file in files {
        let name = handing::key_of(&file.from.actor);
        if local.iter().all(|(known, _)| *known != name) {
            let was = untrack(|| store.local(&name));
            local.push((name, was));
        }
        if !from.contains(&file.from.name) {
            from.push(file.from.name.clone());
        }
        handing::remember(store, file);
    }
    let (at, handed) = (clock::now().0, untrack(|| given(store)));
    let mut last = Last { at, files: files.len(), from, handed, taken, local };
    let written = |last: &Last| serde_json::to_string(last).ok();
    let mut kept = written(&last);
    if kept.as_ref().is_some_and(|text| text.len() > MOST) {
        (last.taken, last.local) = (None, Vec::new());
        kept = written(&last);
    }
    store.set_local(LAST_INTAKE, kept);
    let is_kept = store.until_written().await;
    store.announce(if is_kept { text.exchange.merged() } else { text.exchange.merged_unkept() });
    Ok(())
}

/// When this machine gave out last what it has, by a file for others or by evidence; tracked.
fn given(store: WorkspaceStore) -> String {
    let at = |name| store.local(name).unwrap_or_default();
    [at(HANDED_AT), at(EVIDENCE_AT)].join(" ")
}

/// The last intake, if there was one; tracked.
fn last(store: WorkspaceStore) -> Option<Last> {
    store.local(LAST_INTAKE).and_then(|text| serde_json::from_str(&text).ok())
}

/// Why it cannot be undone any more, in words; tracked.
fn against(store: WorkspaceStore, last: &Last, text: &Catalog) -> Option<&'static str> {
    let Some(taken) = &last.taken else { return Some(text.intake.too_much()) };
    if given(store) != last.handed {
        return Some(text.intake.since_handed());
    }
    let since = store.try_read(|workspace| workspace.since(taken)).flatten()?;
    Some(match since {
        Since::Wrote => text.intake.since_wrote(),
        Since::CameIn => text.intake.since_came_in(),
        Since::Own => text.intake.since_own(),
    })
}

/// Takes the last intake back; false when it cannot be, and nothing was changed then.
async fn undo(store: WorkspaceStore, work: Work, text: &'static Catalog) -> Result<bool, Stopped> {
    let words = text.intake.undoing();
    loop {
        let undoable = || untrack(|| last(store).filter(|last| against(store, last, text).is_none()));
        let Some(last) = undoable() else { return Ok(false) };
        let Some(taken) = &last.taken else { return Ok(false) };
        let generation = store.generation();
        let is_same = || store.generation() == generation;
        let Some(Ok(mut undoing)) = store.try_read_once(|workspace| workspace.begin_without(taken)) else {
            return Ok(false);
        };
        let all = 2 * store.try_read_once(|workspace| workspace.replica().op_count()).unwrap_or(0);
        let mut is_whole = false;
        let slice = &mut || {
            let is_left = store.try_read_once(|workspace| workspace.without_slice(&mut undoing, SLICE))?;
            is_whole = is_left == Ok(false);
            (is_same() && is_left == Ok(true)).then(|| undoing.done())
        };
        work.run(words, all, slice).await?;
        // What was written meanwhile, or handed on, is looked at before it is decided.
        if !is_same() {
            continue;
        }
        if !is_whole || undoable().is_none() {
            return Ok(false);
        }
        let (workspace, rests) = undoing.finish();
        let mut local = last.local;
        // A backup made since counted what goes now; what comes next is to be counted from here.
        let counted = untrack(|| store.local(BACKUP_OPS)).and_then(|text| Counted::parse(&text));
        if let Some(counted) = counted {
            let ops = counted.ops.min(workspace.replica().op_count());
            local.push((BACKUP_OPS.to_owned(), Some(Counted { ops, ..counted }.text())));
        }
        local.push((LAST_INTAKE.to_owned(), None));
        store.replace(workspace, Batch { cuts: rests.into_iter().map(cut_of).collect(), local, ..Batch::default() });
        store.announce_when_saved(text.intake.undone());
        return Ok(true);
    }
}

fn cut_of(rest: ChainRest) -> ChainCut {
    let ChainRest { chain, had, meta, ops, head } = rest;
    ChainCut { chain, had, meta, ops, head }
}

/// What came in last, and the way back or why there is none.
#[component]
pub fn LastIntake(stage: RwSignal<Stage, LocalStorage>, slow: Slow) -> impl IntoView {
    let (store, text) = (store(), words());
    let card = move || {
        let last = last(store)?;
        let named: Vec<&str> = last.from.iter().map(|name| name_of(name, text)).collect();
        let names = text.list(&named[..named.len().min(NAMED)]);
        let names = if named.len() > NAMED { text.intake.others(&names, named.len()) } else { names };
        let when = text.moment(clock::local(crate::oplog::Timestamp(last.at)));
        let way = match against(store, &last, text) {
            Some(why) => view! { <p class="muted small">{why}</p> }.into_any(),
            None => way_back(store, stage, slow, text),
        };
        Some(view! {
            <section class="card stack" aria-labelledby="last-intake">
                <div>
                    <h2 id="last-intake">{text.intake.last_title()}</h2>
                    <p>{text.intake.last(last.files, &names, &when)}</p>
                </div>
                {way}
            </section>
        })
    };
    view! { {card} }.into_any()
}

fn name_of<'a>(name: &'a str, text: &Catalog) -> &'a str {
    if name.trim().is_empty() { text.exchange.sender_unnamed() } else { name }
}

fn way_back(
    store: WorkspaceStore,
    stage: RwSignal<Stage, LocalStorage>,
    slow: Slow,
    text: &'static Catalog,
) -> AnyView {
    let click = move |_| {
        stage.set(Stage::Busy(text.intake.undoing()));
        let work = slow.begin();
        spawn_local(async move {
            files::painted().await;
            if let Ok(is_undone) = undo(store, work, text).await {
                if !is_undone {
                    store.announce(text.intake.not_undone());
                }
                then(work, stage, Stage::Idle);
            }
        });
    };
    let at_rest = move || !store.may_write() || stage.with(|stage| matches!(stage, Stage::Busy(_) | Stage::Slow));
    view! {
        <p class="muted small">{text.intake.undo_help()}</p>
        <div class="buttons">
            <button type="button" class="btn" id="undo-intake" disabled=at_rest on:click=click>{text.intake.undo()}</button>
        </div>
    }
    .into_any()
}
