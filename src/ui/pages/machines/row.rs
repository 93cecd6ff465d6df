//! One machine of the list, and what the street can do about it.

use leptos::prelude::*;

use super::{day, name, submit};
use crate::domain::RecordId;
use crate::ui::components::tag::Tag;
use crate::ui::policy_words;
use crate::ui::show::Tint;
use crate::ui::state::{store, words};
use crate::workspace::{Action, Machine, Standing};

/// What is being asked about a machine.
#[derive(Clone, Copy, PartialEq)]
enum Asked {
    Nothing,
    End,
    Move,
}

/// The line.
#[component]
pub fn MachineRow(machine: Machine, acts: bool) -> impl IntoView {
    let (store, text) = (store(), words());
    let asked = RwSignal::new(Asked::Nothing);
    let tint = match machine.standing {
        Standing::Asking => Tint::Warn,
        Standing::Admitted => Tint::Good,
        Standing::Left | Standing::Declined => Tint::Calm,
    };
    let standing = policy_words::standing(machine.standing, text);
    let told = [(machine.is_own, text.machines.this_machine()), (machine.is_founding, text.machines.founding())];
    let told: Vec<&str> = told.into_iter().filter(|(holds, _)| *holds).map(|(_, words)| words).collect();
    let about = format!(
        "{} {} · {} · {}",
        text.machines.fingerprint(),
        machine.fingerprint(),
        text.machines.since(&day(machine.since, text)),
        text.machines.written(machine.ops),
    );
    let heading = name(&machine, text);
    let told = (!told.is_empty()).then(|| view! { <span class="muted small">{told.join(" · ")}</span> });
    let machine = StoredValue::new(machine);
    let (standing_now, is_moved) = machine.with_value(|it| (it.standing, it.is_moved));
    let ask = move |what: Asked| move |_| asked.set(if asked.get_untracked() == what { Asked::Nothing } else { what });
    let resume = move |_| {
        let edit = machine.with_value(|machine| store.peek(|workspace| workspace.resuming(machine)));
        submit(store, vec![edit], Action::Admit, text.machines.done(), text);
    };
    let admit = move |_| {
        let edits = machine.with_value(|machine| store.peek(|workspace| workspace.admitting(machine)));
        submit(store, edits, Action::Admit, text.machines.settled(), text);
    };
    let may = move || store.may_write();
    let buttons = acts.then(|| match standing_now {
        Standing::Admitted => view! {
            <div class="buttons no-print">
                <button type="button" class="btn btn-small" aria-expanded=move || (asked.get() == Asked::Move).to_string() disabled=move || !may() on:click=ask(Asked::Move)>{text.machines.relocate()}"…"</button>
                <button type="button" class="btn btn-small btn-danger end" aria-expanded=move || (asked.get() == Asked::End).to_string() disabled=move || !may() on:click=ask(Asked::End)>{text.machines.end()}"…"</button>
            </div>
        }
        .into_any(),
        Standing::Left if is_moved => ().into_any(),
        Standing::Left => view! { <button type="button" class="btn btn-small" disabled=move || !may() on:click=resume>{text.machines.resume()}</button> }.into_any(),
        Standing::Declined => view! { <button type="button" class="btn btn-small" disabled=move || !may() on:click=admit>{text.machines.admit()}</button> }.into_any(),
        Standing::Asking => ().into_any(),
    });
    let panel = move || match asked.get() {
        Asked::Nothing => None,
        Asked::End => Some(view! { <End machine asked/> }.into_any()),
        Asked::Move => Some(view! { <Relocate machine asked/> }.into_any()),
    };
    view! {
        <li class="machine">
            <div class="machine-line">
                <div>
                    <p><strong>{heading}</strong>" "<Tag words=standing tint/>" "{told}</p>
                    <p class="muted small">{about}</p>
                </div>
                {buttons}
            </div>
            {panel}
        </li>
    }
    .into_any()
}

#[component]
fn End(machine: StoredValue<Machine>, asked: RwSignal<Asked>) -> impl IntoView {
    let (store, text) = (store(), words());
    let end = move |_| {
        let edit = machine.with_value(|machine| store.peek(|workspace| workspace.ending(machine)));
        submit(store, vec![edit], Action::Settle, text.machines.done(), text);
    };
    view! {
        <div class="notice" role="group" aria-label=text.machines.end()>
            <p>{text.machines.end_help()}</p>
            <div class="buttons">
                <button type="button" class="btn btn-danger" id="end-now" on:click=end>{text.machines.end_now()}</button>
                <button type="button" class="btn" on:click=move |_| asked.set(Asked::Nothing)>{text.nav.cancel()}</button>
            </div>
        </div>
    }
}

#[component]
fn Relocate(machine: StoredValue<Machine>, asked: RwSignal<Asked>) -> impl IntoView {
    let (store, text) = (store(), words());
    let picked = RwSignal::new(String::new());
    let now = machine.with_value(|it| it.office.clone());
    let others = store.peek(|workspace| workspace.offices());
    let others = others.into_iter().filter(|(id, ..)| *id != now);
    let option = |(id, names, _): (RecordId, Vec<String>, String)| view! { <option value=id.to_string()>{names.into_iter().next()}</option> };
    let options = others.map(option).collect_view();
    let relocate = move |_| {
        let Ok(office) = RecordId::parse(&picked.get_untracked()) else { return };
        let edits = machine.with_value(|machine| store.peek(|workspace| workspace.moving(machine, &office)));
        submit(store, edits, Action::Settle, text.machines.done(), text);
    };
    view! {
        <div class="notice" role="group" aria-label=text.machines.relocate()>
            <p>{text.machines.relocate_help()}</p>
            <div class="buttons">
                <select class="input" aria-label=text.machines.relocate() on:change=move |event| picked.set(event_target_value(&event))>
                    <option value="">{text.form.choose()}</option>
                    {options}
                </select>
                <button type="button" class="btn btn-main" disabled=move || picked.with(String::is_empty) on:click=relocate>{text.machines.relocate_now()}</button>
                <button type="button" class="btn" on:click=move |_| asked.set(Asked::Nothing)>{text.nav.cancel()}</button>
            </div>
        </div>
    }
}
