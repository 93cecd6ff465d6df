//! After a file went in: what it did, what waits for a choice, and the answer for its sender.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Stage;
use super::last::LastIntake;
use super::look::{Look, Outlook};
use crate::exchange::{Have, lacking};
use crate::oplog::Scope;
use crate::ui::components::codes::{Outgoing, Road, WhatWasDone};
use crate::ui::components::passphrase::{Busy, Lock, Locking};
use crate::ui::files;
use crate::ui::handing;
use crate::ui::route::Route;
use crate::ui::slow::Slow;
use crate::ui::state::{store, words};

/// What a file did here.
#[derive(Clone)]
pub struct Outcome {
    /// What the senders have, all of them; nothing where there is nobody to answer.
    have: Option<Have>,
    /// True when what they sent was locked.
    was_locked: bool,
    /// Whether anything of it was new here, and how much.
    counts: Option<(usize, usize)>,
}

impl Outcome {
    /// It was merged.
    pub fn merged(look: &Look) -> Outcome {
        Outcome { was_locked: look.was_locked, ..Outcome::of(Some(look.file.have.clone()), &look.outlook) }
    }

    /// Files went in whose senders have that much.
    pub fn of(have: Option<Have>, outlook: &Outlook) -> Outcome {
        Outcome { have, was_locked: false, counts: Some((outlook.preview.new.len(), outlook.preview.changed.len())) }
    }

    /// It held nothing new.
    pub fn known(look: &Look) -> Outcome {
        Outcome { have: Some(look.file.have.clone()), was_locked: look.was_locked, counts: None }
    }
}

/// The result and the answer.
#[component]
pub fn Done(outcome: Outcome, stage: RwSignal<Stage, LocalStorage>, slow: Slow) -> impl IntoView {
    let (store, text) = (store(), words());
    let result = outcome.counts.map(|(new, changed)| {
        view! { <p class="notice notice-calm" role="status">{text.exchange.merged_counts(new, changed)}</p> }
    });
    let conflicts = Memo::new(move |_| store.tally().conflicts);
    let waiting = move || {
        (conflicts.get() > 0).then(|| {
            view! {
                <div class="notice">
                    <p>{text.nav.conflicts_waiting(conflicts.get())}</p>
                    <a class="btn" href=Route::Conflicts.href()>{text.exchange.see_conflicts()}</a>
                </div>
            }
        })
    };
    let waits = store.slice(|workspace| workspace.waiting());
    let to_settle = move || {
        let waits = waits.get();
        let line = |words: String, route: Route, label: &'static str| {
            view! { <div class="notice"><p>{words}</p><a class="btn" href=route.href()>{label}</a></div> }
        };
        let machines = (waits.machines > 0)
            .then(|| line(text.machines.requests_waiting(waits.machines), Route::Machines, text.machines.title()));
        let ops = (waits.ops > 0).then(|| line(text.policy.waiting(waits.ops), Route::Pending, text.policy.pending()));
        view! { {machines}{ops} }
    };
    let another = move |_| stage.set(Stage::Idle);
    view! {
        <section class="card stack">
            {result}
            {waiting}
            {to_settle}
            {outcome.have.map(|have| view! { <Answer have was_locked=outcome.was_locked/> })}
            <div class="buttons"><button type="button" class="btn" on:click=another>{text.nav.close()}</button></div>
        </section>
        {outcome.counts.is_some().then(|| view! { <LastIntake stage slow/> })}
    }
    .into_any()
}

#[component]
fn Answer(have: Have, was_locked: bool) -> impl IntoView {
    let (store, text) = (store(), words());
    let lacks = store.peek(|workspace| lacking(workspace.replica(), Some(&have), Scope::Shared)) as usize;
    let outgoing = Outgoing::new();
    // Who locked a file expects the answer locked.
    let (locking, busy) = (Locking::new(was_locked), RwSignal::new(false));
    let have = StoredValue::new_local(have);
    let write = move |road: Road| {
        outgoing.clear();
        let Ok(passphrase) = locking.passphrase(text) else { return };
        let have = have.get_value();
        busy.set(true);
        spawn_local(async move {
            if passphrase.is_some() {
                files::painted().await;
            }
            let made = handing::ready(store, Some(have), passphrase.as_deref(), text);
            // The page may be gone by now.
            let _ = busy.try_set(false);
            outgoing.send(store, made, road, text);
        });
    };
    let at_rest = move || busy.get() || !store.may_write();
    if lacks == 0 {
        return view! { <p class="muted">{text.exchange.answer_none()}</p> }.into_any();
    }
    view! {
        <div>
            <h2>{text.exchange.answer_title()}</h2>
            <p class="muted">{text.exchange.answer_help()}" "{text.exchange.ops(lacks)}</p>
        </div>
        <Lock locking/>
        <Busy locking busy/>
        <WhatWasDone outgoing/>
        <div class="buttons">
            <button type="button" class="btn btn-main" id="answer" disabled=at_rest on:click=move |_| write(Road::File)>{text.exchange.answer_button()}</button>
            <button type="button" class="btn" id="answer-codes" disabled=at_rest on:click=move |_| write(Road::Codes)>{text.codes.show()}</button>
        </div>
    }
    .into_any()
}
