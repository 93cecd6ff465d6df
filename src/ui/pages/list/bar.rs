//! The list's buttons and its search box.

use leptos::prelude::*;

use super::arrange::Arrange;
use super::export::ExportButton;
use super::filters::FilterToggle;
use super::query::ListState;
use crate::domain::Kind;
use crate::i18n::Catalog;
use crate::ui::idle::put_off;
use crate::ui::route::Route;
use crate::ui::state::{WorkspaceStore, store, words};
use crate::workspace::{Only, only_counts};

/// What can be done with a list, and the ready-made conditions.
#[component]
pub fn ListBar(state: ListState, unfolded: RwSignal<bool>, counts: RwSignal<Vec<(Only, usize)>>) -> impl IntoView {
    let (store, text) = (store(), words());
    let kind = state.kind;
    let typed = move |event| state.change(|query| query.text = event_target_value(&event));
    let archived = move || state.query().archived;
    let turn = move |_| state.change(|query| query.archived = !query.archived);
    let turn_label = move || if archived() { text.lists.show_live() } else { text.lists.show_archived() };
    // What people ask first; the others stand among the filters, and here while they are pressed.
    let first: Vec<Only> =
        [Only::Mine, Only::Waiting, Only::Due, Only::Unused].into_iter().filter(|it| it.suits(kind)).collect();
    let chips = move || {
        let query = state.query();
        let also = Only::ALL.into_iter().map(|(only, _)| only).filter(|it| query.only.has(*it) && !first.contains(it));
        let chip = |only: Only| view! { <OnlyChip state only counts/> };
        first.iter().copied().chain(also).map(chip).collect_view()
    };
    let print = move |_| drop(window().print());
    let actions = move || {
        store.may_write().then(|| {
            view! {
                <a class="btn btn-main" href=Route::new_record(kind).href()>{text.new_record(kind)}</a>
                <a class="btn" href=Route::Import { kind }.href()>{text.lists.import()}</a>
            }
        })
    };
    view! {
        <div class="list-bar">
            {actions}
            <ExportButton state/>
            <button type="button" class="btn btn-text" on:click=print>{text.record.print()}</button>
            <span class="grow"></span>
            <input
                class="input"
                type="search"
                autocomplete="off"
                aria-label=text.lists.search()
                placeholder=text.lists.search_hint()
                prop:value=move || state.query().text
                on:input=typed
            />
        </div>
        <div class="list-bar list-conditions">
            <div class="chips">
                {chips}
                <FilterToggle state unfolded/>
            </div>
            <span class="grow"></span>
            <div class="chips arrange"><Arrange state/></div>
            <button type="button" class="btn btn-text btn-small" aria-pressed=move || archived().to_string() on:click=turn>{turn_label}</button>
        </div>
    }
}

/// One of the ready-made conditions, with how many records of the whole list fit it.
#[component]
pub fn OnlyChip(state: ListState, only: Only, counts: RwSignal<Vec<(Only, usize)>>) -> impl IntoView {
    let text = words();
    let pressed = move || state.query().only.has(only).to_string();
    let count = move || counts.with(|counts| counts.iter().find(|it| it.0 == only).map(|it| it.1));
    view! {
        <button type="button" class="chip" aria-pressed=pressed on:click=move |_| state.toggle_only(only)>
            {only_words(only, text)}
            {move || count().map(|count| view! { <b>{count}</b> })}
        </button>
    }
}

fn only_words(only: Only, text: &Catalog) -> &'static str {
    match only {
        Only::Conflicted => text.lists.only_conflicted(),
        Only::Mine => text.lists.only_mine(),
        Only::Due => text.lists.only_due(),
        Only::Incomplete => text.lists.only_incomplete(),
        Only::Overdue => text.board.only_overdue(),
        Only::Waiting => text.board.only_waiting(),
        Only::Unused => text.board.only_unused(),
        Only::Unconfirmed => text.board.only_unconfirmed(),
        Only::NotHandedOn => text.board.only_not_handed_on(),
    }
}

/// How many records fit each condition, counted when nobody waits for anything, and again when the workspace changes.
pub fn counts(store: WorkspaceStore, kind: Kind) -> RwSignal<Vec<(Only, usize)>> {
    let counts = RwSignal::new(Vec::new());
    let count = put_off(move || {
        let asked = store.asked();
        if let Some(counted) = store.try_read_once(|workspace| only_counts(workspace, kind, asked)) {
            counts.set(counted);
        }
    });
    Effect::new(move |_| {
        store.asked();
        store.try_read(|_| ());
        count();
    });
    counts
}
