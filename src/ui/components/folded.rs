//! What stands folded: whether it is open is the element's word alone, as a person opens it without asking the page.

use leptos::ev::Event;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::Element;

/// True when the `details` that a `toggle` event came from stands open.
pub fn is_open(event: &Event) -> bool {
    let details = event.target().and_then(|it| it.dyn_into::<Element>().ok());
    details.is_some_and(|it| it.has_attribute("open"))
}
