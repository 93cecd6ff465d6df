//! Dates and times of day, alone and as ranges. Whatever could be both is left unread.

use chrono::NaiveDate;

use super::clock::{Clock, Half, clocks};
use super::scan::{Kind, Scanner, months};
use super::words::{self, Word};
use super::{Day, DayPart, Hours, Name, Point, Span};

/// A whole number, in figures or Han.
#[derive(Clone, Copy)]
pub(super) struct Number {
    pub value: u16,
    pub to: usize,
    /// How many figures; 0 for Han numerals.
    width: usize,
}

/// One end of a range, as far as it says what it is.
#[derive(Clone, Copy)]
enum Mark {
    Date(Point, NextYear),
    Clock(Clock),
    /// Two numbers with a dot or slash between: a date or a time.
    Dotted(Number, Number, char),
    /// A day without its month.
    Day(u16),
    Bare(Number),
}

type NextYear = bool;

impl Scanner {
    /// Reads a number of up to four figures, or a Han numeral below 100 or of four digits.
    pub fn number(&self, at: usize) -> Option<Number> {
        let mut to = at;
        let mut value = 0u16;
        while self.letter(to).is_ascii_digit() && (to == at || !self.spaced(to)) {
            value = value.checked_mul(10)?.checked_add(self.letter(to) as u16 - '0' as u16)?;
            to += 1;
        }
        if to > at {
            return (to - at <= 4).then_some(Number { value, to, width: to - at });
        }
        let year = [0, 1, 2, 3].map(|it| self.han_digit(at + it));
        if let [Some(a), Some(b), Some(c), Some(d)] = year {
            return Some(Number { value: a * 1000 + b * 100 + c * 10 + d, to: at + 4, width: 0 });
        }
        let tens = self.han_digit(at).filter(|it| *it > 0);
        let ten = at + usize::from(tens.is_some());
        if self.letter(ten) == words::TEN {
            let ones = self.han_digit(ten + 1).filter(|it| *it > 0);
            let value = tens.unwrap_or(1) * 10 + ones.unwrap_or(0);
            return Some(Number { value, to: ten + 1 + usize::from(ones.is_some()), width: 0 });
        }
        // A leading zero is said before minutes: "nine o'clock zero five".
        let zero = usize::from(self.han_digit(at) == Some(0) && self.han_digit(at + 1).is_some());
        Some(Number { value: self.han_digit(at + zero)?, to: at + zero + 1, width: 0 })
    }

    fn han_digit(&self, at: usize) -> Option<u16> {
        match self.letter(at) {
            words::ZERO => Some(0),
            words::TWO => Some(2),
            letter => (0u16..).zip(words::DIGITS.chars()).find(|it| it.1 == letter).map(|it| it.0),
        }
    }

    /// Reads a date, a time of day, or a range of either.
    pub fn time(&mut self, at: usize) -> Option<usize> {
        if let Some(behind) = self.eat(at, words::UP_TO)
            && let Some((mark, to)) = self.mark(behind)
        {
            let kind = match mark {
                Mark::Date(point, false) => Kind::Span(Span::Until(point)),
                Mark::Clock(clock) => clock.alone().map_or(Kind::Unknown, |it| Kind::Hours(Hours::Until(it))),
                _ => Kind::Unknown,
            };
            return self.push_whole(kind, at, to);
        }
        let (first, behind) = self.mark(at)?;
        if let Some(second) = self.eat(behind, words::TO)
            && let Some((last, to)) = self.mark(second)
        {
            let kind = self.range(first, last).unwrap_or(Kind::Unknown);
            return self.push_whole(kind, at, to);
        }
        let since = self.eat(behind, words::SINCE);
        let before = self.eat(behind, words::BEFORE);
        let to = since.or(before).unwrap_or(behind);
        let kind = match first {
            Mark::Date(point, false) => Kind::Span(match (since, before) {
                (Some(_), _) => Span::From(point),
                (_, Some(_)) => Span::Until(point),
                _ => {
                    return self
                        .year_of(point, at, to)
                        .or_else(|| self.push_whole(Kind::Span(Span::In(point)), at, to));
                }
            }),
            Mark::Clock(clock) => clock.alone().map_or(Kind::Unknown, |minute| {
                Kind::Hours(match (since, before) {
                    (Some(_), _) => Hours::From(minute),
                    (_, Some(_)) => Hours::Until(minute),
                    _ => Hours::At(minute),
                })
            }),
            Mark::Day(_) | Mark::Date(..) => Kind::Unknown,
            Mark::Dotted(..) | Mark::Bare(_) => return None,
        };
        self.push_whole(kind, at, to)
    }

    /// Adds a date or time, unless figures go on behind it: then none of them is understood.
    fn push_whole(&mut self, kind: Kind, at: usize, to: usize) -> Option<usize> {
        let figure = self.letter(to - 1).is_ascii_digit();
        let more = self.letter(to) == '-'
            || (figure && self.goes_on(to, char::is_ascii_digit))
            || (".:/".contains(self.letter(to)) && self.goes_on(to + 1, char::is_ascii_digit));
        if !more {
            // A bracket between a part of the day and its hours holds the hours alone.
            let opened = self.glyphs[at..to].iter().any(|it| it.letter == '(');
            let to = if opened { self.eat(to, &[")"])? } else { to };
            return Some(self.push(kind, at, to));
        }
        let end = if self.letter(to).is_ascii_digit() { self.run_end(to) } else { to + 1 };
        let end = if self.letter(end).is_ascii_digit() { self.run_end(end) } else { end };
        Some(self.push(Kind::Unknown, at, end))
    }

    /// A year and behind it what lies in it: "2026 summer holidays".
    fn year_of(&mut self, point: Point, at: usize, to: usize) -> Option<usize> {
        if point.month.is_some() {
            return None;
        }
        let (word, to) = self.word(to)?;
        let span = match word {
            Word::Span(Name::WholeYear) => Span::In(point),
            Word::Span(name) if name != Name::LongTerm => Span::Named(point.year, name),
            Word::Months(first, last) => months(point.year, first, last),
            _ => return None,
        };
        Some(self.push(Kind::Span(span), at, to))
    }

    fn mark(&self, at: usize) -> Option<(Mark, usize)> {
        if let Some(start) = self.eat(at, words::NEXT_YEAR) {
            return match self.mark(start)? {
                (Mark::Date(point, _), to) if point.year.is_none() => Some((Mark::Date(point, true), to)),
                _ => None,
            };
        }
        let start = self.skip(at, words::NEXT_DAY);
        let (half, number_at) = self.half(start);
        let (mark, to) = self.plain_mark(number_at)?;
        match mark {
            Mark::Clock(clock) => {
                let half = half.or(clock.half);
                Some((Mark::Clock(Clock { half, next_day: start > at, ..clock }), to))
            }
            // Beside a part of the day a dot stands for a colon, and the first number of a range for an hour.
            Mark::Dotted(hour, minute, '.') if half.is_some() && minute.width == 2 => {
                Some((Mark::Clock(Clock::new(hour.value, minute.value, true)?.with(half)), to))
            }
            Mark::Bare(hour) if half.is_some() && self.eat(to, words::TO).is_some() => {
                Some((Mark::Clock(Clock::new(hour.value, 0, true)?.with(half)), to))
            }
            _ if number_at > at => None,
            _ => Some((mark, to)),
        }
    }

    /// The part of the day before a time, also with a colon or bracket between them.
    fn half(&self, at: usize) -> (Option<Half>, usize) {
        let short = || words::SHORT_PARTS.iter().find_map(|it| Some((it.1, self.eat_one(at, it.0)?)));
        let long =
            self.word(at).and_then(|(word, to)| if let Word::Hours(part) = word { Some((part, to)) } else { None });
        match long.or_else(short) {
            Some((part, to)) if !matches!(part, DayPart::AllDay | DayPart::OfficeHours | DayPart::AfterWork) => {
                (Some(Half::Part(part)), self.skip(to, &[":", "("]))
            }
            _ => (None, at),
        }
    }

    fn plain_mark(&self, at: usize) -> Option<(Mark, usize)> {
        let first = self.number(at)?;
        let to = first.to;
        if (1900..=2199).contains(&first.value) && first.width != 2 {
            return Some(self.year(first).unwrap_or((Mark::Bare(first), to)));
        }
        if let Some(behind) = self.eat(to, words::MONTH) {
            return self.day_of(None, first.value, behind);
        }
        if let Some(behind) = self.eat(to, words::DATE) {
            return Some((Mark::Day(first.value), behind));
        }
        if self.letter(to) == ':' && self.goes_on(to + 1, char::is_ascii_digit) {
            let minute = self.number(to + 1).filter(|it| it.width == 2)?;
            let (half, to) = self.meridiem(minute.to);
            // "09:00" counts 24 hours; "3:00" may be said of an afternoon.
            let clock = Clock::new(first.value, minute.value, first.width < 2)?.with(half);
            return Some((Mark::Clock(clock), to));
        }
        if let Some(behind) = self.eat(to, words::HOUR).filter(|it| self.eat(*it, words::LENGTH).is_none()) {
            let (minute, to) = self.minutes(behind);
            return Some((Mark::Clock(Clock::new(first.value, minute, true)?), to));
        }
        if let (Some(half), to) = self.meridiem(to) {
            return Some((Mark::Clock(Clock::new(first.value, 0, false)?.with(Some(half))), to));
        }
        let mark = self.letter(to);
        if matches!(mark, '.' | '/') && first.width > 0 && self.goes_on(to + 1, char::is_ascii_digit) {
            let second = self.number(to + 1)?;
            let third = self.letter(second.to) == mark && self.goes_on(second.to + 1, char::is_ascii_digit);
            return (!third && first.width <= 2 && second.width <= 2)
                .then_some((Mark::Dotted(first, second, mark), second.to));
        }
        Some((Mark::Bare(first), to))
    }

    fn meridiem(&self, at: usize) -> (Option<Half>, usize) {
        let am = self.eat(at, words::AM).map(|to| (Some(Half::Am), to));
        am.or_else(|| self.eat(at, words::PM).map(|to| (Some(Half::Pm), to))).unwrap_or((None, at))
    }

    fn minutes(&self, at: usize) -> (u16, usize) {
        for (words, minute) in [(words::HALF, 30), (words::THREE_QUARTERS, 45), (words::QUARTER, 15)] {
            if let Some(to) = self.eat(at, words) {
                return (minute, to);
            }
        }
        let Some(number) = self.number(at).filter(|_| !self.spaced(at)) else { return (0, at) };
        match self.eat(number.to, words::MINUTE) {
            Some(to) => (number.value, to),
            None if number.width == 2 || (number.width == 0 && number.value >= 10) => (number.value, number.to),
            None => (0, at),
        }
    }

    /// A year, and the month and day behind it.
    fn year(&self, year: Number) -> Option<(Mark, usize)> {
        if let Some(behind) = self.eat(year.to, words::YEAR) {
            let whole = (Mark::Date(Point { year: Some(year.value), ..Point::default() }, false), behind);
            let Some(month) = self.number(behind) else { return Some(whole) };
            if let Some(to) = self.eat(month.to, words::MONTH) {
                return self.day_of(Some(year.value), month.value, to);
            }
            // "2026 year 3-6 month": the second number says what the first is.
            let second = self.eat(month.to, words::TO).and_then(|it| self.number(it));
            let in_months = second.is_some_and(|it| self.eat(it.to, words::MONTH).is_some());
            return if in_months { date(Some(year.value), month.value, None, month.to) } else { Some(whole) };
        }
        let mark = self.letter(year.to);
        if !matches!(mark, '.' | '/' | '-') || year.width == 0 {
            return None;
        }
        let month = self.number(year.to + 1).filter(|it| (1..=2).contains(&it.width) && !self.spaced(year.to + 1))?;
        if self.letter(month.to) == mark && self.goes_on(month.to + 1, char::is_ascii_digit) {
            let day = self.number(month.to + 1).filter(|it| it.width <= 2)?;
            return date(Some(year.value), month.value, Some(day.value), self.skip(day.to, words::DATE));
        }
        // With a hyphen two figures are a month, one is the end of a range.
        let is_month = mark != '-' || month.width == 2;
        let behind = self.skip(month.to, words::MONTH);
        is_month.then(|| date(Some(year.value), month.value, None, behind)).flatten()
    }

    /// The day behind a month, if there is one.
    fn day_of(&self, year: Option<u16>, month: u16, at: usize) -> Option<(Mark, usize)> {
        if let Some(day) = self.number(at) {
            if let Some(to) = self.eat(day.to, words::DATE) {
                return date(year, month, Some(day.value), to);
            }
            let second = self.eat(day.to, words::TO).and_then(|it| self.number(it));
            if second.is_some_and(|it| self.eat(it.to, words::DATE).is_some()) {
                return date(year, month, Some(day.value), day.to);
            }
        }
        date(year, month, None, at)
    }

    fn range(&self, first: Mark, last: Mark) -> Option<Kind> {
        match (first, last) {
            (Mark::Clock(a), Mark::Clock(b)) => clocks(a, b),
            (Mark::Bare(a), Mark::Clock(b)) => clocks(Clock::new(a.value, 0, b.spoken)?, b),
            (Mark::Clock(a), Mark::Bare(b)) => clocks(a, Clock::new(b.value, 0, a.spoken)?),
            (Mark::Clock(a), Mark::Dotted(b, c, '.')) if c.width == 2 => clocks(a, Clock::new(b.value, c.value, true)?),
            (Mark::Dotted(a, c, '.'), Mark::Clock(b)) if c.width == 2 => clocks(Clock::new(a.value, c.value, true)?, b),
            (Mark::Date(a, false), Mark::Date(b, next)) => dates(a, b, next),
            (Mark::Date(a, false), Mark::Day(b)) => {
                a.day?;
                dates(a, point(None, a.month?.into(), Some(b))?, false).filter(|_| u16::from(a.day.unwrap_or(0)) < b)
            }
            (Mark::Date(a, false), Mark::Dotted(b, c, '.')) if a.year.is_some() && a.day.is_some() => {
                dates(a, point(None, b.value, Some(c.value))?, false)
            }
            (Mark::Bare(a), Mark::Date(b, false)) => match (b.year, b.month, b.day) {
                (None, Some(_), None) => dates(point(None, a.value, None)?, b, false),
                (Some(_), None, None) if a.width == 4 => {
                    dates(Point { year: Some(a.value), ..Point::default() }, b, false)
                }
                _ => None,
            },
            (Mark::Dotted(a, b, mark), Mark::Dotted(c, d, other)) if mark == other => {
                let days = || dates(point(None, a.value, Some(b.value))?, point(None, c.value, Some(d.value))?, false);
                let timely = mark == '.' && b.width == 2 && d.width == 2;
                let times = || clocks(Clock::new(a.value, b.value, true)?, Clock::new(c.value, d.value, true)?);
                match (days(), timely.then(times).flatten()) {
                    (Some(_), Some(times)) => self.after_day().then_some(times),
                    (days, times) => days.or(times),
                }
            }
            // "Weekdays 9-17": no month goes up to 17, and a day stands before it.
            (Mark::Bare(a), Mark::Bare(b)) if (13..=24).contains(&b.value) && a.value <= 12 && self.after_day() => {
                clocks(Clock::new(a.value, 0, false)?, Clock::new(b.value, 0, false)?)
            }
            _ => None,
        }
    }

    /// True where a weekday or other day of return stands before, or hours that go on in a list.
    fn after_day(&self) -> bool {
        let mut before =
            self.tokens.iter().rev().filter(|it| !matches!(it.kind, Kind::Filler | Kind::Colon | Kind::Open));
        match before.next().map(|it| it.kind) {
            Some(Kind::Day(day)) => !matches!(day, Day::Dates(..) | Day::Part(_)),
            Some(Kind::Join | Kind::Comma) => matches!(before.next().map(|it| it.kind), Some(Kind::Hours(_))),
            Some(Kind::Hours(_)) => true,
            _ => false,
        }
    }
}

fn point(year: Option<u16>, month: u16, day: Option<u16>) -> Option<Point> {
    // 2000 had a 29 February: without a year that day stands.
    NaiveDate::from_ymd_opt(year.unwrap_or(2000).into(), month.into(), day.unwrap_or(1).into())?;
    Some(Point { year, month: u8::try_from(month).ok(), day: day.and_then(|it| u8::try_from(it).ok()) })
}

fn date(year: Option<u16>, month: u16, day: Option<u16>, to: usize) -> Option<(Mark, usize)> {
    Some((Mark::Date(point(year, month, day)?, false), to))
}

/// A range of dates. The end takes the start's year where it has none, which is how ranges are said.
fn dates(a: Point, mut b: Point, next_year: bool) -> Option<Kind> {
    if a.year.is_some() && b.year.is_none() {
        let year = a.year.map(|it| it + u16::from(next_year));
        b = point(year, b.month?.into(), b.day.map(Into::into))?;
    }
    let key = |it: Point| (it.year, it.month, it.day);
    let fits = match (a.year, b.year) {
        (Some(_), Some(_)) => key(a) < key(b),
        (None, None) => key(a) != key(b) && (!next_year || key(b) < key(a)),
        _ => false,
    };
    fits.then_some(Kind::Span(Span::Between(a, b)))
}
