//! An address nothing stands at.

use leptos::prelude::*;

use crate::ui::components::page_head::PageHead;
use crate::ui::route::Route;
use crate::ui::state::words;

/// Says what to do next.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    let text = words();
    view! {
        <div class="page">
            <PageHead title=text.nav.not_found_title()/>
            <div class="stack">
                <p>{text.nav.not_found()}</p>
                <p><a class="btn" href=Route::Overview.href()>{text.nav.home()}</a></p>
            </div>
        </div>
    }
    .into_any()
}
