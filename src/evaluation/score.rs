//! An office's points and the totals they make, exactly: shares are summed as one fraction and rounded once.

use std::collections::BTreeMap;

use super::scheme::{BONUS, Grade, Part, Scheme};
use crate::domain::schema::SCORE_PREFIX;
use crate::domain::{Fields, Value};

/// What was given for one indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Hundredths of a point: earned, or taken off the maximum.
    pub hundredths: i64,
    /// True when `hundredths` are taken off the maximum, until used up.
    pub deducted: bool,
    /// What it rests on.
    pub reason: String,
}

impl Mark {
    /// The field of a sheet that holds an indicator's mark.
    pub fn field(code: &str) -> String {
        format!("{SCORE_PREFIX}{code}")
    }

    /// Reads `{"points": 1350, "reason": "…"}` or `{"deducted": 150, "reason": "…"}`.
    pub fn from_value(value: &Value) -> Option<Mark> {
        let Value::Map(map) = value else { return None };
        let number = |name: &str| map.get(name).and_then(Value::as_integer);
        let (hundredths, deducted) = match (number("points"), number("deducted")) {
            (Some(points), None) => (points, false),
            (None, Some(points)) => (points, true),
            _ => return None,
        };
        let reason = map.get("reason").and_then(Value::as_text).unwrap_or_default().to_owned();
        Some(Mark { hundredths, deducted, reason })
    }

    /// The stored form.
    pub fn to_value(&self) -> Value {
        let name = if self.deducted { "deducted" } else { "points" };
        let mut map = BTreeMap::from([(name.to_owned(), Value::Integer(self.hundredths))]);
        if !self.reason.is_empty() {
            map.insert("reason".to_owned(), Value::Text(self.reason.clone()));
        }
        Value::Map(map)
    }

    /// What it counts for, in hundredths from 0 to `max`.
    pub fn points(&self, max: i64) -> i64 {
        let points = if self.deducted { max.saturating_sub(self.hundredths) } else { self.hundredths };
        points.clamp(0, max)
    }
}

/// The marks among a sheet's fields, by indicator code; the bonus under `bonus`.
pub fn marks(fields: &Fields) -> BTreeMap<String, Mark> {
    let mark = |(name, value): (&String, &Value)| {
        Some((name.strip_prefix(SCORE_PREFIX)?.to_owned(), Mark::from_value(value)?))
    };
    fields.iter().filter_map(mark).collect()
}

/// How one part stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartTotal {
    /// The part's key.
    pub key: String,
    /// The part's name.
    pub name: String,
    /// Percent of the whole.
    pub weight: i64,
    /// Points given, in hundredths.
    pub points: i64,
    /// Points there are to give, in hundredths.
    pub max: i64,
    /// The points scaled to the weight, in hundredths, rounded half up for showing; the whole total rounds on its own.
    pub weighted: i64,
    /// How many indicators have a mark.
    pub scored: usize,
    /// The codes of those that have none.
    pub missing: Vec<String>,
}

/// How a sheet stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Totals {
    /// The parts, in the scheme's order.
    pub parts: Vec<PartTotal>,
    /// The bonus that counts, in hundredths.
    pub bonus: i64,
    /// The total of what is scored so far, bonus included, in hundredths; it is the result only when `complete`.
    pub total_hundredths: i64,
    /// True when every indicator has a mark.
    pub complete: bool,
    /// The grade, once complete.
    pub grade: Option<Grade>,
}

/// Totals of a sheet's fields under a scheme. An indicator without a mark is reported as missing, never scored as 0.
///
/// The scheme must have passed [`Scheme::check`], as every one that [`Scheme::from_fields`] returns has.
pub fn totals(scheme: &Scheme, sheet: &Fields) -> Totals {
    let marks = marks(sheet);
    let parts: Vec<PartTotal> = scheme.parts.iter().map(|part| part_total(part, &marks)).collect();
    let multiple = scheme.common_multiple().expect("a scheme is checked when it is read");
    let shares: i128 = parts.iter().map(|it| share(it.points, it.weight, multiple / i128::from(it.max))).sum();
    let bonus = marks.get(BONUS).map_or(0, |mark| mark.points(scheme.bonus_cap * 100));
    let total_hundredths = round_half_up(shares, multiple) + bonus;
    let complete = parts.iter().all(|it| it.missing.is_empty());
    let grade = if complete { scheme.grade(total_hundredths).cloned() } else { None };
    Totals { parts, bonus, total_hundredths, complete, grade }
}

fn part_total(part: &Part, marks: &BTreeMap<String, Mark>) -> PartTotal {
    let given = |code: &str| marks.get(code);
    let points = part.indicators.iter().filter_map(|it| Some(given(&it.code)?.points(it.max_points))).sum();
    let missing: Vec<String> =
        part.indicators.iter().filter(|it| given(&it.code).is_none()).map(|it| it.code.clone()).collect();
    let max = part.max_points();
    PartTotal {
        key: part.key.clone(),
        name: part.name.clone(),
        weight: part.weight,
        points,
        max,
        weighted: round_half_up(share(points, part.weight, 1), i128::from(max)),
        scored: part.indicators.len() - missing.len(),
        missing,
    }
}

// Hundredths of the whole, as a numerator; a weight of 100 percent stands for 10,000 hundredths.
fn share(points: i64, weight: i64, scale: i128) -> i128 {
    i128::from(points) * i128::from(weight) * 100 * scale
}

fn round_half_up(numerator: i128, denominator: i128) -> i64 {
    i64::try_from((2 * numerator + denominator) / (2 * denominator)).expect("a total is at most 10,000 hundredths")
}

#[cfg(test)]
mod tests {
    use super::super::scheme::{Indicator, default_scheme};
    use super::*;
    use proptest::prelude::*;

    fn sheet(points: &[(&str, i64)]) -> Fields {
        let mark = |hundredths| Mark { hundredths, deducted: false, reason: String::new() };
        points.iter().map(|(code, hundredths)| (Mark::field(code), mark(*hundredths).to_value())).collect()
    }

    const FULL: [(&str, i64); 11] = [
        ("D1", 1350),
        ("D2", 1725),
        ("D3", 2850),
        ("D4", 1400),
        ("D5", 1200),
        ("D6", 500),
        ("Y1", 3600),
        ("Y2", 2635),
        ("Y3", 1800),
        ("Y4", 800),
        ("P1", 9133),
    ];

    #[test]
    fn a_full_sheet_is_summed_exactly_and_rounded_once() {
        let totals = totals(&default_scheme("en"), &sheet(&FULL));
        let shown: Vec<_> = totals.parts.iter().map(|it| (it.points, it.weighted, it.scored)).collect();
        // 90.25 × 50 % = 45.125, 88.35 × 30 % = 26.505, 91.33 × 20 % = 18.266: 89.896 in all.
        assert_eq!(shown, [(9025, 4513, 6), (8835, 2651, 4), (9133, 1827, 1)]);
        assert_eq!((totals.total_hundredths, totals.complete), (8990, true));
        assert_eq!(totals.grade.map(|it| it.name), Some("Fairly good".to_owned()));
    }

    #[test]
    fn a_missing_mark_is_reported_and_holds_back_the_grade() {
        let totals = totals(&default_scheme("en"), &sheet(&FULL[..10]));
        assert_eq!((totals.complete, totals.grade), (false, None));
        assert_eq!(totals.parts[2].missing, ["P1"]);
        assert_eq!(totals.total_hundredths, 7163);
    }

    #[test]
    fn marks_are_kept_within_their_indicator() {
        for (hundredths, deducted, expected) in
            [(1600, false, 1500), (-5, false, 0), (200, true, 1300), (2000, true, 0)]
        {
            let mark = Mark { hundredths, deducted, reason: "ledger".to_owned() };
            assert_eq!(mark.points(1500), expected);
            assert_eq!(Mark::from_value(&mark.to_value()), Some(mark));
        }
        for other in [Value::Null, Value::Integer(3), Value::Map(BTreeMap::new())] {
            assert_eq!(Mark::from_value(&other), None);
        }
    }

    #[test]
    fn a_bonus_counts_up_to_its_cap() {
        let mut fields = sheet(&FULL);
        fields.extend(sheet(&[(BONUS, 800)]));
        let totals = totals(&default_scheme("en"), &fields);
        assert_eq!((totals.bonus, totals.total_hundredths), (500, 9490));
        assert_eq!(totals.grade.map(|it| it.name), Some("Good".to_owned()));
    }

    fn schemes() -> impl Strategy<Value = Scheme> {
        let maxima = || prop::collection::vec(1i64..100_000, 1..6);
        (1i64..99, maxima(), maxima()).prop_map(|(weight, first, second)| {
            let part = |key: &str, weight, maxima: Vec<i64>| Part {
                key: key.to_owned(),
                name: key.to_owned(),
                weight,
                indicators: maxima
                    .into_iter()
                    .enumerate()
                    .map(|(at, max_points)| Indicator { code: format!("{key}{at}"), name: "x".to_owned(), max_points })
                    .collect(),
            };
            let parts = vec![part("a", weight, first), part("b", 100 - weight, second)];
            Scheme { parts, ..default_scheme("en") }
        })
    }

    proptest! {
        #[test]
        fn totals_stay_in_bounds_and_do_not_depend_on_order(
            scheme in schemes(),
            given in prop::collection::vec((0usize..2, 0usize..6, -10i64..200_000, any::<bool>()), 0..16),
        ) {
            let mut fields = Fields::new();
            for (part, at, hundredths, deducted) in given {
                let code = format!("{}{at}", ["a", "b"][part]);
                fields.insert(Mark::field(&code), Mark { hundredths, deducted, reason: String::new() }.to_value());
            }
            let result = totals(&scheme, &fields);
            prop_assert!((0..=10_000).contains(&result.total_hundredths));
            let shown: i64 = result.parts.iter().map(|it| it.weighted).sum();
            prop_assert!((shown - result.total_hundredths).abs() <= 1);
            let mut turned = scheme.clone();
            turned.parts.reverse();
            for part in &mut turned.parts { part.indicators.reverse(); }
            prop_assert_eq!(totals(&turned, &fields).total_hundredths, result.total_hundredths);
            prop_assert_eq!(result.complete, result.grade.is_some());
        }

        #[test]
        fn full_marks_are_a_hundred(scheme in schemes()) {
            let full: Vec<_> = scheme.parts.iter().flat_map(|part| &part.indicators).collect();
            let fields = sheet(&full.iter().map(|it| (it.code.as_str(), it.max_points)).collect::<Vec<_>>());
            prop_assert_eq!(totals(&scheme, &fields).total_hundredths, 10_000);
        }
    }
}
