//! Many files at once: what becomes of each, what is missing, whose changes go in, and what all that would change.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::Uint8Array;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::done::Outcome;
use super::folder::Named;
use super::last::take_in;
use super::look::{Outlook, one_file, refusal_words};
use super::preview::{DRIFT, Title, counts, lists};
use super::trying::{End, Tried, try_out};
use super::{Stage, then};
use crate::exchange::{
    CARRIED, Found, Here, Intake, MAX_BYTES, MAX_UNPACKED, Missing, Plan, PlannedFile, Planning, UNPACK, Unfit,
    Verdict, Whose, Writers, common, is_archive, is_locked, pack_up, unpack, unpacked,
};
use crate::i18n::Catalog;
use crate::oplog::ActorId;
use crate::ui::components::tag::Tag;
use crate::ui::files::{self, FileError, Picked};
use crate::ui::handing;
use crate::ui::office::OfficeError;
use crate::ui::refused::noting;
use crate::ui::show::Tint;
use crate::ui::slow::{Carried, NotCarried, SLICE, Slow, Stopped, Work, carried, pause};
use crate::ui::state::{WorkspaceStore, clock, store, words};
use crate::workspace::Workspace;

/// Files that were looked into together.
#[derive(Clone)]
pub struct Many {
    plan: Rc<Plan>,
    /// What all that can go in would change.
    outlook: Outlook,
    /// The workspace with it, which becomes the open one.
    tried: Rc<Cell<Option<Tried>>>,
}

/// Reads several files and says what comes next. One that cannot be read, or that goes beyond what is read at once, is
/// listed as such, and the others go on.
pub async fn look_at_many(store: WorkspaceStore, files: Vec<Named>, work: Work, text: &'static Catalog) -> Stage {
    let mut read = Vec::with_capacity(files.len());
    let mut unread = Vec::new();
    let mut left = MAX_UNPACKED;
    for Named { name, file } in files {
        match files::read(file, left.min(MAX_BYTES as u64)).await {
            Ok(picked) => {
                left -= picked.bytes.len() as u64;
                read.push((name, picked.bytes));
            }
            Err(FileError::TooLarge(_)) => unread.push(Found { name, content: Err(Unfit::TooLarge) }),
            Err(FileError::Unreadable) => unread.push(Found { name, content: Err(Unfit::Unreadable) }),
        }
    }
    plan_of(store, read, unread, work, text).await
}

/// What to do with files that are read, archives among them.
pub async fn plan_of(
    store: WorkspaceStore,
    read: Vec<(String, Vec<u8>)>,
    unread: Vec<Found>,
    work: Work,
    text: &'static Catalog,
) -> Stage {
    let mut found = match unpacked_by(read, work, text).await {
        Ok(found) => found,
        Err(NotCarried::Stopped) => return Stage::Idle,
        Err(_) => return Stage::Refused(text.intake.worker_failed().to_owned()),
    };
    found.extend(unread);
    // An archive with one file in it is that file; a spreadsheet is an archive too, and none of ours.
    if found.len() == 1
        && let Some(Found { name, content }) = found.pop()
    {
        match content {
            Ok(bytes) => return one_file(store, Picked { name, bytes }, work, text).await,
            Err(Unfit::NotOurs) => return Stage::Refused(text.exchange.not_json().to_owned()),
            unfit => found.push(Found { name, content: unfit }),
        }
    }
    let mut intake = Intake::default();
    for found in found {
        if add(&mut intake, found, work, text).await.is_err() {
            return Stage::Idle;
        }
        // The page paints between one file and the next.
        pause().await;
    }
    let planned = match planned(store, &intake, work, text).await {
        Ok(planned) => planned,
        Err(End::Refused(_)) => return Stage::Refused(text.exchange.missing_link().to_owned()),
        Err(End::Stopped | End::Closed) => return Stage::Idle,
    };
    noting::of_many(store, &intake, &planned.plan);
    if planned.plan.logs(&[]).is_empty() {
        let files = planned.plan.order.iter().filter_map(|at| planned.plan.files[*at].file.as_deref());
        handing::acknowledge(store, files);
    }
    Stage::Many(planned)
}

/// Opens archives: large ones in the worker.
async fn unpacked_by(
    read: Vec<(String, Vec<u8>)>,
    work: Work,
    text: &'static Catalog,
) -> Result<Vec<Found>, NotCarried> {
    let archives = read.iter().map(|(_, bytes)| bytes).filter(|bytes| is_archive(bytes));
    // What an office writes packs to a tenth.
    if archives.map(Vec::len).sum::<usize>() < CARRIED / 10 {
        return Ok(unpack(read, files::old_name));
    }
    let office = work.office().ok_or(NotCarried::Stopped)?;
    work.tell(text.exchange.reading(), 0, 0);
    let (list, bytes) = pack_up(&read);
    let said = office.errand(&[UNPACK, &list].concat(), &bytes).await;
    if work.is_stopped() {
        return Err(NotCarried::Stopped);
    }
    match said {
        Ok((answer, bytes)) => {
            // What it held for the files is given back.
            office.stop();
            unpacked(&answer, &bytes).ok_or(NotCarried::Died)
        }
        Err(OfficeError::NotStarted) => Ok(unpack(read, files::old_name)),
        Err(_) => Err(NotCarried::Died),
    }
}

/// Reads one file: a large one in the worker.
async fn add(intake: &mut Intake, found: Found, work: Work, text: &'static Catalog) -> Result<(), Stopped> {
    let Found { name, content } = found;
    let bytes = match content {
        Ok(bytes) if bytes.len() >= CARRIED && !is_locked(&bytes) => bytes,
        content => {
            intake.add(Found { name, content });
            return Ok(());
        }
    };
    match carried(Uint8Array::from(&bytes[..]), work, text).await {
        Ok(Carried { print, claimed, outcome, .. }) => intake.add_read((name, bytes.len()), print, outcome, claimed),
        Err(NotCarried::NoWorker) => intake.add(Found { name, content: Ok(bytes) }),
        Err(NotCarried::Died) => intake.add(Found { name, content: Err(Unfit::Unreadable) }),
        Err(NotCarried::Stopped) => return Err(Stopped),
    }
    Ok(())
}

/// Finds what to do with the files, and what that would change.
async fn planned(store: WorkspaceStore, intake: &Intake, work: Work, text: &'static Catalog) -> Result<Many, End> {
    let mut plan = loop {
        let generation = store.generation();
        let mut planning = store.try_read_once(|it| Planning::begin(here(it), intake)).ok_or(End::Closed)?;
        let slice = &mut || {
            let is_left = store.generation() == generation
                && store.try_read_once(|workspace| planning.slice(here(workspace), SLICE))?;
            is_left.then_some(0)
        };
        work.run(text.intake.comparing(), 0, slice).await?;
        // What is written meanwhile is in none of it: it is begun again.
        if store.generation() == generation {
            break store.try_read_once(|workspace| planning.finish(here(workspace)).0).ok_or(End::Closed)?;
        }
    };
    let (outlook, tried) = outlook(store, &plan, &[], work, text).await?;
    plan.preview = (*outlook.preview).clone();
    Ok(Many { plan: Rc::new(plan), outlook, tried: Rc::new(Cell::new(Some(tried))) })
}

fn here(workspace: &Workspace) -> Here<'_> {
    Here { replica: workspace.replica(), workspace: workspace.id(), actor: workspace.actor() }
}

/// What would change, with some installations held back.
async fn outlook(
    store: WorkspaceStore,
    plan: &Plan,
    held_back: &[ActorId],
    work: Work,
    text: &'static Catalog,
) -> Result<(Outlook, Tried), End> {
    // A plan's logs join, and so do those of them that are left: a log continues its own actor's only.
    let (tried, preview) = try_out(store, &plan.logs(held_back), &plan.shown(held_back), work, text).await?;
    let outlook = store.try_read_once(|workspace| Outlook::of(workspace, &tried.after, preview, text));
    Ok((outlook.ok_or(End::Closed)?, tried))
}

/// The files, and the one question.
#[component]
pub fn ManyCard(many: Many, stage: RwSignal<Stage, LocalStorage>, slow: Slow) -> impl IntoView {
    let (store, text) = (store(), words());
    let Many { plan, outlook: first, tried } = many;
    let tried = StoredValue::new_local(tried);
    let counting = RwSignal::new(false);
    let held_back = RwSignal::new(Vec::<ActorId>::new());
    let shown = RwSignal::new_local(first);
    let files = plan.files.iter().map(|file| file_line(&plan, file, text)).collect_view();
    let missing = plan.missing.iter().map(|missing| missing_line(missing, text)).collect_view();
    let whose = (plan.writers.len() > 1).then(|| {
        let boxes = plan.writers.iter().map(|writers| {
            let (plan, writers) = (Rc::clone(&plan), writers.clone());
            let label = text.exchange.changes_of(&name_of(&writers.name, text), writers.new_ops);
            let tick = move |event| {
                let goes_in = event_target_checked(&event);
                held_back.update(|held| hold(held, &writers, !goes_in));
                let (held, plan) = (held_back.get_untracked(), Rc::clone(&plan));
                let (work, kept) = (slow.begin_beside(), tried.get_value());
                kept.set(None);
                counting.set(true);
                spawn_local(async move {
                    // Whoever ticks another box meanwhile stops this one.
                    if let Ok((now, tried)) = outlook(store, &plan, &held, work, text).await {
                        kept.set(Some(tried));
                        // The page may be gone by now.
                        let _ = (shown.try_set(now), counting.try_set(false));
                    }
                });
            };
            view! { <label class="check"><input type="checkbox" checked=true on:change=tick/>{label}</label> }
        });
        view! {
            <fieldset class="whose">
                <legend><strong>{text.exchange.hold_back()}</strong></legend>
                <p class="muted small">{text.exchange.hold_back_help()}</p>
                {boxes.collect_view()}
            </fieldset>
        }
    });
    let brings = move || shown.with(|it| it.preview.new_ops > 0);
    let changes = move || {
        shown.with(|outlook| {
            (outlook.preview.new_ops > 0).then(|| view! { {counts(outlook, text)}{lists(outlook, text)} })
        })
    };
    let ready = plan.preview.new_ops > 0;
    let drift = plan.files.iter().filter_map(|it| it.file.as_ref()).any(|it| it.made_at.0 - clock::now().0 > DRIFT);
    let drift = drift.then(|| view! { <p class="notice">{text.exchange.clock_drift()}</p> });
    let foreign = plan.files.iter().any(|it| it.backup == Some(Whose::Another));
    let foreign = foreign.then(|| view! { <p class="notice">{text.exchange.foreign_backup()}</p> });
    let forked = (!plan.preview.forks.is_empty()).then(|| view! { <p class="notice">{text.exchange.fork_found()}</p> });
    let newer =
        plan.preview.from_newer_version.then(|| view! { <p class="notice">{text.exchange.newer_content()}</p> });
    let private = plan.preview.has_private.then(|| view! { <p class="notice">{text.exchange.holds_private()}</p> });
    let confirm = {
        let plan = Rc::clone(&plan);
        move |_| {
            let (plan, held) = (Rc::clone(&plan), held_back.get_untracked());
            let outlook = shown.get_untracked();
            let (work, tried) = (slow.begin_for_good(), tried.get_value().take());
            stage.set(Stage::Busy(text.exchange.merging()));
            spawn_local(async move {
                files::painted().await;
                let next = merge(store, (&plan, tried), &held, &outlook, work, text).await;
                then(work, stage, next);
            });
        }
    };
    let go = ready.then(|| view! { <button type="button" class="btn btn-main" id="merge" disabled=move || counting.get() || !brings() || !store.may_write() on:click=confirm>{text.exchange.confirm()}</button> });
    let follower = move || (!store.may_write()).then(|| view! { <p class="notice">{text.exchange.follower()}</p> });
    let intro = if ready { text.exchange.preview_intro() } else { text.exchange.nothing_ready() };
    let leave = if ready { text.nav.cancel() } else { text.exchange.choose_another() };
    view! {
        <section class="card stack" aria-labelledby="preview">
            <div><Title/><p class="muted">{intro}</p></div>
            <div><h3>{text.exchange.many_files()}</h3><ul class="lines arrived">{files}</ul></div>
            {missing}
            {drift}{foreign}{forked}{newer}{private}
            {whose}
            {changes}
            {follower}
            <div class="buttons">
                {go}
                <button type="button" class="btn" on:click=move |_| stage.set(Stage::Idle)>{leave}</button>
            </div>
        </section>
    }
    .into_any()
}

/// Holds writers back, or lets them in again.
fn hold(held: &mut Vec<ActorId>, writers: &Writers, back: bool) {
    held.retain(|it| !writers.actors.contains(it));
    if back {
        held.extend(&writers.actors);
    }
}

fn name_of(name: &str, text: &Catalog) -> String {
    if name.trim().is_empty() { text.exchange.sender_unnamed().to_owned() } else { name.to_owned() }
}

/// One file: what it is called, from whom, how old, and what becomes of it.
fn file_line(plan: &Plan, planned: &PlannedFile, text: &'static Catalog) -> AnyView {
    let made = planned.file.as_ref().map(|file| {
        let when = text.moment(clock::local(file.made_at));
        let age = text.age(clock::now().0 - file.made_at.0);
        text.with_aside(&text.exchange.file_of(&name_of(&file.from.name, text), &when), &age)
    });
    let backup = matches!(planned.backup, Some(Whose::Own | Whose::Another)).then(|| text.exchange.backup_part());
    let (words, tint) = verdict(plan, &planned.verdict, text);
    view! {
        <li>
            <span><strong>{planned.name.clone()}</strong>" "<span class="muted small">{backup}</span></span>
            <Tag words tint/>
            <span class="muted small">{made}</span>
        </li>
    }
    .into_any()
}

fn verdict(plan: &Plan, verdict: &Verdict, text: &'static Catalog) -> (String, Tint) {
    let texts = text.exchange;
    let (words, tint) = match verdict {
        Verdict::Ready { new_ops } => return (texts.ready_file(*new_ops), Tint::Good),
        Verdict::SameAs(at) => return (texts.same_as(&plan.files[*at].name), Tint::Calm),
        Verdict::OtherWorkspace(title) => return (texts.other_street(title), Tint::Bad),
        Verdict::Refused(error) => return (refusal_words(error, text), Tint::Bad),
        Verdict::Known => (texts.known_file(), Tint::Calm),
        Verdict::Covered => (texts.covered_file(), Tint::Calm),
        Verdict::Waiting => (texts.waiting_file(), Tint::Warn),
        Verdict::Locked => (texts.locked_file(), Tint::Warn),
        Verdict::Unfit(unfit) => match unfit {
            Unfit::NotOurs => (texts.not_ours(), Tint::Calm),
            Unfit::Encrypted => (texts.archive_encrypted(), Tint::Bad),
            Unfit::ZipBomb => (texts.archive_bomb(), Tint::Bad),
            Unfit::TooMany | Unfit::TooDeep => (texts.archive_crowded(), Tint::Bad),
            Unfit::Unreadable => (texts.file_unreadable(), Tint::Bad),
            Unfit::TooLarge => (texts.too_large(), Tint::Bad),
            Unfit::Damaged(_) => (texts.archive_damaged(), Tint::Bad),
        },
    };
    (words.to_owned(), tint)
}

/// What is missing, and whom to ask.
fn missing_line(missing: &Missing, text: &'static Catalog) -> AnyView {
    let name = if missing.name.trim().is_empty() { text.exchange.some_office() } else { &missing.name };
    let words = if missing.is_branch {
        text.exchange.missing_branch(name)
    } else {
        text.exchange.missing_part(name, &text.moment(clock::local(missing.before)))
    };
    view! { <p class="notice">{words}</p> }.into_any()
}

/// Takes the files in and hands what is new to storage.
async fn merge(
    store: WorkspaceStore,
    (plan, tried): (&Plan, Option<Tried>),
    held: &[ActorId],
    outlook: &Outlook,
    work: Work,
    text: &'static Catalog,
) -> Stage {
    let files: Vec<_> = plan.order.iter().filter_map(|at| plan.files[*at].file.as_deref()).collect();
    match take_in(store, tried, &plan.logs(held), &files, work, text).await {
        Ok(()) => {}
        Err(End::Refused(_)) => return Stage::Refused(text.exchange.missing_link().to_owned()),
        Err(End::Stopped | End::Closed) => return Stage::Idle,
    }
    // Who took in files of its own alone has nobody to answer.
    let haves = plan.haves();
    let have =
        (!haves.is_empty()).then(|| store.try_read_once(|workspace| common(workspace.replica(), &haves))).flatten();
    Stage::Done(Outcome::of(have, outlook))
}
