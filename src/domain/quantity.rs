//! Quantities as people write them: a whole number and a unit.

use std::collections::BTreeMap;

use super::value::{MAX_INTEGER, Value};

/// A whole number of something: 50 people, 14 households.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quantity {
    /// How many, never negative.
    pub n: i64,
    /// Of what; empty when nobody said.
    pub unit: String,
}

/// Longest unit, in characters.
const UNIT_CHARS: usize = 8;

/// Words before a number that call it approximate.
const ABOUT: [&str; 2] = ["\u{5927}\u{7EA6}", "\u{7EA6}"];

/// Characters that make a number a range, a fraction or an estimate rather than a unit.
const NOT_A_UNIT: &str = "-~\u{2014}\u{2013}\u{2212}.,:;/+*%=\u{81F3}\u{5230}\u{4F59}\u{591A}\u{51E0}\u{6216}\u{3001}\u{3002}\u{5341}\u{767E}\u{5343}";

impl Quantity {
    /// Reads the stored form.
    pub fn from_value(value: &Value) -> Option<Quantity> {
        let Value::Map(map) = value else { return None };
        let n = map.get("n")?.as_integer()?;
        let unit = map.get("unit").and_then(Value::as_text).unwrap_or_default().to_owned();
        Some(Quantity { n, unit })
    }

    /// The stored form, a number `n` and its `unit`; an empty unit is left out.
    pub fn to_value(&self) -> Value {
        let mut map = BTreeMap::from([("n".to_owned(), Value::Integer(self.n))]);
        if !self.unit.is_empty() {
            map.insert("unit".to_owned(), Value::Text(self.unit.clone()));
        }
        Value::Map(map)
    }

    /// Reads what people write: `60`, `1,200` and a unit, full-width digits, a number called approximate.
    /// Ranges, fractions and open estimates are none: nothing is guessed.
    pub fn parse(text: &str) -> Option<Quantity> {
        let text: String = fold_width(text).chars().filter(|c| !c.is_whitespace()).collect();
        let text = without_about(&text);
        let end = text.find(|c: char| !c.is_ascii_digit() && c != ',').unwrap_or(text.len());
        let (digits, unit) = text.split_at(end);
        let unit = unit.strip_prefix('(').and_then(|it| it.strip_suffix(')')).unwrap_or(unit);
        let n = whole(digits)?;
        let fits =
            unit.chars().count() <= UNIT_CHARS && unit.chars().all(|c| c.is_alphabetic() && !NOT_A_UNIT.contains(c));
        (fits && n <= MAX_INTEGER).then(|| Quantity { n, unit: unit.to_owned() })
    }

    /// Reads what this program shows: the number, a blank and the unit, whatever a person called it.
    pub fn from_shown(text: &str) -> Option<Quantity> {
        let (digits, unit) = text.split_once(' ').unwrap_or((text, ""));
        let n = digits.parse().ok().filter(|n| (0..=MAX_INTEGER).contains(n))?;
        Some(Quantity { n, unit: unit.to_owned() })
    }

    /// True where the text calls its number approximate.
    pub fn is_approximate(text: &str) -> bool {
        let text = fold_width(text);
        let text = text.trim();
        without_about(text).len() < text.len()
    }
}

fn without_about(text: &str) -> &str {
    ABOUT.iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text)
}

/// Digits with or without thousands marks; `1,20` is none.
fn whole(digits: &str) -> Option<i64> {
    let mut groups = digits.split(',');
    let first = groups.next()?;
    let mut plain = first.to_owned();
    for group in groups {
        if group.len() != 3 || first.is_empty() || first.len() > 3 {
            return None;
        }
        plain.push_str(group);
    }
    plain.parse().ok()
}

/// The text with full-width Latin letters, digits and marks as their plain forms, and the wide space as a space.
pub fn fold_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            '\u{3000}' | '\u{A0}' => ' ',
            other => other,
        })
        .collect()
}

impl std::fmt::Display for Quantity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.unit.is_empty() { write!(f, "{}", self.n) } else { write!(f, "{} {}", self.n, self.unit) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let read = Quantity::parse(text).map_or("none".to_owned(), |it| it.to_string());
        assert_eq!(read, expected, "{text:?}");
    }

    #[test]
    fn reads_whole_numbers_with_units_and_leaves_estimates_alone() {
        check("50人", "50 人");
        check("60", "60");
        check(" 1,200 户 ", "1200 户");
        check("１４户", "14 户");
        check("约 50 人", "50 人");
        check("30（套）", "30 套");
        check("5万元", "5 万元");
        check("0人", "0 人");
        for none in [
            "",
            "人",
            "50-60人",
            "50～60人",
            "1.5万",
            "50余人",
            "50多人",
            "-5",
            "1,20",
            "三十人",
            "50%",
            "2人3户",
            "3百人",
        ] {
            check(none, "none");
        }
        check("99999999999999999999", "none");
        assert!(Quantity::is_approximate("约50人") && !Quantity::is_approximate("50人"));
    }

    #[test]
    fn what_this_program_shows_is_read_with_any_unit() {
        for (text, expected) in [
            ("30 千克", Some((30, "千克"))),
            ("5 件/套", Some((5, "件/套"))),
            ("2 十二人位的会议用折叠桌", Some((2, "十二人位的会议用折叠桌"))),
            ("7 large boxes", Some((7, "large boxes"))),
            ("40", Some((40, ""))),
            ("-1 人", None),
            ("约 50 人", None),
            ("9007199254740992 人", None),
            ("", None),
        ] {
            let read = Quantity::from_shown(text);
            assert_eq!(read, expected.map(|(n, unit)| Quantity { n, unit: unit.to_owned() }), "{text:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_unit_survives_an_address(n in 0..=MAX_INTEGER, unit in ".*") {
            let quantity = Quantity { n, unit };
            proptest::prop_assert_eq!(Quantity::from_shown(&quantity.to_string()), Some(quantity));
        }

        #[test]
        fn what_is_shown_reads_back(n in 0..=MAX_INTEGER, unit in "(人|户|场|万元)?") {
            let quantity = Quantity { n, unit };
            proptest::prop_assert_eq!(Quantity::parse(&quantity.to_string()), Some(quantity));
        }
    }
}
