//! Work that nobody waits for.

use std::time::Duration;

use leptos::prelude::{SetValue, StoredValue, UpdateValue, request_idle_callback, set_timeout, untrack, window};
use leptos::wasm_bindgen::JsValue;

/// What a browser that does not say when it is idle is given to paint in.
const PAUSE: Duration = Duration::from_millis(50);

/// A piece of work that is asked for often and done once the browser has nothing else to do: once for however many calls
/// come before it, and not at all when whoever asked is gone.
pub fn put_off(work: impl Fn() + Clone + 'static) -> impl Fn() {
    let waiting = StoredValue::new(false);
    move || {
        if waiting.try_update_value(|waiting| std::mem::replace(waiting, true)) != Some(false) {
            return;
        }
        let work = work.clone();
        when_idle(move || {
            if waiting.try_set_value(false).is_none() {
                untrack(&work);
            }
        });
    }
}

/// Does it once the browser has nothing else to do; Safari does not say when that is.
pub fn when_idle(work: impl Fn() + 'static) {
    if js_sys::Reflect::has(&window(), &JsValue::from_str("requestIdleCallback")).unwrap_or(false) {
        request_idle_callback(work);
    } else {
        set_timeout(work, PAUSE);
    }
}
