//! Filters: one row of chips for each field with choices, with how many records each holds.

use leptos::prelude::*;

use super::bar::OnlyChip;
use super::query::ListState;
use crate::domain::quantity::fold_width;
use crate::domain::schema::{self, Field};
use crate::domain::{Kind, Shape};
use crate::ui::show;
use crate::ui::state::{store, words};
use crate::workspace::{End, LIGHT, MADE, Only, can_range, facet};

/// Choices shown before the rest is asked for; those with most records come first.
const FIRST: usize = 10;

/// The filters of a list, while they are unfolded.
#[component]
pub fn Filters(state: ListState, unfolded: RwSignal<bool>, counts: RwSignal<Vec<(Only, usize)>>) -> impl IntoView {
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
            let ranges = ranged(state.kind).into_iter().map(|name| view! { <RangeRow state name/> }).collect_view();
            view! { <div class="filters" id="filters"><OnlyRow state counts/>{light}{rows}{ranges}</div> }
        })
    }
}

/// The button that unfolds the filters, with how many are pressed, and the one that clears them.
#[component]
pub fn FilterToggle(state: ListState, unfolded: RwSignal<bool>) -> impl IntoView {
    let text = words();
    let pressed = move || {
        let query = state.query();
        query.filters.iter().map(|(_, codes)| codes.len()).sum::<usize>() + query.ranges.len()
    };
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

/// The ready-made conditions, with their counts.
#[component]
fn OnlyRow(state: ListState, counts: RwSignal<Vec<(Only, usize)>>) -> impl IntoView {
    let text = words();
    let all: Vec<Only> = Only::ALL.into_iter().map(|(only, _)| only).filter(|it| it.suits(state.kind)).collect();
    let chips = all.into_iter().map(|only| view! { <OnlyChip state only counts/> }).collect_view();
    view! { <div class="chips" role="group" aria-label=text.lists.situation()><span class="name">{text.lists.situation()}</span>{chips}</div> }
}

/// The fields a list can be narrowed to a range of: those its columns show, and the day a record was made.
fn ranged(kind: Kind) -> Vec<&'static str> {
    let fields = schema::fields(kind).iter().filter(|field| field.column || field.shape == Shape::Date);
    fields.map(|field| field.name).chain([MADE]).filter(|name| can_range(kind, name)).collect()
}

/// From when to when, or how much at least and at most.
#[component]
fn RangeRow(state: ListState, name: &'static str) -> impl IntoView {
    let (store, text) = (store(), words());
    let kind = state.kind;
    let label = if name == MADE { text.board.made() } else { text.field(kind, name) };
    let is_date = name == MADE || schema::field(kind, name).is_some_and(|it| it.shape == Shape::Date);
    let ends = Memo::new(move |_| state.query().range(name));
    let set = move |from: Option<End>, to: Option<End>| state.change(|query| query.set_range(name, from, to));
    let unread = [RwSignal::new(false), RwSignal::new(false)];
    let input = move |is_from: bool| {
        let words = match (is_date, is_from) {
            (true, true) => text.board.from_day(),
            (true, false) => text.board.to_day(),
            (false, true) => text.board.at_least(),
            (false, false) => text.board.at_most(),
        };
        let value = move || {
            let (from, to) = ends.get();
            match if is_from { from } else { to } {
                Some(End::InDays(days)) => store.today().plus(days).map(|it| it.to_string()),
                other => other.map(End::written),
            }
        };
        let unread_id = format!("unread-{name}");
        let wrong = unread[usize::from(is_from)];
        let typed = move |event| {
            let typed = fold_width(&event_target_value(&event));
            let end = End::parse(kind, name, &typed);
            wrong.set(end.is_none() && !typed.trim().is_empty());
            let (from, to) = ends.get_untracked();
            if is_from { set(end, to) } else { set(from, end) }
        };
        view! {
            <input
                class="input input-small"
                type=if is_date { "date" } else { "text" }
                inputmode=(!is_date).then_some("numeric")
                aria-label=format!("{label} · {words}")
                placeholder=words
                aria-invalid=move || wrong.get().then_some("true")
                aria-describedby=move || wrong.get().then(|| unread_id.clone())
                prop:value=move || value().unwrap_or_default()
                on:change=typed
            />
        }
    };
    let presets = is_date.then(|| {
        let ahead = [(text.board.today(), 0, 0), (text.board.next_week(), 0, 7), (text.board.next_month(), 0, 30)];
        let back = [(text.board.today(), 0, 0), (text.board.last_week(), -7, 0), (text.board.last_month(), -30, 0)];
        let chip = move |(words, from, to): (&'static str, i64, i64)| {
            let these = (Some(End::InDays(from)), Some(End::InDays(to)));
            let pressed = move || ends.get() == these;
            let press = move |_| if pressed() { set(None, None) } else { set(these.0, these.1) };
            view! { <button type="button" class="chip" aria-pressed=move || pressed().to_string() on:click=press>{words}</button> }
        };
        // Dates of what is to come look ahead, the day of entry looks back.
        let looks_back = name == MADE || schema::date_field(kind) != Some(name);
        (if looks_back { back } else { ahead }).map(chip).collect_view()
    });
    let problem = format!("unread-{name}");
    let problem_words = move || unread.iter().any(|it| it.get()).then(|| text.errors.bad_number());
    view! {
        <div class="chips" role="group" aria-label=label>
            <span class="name">{label}</span>
            {presets}
            <span class="range">{input(true)}<span aria-hidden="true">"—"</span>{input(false)}</span>
            <span class="problem" role="alert" id=problem>{problem_words}</span>
        </div>
    }
    .into_any()
}
