//! A scheme as it is being edited: every box a text, until all of it together is a scheme.

use crate::evaluation::scheme::MAX_POINTS;
use crate::evaluation::{Grade, Indicator, Part, Scheme, SchemeError, format_points, parse_points};
use crate::i18n::Catalog;

/// A scheme in boxes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SchemeDraft {
    pub title: String,
    pub parts: Vec<PartDraft>,
    pub grades: Vec<GradeDraft>,
    pub bonus_cap: String,
}

/// A part in boxes; its key is not shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PartDraft {
    pub key: String,
    pub name: String,
    pub weight: String,
    pub indicators: Vec<IndicatorDraft>,
}

/// An indicator in boxes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct IndicatorDraft {
    pub code: String,
    pub name: String,
    pub max: String,
}

/// A grade in boxes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GradeDraft {
    pub name: String,
    pub min: String,
}

/// Where in the scheme something is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Title,
    Parts,
    Part(usize),
    Indicator(usize, usize),
    Grades,
    Grade(usize),
    Bonus,
}

impl SchemeDraft {
    /// The boxes of a scheme.
    pub fn of(scheme: &Scheme) -> SchemeDraft {
        let indicator = |it: &Indicator| IndicatorDraft {
            code: it.code.clone(),
            name: it.name.clone(),
            max: format_points(it.max_points),
        };
        let part = |it: &Part| PartDraft {
            key: it.key.clone(),
            name: it.name.clone(),
            weight: it.weight.to_string(),
            indicators: it.indicators.iter().map(indicator).collect(),
        };
        let grade = |it: &Grade| GradeDraft { name: it.name.clone(), min: format_points(it.min) };
        SchemeDraft {
            title: scheme.title.clone(),
            parts: scheme.parts.iter().map(part).collect(),
            grades: scheme.grades.iter().map(grade).collect(),
            bonus_cap: scheme.bonus_cap.to_string(),
        }
    }

    /// The scheme, or the first thing that is wrong, where it is, with what to do.
    pub fn read(&self, text: &Catalog) -> Result<Scheme, (Place, String)> {
        let words = text.evaluation;
        let number = |text: &str| text.trim().parse::<i64>().ok();
        if self.title.trim().is_empty() {
            return Err((Place::Title, words.blank_name().to_owned()));
        }
        let mut parts = Vec::new();
        for (at, part) in self.parts.iter().enumerate() {
            let weight = number(&part.weight).ok_or((Place::Part(at), words.weight_range().to_owned()))?;
            let mut indicators = Vec::new();
            for (place, it) in part.indicators.iter().enumerate() {
                let max_points = parse_points(&it.max, MAX_POINTS)
                    .map_err(|_| (Place::Indicator(at, place), words.max_range().to_owned()))?;
                let (code, name) = (it.code.trim().to_owned(), it.name.trim().to_owned());
                indicators.push(Indicator { code, name, max_points });
            }
            parts.push(Part { key: part.key.clone(), name: part.name.trim().to_owned(), weight, indicators });
        }
        let mut grades = Vec::new();
        for (at, grade) in self.grades.iter().enumerate() {
            let min =
                parse_points(&grade.min, 10_000).map_err(|_| (Place::Grade(at), words.grade_range().to_owned()))?;
            grades.push(Grade { name: grade.name.trim().to_owned(), min });
        }
        let bonus = if self.bonus_cap.trim().is_empty() { "0" } else { &self.bonus_cap };
        let bonus_cap = number(bonus).ok_or((Place::Bonus, words.bonus_range().to_owned()))?;
        let scheme = Scheme { title: self.title.trim().to_owned(), parts, grades, bonus_cap };
        scheme.check().map_err(|error| wrong(&scheme, &error, text))?;
        Ok(scheme)
    }

    /// Adds a part with one indicator.
    pub fn add_part(&mut self) {
        let free = |n: &usize| !self.parts.iter().any(|part| part.key == format!("part{n}"));
        let key = (1..).find(free).map(|n| format!("part{n}")).unwrap_or_default();
        self.parts.push(PartDraft { key, ..PartDraft::default() });
        self.add_indicator(self.parts.len() - 1);
    }

    /// Adds an indicator to a part, with a code that is free.
    pub fn add_indicator(&mut self, part: usize) {
        let letter = char::from(b'A' + (part % 26) as u8).to_string();
        let first = self.parts.get(part).and_then(|it| it.indicators.first()).map(|it| it.code.as_str());
        let stem = first.map_or(letter.as_str(), |it| it.trim_end_matches(|c: char| c.is_ascii_digit())).to_owned();
        let taken = |code: &str| self.parts.iter().flat_map(|it| &it.indicators).any(|it| it.code == code);
        let code = (1..).map(|n| format!("{stem}{n}")).find(|code| !taken(code)).unwrap_or_default();
        if let Some(part) = self.parts.get_mut(part) {
            part.indicators.push(IndicatorDraft { code, ..IndicatorDraft::default() });
        }
    }
}

/// Where an error is, and its words.
fn wrong(scheme: &Scheme, error: &SchemeError, text: &Catalog) -> (Place, String) {
    let words = text.evaluation;
    let part = |key: &str| scheme.parts.iter().position(|it| it.key == key).map_or(Place::Parts, Place::Part);
    // Of two that share a code the later one is to be changed.
    let indicator = |code: &str| {
        let mut all = scheme
            .parts
            .iter()
            .enumerate()
            .flat_map(|(at, part)| part.indicators.iter().enumerate().map(move |(place, it)| (at, place, it)));
        let last = all.rfind(|(_, _, it)| it.code == code);
        last.map_or(Place::Parts, |(at, place, _)| Place::Indicator(at, place))
    };
    let grade = |name: &str| scheme.grades.iter().rposition(|it| it.name == name).map_or(Place::Grades, Place::Grade);
    let blank = |of: &str| {
        let nameless = scheme.grades.iter().position(|it| it.name.is_empty()).filter(|_| of.is_empty());
        nameless.map(Place::Grade).unwrap_or_else(|| match part(of) {
            Place::Parts => indicator(of),
            place => place,
        })
    };
    let (place, words) = match error {
        SchemeError::Malformed(_) => (Place::Parts, words.scheme_damaged()),
        SchemeError::NoParts => (Place::Parts, words.no_parts()),
        SchemeError::NoIndicators(key) => (part(key), words.no_indicators()),
        SchemeError::BlankName(of) => (blank(of), words.blank_name()),
        SchemeError::BadWeight(key) => (part(key), words.weight_range()),
        SchemeError::WeightSum(sum) => return (Place::Parts, words.weights_sum(*sum)),
        SchemeError::DuplicatePart(key) => (part(key), words.duplicate_part()),
        SchemeError::DuplicateCode(code) => (indicator(code), words.duplicate_code()),
        SchemeError::BadCode(code) => (indicator(code), words.bad_code()),
        SchemeError::BadMax(code) => (indicator(code), words.max_range()),
        SchemeError::GradeRange(name) => (grade(name), words.grade_range()),
        SchemeError::GradeOverlap(name) => (grade(name), words.grades_order()),
        SchemeError::GradeGap => (Place::Grades, words.grades_gap()),
        SchemeError::BonusCap => (Place::Bonus, words.bonus_range()),
        SchemeError::TooUneven => (Place::Parts, words.too_uneven()),
    };
    (place, words.to_owned())
}
