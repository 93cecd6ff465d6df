//! Where bars, marks and months stand along the days, in parts of the whole width.

use chrono::Datelike;

use super::Project;
use crate::domain::Date;

/// The days shown, and what stands where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// The first of each month shown, with its place.
    pub months: Vec<(Date, i64)>,
    /// Where today stands.
    pub today: i64,
    /// A bar for each project, in their order.
    pub bars: Vec<Bar>,
}

/// A project along the days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Where it begins.
    pub at: i64,
    /// How long it is; 0 where neither days nor entries are known.
    pub width: i64,
    /// True when no start is known, and it begins with its first entry, or today; or it began before the days shown.
    pub open_start: bool,
    /// True when no deadline is known, and it ends with its last entry, or today; or it goes on after the days shown.
    pub open_end: bool,
    /// Where the part past the deadline ends, where it is overdue.
    pub late_to: Option<i64>,
    /// Where each entry stands whose day is among those shown, in their order.
    pub marks: Vec<i64>,
}

/// Days left beside what is shown.
const MARGIN: i64 = 5;

/// Days shown before and after today at most, three years: one slip of a year would leave no width for all the others.
const REACH: i64 = 3 * 366;

impl Timeline {
    /// The whole width, of which places are parts, each far less than a pixel.
    pub const WHOLE: i64 = 100_000;
}

/// Lays out projects; the days are those of all starts, deadlines and entries, and today, as far as they lie within three
/// years of it.
pub fn timeline(projects: &[Project], today: Date) -> Timeline {
    let spans: Vec<Span> = projects.iter().map(|it| Span::of(it, today)).collect();
    let (mut first, mut last) = (today.number(), today.number());
    for span in &spans {
        first = first.min(span.first);
        last = last.max(span.last);
    }
    let day = |number: i64| today.plus((number - today.number()).clamp(-REACH, REACH)).unwrap_or(today);
    let (from, to) = (day(first - MARGIN), day(last + MARGIN));
    let (begin, all) = (from.number(), (to.number() - from.number() + 1).max(1));
    let place = |number: i64| (number - begin).clamp(0, all) * Timeline::WHOLE / all;
    // The end of a day is where the next begins.
    let end = |number: i64| place(number + 1);
    let mut months = Vec::new();
    let mut month = chrono::NaiveDate::from_ymd_opt(from.0.year(), from.0.month(), 1);
    while let Some(it) = month.map(Date).filter(|it| *it <= to) {
        if it >= from {
            months.push((it, place(it.number())));
        }
        month = it.0.checked_add_months(chrono::Months::new(1));
    }
    let is_late = |project: &Project| project.light == crate::domain::Light::Red;
    let bars = projects.iter().zip(&spans).map(|(project, span)| {
        // What lies wholly beside the days shown stands as a sliver at their edge.
        let at = place(span.begin).min(Timeline::WHOLE - 1);
        let until = end(span.until).max(at + 1);
        Bar {
            at,
            width: if span.is_known { until - at } else { 0 },
            open_start: project.start.is_none() || span.begin < begin,
            open_end: project.deadline.is_none() || span.until > to.number(),
            late_to: is_late(project).then(|| end(today.number())),
            marks: days(project).filter(|it| (from..=to).contains(it)).map(|it| place(it.number())).collect(),
        }
    });
    Timeline { from, to, months, today: place(today.number()), bars: bars.collect() }
}

/// The days its entries tell of, in their order.
fn days(project: &Project) -> impl Iterator<Item = Date> {
    project.entries.iter().filter_map(|it| it.entry.on)
}

/// The days of one project, by number.
struct Span {
    begin: i64,
    until: i64,
    first: i64,
    last: i64,
    is_known: bool,
}

impl Span {
    fn of(project: &Project, today: Date) -> Span {
        let days = || days(project).map(Date::number);
        let (earliest, latest) = (days().min(), days().max());
        let (start, deadline) = (project.start.map(Date::number), project.deadline.map(Date::number));
        let known = || start.into_iter().chain(deadline).chain(earliest).chain(latest);
        let today = today.number();
        let until = deadline.or(latest).unwrap_or(today.max(start.unwrap_or(today)));
        let begin = start.or(earliest).unwrap_or(today).min(until);
        Span {
            begin,
            until,
            first: known().min().unwrap_or(today),
            last: known().max().unwrap_or(today),
            is_known: known().next().is_some(),
        }
    }
}
