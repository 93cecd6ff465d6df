//! The backup: when it was made last, and the button that makes one.

use leptos::prelude::*;

use crate::ui::handing;
use crate::ui::state::store::BACKUP_AT;
use crate::ui::state::{clock, store, words};

/// The card of the backup.
#[component]
pub fn BackupCard() -> impl IntoView {
    let (store, text) = (store(), words());
    let last = move || match store.local(BACKUP_AT).and_then(|at| at.parse::<i64>().ok()) {
        Some(at) => text.status.last_backup(&text.age(clock::now().0 - at)),
        None => text.status.never_backed_up().to_owned(),
    };
    view! {
        <section class="card stack">
            <div><h2>{text.settings.backup()}</h2><p class="muted">{last}</p></div>
            <p>{text.settings.backup_help()}</p>
            <BackupButton main=true/>
        </section>
    }
}

/// The button that saves a backup, and what came of it.
#[component]
pub fn BackupButton(#[prop(optional)] main: bool) -> impl IntoView {
    let (store, text) = (store(), words());
    let told = RwSignal::new(None::<Result<String, String>>);
    let back_up = move |_| told.set(Some(handing::back_up(store, text).map(|name| text.settings.backed_up(&name))));
    let outcome = move || {
        told.get().map(|told| match told {
            Ok(words) => view! { <p class="notice notice-calm" role="status">{words}</p> }.into_any(),
            Err(words) => view! { <p class="notice notice-bad" role="alert">{words}</p> }.into_any(),
        })
    };
    view! {
        {outcome}
        <div class="buttons">
            <button type="button" class=if main { "btn btn-main" } else { "btn" } disabled=move || !store.may_write() on:click=back_up>
                {text.settings.backup_button()}
            </button>
        </div>
    }
}
