//! The desk of the office worker: requests and answers as plain values, answered by one pure function, so that the
//! page stays free of the readers and writers of spreadsheets and a test needs no worker.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::header::{self, HeaderError};
use super::mapping::{self, KindScore, Mapping, kind_word};
use super::preview::{Existing, Preview, Reason, preview};
use super::problems::{ProblemHeads, WriteError, export_sheet, problem_sheet, template};
use super::read::{ReadError, Sheet, Workbook, read};
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
    /// What importing it would do.
    Preview(Box<Preview>),
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
mod tests {
    use super::*;
    use crate::domain::Value;

    const SHEET: &str = "场地名称,所属单位,容量\n一楼会议室,光辉居民区,60人\n,光辉居民区,20人\n";

    /// As it crosses to the worker and back.
    fn ask(desk: &mut Desk, request: &Request, bytes: &[u8]) -> Result<(Answer, Vec<u8>), Refusal> {
        let text = serde_json::to_string(request).expect("requests are plain values");
        let (answer, bytes) = desk.answer(serde_json::from_str(&text).expect("and read back"), bytes)?;
        let text = serde_json::to_string(&answer).expect("answers are plain values");
        Ok((serde_json::from_str(&text).expect("and read back"), bytes))
    }

    #[test]
    fn a_file_is_read_understood_previewed_and_handed_back() {
        let mut desk = Desk::default();
        let (sheets, _) = ask(&mut desk, &Request::Read { name: "venues.csv".into() }, SHEET.as_bytes()).expect("read");
        assert_eq!(sheets, Answer::Sheets(vec![SheetSummary { name: "venues".into(), rows: 3 }]));
        let (answer, _) = ask(&mut desk, &Request::Suggest { sheet: 0, kind: None }, &[]).expect("understood");
        let Answer::Suggestion(suggestion) = answer else { panic!("{answer:?}") };
        assert_eq!(suggestion.mapping.kind, Kind::Resource);
        assert_eq!((suggestion.header_row, suggestion.records), (1, 2));
        assert_eq!(suggestion.columns[2].samples, ["60人", "20人"]);
        let mapping = suggestion.mapping;
        let request = Request::Preview { sheet: 0, mapping, existing: Existing::default() };
        let (answer, _) = ask(&mut desk, &request, &[]).expect("compared");
        let Answer::Preview(preview) = answer else { panic!("{answer:?}") };
        assert_eq!((preview.counts().new, preview.counts().problem), (1, 1));
        let heads = ProblemHeads { title: "t".into(), row: "r".into(), column: "c".into(), reason: "w".into() };
        let words = vec![(Reason::RequiredBlank, "blank".to_owned())];
        let (_, bytes) = ask(&mut desk, &Request::ProblemSheet { heads, words }, &[]).expect("written");
        let book = read(&bytes, "back.xlsx").expect("what is written can be read");
        let row: Vec<&str> = book.sheets[0].rows[1].iter().map(|cell| cell.text.as_str()).collect();
        assert_eq!((row[0], row[2]), ("3", "blank"));
    }

    #[test]
    fn values_cross_as_they_are() {
        let mapping = Mapping {
            kind: Kind::Need,
            columns: vec![mapping::Target::Number, mapping::Target::Field("title".into())],
            fill_down: vec![1],
            defaults: [("type".to_owned(), Value::from("small_wish"))].into(),
        };
        let request = Request::Preview { sheet: 0, mapping, existing: Existing::default() };
        let text = serde_json::to_string(&request).expect("plain");
        let back: Request = serde_json::from_str(&text).expect("plain");
        assert_eq!(serde_json::to_string(&back).expect("plain"), text);
    }

    #[test]
    fn an_empty_desk_and_a_foreign_file_are_refused() {
        let mut desk = Desk::default();
        assert_eq!(ask(&mut desk, &Request::Suggest { sheet: 0, kind: None }, &[]), Err(Refusal::NothingHere));
        let refused = ask(&mut desk, &Request::Read { name: "page.xls".into() }, b"<html><table></table></html>");
        assert_eq!(refused, Err(Refusal::Read(ReadError::Html)));
    }
}
