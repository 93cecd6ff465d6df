//! Locking what is open: by key, by button, after a while without input, and because another tab did.
//!
//! Locking is loading the page anew: nothing of the workspace or its key is left in its memory then.

use std::time::Duration;

use gloo_timers::future::TimeoutFuture;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;

use crate::i18n::Catalog;
use crate::storage::{announce_lock, last_input, note_input, now_ms, on_lock};
use crate::ui::state::store::IDLE_MINUTES;
use crate::ui::state::{Location, SaveState, WorkspaceStore, location, store, words};

/// The key that locks. No browser has one for it and no input method takes it.
const KEY: &str = "F8";

/// How often it is looked at whether anybody is there.
const TICK: Duration = Duration::from_secs(10);

/// What was typed last becomes a draft in this time.
const DRAFT_MS: u32 = 600;

/// How often, and after which pause, it is asked whether everything is saved.
const SAVING_MS: u32 = 50;
const MOST_ASKED: u32 = 200;

/// What counts as somebody being there.
const INPUT: [&str; 6] = ["keydown", "pointerdown", "pointermove", "wheel", "touchstart", "focus"];

/// Minutes without input before the page locks, as chosen; 10 where nothing was.
pub fn idle_minutes(store: WorkspaceStore) -> u32 {
    store.local(IDLE_MINUTES).and_then(|it| it.parse().ok()).unwrap_or(10)
}

/// Locks, once everything is kept; says why it does not.
pub fn lock(store: WorkspaceStore, location: Location, text: &'static Catalog, tell_others: bool) {
    let Some(desk) = store.desk().filter(|_| store.begin_leaving()) else { return };
    // What is saved when it is left, is left.
    if let Some(typed) = document().active_element().and_then(|it| it.dyn_into::<leptos::web_sys::HtmlElement>().ok()) {
        let _ = typed.blur();
    }
    hide(true);
    spawn_local(async move {
        TimeoutFuture::new(DRAFT_MS).await;
        let mut asked = 0;
        while store.has_waiting() && asked < MOST_ASKED && !matches!(store.save_state_now(), SaveState::Failed { .. }) {
            TimeoutFuture::new(SAVING_MS).await;
            asked += 1;
        }
        let refused = match (store.has_waiting(), location.is_unkept()) {
            (true, _) => Some(text.desk_lock.not_kept()),
            // A tab that only follows could not save it, and what it follows may lie elsewhere by now.
            (_, true) if tell_others || !store.is_follower() => Some(text.desk_lock.unsaved()),
            _ => None,
        };
        if let Some(words) = refused {
            store.stay();
            hide(false);
            return store.announce(words);
        }
        if tell_others {
            announce_lock(desk.slot());
        }
        reload();
    });
}

/// Loads the page anew.
pub fn reload() {
    // Where the browser refuses, the page stays hidden.
    let _ = window().location().reload();
}

fn hide(hidden: bool) {
    if let Some(root) = document().document_element() {
        let _ = if hidden { root.set_attribute("hidden", "") } else { root.remove_attribute("hidden") };
    }
}

/// Hears when another tab locks; of a locked desk also watches for the key and for nobody being there.
#[component]
pub fn Locking() -> impl IntoView {
    let (store, location, text) = (store(), location(), words());
    let Some(slot) = store.desk().map(|desk| desk.slot().to_owned()) else { return };
    let heard = on_lock(&slot, move || lock(store, location, text, false));
    let heard = StoredValue::new_local(Some(heard));
    on_cleanup(move || drop(heard.try_update_value(Option::take)));
    if !store.is_sealed() {
        return;
    }
    let pressed = window_event_listener(ev::keydown, move |event| {
        if event.key() == KEY && !event.ctrl_key() && !event.alt_key() && !event.meta_key() && !event.shift_key() {
            event.prevent_default();
            lock(store, location, text, true);
        }
    });
    let last = StoredValue::new(now_ms());
    let slot = StoredValue::new(slot);
    // Somebody may be working in another tab.
    let is_idle = move || {
        let since = now_ms().saturating_sub(u64::from(untrack(|| idle_minutes(store))) * 60_000);
        last.get_value() <= since && slot.with_value(|slot| last_input(slot)) <= since
    };
    let check = move || {
        let is_idle = is_idle();
        // What nobody saved and no draft keeps is not dropped.
        if is_idle && !location.is_unkept() && !store.has_waiting() {
            lock(store, location, text, true);
        }
        is_idle
    };
    // A machine that slept wakes with a touch: that one locks.
    let touched = move |_| {
        if !check() {
            last.set_value(now_ms());
        }
    };
    let inputs = INPUT.map(|name| window_event_listener_untyped(name, touched));
    let watch = set_interval_with_handle(
        move || {
            let here = last.get_value();
            if slot.with_value(|slot| last_input(slot)) < here {
                slot.with_value(|slot| note_input(slot, here));
            }
            check();
        },
        TICK,
    );
    on_cleanup(move || {
        pressed.remove();
        inputs.into_iter().for_each(|it| it.remove());
        watch.iter().for_each(IntervalHandle::clear);
    });
}

/// The button in the foot line.
#[component]
pub fn LockButton() -> impl IntoView {
    let (store, location, text) = (store(), location(), words());
    store.is_sealed().then(|| {
        view! {
            <button type="button" class="btn btn-small" id="lock-now" title=text.desk_lock.lock_now_tip() on:click=move |_| lock(store, location, text, true)>
                {text.desk_lock.lock_now()}
            </button>
        }
    })
}
