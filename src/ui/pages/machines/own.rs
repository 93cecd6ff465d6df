//! This machine, while it is not let in or not any more: its figures, and the file that asks.

use leptos::prelude::*;

use crate::ui::components::codes::{Outgoing, Road, WhatWasDone};
use crate::ui::handing;
use crate::ui::state::{store, words};
use crate::workspace::{Standing, fingerprint};

/// The card; nothing for a machine that is in.
#[component]
pub fn Own() -> impl IntoView {
    let (store, text) = (store(), words());
    let standing = store.slice(|workspace| workspace.own_machine().map(|it| it.standing));
    let figures = store.peek(|workspace| fingerprint(workspace.actor()));
    let outgoing = Outgoing::new();
    let send = move |road: Road| outgoing.send(store, handing::ready(store, None, None, text), road, text);
    let may_not = move || !store.may_write();
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
                <WhatWasDone outgoing/>
                <div class="buttons">
                    <button type="button" class="btn btn-main" id="save-join" disabled=may_not on:click=move |_| send(Road::File)>{text.machines.save_join()}</button>
                    <button type="button" class="btn" id="join-codes" disabled=may_not on:click=move |_| send(Road::Codes)>{text.codes.show()}</button>
                </div>
            </section>
        })
    }
}
