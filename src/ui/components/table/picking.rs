//! Selecting rows of the windowed table, by mouse and by key.

use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;

use super::{Layout, Line, Selection};
use crate::domain::RecordId;
use crate::ui::state::words;

/// The rows of a table and which are selected. `Copy`.
#[derive(Clone, Copy)]
pub struct Picking {
    /// The records, in their order.
    pub rows: Signal<Arc<Vec<RecordId>>>,
    /// The lines that show them.
    pub layout: Signal<Arc<Layout>>,
    /// What is selected.
    pub selection: RwSignal<Selection>,
}

impl Picking {
    /// The places among the records of what a line shows: a record, or all of a group.
    fn places(self, line: usize) -> std::ops::Range<usize> {
        self.layout.with(|layout| match layout.at(line) {
            Some(Line::Record(at)) => at..at + 1,
            Some(Line::Head(at)) => {
                let head = &layout.heads()[at];
                head.first..head.first + head.group.count
            }
            None => 0..0,
        })
    }

    /// True when the line's record, or each of its group, is selected; tracked.
    pub fn holds(self, line: usize) -> bool {
        let places = self.places(line);
        let holds = |ids: &[RecordId]| self.selection.with(|it| !ids.is_empty() && ids.iter().all(|id| it.holds(id)));
        self.rows.with(|rows| rows.get(places).is_some_and(holds))
    }

    /// The selected rows, in their order; tracked.
    pub fn chosen(self) -> Vec<RecordId> {
        self.rows.with(|rows| self.selection.with(|selection| selection.among(rows)))
    }

    /// Selects from where Shift was first held to a line.
    pub fn extend(self, from: usize, to: usize) {
        let (from, to) = untrack(|| (self.places(from), self.places(to)));
        self.rows
            .with_untracked(|rows| self.selection.update(|selection| selection.extend(rows, from.start, to.start)));
    }

    /// Selects every row, or none when all are selected.
    pub fn all(self) {
        self.rows.with_untracked(|rows| self.selection.update(|selection| selection.all(rows)));
    }

    fn toggle(self, line: usize) {
        let places = untrack(|| self.places(line));
        self.rows.with_untracked(|rows| match rows.get(places).unwrap_or_default() {
            [id] => self.selection.update(|selection| selection.toggle(id)),
            ids => self.selection.update(|selection| selection.turn(ids)),
        });
    }

    /// Does what a key says about the selection; false when it says nothing.
    pub fn key(self, event: &ev::KeyboardEvent, active: Option<usize>) -> bool {
        let with_control = event.ctrl_key() || event.meta_key();
        match (event.key().as_str(), active) {
            (" ", Some(row)) => self.toggle(row),
            ("a" | "A", _) if with_control => self.all(),
            ("Escape", _) if self.selection.with_untracked(|it| !it.is_empty()) => {
                event.stop_propagation();
                self.selection.update(Selection::clear);
            }
            _ => return false,
        }
        true
    }
}

/// The box of a row. Shift selects as far as the row clicked before.
pub fn pick_cell(picking: Picking, index: Memo<usize>, chosen: Memo<bool>) -> impl IntoView {
    let text = words();
    let press = move |event: ev::MouseEvent| {
        event.stop_propagation();
        let index = index.get_untracked();
        if event.shift_key() { picking.extend(index, index) } else { picking.toggle(index) }
    };
    view! {
        <td class="pick" role="gridcell" on:click=press>
            <input type="checkbox" tabindex="-1" aria-label=text.lists.select_row() prop:checked=move || chosen.get()/>
        </td>
    }
}

/// The box above them all.
pub fn pick_all(picking: Picking) -> impl IntoView {
    let text = words();
    let state = Memo::new(move |_| {
        let (rows, chosen) = (picking.rows.with(|rows| rows.len()), picking.chosen().len());
        (chosen > 0, rows > 0 && chosen == rows)
    });
    view! {
        <th scope="col" class="pick">
            <input
                type="checkbox"
                aria-label=text.lists.select_all()
                prop:checked=move || state.get().1
                prop:indeterminate=move || state.get().0 && !state.get().1
                on:change=move |_| picking.all()
            />
        </th>
    }
}
