//! Work that nobody waits for.

use std::time::Duration;

use leptos::prelude::{request_idle_callback, set_timeout, window};
use leptos::wasm_bindgen::JsValue;

/// What a browser that does not say when it is idle is given to paint in.
const PAUSE: Duration = Duration::from_millis(50);

/// Does it once the browser has nothing else to do; Safari does not say when that is.
pub fn when_idle(work: impl Fn() + 'static) {
    if js_sys::Reflect::has(&window(), &JsValue::from_str("requestIdleCallback")).unwrap_or(false) {
        request_idle_callback(work);
    } else {
        set_timeout(work, PAUSE);
    }
}
