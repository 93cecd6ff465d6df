//! The list of records of one kind: columns as the schema names them, states and lights as words with a tint.

use std::sync::Arc;

use leptos::prelude::*;

use super::head::Column;
use super::windowed::WindowedTable;
use super::{Picking, Selection};
use crate::domain::schema::{self, DELETED, Field};
use crate::domain::{Date, Kind, RecordId, Shape};
use crate::i18n::Catalog;
use crate::ui::components::marked::marked;
use crate::ui::components::tag::Tag;
use crate::ui::route::Route;
use crate::ui::show::{self, Tint};
use crate::ui::state::{location, store, words};
use crate::workspace::{LIGHT, Words, Workspace, light};

/// Records in a windowed table; opening one goes to its page. `open` is the one shown beside the table.
#[component]
pub fn RecordTable(
    kind: Kind,
    #[prop(into)] rows: Signal<Arc<Vec<RecordId>>>,
    #[prop(into)] sort: Signal<Vec<(String, bool)>>,
    on_sort: Callback<Vec<(String, bool)>>,
    #[prop(into)] open: Signal<Option<RecordId>>,
    /// What is searched for: hits are marked.
    #[prop(into)]
    sought: Signal<String>,
    selection: RwSignal<Selection>,
) -> impl IntoView {
    let (store, location, text) = (store(), location(), words());
    let active = RwSignal::new(None);
    Effect::new(move |_| {
        let at = open.get().and_then(|id| rows.with(|rows| rows.iter().position(|row| *row == id)));
        if let Some(at) = at {
            active.set(Some(at));
        }
    });
    let sought_words = Memo::new_with_compare(move |_| Arc::new(Words::of(&sought.get())), |_, _| true);
    let cells = Callback::new(move |index: usize| {
        let Some(id) = rows.with(|rows| rows.get(index).cloned()) else { return ().into_any() };
        let today = store.today();
        sought_words
            .with(|sought| store.try_read(|workspace| row_cells(workspace, kind, &id, today, text, sought)))
            .into_any()
    });
    let on_open = Callback::new(move |index: usize| {
        if let Some(id) = rows.with_untracked(|rows| rows.get(index).cloned()) {
            location.go(&Route::record(id));
        }
    });
    let columns = columns(kind, text);
    let count = Signal::derive(move || rows.with(|rows| rows.len()));
    let label = format!("{} · {}", text.kind(kind), text.lists.table_label());
    view! { <WindowedTable label columns=Signal::stored(columns) rows=count cells active sort on_sort on_open picking=Picking { rows, selection }/> }
}

fn shown(kind: Kind) -> impl Iterator<Item = &'static Field> {
    schema::fields(kind).iter().filter(|field| field.column)
}

fn columns(kind: Kind, text: &Catalog) -> Vec<Column> {
    let column = |field: &Field| Column {
        key: field.name.to_owned(),
        label: text.field(kind, field.name).to_owned(),
        numeric: numeric(field),
        sortable: true,
    };
    let light = (kind == Kind::Project).then(|| Column { sortable: true, ..Column::plain(LIGHT, text.lists.light()) });
    light.into_iter().chain(shown(kind).map(column)).collect()
}

fn numeric(field: &Field) -> bool {
    matches!(field.shape, Shape::Quantity | Shape::Integer(..))
}

fn row_cells(
    workspace: &Workspace,
    kind: Kind,
    id: &RecordId,
    today: Date,
    text: &'static Catalog,
    sought: &Words,
) -> Vec<AnyView> {
    let light = (kind == Kind::Project).then(|| {
        let light = light(workspace, id, today);
        let (words, why) = (text.light(light), text.light_reason(light));
        view! { <td role="gridcell"><Tag words tint=Tint::of_light(light) why/></td> }.into_any()
    });
    let cell = |field: &'static Field| field_cell(workspace, kind, id, field, today, text, sought);
    light.into_iter().chain(shown(kind).map(cell)).collect()
}

fn field_cell(
    workspace: &Workspace,
    kind: Kind,
    id: &RecordId,
    field: &'static Field,
    today: Date,
    text: &'static Catalog,
    sought: &Words,
) -> AnyView {
    let day = Date::parse(&workspace.text(id, field.name)).filter(|_| field.shape == Shape::Date);
    let words = day.map_or_else(|| show::field_text(workspace, id, field, text), |day| text.day_short(day, today));
    if field.name == schema::title_field(kind) {
        let title = if words.trim().is_empty() { text.nav.unknown().to_owned() } else { words };
        let conflicted = workspace.conflicted_fields(id).iter().any(|name| name != DELETED);
        let mark = conflicted.then(|| view! { <span class="mark">{text.lists.conflict_mark()}</span> });
        let href = Route::record(id.clone()).href();
        return view! { <td class="main-cell" role="gridcell" title=title.clone()><a href=href tabindex="-1">{marked(&title, sought)}</a>{mark}</td> }
            .into_any();
    }
    if field.name == "status" {
        let tint = Tint::of_state(&workspace.text(id, field.name));
        let tag = (!words.is_empty()).then(|| view! { <Tag words tint/> });
        return view! { <td role="gridcell">{tag}</td> }.into_any();
    }
    let class = if numeric(field) { "num" } else { "" };
    let named = matches!(field.shape, Shape::Date | Shape::Quantity) && !words.is_empty();
    let label = named.then(|| text.field(kind, field.name));
    let tip = (words.chars().count() > 12).then(|| words.clone());
    view! { <td role="gridcell" class=class title=tip data-label=label>{marked(&words, sought)}</td> }.into_any()
}
