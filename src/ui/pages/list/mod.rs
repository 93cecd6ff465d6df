//! A list with its filters, and the chosen record beside it.

mod bar;
mod export;
mod filters;
mod query;

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::{Kind, RecordId};
use crate::ui::components::empty_state::EmptyState;
use crate::ui::components::page_head::PageHead;
use crate::ui::components::table::RecordTable;
use crate::ui::parts;
use crate::ui::route::Route;
use crate::ui::state::{location, store, words};
use crate::workspace::run;
use bar::ListBar;
pub use export::export;
use filters::Filters;
pub use query::ListState;

/// The list of a kind; it stays while the record beside it changes.
#[component]
pub fn ListPage(kind: Kind) -> impl IntoView {
    let (store, location, text) = (store(), location(), words());
    let state = ListState::follow(kind);
    let unfolded = RwSignal::new(state.has_filters());
    let rows = Memo::new(move |_| {
        let (query, today) = (state.query(), store.today());
        Arc::new(store.try_read(|workspace| run(workspace, &query, today)).unwrap_or_default())
    });
    let chosen = location.slice(|route| match route {
        Route::Record { id } => Some(id.clone()),
        _ => None,
    });
    let total = store.slice(move |workspace| workspace.count(kind));
    let sort = Signal::derive(move || state.query().sort);
    let on_sort = Callback::new(move |sort| state.change(|query| query.sort = sort));
    let is_empty = Memo::new(move |_| rows.with(|rows| rows.is_empty()));
    let table = move || {
        if is_empty.get() {
            view! { <NothingHere state total/> }.into_any()
        } else {
            view! { <RecordTable kind rows sort on_sort open=chosen/> }.into_any()
        }
    };
    let side = move || chosen.get().map(|id| view! { <Side id/> });
    let shown = move || text.lists.showing(rows.with(|rows| rows.len()), total.get());
    view! {
        <div class="split" data-open=move || chosen.with(Option::is_some).then_some("")>
            <section class="list">
                <PageHead title=text.kind(kind) about=Signal::stored(text.definition(kind).to_owned())/>
                <ListBar state unfolded/>
                <Filters state unfolded/>
                {table}
                <p class="list-foot" role="status">{shown}</p>
            </section>
            {side}
        </div>
    }
    .into_any()
}

#[component]
fn Side(id: RecordId) -> impl IntoView {
    let (location, text) = (location(), words());
    let kind = id.kind();
    let key = move |event: leptos::ev::KeyboardEvent| {
        if let ("Escape", Some(kind)) = (event.key().as_str(), kind) {
            location.go(&location.last_list(kind));
        }
    };
    view! {
        <aside class="side" aria-label=text.nav.details() on:keydown=key>
            {parts::record(id)}
        </aside>
    }
}

#[component]
fn NothingHere(state: ListState, total: Memo<usize>) -> impl IntoView {
    let (store, text) = (store(), words());
    let kind = state.kind;
    move || {
        let query = state.query();
        let clear = move |_| state.clear();
        if state.is_narrowed() || (query.archived && total.get() > 0) {
            let words = if query.archived { text.lists.nothing_archived() } else { text.lists.nothing_matches() };
            return view! {
                <EmptyState words><button type="button" class="btn" on:click=clear>{text.lists.clear_filters()}</button></EmptyState>
            }
            .into_any();
        }
        let begin = store.may_write().then(|| {
            view! {
                <a class="btn" href=Route::new_record(kind).href()>{text.new_record(kind)}</a>
                <a class="btn" href=Route::Import { kind }.href()>{text.lists.import()}</a>
            }
        });
        view! { <EmptyState words=text.empty_list(kind)>{begin}</EmptyState> }.into_any()
    }
}
