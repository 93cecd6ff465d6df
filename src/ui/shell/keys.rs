//! Keys that work on every page, and the sheet that lists them.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;

use crate::ui::doing;
use crate::ui::state::{store, words};

/// True while the person is writing in an input: keys are text there.
pub fn is_typing(event: &ev::KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<leptos::web_sys::Element>().ok());
    target.is_some_and(|target| matches!(target.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"))
}

/// Undo and redo by key, and `?` for the sheet of keys.
#[component]
pub fn Keys() -> impl IntoView {
    let (store, text) = (store(), words());
    let sheet = NodeRef::<html::Dialog>::new();
    let pressed = window_event_listener(ev::keydown, move |event| {
        if is_typing(&event) || event.alt_key() {
            return;
        }
        let with_control = event.ctrl_key() || event.meta_key();
        match (with_control, event.key().as_str()) {
            (true, "z" | "Z") if event.shift_key() && store.may_write() => doing::redo(store, text),
            (true, "z" | "Z") if store.may_write() => doing::undo(store, text),
            (true, "y" | "Y") if store.may_write() => doing::redo(store, text),
            (false, "?" | "？") => {
                if let Some(sheet) = sheet.get_untracked().filter(|sheet| !sheet.open()) {
                    let _ = sheet.show_modal();
                }
            }
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || pressed.remove());
    let close = move |_| {
        if let Some(sheet) = sheet.get_untracked() {
            sheet.close();
        }
    };
    let line = |(keys, does): (&'static str, &'static str)| view! { <dt><kbd>{keys}</kbd></dt><dd>{does}</dd> };
    let lines = [
        ("/", text.keys.search()),
        ("↑ ↓ PgUp PgDn Home End", text.keys.rows()),
        ("Enter", text.keys.open()),
        ("← →", text.keys.cells()),
        ("F2", text.keys.edit()),
        ("Tab", text.keys.next_cell()),
        ("Alt + Enter", text.keys.line_break()),
        ("Shift + ← →", text.keys.span()),
        ("Delete", text.keys.clear()),
        ("Ctrl + C / V", text.keys.copy()),
        ("Alt + ← →", text.keys.widen()),
        ("Space", text.keys.select()),
        ("Shift + ↑ ↓", text.keys.extend()),
        ("Ctrl + A", text.keys.select_all()),
        ("Esc", text.keys.leave()),
        ("Ctrl + Z", text.keys.undo()),
        ("Ctrl + Y", text.keys.redo()),
        ("F8", text.keys.lock()),
        ("?", text.keys.sheet()),
    ];
    view! {
        <dialog class="dialog" node_ref=sheet aria-label=text.keys.title()>
            <div class="dialog-body">
                <h2>{text.keys.title()}</h2>
                <dl class="keys">{lines.map(line).collect_view()}</dl>
                <div class="buttons"><button type="button" class="btn" on:click=close>{text.nav.close()}</button></div>
            </div>
        </dialog>
    }
}
