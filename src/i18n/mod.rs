//! The typed catalogue: every word the interface shows, in Chinese and English.
//!
//! A room of the interface has a file of its own here, with the Chinese and the English of a text side by side, so that
//! a text missing in one language does not compile. Pages hold a `&'static Catalog` and read `catalog.nav.resources`.
#![expect(missing_docs, reason = "a text's name and its words, side by side, say what it is")]

/// Defines a room: a struct of texts, its two instances and, for tests, the list of all its texts.
///
/// Texts with something to fill in are plain functions, in a second block: `name: fn(types) = chinese, english;`.
macro_rules! texts {
    (
        $(#[$doc:meta])*
        $room:ident { $($name:ident: $zh:expr, $en:expr;)* }
        $(filled { $($filled:ident: fn($($arg:ty),*) = $zh_of:expr, $en_of:expr;)* })?
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $room {
            $(pub $name: &'static str,)*
            $($(pub $filled: fn($($arg),*) -> String,)*)?
        }

        pub static ZH: $room = $room { $($name: $zh,)* $($($filled: $zh_of,)*)? };
        pub static EN: $room = $room { $($name: $en,)* $($($filled: $en_of,)*)? };

        #[cfg(test)]
        impl $room {
            pub(super) fn every_text(&self) -> Vec<(&'static str, String)> {
                vec![
                    $((stringify!($name), self.$name.to_owned()),)*
                    $($((stringify!($filled), (self.$filled)($(<$arg>::default()),*)),)*)?
                ]
            }
        }
    };
}

pub mod choices;
pub mod errors;
pub mod evaluation;
pub mod exchange;
pub mod fields;
pub mod form;
pub mod format;
pub mod import;
pub mod kinds;
pub mod lists;
pub mod nav;
pub mod record;
pub mod settings;
pub mod spreadsheet;
pub mod start;
pub mod status;

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
    pub nav: &'static nav::Nav,
    pub lists: &'static lists::Lists,
    pub form: &'static form::Form,
    pub record: &'static record::Record,
    pub import: &'static import::Import,
    pub spreadsheet: &'static spreadsheet::Spreadsheet,
    pub exchange: &'static exchange::Exchange,
    pub evaluation: &'static evaluation::Evaluation,
    pub start: &'static start::Start,
    pub status: &'static status::Status,
    pub settings: &'static settings::Settings,
    pub errors: &'static errors::Errors,
}

/// A text in both languages: Chinese, English.
pub type Words = (&'static str, &'static str);

macro_rules! catalog {
    ($language:ident, $instance:ident) => {
        Catalog {
            language: Language::$language,
            nav: &nav::$instance,
            lists: &lists::$instance,
            form: &form::$instance,
            record: &record::$instance,
            import: &import::$instance,
            spreadsheet: &spreadsheet::$instance,
            exchange: &exchange::$instance,
            evaluation: &evaluation::$instance,
            start: &start::$instance,
            status: &status::$instance,
            settings: &settings::$instance,
            errors: &errors::$instance,
        }
    };
}

static CHINESE: Catalog = catalog!(Chinese, ZH);
static ENGLISH: Catalog = catalog!(English, EN);

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
