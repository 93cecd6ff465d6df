//! The page for the place. A list stays in place while the record beside it changes.

use leptos::prelude::*;

use crate::domain::{Kind, RecordId};
use crate::ui::pages::board::BoardPage;
use crate::ui::pages::edit::RecordPage;
use crate::ui::parts;
use crate::ui::route::Route;
use crate::ui::state::location;

/// What must be built anew when it changes.
#[derive(Clone, PartialEq)]
enum Page {
    List(Kind),
    Alone(RecordId),
    Other(Route),
}

fn page_of(route: &Route) -> Page {
    match route {
        Route::List { kind, .. } => Page::List(*kind),
        Route::Record { id } => match id.kind().filter(|kind| Kind::LISTS.contains(kind)) {
            Some(kind) => Page::List(kind),
            None => Page::Alone(id.clone()),
        },
        // These pages follow what their address asks and stay.
        Route::Ledger { .. } => Page::Other(Route::Ledger { query: String::new() }),
        Route::Report { .. } => Page::Other(Route::Report { query: String::new() }),
        other => Page::Other(other.clone()),
    }
}

/// The page.
#[component]
pub fn Outlet() -> impl IntoView {
    let page = location().slice(page_of);
    move || match page.get() {
        Page::List(kind) => parts::list(kind),
        Page::Alone(id) => view! { <RecordPage id/> }.into_any(),
        Page::Other(Route::Overview) => view! { <BoardPage/> }.into_any(),
        Page::Other(route) => parts::desk(route),
    }
}
