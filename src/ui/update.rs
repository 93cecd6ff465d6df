//! What the boot script says about the installed page: ready offline, or a new version waiting.

use leptos::prelude::window;
use leptos::wasm_bindgen::{JsCast, JsValue};

/// True when a service worker serves the page, so that it opens without the network.
pub fn offline_ready() -> bool {
    let read = |object: &JsValue, name: &str| js_sys::Reflect::get(object, &JsValue::from_str(name)).ok();
    let controller = read(&window(), "navigator")
        .and_then(|navigator| read(&navigator, "serviceWorker").filter(|it| !it.is_undefined()))
        .and_then(|worker| read(&worker, "controller"));
    let from_file = window().location().protocol().is_ok_and(|protocol| protocol == "file:");
    from_file || controller.is_some_and(|it| !it.is_null() && !it.is_undefined())
}

/// True when a new version waits to be taken.
pub fn is_waiting() -> bool {
    call("updateWaiting", &JsValue::UNDEFINED).is_some_and(|answer| answer.is_truthy())
}

/// Calls one of the boot script's hooks, `window.threeLists.<name>(argument)`, if it is there.
pub fn hook(name: &str, argument: &JsValue) {
    // The hook is the boot page's own; the app goes on whatever it answers.
    let _ = call(name, argument);
}

fn call(name: &str, argument: &JsValue) -> Option<JsValue> {
    let read = |object: &JsValue, name: &str| js_sys::Reflect::get(object, &JsValue::from_str(name)).ok();
    let boot = read(leptos::web_sys::window()?.as_ref(), "threeLists").filter(JsValue::is_object)?;
    read(&boot, name)?.dyn_into::<js_sys::Function>().ok()?.call1(&boot, argument).ok()
}
