//! Handing on: everything, or what one office lacks.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::{Kind, schema};
use crate::exchange::lacking;
use crate::i18n::Catalog;
use crate::oplog::Scope;
use crate::ui::components::codes::{Outgoing, Road, WhatWasDone};
use crate::ui::components::passphrase::{Busy, Lock, Locking};
use crate::ui::files;
use crate::ui::handing::{self, HANDED_AT, have_of, receivers, summary};
use crate::ui::state::{clock, store, words};

/// What goes into the next file.
#[derive(Clone, Copy)]
struct Wish {
    /// True takes only what the receiver lacks.
    only_new: RwSignal<bool>,
    /// The receiver's installation.
    receiver: RwSignal<String>,
    private: RwSignal<bool>,
    locking: Locking,
}

/// The card for handing on.
#[component]
pub fn HandOn() -> impl IntoView {
    let (store, text) = (store(), words());
    let wish = Wish {
        only_new: RwSignal::new(false),
        receiver: RwSignal::new(String::new()),
        private: RwSignal::new(false),
        locking: Locking::new(false),
    };
    let busy = RwSignal::new(false);
    let outgoing = Outgoing::new();
    let write = move |road: Road| {
        let receiver = wish.receiver.get_untracked();
        let base = wish.only_new.get_untracked().then(|| untrack(|| have_of(store, &receiver))).flatten();
        let with_private = wish.private.get_untracked();
        outgoing.clear();
        let Ok(passphrase) = wish.locking.passphrase(text) else { return };
        busy.set(true);
        spawn_local(async move {
            if passphrase.is_some() {
                files::painted().await;
            }
            let made = handing::ready(store, base, with_private, passphrase.as_deref(), text);
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
    let follower = move || (!store.may_write()).then(|| view! { <p class="notice">{text.exchange.follower()}</p> });
    let at_rest = move || busy.get() || !store.may_write();
    view! {
        <section class="card stack" aria-labelledby="hand-on">
            <h2 id="hand-on">{text.exchange.export_title()}</h2>
            <p class="muted small">{last}" · "{waiting}</p>
            <Extent wish/>
            <Private wish/>
            <Lock locking=wish.locking/>
            <Leaves wish/>
            {follower}
            <p class="muted small">{text.exchange.no_secrets()}</p>
            <Busy locking=wish.locking busy/>
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

#[component]
fn Extent(wish: Wish) -> impl IntoView {
    let (store, text) = (store(), words());
    let known = Memo::new(move |_| receivers(store));
    Effect::new(move |_| {
        let first = known.with(|known| known.first().map(|it| it.actor.clone()));
        if let Some(first) = first.filter(|_| wish.receiver.with_untracked(String::is_empty)) {
            wish.receiver.set(first);
        }
    });
    let nobody = move || known.with(Vec::is_empty);
    let select = move || {
        wish.only_new.get().then(|| {
            let options = known.get().into_iter().map(|it| {
                let actor = it.actor.clone();
                let selected = move || wish.receiver.with(|receiver| *receiver == actor);
                view! { <option value=it.actor.clone() selected=selected>{it.name.clone()}</option> }
            });
            view! {
                <label class="field"><span class="label">{text.exchange.export_for()}</span>
                    <select class="input" on:change=move |event| wish.receiver.set(event_target_value(&event))>{options.collect_view()}</select>
                </label>
            }
        })
    };
    let help = move || if nobody() { text.exchange.no_receivers() } else { text.exchange.export_new_help() };
    view! {
        <fieldset class="ways">
            <legend class="visually-hidden">{text.exchange.kind_of_file()}</legend>
            <label class="way">
                <input type="radio" name="extent" checked=true on:change=move |_| wish.only_new.set(false)/>
                <span><strong>{text.exchange.export_all()}</strong><span class="muted small">{text.exchange.export_all_help()}</span></span>
            </label>
            <label class="way">
                <input type="radio" name="extent" disabled=nobody on:change=move |_| wish.only_new.set(true)/>
                <span><strong>{text.exchange.export_new()}</strong><span class="muted small">{help}</span></span>
            </label>
            {select}
        </fieldset>
    }
}

#[component]
fn Private(wish: Wish) -> impl IntoView {
    let text = words();
    let warning = move || {
        wish.private
            .get()
            .then(|| view! { <p class="notice" role="status">{text.exchange.include_private_warning()}</p> })
    };
    view! {
        <div>
            <label class="check">
                <input type="checkbox" on:change=move |event| wish.private.set(event_target_checked(&event))/>
                {text.exchange.include_private()}
            </label>
            <p class="muted small">{text.exchange.private_are(&private_names(text))}</p>
        </div>
        {warning}
    }
}

/// The private fields by name, each with the kinds that have it.
fn private_names(text: &Catalog) -> String {
    let mut names: Vec<(&str, Vec<&str>)> = Vec::new();
    for kind in Kind::ALL {
        for field in schema::fields(kind).iter().filter(|field| field.private) {
            let label = text.field(kind, field.name);
            match names.iter_mut().find(|(name, _)| *name == label) {
                Some((_, kinds)) => kinds.push(text.kind_one(kind)),
                None => names.push((label, vec![text.kind_one(kind)])),
            }
        }
    }
    let names = names.iter().map(|(label, kinds)| text.errors.in_field(&text.list(kinds), label));
    text.list(&names.collect::<Vec<_>>())
}

#[component]
fn Leaves(wish: Wish) -> impl IntoView {
    let (store, text) = (store(), words());
    let line = move || {
        let base = if wish.only_new.get() { have_of(store, &wish.receiver.get()) } else { None };
        let with_private = wish.private.get();
        store.try_read(|workspace| {
            let count = |scope| lacking(workspace.replica(), base.as_ref(), scope) as usize;
            let (shared, private) = (count(Scope::Shared), count(Scope::Private));
            let whole = summary(workspace);
            let held = text.exchange.holds(whole.resources as usize, whole.needs as usize, whole.projects as usize);
            let held = base.is_none().then_some(held);
            let inner = (private > 0).then(|| {
                if with_private {
                    text.exchange.private_taken(private)
                } else {
                    text.exchange.private_left_out(private)
                }
            });
            let lines = [held, Some(text.exchange.ops(shared)), inner];
            lines.into_iter().flatten().map(|line| view! { <li>{line}</li> }).collect::<Vec<_>>()
        })
    };
    view! {
        <div class="leaves">
            <h3 class="muted small">{text.exchange.what_leaves()}</h3>
            <ul class="dots">{line}</ul>
        </div>
    }
}
