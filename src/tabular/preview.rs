//! What an import would do, row by row, before anything is written.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::cells::{Incoming, IncomingFields, OfficeRef, Said};
use super::header::{self, HeaderError};
use super::mapping::{self, Mapping, kind_word};
use super::offices::{Directory, NewOffice, OfficeName, guess_role};
use super::read::Sheet;
use crate::domain::schema;
use crate::domain::{Fields, Kind, Value, transition};

mod draft;
mod matching;
pub mod paste;

use draft::Draft;

/// What is kept already: the records of the kind imported, and all offices.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Existing {
    /// Records of the kind imported; where deleted ones are among them, they carry their mark.
    pub rows: Vec<ExistingRow>,
    /// All offices.
    pub offices: Vec<OfficeName>,
    /// The fields in conflict, by the record's id.
    #[serde(default)]
    pub conflicts: BTreeMap<String, Vec<String>>,
}

impl Existing {
    /// True where several values stand in a field of a record.
    fn in_conflict(&self, id: &str, field: &str) -> bool {
        self.conflicts.get(id).is_some_and(|fields| fields.iter().any(|it| it == field))
    }
}

/// One record that is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ExistingRow {
    /// Its id.
    pub id: String,
    /// All its fields, links as ids, its origin among them.
    pub fields: Fields,
    /// True for one that waits for the street: it is in no list yet, and nothing can be written on it.
    #[serde(default)]
    pub waits: bool,
}

/// What an import or a paste would do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Preview {
    /// The kind of record each row is.
    #[serde(with = "kind_word")]
    pub kind: Kind,
    /// The source's key, under which a corrected mapping is remembered; empty for what was pasted.
    pub source: String,
    /// The names of the columns.
    pub headers: Vec<String>,
    /// One result a record row, in the sheet's order.
    pub rows: Vec<RowResult>,
    /// Offices that rows name and nobody keeps; [`OfficeRef::New`] counts in here.
    pub new_offices: Vec<NewOffice>,
    /// Rows, from 1, that sum up or explain and are no records.
    pub footers: Vec<u32>,
}

/// How many rows would do what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Rows that make a record.
    pub new: u32,
    /// Rows that change one.
    pub changed: u32,
    /// Rows that say what is kept.
    pub same: u32,
    /// Rows that stay out.
    pub problem: u32,
}

/// What one row would do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RowResult {
    /// The row's number in its sheet, from 1.
    pub row: u32,
    /// What it would do.
    pub outcome: Outcome,
    /// What a person should know; an error keeps the row out.
    pub issues: Vec<Issue>,
}

/// What becomes of a row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It makes a record of these fields, its first state among them, and its origin if it came from a sheet.
    New {
        /// The record's fields.
        fields: IncomingFields,
    },
    /// It changes a record.
    Changed {
        /// The record's id.
        id: String,
        /// What changes; blank cells of a sheet change nothing, pasted ones clear a field: null.
        changes: Vec<Change>,
        /// What is new of the record's origin, to be set with the changes; nothing for what was pasted, which leaves it as it is.
        origins: Fields,
    },
    /// The record says the same, or this row has not changed since it was last imported.
    Same {
        /// The record's id.
        id: String,
    },
    /// It stays out.
    Problem,
}

/// One field that a row changes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// The field's name.
    pub field: String,
    /// What is kept now.
    pub before: Value,
    /// What the row says.
    pub after: Incoming,
}

/// Something a person should know of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue {
    /// The column, from 0, where one is to blame.
    pub column: Option<u32>,
    /// The column's name in the sheet, or the field's name where no column is mapped to it.
    pub header: String,
    /// What it is.
    pub reason: Reason,
    /// Whether it keeps the row out.
    pub severity: Severity,
}

/// How bad an issue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The row goes in.
    Warning,
    /// The row stays out.
    Error,
}

/// What is the matter with a cell or row; the catalogue has its words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// A field that a record cannot be without is blank.
    RequiredBlank,
    /// An identity number: an error in a mapped column, a remark in one that stays out.
    IdCard,
    /// More characters than the field holds.
    TooLong {
        /// Characters there are.
        chars: u32,
        /// Characters there may be.
        max: u32,
    },
    /// Not one of the words of the set; kept in the note.
    UnknownChoice {
        /// What the cell says.
        text: String,
    },
    /// Not one day; kept in the note.
    UnclearDate {
        /// What the cell says.
        text: String,
    },
    /// A month without a day; kept in the note.
    MonthOnly {
        /// What the cell says.
        text: String,
    },
    /// Not one whole number; kept in the note.
    UnclearQuantity {
        /// What the cell says.
        text: String,
    },
    /// Not a whole number within the field's bounds; kept in the note.
    UnclearNumber {
        /// What the cell says.
        text: String,
    },
    /// The cell calls its number approximate.
    Approximate,
    /// Text that a spreadsheet program might run; kept as text.
    FormulaLike,
    /// A formula that failed in the sheet; taken as blank.
    FormulaError,
    /// Says the same as an earlier row of the sheet.
    DuplicateOf {
        /// That row's number, from 1.
        row: u32,
    },
    /// A blank cell taken to repeat the one above.
    CarriedDown,
    /// The record was taken out of its list.
    Archived,
    /// The row came in before and waits for the street; it stays out this time, whatever it says now.
    Waits,
    /// Pasted where the list has no field that a cell can fill; left out.
    NotAField,
    /// A blank cell pasted on a field that cannot be without a value; it stays as it is.
    NotCleared,
    /// A blank cell pasted on a field that holds something: it is cleared.
    Clears,
    /// Several values stand in the field; a person has to choose first.
    InConflict,
    /// No step leads from the record's state to this one.
    NoStep {
        /// What the cell says.
        text: String,
    },
    /// Pasted as a new record, and the list has it already.
    AlreadyListed,
    /// The record pasted on is not here.
    NoRecord,
}

impl Preview {
    /// Counts the rows by what they would do.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for row in &self.rows {
            match row.outcome {
                Outcome::New { .. } => counts.new += 1,
                Outcome::Changed { .. } => counts.changed += 1,
                Outcome::Same { .. } => counts.same += 1,
                Outcome::Problem => counts.problem += 1,
            }
        }
        counts
    }
}

/// Says what importing a sheet with a mapping would do to what is kept.
pub fn preview(sheet: &Sheet, mapping: &Mapping, existing: &Existing) -> Result<Preview, HeaderError> {
    let header = header::find(sheet)?;
    let source = mapping::source_key(&header);
    let carried = header::carried(sheet, &header);
    let mut drafts = draft::drafts(sheet, &carried, &header, mapping);
    let mut directory = Directory::new(&existing.offices);
    for draft in &mut drafts {
        draft.resolve(mapping.kind, &mut directory);
    }
    let matches = matching::find(mapping.kind, &source, &drafts, existing, Vec::new());
    let mut rows: Vec<RowResult> = drafts
        .into_iter()
        .zip(matches)
        .map(|(draft, found)| {
            let found = found.map(|at| &existing.rows[at]);
            undecided(result(mapping, &source, draft, found), existing)
        })
        .collect();
    let new_offices = new_offices(directory, &mut rows);
    let footers = header.footers.iter().map(|row| row + 1).collect();
    Ok(Preview { kind: mapping.kind, source, headers: header.names, rows, new_offices, footers })
}

/// Leaves what is in conflict as it is: a sheet chooses nothing.
fn undecided(mut row: RowResult, existing: &Existing) -> RowResult {
    let Outcome::Changed { id, changes, .. } = &mut row.outcome else { return row };
    let id = id.clone();
    let mut left = Vec::new();
    changes.retain(|change| {
        let stays = existing.in_conflict(&id, &change.field);
        left.extend(stays.then(|| change.field.clone()));
        !stays
    });
    if changes.is_empty() {
        row.outcome = Outcome::Same { id };
    }
    let issue = |field| Issue { header: field, ..Issue::of_row(Reason::InConflict) };
    row.issues.extend(left.into_iter().map(issue));
    row
}

/// The new offices that rows use, which the rows then name by their place among them.
fn new_offices(directory: Directory<'_>, rows: &mut [RowResult]) -> Vec<NewOffice> {
    let (new_offices, places) = directory.finish(&uses(rows));
    for row in rows {
        renumber(&mut row.outcome, &places);
    }
    new_offices
}

fn result(mapping: &Mapping, source: &str, draft: Draft, found: Option<&ExistingRow>) -> RowResult {
    let row = draft.row;
    if draft.is_problem() {
        return RowResult { row, outcome: Outcome::Problem, issues: draft.issues };
    }
    let origins = draft.origins(source);
    let mut issues = draft.issues.clone();
    let outcome = match found {
        None => Outcome::New { fields: fields_of_new(mapping, &draft, origins) },
        Some(kept) if kept.waits => {
            issues.push(Issue::of_row(Reason::Waits));
            Outcome::Same { id: kept.id.clone() }
        }
        Some(kept) => {
            if kept.fields.get(schema::DELETED).and_then(Value::as_flag) == Some(true) {
                issues.push(Issue::of_row(Reason::Archived));
            }
            let changes = matching::changes_since(mapping.kind, source, &draft, kept);
            if changes.is_empty() {
                Outcome::Same { id: kept.id.clone() }
            } else {
                let is_new = |(name, value): &(String, Value)| kept.fields.get(name) != Some(value);
                let origins = origins.into_iter().filter(is_new).collect();
                Outcome::Changed { id: kept.id.clone(), changes, origins }
            }
        }
    };
    RowResult { row, outcome, issues }
}

impl Issue {
    fn of_row(reason: Reason) -> Issue {
        Issue { column: None, header: String::new(), reason, severity: Severity::Warning }
    }
}

fn fields_of_new(mapping: &Mapping, draft: &Draft, origins: Fields) -> IncomingFields {
    let mut fields = draft.incoming();
    for (name, value) in &mapping.defaults {
        fields.entry(name.clone()).or_insert_with(|| Incoming::Value(value.clone()));
    }
    if let (Some(first), Some(_)) = (transition::first(mapping.kind), schema::field(mapping.kind, "status")) {
        fields.entry("status".to_owned()).or_insert_with(|| Incoming::Value(Value::from(first)));
    }
    if mapping.kind == Kind::Office {
        let name = draft.said.get("name").and_then(|said| match said {
            Said::Value(Value::Text(name)) => Some(name.as_str()),
            _ => None,
        });
        let role = guess_role(name.unwrap_or_default());
        fields.entry("role".to_owned()).or_insert_with(|| Incoming::Value(Value::from(role)));
    }
    fields.extend(origins.into_iter().map(|(name, value)| (name, Incoming::Value(value))));
    fields
}

/// Which rows that go in use which new office.
fn uses(rows: &[RowResult]) -> BTreeMap<u32, Vec<u32>> {
    let mut uses: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
    for row in rows {
        let incoming: Vec<&Incoming> = match &row.outcome {
            Outcome::New { fields } => fields.values().collect(),
            Outcome::Changed { changes, .. } => changes.iter().map(|it| &it.after).collect(),
            Outcome::Same { .. } | Outcome::Problem => Vec::new(),
        };
        for office in incoming.into_iter().flat_map(offices_in) {
            if let OfficeRef::New(at) = office {
                uses.entry(*at).or_default().insert(row.row);
            }
        }
    }
    uses.into_iter().map(|(at, rows)| (at, rows.into_iter().collect())).collect()
}

fn offices_in(incoming: &Incoming) -> &[OfficeRef] {
    match incoming {
        Incoming::Office(office) => std::slice::from_ref(office),
        Incoming::Offices(offices) => offices,
        Incoming::Value(_) => &[],
    }
}

fn renumber(outcome: &mut Outcome, places: &BTreeMap<u32, u32>) {
    let incoming: Vec<&mut Incoming> = match outcome {
        Outcome::New { fields } => fields.values_mut().collect(),
        Outcome::Changed { changes, .. } => changes.iter_mut().map(|it| &mut it.after).collect(),
        Outcome::Same { .. } | Outcome::Problem => Vec::new(),
    };
    for it in incoming {
        let offices = match it {
            Incoming::Office(office) => std::slice::from_mut(office),
            Incoming::Offices(offices) => offices.as_mut_slice(),
            Incoming::Value(_) => &mut [],
        };
        for office in offices {
            if let OfficeRef::New(at) = office
                && let Some(place) = places.get(at)
            {
                *at = *place;
            }
        }
    }
}
