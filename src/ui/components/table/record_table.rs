//! The list of records of one kind: columns as the schema names them, states and lights as words with a tint.

use std::sync::Arc;

use leptos::prelude::*;

use super::editor::{CellEditor, Editing};
use super::head::Column;
use super::record_cells::RecordCells;
use super::widths::Widths;
use super::windowed::WindowedTable;
use super::{Line, Picking};
use crate::domain::schema::{self, DELETED, Field};
use crate::domain::{Date, Kind, RecordId, Shape};
use crate::i18n::Catalog;
use crate::ui::components::marked::marked;
use crate::ui::components::tag::Tag;
use crate::ui::route::Route;
use crate::ui::show::{self, Tint};
use crate::ui::state::{location, store, words};
use crate::workspace::{LIGHT, Totals, Words, Workspace, light};

/// Letters that fit every cell of a column nobody made narrower. Such a cell needs no clipping; with
/// every cell clipped, a frame of a scroll takes a tenth longer.
const SHORT: usize = 12;

/// Records in a windowed table; opening one goes to its page. `open` is the one shown beside the table.
#[component]
pub fn RecordTable(
    kind: Kind,
    #[prop(into)] sort: Signal<Vec<(String, bool)>>,
    on_sort: Callback<Vec<(String, bool)>>,
    #[prop(into)] open: Signal<Option<RecordId>>,
    /// What is searched for: hits are marked.
    #[prop(into)]
    sought: Signal<String>,
    /// The columns, in their order.
    #[prop(into)]
    columns: Signal<Vec<&'static str>>,
    /// What the list is grouped by.
    #[prop(into)]
    group: Signal<Option<String>>,
    /// Folds or unfolds the group of a value.
    on_fold: Callback<String>,
    picking: Picking,
    /// How wide columns are.
    widths: Widths,
    /// What amounts come to, beside the heads of groups.
    sums: RwSignal<Totals>,
) -> impl IntoView {
    let (store, location, text) = (store(), location(), words());
    let Picking { rows, layout, .. } = picking;
    let cells = RecordCells::new(kind, picking, columns);
    let active = cells.cursor.line;
    // The record opened beside the list is the active one until the person goes elsewhere.
    Effect::new(move |_| {
        let line = open.get().and_then(|id| cells.line_of(&id));
        if let Some(line) = line.filter(|line| active.get_untracked() != Some(*line)) {
            cells.cursor.go(line, None, false);
        }
    });
    let sought_words = Memo::new_with_compare(move |_| Arc::new(Words::of(&sought.get())), |_, _| true);
    let record = move |at: usize| rows.with(|rows| rows.get(at).cloned());
    let draw = Callback::new(move |line: usize| match layout.with(|layout| layout.at(line)) {
        Some(Line::Record(at)) => {
            let (Some(id), today) = (record(at), store.today()) else { return ().into_any() };
            columns
                .with(|columns| {
                    sought_words.with(|sought| {
                        store.try_read(|workspace| row_cells(workspace, kind, columns, &id, today, text, sought))
                    })
                })
                .into_any()
        }
        Some(Line::Head(at)) => {
            let head = layout.with(|layout| layout.heads()[at].clone());
            let words = store.try_read(|workspace| {
                group.with(|field| {
                    show::option_text(workspace, kind, field.as_deref().unwrap_or_default(), &head.group.value, text)
                })
            });
            let sums = sums.with(|sums| show::totals_text(kind, sums.of_group(&head.group.value), text));
            let sums = sums.map(|sums| view! { <small>{sums}</small> });
            let mark = if head.folded { "▸" } else { "▾" };
            let span = move || columns.with(Vec::len).to_string();
            view! {
                <td class="group-head" role="gridcell" colspan=span aria-expanded=(!head.folded).to_string()>
                    <span class="group-title"><span aria-hidden="true">{mark}</span>{words}<b>{head.group.count}</b>{sums}</span>
                </td>
            }
            .into_any()
        }
        None => ().into_any(),
    });
    let on_open = Callback::new(move |line: usize| match layout.with_untracked(|layout| layout.at(line)) {
        Some(Line::Record(at)) => {
            if let Some(id) = untrack(|| record(at)) {
                location.go(&Route::record(id));
            }
        }
        Some(Line::Head(at)) => on_fold.run(layout.with_untracked(|layout| layout.heads()[at].group.value.clone())),
        None => {}
    });
    let heads = Signal::derive(move || {
        columns.with(|columns| columns.iter().map(|name| head(kind, name, text)).collect::<Vec<_>>())
    });
    let count = Signal::derive(move || layout.with(|layout| layout.len()));
    let cellwise = cells.cellwise(on_open);
    let over = Callback::new(move |()| {
        let editor = move |now: Editing| view! { <CellEditor now cells cellwise boxes=1/> };
        cells.editing.get().map(editor).into_any()
    });
    let label = format!("{} · {}", text.kind(kind), text.lists.table_label());
    view! { <WindowedTable label columns=heads rows=count cells=draw active sort on_sort on_open picking cellwise widths over/> }
}

/// The columns a list has unless the person chooses others.
pub fn usual_columns(kind: Kind) -> Vec<&'static str> {
    let light = (kind == Kind::Project).then_some(LIGHT);
    let shown = schema::fields(kind).iter().filter(|field| field.column).map(|field| field.name);
    light.into_iter().chain(shown).collect()
}

/// The columns a list can have.
pub fn possible_columns(kind: Kind) -> Vec<&'static str> {
    let light = (kind == Kind::Project).then_some(LIGHT);
    let fields = schema::fields(kind).iter().filter(|field| field.shape != Shape::Structure).map(|field| field.name);
    light.into_iter().chain(fields).collect()
}

/// What a column is called.
pub fn column_label(kind: Kind, name: &str, text: &Catalog) -> String {
    if name == LIGHT { text.lists.light().to_owned() } else { text.field(kind, name).to_owned() }
}

fn head(kind: Kind, name: &str, text: &Catalog) -> Column {
    let numeric = schema::field(kind, name).is_some_and(numeric);
    let main = name == schema::title_field(kind);
    Column { key: name.to_owned(), label: column_label(kind, name, text), numeric, sortable: true, main }
}

fn numeric(field: &Field) -> bool {
    matches!(field.shape, Shape::Quantity | Shape::Integer(..))
}

fn row_cells(
    workspace: &Workspace,
    kind: Kind,
    columns: &[&'static str],
    id: &RecordId,
    today: Date,
    text: &'static Catalog,
    sought: &Words,
) -> Vec<AnyView> {
    let cell = |name: &&'static str| match schema::field(kind, name) {
        Some(field) => field_cell(workspace, kind, id, field, today, text, sought),
        None => {
            let light = light(workspace, id, today);
            let (words, why) = (text.light(light), text.light_reason(light));
            view! { <td role="gridcell" class="short"><Tag words tint=Tint::of_light(light) why/></td> }.into_any()
        }
    };
    columns.iter().map(cell).collect()
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
    let day = (field.shape == Shape::Date).then(|| Date::parse(&workspace.text(id, field.name))).flatten();
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
        return view! { <td role="gridcell" class="short">{tag}</td> }.into_any();
    }
    let named = matches!(field.shape, Shape::Date | Shape::Quantity) && !words.is_empty();
    let label = named.then(|| text.field(kind, field.name));
    let short = words.chars().count() <= SHORT;
    let tip = (!short).then(|| words.clone());
    // Days and choices are read at a glance: on paper they keep to one line.
    let whole = short && matches!(field.shape, Shape::Date | Shape::Choice(..));
    let class = match (numeric(field), short) {
        (true, true) => "num short",
        (true, false) => "num",
        (false, true) if whole => "short whole",
        (false, true) => "short",
        (false, false) => "",
    };
    view! { <td role="gridcell" class=class title=tip data-label=label>{marked(&words, sought)}</td> }.into_any()
}
