//! The pieces of a text in one line.
//!
//! A window is `[days] [@hours] [-(taken out)] [+booking]`; `;` stands between pieces, `?[…]` holds a stretch not
//! understood. Days: `Mon-Fri`, `Mon+Wed`, `work`, `weekend`, `hol`, `day15`, `day5-10`, `#1Sat`, `#lastFri`; spans:
//! `2026.3.1`, `2026.3`, `m3`, `m3.1`, `a..b`, `a..`, `..b` or a name. ` | ` stands between alternatives of days.

use super::super::*;

const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// What a text means, in one line.
pub fn of(text: &str) -> String {
    let read = Availability::parse(text);
    let line = |piece: &Piece| match &piece.window {
        Some(it) => window(it),
        None => format!("?[{}]", piece.text(text)),
    };
    read.pieces().iter().map(line).collect::<Vec<_>>().join("; ")
}

/// A window in one line.
pub fn window(window: &Window) -> String {
    let mut parts = when(&window.when);
    parts.extend(window.except.iter().map(|it| format!("-({})", when(it).join(" "))));
    parts.extend(window.appointment.map(|it| {
        let phone = if it.phone { "phone" } else { "book" };
        it.ahead
            .map_or(format!("+{phone}"), |(n, unit)| format!("+{phone}({n} {})", format!("{unit:?}").to_lowercase()))
    }));
    parts.join(" ")
}

fn when(when: &When) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let on: Vec<String> = when.on.iter().map(on_text).collect();
    parts.extend((!on.is_empty()).then(|| on.join(" | ")));
    let hours: Vec<String> = when.hours.iter().map(|it| hours_text(*it)).collect();
    parts.extend((!hours.is_empty()).then(|| format!("@{}", hours.join(","))));
    parts
}

fn on_text(on: &On) -> String {
    let spans: Vec<String> = on.spans.iter().map(|it| span_text(*it)).collect();
    let days: Vec<String> = on.days.iter().map(|it| day_text(*it)).collect();
    [spans.join(","), days.join(",")].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ")
}

fn span_text(span: Span) -> String {
    match span {
        Span::Named(year, name) => format!("{}{name:?}", year.map_or(String::new(), |it| format!("{it}."))),
        Span::In(point) => point_text(point),
        Span::Between(a, b) => format!("{}..{}", point_text(a), point_text(b)),
        Span::From(point) => format!("{}..", point_text(point)),
        Span::Until(point) => format!("..{}", point_text(point)),
    }
}

fn point_text(point: Point) -> String {
    let month = point.month.map(|it| it.to_string());
    let day = point.day.map(|it| it.to_string());
    let numbers: Vec<String> = [point.year.map(|it| it.to_string()), month, day].into_iter().flatten().collect();
    format!("{}{}", if point.year.is_none() { "m" } else { "" }, numbers.join("."))
}

fn day_text(day: Day) -> String {
    match day {
        Day::Every => "daily".into(),
        Day::Week(set) => week_text(set),
        Day::Workdays => "work".into(),
        Day::Weekends => "weekend".into(),
        Day::Holidays => "hol".into(),
        Day::Dates(a, b) if a == b => format!("day{a}"),
        Day::Dates(a, b) => format!("day{a}-{b}"),
        Day::Nth(0, set) => format!("#last{}", week_text(set)),
        Day::Nth(place, set) => format!("#{place}{}", week_text(set)),
        Day::Part(part) => format!("month-{}", format!("{part:?}").to_lowercase()),
    }
}

fn week_text(set: Weekdays) -> String {
    let days: Vec<usize> = (0..7).filter(|it| set.contains(*it as u8)).collect();
    let run = days.len() > 2 && days[days.len() - 1] - days[0] + 1 == days.len();
    if run {
        return format!("{}-{}", WEEKDAYS[days[0]], WEEKDAYS[days[days.len() - 1]]);
    }
    days.iter().map(|it| WEEKDAYS[*it]).collect::<Vec<_>>().join("+")
}

fn hours_text(hours: Hours) -> String {
    let clock = |it: u16| format!("{}:{:02}", it / 60, it % 60);
    match hours {
        Hours::Part(part) => format!("{part:?}").to_lowercase(),
        Hours::Clock(a, b) => format!("{}-{}", clock(a), clock(b)),
        Hours::At(minute) => clock(minute),
        Hours::From(minute) => format!("{}-", clock(minute)),
        Hours::Until(minute) => format!("-{}", clock(minute)),
    }
}
