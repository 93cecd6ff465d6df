//! An address says the same as the question it was written from.

use proptest::prelude::*;

use super::super::*;

/// What somebody could ask; in the form addresses have it.
fn asked() -> impl Strategy<Value = ListQuery> {
    let kind = prop::sample::select(Kind::LISTS.to_vec());
    let flags = (0..512_u16, any::<bool>(), ".{0,6}");
    let ends = prop::collection::vec((any::<prop::sample::Index>(), end(), end()), 0..4);
    let fields = prop::collection::vec((any::<prop::sample::Index>(), ".{0,4}", any::<bool>()), 0..4);
    (kind, flags, ends, fields).prop_map(|(kind, (only, archived, text), ends, fields)| {
        let mut query = ListQuery { archived, ..ListQuery::new(kind) };
        let all = [Only::Mine, Only::Due, Only::Overdue, Only::Waiting, Only::Unused, Only::Unconfirmed];
        let all = all.into_iter().chain([Only::Conflicted, Only::Incomplete, Only::NotHandedOn]);
        all.enumerate().filter(|(at, _)| only >> at & 1 == 1).for_each(|(_, only)| query.only.toggle(only));
        query.text = if text.trim().is_empty() { String::new() } else { text };
        let names: Vec<&str> = schema::fields(kind).iter().map(|it| it.name).collect();
        for (index, value, down) in fields {
            let name = index.get(&names);
            query.filters.push(((*name).to_owned(), vec![value.clone(), value]));
            query.sort.push(((*name).to_owned(), down));
            query.group = can_group(kind, name).then(|| (*name).to_owned()).or(query.group);
            if !query.columns.iter().any(|it| it == name) {
                query.columns.push((*name).to_owned());
            }
        }
        let ranged: Vec<&str> = names.into_iter().filter(|it| can_range(kind, it)).chain([MADE]).collect();
        for (index, from, to) in ends {
            let name = *index.get(&ranged);
            let is_date = name == MADE || schema::field(kind, name).is_some_and(|it| it.shape == Shape::Date);
            let end = |(date, number): (End, End)| if is_date { date } else { number };
            query.set_range(name, from.map(end), to.map(end));
        }
        query
    })
}

/// An end of a date's range, and one of a number's.
fn end() -> impl Strategy<Value = Option<(End, End)>> {
    let today = Date::parse("2026-11-22").unwrap();
    let day = (-9_000..9_000_i64).prop_map(move |it| End::Day(today.plus(it).unwrap()));
    let days = prop_oneof![Just(0), Just(36_500), Just(-36_500), -400..400_i64].prop_map(End::InDays);
    prop::option::of((prop_oneof![day, days], any::<i64>().prop_map(End::Number)))
}

proptest! {
    #[test]
    fn an_address_is_read_as_it_was_written(query in asked()) {
        prop_assert_eq!(ListQuery::parse(query.kind, &query.to_query()), query);
    }

    #[test]
    fn what_is_left_of_any_address_stays(address in "((from|to|is|only|q|sort)(\\.(made|wanted_by|quantity|title))?=[-+0-9a-z,]{0,11}&){0,4}") {
        let query = ListQuery::parse(Kind::Need, &address).to_query();
        prop_assert_eq!(ListQuery::parse(Kind::Need, &query).to_query(), query);
    }
}

#[test]
fn what_cannot_be_read_is_left_out() {
    for (address, expected) in [
        ("from.wanted_by=2026-01-01&to.wanted_by=2026-03-31", "from.wanted_by=2026-01-01&to.wanted_by=2026-03-31"),
        ("to.wanted_by=+7", "to.wanted_by=+7"),
        ("to.wanted_by=%2B7&from.wanted_by=-0", "from.wanted_by=today&to.wanted_by=+7"),
        ("to.wanted_by=7&to.wanted_by=-30", "to.wanted_by=-30"),
        ("to.wanted_by=%20today%20", "to.wanted_by=today"),
        ("from.wanted_by=2026-02-30", ""),
        ("from.wanted_by=soon&to.wanted_by=", ""),
        ("from.wanted_by=+36501", ""),
        ("from.quantity=-5&to.quantity=%2B9", "from.quantity=-5&to.quantity=9"),
        ("from.quantity=1.5&to.quantity=99999999999999999999", ""),
        ("from.quantity=today", ""),
        ("from.title=1&from.nonsense=1&from.status=1&from.light=1&between.quantity=1", ""),
        ("from.made=-7&sort=-made", "from.made=-7&sort=-made"),
        ("columns=made&is.made=x&group=made", ""),
        ("only=due", "only=due"),
        ("only=due,mine,nonsense,due", "only=mine,due"),
        ("only=", ""),
    ] {
        assert_eq!(ListQuery::parse(Kind::Need, address).to_query(), expected, "{address}");
    }
}

#[test]
fn a_range_with_both_ends_open_is_none() {
    let mut query = ListQuery::new(Kind::Need);
    query.set_range("quantity", Some(End::Number(3)), None);
    query.set_range("quantity", Some(End::Number(4)), Some(End::Number(5)));
    assert_eq!(query.range("quantity"), (Some(End::Number(4)), Some(End::Number(5))));
    assert!(query.has_conditions() && !query.is_whole());
    query.set_range("quantity", None, None);
    query.set_range("wanted_by", None, None);
    assert_eq!(query, ListQuery::new(Kind::Need));
}
