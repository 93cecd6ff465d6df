//! One machine that asks: its figures to compare, and the street's answer.

use leptos::prelude::*;

use super::{day, name, submit};
use crate::ui::components::tag::Tag;
use crate::ui::show::Tint;
use crate::ui::state::{store, words};
use crate::workspace::{Action, Machine, Role};

/// The card.
#[component]
pub fn Request(machine: Machine) -> impl IntoView {
    let (store, text) = (store(), words());
    let role = machine.role.map(|role| text.choice("office_role", role.code()).to_owned()).unwrap_or_default();
    let new = machine.is_office_new.then(|| view! { <Tag words=text.machines.new_office() tint=Tint::Info/> });
    let street =
        (machine.role == Some(Role::Street)).then(|| view! { <p class="notice">{text.machines.as_street()}</p> });
    let heading = name(&machine, text);
    let written = format!("{} · {}", day(machine.since, text), text.machines.written(machine.ops));
    let figures = machine.fingerprint();
    let asked = machine.clone();
    let admit = move |_| {
        let edits = store.peek(|workspace| workspace.admitting(&asked));
        submit(store, edits, Action::Admit, text.machines.settled(), text);
    };
    let decline = move |_| {
        let edit = store.peek(|workspace| workspace.declining(&machine));
        submit(store, edit.into_iter().collect(), Action::Settle, text.machines.done(), text);
    };
    view! {
        <article class="card stack request">
            <div class="request-head">
                <div>
                    <h3>{heading}" "<span class="muted small">{role}</span>" "{new}</h3>
                    <p class="muted small">{written}</p>
                </div>
                <div>
                    <p class="small muted">{text.machines.fingerprint()}</p>
                    <output class="code">{figures}</output>
                </div>
            </div>
            {street}
            <p class="muted">{text.machines.fingerprint_help()}</p>
            <div class="buttons">
                <button type="button" class="btn btn-main admit" disabled=move || !store.may_write() on:click=admit>{text.machines.admit()}</button>
                <button type="button" class="btn" disabled=move || !store.may_write() on:click=decline>{text.machines.decline()}</button>
            </div>
        </article>
    }
    .into_any()
}
