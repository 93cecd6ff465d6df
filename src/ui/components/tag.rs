//! A state as a word with a tint.

use leptos::prelude::*;

use crate::ui::show::Tint;

/// A word with a tint; the word alone says it.
#[component]
pub fn Tag(#[prop(into)] words: String, tint: Tint, #[prop(optional, into)] why: String) -> impl IntoView {
    let title = (!why.is_empty()).then_some(why);
    view! { <span class=tint.class() title=title>{words}</span> }
}
