//! A quantity: the number and its unit side by side.

use leptos::prelude::*;

use super::entry::Entry;
use super::field::Input;
use crate::ui::state::words;

/// How many, of what.
#[component]
pub fn AmountInput(input: Input) -> impl IntoView {
    let text = words();
    let entry = input.entry;
    let parts = move || match entry.get() {
        Entry::Amount(number, unit) => (number, unit),
        _ => (String::new(), String::new()),
    };
    let untracked = move || match entry.get_untracked() {
        Entry::Amount(number, unit) => (number, unit),
        _ => (String::new(), String::new()),
    };
    let number = move |event| input.set(Entry::Amount(event_target_value(&event), untracked().1));
    let unit = move |event| input.set(Entry::Amount(untracked().0, event_target_value(&event)));
    let label = text.field(input.filling.kind, input.field.name);
    view! {
        <div class="pair">
            <input
                class="input num"
                id=input.id()
                type="text"
                inputmode="numeric"
                autocomplete="off"
                placeholder=text.form.number()
                aria-describedby=input.described_by()
                aria-invalid=move || input.invalid()
                prop:value=move || parts().0
                on:input=number
            />
            <input
                class="input"
                type="text"
                autocomplete="off"
                placeholder=text.form.unit()
                aria-label=format!("{label} · {}", text.form.unit())
                prop:value=move || parts().1
                on:input=unit
            />
        </div>
    }
}
