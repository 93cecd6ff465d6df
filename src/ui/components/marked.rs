//! A text with what was searched for marked in it.

use leptos::prelude::*;

use crate::workspace::Words;

/// The text, its hits in `<mark>`.
pub fn marked(text: &str, sought: &Words) -> AnyView {
    if sought.is_empty() {
        return text.to_owned().into_any();
    }
    let mut pieces: Vec<AnyView> = Vec::new();
    let mut at = 0;
    for hit in sought.marks(text) {
        pieces.push(text[at..hit.start].to_owned().into_any());
        pieces.push(view! { <mark>{text[hit.clone()].to_owned()}</mark> }.into_any());
        at = hit.end;
    }
    pieces.push(text[at..].to_owned().into_any());
    pieces.into_any()
}
