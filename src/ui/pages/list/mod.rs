//! A list with its filters, and the chosen record beside it.

mod arrange;
mod bar;
mod bulk;
mod export;
mod filters;
mod query;
mod totals;

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::{Kind, RecordId, order};
use crate::ui::components::empty_state::EmptyState;
use crate::ui::components::page_head::PageHead;
use crate::ui::components::table::{Layout, Picking, RecordTable, Selection};
use crate::ui::idle::when_idle;
use crate::ui::parts;
use crate::ui::route::Route;
use crate::ui::show;
use crate::ui::state::{location, store, words};
use crate::workspace::{Workspace, groups, run};
use bar::ListBar;
use bulk::BulkBar;
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
        let (query, asked) = (state.query(), store.asked());
        Arc::new(store.try_read(|workspace| run(workspace, &query, asked)).unwrap_or_default())
    });
    let selection = RwSignal::new(Selection::default());
    let folded = RwSignal::new(Vec::<String>::new());
    let layout = Memo::new(move |_| {
        let (query, asked) = (state.query(), store.asked());
        let groups = store.try_read(|workspace| rows.with(|rows| groups(workspace, &query, rows, asked)));
        let count = rows.with(|rows| rows.len());
        Arc::new(folded.with(|folded| Layout::of(count, groups.unwrap_or_default(), folded)))
    });
    let on_fold = Callback::new(move |value: String| {
        folded.update(|folded| match folded.iter().position(|it| *it == value) {
            Some(at) => drop(folded.remove(at)),
            None => folded.push(value),
        });
    });
    let picking = Picking { rows: rows.into(), layout: layout.into(), selection };
    let columns = Memo::new(move |_| arrange::columns(store, state));
    let counts = bar::counts(store, kind);
    let widths = arrange::widths(store, kind);
    let sums = totals::of_list(store, state, rows);
    let group = Memo::new(move |_| state.query().group);
    // The first key in the search box should not wait for the texts to be gathered.
    when_idle(move || {
        store.try_read_once(|workspace| workspace.prepare_search(kind));
    });
    let chosen = location.slice(|route| match route {
        Route::Record { id } => Some(id.clone()),
        _ => None,
    });
    let total = Memo::new(move |_| store.tally().of(kind));
    let sort = Signal::derive(move || state.query().sort);
    let sought = Signal::derive(move || state.query().text);
    let on_sort = Callback::new(move |sort| state.change(|query| query.sort = sort));
    let is_empty = Memo::new(move |_| rows.with(|rows| rows.is_empty()));
    let table = move || {
        if is_empty.get() {
            view! { <NothingHere state total/> }.into_any()
        } else {
            view! { <RecordTable kind sort on_sort open=chosen sought columns group on_fold picking widths sums/> }
                .into_any()
        }
    };
    let side = move || chosen.get().map(|id| view! { <Side id/> });
    // What is changed while conditions stand and falls outside them is told, so that nobody looks for it. Other
    // conditions begin anew.
    let last_group = move || store.try_read_once(|workspace| workspace.last_touched().map(|it| it.0)).flatten();
    let asked = Memo::new(move |_| (state.query(), last_group()));
    let hidden = Memo::new(move |_| {
        let touched = store.try_read(Workspace::last_touched).flatten();
        let Some((group, touched)) = touched.filter(|_| state.is_narrowed()) else { return 0 };
        if asked.with(|(_, before)| before.as_ref() == Some(&group)) {
            return 0;
        }
        let stands = |id: &&RecordId| {
            id.kind() == Some(kind) && store.try_read_once(|workspace| !workspace.is_archived(id)) == Some(true)
        };
        let touched = order::set(touched.iter().filter(stands));
        rows.with(|rows| touched.len() - rows.iter().filter(|id| touched.contains(id)).count())
    });
    let hidden_line = move || {
        (hidden.get() > 0).then(|| {
            view! { <span class="pending">{text.bulk.hidden(hidden.get())}</span><button type="button" class="link" on:click=move |_| state.clear()>{text.lists.clear_filters()}</button> }
        })
    };
    let sums_line = move || {
        let line = sums.with(|sums| show::totals_text(kind, &sums.whole, text));
        line.map(|line| view! { <span title=text.board.total_help()>{text.board.total()}" "{line}</span> })
    };
    let shown = move || text.lists.showing(rows.with(|rows| rows.len()), total.get());
    view! {
        <div class="split" data-open=move || chosen.with(Option::is_some).then_some("")>
            <section class="list" data-dense=move || arrange::is_dense(store).then_some("")>
                <PageHead title=text.kind(kind) about=Signal::stored(text.definition(kind).to_owned())/>
                <ListBar state unfolded counts/>
                <Filters state unfolded counts/>
                <BulkBar state picking/>
                {table}
                <p class="list-foot" role="status"><span>{shown}</span>{hidden_line}{sums_line}</p>
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
