//! A range of cells pasted into a list: on records by place, and below them as new ones.
//!
//! New rows go the way of an import. A row that is placed on a record changes that record and nothing but the fields of
//! its columns; there a blank cell clears, as it does in a spreadsheet.

use serde::{Deserialize, Serialize};

use super::draft::{self, Draft, unit_of};
use super::{
    Existing, ExistingRow, Issue, Outcome, Preview, Reason, RowResult, Severity, matching, new_offices, result,
};
use crate::domain::schema::{self, DELETED, Field, Shape};
use crate::domain::{Fields, Kind, Quantity, Value, order, transition};
use crate::tabular::cells::{self, Incoming, Said, one_line};
use crate::tabular::header::Header;
use crate::tabular::mapping::{self, Mapping, Target};
use crate::tabular::offices::{Directory, office_key};
use crate::tabular::read::{Cell, Sheet};

/// A column of the list that a pasted column falls on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasteColumn {
    /// What the list calls it.
    pub name: String,
    /// Its field; none for a column that is derived. Fields that no cell can fill are passed over as well.
    pub field: Option<String>,
}

/// Says what pasting a range would do, its first cell on the first of `columns` and of `onto`.
///
/// `onto` are the ids of the records from there down; rows beyond them become new records. What is pasted has no origin.
pub fn preview(sheet: &Sheet, kind: Kind, columns: &[PasteColumn], onto: &[String], existing: &Existing) -> Preview {
    let range = Range::new(sheet, kind, columns, existing);
    let placed = onto.len().min(sheet.rows.len());
    let records = order::map(existing.rows.iter().enumerate().map(|(at, row)| (row.id.as_str(), at)));
    let found: Vec<Option<usize>> = onto[..placed].iter().map(|id| records.get(id.as_str()).copied()).collect();
    let read = |(row, found): (usize, &Option<usize>)| range.on_record(row, found.map(|at| &existing.rows[at]));
    let mut drafts: Vec<Draft> = found.iter().enumerate().map(read).collect();
    drafts.extend(range.new_records(placed));
    let mut directory = Directory::new(&existing.offices);
    for draft in &mut drafts {
        draft.resolve(kind, &mut directory);
    }
    let mut found = matching::find(kind, "", &drafts, existing, found);
    // A row that does not say whose it is may be another office's of the same name.
    for (at, draft) in drafts.iter().enumerate().skip(placed) {
        found[at] = found[at].filter(|_| range.says_whose(draft));
    }
    let one = |(at, (draft, found)): (usize, (Draft, Option<usize>))| {
        let kept = found.map(|at| &existing.rows[at]);
        range.with_steps(if at < placed { placed_result(draft, kept) } else { range.new_result(draft, kept) })
    };
    let mut rows: Vec<RowResult> = drafts.into_iter().zip(found).enumerate().map(one).collect();
    let new_offices = new_offices(directory, &mut rows);
    Preview { kind, source: String::new(), headers: range.header.names, rows, new_offices, footers: Vec::new() }
}

/// What is pasted, and what its columns are.
struct Range<'s> {
    sheet: &'s Sheet,
    header: Header,
    mapping: Mapping,
    fields: Vec<Option<&'static Field>>,
    existing: &'s Existing,
}

impl<'s> Range<'s> {
    fn new(sheet: &'s Sheet, kind: Kind, columns: &[PasteColumn], existing: &'s Existing) -> Range<'s> {
        let known = mapping::fields(kind);
        let column = |at: usize| columns.get(at);
        let field = |at: usize| column(at)?.field.as_deref().and_then(|name| known.iter().find(|it| it.name == name));
        let fields: Vec<Option<&'static Field>> = (0..sheet.width()).map(|at| field(at).copied()).collect();
        let target = |field: &Option<&'static Field>| match field {
            Some(field) => Target::Field(field.name.to_owned()),
            None => Target::Ignore,
        };
        let mapping = Mapping {
            kind,
            columns: fields.iter().map(target).collect(),
            fill_down: Vec::new(),
            defaults: Fields::new(),
        };
        let names = (0..sheet.width()).map(|at| column(at).map(|it| it.name.clone()).unwrap_or_default()).collect();
        Range { sheet, header: Header { names, ..Header::default() }, mapping, fields, existing }
    }

    /// A row that falls on a record.
    fn on_record(&self, row: usize, kept: Option<&ExistingRow>) -> Draft {
        let mut draft = Draft::new(self.mapping.kind, row);
        let Some(kept) = kept else {
            draft.issues.push(Issue { severity: Severity::Error, ..Issue::of_row(Reason::NoRecord) });
            return draft;
        };
        // Beyond the end of a row there are no cells, not blank ones.
        for (at, cell) in self.sheet.rows[row].iter().enumerate() {
            match self.fields[at] {
                Some(field) => self.read_cell(&mut draft, at, field, cell, kept),
                None => self.pass_over(&mut draft, at, cell),
            }
        }
        draft
    }

    fn read_cell(&self, draft: &mut Draft, at: usize, field: &'static Field, cell: &Cell, kept: &ExistingRow) {
        let (name, before) = (&self.header.names[at], kept.fields.get(field.name));
        if self.existing.in_conflict(&kept.id, field.name) {
            return draft.issue(at, name.clone(), Reason::InConflict, Severity::Error);
        }
        // Of several offices of that name it is the one that stands there.
        if self.names_what_stands(field, cell, before) {
            return;
        }
        let unit = before.and_then(Quantity::from_value).map(|it| it.unit).filter(|unit| !unit.is_empty());
        let reading = cells::read(field, cell, &unit.unwrap_or_else(|| unit_of(name)));
        for (reason, severity) in reading.remarks {
            // Its note is a field of its own, on which nothing was pasted.
            let is_kept = matches!(&reading.said, Said::Kept(kept) if *kept == reason);
            let stays_out = is_kept || reason == Reason::FormulaError;
            draft.issue(at, name.clone(), reason, if stays_out { Severity::Error } else { severity });
        }
        match reading.said {
            _ if draft.is_problem() => {}
            Said::Kept(_) => {}
            Said::Blank if before.is_none_or(Value::is_blank) => {}
            Said::Blank if field.required || field.name == STATUS => {
                draft.issue(at, name.clone(), Reason::NotCleared, Severity::Warning);
            }
            Said::Blank => {
                // A merged cell is copied as blanks below its first row: who pastes should see what they do.
                draft.issue(at, name.clone(), Reason::Clears, Severity::Warning);
                draft.said.insert(field.name, Said::Value(Value::Null));
            }
            said => drop(draft.said.entry(field.name).or_insert(said)),
        }
    }

    fn names_what_stands(&self, field: &Field, cell: &Cell, before: Option<&Value>) -> bool {
        let (Shape::Link(Kind::Office), Some(id)) = (field.shape, before.and_then(Value::as_text)) else {
            return false;
        };
        let office = self.existing.offices.iter().find(|it| it.id == id);
        office.is_some_and(|it| it.names.iter().any(|name| office_key(name) == office_key(&cell.text)))
    }

    /// True for a row that says what it is called and whose it is.
    fn says_whose(&self, draft: &Draft) -> bool {
        let kind = self.mapping.kind;
        let owner = schema::owner_field(kind);
        draft.said.contains_key(schema::title_field(kind)) && owner.is_none_or(|owner| draft.said.contains_key(owner))
    }

    fn pass_over(&self, draft: &mut Draft, at: usize, cell: &Cell) {
        if !cell.is_blank() {
            draft.issue(at, self.header.names[at].clone(), Reason::NotAField, Severity::Warning);
        }
    }

    /// The rows from `first` on, as rows of a sheet; those that fill no field are none.
    fn new_records(&self, first: usize) -> Vec<Draft> {
        let records = (first..self.sheet.rows.len()).map(|row| row as u32).collect();
        let header = Header { records, ..self.header.clone() };
        let mut drafts = draft::drafts(self.sheet, self.sheet, &header, &self.mapping);
        for draft in &mut drafts {
            for (at, cell) in self.sheet.rows[draft.row as usize - 1].iter().enumerate() {
                // An identity number there was told already.
                if self.fields[at].is_none() && !cells::has_id_card(cell) {
                    self.pass_over(draft, at, cell);
                }
            }
        }
        drafts
    }

    /// A record that the list has already is not made a second time, and not changed from afar: it is found as an import
    /// finds it, and named.
    fn new_result(&self, mut draft: Draft, kept: Option<&ExistingRow>) -> RowResult {
        if kept.is_some() {
            draft.issues.push(Issue::of_row(Reason::AlreadyListed));
        }
        let mut row = result(&self.mapping, "", draft, kept);
        if matches!(row.outcome, Outcome::Changed { .. }) {
            row.outcome = Outcome::Problem;
            let listed = row.issues.iter_mut().filter(|it| it.reason == Reason::AlreadyListed);
            listed.for_each(|it| it.severity = Severity::Error);
        }
        row
    }

    /// Keeps a row out whose state its record cannot take in one step.
    fn with_steps(&self, mut row: RowResult) -> RowResult {
        let kind = self.mapping.kind;
        let Outcome::Changed { changes, .. } = &row.outcome else { return row };
        let Some(step) = changes.iter().find(|it| it.field == STATUS && transition::first(kind).is_some()) else {
            return row;
        };
        let Incoming::Value(Value::Text(after)) = &step.after else { return row };
        if !transition::next(kind, step.before.as_text().unwrap_or_default()).contains(&after.as_str()) {
            let column = self.mapping.column_of(STATUS);
            let cell = column.map(|at| self.sheet.cell(row.row as usize - 1, at).text.as_str()).unwrap_or_default();
            row.issues.push(Issue {
                column: column.map(|at| at as u32),
                header: column.map(|at| self.header.names[at].clone()).unwrap_or_default(),
                reason: Reason::NoStep { text: one_line(cell) },
                severity: Severity::Error,
            });
            row.outcome = Outcome::Problem;
        }
        row
    }
}

const STATUS: &str = "status";

fn placed_result(draft: Draft, kept: Option<&ExistingRow>) -> RowResult {
    let row = draft.row;
    let (Some(kept), false) = (kept, draft.is_problem()) else {
        return RowResult { row, outcome: Outcome::Problem, issues: draft.issues };
    };
    let changes = matching::differing(&draft, kept);
    let mut issues = draft.issues;
    if kept.fields.get(DELETED).and_then(Value::as_flag) == Some(true) {
        issues.push(Issue::of_row(Reason::Archived));
    }
    let id = kept.id.clone();
    let outcome = match changes.is_empty() {
        true => Outcome::Same { id },
        false => Outcome::Changed { id, changes, origins: Fields::new() },
    };
    RowResult { row, outcome, issues }
}

#[cfg(test)]
mod tests;
