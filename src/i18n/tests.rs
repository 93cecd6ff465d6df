//! Both languages are complete and keep to their own script and punctuation.

use super::*;
use crate::domain::{Date, Kind, Light, Quantity, Shape, Slot, Value, schema};

fn is_han(c: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&c)
}

fn rooms(words: &Catalog) -> Vec<(&'static str, String)> {
    let mut all = words.nav.every_text();
    all.extend(words.lists.every_text());
    all.extend(words.locked.every_text());
    all.extend(words.desk_lock.every_text());
    all.extend(words.availability.every_text());
    all.extend(words.form.every_text());
    all.extend(words.record.every_text());
    all.extend(words.import.every_text());
    all.extend(words.spreadsheet.every_text());
    all.extend(words.exchange.every_text());
    all.extend(words.handing.every_text());
    all.extend(words.codes.every_text());
    all.extend(words.evaluation.every_text());
    all.extend(words.start.every_text());
    all.extend(words.status.every_text());
    all.extend(words.settings.every_text());
    all.extend(words.errors.every_text());
    all.extend(words.keys.every_text());
    all.extend(words.bulk.every_text());
    all.extend(words.arrange.every_text());
    all.extend(words.offer.every_text());
    all.extend(words.board.every_text());
    all.extend(words.machines.every_text());
    all.extend(words.bring.every_text());
    all.extend(words.intake.every_text());
    all.extend(words.audit.every_text());
    all.extend(words.policy.every_text());
    all.extend(words.refused.every_text());
    all.extend(words.evidence.every_text());
    all.extend(words.ledger.every_text());
    all.extend(words.report.every_text());
    all.extend(words.backup.every_text());
    all.extend(words.cells.every_text());
    all.extend(words.stepping.every_text());
    all.extend(words.amounts.every_text());
    all.extend(words.claiming.every_text());
    all.extend(words.docking.every_text());
    all
}

fn tables(words: &Catalog) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for kind in Kind::ALL {
        for (what, text) in [
            ("kind", words.kind(kind)),
            ("kind_one", words.kind_one(kind)),
            ("definition", words.definition(kind)),
            ("new_record", words.new_record(kind)),
            ("empty_list", words.empty_list(kind)),
        ] {
            all.push((format!("{what} {kind:?}"), text.to_owned()));
        }
        for name in schema::fields(kind).iter().map(|it| it.name).chain([schema::DELETED, schema::ORIGIN]) {
            let label = words.field(kind, name);
            assert_ne!(label, name, "{kind:?}.{name} has no label");
            all.push((format!("{kind:?}.{name}"), label.to_owned()));
            all.extend(words.field_help(kind, name).map(|help| (format!("help {kind:?}.{name}"), help.to_owned())));
        }
        for field in schema::fields(kind) {
            let Shape::Choice(set, codes) = field.shape else { continue };
            for code in codes {
                let word = words.choice(set, code);
                assert_ne!(word, *code, "{set}.{code} has no word");
                all.push((format!("{set}.{code}"), word.to_owned()));
            }
        }
        all.extend(schema::fields(kind).iter().map(|it| ("group".to_owned(), words.group(it.group).to_owned())));
    }
    for light in [Light::Red, Light::Yellow, Light::Green, Light::Blue, Light::Off] {
        all.push((format!("{light:?}"), words.light(light).to_owned()));
        all.push((format!("{light:?} reason"), words.light_reason(light).to_owned()));
    }
    all
}

fn everything(language: Language) -> Vec<(String, String)> {
    let words = catalog(language);
    assert_eq!(words.language, language);
    rooms(words).into_iter().map(|(name, text)| (name.to_owned(), text)).chain(tables(words)).collect()
}

#[test]
fn english_holds_no_han_and_no_text_is_empty() {
    for (name, text) in everything(Language::English) {
        assert!(!text.is_empty(), "{name} is empty");
        assert!(!text.chars().any(is_han), "{name}: {text}");
        assert!(!text.contains(['，', '。', '：', '；', '（']), "{name} has Chinese punctuation: {text}");
    }
}

#[test]
fn chinese_uses_full_width_punctuation() {
    for (name, text) in everything(Language::Chinese) {
        assert!(!text.is_empty(), "{name} is empty");
        let chars: Vec<char> = text.chars().collect();
        for pair in chars.windows(2) {
            assert!(!(is_han(pair[0]) && ",.;:?!()".contains(pair[1])), "{name}: {text}");
        }
    }
}

#[test]
fn errors_in_both_languages_are_whole_sentences() {
    for language in Language::ALL {
        for (name, text) in catalog(language).spreadsheet.every_text() {
            assert!(text.ends_with(['。', '.']), "{name}: {text}");
        }
    }
}

#[test]
fn what_this_version_does_not_know_is_shown_as_it_is() {
    for language in Language::ALL {
        let words = catalog(language);
        assert_eq!(words.field(Kind::Need, "mood"), "mood");
        assert_eq!(words.choice("need_type", "dream"), "dream");
        assert_eq!(words.choice("colours", "blue"), "blue");
    }
}

#[test]
fn a_tag_names_its_language() {
    for (tag, language) in [
        ("zh-CN", Some(Language::Chinese)),
        ("zh_TW", Some(Language::Chinese)),
        ("en-GB", Some(Language::English)),
        ("fr", None),
        ("", None),
    ] {
        assert_eq!(Language::parse(tag), language, "{tag}");
    }
    for language in Language::ALL {
        assert_eq!(Language::parse(language.code()), Some(language));
    }
}

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

#[test]
fn dates_ages_and_amounts_read_as_people_write_them() {
    let (zh, en) = (catalog(Language::Chinese), catalog(Language::English));
    let today = day("2026-11-22");
    assert_eq!((zh.day(day("2026-11-18")), en.day(day("2026-11-18"))), ("2026年11月18日".into(), "18 Nov 2026".into()));
    assert_eq!(zh.day_short(day("2026-11-18"), today), "11月18日");
    assert_eq!(en.day_short(day("2025-01-02"), today), "2 Jan 2025");
    let at = day("2026-11-18").0.and_hms_opt(10, 3, 59).unwrap();
    assert_eq!(zh.moment(at), "2026年11月18日 10:03");
    for (seconds, chinese, english) in [
        (-5, "刚刚", "just now"),
        (59, "刚刚", "just now"),
        (60, "1 分钟前", "1 minute ago"),
        (7_200, "2 小时前", "2 hours ago"),
        (3 * 86_400, "3 天前", "3 days ago"),
    ] {
        assert_eq!((zh.age(seconds), en.age(seconds)), (chinese.into(), english.into()));
    }
    for (left, chinese, english) in
        [(3, "还有 3 天", "3 days left"), (0, "今天到期", "due today"), (-1, "已超 1 天", "1 day overdue")]
    {
        assert_eq!((zh.due(left), en.due(left)), (chinese.into(), english.into()));
    }
    assert_eq!((zh.count(61), en.count(1)), ("共 61 条".into(), "1 record".into()));
    assert_eq!(zh.quantity(&Quantity { n: 50, unit: "人".into() }), "50 人");
    assert_eq!(zh.quantity(&Quantity { n: 50, unit: String::new() }), "50");
    assert_eq!([999, 38_400, 2_450_000].map(|n| en.bytes(n)), ["999 B", "38 KB", "2.4 MB"]);
}

#[test]
fn values_are_shown_by_their_shape() {
    let zh = catalog(Language::Chinese);
    let categories = Shape::Choice("category", schema::CATEGORIES);
    let quantity = Quantity { n: 14, unit: "户".into() }.to_value();
    for (shape, value, expected) in [
        (categories, Value::from("venue"), "场地"),
        (Shape::Date, Value::from("2026-11-18"), "2026年11月18日"),
        (Shape::Date, Value::from("soon"), "soon"),
        (Shape::Quantity, quantity, "14 户"),
        (Shape::Flag, Value::Flag(true), "是"),
        (Shape::Names, Value::List(vec!["甲".into(), "乙".into()]), "甲、乙"),
        (Shape::Line, Value::Null, ""),
        (Shape::Integer(0, 100), Value::Integer(80), "80"),
    ] {
        assert_eq!(zh.value(shape, &value), expected);
    }
}

#[test]
fn times_are_told_once_where_most_are_alike() {
    let slots = |told: &str| -> Vec<(Slot, i64)> {
        let slot = |it: &str| {
            let (code, n) = it.split_once('=').expect("a slot and an amount");
            (Slot::parse(code).expect("a slot"), n.parse().expect("an amount"))
        };
        told.split(' ').map(slot).collect()
    };
    let [zh, en] = [Language::Chinese, Language::English].map(catalog);
    for (told, chinese, english) in [
        ("3a=10", "周三下午 10 人", "Wed afternoon 10 人"),
        ("3a=10 5m=50", "周三下午 10 人、周五上午 50 人", "Wed afternoon 10 人, Fri morning 50 人"),
        ("1e=50 2e=50 3e=50", "每个时段 50 人", "50 人 each time"),
        ("1m=50 2m=10 3m=50 4m=50", "周二上午 10 人、其余时段各 50 人", "Tue morning 10 人, 50 人 at each other time"),
    ] {
        assert_eq!(zh.times(&slots(told), "人"), chinese);
        assert_eq!(en.times(&slots(told), "人"), english);
    }
    let amount = Quantity { n: 80, unit: "人".to_owned() };
    for (told, expected) in [("3a=80", "80 人 · 周三下午"), ("3a=50 5m=30", "周三下午 50 人、周五上午 30 人")]
    {
        assert_eq!(zh.had(Some(&amount), "一项", &slots(told)), expected);
    }
    assert_eq!(
        (zh.had(Some(&amount), "一项", &[]), zh.had(None, "一项", &[])),
        ("80 人".to_owned(), "一项".to_owned())
    );
    assert!(zh.times(&slots("1m=1 2m=2 3m=3 4m=4 5m=5 6m=6 7m=7"), "人").ends_with("周六上午 6 人、另有 1 个时段"));
}
