//! Which column is which field: suggested from names and contents, corrected by people, remembered per source.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::dictionary::{self, heading_key};
use super::header::{self, Header, HeaderError};
use super::read::{Cell, Sheet};
use crate::domain::date::Written;
use crate::domain::schema::{self, Field, Shape};
use crate::domain::{Date, Fields, Kind, Quantity, Value};

/// What becomes of a column.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// It stays out.
    #[default]
    Ignore,
    /// It numbers the rows, and tells them apart when the sheet comes again.
    Number,
    /// It holds the field of that name.
    Field(String),
}

/// How a sheet's columns become a kind's fields.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mapping {
    /// The kind of record each row is.
    #[serde(with = "kind_word")]
    pub kind: Kind,
    /// One target a column; columns beyond the end are ignored.
    pub columns: Vec<Target>,
    /// Columns in which a blank cell repeats the one above, as people leave it where they did not join cells.
    pub fill_down: Vec<u32>,
    /// Values for new records where no column gives one.
    pub defaults: Fields,
}

impl Mapping {
    /// The column mapped to a field, if one is.
    pub fn column_of(&self, field: &str) -> Option<usize> {
        self.columns.iter().position(|it| matches!(it, Target::Field(name) if name == field))
    }

    /// The column that numbers the rows, if one does.
    pub fn number_column(&self) -> Option<usize> {
        self.columns.iter().position(|it| *it == Target::Number)
    }
}

/// Kinds cross to the worker and back by their word.
pub(super) mod kind_word {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    use crate::domain::Kind;

    pub fn serialize<S: Serializer>(kind: &Kind, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(kind.as_str())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Kind, D::Error> {
        let word = String::deserialize(deserializer)?;
        Kind::parse(&word).ok_or_else(|| D::Error::custom("no such kind"))
    }
}

/// The fields of a kind that a column can become.
pub fn fields(kind: Kind) -> Vec<&'static Field> {
    let from_cells = |shape: Shape| match shape {
        Shape::Link(to) | Shape::Links(to) => to == Kind::Office,
        Shape::Structure => false,
        _ => true,
    };
    schema::fields(kind).iter().filter(|field| from_cells(field.shape)).collect()
}

/// Names a source by its header, so that a corrected mapping is found again when the next such sheet comes.
pub fn source_key(header: &Header) -> String {
    let mut hash = Sha256::new();
    for name in &header.names {
        hash.update(heading_key(name).as_bytes());
        hash.update([0x1F]);
    }
    base16ct::lower::encode_string(&hash.finalize()[..8])
}

/// Suggests what each column is, by its name first and by its cells where the name leaves a choice.
pub fn suggest(kind: Kind, sheet: &Sheet) -> Result<Mapping, HeaderError> {
    let header = header::find(sheet)?;
    Ok(suggest_below(kind, sheet, &header).0)
}

/// Says which lists a sheet may be, the likeliest first.
pub fn suggest_kind(sheet: &Sheet) -> Result<Vec<KindScore>, HeaderError> {
    let header = header::find(sheet)?;
    let about = words_about(sheet, &header);
    let mut scores: Vec<KindScore> = Kind::LISTS
        .into_iter()
        .map(|kind| {
            let (mapping, points) = suggest_below(kind, sheet, &header);
            let required = schema::fields(kind).iter().filter(|it| it.required && it.name != "role");
            let missing = required.filter(|it| mapping.column_of(it.name).is_none()).count() as i64;
            let unused = mapping.columns.iter().zip(&header.names);
            let unused = unused.filter(|(to, name)| **to == Target::Ignore && !name.is_empty()).count() as i64;
            let hint = dictionary::LIST_HINTS.iter().filter(|(word, of)| *of == kind && about.contains(word));
            let hint = hint.map(|(word, _)| word.chars().count() as i64 * 15).max().unwrap_or(0);
            KindScore { kind, score: points / 4 + hint - missing * 40 - unused * 10 }
        })
        .collect();
    scores.sort_by_key(|it| (std::cmp::Reverse(it.score), it.kind));
    Ok(scores)
}

/// How well a sheet fits a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindScore {
    /// The list.
    #[serde(with = "kind_word")]
    pub kind: Kind,
    /// More is likelier; only good for comparing.
    pub score: i64,
}

/// Titles above the header, the tab's name and the header itself, as one text to look for hints in.
fn words_about(sheet: &Sheet, header: &Header) -> String {
    let titles = sheet.rows.iter().take(header.top as usize).flatten().map(|cell| cell.text.as_str());
    let all: Vec<&str> = titles.chain([sheet.name.as_str()]).chain(header.names.iter().map(String::as_str)).collect();
    dictionary::folded(&all.join("|"))
}

fn suggest_below(kind: Kind, sheet: &Sheet, header: &Header) -> (Mapping, i64) {
    let known = fields(kind);
    let mut columns = vec![Target::Ignore; header.names.len()];
    let mut offers: Vec<(i64, usize, usize)> = Vec::new();
    for (column, name) in header.names.iter().enumerate() {
        let key = heading_key(name);
        if dictionary::NUMBER_COLUMNS.contains(&key.as_str()) {
            if !columns.contains(&Target::Number) {
                columns[column] = Target::Number;
            }
            continue;
        }
        if dictionary::IGNORED_COLUMNS.contains(&key.as_str()) {
            continue;
        }
        let cells = sample(sheet, header, column);
        for (at, field) in known.iter().enumerate() {
            if let Some(points) = points(kind, field, &key, &cells) {
                offers.push((points, column, at));
            }
        }
    }
    offers.sort_by_key(|(points, column, at)| (std::cmp::Reverse(*points), *column, *at));
    let mut taken = vec![false; known.len()];
    let mut total = 0;
    for (points, column, at) in offers {
        if columns[column] == Target::Ignore && !taken[at] {
            taken[at] = true;
            total += points;
            columns[column] = Target::Field(known[at].name.to_owned());
        }
    }
    let mut mapping = Mapping { kind, columns, fill_down: Vec::new(), defaults: Fields::new() };
    name_by_content(&mut mapping, sheet, header);
    mapping.fill_down = left_blank_below(&mapping, sheet, header);
    mapping.defaults = defaults(&mapping, &words_about(sheet, header));
    (mapping, total)
}

/// Lists often have one column of short contents and no titles: then the contents are the titles.
fn name_by_content(mapping: &mut Mapping, sheet: &Sheet, header: &Header) {
    let title = schema::title_field(mapping.kind);
    let Some(column) = mapping.column_of("content").filter(|_| title == "title") else { return };
    let cells = sample(sheet, header, column);
    let short = cells.iter().filter(|cell| cell.text.chars().count() <= 60 && !cell.text.contains('\n')).count();
    if mapping.column_of(title).is_none() && !cells.is_empty() && short * 10 >= cells.len() * 9 {
        mapping.columns[column] = Target::Field(title.to_owned());
    }
}

/// Cells of the first records that say something.
fn sample<'s>(sheet: &'s Sheet, header: &Header, column: usize) -> Vec<&'s Cell> {
    let rows = header.records.iter().take(200);
    rows.map(|row| sheet.cell(*row as usize, column)).filter(|cell| !cell.is_blank()).collect()
}

/// How well a column fits a field; none where it does not.
fn points(kind: Kind, field: &Field, key: &str, cells: &[&Cell]) -> Option<i64> {
    let words = dictionary::names(kind).iter().find(|it| it.0 == field.name).map_or(&[][..], |it| it.1);
    let share = fitting_share(field.shape, cells);
    let content = share.map_or(0, |share| share * 30 / 100 - 15);
    let exact = words.iter().position(|word| *word == key || field.name == key);
    let named = exact.map(|at| 120 - at.min(30) as i64);
    let counts = dictionary::COUNT_ENDINGS.iter().any(|it| key.ends_with(it));
    let may_count = matches!(field.shape, Shape::Quantity | Shape::Integer(..));
    let partly = || {
        let found = words.iter().filter(|word| word.chars().count() > 1 && key.contains(**word));
        let best =
            found.map(|word| word.chars().count() as i64 * 3 + if key.ends_with(word) { 10 } else { 0 }).max()?;
        (!counts || may_count).then_some(45 + best)
    };
    // Without a name only unmistakable contents speak, and only for the field a list is about.
    let unnamed = || (cells.len() >= 3 && field.column && share? >= 90 && speaks(field, cells)).then_some(30);
    named.or_else(partly).map(|points| points + content).or_else(unnamed)
}

/// Bare numbers say nothing; days, numbers with units and words of a set do. States are never taken unnamed.
fn speaks(field: &Field, cells: &[&Cell]) -> bool {
    match field.shape {
        Shape::Date => true,
        Shape::Choice(..) => field.name != "status",
        Shape::Quantity => cells.iter().all(|it| Quantity::parse(&it.text).is_some_and(|it| !it.unit.is_empty())),
        _ => false,
    }
}

/// Of a hundred cells, how many the shape can read; none for shapes that read any text.
fn fitting_share(shape: Shape, cells: &[&Cell]) -> Option<i64> {
    let fits = |cell: &Cell| match shape {
        Shape::Date => Date::read(&cell.text) != Written::Unclear,
        Shape::Quantity => Quantity::parse(&cell.text).is_some(),
        Shape::Choice(set, codes) => dictionary::choice(set, codes, &cell.text).is_some(),
        Shape::Integer(..) => cell.text.trim().parse::<i64>().is_ok(),
        _ => true,
    };
    let any_text = matches!(shape, Shape::Line | Shape::Text | Shape::Names | Shape::Link(_) | Shape::Links(_));
    if any_text || cells.is_empty() {
        return None;
    }
    Some(cells.iter().filter(|cell| fits(cell)).count() as i64 * 100 / cells.len() as i64)
}

/// In a list of pairings without joined cells, a community that stands once and is blank below means "the same".
fn left_blank_below(mapping: &Mapping, sheet: &Sheet, header: &Header) -> Vec<u32> {
    let joined = sheet.merges.iter().any(|it| it.top > header.bottom && it.bottom > it.top);
    let blank_below = |column: usize| {
        let mut cells = header.records.iter().map(|row| sheet.cell(*row as usize, column).is_blank());
        cells.next() == Some(false) && cells.any(|blank| blank)
    };
    let required = |column: &usize| {
        let Target::Field(name) = &mapping.columns[*column] else { return false };
        schema::field(mapping.kind, name).is_some_and(|it| it.required && matches!(it.shape, Shape::Link(_)))
    };
    if mapping.kind != Kind::Pairing || joined {
        return Vec::new();
    }
    let columns = (0..mapping.columns.len()).filter(required).filter(|column| blank_below(*column));
    columns.map(|column| column as u32).collect()
}

fn defaults(mapping: &Mapping, about: &str) -> Fields {
    let mut defaults = Fields::new();
    for (kind, word, field, code) in dictionary::SHEET_HINTS {
        if *kind == mapping.kind && mapping.column_of(field).is_none() && about.contains(word) {
            defaults.entry((*field).to_owned()).or_insert_with(|| Value::from(*code));
        }
    }
    defaults
}
