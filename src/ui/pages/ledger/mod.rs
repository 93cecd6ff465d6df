//! The ledger: the same projects as entries, responsibility table, timeline and board. Nothing here is typed but entries.

mod board;
mod entries;
mod filters;
mod progress;
mod reminding;
mod table;
mod timeline;
pub mod wording;

use leptos::prelude::*;

use self::filters::{Clear, Filters, Views};
use self::reminding::Reminders;
use crate::ui::components::empty_state::EmptyState;
use crate::ui::components::page_head::PageHead;
use crate::ui::route::Route;
use crate::ui::state::{Location, location, store, words};
use crate::workspace::{LedgerQuery, LedgerView, Project, ledger};

/// Projects shown at a time.
const MOST: usize = 200;

/// What the page shows, kept in its address. `Copy`.
#[derive(Clone, Copy)]
pub struct LedgerState {
    /// What is asked.
    pub query: Memo<LedgerQuery>,
    /// All projects.
    pub all: Memo<Vec<Project>>,
    /// Those that fit.
    pub shown: Memo<Vec<Project>>,
    location: Location,
}

impl LedgerState {
    fn follow() -> LedgerState {
        let (store, location) = (store(), location());
        let query = Memo::new(move |before: Option<&LedgerQuery>| match location.route() {
            Route::Ledger { query } => LedgerQuery::parse(&query),
            _ => before.cloned().unwrap_or_default(),
        });
        let all = Memo::new(move |_| {
            let today = store.today();
            store.try_read(|workspace| ledger(workspace, today)).unwrap_or_default()
        });
        let shown = Memo::new(move |_| {
            let query = query.get();
            all.with(|all| all.iter().filter(|it| query.fits(it)).cloned().collect::<Vec<_>>())
        });
        LedgerState { query, all, shown, location }
    }

    /// Asks anew, in the address.
    pub fn change(self, change: impl FnOnce(&mut LedgerQuery)) {
        let mut query = self.query.get_untracked();
        change(&mut query);
        self.location.replace(Route::Ledger { query: query.to_query() });
    }
}

/// The page.
#[component]
pub fn LedgerPage() -> impl IntoView {
    let (store, text) = (store(), words());
    let state = LedgerState::follow();
    let view = Memo::new(move |_| state.query.with(|it| it.view));
    let title = Signal::derive(move || wording::view(view.get(), text).to_owned());
    let counts = Memo::new(move |_| (state.shown.with(Vec::len), state.all.with(Vec::len)));
    let body = move || match (counts.get(), view.get()) {
        ((_, 0), _) => view! { <EmptyState words=text.ledger.none()/> }.into_any(),
        ((0, _), _) => view! { <EmptyState words=text.ledger.none_fit()/> }.into_any(),
        (_, LedgerView::Entries) => view! { <entries::Entries state/> }.into_any(),
        (_, LedgerView::Table) => view! { <table::Table state/> }.into_any(),
        (_, LedgerView::Timeline) => view! { <timeline::TimelineView state/> }.into_any(),
        (_, LedgerView::Board) => view! { <board::BoardView state/> }.into_any(),
    };
    let shown = move || {
        let (shown, all) = counts.get();
        (all > 0).then(|| text.ledger.shown(shown, all))
    };
    let cut = move || {
        let (shown, _) = counts.get();
        (shown > MOST).then(|| view! { <p class="notice no-print">{text.ledger.first_shown(MOST)}</p> })
    };
    let print = move |_| drop(window().print());
    let drawn_up = move || {
        let office = store.try_read(|it| it.my_office().map(|office| it.title_of(&office))).flatten();
        [
            text.errors.in_field(text.ledger.signature(), &office.unwrap_or_default()),
            text.errors.in_field(text.ledger.made_on(), &text.day(store.today())),
        ]
        .join("\u{3000}")
    };
    view! {
        // Paper lies across while this page stands; browsers tried did not follow a page rule with a name.
        <style>"@page { size: A4 landscape; margin: 12mm; }"</style>
        <div class="page ledger">
            <PageHead title about=Signal::stored(text.ledger.intro().to_owned())/>
            <div class="stack">
                <Reminders state/>
                <div class="ledger-bar no-print">
                    <Views state/>
                    <span class="grow"></span>
                    <button type="button" class="btn btn-text" on:click=print>{text.ledger.print()}</button>
                    <a class="btn btn-text" href=Route::Report { query: String::new() }.href()>{text.ledger.report()}</a>
                </div>
                <Filters state/>
                <div class="ledger-count"><p class="muted small" role="status">{shown}</p><Clear state/></div>
                {cut}
                {body}
                <p class="print-only">{drawn_up}</p>
            </div>
        </div>
    }
    .into_any()
}
