//! After a file went in: what it did, what waits for a choice, and the answer for its sender.

use leptos::prelude::*;

use super::Stage;
use super::look::{Look, Outlook};
use crate::exchange::{Have, lacking};
use crate::oplog::Scope;
use crate::ui::handing;
use crate::ui::route::Route;
use crate::ui::state::{store, words};

/// What a file did here.
#[derive(Clone)]
pub struct Outcome {
    /// What the senders have, all of them.
    have: Have,
    /// Whether anything of it was new here, and how much.
    counts: Option<(usize, usize)>,
}

impl Outcome {
    /// It was merged.
    pub fn merged(look: &Look) -> Outcome {
        Outcome::of(look.file.have.clone(), &look.outlook)
    }

    /// Files went in whose senders have that much.
    pub fn of(have: Have, outlook: &Outlook) -> Outcome {
        Outcome { have, counts: Some((outlook.preview.new.len(), outlook.preview.changed.len())) }
    }

    /// It held nothing new.
    pub fn known(look: &Look) -> Outcome {
        Outcome { have: look.file.have.clone(), counts: None }
    }
}

/// The result and the answer.
#[component]
pub fn Done(outcome: Outcome, stage: RwSignal<Stage, LocalStorage>) -> impl IntoView {
    let (store, text) = (store(), words());
    let result = outcome.counts.map(|(new, changed)| {
        view! { <p class="notice notice-calm" role="status">{text.exchange.merged_counts(new, changed)}</p> }
    });
    let conflicts = store.slice(|workspace| workspace.conflicts().len());
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
    let another = move |_| stage.set(Stage::Idle);
    view! {
        <section class="card stack">
            {result}
            {waiting}
            <Answer have=outcome.have/>
            <div class="buttons"><button type="button" class="btn" on:click=another>{text.nav.close()}</button></div>
        </section>
    }
    .into_any()
}

#[component]
fn Answer(have: Have) -> impl IntoView {
    let (store, text) = (store(), words());
    let lacks = store.peek(|workspace| lacking(workspace.replica(), Some(&have), Scope::Shared)) as usize;
    let told = RwSignal::new(None::<Result<String, String>>);
    let write = move |_| {
        let written = handing::hand_on(store, Some(have.clone()), false, None, text);
        told.set(Some(written.map(|name| text.exchange.saved_as(&name))));
    };
    let outcome = move || {
        told.get().map(|told| match told {
            Ok(words) => view! { <p class="notice notice-calm" role="status">{words}</p> }.into_any(),
            Err(words) => view! { <p class="notice" role="status">{words}</p> }.into_any(),
        })
    };
    if lacks == 0 {
        return view! { <p class="muted">{text.exchange.answer_none()}</p> }.into_any();
    }
    view! {
        <div>
            <h2>{text.exchange.answer_title()}</h2>
            <p class="muted">{text.exchange.answer_help()}" "{text.exchange.ops(lacks)}</p>
        </div>
        {outcome}
        <div class="buttons">
            <button type="button" class="btn btn-main" id="answer" disabled=move || !store.may_write() on:click=write>{text.exchange.answer_button()}</button>
        </div>
    }
    .into_any()
}
