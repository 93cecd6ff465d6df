//! Passphrases: the input, and opening a file that one locks.

use std::rc::Rc;

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::form::Labelled;
use crate::exchange::{UnlockError, unlock};
use crate::i18n::Catalog;
use crate::ui::files::{self, Picked};
use crate::ui::state::words;

/// An input for a passphrase, which can be shown while it is typed.
#[component]
pub fn PassphraseInput(
    id: &'static str,
    value: RwSignal<String>,
    #[prop(into)] problem: Signal<Option<String>>,
    #[prop(optional_no_strip)] hint: Option<&'static str>,
) -> impl IntoView {
    let text = words();
    let shown = RwSignal::new(false);
    let place = NodeRef::<html::Input>::new();
    place.on_load(|input| drop(input.focus()));
    view! {
        <Labelled id label=text.locked.passphrase() hint problem>
            <input
                class="input"
                id=id
                node_ref=place
                type=move || if shown.get() { "text" } else { "password" }
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                aria-describedby=format!("{id}-help {id}-problem")
                aria-invalid=move || problem.with(Option::is_some).then_some("true")
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            />
        </Labelled>
        <label class="check">
            <input type="checkbox" on:change=move |event| shown.set(event_target_checked(&event))/>
            {text.locked.show()}
        </label>
    }
}

/// Asks for the passphrase of a locked file and opens it; what is inside goes to `opened`.
#[component]
pub fn Unlock(picked: Rc<Picked>, opened: Callback<Picked>, back: Callback<()>) -> impl IntoView {
    let text = words();
    let (value, busy) = (RwSignal::new(String::new()), RwSignal::new(false));
    let problem = RwSignal::new(None::<String>);
    let name = picked.name.clone();
    let picked = StoredValue::new_local(picked);
    let open = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        if value.with_untracked(|value| value.trim().is_empty()) {
            return problem.set(Some(text.locked.empty().to_owned()));
        }
        problem.set(None);
        busy.set(true);
        spawn_local(async move {
            files::painted().await;
            // The page may be gone by now.
            let (Some(picked), Some(passphrase)) = (picked.try_get_value(), value.try_get_untracked()) else { return };
            let outcome = unlock(&picked.bytes, &passphrase);
            busy.set(false);
            match outcome {
                Ok(bytes) => opened.run(Picked { name: picked.name.clone(), bytes }),
                Err(error) => problem.set(Some(unlock_words(&error, text).to_owned())),
            }
        });
    };
    let waits =
        move || busy.get().then(|| view! { <p class="notice notice-calm" role="status">{text.locked.opening()}</p> });
    view! {
        <form class="card stack" on:submit=open>
            <div><h2>{text.locked.title()}</h2><p class="muted small">{name}</p></div>
            <p>{text.locked.ask()}</p>
            <PassphraseInput id="passphrase" value problem hint=None/>
            {waits}
            <div class="buttons">
                <button type="submit" class="btn btn-main" id="unlock" disabled=move || busy.get()>{text.locked.open()}</button>
                <button type="button" class="btn" on:click=move |_| back.run(())>{text.nav.back()}</button>
            </div>
        </form>
    }
    .into_any()
}

fn unlock_words(error: &UnlockError, text: &Catalog) -> &'static str {
    match error {
        UnlockError::WrongOrAltered => text.locked.wrong(),
        UnlockError::Damaged(_) | UnlockError::OtherFormat => text.locked.damaged(),
        UnlockError::NewerVersion(_) => text.exchange.newer_version(),
        UnlockError::TooLarge => text.exchange.too_large(),
        UnlockError::TooCostly => text.locked.too_costly(),
        UnlockError::NoMemory => text.locked.no_memory(),
    }
}
