//! The first step: a file is chosen or dropped; blank sheets for those who have none.

use leptos::ev::{DragEvent, Event};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::wizard::Wizard;
use crate::domain::Kind;
use crate::ui::state::words;

/// Chooses a file.
#[component]
pub fn FileStep(wizard: Wizard) -> impl IntoView {
    let text = words();
    let over = RwSignal::new(false);
    let input = NodeRef::<html::Input>::new();
    let chosen = move |event: Event| {
        let Some(input) = event.target().and_then(|it| it.dyn_into::<HtmlInputElement>().ok()) else { return };
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            wizard.read(file);
        }
        // The same file chosen again, after it was corrected, is a change as well.
        input.set_value("");
    };
    let dragged = move |event: DragEvent| {
        event.prevent_default();
        over.set(true);
    };
    let dropped = move |event: DragEvent| {
        event.prevent_default();
        over.set(false);
        if let Some(file) = event.data_transfer().and_then(|it| it.files()).and_then(|files| files.get(0)) {
            wizard.read(file);
        }
    };
    let open = move |_| {
        if let Some(input) = input.get() {
            input.click();
        }
    };
    let template = move |kind: Kind| {
        view! { <button type="button" class="btn btn-small" on:click=move |_| wizard.save_template(kind)>{text.kind(kind)}</button> }
    };
    view! {
        <div
            class="drop"
            data-over=move || over.get().then_some("")
            on:dragover=dragged
            on:dragleave=move |_| over.set(false)
            on:drop=dropped
        >
            <input
                class="visually-hidden"
                type="file"
                id="import-file"
                tabindex="-1"
                aria-label=text.nav.choose_file()
                accept=".xlsx,.xls,.xlsm,.csv,.txt"
                node_ref=input
                on:change=chosen
            />
            <button type="button" class="btn btn-main" disabled=move || wizard.busy.get().is_some() on:click=open>{text.nav.choose_file()}</button>
            <p>{text.nav.drop_file()}</p>
            <p class="muted small">{text.import.formats()}</p>
        </div>
        <section class="stack">
            <p class="muted">{text.import.template_help()}</p>
            <div class="buttons">{Kind::LISTS.map(template).collect_view()}</div>
        </section>
    }
}
