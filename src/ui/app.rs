//! The root: what is shared is put in context, the language and the open workspace decide what stands.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsValue;

use super::shell::NewVersion;
use super::state::{Location, WorkspaceStore};
use super::{appearance, opening, parts, update};
use crate::i18n::{Catalog, Language, catalog};
use crate::storage::{BrowserPreferences, Preferences};

/// The name under which the language is kept.
pub const LANGUAGE: &str = "language";

/// The name under which it is kept who sits here.
pub const PERSON: &str = "person";

/// How often the clock is looked at, so that lights turn at midnight.
const TICK: Duration = Duration::from_secs(60);

/// Mounts the page and opens what this machine holds.
pub fn start() {
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        update::hook("panicked", &JsValue::from_str(&info.to_string()));
    }));
    appearance::apply();
    leptos::mount::mount_to_body(App);
}

#[component]
fn App() -> impl IntoView {
    let kept = BrowserPreferences.get::<String>(LANGUAGE).and_then(|tag| Language::parse(&tag));
    let person = BrowserPreferences.get::<String>(PERSON).unwrap_or_default();
    let store = WorkspaceStore::new(kept.unwrap_or_default(), person);
    provide_context(store);
    provide_context(Location::follow());
    let _ = set_interval_with_handle(move || store.refresh_today(), TICK);
    opening::open_kept(store);
    Effect::new(move |told: Option<bool>| {
        let stands = store.is_settled();
        if stands && told != Some(true) {
            request_animation_frame(|| {
                update::hook("ready", &JsValue::UNDEFINED);
                spawn_local(parts::fetch_all());
            });
        }
        stands || told == Some(true)
    });
    move || {
        let text: &'static Catalog = catalog(store.language());
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("lang", text.language.code());
        }
        provide_context(text);
        view! {
            {page(store)}
            <NewVersion/>
        }
    }
}

fn page(store: WorkspaceStore) -> impl IntoView {
    move || {
        if !store.is_settled() {
            ().into_any()
        } else if store.is_open() {
            parts::work()
        } else if let Some(slot) = store.locked() {
            parts::unlock(slot)
        } else {
            parts::start()
        }
    }
}
