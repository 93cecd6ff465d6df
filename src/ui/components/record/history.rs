//! What happened to a record: who, when, which field from what to what.

use leptos::prelude::*;

use crate::domain::schema::DELETED;
use crate::domain::{Kind, RecordId, Value};
use crate::i18n::Catalog;
use crate::oplog::FieldChange;
use crate::ui::components::tag::Tag;
use crate::ui::route::Route;
use crate::ui::show::Tint;
use crate::ui::state::{WorkspaceStore, clock, store, words};
use crate::ui::{action_name, doing, policy_words, show};
use crate::workspace::{Action, Edit, EditError, Entry, Workspace};

/// More changed fields than this in one entry are folded.
const MANY: usize = 5;

/// Entries shown before the rest is asked for.
const FIRST: usize = 5;

/// The history, newest first.
#[component]
pub fn History(id: RecordId) -> impl IntoView {
    let (store, text) = (store(), words());
    let whole = RwSignal::new(false);
    let audit = Route::Audit { record: Some(id.clone()) }.href();
    let evidence = (id.kind() == Some(Kind::Project)).then(|| {
        let href = Route::Evidence { id: id.clone() }.href();
        view! { " · "<a class="link small" href=href>{text.evidence.title()}</a> }
    });
    let entries = move || {
        store.try_read(|workspace| {
            let entries = workspace.history(&id);
            let shown = if whole.get() { entries.len() } else { FIRST };
            let more = (entries.len() > shown).then(|| {
                let left = entries.len() - shown;
                view! { <button type="button" class="btn btn-text btn-small no-print" on:click=move |_| whole.set(true)>{format!("{} {left}", text.nav.more())}</button> }
            });
            let list = entries.iter().take(shown).enumerate().map(|(place, entry)| past(workspace, &id, entry, place == 0)).collect::<Vec<_>>();
            view! { <ol class="past">{list}</ol>{more} }
        })
    };
    view! {
        <section class="record-part">
            <h3>{text.record.history()}</h3>
            {entries}
            <p class="no-print"><a class="link small" href=audit>{text.audit.of_record()}</a>{evidence}</p>
        </section>
    }
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
        Action::Recall { .. } => text.record.action_recall().to_owned(),
        Action::Admit => text.record.action_admit().to_owned(),
        Action::Settle => text.record.action_settle().to_owned(),
        Action::Other(_) => text.record.action_other().to_owned(),
    }
}

fn past(workspace: &Workspace, id: &RecordId, entry: &Entry, newest: bool) -> impl IntoView + use<> {
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
    let changes = changes.map(|change| change_line(workspace, id, entry, change, text)).collect::<Vec<_>>();
    let changes = if changes.len() > MANY {
        let count = text.record.filled_fields(changes.len());
        view! { <details><summary>{count}</summary>{changes}</details> }.into_any()
    } else {
        changes.into_any()
    };
    let why =
        entry.why.clone().map(|why| view! { <p class="muted">{text.errors.in_field(text.record.reason(), &why)}</p> });
    let held = entry.held.map(|hold| {
        let words = hold.settled.map_or(text.policy.not_applied(), |it| policy_words::settled(it, text));
        view! { <Tag words tint=Tint::Warn why=policy_words::held_because(hold.reason, text)/> }
    });
    let group = entry.group.clone();
    let own = entry.own && !group.is_empty();
    // An action on many records says so before it is taken back from one of them.
    let records = workspace.action(&group).map_or(1, |action| action.records);
    let label = match records {
        0 | 1 => text.record.undo_action().to_owned(),
        many => text.errors.in_field(text.record.undo_action(), &text.record.action_records(many)),
    };
    let undo = move || {
        let (group, label) = (group.clone(), label.clone());
        let take = move |_| {
            let name =
                store.peek(|workspace| workspace.action(&group).map(|it| action_name::name(workspace, &it, text)));
            let done = name.map_or_else(|| text.record.undone().to_owned(), |name| text.record.undid_it(&name));
            doing::take_back(store, &group, done, text);
        };
        let button = move || view! { <button type="button" class="link small" on:click=take>{label.clone()}</button> };
        (own && store.may_write()).then(button)
    };
    let (id, op) = (id.clone(), entry.op.clone());
    let bring_back = move || {
        let (id, op) = (id.clone(), op.clone());
        let take = move |_| {
            let edit = store.peek(|workspace| Edit::recall(workspace, &id, &op));
            recall(store, edit, op.to_string(), text);
        };
        let button =
            move || view! { <button type="button" class="link small" on:click=take>{text.record.recall()}</button> };
        (!newest && store.may_write()).then(button)
    };
    view! {
        <li>
            <p><strong>{action}</strong>" "<span class="when">{when}</span>" "{held}</p>
            {changes}
            {why}
            <p class="past-steps no-print">{undo}{bring_back}</p>
        </li>
    }
}

/// Writes a record, or a field of it, as it was after an op.
fn recall(store: WorkspaceStore, edit: Option<Edit>, of: String, text: &'static Catalog) {
    let Some(edit) = edit else { return store.announce(text.record.same_as_now()) };
    match store.submit(vec![edit], Action::Recall { of }) {
        Ok(_) => store.announce_change(text.record.recalled()),
        Err(EditError::NothingToChange) => store.announce(text.record.same_as_now()),
        Err(_) => store.announce(text.record.cannot_recall()),
    }
}

/// The entry that made the record: its op's position is the record's.
fn is_origin(id: &RecordId, entry: &Entry) -> bool {
    entry.op.to_string() == id.origin()
}

fn change_line(
    workspace: &Workspace,
    id: &RecordId,
    entry: &Entry,
    change: &FieldChange,
    text: &'static Catalog,
) -> AnyView {
    let store = store();
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
    // Of a field never filled before there is nothing to bring back; what it says now needs no bringing.
    let is_past = !change.before.is_blank() && workspace.value(id, &change.field) != change.before;
    let of = change.replaced.clone().unwrap_or_else(|| entry.op.to_string());
    let (id, field, before) = (id.clone(), change.field.clone(), change.before.clone());
    let bring_back = move || {
        let (id, field, before, of) = (id.clone(), field.clone(), before.clone(), of.clone());
        let take = move |_| recall(store, Some(Edit::choose(id.clone(), &field, before.clone())), of.clone(), text);
        let button = move || view! { <button type="button" class="link small no-print" on:click=take>{text.record.recall_field()}</button> };
        (is_past && store.may_write()).then(button)
    };
    view! { <p class="change">{text.errors.in_field(&label, &line)}" "{bring_back}</p> }.into_any()
}
