//! The foot line, which tells the truth: saving, backup, what waits, who writes.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::locking::LockButton;
use crate::ui::handing::{self, Backed};
use crate::ui::parts;
use crate::ui::reminder::FOLDER_EVERY;
use crate::ui::route::Route;
use crate::ui::state::{SaveState, WorkspaceStore, location, store, words};
use crate::ui::update;

/// The foot line.
#[component]
pub fn StatusBar() -> impl IntoView {
    let text = words();
    view! {
        <footer class="foot">
            <Saving/>
            <Backup/>
            <HandedOn/>
            <LockButton/>
            <span class="end">{move || update::offline_ready().then(|| format!("{} · ", text.status.offline_ready()))}{text.settings.version_is(env!("CARGO_PKG_VERSION"))}</span>
        </footer>
    }
}

#[component]
fn Saving() -> impl IntoView {
    let (store, location, text) = (store(), location(), words());
    let line = move || {
        match store.save_state() {
        SaveState::Failed { words, .. } => view! {
            <span class="failed" title=words.clone()>{text.status.save_failed()}</span>
            <button type="button" class="btn btn-small btn-danger" on:click=move |_| store.retry()>{text.nav.retry()}</button>
            <span class="later">{words.clone()}</span>
        }
        .into_any(),
        SaveState::Follower => view! {
            <span class="pending">{text.status.reader()}</span>
            <button type="button" class="btn btn-small" on:click=move |_| store.take_over()>{text.status.take_over()}</button>
        }
        .into_any(),
        SaveState::Opening => view! { <span class="pending">{text.status.opening()}</span> }.into_any(),
        SaveState::Saving => view! { <span class="pending">{text.status.saving()}</span> }.into_any(),
        SaveState::Saved if location.unsaved() => view! { <span class="pending">{text.status.unsaved()}</span> }.into_any(),
        SaveState::Saved => view! { <span class="saved"><span aria-hidden="true">"✓ "</span>{text.status.saved()}</span> }.into_any(),
    }
    };
    view! { <span class="saving" role="status">{line}</span> }
}

#[component]
fn Backup() -> impl IntoView {
    let (store, text) = (store(), words());
    let backed = Memo::new(move |_| handing::backed(store));
    let age = move || handing::backup_words(backed.get().at, text);
    let waiting = move || {
        let backed = backed.get();
        (backed.changes > 0).then(|| {
            let class = if backed.is_due { "pending" } else { "pending later" };
            view! { <a class=class href=Route::Settings.href()>{handing::since_words(backed, text)}</a> }
        })
    };
    by_itself(store, backed);
    view! {
        <a class="later" href=Route::Settings.href()>{age}</a>
        {waiting}
    }
}

/// Lets a backup be written to its folder whenever so many changes came as were asked for. Where that fails, it is tried
/// again after as many more.
fn by_itself(store: WorkspaceStore, backed: Memo<Backed>) {
    let tried = StoredValue::new(0_usize);
    Effect::new(move |_| {
        let Some(every) = store.local(FOLDER_EVERY).and_then(|text| text.parse::<usize>().ok()) else { return };
        let changes = backed.get().changes;
        if changes < tried.get_value() {
            tried.set_value(0);
        }
        if store.may_write() && changes >= tried.get_value().saturating_add(every.max(1)) {
            tried.set_value(changes);
            spawn_local(parts::back_up_by_itself(store));
        }
    });
}

#[component]
fn HandedOn() -> impl IntoView {
    let (store, text) = (store(), words());
    let waiting = Memo::new(move |_| handing::waiting(store));
    move || {
        (waiting.get() > 0).then(|| {
            view! { <a class="pending later" href=Route::Exchange.href()>{text.status.not_handed_on(waiting.get())}</a> }
        })
    }
}
