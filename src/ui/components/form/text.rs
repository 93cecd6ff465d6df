//! Inputs for text: one line, several lines with what is left, numbers, days, a box to tick.

use leptos::prelude::*;

use super::combo::{Combo, Offer};
use super::entry::Entry;
use super::field::Input;
use crate::domain::Shape;
use crate::domain::schema;
use crate::ui::state::{store, words};

/// Most values used before that are offered at a time.
pub const MOST_REMEMBERED: usize = 6;

/// One line: text, a whole number, a day or a box to tick.
#[component]
pub fn LineInput(input: Input) -> impl IntoView {
    let entry = input.entry;
    if input.field.shape == Shape::Flag {
        let ticked = move || entry.get() == Entry::Flag(true);
        let tick = move |event| input.set(Entry::Flag(event_target_checked(&event)));
        return view! { <span class="check"><input id=input.id() type="checkbox" prop:checked=ticked on:change=tick/></span> }.into_any();
    }
    if remembers(input) {
        let (store, kind, name) = (store(), input.filling.kind, input.field.name);
        let offers = Callback::new(move |typed: String| {
            let known = store.peek(|workspace| workspace.remembered(kind, name, &typed, MOST_REMEMBERED));
            known.into_iter().map(Offer::text).collect()
        });
        let typed = Callback::new(move |typed: String| input.set(Entry::Text(typed)));
        let chosen = Callback::new(move |offer: Offer| input.set(Entry::Text(offer.value)));
        let shown = Signal::derive(move || entry.with(|entry| entry.text().to_owned()));
        return view! { <Combo input shown offers typed chosen/> }.into_any();
    }
    let kind = if input.field.shape == Shape::Date { "date" } else { "text" };
    let mode = matches!(input.field.shape, Shape::Integer(..)).then_some("numeric");
    let typed = move |event| input.set(Entry::Text(event_target_value(&event)));
    view! {
        <input
            class="input"
            id=input.id()
            type=kind
            inputmode=mode
            autocomplete="off"
            aria-describedby=input.described_by()
            aria-invalid=move || input.invalid()
            aria-required=input.field.required.then_some("true")
            prop:value=move || entry.with(|entry| entry.text().to_owned())
            on:input=typed
        />
    }
    .into_any()
}

/// True for lines in which what stands in other records may be meant again.
fn remembers(input: Input) -> bool {
    let field = input.field;
    field.shape == Shape::Line && !field.private && field.name != schema::title_field(input.filling.kind)
}

/// Several lines, with how many characters are left once they become few.
#[component]
pub fn AreaInput(input: Input) -> impl IntoView {
    let text = words();
    let entry = input.entry;
    let max = usize::from(input.field.max_chars);
    let typed = move |event| input.set(Entry::Text(event_target_value(&event)));
    let count = move || {
        let typed = entry.with(|entry| entry.text().trim().chars().count());
        let words =
            if typed > max { text.form.characters_over(typed - max) } else { text.form.characters_left(max - typed) };
        let class = if typed > max { "count over" } else { "count" };
        (max <= 500 || typed * 2 > max).then(|| view! { <span class=class>{words}</span> })
    };
    view! {
        <textarea
            class="input"
            id=input.id()
            rows="3"
            autocomplete="off"
            aria-describedby=input.described_by()
            aria-invalid=move || input.invalid()
            aria-required=input.field.required.then_some("true")
            prop:value=move || entry.with(|entry| entry.text().to_owned())
            on:input=typed
        ></textarea>
        {count}
    }
}
