//! The search box above everything: it looks through all lists and goes to the record chosen.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;

use super::keys::is_typing;
use crate::domain::{Kind, RecordId};
use crate::ui::components::marked::marked;
use crate::ui::route::Route;
use crate::ui::show;
use crate::ui::state::{location, store, words};
use crate::workspace::{ListQuery, Words, run};

/// Hits shown of each kind.
const MOST: usize = 4;

/// Finds records of any list by what they say. `/` brings the focus here.
#[component]
pub fn SearchBox() -> impl IntoView {
    let (store, location, text) = (store(), location(), words());
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
    let hits = Memo::new(move |_| {
        let (words, asked) = (typed.get(), store.asked());
        if words.trim().is_empty() || !open.get() {
            return Vec::new();
        }
        let of_kind = |kind: Kind| {
            let query = ListQuery { text: words.clone(), ..ListQuery::new(kind) };
            store.try_read(|workspace| {
                let ids = run(workspace, &query, asked).into_iter().take(MOST);
                ids.map(|id| (show::title(workspace, &id, text), id)).collect::<Vec<(String, RecordId)>>()
            })
        };
        Kind::LISTS.into_iter().filter_map(of_kind).flatten().collect()
    });
    let close = move || {
        open.set(false);
        typed.set(String::new());
    };
    let key = move |event: ev::KeyboardEvent| match event.key().as_str() {
        "Escape" => close(),
        "Enter" => {
            event.prevent_default();
            if let Some((_, id)) = hits.with_untracked(|hits| hits.first().cloned()) {
                close();
                location.go(&Route::record(id));
            }
        }
        _ => {}
    };
    let line = move |(title, id): (String, RecordId)| {
        let kind = id.kind().map(|kind| text.kind_one(kind));
        view! { <li><a href=Route::record(id).href() on:click=move |_| close()><span>{typed.with_untracked(|typed| marked(&title, &Words::of(typed)))}</span><span class="muted small">{kind}</span></a></li> }
    };
    let leave = move |event: ev::FocusEvent| {
        let inside = event.related_target().and_then(|target| target.dyn_into::<leptos::web_sys::Element>().ok());
        if inside.and_then(|target| target.closest(".find").ok().flatten()).is_none() {
            open.set(false);
        }
    };
    let shown = move || open.get() && !typed.with(|typed| typed.trim().is_empty());
    let found = move || {
        shown().then(|| {
            let hits = hits.get();
            if hits.is_empty() {
                return view! { <div class="hits"><p class="muted">{text.lists.nothing_matches()}</p></div> }
                    .into_any();
            }
            view! { <ul class="hits">{hits.into_iter().map(line).collect_view()}</ul> }.into_any()
        })
    };
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
