//! Twenty invented needs against the published venues of a real sub-district: whether somebody who knows them would find
//! the right one among the first three that are offered.

use std::collections::BTreeMap;

use crate::real::{NEEDS, sheet as real};
use crate::*;
use three_lists::domain::{Date, Fields, Quantity, RecordId};
use three_lists::oplog::{SecretKey, Timestamp};
use three_lists::workspace::proposal::Fitting;
use three_lists::workspace::{Device, Edit, Stamp, Workspace};

#[test]
fn the_right_venue_is_among_the_first_three() {
    let Some(sheet) = real("real-ljz-venues.xlsx") else { return };
    let (_, kept) = check_import(Kind::Resource, &sheet, 61);
    let device = Device { key: SecretKey::from_bytes([1; 32]), run: "venues01".to_owned() };
    let stamp = Stamp::save(Timestamp(1_795_312_980), None);
    let mut street = Workspace::create("street", "street", device, &stamp).expect("a street").0;
    let copied = ["title", "category", "place", "capacity"];
    let edits = kept.rows.iter().map(|row| {
        let set: Fields = row
            .fields
            .iter()
            .filter(|(name, _)| copied.contains(&name.as_str()))
            .map(|(n, v)| (n.clone(), v.clone()))
            .collect();
        Edit::new(Kind::Resource, set)
    });
    let made = street.edit(edits.collect(), &stamp).expect("61 venues").records;
    let number: BTreeMap<&RecordId, usize> = made.iter().enumerate().map(|(at, id)| (id, at + 1)).collect();
    let today = Date::parse("2026-11-23").expect("a day");
    let mut fitting = Fitting::begin(&street, Kind::Need, today).expect("needs are fitted");
    while fitting.run(&street, 7) {}
    let mut wrong = Vec::new();
    for (title, content, people, place, right) in NEEDS {
        let people = Quantity { n: *people, unit: "人".to_owned() };
        let texts = [("title", *title), ("content", *content), ("place", *place), ("category", "venue")];
        let mut filled: Fields = texts.into_iter().map(|(name, text)| (name.to_owned(), text.into())).collect();
        filled.insert("quantity".to_owned(), people.to_value());
        let found: Vec<(usize, i32)> =
            fitting.find(&filled, None, 3).iter().map(|it| (number[&it.id], it.points)).collect();
        if !found.iter().any(|(number, _)| right.contains(number)) {
            wrong.push(format!("{title}: {right:?} not in {found:?}"));
        }
    }
    println!("{} of {} found", NEEDS.len() - wrong.len(), NEEDS.len());
    assert!(wrong.len() <= 2, "{wrong:#?}");
}
