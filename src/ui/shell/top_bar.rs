//! The top bar: what this is, search, whose workspace, the language.

use leptos::prelude::*;

use super::search::SearchBox;
use crate::i18n::Language;
use crate::storage::{BrowserPreferences, Preferences};
use crate::ui::app::LANGUAGE;
use crate::ui::route::Route;
use crate::ui::state::{location, store, words};
use crate::ui::{action_name, doing, show};

/// The bar above everything.
#[component]
pub fn TopBar(menu: RwSignal<bool>) -> impl IntoView {
    let (store, text) = (store(), words());
    let who = store.slice(move |workspace| {
        let office = workspace.my_office().map(|id| show::title(workspace, &id, text));
        (workspace.title(), office)
    });
    let label = move || if menu.get() { text.nav.close_menu() } else { text.nav.open_menu() };
    view! {
        <header class="top">
            <button
                type="button"
                class="btn btn-text btn-icon menu-button"
                aria-label=label
                aria-expanded=move || menu.get().to_string()
                aria-controls="navigation"
                on:click=move |_| menu.update(|menu| *menu = !*menu)
            >
                <svg width="20" height="20" viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" aria-hidden="true">
                    <path d="M3 5h14M3 10h14M3 15h14"/>
                </svg>
            </button>
            <a class="brand" href=Route::Overview.href() aria-label=text.nav.app()>
                <svg viewBox="0 0 24 24" aria-hidden="true">
                    <rect width="24" height="24" rx="5" fill="var(--red)"/>
                    <path d="M6 8h12M6 12h9M6 16h6" stroke="#fff" stroke-width="2" stroke-linecap="round"/>
                </svg>
                <span>{text.nav.app()}</span>
            </a>
            <SearchBox/>
            <BackAndForth/>
            <div class="who">
                <span>{move || who.get().0}</span>
                <b>{move || who.get().1}</b>
                <LanguageSwitch/>
            </div>
        </header>
    }
}

/// Undo and redo, each saying what it would do.
#[component]
fn BackAndForth() -> impl IntoView {
    let (store, text) = (store(), words());
    let undo = store.slice(move |workspace| action_name::next_undo(workspace, text));
    let redo = store.slice(move |workspace| action_name::next_redo(workspace, text));
    let undo_tip =
        move || undo.get().map_or(text.record.nothing_left_to_undo().to_owned(), |it| text.record.undo_it(&it));
    let redo_tip = move || redo.get().map_or(text.record.nothing_to_redo().to_owned(), |it| text.record.redo_it(&it));
    let idle = move |next: Memo<Option<String>>| next.with(Option::is_none) || !store.may_write();
    view! {
        <div class="back-and-forth">
            <button type="button" class="btn btn-text btn-icon" title=undo_tip aria-label=undo_tip disabled=move || idle(undo) on:click=move |_| doing::undo(store, text)>
                <svg width="20" height="20" viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M7 4 3 8l4 4M3 8h9a5 5 0 0 1 0 10H8"/></svg>
            </button>
            <button type="button" class="btn btn-text btn-icon" title=redo_tip aria-label=redo_tip disabled=move || idle(redo) on:click=move |_| doing::redo(store, text)>
                <svg width="20" height="20" viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="m13 4 4 4-4 4M17 8H8a5 5 0 0 0 0 10h4"/></svg>
            </button>
        </div>
    }
}

#[component]
fn LanguageSwitch() -> impl IntoView {
    let (store, location, text) = (store(), location(), words());
    let other = if text.language == Language::Chinese { Language::English } else { Language::Chinese };
    let turn = move |_| {
        BrowserPreferences.set(LANGUAGE, &other.code());
        location.set_unsaved(false);
        store.set_language(other);
    };
    let short = if other == Language::English { "EN" } else { other.name() };
    // What is read out holds what is seen, so that it can be called by either.
    let name = if short == other.name() { short.to_owned() } else { format!("{short} {}", other.name()) };
    view! { <button type="button" class="btn btn-text btn-small" lang=other.code() aria-label=name on:click=turn>{short}</button> }
}
