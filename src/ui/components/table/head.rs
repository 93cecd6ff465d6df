//! The heads of columns: a click or Enter sorts, with Shift it adds the column to the order.

use leptos::prelude::*;

use super::widths::Widths;
use super::window::sorted_by;
use crate::ui::state::words;

/// One column of a windowed table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What sorting calls it.
    pub key: String,
    /// What its head says.
    pub label: String,
    /// Numbers stand at the end of their cell.
    pub numeric: bool,
    /// Its head sorts.
    pub sortable: bool,
    /// It names the record and stays in sight when the table is scrolled sideways.
    pub main: bool,
}

/// One head.
#[component]
pub fn ColumnHead(
    column: Column,
    sort: Signal<Vec<(String, bool)>>,
    on_sort: Option<Callback<Vec<(String, bool)>>>,
    /// Lets the column be made wider; with the keys of all columns.
    #[prop(optional_no_strip)]
    widths: Option<(Widths, Signal<Vec<String>>)>,
) -> impl IntoView {
    let text = words();
    let class = match (column.main, column.numeric) {
        (true, _) => "main-cell",
        (_, true) => "num",
        _ => "",
    };
    let edge = widths.map(|(widths, keys)| widths.handle(&column.key, keys));
    let Some(on_sort) = on_sort.filter(|_| column.sortable) else {
        return view! { <th scope="col" class=class><span class="plain">{column.label}</span>{edge}</th> }.into_any();
    };
    let key = StoredValue::new(column.key);
    let place = Memo::new(move |_| {
        sort.with(|sort| {
            key.with_value(|key| sort.iter().position(|(name, _)| name == key).map(|at| (at, sort[at].1, sort.len())))
        })
    });
    let state = move || match place.get() {
        Some((0, true, _)) => "descending",
        Some((0, false, _)) => "ascending",
        Some(_) => "other",
        None => "none",
    };
    let mark = move || {
        place.get().map(|(at, descending, of)| {
            let arrow = if descending { "↓" } else { "↑" };
            if of > 1 { format!("{arrow}{}", at + 1) } else { arrow.to_owned() }
        })
    };
    let tip = move || match place.get() {
        Some((_, false, _)) => text.lists.sort_descending(),
        _ => text.lists.sort_ascending(),
    };
    let press = move |event: leptos::ev::MouseEvent| {
        let next = sort.with_untracked(|sort| key.with_value(|key| sorted_by(sort, key, event.shift_key())));
        on_sort.run(next);
    };
    let resize = move |event: leptos::ev::KeyboardEvent| {
        if let Some((widths, keys)) = widths {
            key.with_value(|key| keys.with_untracked(|keys| widths.key(&event, key, keys)));
        }
    };
    view! {
        <th scope="col" class=class aria-sort=state>
            <button type="button" title=tip on:click=press on:keydown=resize>{column.label}<span class="order" aria-hidden="true">{mark}</span></button>
            {edge}
        </th>
    }
    .into_any()
}
