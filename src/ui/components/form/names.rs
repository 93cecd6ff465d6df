//! Several names: one a line.

use leptos::prelude::*;

use super::entry::Entry;
use super::field::Input;
use crate::ui::state::words;

/// A box with one name a line.
#[component]
pub fn NamesInput(input: Input) -> impl IntoView {
    let text = words();
    let entry = input.entry;
    let typed = move |event| {
        let lines = event_target_value(&event);
        input.set(Entry::Many(lines.split('\n').map(str::to_owned).collect()));
    };
    view! {
        <textarea
            class="input"
            id=input.id()
            rows="3"
            autocomplete="off"
            placeholder=text.form.one_a_line()
            aria-describedby=input.described_by()
            aria-invalid=move || input.invalid()
            prop:value=move || entry.with(|entry| entry.items().join("\n"))
            on:input=typed
        ></textarea>
    }
}
