//! A forgotten passphrase: what is possible, what is not, and clearing away what nobody can open.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::ui::components::form::Labelled;
use crate::ui::opening;
use crate::ui::state::save::refusal;
use crate::ui::state::{store, words};

/// The card below the passphrase.
#[component]
pub fn Forgotten(place: StoredValue<String>) -> impl IntoView {
    let text = words();
    let words = text.desk_lock;
    let asked = RwSignal::new(false);
    let wipe = move || {
        match asked.get() {
        true => view! { <Wipe place/> }.into_any(),
        false => view! {
            <div class="buttons"><button type="button" class="btn btn-danger" id="wipe" on:click=move |_| asked.set(true)>{words.wipe()}</button></div>
        }
        .into_any(),
    }
    };
    view! {
        <details class="card">
            <summary>{words.forgotten()}</summary>
            <div class="stack">
                <p>{words.forgotten_1()}</p>
                <p>{words.forgotten_2()}</p>
                <p>{words.forgotten_3()}</p>
                {wipe}
            </div>
        </details>
    }
}

#[component]
fn Wipe(place: StoredValue<String>) -> impl IntoView {
    let (store, text) = (store(), words());
    let words = text.desk_lock;
    let typed = RwSignal::new(String::new());
    let refused = RwSignal::new(None::<String>);
    let wipe = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if typed.with_untracked(|typed| typed.trim() != words.wipe_word()) {
            return refused.set(Some(words.wipe_wrong().to_owned()));
        }
        spawn_local(async move {
            let Some(slot) = place.try_get_value() else { return };
            match opening::remove(&slot).await {
                Ok(()) => store.settle(None),
                Err(error) => {
                    let _ = refused.try_set(Some(refusal(&error, text)));
                }
            }
        });
    };
    view! {
        <form class="stack" novalidate on:submit=wipe>
            <Labelled id="wipe-word" label=words.wipe_ask() problem=refused>
                <input class="input" id="wipe-word" autocomplete="off" aria-describedby="wipe-word-problem" on:input=move |event| typed.set(event_target_value(&event))/>
            </Labelled>
            <div class="buttons"><button type="submit" class="btn btn-danger">{text.settings.remove_confirm()}</button></div>
        </form>
    }
}
