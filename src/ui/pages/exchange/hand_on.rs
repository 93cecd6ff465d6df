//! Handing on: everything, or what the chosen offices lack.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::leaves::Leaves;
use super::private::{PrivateChoice, Privates};
use super::receivers::{ExtentChoice, ReceiverChoice, Receivers};
use crate::ui::components::codes::{Outgoing, Road, WhatWasDone};
use crate::ui::components::passphrase::{Busy, Lock, Locking};
use crate::ui::files;
use crate::ui::handing::{self, HANDED_AT, Parcel, first_two};
use crate::ui::state::{clock, store, words};

/// The card for handing on.
#[component]
pub fn HandOn() -> impl IntoView {
    let (store, text) = (store(), words());
    let receivers = Receivers::new(store, text);
    let privates = Privates::new(store, text);
    let locking = Locking::new(false);
    let busy = RwSignal::new(false);
    let outgoing = Outgoing::new();
    let write = move |road: Road| {
        outgoing.clear();
        let Ok(passphrase) = locking.passphrase(text) else { return };
        let parcel = untrack(|| Parcel {
            base: receivers.extent().base().cloned(),
            private: privates.chosen(),
            receivers: receivers.names(),
        });
        busy.set(true);
        spawn_local(async move {
            if passphrase.is_some() {
                files::painted().await;
            }
            let made = handing::ready_for(store, parcel, passphrase.as_deref(), text);
            // The page may be gone by now.
            let _ = busy.try_set(false);
            outgoing.send(store, made, road, text);
        });
    };
    let last = move || match store.local(HANDED_AT).and_then(|at| at.parse::<i64>().ok()) {
        Some(at) => text.exchange.last_handed_on(&text.age(clock::now().0 - at)),
        None => text.exchange.never_handed_on().to_owned(),
    };
    let waiting = move || match handing::waiting(store) {
        0 => text.status.nothing_to_hand_on().to_owned(),
        n => text.status.not_handed_on(n),
    };
    let whom = Signal::derive(move || {
        let names = receivers.names();
        first_two(&names.iter().map(String::as_str).collect::<Vec<_>>(), text)
    });
    let follower = move || (!store.may_write()).then(|| view! { <p class="notice">{text.exchange.follower()}</p> });
    let at_rest = move || busy.get() || !store.may_write();
    view! {
        <section class="card stack" aria-labelledby="hand-on">
            <h2 id="hand-on">{text.exchange.export_title()}</h2>
            <p class="muted small">{last}" · "{waiting}</p>
            <ReceiverChoice receivers/>
            <ExtentChoice receivers/>
            <PrivateChoice privates/>
            <Lock locking whom/>
            <Leaves receivers privates/>
            {follower}
            <p class="muted small">{text.exchange.no_secrets()}</p>
            <Busy locking busy/>
            <WhatWasDone outgoing/>
            <div class="buttons">
                <button type="button" class="btn btn-main" id="export" disabled=at_rest on:click=move |_| write(Road::File)>{text.exchange.export_button()}</button>
                <button type="button" class="btn" id="export-codes" disabled=at_rest on:click=move |_| write(Road::Codes)>{text.codes.show()}</button>
            </div>
            <p class="muted small">{text.codes.show_intro()}</p>
        </section>
    }
    .into_any()
}
