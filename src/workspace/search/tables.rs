//! Makes the tables beside this file from the crates `pinyin` and `ferrous-opencc`, and holds them to it.
//!
//! `THREE_LISTS_TABLES=write cargo test --lib search::tables` writes them anew.
//!
//! **Which characters are read**: those of GB 2312 and of `beyond_gb2312.txt`, less those that fold to another one.
//! **How**: as the crate's first reading, the usual one; a character of `polyphones.txt` as it stands there, which must be
//! among the crate's readings. The crate's further readings are not taken as they are: most are archaic, and would make
//! false hits for one character in four.
//! **Which characters are traditional**: those OpenCC turns into a read one, if a standard of Taiwan, Japan or Korea
//! has them.

use std::collections::{BTreeMap, BTreeSet};

use encoding_rs::{BIG5, EUC_KR, Encoding, GBK, SHIFT_JIS};
use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use pinyin::{ToPinyin, ToPinyinMulti};

const POLYPHONES: &str = include_str!("polyphones.txt");
const BEYOND: &str = include_str!("beyond_gb2312.txt");

fn han() -> impl Iterator<Item = char> {
    ('\u{4E00}'..'\u{A000}').filter(|c| c.to_pinyin().is_some())
}

fn is_in(c: char, encoding: &'static Encoding) -> bool {
    !encoding.encode(c.encode_utf8(&mut [0; 4])).2
}

fn is_in_gb2312(c: char) -> bool {
    let text = c.to_string();
    let (bytes, _, unknown) = GBK.encode(&text);
    !unknown && matches!(*bytes, [0xB0..=0xF7, 0xA1..=0xFE])
}

/// The scope of both tables.
fn characters() -> BTreeSet<char> {
    let beyond = BEYOND.chars().filter(|c| !c.is_whitespace());
    han().filter(|c| is_in_gb2312(*c)).chain(beyond).collect()
}

fn traditional() -> BTreeMap<char, char> {
    let characters = characters();
    let opencc = OpenCC::from_config(BuiltinConfig::T2s).unwrap();
    let simplified = |c: char| {
        let text = opencc.convert(&c.to_string());
        let mut chars = text.chars();
        chars.next().filter(|it| *it != c && chars.next().is_none())
    };
    let written = |c: &char| [BIG5, SHIFT_JIS, EUC_KR].into_iter().any(|it| is_in(*c, it));
    let pairs = han().filter(written).filter_map(|c| simplified(c).map(|it| (c, it)));
    pairs.filter(|(_, simple)| characters.contains(simple)).collect()
}

fn known_readings(c: char) -> Vec<&'static str> {
    c.to_pinyin_multi().into_iter().flatten().map(|it| it.plain()).map(latin).collect()
}

fn latin(plain: &'static str) -> &'static str {
    match plain {
        "lü" => "lv",
        "nü" => "nv",
        "lüe" => "lve",
        "nüe" => "nve",
        _ => plain,
    }
}

fn polyphones() -> BTreeMap<char, Vec<&'static str>> {
    let mut polyphones = BTreeMap::new();
    for line in POLYPHONES.lines() {
        let mut words = line.split(' ');
        let c = words.next().and_then(|it| it.chars().next()).unwrap();
        let readings: Vec<&str> = words.collect();
        let known = known_readings(c);
        assert!(
            !readings.is_empty() && readings.iter().all(|it| known.contains(it)),
            "{line}: the crate has {known:?}"
        );
        assert!(polyphones.insert(c, readings).is_none(), "{c} stands twice");
    }
    polyphones
}

/// The characters of every syllable.
fn readings() -> BTreeMap<&'static str, BTreeSet<char>> {
    let (polyphones, traditional) = (polyphones(), traditional());
    let mut syllables: BTreeMap<&str, BTreeSet<char>> = BTreeMap::new();
    for c in characters().into_iter().filter(|c| !traditional.contains_key(c)) {
        let usual = || vec![latin(c.to_pinyin().unwrap().plain())];
        for reading in polyphones.get(&c).cloned().unwrap_or_else(usual) {
            syllables.entry(reading).or_default().insert(c);
        }
    }
    syllables
}

fn check(file: &str, stands: &str, made: &str) {
    if std::env::var("THREE_LISTS_TABLES").is_ok_and(|it| it == "write") {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/workspace/search");
        std::fs::write(folder.join(file), made).unwrap();
        return;
    }
    assert!(stands == made, "{file} is not what the crates give: write it anew, see the head of tables.rs");
}

#[test]
fn pinyin_is_what_the_crate_gives() {
    let lines = readings().into_iter().map(|(syllable, characters)| {
        assert!(syllable.len() <= 6 && syllable.bytes().all(|it| it.is_ascii_lowercase()), "{syllable}");
        format!("{syllable}{}\n", characters.into_iter().collect::<String>())
    });
    check("pinyin.txt", include_str!("pinyin.txt"), &lines.collect::<String>());
}

#[test]
fn traditional_characters_are_what_the_crate_gives() {
    // In the order of what they become: so it packs best.
    let pairs: BTreeSet<(char, char)> = traditional().into_iter().map(|(from, to)| (to, from)).collect();
    let table: String = pairs.into_iter().flat_map(|(to, from)| [from, to]).collect();
    check("traditional.txt", include_str!("traditional.txt"), &table);
}

#[test]
fn no_simplified_character_folds_further() {
    let traditional = traditional();
    let chained: Vec<_> = traditional.iter().filter(|(_, to)| traditional.contains_key(to)).collect();
    assert!(chained.is_empty(), "{chained:?}");
}

#[test]
fn tables_stay_small() {
    let (pinyin, traditional) = (include_str!("pinyin.txt"), include_str!("traditional.txt"));
    assert!(pinyin.len() < 26_000, "{}", pinyin.len());
    assert!(traditional.chars().count() / 2 <= 2_600, "{}", traditional.chars().count() / 2);
}
