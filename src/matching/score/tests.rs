//! Scores by cases, and what holds of all of them.

use proptest::prelude::*;

use super::*;
use crate::domain::Date;

fn of(text: &str) -> Quantity {
    Quantity::parse(text).expect("a quantity")
}

#[test]
fn categories_are_the_same_related_or_not() {
    for (one, other, expected) in [
        ("venue", "venue", Category::Same),
        ("venue", "culture_sports", Category::Related),
        ("culture_sports", "venue", Category::Related),
        ("venue", "jobs", Category::Different),
        ("other", "other", Category::Unsaid),
        ("", "venue", Category::Unsaid),
    ] {
        assert_eq!(category(one, other), expected, "{one} {other}");
    }
}

#[test]
fn amounts_are_compared_within_one_unit_only() {
    for (asked, there, expected) in [
        ("30人", "30人", Amount::Enough),
        ("30人", "120人", Amount::Enough),
        ("30人", "121人", Amount::Ample),
        ("30人", "29人", Amount::Short),
        ("30人", "30户", Amount::OtherUnit),
        ("30", "30人", Amount::Unsaid),
        ("30", "30", Amount::Unsaid),
        ("0人", "0人", Amount::Enough),
    ] {
        assert_eq!(amount(Some(&of(asked)), Some(&of(there))), expected, "{asked} {there}");
    }
    assert_eq!(amount(None, Some(&of("3人"))), Amount::Unsaid);
    let huge = Quantity { n: i64::MAX, unit: "人".to_owned() };
    assert_eq!(amount(Some(&huge), Some(&huge)), Amount::Enough);
    let negative = Quantity { n: -3, unit: "人".to_owned() };
    assert_eq!(amount(Some(&of("1人")), Some(&negative)), Amount::Short);
}

#[test]
fn times_meet_by_weekday_and_hour() {
    for (wanted, offered, expected) in [
        ("周三下午", "周三、周五下午", Time::Fits),
        ("周三下午", "周三 9:00-11:00", Time::Apart),
        ("下午", "周末", Time::Fits),
        ("工作日", "周六、周日", Time::Apart),
        ("18:30—21:30", "工作日 18:00 以后、周末", Time::Fits),
        ("清晨", "每天 10:00-16:00", Time::Apart),
        ("晚上", "每天 18:30-次日 7:30", Time::Fits),
        ("晚上", "", Time::Unsaid),
        ("", "周末", Time::Unsaid),
        ("上午", "要先商量", Time::Unsaid),
        // What could not be read might have fitted.
        ("周一", "周二；看老师安排", Time::Unsaid),
    ] {
        assert_eq!(Week::of(offered).meets(&Week::of(wanted), ALL_DAYS), expected, "{wanted} {offered}");
    }
}

#[test]
fn only_the_days_that_are_left_count() {
    let day = |text: &str| Date::parse(text).expect("a day");
    // 2026-11-23 is a Monday.
    assert_eq!(days_between(day("2026-11-23"), day("2026-11-23")), 0b1);
    assert_eq!(days_between(day("2026-11-23"), day("2026-11-25")), 0b111);
    assert_eq!(days_between(day("2026-11-28"), day("2026-11-30")), 0b110_0001);
    assert_eq!(days_between(day("2026-11-23"), day("2026-11-29")), ALL_DAYS);
    assert_eq!(days_between(day("2026-11-23"), day("2026-11-01")), ALL_DAYS);
    let weekend = Week::of("周末");
    assert_eq!(weekend.meets(&Week::of(""), days_between(day("2026-11-23"), day("2026-11-25"))), Time::Apart);
}

#[test]
fn the_same_category_alone_is_no_proposal_and_what_is_expired_never() {
    let same = Features { category: Category::Same, ..Features::UNKNOWN };
    assert!(points(&same) < LEAST);
    let fitting = Features { text: 600, place: Place::Near, ..same };
    assert!(points(&fitting) >= GOOD, "{}", points(&fitting));
    assert_eq!(points(&Features { is_expired: true, ..fitting }), 0);
}

#[test]
fn reasons_for_stand_before_reasons_against_the_heaviest_first() {
    let features = Features {
        category: Category::Same,
        text: 100,
        time: Time::Apart,
        amount: Amount::OtherUnit,
        is_paired: true,
        ..Features::UNKNOWN
    };
    let whys: Vec<Why> = reasons(&features).into_iter().map(|it| it.why).collect();
    assert_eq!(whys, [Why::SameCategory, Why::Paired, Why::Text, Why::TimeApart, Why::OtherUnit]);
}

fn features() -> impl Strategy<Value = Features> {
    let category = prop::sample::select(vec![Category::Same, Category::Related, Category::Different, Category::Unsaid]);
    let place = prop::sample::select(vec![Place::Near, Place::Elsewhere, Place::Unknown]);
    let time = prop::sample::select(vec![Time::Fits, Time::Apart, Time::Unsaid]);
    let amounts = vec![Amount::Enough, Amount::Ample, Amount::Short, Amount::OtherUnit, Amount::Unsaid];
    let flags = any::<(bool, bool, bool, bool)>();
    (category, any::<u16>(), place, time, prop::sample::select(amounts), flags, any::<(u16, u16)>()).prop_map(
        |(category, text, place, time, amount, flags, (signed_off, terminated))| Features {
            category,
            text,
            place,
            is_venue: flags.0,
            is_paired: flags.1,
            is_own: flags.2,
            time,
            is_expired: flags.3,
            amount,
            signed_off,
            terminated,
        },
    )
}

proptest! {
    #[test]
    fn points_are_the_sum_of_the_reasons_within_their_bounds(features in features()) {
        let sum: i32 = reasons(&features).iter().map(|it| it.points).sum();
        prop_assert_eq!(points(&features), sum.clamp(0, MOST));
        prop_assert_eq!(cost(points(&features)), i64::from(MOST - points(&features)));
        prop_assert!(reasons(&features).iter().all(|it| it.points != 0));
    }

    #[test]
    fn more_in_common_is_never_worse(features in features(), more in any::<u16>()) {
        let better = Features { text: features.text.saturating_add(more), ..features };
        prop_assert!(points(&better) >= points(&features));
    }
}

#[test]
fn slots_are_the_parts_of_days_in_which_both_can() {
    for (offered, wanted, expected) in [
        ("每周三下午", "", "3a"),
        ("每周三下午、每周五上午", "周五", "5m"),
        ("工作日 9:00-11:30", "", "1m 2m 3m 4m 5m"),
        ("工作日 9:00-12:30", "周一", "1m"),
        ("周六全天", "", "6m 6a 6e"),
        ("周六 8:00-18:00", "", "6m 6a"),
        ("周二晚上", "", "2e"),
        ("周二中午", "", "2a"),
        ("周二 15:00", "", "2a"),
        ("周二 11:30-12:30", "", "2m"),
        ("周末", "周六下午", "6a"),
        ("周末", "周三", ""),
        ("", "周三", ""),
        ("另行商定", "", ""),
        ("每月15日上午", "", ""),
        ("每月第一个周六上午", "", "6m"),
        ("节假日上午", "", ""),
        ("全年", "", ""),
        ("全年每周六上午", "", "6m"),
        ("周三下午，另行商定", "", ""),
    ] {
        let slots = Week::of(offered).slots(&Week::of(wanted), ALL_DAYS);
        let told: Vec<String> = slots.iter().map(|it| it.code()).collect();
        assert_eq!(told.join(" "), expected, "{offered} {wanted}");
    }
    // Only Monday to Wednesday are left.
    let slots = Week::of("每周三下午、每周五上午").slots(&Week::of(""), 0b111);
    assert_eq!(slots.iter().map(|it| it.code()).collect::<String>(), "3a");
}
