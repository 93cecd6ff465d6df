//! A wording with what it changed of the one before marked in it.

use leptos::prelude::*;

use crate::ui::state::words;
use crate::workspace::{Piece, difference};

/// The wording as it reads, what came underlined; below it what went and had nothing come in its place.
#[component]
pub fn Wording(before: String, now: String) -> impl IntoView {
    let text = words();
    let pieces = difference(&before, &now);
    let mut left_out = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        if let (Piece::Gone(gone), false) = (piece, matches!(pieces.get(at + 1), Some(Piece::New(_)))) {
            left_out.push(text.record.quoted(gone.trim()));
        }
    }
    let piece = |piece: Piece| match piece {
        Piece::Same(text) => Some(text.into_any()),
        Piece::Gone(_) => None,
        Piece::New(text) => Some(view! { <ins>{text}</ins> }.into_any()),
    };
    let reads = pieces.into_iter().filter_map(piece).collect::<Vec<_>>();
    let left_out = (!left_out.is_empty()).then(|| {
        let words = text.errors.in_field(text.record.left_out(), &text.list(&left_out));
        view! { <span class="left-out">{words}</span> }
    });
    view! { {reads}{left_out} }
}
