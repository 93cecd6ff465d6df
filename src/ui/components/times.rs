//! Times as they were understood, shown beside the text that people wrote.

use leptos::prelude::*;

use crate::domain::Availability;
use crate::ui::state::words;

/// What was understood of `text`, piece by piece, and what was not; nothing for a text that says nothing of time.
#[component]
pub fn Times(
    #[prop(into)] text: Signal<String>,
    /// Says nothing where that would only repeat the text.
    #[prop(optional)]
    briefly: bool,
) -> impl IntoView {
    let words = words();
    let pieces = Memo::new(move |_| {
        text.with(|text| {
            let times = Availability::parse(text);
            let piece = |piece: &crate::domain::availability::Piece| match &piece.window {
                Some(window) => (true, words.availability.window(window)),
                None => (false, words.availability.not_understood_text(piece.text(text))),
            };
            times.pieces().iter().map(piece).collect::<Vec<_>>()
        })
    });
    let line = |(understood, words): (bool, String)| {
        let class = if understood { "" } else { "not-understood" };
        view! { <li class=class>{words}</li> }
    };
    move || {
        let pieces = pieces.get();
        let repeats = briefly && matches!(&pieces[..], [(true, words)] if text.with(|text| text.trim() == words));
        (!pieces.is_empty() && !repeats).then(|| {
            view! { <div class="times"><span>{words.availability.understood()}</span><ul>{pieces.into_iter().map(line).collect_view()}</ul></div> }
        })
    }
}
