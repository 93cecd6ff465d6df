//! The cells of a list of records: which record and field a place means, and what is done with a block of them.

use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;

use super::Picking;
use super::cellwise::{Begin, Cellwise, Cursor, Wish, drawn_cell};
use super::cursor::Block;
use super::editor::{Editing, has_input};
use super::layout::Line;
use crate::domain::schema::{self, Field};
use crate::domain::{Fields, Kind, RecordId, Value};
use crate::i18n::{Catalog, Language};
use crate::tabular::clipboard::{from_tsv, to_tsv};
use crate::ui::components::form::Purpose;
use crate::ui::show;
use crate::ui::state::{Location, Pasted, WorkspaceStore, location, store, words};
use crate::workspace::{Action, Edit, Workspace};

/// Most cells emptied at once.
const MOST_CLEARED: usize = 5_000;

/// A list's cells and the cursor among them. `Copy`.
#[derive(Clone, Copy)]
pub struct RecordCells {
    /// What the list holds.
    pub kind: Kind,
    /// Its rows.
    pub picking: Picking,
    /// Its columns.
    pub columns: Signal<Vec<&'static str>>,
    /// Where the cursor stands.
    pub cursor: Cursor,
    /// The cell being changed.
    pub editing: RwSignal<Option<Editing>>,
    store: WorkspaceStore,
    location: Location,
    text: &'static Catalog,
}

impl RecordCells {
    /// The cells of a list.
    pub fn new(kind: Kind, picking: Picking, columns: Signal<Vec<&'static str>>) -> RecordCells {
        RecordCells {
            kind,
            picking,
            columns,
            cursor: Cursor::new(),
            editing: RwSignal::new(None),
            store: store(),
            location: location(),
            text: words(),
        }
    }

    /// The cursor; `on_head` is what Enter does on the head of a group.
    pub fn cellwise(self, on_head: Callback<usize>) -> Cellwise {
        let on_wish = Callback::new(move |wish: Wish| match wish {
            Wish::Edit(begin) => match self.cursor.line.get_untracked() {
                Some(line) if self.record_at(line).is_none() => on_head.run(line),
                line => self.edit(line, begin),
            },
            // Who writes in English has no input method to wait for.
            Wish::Letter if self.text.language == Language::English => {
                self.edit(self.cursor.line.get_untracked(), Begin::Anew)
            }
            Wish::Letter => self.store.announce(self.text.cells.press_f2()),
            Wish::Clear => self.clear(),
            Wish::Copy(event) => self.copy(&event),
            Wish::Paste(event) => self.paste(&event),
        });
        Cellwise { cursor: self.cursor, on_wish }
    }

    fn block(self) -> Option<Block> {
        untrack(|| self.cursor.block())
    }

    /// The record a line shows; none for the head of a group.
    fn record_at(self, line: usize) -> Option<RecordId> {
        match self.picking.layout.with_untracked(|layout| layout.at(line)) {
            Some(Line::Record(at)) => self.picking.rows.with_untracked(|rows| rows.get(at).cloned()),
            _ => None,
        }
    }

    /// The line that shows a record; none while the list does not.
    pub fn line_of(self, record: &RecordId) -> Option<usize> {
        let at = self.picking.rows.with_untracked(|rows| rows.iter().position(|row| row == record))?;
        self.picking.layout.with_untracked(|layout| layout.line_of(at))
    }

    /// The line nearest to one that may not be there.
    pub fn within(self, line: usize) -> usize {
        line.min(self.picking.layout.with_untracked(|layout| layout.len().saturating_sub(1)))
    }

    /// The records of a block, in their order.
    pub fn records(self, block: &Block) -> Vec<RecordId> {
        block.lines.clone().filter_map(|line| self.record_at(line)).collect()
    }

    /// The columns of a block.
    fn names(self, block: &Block) -> Vec<&'static str> {
        self.columns.with_untracked(|columns| columns.get(block.columns.clone()).unwrap_or_default().to_vec())
    }

    fn may_change(self) -> bool {
        let may = untrack(|| self.store.may_write());
        if !may {
            self.store.announce(self.text.cells.follower());
        }
        may
    }

    fn edit(self, line: Option<usize>, begin: Begin) {
        let Some(line) = line else { return };
        // What stands in an open editor could not be saved: it is not thrown away for another.
        if let Some(open) = self.editing.get_untracked() {
            return focus_again(&open);
        }
        // On a whole line it is the name that is changed.
        let title = schema::title_field(self.kind);
        let main = || self.columns.with_untracked(|columns| columns.iter().position(|it| *it == title));
        let Some(at) = self.cursor.column.get_untracked().or_else(main) else { return };
        let name = self.columns.with_untracked(|columns| columns.get(at).copied());
        let Some(record) = self.record_at(line) else { return };
        let input = name.filter(|name| has_input(self.kind, name)).and_then(|name| schema::field(self.kind, name));
        let Some(field) = input else { return self.store.announce(self.text.cells.not_entered()) };
        if !self.may_change() {
            return;
        }
        if self.store.peek(|workspace| is_in_conflict(workspace, &record, field)) {
            return self.store.announce(self.text.cells.in_conflict());
        }
        self.cursor.column.set(Some(at));
        let editing = self.editing;
        let open = move || editing.try_set(Some(Editing { record: record.clone(), field, cell: (line, at), begin }));
        if drawn_cell(line, at, 1).is_some() {
            open();
        } else {
            // It was brought into sight just now and is drawn in the next frame.
            request_animation_frame(move || drop(open()));
        }
    }

    /// Empties what may be empty.
    fn clear(self) {
        let Some(block) = self.block().filter(|_| self.may_change()) else { return };
        let (records, names) = (self.records(&block), self.names(&block));
        if records.len() * names.len() > MOST_CLEARED {
            return self.store.announce(self.text.cells.too_many_to_clear());
        }
        let may_be_blank = |name: &&'static str| {
            let field = schema::field(self.kind, name)?;
            (has_input(self.kind, name) && !field.required && field.name != "status").then_some(field)
        };
        let fields: Vec<&'static Field> = names.iter().filter_map(may_be_blank).collect();
        let mut cleared = 0;
        let edits: Vec<Edit> = self.store.peek(|workspace| {
            let edit = |id: &RecordId| {
                let mut set = Fields::new();
                for field in &fields {
                    if !workspace.value(id, field.name).is_blank() && !is_in_conflict(workspace, id, field) {
                        set.insert(field.name.to_owned(), Value::Null);
                    }
                }
                cleared += set.len();
                (!set.is_empty()).then(|| Edit::change(id.clone(), set))
            };
            records.iter().filter_map(edit).collect()
        });
        if edits.is_empty() {
            return self.store.announce(self.text.cells.nothing_to_clear());
        }
        match self.store.submit(edits, Action::Save) {
            Ok(_) => self.store.announce_change(self.text.cells.cleared(cleared)),
            Err(_) => self.store.announce(self.text.errors.unexpected()),
        }
    }

    /// Puts the block on the clipboard as sheets read it; without one the selected records, with the names of the
    /// columns and without private ones.
    fn copy(self, event: &ev::ClipboardEvent) {
        // Text that was selected on the page is what is meant then.
        if window().get_selection().ok().flatten().is_some_and(|it| !it.is_collapsed()) {
            return;
        }
        let text = self.text;
        let label = |name: &&'static str| super::column_label(self.kind, name, text);
        let is_private = |name: &&'static str| schema::field(self.kind, name).is_some_and(|it| it.private);
        let (rows, told) = match self.block() {
            Some(block) => {
                let (records, names) = (self.records(&block), self.names(&block));
                let rows = self.words_of(&records, &names);
                let private: Vec<String> = names.iter().filter(|name| is_private(name)).map(label).collect();
                let private: Vec<&str> = private.iter().map(String::as_str).collect();
                let told = match private.is_empty() {
                    true => text.cells.copied_cells(rows.len(), names.len()),
                    false => text.cells.copied_private(rows.len(), names.len(), &text.list(&private)),
                };
                (rows, told)
            }
            None => {
                let mut records = untrack(|| self.picking.chosen());
                if records.is_empty() {
                    records.extend(self.cursor.line.get_untracked().and_then(|line| self.record_at(line)));
                }
                if records.is_empty() {
                    return;
                }
                let mut names = self.columns.get_untracked();
                names.retain(|name| !is_private(name));
                let mut rows = vec![names.iter().map(label).collect()];
                rows.extend(self.words_of(&records, &names));
                (rows, text.cells.copied_records(records.len()))
            }
        };
        let Some(clipboard) = event.clipboard_data() else { return };
        if clipboard.set_data("text/plain", &to_tsv(&rows)).is_ok() {
            event.prevent_default();
            self.store.announce(told);
        }
    }

    fn words_of(self, records: &[RecordId], names: &[&'static str]) -> Vec<Vec<String>> {
        let today = self.store.today_now();
        self.store.peek(|workspace| {
            let row = |id: &RecordId| {
                names.iter().map(|name| show::plain_text(workspace, id, name, today, self.text)).collect()
            };
            records.iter().map(row).collect()
        })
    }

    /// Takes what is on the clipboard to the preview of an import: onto the cells from the active one on, one cell onto the
    /// whole block; on a whole line as new records.
    fn paste(self, event: &ev::ClipboardEvent) {
        let Some(mut pasted) = event.clipboard_data().and_then(|it| it.get_data("text/plain").ok()) else { return };
        event.prevent_default();
        if pasted.trim().is_empty() || !self.may_change() {
            return;
        }
        let onto = self.block().map(|block| {
            let rows = from_tsv(&pasted);
            if let ([row], false) = (&rows[..], block.is_one())
                && let [one] = &row[..]
            {
                let row = vec![one.clone(); block.columns.clone().count()];
                pasted = to_tsv(&vec![row; self.records(&block).len()]);
            }
            // As many records as there can be lines.
            let last = self.picking.layout.with_untracked(|layout| layout.len());
            let lines = (*block.lines.start()..last).filter_map(|line| self.record_at(line));
            lines.take(from_tsv(&pasted).len()).collect()
        });
        let first = self.block().map_or(0, |block| *block.columns.start());
        let columns = self.columns.with_untracked(|columns| columns.iter().skip(first).copied().collect());
        self.location.paste(Pasted { kind: self.kind, text: pasted, columns, onto });
    }
}

/// Brings the person back to an editor that stands open.
fn focus_again(open: &Editing) {
    let id = format!("{}{}", Purpose::Cell.prefix(), open.field.name);
    if let Some(input) = document().get_element_by_id(&id).and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        let _ = input.focus();
    }
}

fn is_in_conflict(workspace: &Workspace, id: &RecordId, field: &Field) -> bool {
    workspace.conflicted_fields(id).iter().any(|name| name == field.name)
}
