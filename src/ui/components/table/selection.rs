//! Which rows of a list are selected: by record, so that sorting and filtering keep them. Free of the browser.

use std::collections::BTreeSet;

use crate::domain::RecordId;

/// The selected records, and the row from which Shift extends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    ids: BTreeSet<RecordId>,
    anchor: Option<RecordId>,
}

impl Selection {
    /// True when nothing is selected.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// How many are selected.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// True when the record is selected.
    pub fn holds(&self, id: &RecordId) -> bool {
        self.ids.contains(id)
    }

    /// The selected records among `rows`, in the order of the rows: what is not listed is left alone.
    pub fn among(&self, rows: &[RecordId]) -> Vec<RecordId> {
        rows.iter().filter(|id| self.ids.contains(id)).cloned().collect()
    }

    /// Selects one more, or one less.
    pub fn toggle(&mut self, id: &RecordId) {
        if !self.ids.remove(id) {
            self.ids.insert(id.clone());
        }
        self.anchor = Some(id.clone());
    }

    /// Selects from where Shift was first held to `to`, by places in `rows`; what was selected before stays.
    pub fn extend(&mut self, rows: &[RecordId], from: usize, to: usize) {
        let held = self.anchor.as_ref().and_then(|anchor| rows.iter().position(|id| id == anchor));
        let start = held.unwrap_or(from);
        let (low, high) = (start.min(to), start.max(to));
        let Some(range) = rows.get(low..=high) else { return };
        self.ids.extend(range.iter().cloned());
        self.anchor = rows.get(start).cloned();
    }

    /// Selects every one of `rows`; when all are selected already, none.
    pub fn all(&mut self, rows: &[RecordId]) {
        if rows.iter().all(|id| self.ids.contains(id)) {
            self.clear();
        } else {
            self.ids.extend(rows.iter().cloned());
        }
    }

    /// Selects these as well; when all of them are selected already, none of them.
    pub fn turn(&mut self, ids: &[RecordId]) {
        if ids.iter().all(|id| self.ids.contains(id)) {
            ids.iter().for_each(|id| drop(self.ids.take(id)));
        } else {
            self.ids.extend(ids.iter().cloned());
        }
    }

    /// Selects nothing.
    pub fn clear(&mut self) {
        *self = Selection::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Kind;

    fn rows(count: u64) -> Vec<RecordId> {
        (1..=count).map(|seq| RecordId::new(Kind::Need, "a1b2c3d4", seq)).collect()
    }

    fn places(selection: &Selection, rows: &[RecordId]) -> Vec<usize> {
        (0..rows.len()).filter(|at| selection.holds(&rows[*at])).collect()
    }

    #[test]
    fn shift_extends_from_where_it_began() {
        let rows = rows(9);
        let mut selection = Selection::default();
        selection.toggle(&rows[4]);
        selection.extend(&rows, 4, 5);
        selection.extend(&rows, 5, 6);
        assert_eq!(places(&selection, &rows), [4, 5, 6]);
        selection.extend(&rows, 6, 2);
        assert_eq!(places(&selection, &rows), [2, 3, 4, 5, 6]);
        selection.toggle(&rows[3]);
        assert_eq!(places(&selection, &rows), [2, 4, 5, 6]);
        selection.extend(&rows, 8, 99);
        assert_eq!(places(&selection, &rows), [2, 4, 5, 6], "no such row");
    }

    #[test]
    fn without_a_beginning_it_is_the_row_left() {
        let rows = rows(5);
        let mut selection = Selection::default();
        selection.extend(&rows, 1, 2);
        assert_eq!(places(&selection, &rows), [1, 2]);
    }

    #[test]
    fn all_of_what_is_listed_and_none_again() {
        let rows = rows(4);
        let mut selection = Selection::default();
        selection.all(&rows[..2]);
        assert_eq!(selection.len(), 2);
        selection.all(&rows);
        assert_eq!(selection.len(), 4);
        // What a filter hides is not touched by what is done with the selection.
        assert_eq!(selection.among(&rows[1..3]), rows[1..3]);
        selection.turn(&rows[..2]);
        assert_eq!(places(&selection, &rows), [2, 3]);
        selection.turn(&rows[1..3]);
        assert_eq!(places(&selection, &rows), [1, 2, 3]);
        selection.all(&rows[1..3]);
        assert!(selection.is_empty());
    }
}
