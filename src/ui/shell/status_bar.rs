//! The foot line, which tells the truth: saving, backup, what waits, who writes.

use leptos::prelude::*;

use super::locking::LockButton;
use crate::oplog::Timestamp;
use crate::ui::handing;
use crate::ui::route::Route;
use crate::ui::state::{SaveState, location, store, words};
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
    let backup = Memo::new(move |_| handing::backed_up_at(store));
    let changed = store.slice(move |workspace| {
        let since = backup.get().unwrap_or(i64::MIN);
        workspace.changed_since(Timestamp(since))
    });
    let age = move || handing::backup_words(backup.get(), text);
    let waiting = move || {
        (changed.get() > 0).then(|| {
            view! { <a class="pending later" href=Route::Settings.href()>{text.status.since_backup(changed.get())}</a> }
        })
    };
    view! {
        <a class="later" href=Route::Settings.href()>{age}</a>
        {waiting}
    }
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
