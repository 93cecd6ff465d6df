//! Dates, ages, quantities, sizes and values as each language writes them.

use chrono::{Datelike, NaiveDateTime, Timelike};

use super::{Catalog, Language, many};
use crate::domain::{Date, Quantity, Shape, Slot, Value};

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

impl Catalog {
    /// A day with its year: `2026年11月18日`, `18 Nov 2026`.
    pub fn day(&self, date: Date) -> String {
        let (year, month, day) = (date.0.year(), date.0.month(), date.0.day());
        match self.language {
            Language::Chinese => format!("{year}年{month}月{day}日"),
            Language::English => format!("{day} {} {year}", MONTHS[date.0.month0() as usize]),
        }
    }

    /// A day without its year when it lies in the year of `today`: `11月18日`, `18 Nov`.
    pub fn day_short(&self, date: Date, today: Date) -> String {
        if date.0.year() != today.0.year() {
            return self.day(date);
        }
        match self.language {
            Language::Chinese => format!("{}月{}日", date.0.month(), date.0.day()),
            Language::English => format!("{} {}", date.0.day(), MONTHS[date.0.month0() as usize]),
        }
    }

    /// A moment in local time: `2026年11月18日 10:03`.
    pub fn moment(&self, at: NaiveDateTime) -> String {
        format!("{} {:02}:{:02}", self.day(Date(at.date())), at.hour(), at.minute())
    }

    /// Something with an aside behind it, in brackets.
    pub fn with_aside(&self, words: &str, aside: &str) -> String {
        match self.language {
            Language::Chinese => format!("{words}（{aside}）"),
            Language::English => format!("{words} ({aside})"),
        }
    }

    /// How long ago something was, from its age in seconds; a negative age (a clock that runs ahead) is just now.
    pub fn age(&self, seconds: i64) -> String {
        let seconds = usize::try_from(seconds).unwrap_or(0);
        let (n, zh, one, more) = match seconds {
            0..60 => return self.pick(("刚刚", "just now")).to_owned(),
            60..3_600 => (seconds / 60, "分钟", "minute", "minutes"),
            3_600..86_400 => (seconds / 3_600, "小时", "hour", "hours"),
            _ => (seconds / 86_400, "天", "day", "days"),
        };
        match self.language {
            Language::Chinese => format!("{n} {zh}前"),
            Language::English => format!("{} ago", many(n, one, more)),
        }
    }

    /// How long until a deadline, from the days left; negative when it is past.
    pub fn due(&self, days_left: i64) -> String {
        let n = usize::try_from(days_left.unsigned_abs()).unwrap_or(usize::MAX);
        match (self.language, days_left) {
            (Language::Chinese, 0) => "今天到期".to_owned(),
            (Language::Chinese, 1..) => format!("还有 {n} 天"),
            (Language::Chinese, _) => format!("已超 {n} 天"),
            (Language::English, 0) => "due today".to_owned(),
            (Language::English, 1..) => format!("{} left", many(n, "day", "days")),
            (Language::English, _) => format!("{} overdue", many(n, "day", "days")),
        }
    }

    /// A quantity with its unit: `50 人`.
    pub fn quantity(&self, quantity: &Quantity) -> String {
        format!("{} {}", quantity.n, quantity.unit).trim_end().to_owned()
    }

    /// A number of records: `共 61 条`.
    pub fn count(&self, n: usize) -> String {
        match self.language {
            Language::Chinese => format!("共 {n} 条"),
            Language::English => many(n, "record", "records"),
        }
    }

    /// A file's size: `38 KB`, `2.4 MB`.
    pub fn bytes(&self, bytes: u64) -> String {
        match bytes {
            0..1_000 => format!("{bytes} B"),
            1_000..1_000_000 => format!("{} KB", bytes / 1_000),
            1_000_000..1_000_000_000 => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
            _ => format!("{}.{} GB", bytes / 1_000_000_000, bytes % 1_000_000_000 / 100_000_000),
        }
    }

    /// Names in a row: `甲、乙`, `A, B`.
    pub fn list<S: AsRef<str>>(&self, names: &[S]) -> String {
        let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
        names.join(self.pick(("、", ", ")))
    }

    /// When something is used or left, and how much each time: `周三下午 10 人、其余时段各 50 人`.
    pub fn times(&self, slots: &[(Slot, i64)], unit: &str) -> String {
        const NAMED: usize = 6;
        let amount = |n: i64| self.quantity(&Quantity { n, unit: unit.to_owned() });
        // What holds of most of many times is said once.
        let alike = |n: i64| slots.iter().filter(|it| it.1 == n).count();
        let usual = slots.iter().map(|it| it.1).max_by_key(|n| (alike(*n), *n)).filter(|n| alike(*n) > 2);
        let odd: Vec<&(Slot, i64)> = slots.iter().filter(|it| Some(it.1) != usual).collect();
        let mut told: Vec<String> =
            odd.iter().take(NAMED).map(|(slot, n)| [self.availability.slot(*slot), amount(*n)].join(" ")).collect();
        if odd.len() > NAMED {
            told.push(self.amounts.more_times(odd.len() - NAMED));
        }
        if let Some(n) = usual {
            told.push(if odd.is_empty() {
                self.amounts.each_time(&amount(n))
            } else {
                self.amounts.other_times(&amount(n))
            });
        }
        self.list(&told)
    }

    /// How much of something is had, and when: `15 人 · 周二晚上`; at several times with how much each time.
    pub fn had(&self, amount: Option<&Quantity>, whole: &str, slots: &[(Slot, i64)]) -> String {
        let told = amount.map_or_else(|| whole.to_owned(), |it| self.quantity(it));
        match slots {
            [] => told,
            [(slot, _)] => [told, self.availability.slot(*slot)].join(" · "),
            slots => self.times(slots, amount.map_or("", |it| &it.unit)),
        }
    }

    /// A field's value as text; links are shown by their ids, so resolve them to titles first.
    pub fn value(&self, shape: Shape, value: &Value) -> String {
        match (shape, value) {
            (_, Value::Null) => String::new(),
            (Shape::Choice(set, _), Value::Text(code)) => self.choice(set, code).to_owned(),
            (Shape::Date, Value::Text(text)) => Date::parse(text).map_or_else(|| text.clone(), |day| self.day(day)),
            (_, Value::Text(text)) => text.clone(),
            (_, Value::Flag(flag)) => if *flag { self.nav.yes() } else { self.nav.no() }.to_owned(),
            (_, Value::Integer(number)) => number.to_string(),
            (_, Value::List(items)) => {
                self.list(&items.iter().map(|item| self.value(Shape::Line, item)).collect::<Vec<_>>())
            }
            (_, Value::Map(map)) => match Quantity::from_value(value) {
                Some(quantity) => self.quantity(&quantity),
                None => self.list(
                    &map.iter()
                        .map(|(key, item)| format!("{key} {}", self.value(Shape::Line, item)))
                        .collect::<Vec<_>>(),
                ),
            },
        }
    }
}
