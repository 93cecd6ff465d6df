//! The state of an import and its steps: each asks the office worker and shows what it answers.

use crate::domain::order;
use std::rc::Rc;
use std::sync::Arc;

use js_sys::Uint8Array;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

use super::reasons;
use super::writing::Written;
use crate::domain::{Kind, RecordId, schema};
use crate::i18n::Catalog;
use crate::storage::{BrowserPreferences, Preferences};
use crate::tabular::desk::{Answer, Refusal, Request, SheetSummary, Suggestion};
use crate::tabular::preview::paste::PasteColumn;
use crate::tabular::{Mapping, Preview, ProblemHeads, ReadError, Severity};
use crate::ui::components::form::is_input;
use crate::ui::components::table::column_label;
use crate::ui::intake::{self, OfficeChoice};
use crate::ui::office::{Office, OfficeError, save_file};
use crate::ui::state::{Pasted, WorkspaceStore, store, words};

/// Most bytes a file may have; the worker refuses more as well.
const MOST: f64 = 64.0 * 1024.0 * 1024.0;

/// Where an import stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A file is to be chosen.
    File,
    /// Columns are to be checked.
    Columns,
    /// What would be written is shown.
    Preview,
    /// It is written.
    Done,
}

/// An import under way. `Copy`; lives as long as the page.
#[derive(Clone, Copy)]
pub struct Wizard {
    office: StoredValue<Rc<Office>, LocalStorage>,
    pub(super) store: WorkspaceStore,
    pub(super) text: &'static Catalog,
    /// Counts questions, so that an answer nobody waits for any more is dropped.
    pub(super) turn: StoredValue<u32>,
    pub step: RwSignal<Step>,
    pub busy: RwSignal<Option<&'static str>>,
    pub trouble: RwSignal<Option<String>>,
    pub file: RwSignal<String>,
    pub sheets: RwSignal<Vec<SheetSummary>>,
    pub sheet: RwSignal<u32>,
    /// The list the page was opened from.
    pub opened_from: Kind,
    pub suggestion: RwSignal<Option<Suggestion>>,
    pub mapping: RwSignal<Option<Mapping>>,
    pub remembered: RwSignal<bool>,
    /// It was pasted onto cells: no columns are to be checked.
    pub by_place: RwSignal<bool>,
    /// How many records of a long one are written.
    pub written_so_far: RwSignal<Option<usize>>,
    pub preview: RwSignal<Option<Arc<Preview>>>,
    pub offices: RwSignal<Vec<OfficeChoice>>,
    pub restore: RwSignal<bool>,
    pub written: RwSignal<Option<Written>>,
}

impl Wizard {
    /// Nothing chosen yet; the worker ends with the page.
    pub fn new(kind: Kind) -> Wizard {
        let office = Rc::new(Office::default());
        let wizard = Wizard {
            office: StoredValue::new_local(office),
            store: store(),
            text: words(),
            turn: StoredValue::new(0),
            step: RwSignal::new(Step::File),
            busy: RwSignal::new(None),
            trouble: RwSignal::new(None),
            file: RwSignal::new(String::new()),
            sheets: RwSignal::new(Vec::new()),
            sheet: RwSignal::new(0),
            opened_from: kind,
            suggestion: RwSignal::new(None),
            mapping: RwSignal::new(None),
            remembered: RwSignal::new(false),
            by_place: RwSignal::new(false),
            written_so_far: RwSignal::new(None),
            preview: RwSignal::new(None),
            offices: RwSignal::new(Vec::new()),
            restore: RwSignal::new(true),
            written: RwSignal::new(None),
        };
        on_cleanup(move || wizard.office.with_value(|office| office.stop()));
        wizard
    }

    /// Takes what was pasted into a list: onto its cells by place, or, where its first row names columns and no cell was
    /// chosen, by the names as a sheet.
    pub fn paste(self, pasted: Pasted) {
        let turn = self.begin(self.text.import.reading());
        self.file.set(self.text.import.pasted().to_owned());
        self.by_place.set(true);
        self.step.set(Step::Preview);
        let office = self.office.get_value();
        let Pasted { kind, text, columns, onto } = pasted;
        let column = |name: &&'static str| PasteColumn {
            name: column_label(kind, name, self.text),
            field: schema::field(kind, name).filter(|it| is_input(it)).map(|it| it.name.to_owned()),
        };
        let request = Request::Paste {
            kind,
            text: text.clone(),
            columns: columns.iter().map(column).collect(),
            onto: onto.iter().flatten().map(RecordId::to_string).collect(),
            existing: self.store.peek(|workspace| intake::existing(workspace, kind)),
        };
        spawn_local(async move {
            if onto.is_none() {
                let reply = office.ask(&Request::NamesColumns { kind, text: text.clone() }, None).await;
                match self.heard(turn, reply) {
                    Some((Answer::NamesColumns(true), _)) => {
                        self.by_place.set(false);
                        let name = format!("{}.tsv", self.text.import.pasted());
                        let bytes = Uint8Array::from(text.as_bytes());
                        let reply = office.ask(&Request::Read { name }, Some(bytes)).await;
                        return self.suggest_from(self.heard(turn, reply), Some(kind));
                    }
                    Some(_) => self.busy.set(Some(self.text.import.working())),
                    None => return,
                }
            }
            let reply = office.ask(&request, None).await;
            self.show(self.heard(turn, reply));
        });
    }

    /// Reads a file and says what its first sheet seems to be.
    pub fn read(self, file: File) {
        let turn = self.begin(self.text.import.reading());
        self.file.set(file.name());
        if file.name().to_lowercase().ends_with(".json") {
            return self.refuse(self.text.spreadsheet.is_exchange_file().to_owned());
        }
        if file.size() > MOST {
            let error = ReadError::TooLarge { bytes: file.size() as u64, max: MOST as u64 };
            return self.refuse(OfficeError::Refused(Refusal::Read(error)).words(self.text));
        }
        let office = self.office.get_value();
        spawn_local(async move {
            let Ok(buffer) = JsFuture::from(file.array_buffer()).await else {
                return self.refuse(self.text.errors.file_not_read().to_owned());
            };
            let request = Request::Read { name: file.name() };
            let reply = office.ask(&request, Some(Uint8Array::new(&buffer))).await;
            self.suggest_from(self.heard(turn, reply), None);
        });
    }

    /// Goes on with the first sheet of what was read.
    fn suggest_from(self, heard: Option<(Answer, Vec<u8>)>, kind: Option<Kind>) {
        match heard {
            Some((Answer::Sheets(sheets), _)) => {
                self.sheets.set(sheets);
                self.suggest(0, kind);
            }
            Some(_) => self.refuse(self.text.errors.unexpected().to_owned()),
            None => {}
        }
    }

    /// Says what a sheet seems to be, for a list or for the likeliest one; a mapping corrected before comes back.
    pub fn suggest(self, sheet: u32, kind: Option<Kind>) {
        let turn = self.begin(self.text.import.reading());
        self.sheet.set(sheet);
        let office = self.office.get_value();
        spawn_local(async move {
            let reply = office.ask(&Request::Suggest { sheet, kind }, None).await;
            if self.turn.try_get_value() == Some(turn) && self.sheets.with_untracked(|it| it.len() > 1) {
                // Another sheet can be chosen there even when this one is no list.
                self.suggestion.set(None);
                self.step.set(Step::Columns);
            }
            match self.heard(turn, reply) {
                Some((Answer::Suggestion(suggestion), _)) => {
                    let kept = kept_mapping(self.store, &kept_under(&suggestion));
                    let kept = kept.filter(|it| it.columns.len() == suggestion.mapping.columns.len());
                    self.remembered.set(kept.is_some());
                    self.mapping.set(Some(kept.unwrap_or_else(|| suggestion.mapping.clone())));
                    self.suggestion.set(Some(*suggestion));
                    self.step.set(Step::Columns);
                }
                Some(_) => self.refuse(self.text.errors.unexpected().to_owned()),
                None => {}
            }
        });
    }

    /// Takes the suggested mapping instead of the one remembered or changed.
    pub fn forget(self) {
        if let Some(suggestion) = self.suggestion.get_untracked() {
            keep_mapping(self.store, &kept_under(&suggestion), None);
            self.remembered.set(false);
            self.mapping.set(Some(suggestion.mapping));
        }
    }

    /// Compares the sheet with what is kept; a corrected mapping is remembered.
    pub fn compare(self) {
        let (Some(mapping), Some(suggestion)) = (self.mapping.get_untracked(), self.suggestion.get_untracked()) else {
            return;
        };
        let turn = self.begin(self.text.import.working());
        let name = kept_under(&suggestion);
        keep_mapping(self.store, &name, Some(&mapping).filter(|it| **it != suggestion.mapping));
        let existing = self.store.peek(|workspace| intake::existing_with_waiting(workspace, mapping.kind));
        let request = Request::Preview { sheet: self.sheet.get_untracked(), mapping, existing };
        let office = self.office.get_value();
        spawn_local(async move {
            let reply = office.ask(&request, None).await;
            self.show(self.heard(turn, reply));
        });
    }

    /// Shows what would be written.
    fn show(self, heard: Option<(Answer, Vec<u8>)>) {
        match heard {
            Some((Answer::Preview(preview), _)) => {
                self.offices.set(preview.new_offices.iter().map(OfficeChoice::first).collect());
                self.preview.set(Some(Arc::new(*preview)));
                // Who pastes onto records that were taken out of their list corrects them there.
                self.restore.set(!self.by_place.get_untracked());
                self.step.set(Step::Preview);
            }
            Some(_) => self.refuse(self.text.errors.unexpected().to_owned()),
            None => {}
        }
    }

    /// Saves the rows that stay out as a sheet.
    pub fn save_problems(self) {
        let Some(preview) = self.preview.get_untracked() else { return };
        let text = self.text;
        let heads = ProblemHeads {
            title: text.import.problems_sheet().to_owned(),
            row: text.import.row().to_owned(),
            column: text.import.column().to_owned(),
            reason: text.import.reason().to_owned(),
        };
        // The same reason may also be a remark elsewhere, in other words.
        let issues = preview.rows.iter().flat_map(|row| &row.issues).filter(|it| it.severity == Severity::Error);
        let mut words: Vec<_> = issues.map(|it| (it.reason.clone(), reasons::words(it, text))).collect();
        order::sort(&mut words);
        words.dedup_by(|a, b| a.0 == b.0);
        let name = format!("{}-{}.xlsx", stem(&self.file.get_untracked()), text.import.problems_sheet());
        self.save(Request::ProblemSheet { heads, words }, name);
    }

    /// Saves a blank sheet for a list.
    pub fn save_template(self, kind: Kind) {
        let title = self.text.kind(kind).to_owned();
        let name = format!("{}.xlsx", self.text.import.blank_sheet(&title));
        let english = self.text.language == crate::i18n::Language::English;
        self.save(Request::Template { kind, title, english }, name);
    }

    fn save(self, request: Request, name: String) {
        let office = self.office.get_value();
        spawn_local(async move {
            match office.ask(&request, None).await {
                Ok((Answer::File, bytes)) if save_file(&name, &bytes) => {
                    self.store.announce(self.text.import.exported())
                }
                Err(OfficeError::Stopped) => {}
                _ => self.trouble.set(Some(self.text.errors.unexpected().to_owned())),
            }
        });
    }

    /// Stops whatever is under way; what the worker read must be chosen again, what was written stays and can be undone.
    pub fn stop(self) {
        if self.written_so_far.with_untracked(Option::is_some) {
            return self.turn.update_value(|turn| *turn += 1);
        }
        self.office.with_value(|office| office.stop());
        self.restart();
        self.trouble.set(Some(self.text.import.stopped().to_owned()));
    }

    /// Back to choosing a file.
    pub fn restart(self) {
        self.turn.update_value(|turn| *turn += 1);
        self.busy.set(None);
        self.trouble.set(None);
        self.suggestion.set(None);
        self.preview.set(None);
        self.written.set(None);
        self.by_place.set(false);
        self.step.set(Step::File);
    }

    /// Back to the columns.
    pub fn back(self) {
        self.trouble.set(None);
        self.step.set(Step::Columns);
    }

    pub(super) fn begin(self, words: &'static str) -> u32 {
        self.trouble.set(None);
        self.busy.set(Some(words));
        self.turn.update_value(|turn| *turn += 1);
        self.turn.get_value()
    }

    pub(super) fn refuse(self, words: String) {
        self.busy.set(None);
        self.written_so_far.set(None);
        self.trouble.set(Some(words));
    }

    /// The answer, if somebody still waits for it; a refusal is put into words.
    fn heard(self, turn: u32, reply: Result<(Answer, Vec<u8>), OfficeError>) -> Option<(Answer, Vec<u8>)> {
        if self.turn.try_get_value() != Some(turn) {
            return None;
        }
        self.busy.set(None);
        reply.map_err(|error| self.trouble.set(Some(error.words(self.text)))).ok()
    }
}

/// The name under which a corrected mapping is kept.
/// How the names begin under which corrected columns are remembered.
pub const MAPPINGS: &str = "mapping.";

fn kept_under(suggestion: &Suggestion) -> String {
    format!("{MAPPINGS}{}.{}", suggestion.source, suggestion.mapping.kind.as_str())
}

/// A mapping remembered here: of a locked desk with the workspace, where it is sealed.
fn kept_mapping(store: WorkspaceStore, name: &str) -> Option<Mapping> {
    let with_workspace = untrack(|| store.local(name)).and_then(|it| serde_json::from_str(&it).ok());
    with_workspace.or_else(|| BrowserPreferences.get(name))
}

fn keep_mapping(store: WorkspaceStore, name: &str, mapping: Option<&Mapping>) {
    if store.is_sealed() || untrack(|| store.local(name)).is_some() {
        return store.set_local(name, mapping.and_then(|it| serde_json::to_string(it).ok()));
    }
    match mapping {
        Some(mapping) => BrowserPreferences.set(name, mapping),
        None => BrowserPreferences.remove(name),
    }
}

fn stem(file: &str) -> &str {
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}
