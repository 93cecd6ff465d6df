//! Several other records: those chosen, each with a way to take it out, and a box that adds one by name.

use leptos::prelude::*;

use super::entry::Entry;
use super::field::Input;
use super::filling::find;
use super::link::candidates;
use crate::domain::{Kind, RecordId};
use crate::ui::show;
use crate::ui::state::{store, words};

/// Chooses several records.
#[component]
pub fn LinksInput(input: Input, kind: Kind) -> impl IntoView {
    let (store, text) = (store(), words());
    let entry = input.entry;
    let typing = RwSignal::new(String::new());
    let add = move |name: String| match find(store, kind, name.trim()) {
        Some(id) => {
            let mut items = entry.with_untracked(|entry| entry.items().to_vec());
            if !items.iter().any(|item| item == id.as_str()) {
                items.push(id.to_string());
            }
            typing.set(String::new());
            input.set(Entry::Many(items));
        }
        None => typing.set(name),
    };
    let chosen = move |event| add(event_target_value(&event));
    let take_out = move |item: &str| {
        let items = entry.with_untracked(|entry| entry.items().iter().filter(|it| *it != item).cloned().collect());
        input.set(Entry::Many(items));
    };
    let picked = move || {
        let line = |item: String| {
            let title = RecordId::parse(&item)
                .map(|id| store.peek(|workspace| show::title(workspace, &id, text)))
                .unwrap_or_else(|_| item.clone());
            let label = format!("{} {title}", text.form.remove());
            view! { <li>{title}<button type="button" aria-label=label on:click=move |_| take_out(&item)>"×"</button></li> }
        };
        let items = entry.with(|entry| entry.items().to_vec());
        (!items.is_empty()).then(|| view! { <ul class="picked">{items.into_iter().map(line).collect_view()}</ul> })
    };
    let unknown = move || (!typing.with(String::is_empty)).then_some(text.errors.bad_link());
    let list = format!("{}-list", input.id());
    let options =
        candidates(store, kind).into_iter().map(|(_, title)| view! { <option value=title></option> }).collect_view();
    let placeholder = format!("{}…", text.form.add());
    view! {
        {picked}
        <input
            class="input"
            id=input.id()
            type="text"
            list=list.clone()
            autocomplete="off"
            placeholder=placeholder
            aria-describedby=input.described_by()
            aria-invalid=move || input.invalid()
            prop:value=move || typing.get()
            on:change=chosen
        />
        <datalist id=list>{options}</datalist>
        <span class="problem" hidden=move || unknown().is_none()>{unknown}</span>
    }
}
