//! The page for the place. A list stays in place while the record beside it changes.

use leptos::prelude::*;

use crate::domain::{Kind, RecordId};
use crate::ui::pages::conflicts::ConflictsPage;
use crate::ui::pages::edit::{EditPage, NewPage, RecordPage};
use crate::ui::pages::evaluation::{EvaluationPage, SchemePage, SheetPage};
use crate::ui::pages::exchange::ExchangePage;
use crate::ui::pages::import::ImportPage;
use crate::ui::pages::list::ListPage;
use crate::ui::pages::not_found::NotFoundPage;
use crate::ui::pages::overview::OverviewPage;
use crate::ui::pages::settings::SettingsPage;
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
        other => Page::Other(other.clone()),
    }
}

/// The page.
#[component]
pub fn Outlet() -> impl IntoView {
    let page = location().slice(page_of);
    move || match page.get() {
        Page::List(kind) => view! { <ListPage kind/> }.into_any(),
        Page::Alone(id) => view! { <RecordPage id/> }.into_any(),
        Page::Other(Route::Overview) => view! { <OverviewPage/> }.into_any(),
        Page::Other(Route::New { kind, given }) => view! { <NewPage kind given/> }.into_any(),
        Page::Other(Route::Edit { id }) => view! { <EditPage id/> }.into_any(),
        Page::Other(Route::Conflicts) => view! { <ConflictsPage/> }.into_any(),
        Page::Other(Route::Exchange) => view! { <ExchangePage/> }.into_any(),
        Page::Other(Route::Settings) => view! { <SettingsPage/> }.into_any(),
        Page::Other(Route::Import { kind }) => view! { <ImportPage kind/> }.into_any(),
        Page::Other(Route::Evaluation) => view! { <EvaluationPage/> }.into_any(),
        Page::Other(Route::Scheme { id }) => view! { <SchemePage id/> }.into_any(),
        Page::Other(Route::Sheet { id }) => view! { <SheetPage id/> }.into_any(),
        Page::Other(_) => view! { <NotFoundPage/> }.into_any(),
    }
}
