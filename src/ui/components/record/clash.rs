//! Fields that offices filled differently without knowing of each other: every value with who and when, and a choice.

use leptos::prelude::*;

use crate::domain::schema::DELETED;
use crate::domain::{RecordId, Value};
use crate::i18n::Catalog;
use crate::ui::show;
use crate::ui::state::{WorkspaceStore, clock, store, words};
use crate::workspace::{Action, Edit, HeadView, Workspace};

/// One card for each conflicted field.
#[component]
pub fn Clashes(id: RecordId) -> impl IntoView {
    let (store, text) = (store(), words());
    move || {
        store.try_read(|workspace| {
            let card = |field: String| card(workspace, store, &id, field, text);
            workspace.conflicted_fields(&id).into_iter().map(card).collect::<Vec<_>>()
        })
    }
}

fn card(workspace: &Workspace, store: WorkspaceStore, id: &RecordId, field: String, text: &'static Catalog) -> AnyView {
    let deleted = field == DELETED;
    let label = id.kind().map(|kind| text.field(kind, &field).to_owned()).unwrap_or_else(|| field.clone());
    let title = if deleted {
        text.record.conflict_deleted().to_owned()
    } else {
        text.errors.in_field(&label, text.record.conflict_title())
    };
    let shown_now = workspace.value(id, &field);
    let side = |head: HeadView| {
        let words = if deleted {
            if head.value == Value::Flag(true) { text.record.archive() } else { text.record.keep() }.to_owned()
        } else {
            let words = show::named_value_text(workspace, id.kind(), &field, &head.value, text);
            if words.is_empty() { text.record.blank().to_owned() } else { words }
        };
        let who = head
            .by
            .clone()
            .filter(|by| !by.is_empty())
            .map_or_else(|| head.office.clone(), |by| format!("{} {by}", head.office));
        let source = text.record.changed_by(&who, &text.moment(clock::local(head.at)));
        let now = (head.value == shown_now)
            .then(|| view! { <span class="muted small">" · "{text.record.shown_now()}</span> });
        let (id, field, value) = (id.clone(), field.clone(), head.value);
        let choose = move |_| match store.submit(vec![Edit::choose(id.clone(), &field, value.clone())], Action::Resolve)
        {
            Ok(_) => store.announce_change(text.record.conflict_settled()),
            Err(_) => store.announce(text.errors.unexpected()),
        };
        view! {
            <li>
                <span>{words}{now}</span>
                <span class="source">{source}</span>
                <button type="button" class="btn btn-small no-print" on:click=choose>{text.record.choose_this()}</button>
            </li>
        }
    };
    let sides = workspace.heads(id, &field).into_iter().map(side).collect_view();
    view! { <section class="card clash"><h3>{title}</h3><ul>{sides}</ul></section> }.into_any()
}
