//! Many files at once: what becomes of each, what is missing, whose changes go in, and what all that would change.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Stage;
use super::done::Outcome;
use super::folder::Named;
use super::last::take_in;
use super::look::{Outlook, one_file, refusal_words};
use super::preview::{DRIFT, Title, counts, lists};
use crate::exchange::{
    Found, Here, Intake, MAX_BYTES, MAX_UNPACKED, Missing, Plan, PlannedFile, Unfit, Verdict, Whose, Writers, common,
    plan, unpack,
};
use crate::i18n::Catalog;
use crate::oplog::ActorId;
use crate::ui::components::tag::Tag;
use crate::ui::files::{self, FileError, Picked};
use crate::ui::handing;
use crate::ui::refused::noting;
use crate::ui::show::Tint;
use crate::ui::state::{WorkspaceStore, clock, store, words};
use crate::workspace::Workspace;

/// Files that were looked into together.
#[derive(Clone)]
pub struct Many {
    plan: Rc<Plan>,
    /// What all that can go in would change.
    outlook: Outlook,
}

/// Reads several files and says what comes next. One that cannot be read, or that goes beyond what is read at once, is
/// listed as such, and the others go on.
pub async fn look_at_many(store: WorkspaceStore, files: Vec<Named>, text: &'static Catalog) -> Stage {
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
    plan_of(store, read, unread, text).await
}

/// What to do with files that are read, archives among them.
pub async fn plan_of(
    store: WorkspaceStore,
    read: Vec<(String, Vec<u8>)>,
    unread: Vec<Found>,
    text: &'static Catalog,
) -> Stage {
    let mut found = unpack(read, files::old_name);
    found.extend(unread);
    // An archive with one file in it is that file; a spreadsheet is an archive too, and none of ours.
    if found.len() == 1
        && let Some(Found { name, content }) = found.pop()
    {
        match content {
            Ok(bytes) => return one_file(store, Picked { name, bytes }, text),
            Err(Unfit::NotOurs) => return Stage::Refused(text.exchange.not_json().to_owned()),
            unfit => found.push(Found { name, content: unfit }),
        }
    }
    let mut intake = Intake::default();
    for found in found {
        intake.add(found);
        // The page paints between one file and the next.
        gloo_timers::future::TimeoutFuture::new(0).await;
    }
    let planned = store.try_read_once(|workspace| {
        let here = Here { replica: workspace.replica(), workspace: workspace.id(), actor: workspace.actor() };
        let plan = Rc::new(plan(here, &intake));
        let outlook = outlook(workspace, &plan, &[], text);
        Stage::Many(Many { plan, outlook })
    });
    if let Some(Stage::Many(many)) = &planned {
        noting::of_many(store, &intake, &many.plan);
        if many.plan.logs(&[]).is_empty() {
            let files = many.plan.order.iter().filter_map(|at| many.plan.files[*at].file.as_deref());
            handing::acknowledge(store, files);
        }
    }
    planned.unwrap_or(Stage::Idle)
}

/// What would change, with some installations held back.
fn outlook(workspace: &Workspace, plan: &Plan, held_back: &[ActorId], text: &'static Catalog) -> Outlook {
    let mut after = workspace.clone();
    let preview = match held_back {
        [] => Ok(plan.preview.clone()),
        _ => plan.preview_without(workspace.replica(), held_back),
    };
    // A plan's logs join, and so do those of them that are left: a log continues its own actor's only.
    let admitted = after.admit_all(&plan.logs(held_back));
    let preview = admitted.and(preview).expect("what was planned joins");
    Outlook::of(workspace, &after, preview, text)
}

/// The files, and the one question.
#[component]
pub fn ManyCard(many: Many, stage: RwSignal<Stage, LocalStorage>) -> impl IntoView {
    let (store, text) = (store(), words());
    let Many { plan, outlook: first } = many;
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
                let held = held_back.get_untracked();
                if let Some(now) = store.try_read_once(|workspace| outlook(workspace, &plan, &held, text)) {
                    shown.set(now);
                }
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
            stage.set(Stage::Busy(text.exchange.merging()));
            spawn_local(async move {
                files::painted().await;
                let next = merge(store, &plan, &held, &outlook, text);
                let _ = stage.try_set(next);
            });
        }
    };
    let go = ready.then(|| view! { <button type="button" class="btn btn-main" id="merge" disabled=move || !brings() || !store.may_write() on:click=confirm>{text.exchange.confirm()}</button> });
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
fn merge(store: WorkspaceStore, plan: &Plan, held: &[ActorId], outlook: &Outlook, text: &'static Catalog) -> Stage {
    let files: Vec<_> = plan.order.iter().filter_map(|at| plan.files[*at].file.as_deref()).collect();
    if take_in(store, &plan.logs(held), &files).is_err() {
        return Stage::Refused(text.exchange.missing_link().to_owned());
    }
    store.announce(text.exchange.merged());
    // Who took in files of its own alone has nobody to answer.
    let haves = plan.haves();
    let have = (!haves.is_empty()).then(|| store.peek(|workspace| common(workspace.replica(), &haves)));
    Stage::Done(Outcome::of(have, outlook))
}
