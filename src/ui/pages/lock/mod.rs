//! What shows while the workspace of this machine waits for its passphrase, and what is done behind it.

mod forgotten;
mod key;
mod moving;

use leptos::prelude::*;
use leptos::task::spawn_local;

use self::forgotten::Forgotten;
use self::key::unlock_words;
pub use self::key::{Refusal, change, refusal_words, unlock};
pub use self::moving::{finish_move, seal, unseal};
use crate::storage::{desks, on_lock};
use crate::ui::components::page_head::PageHead;
use crate::ui::components::passphrase::PassphraseInput;
use crate::ui::shell::locking;
use crate::ui::state::{store, words};
use crate::ui::{files, opening};

/// Asks for the passphrase of a slot and opens its workspace.
#[component]
pub fn UnlockPage(place: String) -> impl IntoView {
    let (store, text) = (store(), words());
    let (value, busy) = (RwSignal::new(String::new()), RwSignal::new(false));
    let problem = RwSignal::new(None::<String>);
    let name = RwSignal::new(String::new());
    let place = StoredValue::new(place);
    spawn_local(async move {
        let entry = desks().await.into_iter().find(|entry| place.try_with_value(|it| *it == entry.slot) == Some(true));
        let _ = name.try_set(entry.map(|it| it.title).unwrap_or_default());
    });
    // Another tab may have taken the lock off, or moved what lies here.
    let heard = place.with_value(|slot| on_lock(slot, locking::reload));
    let heard = StoredValue::new_local(Some(heard));
    on_cleanup(move || drop(heard.try_update_value(Option::take)));
    let open = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let passphrase = value.get_untracked();
        if passphrase.trim().is_empty() {
            return problem.set(Some(text.locked.empty().to_owned()));
        }
        problem.set(None);
        busy.set(true);
        spawn_local(async move {
            files::painted().await;
            let Some(slot) = place.try_get_value() else { return };
            let refused = match unlock(&slot, &passphrase).await {
                Ok(()) => {
                    opening::open_slot(store, slot).await;
                    None
                }
                Err(error) => Some(unlock_words(&error, text).to_owned()),
            };
            let _ = (busy.try_set(false), problem.try_set(refused), value.try_set(String::new()));
        });
    };
    let waits = move || {
        busy.get().then(|| view! { <p class="notice notice-calm" role="status">{text.desk_lock.opening()}</p> })
    };
    view! {
        <div class="welcome">
            <main>
                <PageHead title=text.desk_lock.ask_title() focus=false/>
                <form class="card stack" novalidate on:submit=open>
                    <p><strong>{move || name.get()}</strong></p>
                    <PassphraseInput id="desk-passphrase" value problem hint=None/>
                    {waits}
                    <div class="buttons">
                        <button type="submit" class="btn btn-main" id="desk-unlock" disabled=move || busy.get()>{text.desk_lock.open()}</button>
                        <button type="button" class="btn" on:click=move |_| store.settle(None)>{text.desk_lock.others()}</button>
                    </div>
                </form>
                <Forgotten place/>
                <p class="muted small">{text.start.privacy()}</p>
            </main>
        </div>
    }
    .into_any()
}
