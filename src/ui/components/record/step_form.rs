//! What a step asks for, under its button: a reason, a day, the residents' view, the need to merge into; and what follows of
//! itself.

use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;

use super::steps::{lack_words, take};
use crate::domain::schema::{self, Field};
use crate::domain::{Fields, RecordId, Value};
use crate::ui::components::form::{FieldInput, Filling};
use crate::ui::show;
use crate::ui::state::{location, store, words};
use crate::workspace::steps::state_set;
use crate::workspace::{Offered, Step};

/// Longest reason, in characters: it travels with every op of the action.
const MOST: usize = 200;

/// The form of one step; Cancel closes it, and Escape where nothing is typed.
#[component]
pub fn StepForm(id: RecordId, offered: Offered, close: Callback<&'static str>) -> impl IntoView {
    let (store, location, text) = (store(), location(), words());
    let kind = id.kind()?;
    let (asks, to) = (offered.asks, offered.to);
    let stored = store.peek(|workspace| workspace.fields(&id));
    let from = stored.get("status").and_then(Value::as_text).unwrap_or_default().to_owned();
    let needs_evidence = asks.evidence
        && stored.get("closing_evidence").is_none_or(Value::is_blank)
        && !store.peek(|workspace| workspace.has_delivered(&id));
    let filling = Filling::for_step(kind, stored);
    let name = asks.field.or(asks.evidence.then_some("closing_evidence"));
    let field: Option<&'static Field> = name.and_then(|name| schema::field(kind, name));
    let reason = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<&'static str>);
    let asks_reason = asks.reason || needs_evidence;
    let is_typed = move || filling.is_changed() || reason.with(|it| !it.trim().is_empty());
    Effect::new(move |_| location.set_unsaved(is_typed()));
    on_cleanup(move || location.set_unsaved(false));
    let of = StoredValue::new(id);
    let step = move || {
        let mut set = Fields::new();
        if let Some(field) = field
            && let Ok(value) = filling.value(field)
        {
            let before = store.peek(|workspace| of.with_value(|id| workspace.value(id, field.name)));
            if value != before && !(value.is_blank() && before.is_blank()) {
                set.insert(field.name.to_owned(), value);
            }
        }
        Step { on: of.get_value(), to: to.to_owned(), reason: reason.get_untracked().trim().to_owned(), set }
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        // What cannot be read stands marked at its input.
        if let Some(field) = field {
            filling.check(field);
            if filling.value(field).is_err() {
                return;
            }
        }
        let step = step();
        let lacks = store.peek(|workspace| workspace.step_lacks(&step));
        problem.set(lacks.map(|it| lack_words(it, text)));
        if lacks.is_none() && take(store, step, text).is_ok() {
            location.set_unsaved(false);
            close.run(to);
        }
    };
    let follows = {
        let today = store.today_now();
        let step = Step::new(of.get_value(), to);
        store.peek(|workspace| {
            let line = |(id, state): (RecordId, &'static str)| {
                let kind = id.kind();
                let (set, one) = (kind.map_or("", state_set), kind.map_or("", |kind| text.kind_one(kind)));
                text.stepping.becomes(one, &show::title(workspace, &id, text), text.choice(set, state))
            };
            workspace.follow(&[step], today).into_iter().map(line).collect::<Vec<_>>()
        })
    };
    let follows = (!follows.is_empty()).then(|| {
        let lines = follows.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
        view! { <div class="small"><p>{text.stepping.follows()}</p><ul class="dots">{lines}</ul></div> }
    });
    let input = field.map(|field| view! { <FieldInput filling field/> });
    let help = if needs_evidence { text.stepping.evidence_help() } else { text.stepping.reason_help() };
    let label = if needs_evidence { text.stepping.no_evidence() } else { text.stepping.reason() };
    let reason_input = asks_reason.then(|| {
        view! {
            <div class="field wide">
                <label for="step-reason">{label}{asks.reason.then(|| view! { <span class="required">{text.nav.required()}</span> })}</label>
                <textarea class="input" id="step-reason" rows="2" maxlength=MOST.to_string() aria-describedby="step-reason-help step-problem"
                    prop:value=move || reason.get() on:input=move |event| reason.set(event_target_value(&event))></textarea>
                <p class="hint" id="step-reason-help">{help}</p>
            </div>
        }
    });
    let form = NodeRef::<html::Form>::new();
    Effect::new(move |done: Option<bool>| {
        let Some(form) = form.get() else { return done.unwrap_or(false) };
        if done != Some(true) {
            let first = form.query_selector("select, textarea, input, button").ok().flatten();
            let first = first.and_then(|it| it.dyn_into::<HtmlElement>().ok());
            let _ = first.map(|it| it.focus());
        }
        true
    });
    let escape = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            if untrack(is_typed) {
                return store.announce(text.status.unsaved());
            }
            close.run(to);
        }
    };
    Some(view! {
        <form class="step-form no-print" novalidate node_ref=form on:submit=submit on:keydown=escape>
            {input}
            {reason_input}
            {follows}
            <p class="problem" id="step-problem" role="alert" hidden=move || problem.with(Option::is_none)>{move || problem.get()}</p>
            <div class="buttons">
                <button type="submit" class="btn btn-small btn-main" disabled=move || !store.may_write()>{text.stepping.take(text.step(kind, &from, to))}</button>
                <button type="button" class="btn btn-small" on:click=move |_| close.run(to)>{text.nav.cancel()}</button>
            </div>
        </form>
    })
}
