//! The words times are made of. This room is data: the one place here with Han characters.

use super::{Ahead, Day, DayPart, MonthPart, Name, Weekdays};

/// What a word stands for.
#[derive(Clone, Copy)]
pub(super) enum Word {
    Day(Day),
    Span(Name),
    Months(u8, u8),
    Hours(DayPart),
    /// Every day at that part of it.
    Daily(DayPart),
    /// Takes out what stands before it.
    Except,
    /// Takes out what stands behind it, up to [`Word::ExceptEnd`] or the end of the clause.
    ExceptStart,
    ExceptEnd,
    Join,
    Comma,
    Stop,
    Colon,
    Open,
    Close,
    /// Says nothing of time.
    Filler,
    /// Changes what stands beside it in a way that is not read here.
    Spoiler,
}

const fn part(it: DayPart) -> Word {
    Word::Hours(it)
}

const fn month_part(it: MonthPart) -> Word {
    Word::Day(Day::Part(it))
}

/// Every word; of several that fit, the longest is meant.
pub(super) const WORDS: &[(&str, Word)] = &[
    ("每天", Word::Day(Day::Every)),
    ("每日", Word::Day(Day::Every)),
    ("天天", Word::Day(Day::Every)),
    ("every day", Word::Day(Day::Every)),
    ("daily", Word::Day(Day::Every)),
    ("工作日", Word::Day(Day::Workdays)),
    ("working days", Word::Day(Day::Workdays)),
    ("workdays", Word::Day(Day::Workdays)),
    ("weekdays", Word::Day(Day::Week(Weekdays(0b1_1111)))),
    ("周末", Word::Day(Day::Weekends)),
    ("双休日", Word::Day(Day::Weekends)),
    ("双休", Word::Day(Day::Weekends)),
    ("weekends", Word::Day(Day::Weekends)),
    ("weekend", Word::Day(Day::Weekends)),
    ("节假日", Word::Day(Day::Holidays)),
    ("法定节假日", Word::Day(Day::Holidays)),
    ("国家法定节假日", Word::Day(Day::Holidays)),
    ("法定假日", Word::Day(Day::Holidays)),
    ("公共假期", Word::Day(Day::Holidays)),
    ("公众假期", Word::Day(Day::Holidays)),
    ("public holidays", Word::Day(Day::Holidays)),
    ("月初", month_part(MonthPart::Start)),
    ("上旬", month_part(MonthPart::Early)),
    ("中旬", month_part(MonthPart::Middle)),
    ("下旬", month_part(MonthPart::Late)),
    ("月底", month_part(MonthPart::End)),
    ("月末", month_part(MonthPart::End)),
    ("寒暑假", Word::Span(Name::SchoolHolidays)),
    ("寒、暑假", Word::Span(Name::SchoolHolidays)),
    ("school holidays", Word::Span(Name::SchoolHolidays)),
    ("寒假", Word::Span(Name::WinterHolidays)),
    ("winter holidays", Word::Span(Name::WinterHolidays)),
    ("winter holiday", Word::Span(Name::WinterHolidays)),
    ("暑假", Word::Span(Name::SummerHolidays)),
    ("暑期", Word::Span(Name::SummerHolidays)),
    ("summer holidays", Word::Span(Name::SummerHolidays)),
    ("summer holiday", Word::Span(Name::SummerHolidays)),
    ("学期", Word::Span(Name::Term)),
    ("学期内", Word::Span(Name::Term)),
    ("学期中", Word::Span(Name::Term)),
    ("term time", Word::Span(Name::Term)),
    ("春季学期", Word::Span(Name::SpringTerm)),
    ("秋季学期", Word::Span(Name::AutumnTerm)),
    ("春季", Word::Span(Name::Spring)),
    ("春天", Word::Span(Name::Spring)),
    ("夏季", Word::Span(Name::Summer)),
    ("夏天", Word::Span(Name::Summer)),
    ("夏令时间", Word::Spoiler),
    ("秋季", Word::Span(Name::Autumn)),
    ("秋天", Word::Span(Name::Autumn)),
    ("冬季", Word::Span(Name::Winter)),
    ("冬天", Word::Span(Name::Winter)),
    ("spring", Word::Span(Name::Spring)),
    ("summer", Word::Span(Name::Summer)),
    ("autumn", Word::Span(Name::Autumn)),
    ("winter", Word::Span(Name::Winter)),
    ("全年", Word::Span(Name::WholeYear)),
    ("常年", Word::Span(Name::WholeYear)),
    ("一年四季", Word::Span(Name::WholeYear)),
    ("全年无休", Word::Span(Name::WholeYear)),
    ("all year", Word::Span(Name::WholeYear)),
    ("长期", Word::Span(Name::LongTerm)),
    ("长期有效", Word::Span(Name::LongTerm)),
    ("元旦", Word::Span(Name::NewYear)),
    ("春节", Word::Span(Name::SpringFestival)),
    ("spring festival", Word::Span(Name::SpringFestival)),
    ("元宵节", Word::Span(Name::Lantern)),
    ("元宵", Word::Span(Name::Lantern)),
    ("清明节", Word::Span(Name::Qingming)),
    ("清明", Word::Span(Name::Qingming)),
    ("五一", Word::Span(Name::Labour)),
    ("劳动节", Word::Span(Name::Labour)),
    ("五一劳动节", Word::Span(Name::Labour)),
    ("六一", Word::Span(Name::Children)),
    ("儿童节", Word::Span(Name::Children)),
    ("六一儿童节", Word::Span(Name::Children)),
    ("端午节", Word::Span(Name::DragonBoat)),
    ("端午", Word::Span(Name::DragonBoat)),
    ("七一", Word::Span(Name::PartyDay)),
    ("建党节", Word::Span(Name::PartyDay)),
    ("中秋节", Word::Span(Name::MidAutumn)),
    ("中秋", Word::Span(Name::MidAutumn)),
    ("重阳节", Word::Span(Name::DoubleNinth)),
    ("重阳", Word::Span(Name::DoubleNinth)),
    ("国庆节", Word::Span(Name::National)),
    ("国庆", Word::Span(Name::National)),
    ("十一国庆", Word::Span(Name::National)),
    ("national day", Word::Span(Name::National)),
    ("上半年", Word::Months(1, 6)),
    ("下半年", Word::Months(7, 12)),
    ("一季度", Word::Months(1, 3)),
    ("二季度", Word::Months(4, 6)),
    ("三季度", Word::Months(7, 9)),
    ("四季度", Word::Months(10, 12)),
    ("第一季度", Word::Months(1, 3)),
    ("第二季度", Word::Months(4, 6)),
    ("第三季度", Word::Months(7, 9)),
    ("第四季度", Word::Months(10, 12)),
    ("january", Word::Months(1, 1)),
    ("february", Word::Months(2, 2)),
    ("march", Word::Months(3, 3)),
    ("april", Word::Months(4, 4)),
    ("june", Word::Months(6, 6)),
    ("july", Word::Months(7, 7)),
    ("august", Word::Months(8, 8)),
    ("september", Word::Months(9, 9)),
    ("october", Word::Months(10, 10)),
    ("november", Word::Months(11, 11)),
    ("december", Word::Months(12, 12)),
    ("凌晨", part(DayPart::Dawn)),
    ("清晨", part(DayPart::Early)),
    ("早晨", part(DayPart::Early)),
    ("早上", part(DayPart::Early)),
    ("上午", part(DayPart::Morning)),
    ("morning", part(DayPart::Morning)),
    ("mornings", part(DayPart::Morning)),
    ("中午", part(DayPart::Noon)),
    ("noon", part(DayPart::Noon)),
    ("下午", part(DayPart::Afternoon)),
    ("午后", part(DayPart::Afternoon)),
    ("afternoon", part(DayPart::Afternoon)),
    ("afternoons", part(DayPart::Afternoon)),
    ("晚上", part(DayPart::Evening)),
    ("晚间", part(DayPart::Evening)),
    ("傍晚", part(DayPart::Evening)),
    ("夜间", part(DayPart::Evening)),
    ("evening", part(DayPart::Evening)),
    ("evenings", part(DayPart::Evening)),
    ("全天", part(DayPart::AllDay)),
    ("全日", part(DayPart::AllDay)),
    ("整天", part(DayPart::AllDay)),
    ("全天候", part(DayPart::AllDay)),
    ("24小时", part(DayPart::AllDay)),
    ("全天24小时", part(DayPart::AllDay)),
    ("all day", part(DayPart::AllDay)),
    ("工作时间", part(DayPart::OfficeHours)),
    ("上班时间", part(DayPart::OfficeHours)),
    ("办公时间", part(DayPart::OfficeHours)),
    ("office hours", part(DayPart::OfficeHours)),
    ("working hours", part(DayPart::OfficeHours)),
    ("下班后", part(DayPart::AfterWork)),
    ("业余时间", part(DayPart::AfterWork)),
    ("工作之余", part(DayPart::AfterWork)),
    ("after work", part(DayPart::AfterWork)),
    ("每晚", Word::Daily(DayPart::Evening)),
    ("除外", Word::Except),
    ("休息", Word::Except),
    ("休馆", Word::Except),
    ("闭馆", Word::Except),
    ("闭园", Word::Except),
    ("闭店", Word::Except),
    ("停诊", Word::Except),
    ("停课", Word::Except),
    ("停开", Word::Except),
    ("关闭", Word::Except),
    ("关门", Word::Except),
    ("暂停", Word::Except),
    ("暂停开放", Word::Except),
    ("暂停服务", Word::Except),
    ("停止开放", Word::Except),
    ("不含", Word::ExceptStart),
    ("不包括", Word::ExceptStart),
    ("不开", Word::Except),
    ("不开放", Word::Except),
    ("不对外", Word::Except),
    ("不对外开放", Word::Except),
    ("不上课", Word::Except),
    ("不开课", Word::Except),
    ("不上班", Word::Except),
    ("不营业", Word::Except),
    ("不接待", Word::Except),
    ("不可用", Word::Except),
    ("不可使用", Word::Except),
    ("不提供", Word::Except),
    ("不安排", Word::Except),
    ("不办理", Word::Except),
    ("excepted", Word::Except),
    ("closed", Word::Except),
    ("除", Word::ExceptStart),
    ("除了", Word::ExceptStart),
    ("except", Word::ExceptStart),
    ("except on", Word::ExceptStart),
    ("closed on", Word::ExceptStart),
    ("外", Word::ExceptEnd),
    ("以外", Word::ExceptEnd),
    ("之外", Word::ExceptEnd),
    ("、", Word::Join),
    ("/", Word::Join),
    ("&", Word::Join),
    ("及", Word::Join),
    ("以及", Word::Join),
    ("和", Word::Join),
    ("与", Word::Join),
    ("或", Word::Join),
    ("或者", Word::Join),
    ("and", Word::Join),
    ("or", Word::Join),
    (",", Word::Comma),
    (";", Word::Stop),
    ("。", Word::Stop),
    (".", Word::Stop),
    (":", Word::Colon),
    ("(", Word::Open),
    ("[", Word::Open),
    ("【", Word::Open),
    ("〔", Word::Open),
    (")", Word::Close),
    ("]", Word::Close),
    ("】", Word::Close),
    ("〕", Word::Close),
    ("开放", Word::Filler),
    ("对外开放", Word::Filler),
    ("免费开放", Word::Filler),
    ("正常开放", Word::Filler),
    ("开放时间", Word::Filler),
    ("服务时间", Word::Filler),
    ("使用时间", Word::Filler),
    ("活动时间", Word::Filler),
    ("上课时间", Word::Filler),
    ("开课时间", Word::Filler),
    ("时间", Word::Filler),
    ("使用", Word::Filler),
    ("可用", Word::Filler),
    ("可使用", Word::Filler),
    ("可借用", Word::Filler),
    ("可提供", Word::Filler),
    ("提供", Word::Filler),
    ("均可", Word::Filler),
    ("都可以", Word::Filler),
    ("皆可", Word::Filler),
    ("开馆", Word::Filler),
    ("开课", Word::Filler),
    ("上课", Word::Filler),
    ("开诊", Word::Filler),
    ("坐诊", Word::Filler),
    ("营业", Word::Filler),
    ("接待", Word::Filler),
    ("期间", Word::Filler),
    ("假期间", Word::Filler),
    ("每年", Word::Filler),
    ("每", Word::Filler),
    ("每个", Word::Filler),
    ("每逢", Word::Filler),
    ("逢", Word::Filler),
    ("的", Word::Filler),
    ("为", Word::Filler),
    ("在", Word::Filler),
    ("从", Word::Filler),
    ("自", Word::Filler),
    ("open", Word::Filler),
    ("available", Word::Filler),
    ("hours", Word::Filler),
    ("every", Word::Filler),
    ("on", Word::Filler),
    ("in", Word::Filler),
    ("the", Word::Filler),
    ("from", Word::Filler),
    ("at", Word::Filler),
    ("during", Word::Filler),
    ("隔周", Word::Spoiler),
    ("单周", Word::Spoiler),
    ("双周", Word::Spoiler),
    ("单双周", Word::Spoiler),
    ("隔天", Word::Spoiler),
    ("隔日", Word::Spoiler),
    ("单日", Word::Spoiler),
    ("双日", Word::Spoiler),
    ("单号", Word::Spoiler),
    ("双号", Word::Spoiler),
    ("农历", Word::Spoiler),
    ("阴历", Word::Spoiler),
    ("不定期", Word::Spoiler),
    ("部分", Word::Spoiler),
    ("原则上", Word::Spoiler),
    ("左右", Word::Spoiler),
    ("大约", Word::Spoiler),
    ("约", Word::Spoiler),
    ("大致", Word::Spoiler),
    ("可能", Word::Spoiler),
    ("除非", Word::Spoiler),
    ("每季度", Word::Spoiler),
    ("每学期", Word::Spoiler),
    ("本周", Word::Spoiler),
    ("上周", Word::Spoiler),
    ("下周", Word::Spoiler),
    ("本月", Word::Spoiler),
    ("下月", Word::Spoiler),
    ("明年", Word::Spoiler),
    ("今年", Word::Spoiler),
];

/// Before a weekday: "each".
pub(super) const EVERY: &[&str] = &["每周的", "每周", "每星期", "每个", "每逢", "逢", "每", "every ", "each ", ""];
/// Before the number of a weekday.
pub(super) const WEEK: &[&str] = &["星期", "礼拜", "周"];
/// The numbers of weekdays, Monday first.
pub(super) const WEEKDAYS: &str = "一二三四五六日";
/// The same as figures, and Sunday's other name; neither stands in a run of several.
pub(super) const OTHER_WEEKDAYS: &[(char, u8)] =
    &[('1', 0), ('2', 1), ('3', 2), ('4', 3), ('5', 4), ('6', 5), ('7', 6), ('天', 6)];
/// English weekdays, the longest form first.
pub(super) const ENGLISH_WEEKDAYS: [[&str; 4]; 7] = [
    ["mondays", "monday", "mon.", "mon"],
    ["tuesdays", "tuesday", "tues", "tue"],
    ["wednesdays", "wednesday", "wed.", "wed"],
    ["thursdays", "thursday", "thurs", "thu"],
    ["fridays", "friday", "fri.", "fri"],
    ["saturdays", "saturday", "sat.", "sat"],
    ["sundays", "sunday", "sun.", "sun"],
];
/// Between two weekdays of one list.
pub(super) const LIST: &[&str] = &["、", ",", "/", "和", "及", "与"];
/// What, behind a numeral, makes it another number than a weekday's.
pub(super) const COUNTED: &[&str] = &[
    "点", "时", "月", "日", "号", "楼", "层", "个", "次", "天", "节", "十", "年", "小", "周", "场", "名", "位", "期",
    ":", ".",
];

/// From one to the other.
pub(super) const TO: &[&str] = &["-", "至", "到", "to ", "until ", "through "];
/// Dashes and what is typed for one; all are read as a hyphen.
pub(super) const DASHES: &str = "-~\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2015}\u{2212}\u{2500}\u{301C}\u{30FC}";
/// Typed for a dash between figures.
pub(super) const HAN_DASH: char = '一';
/// The marks after figures behind which [`HAN_DASH`] may be a dash.
pub(super) const FIGURE_MARKS: &str = "年月日号点时分";
/// Older forms of letters, and the forms the words here are written with.
pub(super) const FORMS: &[(char, char)] =
    &[('週', '周'), ('點', '点'), ('時', '时'), ('號', '号'), ('個', '个'), ('節', '节'), ('開', '开')];

pub(super) const YEAR: &[&str] = &["年"];
pub(super) const MONTH: &[&str] = &["月份", "月"];
pub(super) const DATE: &[&str] = &["日", "号"];
pub(super) const HOUR: &[&str] = &["点钟", "点整", "点", "时整", "时"];
pub(super) const HALF: &[&str] = &["半"];
pub(super) const QUARTER: &[&str] = &["一刻", "1刻"];
pub(super) const THREE_QUARTERS: &[&str] = &["三刻", "3刻"];
pub(super) const MINUTE: &[&str] = &["分"];
/// "Hour" as a length of time, not a time of day.
pub(super) const LENGTH: &[&str] = &["间", "段", "长"];
pub(super) const AM: &[&str] = &["am", "a.m."];
pub(super) const PM: &[&str] = &["pm", "p.m."];
pub(super) const SINCE: &[&str] = &["开始", "以后", "之后", "以来", "起", "后", "onwards"];
pub(super) const BEFORE: &[&str] = &["以前", "之前", "为止", "截止", "结束", "前", "止"];
pub(super) const UP_TO: &[&str] = &["截至", "截止到", "截止", "until ", "till "];
pub(super) const NEXT_DAY: &[&str] = &["次日", "翌日", "第二天"];
pub(super) const NEXT_YEAR: &[&str] = &["次年", "翌年", "第二年"];
/// Parts of the day that stand before a time, beside the words above.
pub(super) const SHORT_PARTS: &[(&str, DayPart)] = &[("早", DayPart::Early), ("晚", DayPart::Evening)];
pub(super) const DIGITS: &str = "〇一二三四五六七八九";
pub(super) const ZERO: char = '零';
pub(super) const TWO: char = '两';
pub(super) const TEN: char = '十';

pub(super) const EACH_MONTH: &[&str] = &["每个月的", "每个月", "每月的", "每月"];
pub(super) const ORDINAL: &[&str] = &["第"];
pub(super) const FIRST: &[&str] = &["首个"];
pub(super) const LAST: &[&str] = &["最后一个"];
pub(super) const PIECE: &[&str] = &["个"];
/// Parts of a month behind "each month"; the words above hold those that can stand alone.
pub(super) const MONTH_PARTS: &[(&str, MonthPart)] = &[
    ("初", MonthPart::Start),
    ("月初", MonthPart::Start),
    ("上旬", MonthPart::Early),
    ("中旬", MonthPart::Middle),
    ("下旬", MonthPart::Late),
    ("底", MonthPart::End),
    ("末", MonthPart::End),
    ("月底", MonthPart::End),
    ("月末", MonthPart::End),
];

/// Before "book": "must", "please".
pub(super) const MUST: &[&str] = &["必须", "须", "需要", "需", "请", "可", "均可", "要", "凭"];
pub(super) const AHEAD: &[&str] = &["提前", "提早"];
pub(super) const UNITS: &[(&str, Ahead)] = &[
    ("个工作日", Ahead::Workdays),
    ("工作日", Ahead::Workdays),
    ("个小时", Ahead::Hours),
    ("小时", Ahead::Hours),
    ("天", Ahead::Days),
    ("日", Ahead::Days),
    ("个星期", Ahead::Weeks),
    ("周", Ahead::Weeks),
    ("个月", Ahead::Months),
];
pub(super) const TELEPHONE: &[&str] = &["电话"];
pub(super) const BOOK: &[&str] = &["预约制", "预约使用", "预约开放", "预约即可", "预约"];
/// Behind "book": words that make it the name of something else.
pub(super) const NOT_BOOK: &[&str] = &["电话", "成功", "人", "团", "名额", "满"];
/// Booking in English.
pub(super) const BOOKED: &[&str] =
    &["by appointment only", "by appointment", "booking required", "booking needed", "booking ahead", "on appointment"];
pub(super) const ENGLISH_BOOK: &[&str] = &["book "];
pub(super) const ENGLISH_NUMBERS: [&str; 7] = ["one ", "two ", "three ", "four ", "five ", "six ", "seven "];
pub(super) const ENGLISH_UNITS: &[(&str, Ahead)] = &[
    ("days ahead", Ahead::Days),
    ("day ahead", Ahead::Days),
    ("weeks ahead", Ahead::Weeks),
    ("week ahead", Ahead::Weeks),
];
