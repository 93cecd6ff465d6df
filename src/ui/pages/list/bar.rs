//! The list's buttons and its search box.

use leptos::prelude::*;

use super::arrange::Arrange;
use super::export::ExportButton;
use super::filters::FilterToggle;
use super::query::ListState;
use crate::domain::Kind;
use crate::ui::route::Route;
use crate::ui::state::{store, words};
use crate::workspace::Only;

/// What can be done with a list, and the ready-made conditions.
#[component]
pub fn ListBar(state: ListState, unfolded: RwSignal<bool>) -> impl IntoView {
    let (store, text) = (store(), words());
    let kind = state.kind;
    let typed = move |event| state.change(|query| query.text = event_target_value(&event));
    let archived = move || state.query().archived;
    let turn = move |_| state.change(|query| query.archived = !query.archived);
    let turn_label = move || if archived() { text.lists.show_live() } else { text.lists.show_archived() };
    let only = |only: Only, label: &'static str| {
        let pressed = move || state.query().only.has(only).to_string();
        view! { <button type="button" class="chip" aria-pressed=pressed on:click=move |_| state.toggle_only(only)>{label}</button> }
    };
    let due = matches!(kind, Kind::Project | Kind::Need).then(|| only(Only::Due, text.lists.only_due()));
    let mine = (kind != Kind::Office).then(|| only(Only::Mine, text.lists.only_mine()));
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
                aria-label=text.lists.search()
                placeholder=text.lists.search_hint()
                prop:value=move || state.query().text
                on:input=typed
            />
        </div>
        <div class="list-bar list-conditions">
            <div class="chips">
                {mine}
                {due}
                {only(Only::Conflicted, text.lists.only_conflicted())}
                {only(Only::Incomplete, text.lists.only_incomplete())}
                <FilterToggle state unfolded/>
            </div>
            <span class="grow"></span>
            <div class="chips arrange"><Arrange state/></div>
            <button type="button" class="btn btn-text btn-small" aria-pressed=move || archived().to_string() on:click=turn>{turn_label}</button>
        </div>
    }
}
