//! Changing a cell where it stands: the form's input laid over the cell. Enter and Tab save and go on, Escape leaves.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement, HtmlInputElement, HtmlTextAreaElement};

use super::cellwise::{Begin, Cellwise, drawn_cell};
use super::record_cells::RecordCells;
use crate::domain::schema::{self, Field};
use crate::domain::{Kind, RecordId, Shape, Value, order};
use crate::ui::components::form::{Entry, Filling, Input, Problem, control, is_input, problem, times};
use crate::ui::state::{location, store, words};
use crate::workspace::{Action, Edit, EditError};

/// Least width of the editor in pixels: a narrow column still leaves room to write.
const LEAST: f64 = 224.0;
const LEAST_FOR_TEXT: f64 = 340.0;

/// The cell being changed.
#[derive(Clone, PartialEq)]
pub struct Editing {
    /// The record.
    pub record: RecordId,
    /// The field.
    pub field: &'static Field,
    /// Where the cell stands, as (line, column).
    pub cell: (usize, usize),
    /// How it begins.
    pub begin: Begin,
}

/// Where the cursor goes after a cell was saved.
#[derive(Clone, Copy, PartialEq)]
enum Then {
    /// Nowhere: the person went elsewhere already.
    Elsewhere,
    /// To the same column of the next line, or the one before.
    Line(isize),
    /// To the next cell that can be changed in this line, or the one before, and changes it.
    Cell(isize),
}

/// The editor over a cell; `boxes` are the cells before the first column.
#[component]
pub fn CellEditor(now: Editing, cells: RecordCells, cellwise: Cellwise, boxes: usize) -> impl IntoView {
    let RecordCells { kind, columns, editing, .. } = cells;
    let (store, location, text) = (store(), location(), words());
    let Editing { record, field, cell, begin } = now;
    let (stored, seen) = store.peek(|workspace| (workspace.fields(&record), workspace.seen(&record)));
    let filling = Filling::for_cell(kind, stored);
    let input = Input { filling, field, entry: filling.input(field) };
    if begin == Begin::Anew {
        begin_anew(input);
    }
    let place = StoredValue::new((record, seen));
    let over = NodeRef::<html::Div>::new();
    over.on_load(move |over| focus(&over, begin));
    Effect::new(move |_| location.set_unsaved(filling.is_changed()));
    on_cleanup(move || location.set_unsaved(false));
    let back_to_table = move || {
        let grid = over.get_untracked().and_then(|over| over.closest(".grid").ok().flatten());
        let table = grid.and_then(|grid| grid.query_selector("table").ok().flatten());
        if let Some(table) = table.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
            let _ = table.focus();
        }
    };
    let leave = move |then: Then| {
        if then != Then::Elsewhere {
            back_to_table();
        }
        editing.set(None);
        // What was saved may have moved its record, or taken it out of what the list shows.
        let stands = place.with_value(|(record, _)| cells.line_of(record));
        match (then, stands) {
            (Then::Elsewhere, _) => {}
            (Then::Line(by), Some(line)) => {
                cells.cursor.go(cells.within(line.saturating_add_signed(by)), Some(cell.1), false)
            }
            (Then::Cell(by), Some(line)) => {
                let next = columns.with_untracked(|columns| next_input(kind, columns, cell.1, by));
                cells.cursor.go(line, Some(next.unwrap_or(cell.1)), false);
                if next.is_some() {
                    cellwise.edit(Begin::Whole);
                }
            }
            // It is the next one that stands there now.
            (_, None) => cells.cursor.go(cells.within(cell.0), Some(cell.1), false),
        }
    };
    let save = move |then: Then| {
        if editing.with_untracked(Option::is_none) {
            return;
        }
        if half_a_day(&over) {
            return filling.mark(field, Problem::Day);
        }
        let Ok(value) = filling.value(field) else { return filling.check(field) };
        // Another tab may have begun to write meanwhile: what was typed stays here.
        if !untrack(|| store.may_write()) {
            return store.announce(text.cells.follower());
        }
        let (record, seen) = place.get_value();
        let stands = store.peek(|workspace| workspace.value(&record, field.name));
        if stands == value || (stands.is_blank() && matches!(value, Value::Null | Value::Flag(false))) {
            return leave(then);
        }
        let edit = Edit::change(record, order::map([(field.name.to_owned(), value)])).having_seen(seen);
        match store.submit(vec![edit], Action::Save) {
            Ok(_) | Err(EditError::NothingToChange) => leave(then),
            Err(error) => {
                if !filling.refuse(&error) {
                    store.announce(text.errors.unexpected());
                }
            }
        }
    };
    let key = move |event: ev::KeyboardEvent| {
        event.stop_propagation();
        // Safari ends composing before the key that ended it arrives, which then has this code.
        if event.is_composing() || event.key_code() == 229 {
            return;
        }
        let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
        let area = target.as_ref().and_then(|it| it.dyn_ref::<HtmlTextAreaElement>());
        let by = if event.shift_key() { -1 } else { 1 };
        match event.key().as_str() {
            "Escape" => {
                editing.set(None);
                back_to_table();
            }
            "Enter" if event.alt_key() && area.is_some() => area.into_iter().for_each(break_line),
            "Enter" if area.is_some() && event.shift_key() => return,
            "Enter" => save(Then::Line(by)),
            // Within a day Tab goes from year to month to day.
            "Tab" if field.shape == Shape::Date => return,
            "Tab" if is_outermost(&over, target.as_ref(), by) => save(Then::Cell(by)),
            _ => return,
        }
        event.prevent_default();
    };
    let out = move |event: ev::FocusEvent| {
        // An editor that is taken away loses the focus as well.
        if editing.try_with_untracked(Option::is_some) != Some(true) || place.try_with_value(|_| ()).is_none() {
            return;
        }
        let to = event.related_target().and_then(|it| it.dyn_into::<leptos::web_sys::Node>().ok());
        let within = over.get_untracked().is_some_and(|over| over.contains(to.as_ref()));
        // A window that another one covers is not left.
        if !within && document().has_focus().unwrap_or(true) {
            save(Then::Elsewhere);
        }
    };
    let wrong = problem(input);
    let id = input.id();
    let problem_id = format!("{id}-problem");
    view! {
        <div class="cell-editor" style=place_of(cell, field, boxes) node_ref=over on:keydown=key on:focusout=out>
            <label class="visually-hidden" for=id>{text.field(kind, field.name)}</label>
            {control(input)}
            {times(input)}
            <p class="problem" id=problem_id role="alert" hidden=move || wrong.with(Option::is_none)>{move || wrong.get()}</p>
        </div>
    }
    .into_any()
}

/// True for a column whose cells can be changed in place.
pub fn has_input(kind: Kind, column: &str) -> bool {
    schema::field(kind, column).is_some_and(is_input)
}

fn next_input(kind: Kind, columns: &[&'static str], from: usize, by: isize) -> Option<usize> {
    let mut at = from.checked_add_signed(by)?;
    while !has_input(kind, columns.get(at)?) {
        at = at.checked_add_signed(by)?;
    }
    Some(at)
}

/// What is typed takes the place of a text; choices and days have keys of their own.
fn begin_anew(input: Input) {
    match (input.field.shape, input.entry.get_untracked()) {
        (Shape::Line | Shape::Text | Shape::Integer(..) | Shape::Link(_), Entry::Text(_)) => {
            input.entry.set(Entry::Text(String::new()));
        }
        (_, Entry::Amount(_, unit)) => input.entry.set(Entry::Amount(String::new(), unit)),
        _ => {}
    }
}

fn focus(over: &HtmlElement, begin: Begin) {
    let first = over.query_selector("input, select, textarea").ok().flatten();
    let Some(first) = first.and_then(|it| it.dyn_into::<HtmlElement>().ok()) else { return };
    let _ = first.focus();
    if begin != Begin::Whole {
        return;
    }
    // The input shows what it holds by then. Not in the next frame: a key pressed before it would be selected with the rest,
    // and typed over.
    queue_microtask(move || {
        if let Some(input) = first.dyn_ref::<HtmlInputElement>().filter(|it| it.type_() == "text") {
            input.select();
        } else if let Some(area) = first.dyn_ref::<HtmlTextAreaElement>() {
            area.select();
        }
    });
}

/// True where a day is begun and not whole: the input holds it and gives nothing.
fn half_a_day(over: &NodeRef<html::Div>) -> bool {
    let day = over.get_untracked().and_then(|over| over.query_selector("input[type=date]").ok().flatten());
    day.and_then(|it| it.dyn_into::<HtmlInputElement>().ok()).is_some_and(|it| it.validity().bad_input())
}

/// True when Tab leads out of the editor.
fn is_outermost(over: &NodeRef<html::Div>, target: Option<&Element>, by: isize) -> bool {
    let Some(over) = over.get_untracked() else { return true };
    let Ok(all) = over.query_selector_all("input, select, textarea, button") else { return true };
    let at = if by > 0 { all.length().saturating_sub(1) } else { 0 };
    let edge = all.item(at).and_then(|it| it.dyn_into::<Element>().ok());
    edge.as_ref() == target
}

/// Breaks the line where the caret stands, as Alt and Enter do in a sheet.
fn break_line(area: &HtmlTextAreaElement) {
    if area.set_range_text("\n").is_ok() {
        let after = area.selection_start().ok().flatten().unwrap_or_default() + 1;
        let _ = area.set_selection_range(after, after);
        if let Ok(typed) = ev::Event::new("input") {
            let _ = area.dispatch_event(&typed);
        }
    }
}

/// Over its cell, and within the table's sight.
fn place_of(cell: (usize, usize), field: &Field, boxes: usize) -> String {
    let Some(cell) = drawn_cell(cell.0, cell.1, boxes) else { return String::new() };
    let Some(grid) = cell.closest(".grid").ok().flatten() else { return String::new() };
    let (inner, outer) = (cell.get_bounding_client_rect(), grid.get_bounding_client_rect());
    let (scrolled, sight) = (f64::from(grid.scroll_left()), f64::from(grid.client_width()));
    let least =
        if matches!(field.shape, Shape::Text | Shape::Names | Shape::Links(_)) { LEAST_FOR_TEXT } else { LEAST };
    let width = inner.width().max(least).min(sight);
    let left = (inner.left() - outer.left() + scrolled).min(scrolled + sight - width).max(scrolled);
    let top = inner.top() - outer.top() + f64::from(grid.scroll_top());
    // Whole pixels: printing fractions takes as much of the page as a list does.
    let [left, top, width, height] = [left, top, width, inner.height()].map(|it| it.round() as i32);
    format!("inset-inline-start:{left}px;inset-block-start:{top}px;inline-size:{width}px;min-block-size:{height}px")
}
