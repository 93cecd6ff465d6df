//! A scheme: parts with weights, indicators with maximum points, grades with their lower bounds.

use std::collections::BTreeMap;

use crate::domain::order;
use crate::domain::{Fields, Value};

/// A scheme that passed every check of [`Scheme::from_fields`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scheme {
    /// What it is called.
    pub title: String,
    /// The parts; their weights sum to 100.
    pub parts: Vec<Part>,
    /// The grades, highest first; the last one starts at 0.
    pub grades: Vec<Grade>,
    /// The most a bonus may add, in whole points.
    pub bonus_cap: i64,
}

/// One part of a scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its name in files: ASCII letters, digits, `_`.
    pub key: String,
    /// Its name for people.
    pub name: String,
    /// Percent of the whole.
    pub weight: i64,
    /// What is scored.
    pub indicators: Vec<Indicator>,
}

impl Part {
    /// The most points the part's indicators give together, in hundredths.
    pub fn max_points(&self) -> i64 {
        self.indicators.iter().map(|it| it.max_points).sum()
    }
}

/// One thing that is scored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indicator {
    /// Its code, unique in the scheme: ASCII letters, digits, `_`; field `score.<code>` of a sheet.
    pub code: String,
    /// Its name for people.
    pub name: String,
    /// The most it gives, in hundredths of a point.
    pub max_points: i64,
}

/// A grade and the total it starts at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grade {
    /// Its name for people.
    pub name: String,
    /// The lowest total, in hundredths of a point, that earns it.
    pub min: i64,
}

/// Why a scheme cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SchemeError {
    /// Something is absent or of the wrong shape; says where.
    #[error("{0} is missing or not what it should be")]
    Malformed(&'static str),
    /// No part at all.
    #[error("a scheme needs at least one part")]
    NoParts,
    /// A part without indicators.
    #[error("part {0} has no indicator")]
    NoIndicators(String),
    /// A name is blank; says whose.
    #[error("{0} has no name")]
    BlankName(String),
    /// A weight outside 1 to 100.
    #[error("the weight of part {0} must be from 1 to 100")]
    BadWeight(String),
    /// The weights do not sum to 100.
    #[error("the weights sum to {0}, not 100")]
    WeightSum(i64),
    /// Two parts share a key.
    #[error("part key {0} stands twice")]
    DuplicatePart(String),
    /// Two indicators share a code.
    #[error("indicator code {0} stands twice")]
    DuplicateCode(String),
    /// A key or code that is not letters and digits, or is reserved for the bonus.
    #[error("{0:?} cannot be a code")]
    BadCode(String),
    /// A maximum of zero, below zero or above [`MAX_POINTS`].
    #[error("the maximum of indicator {0} is out of range")]
    BadMax(String),
    /// A grade that starts below 0 or above 100.
    #[error("grade {0} must start from 0 to 100")]
    GradeRange(String),
    /// Grades that overlap: not strictly from high to low.
    #[error("grade {0} does not start below the one before it")]
    GradeOverlap(String),
    /// Totals under the lowest grade would have none.
    #[error("the lowest grade must start at 0")]
    GradeGap,
    /// A bonus cap outside 0 to 100.
    #[error("the bonus cap must be from 0 to 100")]
    BonusCap,
    /// The parts' maxima have no common multiple that exact sums fit in.
    #[error("the parts' maxima are too uneven to sum exactly")]
    TooUneven,
}

/// The most one indicator may give, in hundredths: ten thousand points.
pub const MAX_POINTS: i64 = 1_000_000;

/// The code under which a sheet keeps its bonus; no indicator may have it.
pub const BONUS: &str = "bonus";

// Keeps every product in a total within i128.
const LARGEST_MULTIPLE: i128 = 1_000_000_000_000_000_000_000_000;

impl Scheme {
    /// Reads a scheme record's fields and checks that they agree with each other.
    pub fn from_fields(fields: &Fields) -> Result<Scheme, SchemeError> {
        let title = fields.get("title").and_then(Value::as_text).unwrap_or_default().to_owned();
        let parts = list(fields, "parts").iter().map(read_part).collect::<Result<_, _>>()?;
        let grades = list(fields, "grades").iter().map(read_grade).collect::<Result<_, _>>()?;
        let bonus_cap = match fields.get("bonus_cap") {
            None | Some(Value::Null) => 0,
            Some(value) => value.as_integer().ok_or(SchemeError::Malformed("bonus_cap"))?,
        };
        let scheme = Scheme { title, parts, grades, bonus_cap };
        scheme.check()?;
        Ok(scheme)
    }

    /// The scheme as a record's fields.
    pub fn to_fields(&self) -> Fields {
        let parts = self.parts.iter().map(|part| {
            let indicators = part.indicators.iter().map(|it| {
                map([
                    ("code", it.code.as_str().into()),
                    ("name", it.name.as_str().into()),
                    ("max_points", it.max_points.into()),
                ])
            });
            map([
                ("key", part.key.as_str().into()),
                ("name", part.name.as_str().into()),
                ("weight", part.weight.into()),
                ("indicators", Value::List(indicators.collect())),
            ])
        });
        let grades = self.grades.iter().map(|it| map([("name", it.name.as_str().into()), ("min", it.min.into())]));
        order::map([
            ("title".to_owned(), self.title.as_str().into()),
            ("parts".to_owned(), Value::List(parts.collect())),
            ("grades".to_owned(), Value::List(grades.collect())),
            ("bonus_cap".to_owned(), self.bonus_cap.into()),
        ])
    }

    /// Checks everything a scheme must hold to; an editor calls it before saving.
    pub fn check(&self) -> Result<(), SchemeError> {
        self.check_parts()?;
        self.check_grades()?;
        if !(0..=100).contains(&self.bonus_cap) {
            return Err(SchemeError::BonusCap);
        }
        self.common_multiple().map(|_| ())
    }

    fn check_parts(&self) -> Result<(), SchemeError> {
        if self.parts.is_empty() {
            return Err(SchemeError::NoParts);
        }
        let mut keys = Vec::new();
        let mut codes = Vec::new();
        for part in &self.parts {
            check_code(&part.key)?;
            claim(&mut keys, &part.key, SchemeError::DuplicatePart)?;
            check_name(&part.name, &part.key)?;
            if !(1..=100).contains(&part.weight) {
                return Err(SchemeError::BadWeight(part.key.clone()));
            }
            if part.indicators.is_empty() {
                return Err(SchemeError::NoIndicators(part.key.clone()));
            }
            for indicator in &part.indicators {
                check_code(&indicator.code)?;
                claim(&mut codes, &indicator.code, SchemeError::DuplicateCode)?;
                check_name(&indicator.name, &indicator.code)?;
                if !(1..=MAX_POINTS).contains(&indicator.max_points) {
                    return Err(SchemeError::BadMax(indicator.code.clone()));
                }
            }
        }
        match self.parts.iter().map(|part| part.weight).sum() {
            100 => Ok(()),
            sum => Err(SchemeError::WeightSum(sum)),
        }
    }

    fn check_grades(&self) -> Result<(), SchemeError> {
        let mut above = None;
        for grade in &self.grades {
            check_name(&grade.name, &grade.name)?;
            if !(0..=10_000).contains(&grade.min) {
                return Err(SchemeError::GradeRange(grade.name.clone()));
            }
            if above.is_some_and(|min| grade.min >= min) {
                return Err(SchemeError::GradeOverlap(grade.name.clone()));
            }
            above = Some(grade.min);
        }
        if above.is_some_and(|min| min != 0) { Err(SchemeError::GradeGap) } else { Ok(()) }
    }

    /// The least common multiple of the parts' maxima, over which their shares are summed exactly.
    pub(super) fn common_multiple(&self) -> Result<i128, SchemeError> {
        self.parts.iter().try_fold(1_i128, |multiple, part| {
            let max = i128::from(part.max_points());
            let next = multiple / greatest_common_divisor(multiple, max) * max;
            if next > LARGEST_MULTIPLE { Err(SchemeError::TooUneven) } else { Ok(next) }
        })
    }

    /// The grade that a total of that many hundredths earns.
    pub fn grade(&self, total: i64) -> Option<&Grade> {
        self.grades.iter().find(|grade| total >= grade.min)
    }
}

/// The default scheme offered as a template, named in English for `en`, otherwise in Chinese.
pub fn default_scheme(language: &str) -> Scheme {
    let words: Fields =
        serde_json::from_str(include_str!("default_scheme.json")).expect("the template is checked by a test");
    let at = usize::from(language.starts_with("en"));
    let fields = words.into_iter().map(|(name, value)| (name, in_language(value, at))).collect();
    Scheme::from_fields(&fields).expect("the template is checked by a test")
}

fn in_language(value: Value, at: usize) -> Value {
    match value {
        Value::List(mut items) if items.len() == 2 && items.iter().all(|it| it.as_text().is_some()) => items.remove(at),
        Value::List(items) => Value::List(items.into_iter().map(|it| in_language(it, at)).collect()),
        Value::Map(map) => Value::Map(map.into_iter().map(|(key, it)| (key, in_language(it, at))).collect()),
        other => other,
    }
}

fn greatest_common_divisor(a: i128, b: i128) -> i128 {
    if b == 0 { a } else { greatest_common_divisor(b, a % b) }
}

fn list<'a>(fields: &'a Fields, name: &str) -> &'a [Value] {
    fields.get(name).map_or(&[], Value::items)
}

fn map<const N: usize>(entries: [(&str, Value); N]) -> Value {
    Value::Map(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

fn claim<'a>(
    taken: &mut Vec<&'a str>,
    word: &'a str,
    refuse: impl FnOnce(String) -> SchemeError,
) -> Result<(), SchemeError> {
    if taken.contains(&word) {
        return Err(refuse(word.to_owned()));
    }
    taken.push(word);
    Ok(())
}

fn check_code(code: &str) -> Result<(), SchemeError> {
    let plain = (1..=20).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    if plain && code != BONUS { Ok(()) } else { Err(SchemeError::BadCode(code.to_owned())) }
}

fn check_name(name: &str, of: &str) -> Result<(), SchemeError> {
    if name.trim().is_empty() { Err(SchemeError::BlankName(of.to_owned())) } else { Ok(()) }
}

fn read_part(value: &Value) -> Result<Part, SchemeError> {
    let entries = entries(value, "parts")?;
    let indicators = entries.get("indicators").map_or(&[][..], Value::items);
    Ok(Part {
        key: text(entries, "key")?,
        name: text(entries, "name")?,
        weight: number(entries, "weight")?,
        indicators: indicators.iter().map(read_indicator).collect::<Result<_, _>>()?,
    })
}

fn read_indicator(value: &Value) -> Result<Indicator, SchemeError> {
    let entries = entries(value, "indicators")?;
    Ok(Indicator {
        code: text(entries, "code")?,
        name: text(entries, "name")?,
        max_points: number(entries, "max_points")?,
    })
}

fn read_grade(value: &Value) -> Result<Grade, SchemeError> {
    let entries = entries(value, "grades")?;
    Ok(Grade { name: text(entries, "name")?, min: number(entries, "min")? })
}

fn entries<'a>(value: &'a Value, of: &'static str) -> Result<&'a BTreeMap<String, Value>, SchemeError> {
    if let Value::Map(entries) = value { Ok(entries) } else { Err(SchemeError::Malformed(of)) }
}

fn text(entries: &BTreeMap<String, Value>, name: &'static str) -> Result<String, SchemeError> {
    entries.get(name).and_then(Value::as_text).map(str::to_owned).ok_or(SchemeError::Malformed(name))
}

fn number(entries: &BTreeMap<String, Value>, name: &'static str) -> Result<i64, SchemeError> {
    entries.get(name).and_then(Value::as_integer).ok_or(SchemeError::Malformed(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_template_is_a_good_scheme_in_both_languages_and_round_trips() {
        for language in ["zh-CN", "en"] {
            let scheme = default_scheme(language);
            assert_eq!(Scheme::from_fields(&scheme.to_fields()), Ok(scheme.clone()));
            let maxima: Vec<_> = scheme.parts.iter().map(|it| (it.key.as_str(), it.weight, it.max_points())).collect();
            assert_eq!(maxima, [("daily", 50, 10_000), ("annual", 30, 10_000), ("public", 20, 10_000)]);
        }
        assert_eq!(default_scheme("zh-CN").grades[0].name, "好");
        assert_eq!(default_scheme("en").parts[2].name, "Public evaluation");
    }

    fn check(spoil: impl FnOnce(&mut Scheme), expected: SchemeError) {
        let mut scheme = default_scheme("en");
        spoil(&mut scheme);
        assert_eq!(Scheme::from_fields(&scheme.to_fields()), Err(expected));
    }

    #[test]
    fn contradictions_are_refused_by_name() {
        check(|it| it.parts.clear(), SchemeError::NoParts);
        check(|it| it.parts[0].weight = 40, SchemeError::WeightSum(90));
        check(|it| it.parts[1].weight = 0, SchemeError::BadWeight("annual".into()));
        check(|it| it.parts[1].key = "daily".into(), SchemeError::DuplicatePart("daily".into()));
        check(|it| it.parts[2].indicators.clear(), SchemeError::NoIndicators("public".into()));
        check(|it| it.parts[1].indicators[0].code = "D1".into(), SchemeError::DuplicateCode("D1".into()));
        check(|it| it.parts[0].indicators[0].code = "D 1".into(), SchemeError::BadCode("D 1".into()));
        check(|it| it.parts[0].indicators[0].code = BONUS.into(), SchemeError::BadCode(BONUS.into()));
        check(|it| it.parts[0].indicators[5].max_points = 0, SchemeError::BadMax("D6".into()));
        check(|it| it.parts[0].indicators[0].name = " ".into(), SchemeError::BlankName("D1".into()));
        check(|it| it.grades[1].min = 9_000, SchemeError::GradeOverlap("Fairly good".into()));
        check(|it| it.grades[3].min = 1, SchemeError::GradeGap);
        check(|it| it.grades[0].min = 10_001, SchemeError::GradeRange("Good".into()));
        check(|it| it.bonus_cap = 101, SchemeError::BonusCap);
    }

    #[test]
    fn a_structure_of_another_shape_is_refused() {
        let mut fields = default_scheme("en").to_fields();
        fields.insert("parts".to_owned(), Value::List(vec![Value::Integer(3)]));
        assert_eq!(Scheme::from_fields(&fields), Err(SchemeError::Malformed("parts")));
        assert_eq!(Scheme::from_fields(&Fields::new()), Err(SchemeError::NoParts));
    }
}
