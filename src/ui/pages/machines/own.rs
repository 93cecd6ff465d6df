//! This machine, while it is not let in or not any more: its figures, and the file that asks.

use leptos::prelude::*;

use crate::ui::handing;
use crate::ui::state::{store, words};
use crate::workspace::{Standing, fingerprint};

/// The card; nothing for a machine that is in.
#[component]
pub fn Own() -> impl IntoView {
    let (store, text) = (store(), words());
    let standing = store.slice(|workspace| workspace.own_machine().map(|it| it.standing));
    let figures = store.peek(|workspace| fingerprint(workspace.actor()));
    let told = RwSignal::new(None::<Result<String, String>>);
    let save = move |_| {
        let written = handing::hand_on(store, None, false, None, text);
        told.set(Some(written.map(|name| text.exchange.saved_as(&name))));
    };
    let outcome = move || {
        told.get().map(|told| match told {
            Ok(words) => view! { <p class="notice notice-calm" role="status">{words}</p> }.into_any(),
            Err(words) => view! { <p class="notice" role="status">{words}</p> }.into_any(),
        })
    };
    move || {
        let (title, help) = match standing.get() {
            Some(Standing::Admitted) | None => return None,
            Some(Standing::Asking) => (text.machines.guest_title(), text.machines.guest_help()),
            Some(Standing::Declined) => (text.machines.guest_title(), text.machines.declined_help()),
            Some(Standing::Left) => (text.machines.left_title(), text.machines.left_help()),
        };
        let figures = figures.clone();
        Some(view! {
            <section class="card stack" id="own-machine">
                <div><h2>{title}</h2><p class="muted">{help}</p></div>
                <div>
                    <p class="small muted">{text.machines.fingerprint()}</p>
                    <output class="code" id="fingerprint">{figures}</output>
                    <p class="small muted">{text.machines.own_fingerprint_help()}</p>
                </div>
                {outcome}
                <div class="buttons">
                    <button type="button" class="btn btn-main" id="save-join" disabled=move || !store.may_write() on:click=save>{text.machines.save_join()}</button>
                </div>
            </section>
        })
    }
}
