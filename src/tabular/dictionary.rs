//! The words of sheets: what offices call columns, choices and footers, and how words are compared.
//!
//! This room is data; it is the one place of the layer with Han words.

use unicode_normalization::UnicodeNormalization;

use crate::domain::Kind;
pub use crate::domain::dictionary::{COMMUNITY_ENDINGS, LOOSE_WORDS, PARTY_ENDINGS, STREET_ENDINGS};

mod choices;
mod columns;
mod words;

pub use choices::CHOICES;
pub use columns::{Names, names};
pub use words::*;

/// A header, choice or name as it is compared: full-width forms folded, white space gone, lower case.
pub fn folded(text: &str) -> String {
    text.nfkc()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\u{200B}' | '\u{FEFF}'))
        .flat_map(char::to_lowercase)
        .collect()
}

/// A header as it is compared: folded, without a unit or remark in brackets, marks and underscores.
pub fn heading_key(text: &str) -> String {
    let folded = folded(text);
    let mut depth = 0_usize;
    let mut key = String::new();
    for c in folded.chars() {
        match c {
            '(' | '[' | '【' | '〔' => depth += 1,
            ')' | ']' | '】' | '〕' => depth = depth.saturating_sub(1),
            ':' | '*' | '_' | '、' | '。' | '※' => {}
            _ if depth == 0 => key.push(c),
            _ => {}
        }
    }
    if key.is_empty() { folded } else { key }
}

/// The code a word stands for in a set of choices.
pub fn choice(set: &str, codes: &[&'static str], text: &str) -> Option<&'static str> {
    let word = folded(text);
    let trimmed = word.trim_end_matches(['类', '型']);
    let code = codes.iter().find(|code| **code == word || code.replace('_', "") == word.replace([' ', '-', '_'], ""));
    code.copied().or_else(|| {
        let words = CHOICES.iter().find(|it| it.0 == set)?.1;
        let entry = words.iter().find(|it| it.1.iter().any(|known| *known == word || *known == trimmed))?;
        codes.iter().find(|code| **code == entry.0).copied()
    })
}

/// The names of a kind's columns for a blank sheet, each understood when it comes back filled in.
pub fn headings(kind: Kind, english: bool) -> Vec<&'static str> {
    let pick = usize::from(english);
    names(kind).iter().filter_map(|it| it.1.get(pick).copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::schema::{self, Shape};

    #[test]
    fn every_name_belongs_to_a_field_and_every_field_people_type_has_a_name() {
        for kind in Kind::LISTS {
            for (field, words) in names(kind) {
                assert!(schema::field(kind, field).is_some(), "{kind:?} has no field {field}");
                assert!(words.len() > 1, "{kind:?}.{field} needs a Chinese and an English heading");
                for word in *words {
                    assert_eq!(heading_key(word), *word, "{word} would never be found");
                }
            }
            for field in schema::fields(kind) {
                let from_elsewhere = matches!(field.shape, Shape::Link(to) | Shape::Links(to) if to != Kind::Office);
                let named = names(kind).iter().any(|it| it.0 == field.name);
                assert!(named || from_elsewhere, "{kind:?}.{} cannot be imported", field.name);
            }
        }
    }

    #[test]
    fn every_choice_has_a_word_and_understands_its_code() {
        for kind in Kind::LISTS {
            for field in schema::fields(kind) {
                let Shape::Choice(set, codes) = field.shape else { continue };
                for code in codes {
                    assert_eq!(choice(set, codes, code), Some(*code), "{set}.{code}");
                    let word =
                        CHOICES.iter().find(|it| it.0 == set).and_then(|it| it.1.iter().find(|it| it.0 == *code));
                    let word = word.unwrap_or_else(|| panic!("{set}.{code} has no words")).1[0];
                    assert_eq!(choice(set, codes, word), Some(*code), "{set}: {word}");
                }
            }
        }
        for word in CHOICES.iter().flat_map(|set| set.1).flat_map(|it| it.1) {
            assert_eq!(folded(word), **word, "{word} would never be found");
        }
        assert_eq!(choice("help_form", schema::HELP_FORMS, " 现金 和实物"), Some("cash_and_kind"));
        assert_eq!(choice("category", schema::CATEGORIES, "文体类"), Some("culture_sports"));
        assert_eq!(choice("category", schema::CATEGORIES, "杂项"), None);
    }

    #[test]
    fn headers_are_compared_without_spaces_units_and_marks() {
        for (text, key) in [
            ("地  址", "地址"),
            ("地\u{3000}址", "地址"),
            ("容纳人数（人）", "容纳人数"),
            ("名  称：", "名称"),
            ("＊类别", "类别"),
            ("Help form", "helpform"),
        ] {
            assert_eq!(heading_key(text), key, "{text:?}");
        }
    }
}
