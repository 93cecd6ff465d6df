//! The desk of the office worker: requests and answers as plain values, answered by one pure function, so that the
//! page stays free of the readers and writers of spreadsheets and a test needs no worker.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::clipboard;
use super::header::{self, HeaderError};
use super::mapping::{self, KindScore, Mapping, kind_word};
use super::preview::paste::{self, PasteColumn};
use super::preview::{Existing, Preview, Reason, preview};
use super::problems::{ProblemHeads, WriteError, export_sheet, problem_sheet, template};
use super::read::{ReadError, Sheet, Workbook, pasted, read};
use crate::domain::Kind;

/// What the page asks; bytes of a file travel beside it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Request {
    /// Reads a file, which stays on the desk until the next one.
    Read {
        /// The file's name.
        name: String,
    },
    /// Says what a sheet seems to be.
    Suggest {
        /// Which sheet.
        sheet: u32,
        /// The list it is meant for; the likeliest where none is given.
        #[serde(with = "kind_or_none")]
        kind: Option<Kind>,
    },
    /// Says what importing a sheet would do.
    Preview {
        /// Which sheet.
        sheet: u32,
        /// Which column is which field.
        mapping: Mapping,
        /// What is kept already.
        existing: Existing,
    },
    /// Says whether the first row of a pasted range names columns of a list: then it is better read as a sheet, by
    /// [`Request::Read`] under a name that ends with `.tsv`.
    NamesColumns {
        /// The list.
        #[serde(with = "kind_word")]
        kind: Kind,
        /// What the clipboard holds.
        text: String,
    },
    /// Says what pasting a range by place would do; it takes the place of the file on the desk.
    Paste {
        /// The list pasted into.
        #[serde(with = "kind_word")]
        kind: Kind,
        /// What the clipboard holds.
        text: String,
        /// The list's columns from the one pasted on, to the right.
        columns: Vec<PasteColumn>,
        /// The ids of its records from the one pasted on, downwards; further rows become new records.
        onto: Vec<String>,
        /// What is kept already.
        existing: Existing,
    },
    /// Writes the rows of the last preview that stay out.
    ProblemSheet {
        /// Names of the columns put in front.
        heads: ProblemHeads,
        /// The words of each reason.
        words: Vec<(Reason, String)>,
    },
    /// Writes a list as a workbook.
    Export {
        /// The sheet's name.
        title: String,
        /// The names of its columns.
        heads: Vec<String>,
        /// Its rows.
        rows: Vec<Vec<String>>,
    },
    /// Writes a blank sheet to fill in.
    Template {
        /// The list it is for.
        #[serde(with = "kind_word")]
        kind: Kind,
        /// The sheet's name.
        title: String,
        /// True for English names of columns.
        english: bool,
    },
}

/// What the desk answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// The sheets of the file read.
    Sheets(Vec<SheetSummary>),
    /// What a sheet seems to be.
    Suggestion(Box<Suggestion>),
    /// What importing or pasting it would do.
    Preview(Box<Preview>),
    /// Whether the first row names columns.
    NamesColumns(bool),
    /// A file was written; its bytes travel beside the answer.
    File,
}

/// One sheet of a file, to choose from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetSummary {
    /// Its name.
    pub name: String,
    /// How many rows it has.
    pub rows: u32,
}

/// What a sheet seems to be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Suggestion {
    /// Which lists it may be, the likeliest first.
    pub kinds: Vec<KindScore>,
    /// Which column is which field.
    pub mapping: Mapping,
    /// The source's key, under which a corrected mapping is remembered.
    pub source: String,
    /// The header's row, from 1.
    pub header_row: u32,
    /// How many rows are records.
    pub records: u32,
    /// The columns.
    pub columns: Vec<ColumnView>,
}

/// One column, to show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnView {
    /// Its name in the sheet.
    pub name: String,
    /// Its first contents, different ones.
    pub samples: Vec<String>,
}

/// Why a request is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// The file cannot be read as sheets.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The sheet cannot be understood as a list.
    #[error(transparent)]
    Header(#[from] HeaderError),
    /// The sheet could not be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// Nothing of that kind lies on the desk.
    #[error("nothing to work on")]
    NothingHere,
}

impl Request {
    /// True where the answer is a file. Readers and writers of spreadsheets are loaded apart.
    pub fn writes(&self) -> bool {
        matches!(self, Request::ProblemSheet { .. } | Request::Export { .. } | Request::Template { .. })
    }
}

/// An answer with the bytes beside it.
pub type Reply = Result<(Answer, Vec<u8>), Refusal>;

/// What lies on the desk between two requests.
#[derive(Debug, Default)]
pub struct Desk {
    book: Workbook,
    last: Option<(u32, Preview)>,
}

const SAMPLES: usize = 3;
const SAMPLE_CHARS: usize = 40;

impl Desk {
    /// Answers one request; the bytes of a file are given and returned beside it.
    pub fn answer(&mut self, request: Request, bytes: &[u8]) -> Reply {
        if request.writes() { self.write(request) } else { self.read(request, bytes) }
    }

    /// Answers a request that reads: a file, or what lies on the desk.
    pub fn read(&mut self, request: Request, bytes: &[u8]) -> Reply {
        match request {
            Request::Read { name } => {
                *self = Desk::default();
                self.book = read(bytes, &name)?;
                let summary = |it: &Sheet| SheetSummary { name: it.name.clone(), rows: it.rows.len() as u32 };
                Ok((Answer::Sheets(self.book.sheets.iter().map(summary).collect()), Vec::new()))
            }
            Request::Suggest { sheet, kind } => {
                Ok((Answer::Suggestion(Box::new(suggestion(self.sheet(sheet)?, kind)?)), Vec::new()))
            }
            Request::Preview { sheet, mapping, existing } => {
                let preview = preview(self.sheet(sheet)?, &mapping, &existing)?;
                self.last = Some((sheet, preview.clone()));
                Ok((Answer::Preview(Box::new(preview)), Vec::new()))
            }
            Request::NamesColumns { kind, text } => {
                let names = header::looks_like_header(&clipboard::from_tsv(&text), kind);
                Ok((Answer::NamesColumns(names), Vec::new()))
            }
            Request::Paste { kind, text, columns, onto, existing } => {
                *self = Desk::default();
                let sheet = pasted(&text, columns.len())?;
                let preview = paste::preview(&sheet, kind, &columns, &onto, &existing);
                self.book.sheets = vec![sheet];
                self.last = Some((0, preview.clone()));
                Ok((Answer::Preview(Box::new(preview)), Vec::new()))
            }
            _ => Err(Refusal::NothingHere),
        }
    }

    /// Answers a request for a file.
    pub fn write(&self, request: Request) -> Reply {
        let file = |bytes: Result<Vec<u8>, WriteError>| Ok((Answer::File, bytes?));
        match request {
            Request::ProblemSheet { heads, words } => {
                let (sheet, preview) = self.last.as_ref().ok_or(Refusal::NothingHere)?;
                let words: BTreeMap<Reason, String> = words.into_iter().collect();
                let word = |reason: &Reason| words.get(reason).cloned().unwrap_or_default();
                file(problem_sheet(self.sheet(*sheet)?, preview, &heads, &word))
            }
            Request::Export { title, heads, rows } => file(export_sheet(&title, &heads, &rows)),
            Request::Template { kind, title, english } => file(template(kind, &title, english)),
            _ => Err(Refusal::NothingHere),
        }
    }

    fn sheet(&self, at: u32) -> Result<&Sheet, Refusal> {
        self.book.sheets.get(at as usize).ok_or(Refusal::NothingHere)
    }
}

fn suggestion(sheet: &Sheet, kind: Option<Kind>) -> Result<Suggestion, Refusal> {
    let header = header::find(sheet)?;
    let kinds = mapping::suggest_kind(sheet)?;
    let kind = kind.or_else(|| kinds.first().map(|it| it.kind)).ok_or(Refusal::NothingHere)?;
    let carried = header::carried(sheet, &header);
    let view = |(column, name): (usize, &String)| {
        let mut samples: Vec<String> = Vec::new();
        for row in header.records.iter().take(100) {
            let text: String = carried.cell(*row as usize, column).text.trim().chars().take(SAMPLE_CHARS).collect();
            if samples.len() < SAMPLES && !text.is_empty() && !samples.contains(&text) {
                samples.push(text);
            }
        }
        ColumnView { name: name.clone(), samples }
    };
    Ok(Suggestion {
        kinds,
        mapping: mapping::suggest(kind, sheet)?,
        source: mapping::source_key(&header),
        header_row: header.top + 1,
        records: header.records.len() as u32,
        columns: header.names.iter().enumerate().map(view).collect(),
    })
}

mod kind_or_none {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::domain::Kind;

    pub fn serialize<S: Serializer>(kind: &Option<Kind>, serializer: S) -> Result<S::Ok, S::Error> {
        kind.map(Kind::as_str).serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Kind>, D::Error> {
        Ok(Option::<String>::deserialize(deserializer)?.and_then(|word| Kind::parse(&word)))
    }
}

#[cfg(test)]
mod tests;
