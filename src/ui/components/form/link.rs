//! Another record: a native select while they are few, a box that completes names when they are many.

use crate::domain::order;
use leptos::prelude::*;

use super::combo::{Combo, Offer};
use super::entry::Entry;
use super::field::Input;
use super::filling::find;
use crate::domain::{Kind, RecordId};
use crate::i18n::Catalog;
use crate::ui::show;
use crate::ui::state::{WorkspaceStore, store, words};

/// Up to so many records a select is quicker than typing.
const FEW: usize = 12;

/// Most records offered at a time.
const MOST: usize = 8;

/// The records of a kind with their titles, in the order of their titles.
fn candidates(store: WorkspaceStore, kind: Kind) -> Vec<(RecordId, String)> {
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
    if store.peek(|workspace| workspace.count(kind)) <= FEW {
        let all = candidates(store, kind);
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
    let typed = Callback::new(move |typed: String| input.set(Entry::Text(typed)));
    let chosen = Callback::new(move |offer: Offer| input.set(Entry::Text(offer.value)));
    // What was typed is put in the words of the record it means.
    let left = Callback::new(move |()| {
        let held = entry.with_untracked(|entry| entry.text().trim().to_owned());
        if let Some(id) = find(store, kind, &held) {
            input.set(Entry::Text(id.to_string()));
        }
    });
    let shown = Signal::derive(move || {
        let held = entry.with(|entry| entry.text().to_owned());
        match RecordId::parse(&held) {
            Ok(id) => store.peek(|workspace| show::title(workspace, &id, text)),
            Err(_) => held,
        }
    });
    let offers = Callback::new(move |typed: String| offered(store, kind, &typed, text));
    let placeholder = text.form.choose_record(text.kind_one(kind));
    view! { <Combo input shown placeholder offers typed chosen left/> }.into_any()
}

/// The records that a typed text may mean.
pub fn offered(store: WorkspaceStore, kind: Kind, typed: &str, text: &Catalog) -> Vec<Offer> {
    store.peek(|workspace| {
        let offer = |(id, alias): (RecordId, Option<String>)| Offer {
            words: show::title(workspace, &id, text),
            value: id.to_string(),
            note: alias.map(|alias| text.offer.also_called(&alias)),
        };
        workspace.offered(kind, typed, MOST).into_iter().map(offer).collect()
    })
}
