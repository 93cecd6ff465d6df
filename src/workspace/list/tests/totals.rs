//! Sums are those of the records a list shows.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::super::*;
use super::{made, stamp, values, workspace_of};
use crate::domain::{Fields, Quantity, RecordId, Value};
use crate::workspace::{Edit, Workspace};

fn plainly(workspace: &Workspace, kind: Kind, ids: &[RecordId]) -> BTreeMap<(&'static str, String), (i64, usize)> {
    let mut sums = BTreeMap::new();
    for field in schema::fields(kind) {
        for quantity in ids.iter().filter_map(|id| Quantity::from_value(&workspace.value(id, field.name))) {
            let sum: &mut (i64, usize) = sums.entry((field.name, quantity.unit)).or_default();
            *sum = (sum.0 + quantity.n, sum.1 + 1);
        }
    }
    sums
}

fn told(totals: &[Total]) -> BTreeMap<(&'static str, String), (i64, usize)> {
    assert!(totals.is_sorted_by(|a, b| a.field != b.field || (b.count, &a.unit) <= (a.count, &b.unit)), "{totals:?}");
    totals.iter().map(|it| ((it.field, it.unit.clone()), (it.sum, it.count))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn totals_are_those_of_the_records_shown(all in prop::collection::vec(made(), 0..14)) {
        let asked = Asked::on(Date::parse("2026-12-05").unwrap());
        let workspace = workspace_of(&all);
        for (kind, address) in [
            (Kind::Resource, ""),
            (Kind::Resource, "group=category&from.capacity=3"),
            (Kind::Need, "group=asker&is.asker="),
            (Kind::Need, "group=asker&only=waiting"),
            (Kind::Project, "group=light"),
            (Kind::Pairing, ""),
        ] {
            let query = ListQuery::parse(kind, address);
            let shown = run(&workspace, &query, asked);
            let totals = totals(&workspace, &query, asked);
            prop_assert_eq!(told(&totals.whole), plainly(&workspace, kind, &shown), "{}", address);
            prop_assert_eq!(&totals.whole, &totals_of(&workspace, kind, &shown));
            let Some(field) = &query.group else { continue };
            for group in groups(&workspace, &query, &shown, asked) {
                let is_in = |id: &&RecordId| values(&workspace, id, field, asked.today).contains(&group.value);
                let ids: Vec<RecordId> = shown.iter().filter(is_in).cloned().collect();
                prop_assert_eq!(told(totals.of_group(&group.value)), plainly(&workspace, kind, &ids), "{:?}", group);
            }
        }
    }
}

#[test]
fn a_sum_too_large_stands_at_the_largest_number() {
    let mut workspace = workspace_of(&[]);
    let amount = Quantity { n: crate::domain::value::MAX_INTEGER, unit: "元".to_owned() };
    let set = Fields::from([("title".to_owned(), Value::from("甲")), ("capacity".to_owned(), amount.to_value())]);
    let edits = (0..1_100).map(|_| Edit::new(Kind::Resource, set.clone())).collect();
    workspace.edit(edits, &stamp(1)).unwrap();
    let totals = totals(&workspace, &ListQuery::new(Kind::Resource), Asked::on(Date::parse("2026-12-05").unwrap()));
    let expected = Total { field: "capacity", unit: "元".to_owned(), sum: i64::MAX, count: 1_100 };
    assert_eq!(totals.whole, [expected]);
}
