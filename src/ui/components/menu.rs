//! A button that unfolds a small panel: the native disclosure, closed by Escape and when the focus goes elsewhere.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;

/// The panel under a chip with this label.
#[component]
pub fn Menu(#[prop(into)] label: String, children: Children) -> impl IntoView {
    let menu = NodeRef::<html::Details>::new();
    let summary = NodeRef::<html::Summary>::new();
    let close = move || {
        if let Some(menu) = menu.get_untracked() {
            menu.set_open(false);
        }
    };
    let key = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" && menu.get_untracked().is_some_and(|menu| menu.open()) {
            event.stop_propagation();
            close();
            if let Some(summary) = summary.get_untracked() {
                let _ = summary.focus();
            }
        }
    };
    let leave = move |event: ev::FocusEvent| {
        // A click on what takes no focus goes nowhere; one elsewhere does.
        let next = event.related_target().and_then(|target| target.dyn_into::<leptos::web_sys::Node>().ok());
        if let (Some(menu), Some(next)) = (menu.get_untracked(), next)
            && !menu.contains(Some(&next))
        {
            close();
        }
    };
    view! {
        <details class="menu" node_ref=menu on:keydown=key on:focusout=leave>
            <summary class="chip" node_ref=summary>{label}</summary>
            <div class="menu-body">{children()}</div>
        </details>
    }
}
