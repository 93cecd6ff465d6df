//! What the boot script says about the installed page: ready offline, or a new version waiting.

use leptos::prelude::window;
use leptos::wasm_bindgen::JsValue;

/// True when a service worker serves the page, so that it opens without the network.
pub fn offline_ready() -> bool {
    let read = |object: &JsValue, name: &str| js_sys::Reflect::get(object, &JsValue::from_str(name)).ok();
    let controller = read(&window(), "navigator")
        .and_then(|navigator| read(&navigator, "serviceWorker").filter(|it| !it.is_undefined()))
        .and_then(|worker| read(&worker, "controller"));
    let from_file = window().location().protocol().is_ok_and(|protocol| protocol == "file:");
    from_file || controller.is_some_and(|it| !it.is_null() && !it.is_undefined())
}

/// Calls one of the boot script's hooks, `window.threeLists.<name>(argument)`, if it is there.
pub fn hook(name: &str, argument: &JsValue) {
    let Some(window) = leptos::web_sys::window() else { return };
    let read = |object: &JsValue, name: &str| js_sys::Reflect::get(object, &JsValue::from_str(name)).ok();
    let Some(boot) = read(&window, "threeLists").filter(JsValue::is_object) else { return };
    if let Some(function) =
        read(&boot, name).and_then(|it| leptos::wasm_bindgen::JsCast::dyn_into::<js_sys::Function>(it).ok())
    {
        // The hook is the boot page's own; the app goes on whatever it answers.
        let _ = function.call1(&boot, argument);
    }
}
