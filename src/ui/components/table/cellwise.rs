//! Walking a table cell by cell: keys and clicks move the cursor, Shift spans a block, and what is typed goes to an editor.

use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlTableCellElement, ScrollIntoViewOptions, ScrollLogicalPosition};

use super::cursor::{Block, Cell, Extent, step};

/// What a person wants done with cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Change the cell under the cursor.
    Edit(Begin),
    /// A letter was typed.
    Letter,
    /// Empty the cells.
    Clear,
    /// Put the cells on the clipboard.
    Copy(ev::ClipboardEvent),
    /// Put what is on the clipboard into the cells.
    Paste(ev::ClipboardEvent),
}

/// How a change of a cell begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begin {
    /// Behind what the cell holds, as F2 does in a sheet.
    Behind,
    /// With all of it selected: what is typed takes its place.
    Whole,
    /// With nothing: what is being typed takes its place.
    Anew,
}

/// Where the cursor of a table stands, and what it spans. `Copy`.
#[derive(Clone, Copy)]
pub struct Cursor {
    /// The active line.
    pub line: RwSignal<Option<usize>>,
    /// The column of the active cell; none while the whole line is active.
    pub column: RwSignal<Option<usize>>,
    /// Where a block began, as (line, column); none for one cell.
    corner: RwSignal<Option<(usize, usize)>>,
}

impl Cursor {
    /// Nowhere yet.
    pub fn new() -> Cursor {
        Cursor { line: RwSignal::new(None), column: RwSignal::new(None), corner: RwSignal::new(None) }
    }

    /// The active cell, as (line, column); tracked.
    pub fn cell(self) -> Option<(usize, usize)> {
        Some((self.line.get()?, self.column.get()?))
    }

    /// The cells meant: the block, or the active cell; tracked.
    pub fn block(self) -> Option<Block> {
        let cell = self.cell()?;
        Some(Block::of(self.corner.get().unwrap_or(cell), cell))
    }

    /// Goes to a cell; `spanning` spans a block from where the cursor stood.
    pub fn go(self, line: usize, column: Option<usize>, spanning: bool) {
        let stood = untrack(|| self.cell());
        let corner = self.corner.get_untracked().or(stood).filter(|_| spanning && column.is_some());
        self.corner.set(corner);
        self.line.set(Some(line));
        self.column.set(column);
    }
}

/// A table whose cells can be changed: its cursor, and who hears what is wanted. `Copy`.
#[derive(Clone, Copy)]
pub struct Cellwise {
    /// Where it stands.
    pub cursor: Cursor,
    /// Hears what is wanted.
    pub on_wish: Callback<Wish>,
}

impl Cellwise {
    /// Does what a key says about cells; false when it says nothing.
    pub fn key(self, event: &ev::KeyboardEvent, extent: Extent) -> bool {
        let Some(line) = self.cursor.line.get_untracked() else { return false };
        let cell = Cell { line, column: self.cursor.column.get_untracked() };
        let (key, with_control) = (event.key(), event.ctrl_key() || event.meta_key());
        if event.alt_key() {
            return false;
        }
        // Home and the arrow to the left go out of a block to the line only where no block is spanned.
        if let Some(next) = step(&key, with_control, cell, extent) {
            let next = if event.shift_key() { Cell { column: next.column.or(cell.column), ..next } } else { next };
            self.cursor.go(next.line, next.column, event.shift_key());
            return true;
        }
        match (key.as_str(), cell.column) {
            ("F2", None) => self.edit(Begin::Behind),
            (_, None) => return false,
            ("F2" | "Enter", _) => self.edit(Begin::Behind),
            ("Delete" | "Backspace", _) => self.wish(Wish::Clear),
            ("Escape", _) if self.cursor.corner.get_untracked().is_some() => self.cursor.corner.set(None),
            ("Escape", _) => self.cursor.column.set(None),
            // These two belong to the whole page, the space to the selection.
            ("/" | "?" | "？" | " ", _) => return false,
            // Where nothing is typed into, input methods are off: a letter may be the first of a word in pinyin, which
            // would be torn apart.
            (typed, _) if !with_control && typed.len() == 1 && typed.bytes().all(|it| it.is_ascii_alphabetic()) => {
                self.wish(Wish::Letter);
                return false;
            }
            // The editor has the focus by the time the key writes, or the input method that it belongs to.
            (typed, _) if !with_control && (typed.chars().count() == 1 || typed == "Process") => {
                self.edit(Begin::Anew);
                return false;
            }
            _ => return false,
        }
        event.stop_propagation();
        true
    }

    /// True for a click on a cell, false where it is for the record: on its name, or on a card. With Shift it spans a block
    /// as far as there. `boxes` are the cells before the first column.
    pub fn click(self, event: &ev::MouseEvent, boxes: usize) -> bool {
        // A press on one cell and a release on another are a click on what holds both.
        if is_row(event) {
            return true;
        }
        let Some((line, column)) = cell_of(event, boxes) else { return false };
        if event.shift_key() {
            self.cursor.go(line, Some(column), true);
        }
        true
    }

    /// Begins a block at the cell that the mouse was pressed on.
    pub fn press(self, event: &ev::MouseEvent, boxes: usize) {
        if event.button() == 0
            && !event.shift_key()
            && let Some((line, column)) = cell_of(event, boxes)
        {
            self.cursor.go(line, Some(column), false);
        }
    }

    /// Opens the editor on the cell that was clicked twice.
    pub fn double_click(self, event: &ev::MouseEvent, boxes: usize) {
        if let Some((line, column)) = cell_of(event, boxes) {
            self.cursor.go(line, Some(column), false);
            self.edit(Begin::Behind);
        }
    }

    /// Spans the block on to a cell that the pressed mouse came to.
    pub fn drag(self, event: &ev::MouseEvent, boxes: usize) {
        if event.buttons() != 1 {
            return;
        }
        if let (Some(at), Some(stood)) = (cell_of(event, boxes), untrack(|| self.cursor.cell()))
            && at != stood
        {
            self.cursor.go(at.0, Some(at.1), true);
        }
    }

    /// Opens the editor on the active cell.
    pub fn edit(self, begin: Begin) {
        self.wish(Wish::Edit(begin));
    }

    /// Says what is wanted.
    pub fn wish(self, wish: Wish) {
        self.on_wish.run(wish);
    }
}

/// True for a row that is drawn as one, not as a card.
fn is_row(event: &ev::MouseEvent) -> bool {
    let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
    target.is_some_and(|it| it.tag_name() == "TR" && display(&it).as_deref() == Some("table-row"))
}

/// How an element is drawn.
fn display(element: &Element) -> Option<String> {
    window().get_computed_style(element).ok()??.get_property_value("display").ok()
}

/// The place of the cell that an event is about, as (line, column); none on names, which open their record, on heads of
/// groups, and where rows are drawn as cards.
fn cell_of(event: &ev::MouseEvent, boxes: usize) -> Option<(usize, usize)> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let cell: HtmlTableCellElement = target.closest("td:not(.main-cell, .group-head)").ok()??.dyn_into().ok()?;
    let line = cell.parent_element()?.id().strip_prefix("row-")?.parse().ok()?;
    let column = usize::try_from(cell.cell_index()).ok()?.checked_sub(boxes)?;
    (display(&cell)? == "table-cell").then_some((line, column))
}

/// The drawn cell of a line and a column.
pub fn drawn_cell(line: usize, column: usize, boxes: usize) -> Option<Element> {
    let row = document().get_element_by_id(&format!("row-{line}"))?;
    row.children().item(u32::try_from(column + boxes).ok()?)
}

/// The marks on the drawn cells: which one is active and which are spanned. Rows are used again for other lines and
/// know nothing of a cursor, so the marks are put on and taken off as it moves.
#[derive(Default)]
pub struct Marks {
    marked: Vec<Element>,
}

const MARKS: [&str; 4] = ["id", "data-cell", "data-spanned", "aria-selected"];

impl Marks {
    /// Marks the cells of a block among the drawn lines, and brings the active one into sight when asked to.
    pub fn put(
        &mut self,
        cell: Option<(usize, usize)>,
        block: Option<Block>,
        drawn: &[usize],
        boxes: usize,
        show: bool,
    ) {
        for old in self.marked.drain(..) {
            for mark in MARKS {
                let _ = old.remove_attribute(mark);
            }
        }
        let (Some((line, column)), Some(block)) = (cell, block) else { return };
        if !block.is_one() {
            for line in drawn.iter().filter(|line| block.lines.contains(line)) {
                for spanned in block.columns.clone().filter_map(|column| drawn_cell(*line, column, boxes)) {
                    let _ = spanned.set_attribute("data-spanned", "");
                    let _ = spanned.set_attribute("aria-selected", "true");
                    self.marked.push(spanned);
                }
            }
        }
        if let Some(active) = drawn_cell(line, column, boxes) {
            let _ = active.set_attribute("id", &cell_id(line, column));
            let _ = active.set_attribute("data-cell", "");
            if show {
                let how = ScrollIntoViewOptions::new();
                how.set_block(ScrollLogicalPosition::Nearest);
                how.set_inline(ScrollLogicalPosition::Nearest);
                active.scroll_into_view_with_scroll_into_view_options(&how);
            }
            self.marked.push(active);
        }
    }
}

/// The id of the active cell, for those who hear the table.
pub fn cell_id(line: usize, column: usize) -> String {
    format!("cell-{line}-{column}")
}
