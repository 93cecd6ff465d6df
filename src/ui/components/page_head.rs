//! The title of a page, the sentence that says what it is, and where the focus goes when the page changes.

use leptos::html;
use leptos::prelude::*;

use crate::ui::state::{store, words};

/// A page's title; it names the browser tab and takes the focus once, so that a screen reader reads on from here.
#[component]
pub fn PageHead(
    #[prop(into)] title: Signal<String>,
    #[prop(optional, into)] about: Option<Signal<String>>,
    /// False where the page stays while only a part of it changes.
    #[prop(default = true)]
    focus: bool,
) -> impl IntoView {
    let heading = NodeRef::<html::H1>::new();
    let text = words();
    let store = store();
    // The browser's history keeps titles, and records stand in some: of a locked desk nothing is told.
    Effect::new(move |_| match store.is_sealed() {
        true => document().set_title(text.nav.app()),
        false => document().set_title(&text.nav.title(&title.get())),
    });
    Effect::new(move |done: Option<bool>| match heading.get() {
        Some(heading) if done != Some(true) && focus => heading.focus().is_ok(),
        _ => done.unwrap_or(false),
    });
    view! {
        <div class="page-head">
            <h1 node_ref=heading tabindex="-1">{move || title.get()}</h1>
            {about.map(|about| view! { <p>{move || about.get()}</p> })}
        </div>
    }
}
