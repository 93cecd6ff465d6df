//! Windows in both languages, and that the Chinese words mean the window they show.

use proptest::prelude::*;
use proptest::sample::select;

use super::super::{Language, catalog};
use super::*;
use crate::domain::Availability as Read;

fn check(text: &str, chinese: &str, english: &str) {
    for (language, expected) in [(Language::Chinese, chinese), (Language::English, english)] {
        let words = catalog(language).availability;
        let shown: Vec<String> = Read::parse(text).windows().map(|it| words.window(it)).collect();
        assert_eq!(shown.join(words.pick(("；", "; "))), expected, "{text}");
    }
}

#[test]
fn windows_are_shown_in_short_words_and_nothing_is_added() {
    check("每周三下午", "每周三下午", "every Wed afternoon");
    check("工作日9点-11点半", "工作日 09:00—11:30", "working days 09:00–11:30");
    check("2026.3.1—6.30", "2026年3月1日—6月30日", "1 Mar–30 Jun 2026");
    check("2026.11.1—2027.2.1", "2026年11月1日—2027年2月1日", "1 Nov 2026–1 Feb 2027");
    check("寒暑假", "寒暑假", "school holidays");
    check("周1-5上午、下午", "周一至周五上午、下午", "Mon–Fri morning, afternoon");
    check("周二、四 19:00-20:30", "每周二、周四 19:00—20:30", "every Tue, Thu 19:00–20:30");
    check("除周一外每天9:00-17:00", "每天 09:00—17:00（每周一除外）", "every day 09:00–17:00 (except every Mon)");
    check(
        "周末及节假日（提前三天电话预约）",
        "周末、节假日（须提前3天电话预约）",
        "weekends, public holidays (by telephone appointment, 3 days ahead)",
    );
    check("提前一周预约", "须提前1周预约", "by appointment, 1 week ahead");
    check("20:00-次日6:00", "20:00—次日06:00", "20:00–06:00 next day");
    check("每月第二、四个周日", "每月第二个周日、每月第四个周日", "second Sun of the month, fourth Sun of the month");
    check("每月5-10日", "每月5日—10日", "day 5–10 of the month");
    check("3月至6月每周六", "3月—6月 每周六", "Mar–Jun every Sat");
    check("2026年暑假每周三", "2026年暑假每周三", "summer holidays 2026 every Wed");
    check(
        "2026年起，9:00起；节假日停课",
        "2026年起 09:00起；节假日除外",
        "from 2026 from 09:00; except public holidays",
    );
    check("周末及暑假下班后", "周末及暑假下班后", "weekends and summer holidays after work");
}

const NAMES: &[Name] = &[
    Name::SchoolHolidays,
    Name::WinterHolidays,
    Name::SummerHolidays,
    Name::Term,
    Name::SpringTerm,
    Name::AutumnTerm,
    Name::Spring,
    Name::Summer,
    Name::Autumn,
    Name::Winter,
    Name::NewYear,
    Name::SpringFestival,
    Name::Lantern,
    Name::Qingming,
    Name::Labour,
    Name::Children,
    Name::DragonBoat,
    Name::PartyDay,
    Name::MidAutumn,
    Name::DoubleNinth,
    Name::National,
    Name::WholeYear,
    Name::LongTerm,
];
const PARTS: &[DayPart] = &[
    DayPart::Dawn,
    DayPart::Early,
    DayPart::Morning,
    DayPart::Noon,
    DayPart::Afternoon,
    DayPart::Evening,
    DayPart::OfficeHours,
    DayPart::AfterWork,
];
const MONTH_PARTS: &[MonthPart] =
    &[MonthPart::Start, MonthPart::Early, MonthPart::Middle, MonthPart::Late, MonthPart::End];
const UNITS: &[Ahead] = &[Ahead::Hours, Ahead::Days, Ahead::Workdays, Ahead::Weeks, Ahead::Months];

fn point(year: Option<u16>) -> impl Strategy<Value = Point> {
    let day = proptest::option::of(1..=28u8);
    (proptest::option::of((1..=12u8, day)), 1..=12u8).prop_map(move |(inner, month)| match inner {
        Some((month, day)) => Point { year, month: Some(month), day },
        None => Point { year, month: Some(month).filter(|_| year.is_none()), day: None },
    })
}

fn span(with_year: bool) -> impl Strategy<Value = Span> {
    let year = move |it: u16| Some(it).filter(|_| with_year);
    (2020..2030u16, 0..3u16).prop_flat_map(move |(first, later)| {
        (select(NAMES), point(year(first)), point(year(first + later)), 0..5).prop_filter_map(
            "named stretches without end have no year; a range goes forward",
            move |(name, a, b, sort)| {
                let lasting = matches!(name, Name::WholeYear | Name::LongTerm);
                let key = |it: Point| (it.year, it.month, it.day);
                Some(match sort {
                    0 if lasting && with_year => return None,
                    0 => Span::Named(year(first), name),
                    1 => Span::In(a),
                    2 => Span::From(a),
                    3 => Span::Until(a),
                    _ if key(a) < key(b) || (!with_year && key(a) != key(b)) => Span::Between(a, b),
                    _ => return None,
                })
            },
        )
    })
}

fn distinct<T: PartialEq + Clone>(items: Vec<T>) -> Vec<T> {
    let mut kept: Vec<T> = Vec::new();
    for item in items {
        if !kept.contains(&item) {
            kept.push(item);
        }
    }
    kept
}

fn spans() -> impl Strategy<Value = Vec<Span>> {
    any::<bool>().prop_flat_map(|year| proptest::collection::vec(span(year), 1..3).boxed()).prop_map(distinct)
}

fn days() -> impl Strategy<Value = Vec<Day>> {
    let dates = (1..=31u8, 1..=31u8).prop_map(|(a, b)| Day::Dates(a.min(b), a.max(b)));
    let nth = (0..=5u8, 0..7u8).prop_map(|(place, day)| Day::Nth(place, Weekdays::one(day)));
    let one = prop_oneof![
        (1..128u8).prop_map(|it| Day::Week(Weekdays(it))),
        Just(Day::Workdays),
        Just(Day::Weekends),
        Just(Day::Holidays),
        dates,
        nth,
        select(MONTH_PARTS).prop_map(Day::Part),
    ];
    // Weekdays of one list are one set.
    let sets = |all: &[Day]| all.iter().filter(|it| matches!(it, Day::Week(_))).count() > 1;
    let several = proptest::collection::vec(one, 1..4).prop_map(distinct).prop_filter("one set", move |it| !sets(it));
    prop_oneof![1 => Just(vec![Day::Every]), 6 => several]
}

fn on() -> impl Strategy<Value = Vec<On>> {
    let within = (spans(), days()).prop_map(|(spans, days)| On { spans, days }).boxed();
    let recurring = days().prop_map(|days| On { spans: Vec::new(), days }).boxed();
    let stretch = spans().prop_map(|spans| On { spans, days: Vec::new() }).boxed();
    prop_oneof![
        recurring.clone().prop_map(|it| vec![it]),
        within.clone().prop_map(|it| vec![it]),
        stretch.clone().prop_map(|it| vec![it]),
        (recurring.clone(), within.clone()).prop_map(|(a, b)| vec![a, b]),
        (recurring.clone(), stretch.clone()).prop_map(|(a, b)| vec![a, b]),
        (stretch.clone(), recurring).prop_map(|(a, b)| vec![a, b]),
        (within.clone(), within).prop_map(|(a, b)| vec![a, b]),
    ]
}

fn hours() -> impl Strategy<Value = Vec<Hours>> {
    let minute = 0..1440u16;
    let one = prop_oneof![
        select(PARTS).prop_map(Hours::Part),
        (minute.clone(), 1..=1440u16)
            .prop_filter("some length", |it| it.0 != it.1)
            .prop_map(|it| Hours::Clock(it.0, it.1)),
        minute.clone().prop_map(Hours::At),
        minute.clone().prop_map(Hours::From),
        minute.prop_map(Hours::Until),
    ];
    let several = proptest::collection::vec(one, 1..4).prop_map(distinct);
    prop_oneof![1 => Just(vec![Hours::Part(DayPart::AllDay)]), 6 => several]
}

fn when() -> impl Strategy<Value = When> {
    prop_oneof![
        3 => (on(), hours()).prop_map(|(on, hours)| When { on, hours }),
        2 => on().prop_map(|on| When { on, hours: Vec::new() }),
        1 => hours().prop_map(|hours| When { on: Vec::new(), hours }),
    ]
}

fn window() -> impl Strategy<Value = Window> {
    let ahead = proptest::option::of((1..=99u8, select(UNITS)));
    let booking = (any::<bool>(), ahead).prop_map(|(phone, ahead)| Appointment { phone, ahead });
    let when_or_not = prop_oneof![6 => when(), 1 => Just(When::default())];
    (when_or_not, proptest::collection::vec(when(), 0..3), proptest::option::of(booking))
        .prop_map(|(when, except, appointment)| Window { when, except, appointment })
        .prop_filter("says something", |it| *it != Window::default())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn chinese_words_mean_the_window_they_show(window in window()) {
        let text = catalog(Language::Chinese).availability.window(&window);
        let read = Read::parse(&text);
        prop_assert!(read.is_understood(), "{}: {:?}", text, read);
        prop_assert_eq!(read.windows().cloned().collect::<Vec<_>>(), vec![window], "{}", text);
    }

    #[test]
    fn several_windows_are_read_back_one_by_one(mut windows in proptest::collection::vec(window(), 1..4)) {
        // Hours alone would go on about the days before them.
        windows.retain(|it| !it.when.on.is_empty() || it.when.hours.is_empty());
        prop_assume!(!windows.is_empty());
        let words = catalog(Language::Chinese).availability;
        let text = windows.iter().map(|it| words.window(it)).collect::<Vec<_>>().join("；");
        let read = Read::parse(&text);
        prop_assert!(read.is_understood(), "{}: {:?}", text, read);
        prop_assert_eq!(read.windows().cloned().collect::<Vec<_>>(), windows, "{}", text);
    }

    #[test]
    fn english_words_are_whole_and_hold_no_han(window in window()) {
        let text = catalog(Language::English).availability.window(&window);
        let is_clean = !text.contains("  ") && text.trim() == text && !text.chars().any(|c| c >= '\u{3000}');
        prop_assert!(!text.is_empty() && is_clean, "{}", text);
    }
}
