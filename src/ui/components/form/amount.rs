//! A quantity: the number and its unit side by side.

use leptos::prelude::*;

use super::combo::{Combo, Offer};
use super::entry::Entry;
use super::field::Input;
use super::text::MOST_REMEMBERED;
use crate::ui::state::{store, words};

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
    let unit = Callback::new(move |unit: String| input.set(Entry::Amount(untracked().0, unit)));
    let chosen = Callback::new(move |offer: Offer| input.set(Entry::Amount(untracked().0, offer.value)));
    let (store, kind, name) = (store(), input.filling.kind, input.field.name);
    let offers = Callback::new(move |typed: String| {
        let known = store.peek(|workspace| workspace.remembered(kind, name, &typed, MOST_REMEMBERED));
        known.into_iter().map(Offer::text).collect()
    });
    let shown = Signal::derive(move || parts().1);
    let second = (format!("{}-unit", input.id()), format!("{} · {}", text.field(kind, name), text.form.unit()));
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
            <Combo input second shown placeholder=text.form.unit() offers typed=unit chosen/>
        </div>
    }
}
