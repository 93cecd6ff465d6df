//! What a file would change, shown before it goes in.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::done::Outcome;
use super::last::take_in;
use super::look::{ChangedLine, FieldLine, Look, Outlook, admit_words};
use super::trying::End;
use super::{Stage, then};
use crate::i18n::Catalog;
use crate::ui::files;
use crate::ui::slow::{Slow, Work};
use crate::ui::state::{WorkspaceStore, clock, store, words};

/// A clock that differs by more than this is mentioned.
pub const DRIFT: i64 = 24 * 3_600;

/// A file older than this is mentioned.
const OLD: i64 = 30 * 24 * 3_600;

/// The file, what it holds, and the one question.
#[component]
pub fn PreviewCard(look: Look, stage: RwSignal<Stage, LocalStorage>, slow: Slow) -> impl IntoView {
    let (store, text) = (store(), words());
    let empty = look.outlook.preview.new_ops == 0;
    let confirm = {
        let look = look.clone();
        move |_| {
            let look = look.clone();
            stage.set(Stage::Busy(text.exchange.merging()));
            let work = slow.begin_for_good();
            spawn_local(async move {
                files::painted().await;
                let next = merge(store, look, work, text).await;
                then(work, stage, next);
            });
        }
    };
    let answer = {
        let look = look.clone();
        move |_| stage.set(Stage::Done(Outcome::known(&look)))
    };
    let another = move |_| stage.set(Stage::Idle);
    let more = (empty && look.is_older)
        .then(|| view! { <button type="button" class="btn" on:click=answer>{text.exchange.answer_title()}</button> });
    let go = (!empty).then(|| view! { <button type="button" class="btn btn-main" id="merge" disabled=move || !store.may_write() on:click=confirm>{text.exchange.confirm()}</button> });
    let intro = if !empty {
        text.exchange.preview_intro()
    } else if look.is_older {
        text.exchange.older_than_here()
    } else {
        text.exchange.already_here()
    };
    let follower = move || (!store.may_write()).then(|| view! { <p class="notice">{text.exchange.follower()}</p> });
    view! {
        <section class="card stack" aria-labelledby="preview">
            <div><Title/><p class="muted">{intro}</p></div>
            {facts(store, &look, text)}
            {notices(&look, text)}
            {(!empty).then(|| counts(&look.outlook, text))}
            {lists(&look.outlook, text)}
            {follower}
            <div class="buttons">
                {go}
                {more}
                <button type="button" class="btn" on:click=another>{if empty { text.exchange.choose_another() } else { text.nav.cancel() }}</button>
            </div>
        </section>
    }
    .into_any()
}

/// The title, which takes the focus: a screen reader reads on from here.
#[component]
pub fn Title() -> impl IntoView {
    let text = words();
    let heading = NodeRef::<leptos::html::H2>::new();
    heading.on_load(|heading| drop(heading.focus()));
    view! { <h2 id="preview" node_ref=heading tabindex="-1">{text.exchange.preview_title()}</h2> }
}

fn facts(store: WorkspaceStore, look: &Look, text: &'static Catalog) -> AnyView {
    let file = &look.file;
    let from =
        if file.from.name.is_empty() { text.exchange.sender_unnamed().to_owned() } else { file.from.name.clone() };
    let age = clock::now().0 - file.made_at.0;
    let made = text.with_aside(&text.moment(clock::local(file.made_at)), &text.age(age));
    let extent = if file.is_complete { text.exchange.whole_part() } else { text.exchange.only_new_part() };
    let extent =
        format!("{extent} · {}", text.exchange.ops(look.outlook.preview.new_ops + look.outlook.preview.known_ops));
    let title = store.peek(|workspace| workspace.title());
    view! {
        <dl class="facts">
            <dt>{text.exchange.from()}</dt><dd><strong>{from}</strong></dd>
            <dt>{text.exchange.made_at()}</dt><dd>{made}</dd>
            <dt>{text.exchange.workspace()}</dt><dd>{title}</dd>
            <dt>{text.exchange.kind_of_file()}</dt><dd>{extent}</dd>
            <dt></dt><dd class="muted small">{text.exchange.file_is(&look.name)}</dd>
        </dl>
    }
    .into_any()
}

fn notices(look: &Look, text: &'static Catalog) -> Vec<AnyView> {
    let preview = &look.outlook.preview;
    let age = clock::now().0 - look.file.made_at.0;
    let said = [
        (look.is_backup, text.exchange.backup_offered()),
        (-age > DRIFT, text.exchange.clock_drift()),
        (age > OLD, text.exchange.old_file()),
        (!preview.forks.is_empty(), text.exchange.fork_found()),
        (!look.sender_known, text.exchange.unknown_sender()),
        (preview.from_newer_version, text.exchange.newer_content()),
        (preview.has_private, text.exchange.holds_private()),
    ];
    let shown = said.into_iter().filter(|(holds, _)| *holds);
    shown.map(|(_, words)| view! { <p class="notice">{words}</p> }.into_any()).collect()
}

/// What would change, in figures.
pub fn counts(outlook: &Outlook, text: &'static Catalog) -> AnyView {
    let figure = |n: usize, label: &'static str, class: &'static str| {
        view! { <div class="figure-card" data-due=class><b>{n}</b><span>{label}</span></div> }
    };
    let preview = &outlook.preview;
    let due = if preview.conflicts.is_empty() { "" } else { "due" };
    view! {
        <div class="figures four" role="status">
            {figure(preview.new.len(), text.exchange.added(), "")}
            {figure(preview.changed.len(), text.exchange.changed(), "")}
            {figure(preview.same, text.exchange.same(), "")}
            {figure(preview.conflicts.len(), text.exchange.conflicts(), due)}
        </div>
    }
    .into_any()
}

/// What would change, record by record.
pub fn lists(outlook: &Outlook, text: &'static Catalog) -> AnyView {
    let field = |line: &FieldLine| {
        let class = if line.is_conflict { "both" } else { "" };
        view! { <p class=class><span class="muted">{line.label.clone()}</span>" "{line.words.clone()}</p> }
    };
    let changed = |line: &ChangedLine| {
        let fields = line.fields.iter().map(field).collect_view();
        view! { <li><strong>{line.title.clone()}</strong>" "<span class="muted small">{line.kind.clone()}</span>{fields}</li> }
    };
    let rest = |n: usize| (n > 0).then(|| view! { <p class="muted small">{text.exchange.not_listed(n)}</p> });
    let changes = (!outlook.changed.is_empty()).then(|| {
        let lines = outlook.changed.iter().map(changed).collect_view();
        view! { <div><h3>{text.exchange.changed_fields()}</h3><ul class="lines">{lines}</ul>{rest(outlook.changed_unlisted)}</div> }
    });
    let help = (!outlook.preview.conflicts.is_empty())
        .then(|| view! { <p class="notice">{text.exchange.conflicts_help()}</p> });
    let new = (!outlook.new.is_empty()).then(|| {
        let line = |(title, kind): &(String, String)| view! { <li>{title.clone()}" "<span class="muted small">{kind.clone()}</span></li> };
        let lines = outlook.new.iter().map(line).collect_view();
        view! { <details><summary>{text.exchange.new_records()}</summary><ul class="lines">{lines}</ul>{rest(outlook.new_unlisted)}</details> }
    });
    let held = outlook.preview.held;
    let held = (held > 0).then(|| view! { <p class="notice">{text.policy.will_wait(held)}</p> });
    view! { {held}{help}{changes}{new} }.into_any()
}

/// Takes the file in and hands what is new to storage.
async fn merge(store: WorkspaceStore, look: Look, work: Work, text: &'static Catalog) -> Stage {
    let logs: Vec<_> = look.file.logs.iter().collect();
    let tried = look.tried.take();
    match take_in(store, tried, &logs, &[&look.file], work, text).await {
        Ok(()) => Stage::Done(Outcome::merged(&look)),
        Err(End::Refused(error)) => {
            let words = store.try_read_once(|here| admit_words(&error, Some(here), &look.file, text));
            words.map_or(Stage::Idle, Stage::Refused)
        }
        Err(End::Stopped | End::Closed) => Stage::Idle,
    }
}
