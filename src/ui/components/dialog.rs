//! A question that must be answered first: the native modal dialog.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;

use crate::ui::state::words;

/// Asks while `open` holds; Escape and Cancel answer no.
#[component]
pub fn Confirm(
    #[prop(into)] open: Signal<bool>,
    #[prop(into)] title: String,
    #[prop(into)] body: Signal<String>,
    #[prop(into)] yes: String,
    #[prop(optional, into)] no: Option<String>,
    #[prop(into)] on_answer: Callback<bool>,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let (open, Some(dialog)) = (open.get(), dialog.get()) else { return };
        if open && !dialog.open() {
            let _ = dialog.show_modal();
        } else if !open && dialog.open() {
            dialog.close();
        }
    });
    let refuse = move |event: ev::Event| {
        event.prevent_default();
        on_answer.run(false);
    };
    let heading = title.clone();
    view! {
        <dialog class="dialog" node_ref=dialog aria-label=title on:cancel=refuse>
            <div class="dialog-body">
                <h2>{heading}</h2>
                <p>{move || body.get()}</p>
                <div class="buttons">
                    <button type="button" class="btn" on:click=move |_| on_answer.run(false)>
                        {no.unwrap_or_else(|| words().nav.cancel().to_owned())}
                    </button>
                    <button type="button" class="btn btn-main" on:click=move |_| on_answer.run(true)>{yes}</button>
                </div>
            </div>
        </dialog>
    }
}
