//! How a list is arranged: grouped by what, which columns in which order, how close its lines stand; and arrangements
//! kept under a name.

use leptos::prelude::*;

use super::query::ListState;
use crate::domain::Kind;
use crate::domain::schema;
use crate::ui::components::menu::Menu;
use crate::ui::components::table::{Widths, column_label, possible_columns, usual_columns};
use crate::ui::route::Route;
use crate::ui::state::{WorkspaceStore, store, words};
use crate::workspace::{ListQuery, can_group};

/// The name under which it is kept that lines stand close.
const DENSE: &str = "list/dense";

/// Most views kept for a list.
const MOST_VIEWS: usize = 30;

/// The columns shown: those of the address, else those chosen on this machine, else the usual ones; tracked.
pub fn columns(store: WorkspaceStore, state: ListState) -> Vec<&'static str> {
    let kind = state.kind;
    let asked = state.query().columns;
    let known = |name: &str| possible_columns(kind).into_iter().find(|it| *it == name);
    let chosen: Vec<&'static str> = if asked.is_empty() {
        let kept = store.local(&columns_key(kind)).unwrap_or_default();
        kept.split(',').filter_map(known).collect()
    } else {
        asked.iter().filter_map(|name| known(name)).collect()
    };
    if chosen.is_empty() { usual_columns(kind) } else { chosen }
}

/// True when lines stand close; tracked.
pub fn is_dense(store: WorkspaceStore) -> bool {
    store.local(DENSE).is_some()
}

fn columns_key(kind: Kind) -> String {
    format!("list/columns/{}", kind.as_str())
}

fn views_key(kind: Kind) -> String {
    format!("list/views/{}", kind.as_str())
}

/// How wide the columns of a list are, kept on this machine as `column:width` with commas between.
pub fn widths(store: WorkspaceStore, kind: Kind) -> Widths {
    let key = StoredValue::new(format!("list/widths/{}", kind.as_str()));
    let kept = Signal::derive(move || {
        let kept = key.with_value(|key| store.local(key)).unwrap_or_default();
        let width = |it: &str| it.split_once(':').and_then(|(name, n)| Some((name.to_owned(), n.parse().ok()?)));
        kept.split(',').filter_map(width).collect()
    });
    let on_change = Callback::new(move |widths: Vec<(String, u32)>| {
        let parts: Vec<String> = widths.iter().map(|(name, width)| format!("{name}:{width}")).collect();
        let kept = Some(parts.join(",")).filter(|it| !it.is_empty());
        key.with_value(|key| store.set_local(key, kept));
    });
    Widths::new(kept, on_change)
}

/// Grouping, columns, density and views.
#[component]
pub fn Arrange(state: ListState) -> impl IntoView {
    let (store, text) = (store(), words());
    let kind = state.kind;
    let fields: Vec<&'static str> = possible_columns(kind).into_iter().filter(|name| can_group(kind, name)).collect();
    let options = fields
        .into_iter()
        .map(|name| {
            let chosen = move || state.query().group.as_deref() == Some(name);
            view! { <option value=name selected=chosen>{text.arrange.by(&column_label(kind, name, text))}</option> }
        })
        .collect_view();
    let group = move |event| {
        let name = event_target_value(&event);
        state.change(|query| query.group = Some(name).filter(|it| !it.is_empty()));
    };
    let dense = move |_| store.set_local(DENSE, (!is_dense(store)).then(|| "1".to_owned()));
    view! {
        <select class="input input-small" aria-label=text.arrange.group() on:change=group>
            <option value="" selected=move || state.query().group.is_none()>{text.arrange.no_group()}</option>
            {options}
        </select>
        <Menu label=text.lists.columns()><Columns state/></Menu>
        <Menu label=text.arrange.views()><Views state/></Menu>
        <button type="button" class="chip" aria-pressed=move || is_dense(store).to_string() on:click=dense>{text.arrange.dense()}</button>
    }
}

#[component]
fn Columns(state: ListState) -> impl IntoView {
    let (store, text) = (store(), words());
    let kind = state.kind;
    let shown = Memo::new(move |_| columns(store, state));
    let choose = move |next: Option<Vec<&'static str>>| {
        store.set_local(&columns_key(kind), next.map(|names| names.join(",")));
        state.change(|query| query.columns.clear());
    };
    let line = move |name: &'static str| {
        let at = shown.with(|shown| shown.iter().position(|it| *it == name));
        let fixed = name == schema::title_field(kind);
        let turn = move |_| {
            let mut next = shown.get_untracked();
            match next.iter().position(|it| *it == name) {
                Some(at) => drop(next.remove(at)),
                None => next.push(name),
            }
            choose(Some(next));
        };
        let earlier = move |_| {
            let mut next = shown.get_untracked();
            if let Some(at) = next.iter().position(|it| *it == name).filter(|at| *at > 0) {
                next.swap(at - 1, at);
                choose(Some(next));
            }
        };
        let label = column_label(kind, name, text);
        let move_label = text.arrange.earlier(&label);
        let move_button = at.filter(|at| *at > 0).map(|_| {
            view! { <button type="button" class="btn btn-text btn-small" aria-label=move_label.clone() title=move_label.clone() on:click=earlier>"↑"</button> }
        });
        view! {
            <li>
                <label class="check-line"><input type="checkbox" prop:checked=at.is_some() disabled=fixed on:change=turn/>{label}</label>
                {move_button}
            </li>
        }
    };
    // Those shown first, in their order.
    let lines = move || {
        let mut names = shown.get();
        let rest: Vec<_> = possible_columns(kind).into_iter().filter(|name| !names.contains(name)).collect();
        names.extend(rest);
        names.into_iter().map(line).collect_view()
    };
    view! {
        <ul class="choices">{lines}</ul>
        <button type="button" class="btn btn-text btn-small" on:click=move |_| choose(None)>{text.lists.reset_columns()}</button>
    }
}

/// The views kept for a list: name and address.
fn kept(store: WorkspaceStore, kind: Kind) -> Vec<(String, String)> {
    store.local(&views_key(kind)).and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default()
}

#[component]
fn Views(state: ListState) -> impl IntoView {
    let (store, text) = (store(), words());
    let kind = state.kind;
    let name = RwSignal::new(String::new());
    let keep = move |views: Vec<(String, String)>| {
        let json = serde_json::to_string(&views).expect("texts always serialize");
        store.set_local(&views_key(kind), (!views.is_empty()).then_some(json));
    };
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let called = name.get_untracked().trim().chars().take(30).collect::<String>();
        if called.is_empty() {
            return;
        }
        let columns = untrack(|| columns(store, state)).into_iter().map(str::to_owned).collect();
        let query = ListQuery { columns, ..untrack(|| state.query()) }.to_query();
        let mut views = untrack(|| kept(store, kind));
        // A view of that name is what it is now.
        views.retain(|(other, _)| *other != called);
        views.push((called.clone(), query));
        if views.len() > MOST_VIEWS {
            return store.announce(text.arrange.too_many());
        }
        keep(views);
        name.set(String::new());
        store.announce_when_saved(text.arrange.view_saved(&called));
    };
    let line = move |(called, query): (String, String)| {
        let href = Route::List { kind, query }.href();
        let label = text.arrange.remove_view(&called);
        let gone = called.clone();
        let remove = move |_| {
            let mut views = untrack(|| kept(store, kind));
            views.retain(|(other, _)| *other != gone);
            keep(views);
        };
        view! { <li><a class="link" href=href>{called}</a><button type="button" class="btn btn-text btn-small" aria-label=label on:click=remove>"×"</button></li> }
    };
    let lines = move || {
        let views = kept(store, kind);
        if views.is_empty() {
            return view! { <p class="muted small">{text.arrange.no_views()}</p> }.into_any();
        }
        view! { <ul class="choices">{views.into_iter().map(line).collect_view()}</ul> }.into_any()
    };
    view! {
        {lines}
        <form class="view-form" on:submit=save>
            <input class="input" autocomplete="off" aria-label=text.arrange.view_name() placeholder=text.arrange.view_name() prop:value=move || name.get() on:input=move |event| name.set(event_target_value(&event))/>
            <button type="submit" class="btn btn-small">{text.arrange.save_view()}</button>
        </form>
    }
}
