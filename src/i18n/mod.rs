//! The typed catalogue: every word the interface shows, in Chinese and English.
//!
//! A room of the interface has a file of its own here, with the Chinese and the English of a text side by side, so that
//! a text missing in one language does not compile. Pages hold a `&'static Catalog` and read `catalog.nav.resources()`.
#![expect(missing_docs, reason = "a text's name and its words, side by side, say what it is")]

/// Defines a room: its texts in one language, and for tests the list of them all.
///
/// Each text is a function of its own, so that a part of the page brings along the texts it shows and no others.
/// Texts with something to fill in stand in a second block: `name: fn(types) = chinese, english;`.
macro_rules! texts {
    (
        $(#[$doc:meta])*
        $room:ident { $($name:ident: $zh:expr, $en:expr;)* }
        $(filled { $($filled:ident: fn($($arg:ty),*) = |$($given:ident),*| $zh_of:expr, |$($given_en:ident),*| $en_of:expr;)* })?
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $room(pub(super) super::Language);

        impl $room {
            $(
                pub const fn $name(self) -> &'static str {
                    match self.0 {
                        super::Language::Chinese => $zh,
                        super::Language::English => $en,
                    }
                }
            )*
            $($(
                pub fn $filled(self, $($given: $arg),*) -> String {
                    match self.0 {
                        super::Language::Chinese => $zh_of,
                        super::Language::English => {
                            $(let $given_en = $given;)*
                            $en_of
                        }
                    }
                }
            )*)?

            #[cfg(test)]
            pub(super) fn every_text(self) -> Vec<(&'static str, String)> {
                vec![
                    $((stringify!($name), self.$name().to_owned()),)*
                    $($((stringify!($filled), self.$filled($(<$arg>::default()),*)),)*)?
                ]
            }
        }
    };
}

pub mod amounts;
pub mod arrange;
pub mod audit;
pub mod availability;
pub mod backup;
pub mod board;
pub mod bring;
pub mod bulk;
pub mod cells;
pub mod choices;
pub mod claiming;
pub mod codes;
pub mod desk_lock;
pub mod docking;
pub mod errors;
pub mod evaluation;
pub mod evidence;
pub mod exchange;
pub mod fields;
pub mod form;
pub mod format;
pub mod handing;
pub mod import;
pub mod intake;
pub mod keys;
pub mod kinds;
pub mod ledger;
pub mod lists;
pub mod locked;
pub mod machines;
pub mod nav;
pub mod offer;
pub mod policy;
pub mod record;
pub mod refused;
pub mod report;
pub mod settings;
pub mod spreadsheet;
pub mod start;
pub mod status;
pub mod stepping;

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    #[default]
    Chinese,
    English,
}

impl Language {
    /// Both, in the order a switch shows them.
    pub const ALL: [Language; 2] = [Language::Chinese, Language::English];

    /// The tag used in `lang` attributes and preferences.
    pub const fn code(self) -> &'static str {
        match self {
            Language::Chinese => "zh-CN",
            Language::English => "en",
        }
    }

    /// The language a tag names; any tag of Chinese is Chinese, any of English English.
    pub fn parse(tag: &str) -> Option<Language> {
        match tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase().as_str() {
            "zh" => Some(Language::Chinese),
            "en" => Some(Language::English),
            _ => None,
        }
    }

    /// The language's name in itself.
    pub const fn name(self) -> &'static str {
        match self {
            Language::Chinese => "中文",
            Language::English => "English",
        }
    }
}

/// One language's words. `Copy` by reference: pass `&'static Catalog` around.
#[derive(Debug)]
pub struct Catalog {
    pub language: Language,
    pub nav: nav::Nav,
    pub lists: lists::Lists,
    /// The lock on what is stored here.
    pub desk_lock: desk_lock::DeskLock,
    /// Files locked with a passphrase.
    pub locked: locked::Locked,
    pub availability: availability::Availability,
    pub form: form::Form,
    pub record: record::Record,
    pub import: import::Import,
    pub spreadsheet: spreadsheet::Spreadsheet,
    pub exchange: exchange::Exchange,
    pub handing: handing::Handing,
    /// A small file as a series of codes.
    pub codes: codes::Codes,
    pub evaluation: evaluation::Evaluation,
    pub start: start::Start,
    pub status: status::Status,
    pub settings: settings::Settings,
    pub errors: errors::Errors,
    pub keys: keys::Keys,
    pub bulk: bulk::Bulk,
    pub cells: cells::Cells,
    pub arrange: arrange::Arrange,
    pub offer: offer::Offer,
    pub board: board::Board,
    pub machines: machines::Machines,
    pub bring: bring::Bring,
    /// Folders of files, and taking the last intake back.
    pub intake: intake::Intake,
    pub audit: audit::Audit,
    pub policy: policy::Policy,
    pub refused: refused::Refused,
    pub evidence: evidence::Evidence,
    pub ledger: ledger::Ledger,
    /// The dual report.
    pub report: report::Report,
    pub backup: backup::Backup,
    pub stepping: stepping::Stepping,
    pub amounts: amounts::Amounts,
    pub claiming: claiming::Claiming,
    pub docking: docking::Docking,
}

/// A text in both languages: Chinese, English.
pub type Words = (&'static str, &'static str);

macro_rules! catalog {
    ($language:ident) => {
        Catalog {
            language: Language::$language,
            nav: nav::Nav(Language::$language),
            lists: lists::Lists(Language::$language),
            desk_lock: desk_lock::DeskLock(Language::$language),
            locked: locked::Locked(Language::$language),
            availability: availability::Availability(Language::$language),
            form: form::Form(Language::$language),
            record: record::Record(Language::$language),
            import: import::Import(Language::$language),
            spreadsheet: spreadsheet::Spreadsheet(Language::$language),
            exchange: exchange::Exchange(Language::$language),
            handing: handing::Handing(Language::$language),
            codes: codes::Codes(Language::$language),
            evaluation: evaluation::Evaluation(Language::$language),
            start: start::Start(Language::$language),
            status: status::Status(Language::$language),
            settings: settings::Settings(Language::$language),
            errors: errors::Errors(Language::$language),
            keys: keys::Keys(Language::$language),
            bulk: bulk::Bulk(Language::$language),
            cells: cells::Cells(Language::$language),
            arrange: arrange::Arrange(Language::$language),
            offer: offer::Offer(Language::$language),
            board: board::Board(Language::$language),
            machines: machines::Machines(Language::$language),
            bring: bring::Bring(Language::$language),
            intake: intake::Intake(Language::$language),
            audit: audit::Audit(Language::$language),
            policy: policy::Policy(Language::$language),
            refused: refused::Refused(Language::$language),
            evidence: evidence::Evidence(Language::$language),
            ledger: ledger::Ledger(Language::$language),
            report: report::Report(Language::$language),
            backup: backup::Backup(Language::$language),
            stepping: stepping::Stepping(Language::$language),
            amounts: amounts::Amounts(Language::$language),
            claiming: claiming::Claiming(Language::$language),
            docking: docking::Docking(Language::$language),
        }
    };
}

static CHINESE: Catalog = catalog!(Chinese);
static ENGLISH: Catalog = catalog!(English);

/// The words of that language.
pub fn catalog(language: Language) -> &'static Catalog {
    match language {
        Language::Chinese => &CHINESE,
        Language::English => &ENGLISH,
    }
}

impl Catalog {
    const fn pick(&self, words: Words) -> &'static str {
        match self.language {
            Language::Chinese => words.0,
            Language::English => words.1,
        }
    }
}

/// `1 record`, `2 records`: the number with the right English noun.
fn many(n: usize, one: &str, more: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { more })
}

#[cfg(test)]
mod tests;
