//! What happened to a record: who, when, which field from what to what.

use leptos::prelude::*;

use crate::domain::schema::DELETED;
use crate::domain::{RecordId, Value};
use crate::i18n::Catalog;
use crate::oplog::FieldChange;
use crate::ui::components::dialog::Confirm;
use crate::ui::show;
use crate::ui::state::{clock, store, words};
use crate::workspace::{Action, Entry, Workspace};

/// More changed fields than this in one entry are folded.
const MANY: usize = 5;

/// Entries shown before the rest is asked for.
const FIRST: usize = 5;

/// Actions looked through for how many records one concerns.
const MOST: usize = 1_000;

/// The history, newest first.
#[component]
pub fn History(id: RecordId) -> impl IntoView {
    let (store, text) = (store(), words());
    let whole = RwSignal::new(false);
    let asking = RwSignal::new(None::<String>);
    let entries = move || {
        store.try_read(|workspace| {
            let entries = workspace.history(&id);
            let shown = if whole.get() { entries.len() } else { FIRST };
            let more = (entries.len() > shown).then(|| {
                let left = entries.len() - shown;
                view! { <button type="button" class="btn btn-text btn-small no-print" on:click=move |_| whole.set(true)>{format!("{} {left}", text.nav.more())}</button> }
            });
            let list = entries.iter().take(shown).map(|entry| past(workspace, &id, entry, asking)).collect::<Vec<_>>();
            view! { <ol class="past">{list}</ol>{more} }
        })
    };
    view! { <section class="record-part"><h3>{text.record.history()}</h3>{entries}<UndoQuestion asking/></section> }
}

#[component]
fn UndoQuestion(asking: RwSignal<Option<String>>) -> impl IntoView {
    let (store, text) = (store(), words());
    let body = Signal::derive(move || {
        let Some(group) = asking.get() else { return String::new() };
        let actions = store.peek(|workspace| workspace.actions(MOST));
        let records = actions.iter().find(|action| action.group == group).map_or(1, |action| action.records);
        text.record.undo_confirm(records)
    });
    let on_answer = Callback::new(move |yes: bool| {
        let Some(group) = asking.get_untracked() else { return };
        asking.set(None);
        if yes {
            let undone =
                store.change(Action::Undo { of: group.clone() }, |workspace, stamp| workspace.undo(&group, stamp));
            store.announce(if undone.is_ok() { text.record.undone() } else { text.errors.nothing_to_undo() });
        }
    });
    let open = Signal::derive(move || asking.with(Option::is_some));
    view! { <Confirm open title=text.record.undo_action() body yes=text.nav.undo() on_answer/> }
}

/// The words of an action.
pub fn action_words(action: &Action, text: &'static Catalog) -> String {
    match action {
        Action::Save => text.record.action_save().to_owned(),
        Action::Import { source } if source.is_empty() => text.record.action_import().to_owned(),
        Action::Import { source } => text.record.imported_from(source),
        Action::Sample => text.record.action_sample().to_owned(),
        Action::Undo { .. } => text.record.action_undo().to_owned(),
        Action::Resolve => text.record.action_resolve().to_owned(),
        Action::Other(_) => text.record.action_other().to_owned(),
    }
}

fn past(
    workspace: &Workspace,
    id: &RecordId,
    entry: &Entry,
    asking: RwSignal<Option<String>>,
) -> impl IntoView + use<> {
    let (store, text) = (store(), words());
    let who = entry
        .by
        .clone()
        .filter(|by| !by.is_empty())
        .map_or_else(|| entry.office.clone(), |by| format!("{} {by}", entry.office));
    let when = text.record.changed_by(&who, &text.moment(clock::local(entry.at)));
    let first = entry.changes.iter().all(|change| change.before.is_blank()) && entry.action == Action::Save;
    let archived =
        entry.changes.iter().find(|change| change.field == DELETED).map(|change| change.after == Value::Flag(true));
    let action = match archived {
        Some(true) => text.record.action_archive().to_owned(),
        Some(false) => text.record.action_restore().to_owned(),
        None if first && is_origin(id, entry) => text.record.action_create().to_owned(),
        None => action_words(&entry.action, text),
    };
    let changes = entry.changes.iter().filter(|change| !change.field.starts_with('_') && change.field != DELETED);
    let changes = changes.map(|change| change_line(workspace, id, change, text)).collect::<Vec<_>>();
    let changes = if changes.len() > MANY {
        let count = text.record.filled_fields(changes.len());
        view! { <details><summary>{count}</summary>{changes}</details> }.into_any()
    } else {
        changes.into_any()
    };
    let why =
        entry.why.clone().map(|why| view! { <p class="muted">{text.errors.in_field(text.record.reason(), &why)}</p> });
    let group = entry.group.clone();
    let own = entry.own && !group.is_empty();
    let undo = move || {
        let group = group.clone();
        let ask = move |_| asking.set(Some(group.clone()));
        let button = move || view! { <button type="button" class="link small no-print" on:click=ask>{text.record.undo_action()}</button> };
        (own && store.may_write()).then(button)
    };
    view! {
        <li>
            <p><strong>{action}</strong>" "<span class="when">{when}</span></p>
            {changes}
            {why}
            {undo}
        </li>
    }
}

/// The entry that made the record: its op's position is the record's.
fn is_origin(id: &RecordId, entry: &Entry) -> bool {
    entry.op.to_string() == id.origin()
}

fn change_line(workspace: &Workspace, id: &RecordId, change: &FieldChange, text: &'static Catalog) -> AnyView {
    let label =
        id.kind().map(|kind| text.field(kind, &change.field).to_owned()).unwrap_or_else(|| change.field.clone());
    let words = |value: &Value| show::named_value_text(workspace, id.kind(), &change.field, value, text);
    let (before, after) = (words(&change.before), words(&change.after));
    let line = if before == after {
        text.record.settled_on(&after)
    } else if before.is_empty() {
        text.record.filled_in(&after)
    } else if after.is_empty() {
        text.record.cleared(&before)
    } else {
        text.record.from_to(&before, &after)
    };
    view! { <p class="change">{text.errors.in_field(&label, &line)}</p> }.into_any()
}
