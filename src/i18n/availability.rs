//! Times as they were understood, in short phrases of an office. Nothing is added to what was written: no year, no hours.

use super::Words;
use crate::domain::Slot;
use crate::domain::availability::{
    Ahead, Appointment, Day, DayPart, Hours, MonthPart, Name, On, Point, Span, Weekdays, When, Window,
};

texts! {
    /// Words about times and what of them was understood.
    Availability {
        understood: "已识别的时间", "Understood as";
        not_understood: "未识别，按原文保留", "Not understood, kept as written";
    }
    filled {
        not_understood_text: fn(&str) = |text| format!("“{text}”未识别，按原文保留"), |text| format!("“{text}” was not understood and is kept as written");
    }
}

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const PARTS: [Words; 3] = [("上午", " morning"), ("下午", " afternoon"), ("晚上", " evening")];

const WEEKDAYS: [Words; 7] = [
    ("周一", "Mon"),
    ("周二", "Tue"),
    ("周三", "Wed"),
    ("周四", "Thu"),
    ("周五", "Fri"),
    ("周六", "Sat"),
    ("周日", "Sun"),
];

impl Availability {
    fn is_chinese(self) -> bool {
        self.0 == super::Language::Chinese
    }

    fn pick(self, words: Words) -> &'static str {
        if self.is_chinese() { words.0 } else { words.1 }
    }

    /// A slot of a week: `周三下午`, `Wed afternoon`.
    pub fn slot(self, slot: Slot) -> String {
        [WEEKDAYS[usize::from(slot.weekday())], PARTS[usize::from(slot.part())]].map(|it| self.pick(it)).concat()
    }

    /// A window in words: `每周三下午（节假日除外）`, `every Wed afternoon (except public holidays)`.
    /// Read again, the Chinese words give the same window.
    pub fn window(self, window: &Window) -> String {
        let mut text = self.when(&window.when);
        for except in &window.except {
            let days = self.when(except);
            let said = if self.is_chinese() { days + "除外" } else { "except ".to_owned() + &days };
            self.add_aside(&mut text, &said);
        }
        if let Some(booking) = window.appointment {
            self.add_aside(&mut text, &self.booking(booking));
        }
        text
    }

    /// In brackets behind what it speaks of; by itself where it speaks of all.
    fn add_aside(self, text: &mut String, said: &str) {
        if text.is_empty() {
            text.push_str(said);
        } else {
            text.push_str(self.pick(("（", " (")));
            text.push_str(said);
            text.push_str(self.pick(("）", ")")));
        }
    }

    fn when(self, when: &When) -> String {
        let mut text = String::new();
        for (at, on) in when.on.iter().enumerate() {
            text.push_str(if at > 0 { self.pick(("及", " and ")) } else { "" });
            self.add_on(&mut text, on);
        }
        for (at, hours) in when.hours.iter().enumerate() {
            // Parts of the day follow the day at once; figures stand apart.
            let apart = if matches!(hours, Hours::Part(_)) { ("", " ") } else { (" ", " ") };
            text.push_str(match (at, text.is_empty()) {
                (0, true) => "",
                (0, false) => self.pick(apart),
                _ => self.pick(("、", ", ")),
            });
            self.add_hours(&mut text, *hours);
        }
        text
    }

    fn add_on(self, text: &mut String, on: &On) {
        for (at, span) in on.spans.iter().enumerate() {
            text.push_str(if at > 0 { self.pick(("、", ", ")) } else { "" });
            self.add_span(text, *span);
        }
        if !on.spans.is_empty() && !on.days.is_empty() {
            let named = matches!(on.spans.last(), Some(Span::Named(..)));
            text.push_str(if named { self.pick(("", " ")) } else { " " });
        }
        for (at, day) in on.days.iter().enumerate() {
            text.push_str(if at > 0 { self.pick(("、", ", ")) } else { "" });
            self.add_day(text, *day);
        }
    }

    fn add_span(self, text: &mut String, span: Span) {
        match span {
            Span::Named(year, name) => {
                let name = self.pick(name_words(name));
                match year {
                    Some(year) if self.is_chinese() => text.push_str(&format!("{year}年{name}")),
                    Some(year) => text.push_str(&format!("{name} {year}")),
                    None => text.push_str(name),
                }
            }
            Span::In(point) => self.add_point(text, point, true),
            Span::Between(from, to) => {
                // A year both share is said once: first in Chinese, last in English.
                let once = from.year == to.year && from.month.is_some() && to.month.is_some();
                self.add_point(text, from, !once || self.is_chinese());
                text.push_str(self.pick(("—", "–")));
                self.add_point(text, to, !once || !self.is_chinese());
            }
            Span::From(point) => {
                text.push_str(self.pick(("", "from ")));
                self.add_point(text, point, true);
                text.push_str(self.pick(("起", "")));
            }
            Span::Until(point) => {
                text.push_str(self.pick(("", "until ")));
                self.add_point(text, point, true);
                text.push_str(self.pick(("止", "")));
            }
        }
    }

    fn add_point(self, text: &mut String, point: Point, with_year: bool) {
        let year = point.year.filter(|_| with_year);
        if self.is_chinese() {
            let month = point.month.map(u16::from);
            for (number, mark) in [(year, "年"), (month, "月"), (point.day.map(u16::from), "日")] {
                if let Some(number) = number {
                    text.push_str(&number.to_string());
                    text.push_str(mark);
                }
            }
            return;
        }
        let month = point.month.and_then(|it| MONTHS.get(usize::from(it) - 1)).copied().unwrap_or_default();
        let day = point.day.map(|it| it.to_string()).unwrap_or_default();
        let year = year.map(|it| it.to_string()).unwrap_or_default();
        let start = text.len();
        for word in [day.as_str(), month, year.as_str()] {
            text.push_str(if text.len() > start && !word.is_empty() { " " } else { "" });
            text.push_str(word);
        }
    }

    fn add_day(self, text: &mut String, day: Day) {
        match day {
            Day::Every => text.push_str(self.pick(("每天", "every day"))),
            Day::Week(set) => self.add_week(text, set),
            Day::Workdays => text.push_str(self.pick(("工作日", "working days"))),
            Day::Weekends => text.push_str(self.pick(("周末", "weekends"))),
            Day::Holidays => text.push_str(self.pick(("节假日", "public holidays"))),
            Day::Dates(first, last) => {
                text.push_str(self.pick(("每月", "day ")));
                text.push_str(&first.to_string());
                if last > first {
                    text.push_str(self.pick(("日—", "–")));
                    text.push_str(&last.to_string());
                }
                text.push_str(self.pick(("日", " of the month")));
            }
            Day::Nth(place, set) => {
                text.push_str(self.pick(nth_words(place)));
                for (_, name) in named(set) {
                    text.push_str(self.pick(name));
                }
                text.push_str(self.pick(("", " of the month")));
            }
            Day::Part(part) => text.push_str(self.pick(month_part_words(part))),
        }
    }

    /// Three days in a row or more are a range; fewer are a list.
    fn add_week(self, text: &mut String, set: Weekdays) {
        let days = named(set);
        let (first, last) = (days.first().map_or(0, |it| it.0), days.last().map_or(0, |it| it.0));
        if days.len() > 2 && usize::from(last - first) + 1 == days.len() {
            text.push_str(self.pick(days[0].1));
            text.push_str(self.pick(("至", "–")));
            text.push_str(self.pick(days[days.len() - 1].1));
            return;
        }
        text.push_str(self.pick(("每", "every ")));
        for (at, (_, name)) in days.into_iter().enumerate() {
            text.push_str(if at > 0 { self.pick(("、", ", ")) } else { "" });
            text.push_str(self.pick(name));
        }
    }

    fn add_hours(self, text: &mut String, hours: Hours) {
        match hours {
            Hours::Part(part) => text.push_str(self.pick(part_words(part))),
            Hours::Clock(start, end) => {
                add_clock(text, start);
                text.push_str(self.pick(("—", "–")));
                text.push_str(if end < start { self.pick(("次日", "")) } else { "" });
                add_clock(text, end);
                text.push_str(if end < start { self.pick(("", " next day")) } else { "" });
            }
            Hours::At(minute) => {
                text.push_str(self.pick(("", "at ")));
                add_clock(text, minute);
            }
            Hours::From(minute) => {
                text.push_str(self.pick(("", "from ")));
                add_clock(text, minute);
                text.push_str(self.pick(("起", "")));
            }
            Hours::Until(minute) => {
                text.push_str(self.pick(("", "until ")));
                add_clock(text, minute);
                text.push_str(self.pick(("前", "")));
            }
        }
    }

    fn booking(self, booking: Appointment) -> String {
        let mut text = self.pick(("须", "by ")).to_owned();
        if let Some((number, unit)) = booking.ahead.filter(|_| self.is_chinese()) {
            text.push_str("提前");
            text.push_str(&number.to_string());
            text.push_str(unit_words(unit).0);
        }
        text.push_str(if booking.phone { self.pick(("电话", "telephone ")) } else { "" });
        text.push_str(self.pick(("预约", "appointment")));
        if let Some((number, unit)) = booking.ahead.filter(|_| !self.is_chinese()) {
            let unit = unit_words(unit).1;
            text.push_str(", ");
            text.push_str(&super::many(number.into(), unit, &[unit, "s"].concat()));
            text.push_str(" ahead");
        }
        text
    }
}

fn add_clock(text: &mut String, minutes: u16) {
    text.push_str(&format!("{:02}:{:02}", minutes / 60, minutes % 60));
}

fn named(set: Weekdays) -> Vec<(u8, Words)> {
    (0u8..).zip(WEEKDAYS).filter(|it| set.contains(it.0)).collect()
}

const fn nth_words(place: u8) -> Words {
    match place {
        1 => ("每月第一个", "first "),
        2 => ("每月第二个", "second "),
        3 => ("每月第三个", "third "),
        4 => ("每月第四个", "fourth "),
        5 => ("每月第五个", "fifth "),
        _ => ("每月最后一个", "last "),
    }
}

const fn month_part_words(part: MonthPart) -> Words {
    match part {
        MonthPart::Start => ("月初", "start of the month"),
        MonthPart::Early => ("上旬", "first ten days of the month"),
        MonthPart::Middle => ("中旬", "middle ten days of the month"),
        MonthPart::Late => ("下旬", "last third of the month"),
        MonthPart::End => ("月底", "end of the month"),
    }
}

const fn part_words(part: DayPart) -> Words {
    match part {
        DayPart::Dawn => ("凌晨", "before dawn"),
        DayPart::Early => ("早上", "early morning"),
        DayPart::Morning => ("上午", "morning"),
        DayPart::Noon => ("中午", "noon"),
        DayPart::Afternoon => ("下午", "afternoon"),
        DayPart::Evening => ("晚上", "evening"),
        DayPart::AllDay => ("全天", "all day"),
        DayPart::OfficeHours => ("工作时间", "office hours"),
        DayPart::AfterWork => ("下班后", "after work"),
    }
}

const fn unit_words(unit: Ahead) -> Words {
    match unit {
        Ahead::Hours => ("小时", "hour"),
        Ahead::Days => ("天", "day"),
        Ahead::Workdays => ("个工作日", "working day"),
        Ahead::Weeks => ("周", "week"),
        Ahead::Months => ("个月", "month"),
    }
}

const fn name_words(name: Name) -> Words {
    match name {
        Name::SchoolHolidays => ("寒暑假", "school holidays"),
        Name::WinterHolidays => ("寒假", "winter holidays"),
        Name::SummerHolidays => ("暑假", "summer holidays"),
        Name::Term => ("学期内", "term time"),
        Name::SpringTerm => ("春季学期", "spring term"),
        Name::AutumnTerm => ("秋季学期", "autumn term"),
        Name::Spring => ("春季", "spring"),
        Name::Summer => ("夏季", "summer"),
        Name::Autumn => ("秋季", "autumn"),
        Name::Winter => ("冬季", "winter"),
        Name::WholeYear => ("全年", "all year"),
        Name::LongTerm => ("长期", "long term"),
        Name::NewYear => ("元旦", "New Year’s Day"),
        Name::SpringFestival => ("春节", "Spring Festival"),
        Name::Lantern => ("元宵节", "Lantern Festival"),
        Name::Qingming => ("清明节", "Qingming"),
        Name::Labour => ("劳动节", "Labour Day"),
        Name::Children => ("儿童节", "Children’s Day"),
        Name::DragonBoat => ("端午节", "Dragon Boat Festival"),
        Name::PartyDay => ("七一", "1 July"),
        Name::MidAutumn => ("中秋节", "Mid-Autumn Festival"),
        Name::DoubleNinth => ("重阳节", "Double Ninth Festival"),
        Name::National => ("国庆节", "National Day"),
    }
}

#[cfg(test)]
mod tests;
