//! One cell's text into one field's value, or the reason why not.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::dictionary;
use super::preview::{Reason, Severity};
use super::read::{Cell, CellKind};
use crate::domain::date::Written;
use crate::domain::privacy;
use crate::domain::quantity::fold_width;
use crate::domain::schema::{Field, Shape};
use crate::domain::value::MAX_INTEGER;
use crate::domain::{Date, Quantity, Value};

/// An office a row names: one that is kept, or one the import would make.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OfficeRef {
    /// The id of an office that is kept.
    Known(String),
    /// The place in [`super::Preview::new_offices`].
    New(u32),
}

/// A field's value from a sheet, complete but for the ids of offices not yet made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Incoming {
    /// A value as it is stored.
    Value(Value),
    /// One office.
    Office(OfficeRef),
    /// Several offices.
    Offices(Vec<OfficeRef>),
}

/// The fields of one row.
pub type IncomingFields = BTreeMap<String, Incoming>;

impl Incoming {
    /// The stored form; `made[i]` is the id of the office made (or chosen) for `new_offices[i]`.
    pub fn to_value(&self, made: &[String]) -> Value {
        let id = |office: &OfficeRef| match office {
            OfficeRef::Known(id) => Value::Text(id.clone()),
            OfficeRef::New(at) => made.get(*at as usize).map_or(Value::Null, |id| Value::Text(id.clone())),
        };
        match self {
            Incoming::Value(value) => value.clone(),
            Incoming::Office(office) => id(office),
            Incoming::Offices(offices) => {
                let mut ids: Vec<Value> = offices.iter().map(id).filter(|it| *it != Value::Null).collect();
                ids.dedup();
                Value::List(ids)
            }
        }
    }
}

/// What a cell says, offices still by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// Nothing.
    Blank,
    /// A value.
    Value(Value),
    /// Names of offices.
    Names(Vec<String>),
    /// Something that is not this field's; the row goes in without it and the text is kept in the note.
    Kept(Reason),
}

/// A cell's meaning and what a person should know of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellReading {
    /// What it says.
    pub said: Said,
    /// Remarks, worst first; an error keeps the row out.
    pub remarks: Vec<(Reason, Severity)>,
}

/// Reads a cell for a field; `unit` stands in where a bare number has none.
pub fn read(field: &Field, cell: &Cell, unit: &str) -> CellReading {
    let mut remarks = Vec::new();
    if has_id_card(cell) {
        return CellReading { said: Said::Blank, remarks: vec![(Reason::IdCard, Severity::Error)] };
    }
    if is_blank_word(&cell.text) || cell.is_blank() {
        return CellReading { said: Said::Blank, remarks };
    }
    if cell.kind == CellKind::Error {
        return CellReading { said: Said::Blank, remarks: vec![(Reason::FormulaError, Severity::Warning)] };
    }
    if cell.kind == CellKind::Text && is_formula_like(&cell.text) {
        remarks.push((Reason::FormulaLike, Severity::Warning));
    }
    let text = without_guard(&cell.text);
    let said = match field.shape {
        Shape::Line => Said::Value(Value::Text(one_line(text))),
        Shape::Text => Said::Value(Value::Text(lines(text))),
        Shape::Names => Said::Value(Value::List(names(text).into_iter().map(Value::Text).collect())),
        Shape::Link(_) => offices(vec![one_line(text)]),
        Shape::Links(_) => offices(names(text)),
        Shape::Choice(set, codes) => match dictionary::choice(set, codes, text) {
            Some(code) => Said::Value(Value::from(code)),
            None => Said::Kept(Reason::UnknownChoice { text: one_line(text) }),
        },
        Shape::Quantity => quantity(text, unit, &mut remarks),
        Shape::Integer(low, high) => integer(text, low, high),
        Shape::Date => date(text),
        Shape::Flag => flag(text),
        Shape::Structure => Said::Blank,
    };
    if let Some(chars) = too_long(field, &said) {
        remarks.push((Reason::TooLong { chars, max: u32::from(field.max_chars) }, Severity::Error));
    }
    if let Said::Kept(reason) = &said {
        remarks.push((reason.clone(), Severity::Warning));
    }
    CellReading { said, remarks }
}

fn quantity(text: &str, unit: &str, remarks: &mut Vec<(Reason, Severity)>) -> Said {
    if is_nothing(text) {
        return Said::Blank;
    }
    let Some(mut quantity) = Quantity::parse(text) else {
        return Said::Kept(Reason::UnclearQuantity { text: one_line(text) });
    };
    if Quantity::is_approximate(text) {
        remarks.push((Reason::Approximate, Severity::Warning));
    }
    if quantity.unit.is_empty() {
        quantity.unit = unit.to_owned();
    }
    Said::Value(quantity.to_value())
}

fn integer(text: &str, low: i64, high: i64) -> Said {
    let digits = fold_width(text);
    let digits = digits.trim().trim_end_matches('%').trim();
    match digits.parse::<i64>() {
        Ok(number) if (low.max(-MAX_INTEGER)..=high.min(MAX_INTEGER)).contains(&number) => {
            Said::Value(Value::Integer(number))
        }
        _ => Said::Kept(Reason::UnclearNumber { text: one_line(text) }),
    }
}

fn date(text: &str) -> Said {
    if is_nothing(text) {
        return Said::Blank;
    }
    match (Date::parse_lenient(text), Date::read(text)) {
        (Some(day), _) => Said::Value(Value::Text(day.to_string())),
        (None, Written::Month(..)) => Said::Kept(Reason::MonthOnly { text: one_line(text) }),
        (None, _) => Said::Kept(Reason::UnclearDate { text: one_line(text) }),
    }
}

fn flag(text: &str) -> Said {
    let word = dictionary::folded(text);
    if dictionary::YES.contains(&word.as_str()) {
        Said::Value(Value::Flag(true))
    } else if dictionary::NO.contains(&word.as_str()) {
        Said::Value(Value::Flag(false))
    } else {
        Said::Kept(Reason::UnknownChoice { text: one_line(text) })
    }
}

fn offices(names: Vec<String>) -> Said {
    let names: Vec<String> = names.into_iter().filter(|name| !is_nothing(name) && !name.is_empty()).collect();
    if names.is_empty() { Said::Blank } else { Said::Names(names) }
}

/// Characters over the field's bound, if it is over.
fn too_long(field: &Field, said: &Said) -> Option<u32> {
    let max = usize::from(field.max_chars);
    let longest = match said {
        Said::Value(Value::Text(text)) => text.chars().count(),
        Said::Value(Value::List(items)) => {
            items.iter().filter_map(Value::as_text).map(|it| it.chars().count()).max()?
        }
        // An office's own name is a line of its record.
        Said::Names(names) => {
            let longest = names.iter().map(|it| it.chars().count()).max()?;
            return (longest > 120).then_some(longest as u32);
        }
        _ => return None,
    };
    (max > 0 && longest > max).then_some(longest as u32)
}

/// Text on one line: every run of white space one space.
pub fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ")
}

fn lines(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept: Vec<&str> = text.lines().map(str::trim).collect();
    kept.join("\n").trim().to_owned()
}

/// Several names in one cell, as people part them.
fn names(text: &str) -> Vec<String> {
    let mut seen: Vec<String> = Vec::new();
    for name in text.split(['\u{3001}', '\u{FF0C}', ',', ';', '\u{FF1B}', '/', '\u{FF0F}', '\n', '|']) {
        let name = one_line(name);
        if !name.is_empty() && !seen.contains(&name) {
            seen.push(name);
        }
    }
    seen
}

fn is_blank_word(text: &str) -> bool {
    let word = dictionary::folded(text);
    let inner = word.strip_prefix('(').and_then(|it| it.strip_suffix(')')).unwrap_or(&word);
    inner.is_empty() || dictionary::PLACEHOLDERS.contains(&inner)
}

fn is_nothing(text: &str) -> bool {
    dictionary::NOTHING.contains(&dictionary::folded(text).as_str())
}

const FORMULA_STARTS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}'];

/// True for text that a spreadsheet program might run as a formula.
pub fn is_formula_like(text: &str) -> bool {
    let start = text.trim_start_matches([' ', '\n', '\u{3000}', '\u{FEFF}']);
    start.starts_with(FORMULA_STARTS) && start.chars().nth(1).is_some()
}

/// The text as it may stand in a sheet: an apostrophe in front where a program might run it.
///
/// A text that has apostrophes before its mark gets one more, so that [`without_guard`] gives every text back.
pub fn neutralised(text: &str) -> String {
    if is_guarded(text) { ["'", text].concat() } else { text.to_owned() }
}

/// The text without the apostrophe that [`neutralised`] put in front.
pub fn without_guard(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| is_guarded(rest)).unwrap_or(text)
}

fn is_guarded(text: &str) -> bool {
    is_formula_like(text.trim_start_matches('\''))
}

/// True where a cell holds the number of an identity card, spaces and hyphens inside it or not.
pub fn has_id_card(cell: &Cell) -> bool {
    let text: String = cell.text.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
    // A sheet keeps only 15 digits of a number, so its last ones, and the check digit, are lost.
    if cell.kind == CellKind::Number { privacy::holds_id_card_digits(&text) } else { privacy::holds_id_card(&text) }
}
