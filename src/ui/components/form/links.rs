//! Several other records: those chosen, each with a way to take it out, and a box that adds one by name.

use leptos::prelude::*;

use super::combo::{Combo, Offer};
use super::entry::Entry;
use super::field::Input;
use super::filling::find;
use super::link::offered;
use crate::domain::{Kind, RecordId};
use crate::ui::show;
use crate::ui::state::{store, words};

/// Chooses several records.
#[component]
pub fn LinksInput(input: Input, kind: Kind) -> impl IntoView {
    let (store, text) = (store(), words());
    let entry = input.entry;
    let typing = RwSignal::new(String::new());
    // A name that nobody goes by stays among those chosen, and keeps the form from being saved without it.
    let add = move |name: String| {
        let name = name.trim();
        if name.is_empty() {
            return;
        }
        let item = find(store, kind, name).map_or_else(|| name.to_owned(), |id| id.to_string());
        let mut items = entry.with_untracked(|entry| entry.items().to_vec());
        if !items.contains(&item) {
            items.push(item);
        }
        typing.set(String::new());
        input.set(Entry::Many(items));
        input.filling.check(input.field);
    };
    let typed = Callback::new(move |name: String| typing.set(name));
    let chosen = Callback::new(move |offer: Offer| add(offer.value));
    let left = Callback::new(move |()| add(typing.get_untracked()));
    // A name that was typed and not chosen is taken first; what is saved next holds it.
    let key = move |event: leptos::ev::KeyboardEvent| {
        let is_end =
            matches!(event.key().as_str(), "Enter" | "Tab") && !event.is_composing() && event.key_code() != 229;
        if !is_end || typing.with_untracked(|typing| typing.trim().is_empty()) {
            return;
        }
        add(typing.get_untracked());
        if event.key() == "Enter" {
            event.prevent_default();
            event.stop_propagation();
        }
    };
    let offers = Callback::new(move |typed: String| {
        let mut offers = offered(store, kind, &typed, text);
        entry.with_untracked(|entry| offers.retain(|offer| !entry.items().contains(&offer.value)));
        offers
    });
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
    let placeholder = format!("{}…", text.form.add());
    view! {
        {picked}
        <div on:keydown=key><Combo input shown=typing placeholder offers typed chosen left/></div>
    }
}
