//! What the page tells in passing: a line that goes away by itself, and a new version that waits.

use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsValue;

use crate::ui::state::{store, words};
use crate::ui::{doing, update};

/// How long a line stands.
const STAY: Duration = Duration::from_secs(7);

/// The last thing told, for a while; read out politely.
#[component]
pub fn Told() -> impl IntoView {
    let (store, text) = (store(), words());
    let timer = StoredValue::new_local(None::<TimeoutHandle>);
    Effect::new(move |_| {
        let told = !store.announcement().words.is_empty();
        timer.update_value(|timer| {
            timer.take().inspect(TimeoutHandle::clear);
            *timer = told.then(|| set_timeout_with_handle(move || store.announce(""), STAY).ok()).flatten();
        });
    });
    on_cleanup(move || {
        timer.try_update_value(|timer| timer.take().inspect(TimeoutHandle::clear));
    });
    let undo = move |_| doing::undo(store, text);
    let line = move || {
        let told = store.announcement();
        let back = (told.can_undo && store.may_write())
            .then(|| view! { <button type="button" class="link" on:click=undo>{text.nav.undo()}</button> });
        (!told.words.is_empty()).then(|| view! { <p>{told.words}{back}</p> })
    };
    view! { <div class="told" role="status" aria-live="polite">{line}</div> }
}

/// Says that a new version waits; it is taken when the person says so.
#[component]
pub fn NewVersion() -> impl IntoView {
    let text = words();
    let waiting = RwSignal::new(update::is_waiting());
    let heard = window_event_listener(ev::Custom::<ev::Event>::new("three-lists:update"), move |_| waiting.set(true));
    on_cleanup(move || heard.remove());
    let take = |_| update::hook("applyUpdate", &JsValue::UNDEFINED);
    move || {
        waiting.get().then(|| {
            view! {
                <div class="notice notice-calm new-version" role="status">
                    <p>{text.nav.update_ready()}</p>
                    <button type="button" class="btn" on:click=take>{text.nav.update_now()}</button>
                    <button type="button" class="btn btn-text" on:click=move |_| waiting.set(false)>{text.nav.update_later()}</button>
                </div>
            }
        })
    }
}
