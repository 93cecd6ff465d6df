//! Filters: one row of chips for each field with choices, with how many records each holds.

use leptos::prelude::*;

use super::query::ListState;
use crate::domain::schema::{self, Field};
use crate::domain::{Kind, Shape};
use crate::ui::show;
use crate::ui::state::{store, words};
use crate::workspace::{LIGHT, facet};

/// Choices shown before the rest is asked for; those with most records come first.
const FIRST: usize = 10;

/// The filters of a list, while they are unfolded.
#[component]
pub fn Filters(state: ListState, unfolded: RwSignal<bool>) -> impl IntoView {
    let text = words();
    let fields: Vec<&'static Field> = schema::fields(state.kind)
        .iter()
        .filter(|field| field.column && matches!(field.shape, Shape::Choice(..) | Shape::Link(_)))
        .collect();
    move || {
        unfolded.get().then(|| {
            let light = (state.kind == Kind::Project).then(|| view! { <FilterRow state name=LIGHT label=text.lists.light()/> });
            let row = |field: &&'static Field| view! { <FilterRow state name=field.name label=text.field(state.kind, field.name)/> };
            let rows = fields.iter().map(row).collect_view();
            view! { <div class="filters" id="filters">{light}{rows}</div> }
        })
    }
}

/// The button that unfolds the filters, with how many are pressed, and the one that clears them.
#[component]
pub fn FilterToggle(state: ListState, unfolded: RwSignal<bool>) -> impl IntoView {
    let text = words();
    let pressed = move || state.query().filters.iter().map(|(_, codes)| codes.len()).sum::<usize>();
    let label = move || match pressed() {
        0 => text.lists.filters().to_owned(),
        n => format!("{} {n}", text.lists.filters()),
    };
    let clear = move || {
        state.is_narrowed().then(|| {
            view! { <button type="button" class="btn btn-text btn-small" on:click=move |_| state.clear()>{text.lists.clear_filters()}</button> }
        })
    };
    view! {
        <button
                type="button"
                class="chip"
                aria-expanded=move || unfolded.get().to_string()
                aria-controls="filters"
                on:click=move |_| unfolded.update(|it| *it = !*it)
            >
                <span aria-hidden="true">{move || if unfolded.get() { "▾" } else { "▸" }}</span>
                {label}
            </button>
        {clear}
    }
}

#[component]
fn FilterRow(state: ListState, name: &'static str, label: &'static str) -> impl IntoView {
    let (store, text) = (store(), words());
    let whole = RwSignal::new(false);
    let choices = move || {
        let (query, asked) = (state.query(), store.asked());
        store.read(|workspace| {
            let words = |code: &str| show::option_text(workspace, state.kind, name, code, text);
            let mut choices = facet(workspace, &query, name, asked);
            choices.retain(|(code, _)| !code.is_empty());
            choices.into_iter().map(|(code, count)| (words(&code), code, count)).collect::<Vec<_>>()
        })
    };
    let chip = move |(words, code, count): (String, String, usize)| {
        let pressed = state.is_pressed(name, &code).to_string();
        view! {
            <button type="button" class="chip" aria-pressed=pressed on:click=move |_| state.toggle(name, &code)>
                {words}<b>{count}</b>
            </button>
        }
    };
    let chips = move || {
        let mut choices = choices();
        let hidden = choices.len().saturating_sub(FIRST);
        if hidden > 0 && !whole.get() {
            let mut place = 0;
            choices.retain(|(_, code, _)| {
                place += 1;
                place <= FIRST || state.is_pressed(name, code)
            });
        }
        let fold = move |_| whole.update(|whole| *whole = !*whole);
        let label = move || if whole.get() { text.nav.less() } else { text.nav.more() };
        let more = (hidden > 0)
            .then(|| view! { <button type="button" class="btn btn-text btn-small" on:click=fold>{label}</button> });
        view! { {choices.into_iter().map(chip).collect_view()}{more} }
    };
    view! { <div class="chips" role="group" aria-label=label><span class="name">{label}</span>{chips}</div> }
}
