//! Files that were refused, remembered on this machine: a short list that is one small value. Free of the browser.
//!
//! Small values are written anew with every save, so that an entry is a row of a few words and the oldest make room.

#[cfg(target_arch = "wasm32")]
pub mod noting;

use crate::exchange::ReadError;
use crate::i18n::Catalog;

/// The name of the small value.
pub const REFUSED: &str = "refused";

/// Entries remembered.
pub const MOST: usize = 30;

/// Characters kept of a file's name, of a sender's and of a workspace's.
const MOST_CHARS: usize = 48;

/// A file that was refused.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refusal {
    /// When, in unix seconds.
    pub at: i64,
    /// What it was called.
    pub name: String,
    /// How long it is.
    pub bytes: u64,
    /// The first 12 characters of its SHA-256; empty where it was too large to be read.
    pub print: String,
    /// Whom it names as its maker; nothing vouches for that.
    pub claimed: String,
    /// Why.
    pub why: Why,
    /// What the workspace it belongs to is called, where that is why.
    pub of: String,
}

/// Why a file was refused.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Why {
    /// It cannot be told any more.
    #[default]
    Unknown,
    /// It has no content.
    Empty,
    /// It is larger than is read.
    Large,
    /// It is none of ours.
    NotOurs,
    /// It ends in the middle.
    CutOff,
    /// A newer version made it.
    Newer,
    /// It is not of the format's shape.
    Shape,
    /// A seal or its signature does not fit.
    Altered,
    /// It belongs to another workspace.
    Elsewhere,
    /// It is the backup of another machine: its contents could go in, its key is nobody's business.
    Backup,
}

/// The words a reason is kept as.
const WORDS: [(Why, &str); 9] = [
    (Why::Empty, "empty"),
    (Why::Large, "large"),
    (Why::NotOurs, "not_ours"),
    (Why::CutOff, "cut_off"),
    (Why::Newer, "newer"),
    (Why::Shape, "shape"),
    (Why::Altered, "altered"),
    (Why::Elsewhere, "elsewhere"),
    (Why::Backup, "backup"),
];

impl Why {
    /// Why a file could not be read.
    pub fn of(error: &ReadError) -> Why {
        match error {
            ReadError::Empty => Why::Empty,
            ReadError::TooLarge => Why::Large,
            ReadError::NotJson(_) | ReadError::OtherFormat => Why::NotOurs,
            ReadError::Truncated => Why::CutOff,
            ReadError::NewerVersion(_) => Why::Newer,
            ReadError::TooDeep | ReadError::DuplicateKey(_) | ReadError::Structure(_) => Why::Shape,
            ReadError::Altered => Why::Altered,
        }
    }

    fn word(self) -> &'static str {
        WORDS.iter().find(|it| it.0 == self).map_or("", |it| it.1)
    }

    fn parse(word: &str) -> Why {
        WORDS.iter().find(|it| it.1 == word).map_or(Why::Unknown, |it| it.0)
    }
}

/// An entry as it is kept: when, name, length, print, claimed sender, why, of which workspace.
type Row = (i64, String, u64, String, String, String, String);

/// Reads the list, the newest first; what cannot be read is no list.
pub fn read(kept: Option<&str>) -> Vec<Refusal> {
    let rows: Vec<Row> = kept.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
    let refusal = |(at, name, bytes, print, claimed, why, of): Row| {
        let why = Why::parse(&why);
        Refusal { at, name, bytes, print, claimed, why, of }
    };
    rows.into_iter().map(refusal).collect()
}

/// The list with some more in front, as it is kept. A file that came again for the same reason stands once, with the newest
/// time.
pub fn with(kept: Option<&str>, fresh: Vec<Refusal>) -> String {
    let mut list = fresh;
    list.extend(read(kept));
    let mut rows: Vec<Row> = Vec::new();
    for it in list {
        let short = |text: &str| text.chars().take(MOST_CHARS).collect::<String>();
        let (name, why) = (short(&it.name), it.why.word());
        let is_known = |row: &Row| row.1 == name && row.2 == it.bytes && row.3 == it.print && row.5 == why;
        if rows.len() < MOST && !rows.iter().any(is_known) {
            rows.push((it.at, name, it.bytes, it.print, short(&it.claimed), why.to_owned(), short(&it.of)));
        }
    }
    serde_json::to_string(&rows).expect("texts and numbers always serialize")
}

/// Why a file was refused, in words.
pub fn why_words(refusal: &Refusal, text: &Catalog) -> String {
    let texts = text.refused;
    match refusal.why {
        Why::Elsewhere => return texts.elsewhere(&refusal.of),
        Why::Empty => texts.empty(),
        Why::Large => texts.large(),
        Why::NotOurs => texts.not_ours(),
        Why::CutOff => texts.cut_off(),
        Why::Newer => texts.newer(),
        Why::Shape => texts.shape(),
        Why::Altered => texts.altered(),
        Why::Backup => texts.backup(),
        Why::Unknown => texts.unknown(),
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(at: i64, name: &str, why: Why) -> Refusal {
        Refusal { at, name: name.to_owned(), bytes: 7, print: format!("{at:012}"), why, ..Refusal::default() }
    }

    #[test]
    fn every_reason_is_read_as_it_was_kept() {
        for (why, _) in WORDS {
            let one = Refusal { of: "lake".to_owned(), claimed: "unit".to_owned(), ..refusal(5, "a.json", why) };
            assert_eq!(read(Some(&with(None, vec![one.clone()]))), [one]);
        }
        assert_eq!(read(Some(r#"[[1,"a",2,"b","c","later_word",""]]"#))[0].why, Why::Unknown);
    }

    #[test]
    fn the_newest_stand_first_and_the_oldest_make_room() {
        let mut kept = None;
        for at in 0..40 {
            kept = Some(with(kept.as_deref(), vec![refusal(at, "a.json", Why::Altered)]));
        }
        let list = read(kept.as_deref());
        let times: Vec<i64> = list.iter().map(|it| it.at).collect();
        assert_eq!(times, (10..40).rev().collect::<Vec<_>>());
    }

    #[test]
    fn a_file_that_comes_again_stands_once_with_its_newest_time() {
        let again = Refusal { at: 9, ..refusal(1, "a.json", Why::Altered) };
        let kept = with(None, vec![refusal(1, "a.json", Why::Altered), refusal(2, "a.json", Why::Altered)]);
        let list = read(Some(&with(Some(&kept), vec![again])));
        assert_eq!(
            list.iter().map(|it| (it.at, &*it.print)).collect::<Vec<_>>(),
            [(9, "000000000001"), (2, "000000000002")]
        );
    }

    #[test]
    fn an_entry_stays_short_whatever_a_file_says() {
        let long = "\u{1f4c4}".repeat(5_000);
        let one = Refusal { name: long.clone(), claimed: long.clone(), of: long, ..refusal(1, "", Why::Elsewhere) };
        let kept = with(None, (0..60).map(|at| Refusal { at, bytes: at.unsigned_abs(), ..one.clone() }).collect());
        assert!(kept.len() < MOST * 700, "{}", kept.len());
        assert_eq!(read(Some(&kept)).len(), MOST);
    }

    #[test]
    fn what_is_no_list_reads_as_none() {
        for kept in [None, Some(""), Some("{}"), Some("[1]"), Some("[[1]]")] {
            assert_eq!(read(kept), [], "{kept:?}");
        }
    }
}
