//! What stands where nothing is yet: it says what to do first.

use leptos::prelude::*;

/// A sentence in an empty place, with the buttons that fill it.
#[component]
pub fn EmptyState(#[prop(into)] words: String, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    let actions = children.map(|children| view! { <div class="buttons">{children()}</div> });
    view! {
        <div class="empty">
            <svg width="56" height="56" viewBox="0 0 56 56" fill="none" stroke="#b9c1ca" stroke-width="2" aria-hidden="true">
                <rect x="10" y="6" width="36" height="44" rx="4"/>
                <path d="M18 18h20M18 27h20M18 36h12" stroke-linecap="round"/>
            </svg>
            <p>{words}</p>
            {actions}
        </div>
    }
}
