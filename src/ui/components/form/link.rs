//! Another record: a native select while they are few, a box that completes names when they are many.

use crate::domain::order;
use leptos::prelude::*;

use super::entry::Entry;
use super::field::Input;
use super::filling::find;
use crate::domain::{Kind, RecordId};
use crate::ui::show;
use crate::ui::state::{WorkspaceStore, store, words};

/// Up to so many records a select is quicker than typing.
const FEW: usize = 12;

/// The records of a kind with their titles, in the order of their titles.
pub fn candidates(store: WorkspaceStore, kind: Kind) -> Vec<(RecordId, String)> {
    let text = words();
    let mut all: Vec<_> = store.peek(|workspace| {
        workspace.ids(kind).into_iter().map(|id| (id.clone(), show::title(workspace, &id, text))).collect()
    });
    order::sort_by(&mut all, |(id, title), (other, its)| title.cmp(its).then_with(|| id.cmp(other)));
    all
}

/// Chooses one record.
#[component]
pub fn LinkInput(input: Input, kind: Kind) -> impl IntoView {
    let (store, text) = (store(), words());
    let entry = input.entry;
    let all = candidates(store, kind);
    if all.len() <= FEW {
        let option = move |(id, title): (RecordId, String)| {
            let value = id.to_string();
            let chosen = move || entry.with(|entry| entry.text() == id.as_str());
            view! { <option value=value selected=chosen>{title}</option> }
        };
        let chosen = move |event| input.set(Entry::Text(event_target_value(&event)));
        return view! {
            <select
                class="input"
                id=input.id()
                aria-describedby=input.described_by()
                aria-invalid=move || input.invalid()
                on:change=chosen
            >
                <option value="" selected=move || entry.with(|entry| entry.text().is_empty())>{text.form.choose()}</option>
                {all.into_iter().map(option).collect_view()}
            </select>
        }
        .into_any();
    }
    let list = format!("{}-list", input.id());
    let typed = move |event| {
        let name = event_target_value(&event);
        let known = find(store, kind, name.trim()).map(|id| id.to_string());
        input.set(Entry::Text(known.unwrap_or(name)));
    };
    let shown = move || {
        let held = entry.with(|entry| entry.text().to_owned());
        match RecordId::parse(&held) {
            Ok(id) => store.peek(|workspace| show::title(workspace, &id, text)),
            Err(_) => held,
        }
    };
    let options = all.into_iter().map(|(_, title)| view! { <option value=title></option> }).collect_view();
    view! {
        <input
            class="input"
            id=input.id()
            type="text"
            list=list.clone()
            autocomplete="off"
            placeholder=text.form.choose_office()
            aria-describedby=input.described_by()
            aria-invalid=move || input.invalid()
            prop:value=shown
            on:change=typed
        />
        <datalist id=list>{options}</datalist>
    }
    .into_any()
}
