//! A row as read: what each mapped cell says, what is wrong with it, and how the row is known again.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::{Issue, Reason, Severity};
use crate::domain::schema::{self, Field, ORIGIN, ORIGIN_PRIVATE, Shape};
use crate::domain::{Fields, Kind, Value};
use crate::tabular::cells::{self, Incoming, IncomingFields, OfficeRef, Said, one_line};
use crate::tabular::dictionary::{self, folded, heading_key};
use crate::tabular::header::Header;
use crate::tabular::mapping::{Mapping, Target};
use crate::tabular::offices::{Directory, office_key};
use crate::tabular::read::{Cell, Sheet};

/// One row on its way in.
pub(super) struct Draft {
    /// Its number in the sheet, from 1.
    pub row: u32,
    /// What its cells say, by field; blank ones left out.
    pub said: BTreeMap<&'static str, Said>,
    /// Offices of its links, once resolved.
    pub offices: BTreeMap<&'static str, Vec<OfficeRef>>,
    /// What a person should know.
    pub issues: Vec<Issue>,
    /// What it is called within its source.
    pub key: String,
    /// What its shared cells say, as a short hash; the same text gives the same one whatever is kept.
    pub print: String,
    /// What its private cells say, the same way; empty where they say nothing. Never shared: a short text can be guessed
    /// from its hash.
    pub private_print: String,
    kind: Kind,
}

/// The fields that tell records of a kind apart, the title first.
pub(super) fn natural_parts(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Office => &["name"],
        Kind::Resource => &["title", "place", "provider"],
        Kind::Need => &["title", "asker", "place"],
        Kind::Project => &["title", "community", "responsible", "start"],
        Kind::Claim => &["office", "subject", "help_form"],
        Kind::Pairing => &["community", "unit"],
        _ => &[],
    }
}

struct Column {
    at: usize,
    field: &'static Field,
    unit: String,
    fill_down: bool,
}

/// Reads every record row that says anything in a mapped column.
pub(super) fn drafts(own: &Sheet, carried: &Sheet, header: &Header, mapping: &Mapping) -> Vec<Draft> {
    let columns: Vec<Column> = mapping
        .columns
        .iter()
        .enumerate()
        .filter_map(|(at, target)| {
            let Target::Field(name) = target else { return None };
            let field = schema::field(mapping.kind, name)?;
            let unit = unit_of(header.names.get(at).map_or("", String::as_str));
            Some(Column { at, field, unit, fill_down: mapping.fill_down.contains(&(at as u32)) })
        })
        .collect();
    let mut above: BTreeMap<usize, Cell> = BTreeMap::new();
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    let mut keys: BTreeMap<String, u32> = BTreeMap::new();
    let mut drafts = Vec::new();
    for row in &header.records {
        let at = *row as usize;
        if columns.iter().all(|column| own.cell(at, column.at).is_blank()) {
            continue;
        }
        let mut draft = read_row(carried, header, mapping, &columns, at, &mut above);
        (draft.print, draft.private_print) = draft.prints();
        let whole = format!("{}{}", draft.print, draft.private_print);
        let first = *seen.entry(whole).or_insert(draft.row);
        if first != draft.row {
            draft.issues.push(Issue::of_row(Reason::DuplicateOf { row: first }));
        }
        draft.key = key_of(&draft, mapping, carried, at);
        let count = keys.entry(draft.key.clone()).or_insert(0);
        *count += 1;
        if *count > 1 {
            draft.key = format!("{}#{count}", draft.key);
        }
        drafts.push(draft);
    }
    drafts
}

fn read_row(
    sheet: &Sheet,
    header: &Header,
    mapping: &Mapping,
    columns: &[Column],
    row: usize,
    above: &mut BTreeMap<usize, Cell>,
) -> Draft {
    let mut draft = Draft::new(mapping.kind, row);
    let name_of = |at: usize| header.names.get(at).cloned().unwrap_or_default();
    let mut kept = Vec::new();
    for column in columns {
        let mut cell = sheet.cell(row, column.at).clone();
        if column.fill_down {
            if !cell.is_blank() {
                above.insert(column.at, cell.clone());
            } else if let Some(upper) = above.get(&column.at) {
                cell = upper.clone();
                draft.issue(column.at, name_of(column.at), Reason::CarriedDown, Severity::Warning);
            }
        }
        let reading = cells::read(column.field, &cell, &column.unit);
        for (reason, severity) in reading.remarks {
            draft.issue(column.at, name_of(column.at), reason, severity);
        }
        match reading.said {
            Said::Blank => {}
            Said::Kept(_) => {
                kept.push(format!("{}\u{FF1A}{}", one_line(&name_of(column.at)), one_line(&cell.text)));
            }
            said => {
                draft.said.entry(column.field.name).or_insert(said);
            }
        }
    }
    draft.keep_in_note(&kept);
    draft.mark_id_cards_outside(sheet, row, columns, header);
    draft.require(mapping, header);
    draft
}

/// The unit a column's name gives its bare numbers: what stands in brackets, or what the name counts.
pub(super) fn unit_of(name: &str) -> String {
    let folded = folded(name);
    let bracketed = folded.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map(|it| it.0);
    let bracketed = bracketed.map(|it| it.trim_start_matches("\u{5355}\u{4F4D}").trim_start_matches(':'));
    let short = bracketed.filter(|it| {
        let chars = it.chars().count();
        (1..=3).contains(&chars) && it.chars().all(char::is_alphabetic)
    });
    let key = heading_key(name);
    let counted = dictionary::UNITS.iter().find(|it| key.ends_with(it.0)).map(|it| it.1);
    short.or(counted).unwrap_or_default().to_owned()
}

/// A short hash of what cells say, offices by name.
fn print_of<'s>(said: impl Iterator<Item = (&'s str, &'s Said)>) -> String {
    let mut hash = Sha256::new();
    for (field, said) in said {
        hash.update(field.as_bytes());
        hash.update([0x1F]);
        hash.update(text_of(said).as_bytes());
        hash.update([0x1E]);
    }
    base16ct::lower::encode_string(&hash.finalize()[..8])
}

fn text_of(said: &Said) -> String {
    match said {
        Said::Value(value) => folded(&serde_json::to_string(value).unwrap_or_default()),
        Said::Names(names) => names.iter().map(|it| office_key(it)).collect::<Vec<_>>().join("\u{1D}"),
        Said::Blank | Said::Kept(_) => String::new(),
    }
}

/// The sheet's own number where it has one, or else a hash of what tells records apart.
fn key_of(draft: &Draft, mapping: &Mapping, sheet: &Sheet, row: usize) -> String {
    let number = mapping.number_column().map(|at| folded(&sheet.cell(row, at).text)).filter(|it| !it.is_empty());
    if let Some(number) = number {
        return number.chars().take(40).collect();
    }
    let mut hash = Sha256::new();
    for part in natural_parts(mapping.kind) {
        hash.update(draft.said.get(part).map(text_of).unwrap_or_default().as_bytes());
        hash.update([0x1E]);
    }
    format!("~{}", base16ct::lower::encode_string(&hash.finalize()[..6]))
}

impl Draft {
    /// A row that says nothing yet; rows are counted from 0 here.
    pub fn new(kind: Kind, row: usize) -> Draft {
        Draft {
            row: row as u32 + 1,
            said: BTreeMap::new(),
            offices: BTreeMap::new(),
            issues: Vec::new(),
            key: String::new(),
            print: String::new(),
            private_print: String::new(),
            kind,
        }
    }

    /// Adds what a person should know of a cell.
    pub fn issue(&mut self, at: usize, header: String, reason: Reason, severity: Severity) {
        self.issues.push(Issue { column: Some(at as u32), header, reason, severity });
    }

    /// Nothing a cell says is lost: what no field could take stands in the note under its column's name.
    fn keep_in_note(&mut self, kept: &[String]) {
        let Some(note) = schema::field(self.kind, "note").filter(|_| !kept.is_empty()) else { return };
        let before = match self.said.get(note.name) {
            Some(Said::Value(Value::Text(text))) => vec![text.clone()],
            _ => Vec::new(),
        };
        let text = before.into_iter().chain(kept.iter().cloned()).collect::<Vec<_>>().join("\n");
        let chars = text.chars().count() as u32;
        if chars > u32::from(note.max_chars) {
            let reason = Reason::TooLong { chars, max: u32::from(note.max_chars) };
            self.issues.push(Issue { column: None, header: note.name.to_owned(), reason, severity: Severity::Error });
        }
        self.said.insert(note.name, Said::Value(Value::Text(text)));
    }

    /// An identity number in a column that stays out does not come in, so the row may; a person should know of it.
    fn mark_id_cards_outside(&mut self, sheet: &Sheet, row: usize, columns: &[Column], header: &Header) {
        for (at, cell) in sheet.rows.get(row).into_iter().flatten().enumerate() {
            if cells::has_id_card(cell) && !columns.iter().any(|column| column.at == at) {
                let name = header.names.get(at).cloned().unwrap_or_default();
                self.issue(at, name, Reason::IdCard, Severity::Warning);
            }
        }
    }

    fn require(&mut self, mapping: &Mapping, header: &Header) {
        for field in schema::fields(self.kind).iter().filter(|it| it.required) {
            let guessed = self.kind == Kind::Office && field.name == "role";
            if guessed || self.said.contains_key(field.name) || mapping.defaults.contains_key(field.name) {
                continue;
            }
            let column = mapping.column_of(field.name);
            let told = |it: &Issue| it.severity == Severity::Error && it.column == column.map(|at| at as u32);
            if column.is_some() && self.issues.iter().any(told) {
                continue;
            }
            let name = column.and_then(|at| header.names.get(at)).cloned().unwrap_or_else(|| field.name.to_owned());
            let column = column.map(|at| at as u32);
            self.issues.push(Issue { column, header: name, reason: Reason::RequiredBlank, severity: Severity::Error });
        }
    }

    /// True where the row stays out.
    pub fn is_problem(&self) -> bool {
        self.issues.iter().any(|it| it.severity == Severity::Error)
    }

    /// Turns the names of offices into offices, known or new.
    pub fn resolve(&mut self, kind: Kind, directory: &mut Directory<'_>) {
        if self.is_problem() {
            return;
        }
        for (field, said) in &self.said {
            let Said::Names(names) = said else { continue };
            let role = (*field == "community" && matches!(kind, Kind::Project | Kind::Pairing)).then_some("community");
            let mut offices: Vec<OfficeRef> = Vec::new();
            for name in names {
                let office = directory.resolve(name, role);
                if !offices.contains(&office) {
                    offices.push(office);
                }
            }
            self.offices.insert(field, offices);
        }
    }

    /// The row's fields, offices resolved.
    pub fn incoming(&self) -> IncomingFields {
        let fields = self.said.keys().filter_map(|field| Some(((*field).to_owned(), self.field(field)?)));
        fields.collect()
    }

    /// One field, office resolved; none where the row says nothing.
    pub fn field(&self, name: &str) -> Option<Incoming> {
        match self.said.get(name)? {
            Said::Value(value) => Some(Incoming::Value(value.clone())),
            Said::Names(_) => {
                let offices = self.offices.get(name)?;
                match schema::field(self.kind, name)?.shape {
                    Shape::Links(_) => Some(Incoming::Offices(offices.clone())),
                    _ => offices.first().cloned().map(Incoming::Office),
                }
            }
            Said::Blank | Said::Kept(_) => None,
        }
    }

    /// The prints of what is shared and of what is private.
    fn prints(&self) -> (String, String) {
        let is_private = |field: &str| schema::is_private(Some(self.kind), field);
        let said = |private: bool| {
            self.said.iter().map(|(field, said)| (*field, said)).filter(move |(field, _)| is_private(field) == private)
        };
        (print_of(said(false)), if said(true).next().is_some() { print_of(said(true)) } else { String::new() })
    }

    /// Where the record comes from, to be kept with it; nothing where there is no source.
    pub fn origins(&self, source: &str) -> Fields {
        let mut origins = Fields::new();
        if source.is_empty() {
            return origins;
        }
        let part = |name: &str, text: &str| (name.to_owned(), Value::from(text));
        let row = [part("sheet", source), part("row", &self.key), part("print", &self.print)];
        origins.insert(ORIGIN.to_owned(), Value::Map(BTreeMap::from(row)));
        if !self.private_print.is_empty() {
            let row = [part("sheet", source), part("print", &self.private_print)];
            origins.insert(ORIGIN_PRIVATE.to_owned(), Value::Map(BTreeMap::from(row)));
        }
        origins
    }
}
