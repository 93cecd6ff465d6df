//! A choice: the native select. States offer only where the record may go from where it stood.

use leptos::prelude::*;

use super::entry::Entry;
use super::field::Input;
use super::filling::Purpose;
use crate::domain::transition;
use crate::ui::state::words;
use crate::workspace::steps::is_plain;

/// The choices of a set, and none.
#[component]
pub fn ChoiceInput(input: Input, set: &'static str, codes: &'static [&'static str]) -> impl IntoView {
    let text = words();
    let kind = input.filling.kind;
    let entry = input.entry;
    let stood = entry.with_untracked(|entry| entry.text().to_owned());
    // Of many records each may go somewhere else: what is not possible for one is said before anything changes.
    let is_state =
        input.filling.purpose != Purpose::Many && input.field.name == "status" && transition::first(kind).is_some();
    // A step that asks why, or that others follow, is taken where the record is read.
    let any = input.filling.purpose == Purpose::Clash;
    let leads = move |stood: &str, code: &str| {
        transition::next(kind, stood).contains(&code) && (any || is_plain(kind, stood, code))
    };
    let offered = move |code: &&str| !is_state || **code == stood || leads(&stood, code);
    let option = move |code: &'static str| {
        let chosen = move || entry.with(|entry| entry.text() == code);
        view! { <option value=code selected=chosen>{text.choice(set, code)}</option> }
    };
    let options = codes.iter().copied().filter(offered).map(option).collect_view();
    let none = (!is_state).then(|| view! { <option value="" selected=move || entry.with(|entry| entry.text().is_empty())>{text.form.choose()}</option> });
    let chosen = move |event| input.set(Entry::Text(event_target_value(&event)));
    view! {
        <select
            class="input"
            id=input.id()
            aria-describedby=input.described_by()
            aria-invalid=move || input.invalid()
            aria-required=input.field.required.then_some("true")
            on:change=chosen
        >
            {none}
            {options}
        </select>
    }
}
