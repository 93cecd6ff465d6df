//! The search box above everything: it looks through all lists and goes to the record chosen.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;

use super::hits::Sought;
use super::keys::is_typing;
use crate::domain::RecordId;
use crate::ui::parts;
use crate::ui::route::Route;
use crate::ui::state::{location, words};

/// Finds records of any list by what they say. `/` brings the focus here.
#[component]
pub fn SearchBox() -> impl IntoView {
    let (location, text) = (location(), words());
    let input = NodeRef::<html::Input>::new();
    let typed = RwSignal::new(String::new());
    let open = RwSignal::new(false);
    let slash = window_event_listener(ev::keydown, move |event| {
        if event.key() == "/" && !is_typing(&event) && !event.ctrl_key() && !event.meta_key() {
            event.prevent_default();
            if let Some(input) = input.get_untracked() {
                let _ = input.focus();
            }
        }
    });
    on_cleanup(move || slash.remove());
    let first = RwSignal::new(None::<RecordId>);
    let close = move || {
        open.set(false);
        typed.set(String::new());
    };
    let key = move |event: ev::KeyboardEvent| match event.key().as_str() {
        "Escape" => close(),
        "Enter" if event.is_composing() || event.key_code() == 229 => {}
        "Enter" => {
            event.prevent_default();
            if let Some(id) = first.get_untracked() {
                close();
                location.go(&Route::record(id));
            }
        }
        _ => {}
    };
    let leave = move |event: ev::FocusEvent| {
        let inside = event.related_target().and_then(|target| target.dyn_into::<leptos::web_sys::Element>().ok());
        if inside.and_then(|target| target.closest(".find").ok().flatten()).is_none() {
            open.set(false);
        }
    };
    let shown = move || open.get() && !typed.with(|typed| typed.trim().is_empty());
    let on_close = Callback::new(move |()| close());
    let found = move || shown().then(|| parts::hits(Sought { typed, first, on_close }));
    view! {
        <div class="find" role="search" on:focusout=leave>
            <input
                class="input"
                type="search"
                node_ref=input
                aria-label=text.nav.search_everything()
                placeholder=text.nav.search_everything()
                autocomplete="off"
                prop:value=move || typed.get()
                on:input=move |event| { typed.set(event_target_value(&event)); open.set(true); }
                on:focus=move |_| open.set(true)
                on:keydown=key
            />
            <kbd aria-hidden="true">"/"</kbd>
            {found}
        </div>
    }
}
