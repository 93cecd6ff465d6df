//! Amounts of needs, resources and projects, each case as the records of a small street.

use proptest::prelude::*;

use super::super::meeting::{change, fields, made, office, street};
use super::*;
use crate::domain::joint::pair_field;
use crate::domain::{Date, Kind};
use crate::workspace::Workspace;

fn today() -> Date {
    Date::parse("2026-11-22").expect("a day")
}

/// `20 人`, a bare number, or nothing; `0` and the like too.
fn amount(text: &str) -> Value {
    let (n, unit) = text.split_once(' ').unwrap_or((text, ""));
    match n.parse() {
        Ok(n) => Quantity { n, unit: unit.to_owned() }.to_value(),
        Err(_) => Value::Null,
    }
}

/// A street with two units and one need.
struct Case {
    street: Workspace,
    units: [RecordId; 2],
    need: RecordId,
}

fn case(asked: &str) -> Case {
    let mut street = street();
    let units = ["one", "two"].map(|name| office(&mut street, name, "unit"));
    let set = [("title", "送餐".into()), ("status", "published".into()), ("quantity", amount(asked))];
    let need = made(&mut street, Kind::Need, fields(set));
    Case { street, units, need }
}

impl Case {
    fn claim(&mut self, unit: usize, status: &str, quantity: &str) -> RecordId {
        let set = [
            ("subject", "认领".into()),
            ("office", self.units[unit].as_str().into()),
            ("need", self.need.as_str().into()),
            ("status", status.into()),
            ("quantity", amount(quantity)),
        ];
        made(&mut self.street, Kind::Claim, fields(set))
    }

    fn project(&mut self, status: &str, unit: usize, needs: &[&RecordId]) -> RecordId {
        let needs = Value::List(needs.iter().map(|it| it.as_str().into()).collect());
        let set = [
            ("title", "项目".into()),
            ("status", status.into()),
            ("responsible", self.units[unit].as_str().into()),
            ("needs", needs),
        ];
        made(&mut self.street, Kind::Project, fields(set))
    }

    fn entry(&mut self, project: &RecordId, on: &str, delivered: &str) -> RecordId {
        let set = [
            ("project", project.as_str().into()),
            ("on", on.into()),
            ("done", "做了".into()),
            ("delivered", amount(delivered)),
        ];
        made(&mut self.street, Kind::Progress, fields(set))
    }

    fn standing(&self) -> NeedStanding {
        Standings::about(&self.street, today(), std::slice::from_ref(&self.need)).need(&self.need)
    }

    /// `asked pending accepted overdue planned delivered open over over_if_accepted`.
    fn figures(&self) -> String {
        let it = self.standing();
        assert_eq!(it, Standings::of(&self.street, today()).need(&self.need), "alone and in one pass");
        let figures = [
            it.asked.n,
            it.pending.n,
            it.accepted.n,
            it.overdue.n,
            it.planned.n,
            it.delivered.n,
            it.open,
            it.over,
            it.over_if_accepted,
        ];
        figures.map(|n| n.to_string()).join(" ")
    }
}

#[test]
fn claims_count_by_their_state_and_their_unit() {
    for (asked, claims, expected) in [
        ("35 份", &[][..], "35 0 0 0 0 0 35 0 0"),
        ("35 份", &[("pending", "20 份")], "35 20 0 0 0 0 35 0 0"),
        ("35 份", &[("accepted", "20 份")], "35 0 20 0 0 0 15 0 0"),
        ("35 份", &[("performing", "20 份"), ("pending", "20 份")], "35 20 20 0 0 0 15 0 5"),
        ("35 份", &[("accepted", "20 份"), ("accepted", "20 份")], "35 0 40 0 0 0 0 5 0"),
        ("35 份", &[("done", "20 份")], "35 0 0 0 0 20 15 0 0"),
        ("35 份", &[("refused", "20 份"), ("lapsed", "20 份"), ("withdrawn", "20 份")], "35 0 0 0 0 0 35 0 0"),
        // Nothing said is all of it.
        ("35 份", &[("accepted", "")], "35 0 35 0 0 0 0 0 0"),
        // Another unit, none, and zero are told and not counted.
        ("35 份", &[("accepted", "20 人")], "35 0 0 0 0 0 35 0 0"),
        ("35 份", &[("accepted", "20")], "35 0 0 0 0 0 35 0 0"),
        ("35 份", &[("accepted", "1")], "35 0 0 0 0 0 35 0 0"),
        ("35 份", &[("accepted", "0 份")], "35 0 0 0 0 0 35 0 0"),
        // A bare number is a unit of its own.
        ("35", &[("accepted", "20")], "35 0 20 0 0 0 15 0 0"),
        ("35", &[("accepted", "1")], "35 0 1 0 0 0 34 0 0"),
        // Without an amount the need is one whole.
        ("", &[], "1 0 0 0 0 0 1 0 0"),
        ("", &[("accepted", "")], "1 0 1 0 0 0 0 0 0"),
        ("", &[("accepted", ""), ("pending", "")], "1 1 1 0 0 0 0 0 1"),
        ("", &[("accepted", "1")], "1 0 1 0 0 0 0 0 0"),
        ("", &[("accepted", "20 份")], "1 0 0 0 0 0 1 0 0"),
        ("0 份", &[("accepted", "")], "1 0 1 0 0 0 0 0 0"),
        // As much as a value holds.
        (
            "9007199254740991 份",
            &[("accepted", "9007199254740991 份"), ("accepted", "9007199254740991 份")],
            "9007199254740991 0 9007199254740991 0 0 0 0 0 0",
        ),
    ] {
        let mut case = case(asked);
        for (at, (status, quantity)) in claims.iter().enumerate() {
            case.claim(at % 2, status, quantity);
        }
        assert_eq!(case.figures(), expected, "{asked} {claims:?}");
    }
}

#[test]
fn what_does_not_count_is_told_with_the_reason() {
    let mut case = case("35 份");
    for quantity in ["20 份", "20 人", "0 份", ""] {
        case.claim(0, "pending", quantity);
    }
    let how: Vec<How> = case.standing().pending.parts.iter().map(|it| it.how).collect();
    assert_eq!(how, [How::Stated, How::OtherUnit, How::Unusable, How::Whole]);
    assert_eq!(case.standing().pending.uncounted().count(), 2);
}

#[test]
fn a_promise_past_its_day_is_open_again() {
    for (until, expected) in [("2026-11-21", "35 0 0 20 0 0 35 0 0"), ("2026-11-22", "35 0 20 0 0 0 15 0 0")] {
        let mut case = case("35 份");
        let claim = case.claim(0, "accepted", "20 份");
        change(&mut case.street, &claim, "until", until);
        assert_eq!(case.figures(), expected, "{until}");
        let groups = Standings::of(&case.street, today()).claim_groups();
        assert_eq!(groups.iter().map(|it| it.overdue.len()).sum::<usize>(), usize::from(until < "2026-11-22"));
    }
}

#[test]
fn projects_plan_the_whole_need_unless_their_pairs_say_how_much() {
    let mut case = case("35 份");
    let resource =
        made(&mut case.street, Kind::Resource, fields([("title", "餐车".into()), ("capacity", amount("50 份"))]));
    let another = made(&mut case.street, Kind::Resource, fields([("title", "餐厅".into())]));
    let need = case.need.clone();
    let project = case.project("running", 0, &[&need]);
    assert_eq!(case.figures(), "35 0 0 0 35 0 0 0 0");
    change(&mut case.street, &project, &pair_field(&need, &resource), amount("15 份"));
    change(&mut case.street, &project, &pair_field(&need, &another), amount("5 份"));
    assert_eq!(case.figures(), "35 0 0 0 20 0 15 0 0");
    let free = |case: &Case, id: &RecordId| Standings::of(&case.street, today()).resource(id).free;
    assert_eq!((free(&case, &resource), free(&case, &another)), (35, 0));
    // A claim that says so is in the project already; what was claimed beside its pairs is not.
    let claim = case.claim(0, "performing", "10 份");
    assert_eq!(case.figures(), "35 0 10 0 20 0 5 0 0", "claimed before, and a pair for what was left");
    change(&mut case.street, &claim, "project", project.as_str());
    assert_eq!(case.figures(), "35 0 0 0 20 0 15 0 0");
    case.claim(1, "accepted", "20 份");
    assert_eq!(case.figures(), "35 0 20 0 20 0 0 5 0");
    // Signed off, what was delivered counts, and the resources are free.
    case.entry(&project, "2026-11-01", "18 份");
    for (state, expected, left) in [
        ("running", "35 0 20 0 20 18 0 5 0", 35),
        ("terminated", "35 0 30 0 0 18 0 13 0", 50),
        ("signed_off", "35 0 20 0 0 18 0 3 0", 50),
    ] {
        if state != "running" {
            change(&mut case.street, &project, "status", state);
        }
        assert_eq!((case.figures(), free(&case, &resource)), (expected.to_owned(), left), "{state}");
    }
}

#[test]
fn a_claim_of_an_office_that_takes_part_is_in_the_project_where_no_pair_says_how_much() {
    let mut case = case("35 份");
    let need = case.need.clone();
    let project = case.project("running", 0, &[&need]);
    let claim = case.claim(0, "performing", "15 份");
    assert_eq!(case.figures(), "35 0 0 0 35 0 0 0 0");
    case.entry(&project, "2026-11-01", "20 份");
    // Done with the project, it stands in the ledger: also when the project is opened again and broken off.
    change(&mut case.street, &claim, "status", "done");
    for (state, expected) in [
        ("signed_off", "35 0 0 0 0 20 15 0 0"),
        ("sent_back", "35 0 0 0 35 20 0 0 0"),
        ("terminated", "35 0 0 0 0 20 15 0 0"),
    ] {
        change(&mut case.street, &project, "status", state);
        assert_eq!(case.figures(), expected, "{state}");
    }
    // Promised anew afterwards, it is not.
    change(&mut case.street, &claim, "status", "performing");
    assert_eq!(case.figures(), "35 0 15 0 0 20 0 0 0");
}

#[test]
fn a_pair_in_another_unit_takes_the_whole_resource_and_a_bare_one_of_an_entry_is_no_whole() {
    let mut case = case("30 册");
    let need = case.need.clone();
    let resource =
        made(&mut case.street, Kind::Resource, fields([("title", "老师".into()), ("capacity", amount("3 人"))]));
    let project = case.project("running", 0, &[&need]);
    change(&mut case.street, &project, &pair_field(&need, &resource), amount("30 册"));
    let standing = Standings::of(&case.street, today()).resource(&resource);
    assert_eq!((standing.projects.n, standing.free, standing.over), (3, 0, 0));
    case.entry(&project, "2026-11-01", "1");
    assert_eq!(case.figures(), "30 0 0 0 30 0 0 0 0");
    change(&mut case.street, &project, &pair_field(&need, &resource), amount("1"));
    assert_eq!(case.figures(), "30 0 0 0 30 0 0 0 0", "one without a unit is how a pair says all of it");
}

#[test]
fn the_newest_entry_tells_how_much_there_is_by_then() {
    let mut case = case("35 份");
    let need = case.need.clone();
    let project = case.project("running", 0, &[&need]);
    case.entry(&project, "2026-11-10", "20 份");
    case.entry(&project, "2026-11-01", "9 份");
    case.entry(&project, "2026-11-12", "3 人");
    assert_eq!(case.standing().delivered.n, 20);
    case.entry(&project, "2026-11-15", "18 份");
    assert_eq!(case.standing().delivered.n, 18, "corrected downwards");
    // Of several needs an entry has to name one.
    let other = made(&mut case.street, Kind::Need, fields([("title", "别的".into())]));
    let both = Value::List(vec![need.as_str().into(), other.as_str().into()]);
    change(&mut case.street, &project, "needs", both);
    assert_eq!(case.standing().delivered.n, 0);
    let told = |case: &Case| Standings::of(&case.street, today()).project(&project);
    assert_eq!((told(&case).unassigned.len(), told(&case).needs.len()), (4, 2));
    let entry = case.entry(&project, "2026-11-16", "30 份");
    change(&mut case.street, &entry, "need", need.as_str());
    assert_eq!((case.standing().delivered.n, told(&case).needs[0].delivered.n), (30, 30));
    assert_eq!(told(&case).unassigned.len(), 4);
}

#[test]
fn claims_on_a_need_that_is_gone_are_told() {
    for state in ["withdrawn", "merged", "closed", "returned", "deferred", "referred"] {
        let mut case = case("35 份");
        let waits = case.claim(0, "pending", "20 份");
        case.claim(1, "done", "5 份");
        change(&mut case.street, &case.need.clone(), "status", state);
        let standing = case.standing();
        assert_eq!((standing.astray.as_slice(), standing.open), (&[waits][..], 0), "{state}");
    }
}

#[test]
fn merging_is_followed_to_its_end_and_a_circle_is_told() {
    let mut case = case("");
    let ids: Vec<RecordId> =
        (0..4).map(|at| made(&mut case.street, Kind::Need, fields([("title", at.to_string().into())]))).collect();
    let merge = |street: &mut Workspace, from: &RecordId, into: Option<&RecordId>| {
        change(street, from, "status", "merged");
        if let Some(into) = into {
            change(street, from, "merged_into", into.as_str());
        }
    };
    merge(&mut case.street, &ids[0], Some(&ids[1]));
    merge(&mut case.street, &ids[1], Some(&ids[2]));
    assert_eq!(merged_into(&case.street, &ids[0]), Merged::Into(ids[2].clone()));
    assert_eq!(merged_into(&case.street, &ids[2]), Merged::Not);
    merge(&mut case.street, &ids[2], Some(&ids[1]));
    assert_eq!(merged_into(&case.street, &ids[0]), Merged::Circle);
    merge(&mut case.street, &ids[3], None);
    assert_eq!(merged_into(&case.street, &ids[3]), Merged::Unknown);
}

#[test]
fn what_is_too_much_comes_first_among_the_claims() {
    let mut case = case("10 份");
    let calm = case.need.clone();
    case.claim(0, "pending", "10 份");
    let set = [("title", "另一条".into()), ("status", "published".into()), ("quantity", amount("10 份"))];
    let pressed = made(&mut case.street, Kind::Need, fields(set));
    case.need = pressed.clone();
    case.claim(0, "pending", "8 份");
    case.claim(1, "pending", "8 份");
    let on = |case: &Case| -> Vec<Option<RecordId>> {
        Standings::of(&case.street, today()).claim_groups().into_iter().map(|it| it.on).collect()
    };
    assert_eq!(on(&case), [Some(pressed.clone()), Some(calm.clone())]);
    let gone = case.claim(0, "accepted", "10 份");
    change(&mut case.street, &gone, "need", calm.as_str());
    change(&mut case.street, &calm, "status", "withdrawn");
    assert_eq!(on(&case), [Some(calm), Some(pressed)]);
}

proptest! {
    /// Whatever is claimed and planned: nothing negative, nothing made up, what is open and what is too much never both,
    /// and every figure the sum of the records behind it.
    #[test]
    fn figures_are_the_sums_of_the_records_behind_them(
        asked in prop_oneof![Just(String::new()), (1..60_i64).prop_map(|n| format!("{n} 份"))],
        claims in prop::collection::vec((0..2_usize, 0..5_usize, 0..40_i64, any::<bool>()), 0..6),
        projects in prop::collection::vec((0..2_usize, 0..4_usize, 0..40_i64), 0..3),
    ) {
        let mut case = case(&asked);
        for (unit, state, n, other) in claims {
            let state = ["pending", "accepted", "performing", "done", "lapsed"][state];
            case.claim(unit, state, &format!("{n} {}", if other { "人" } else { "份" }));
        }
        for (unit, state, n) in projects {
            let need = case.need.clone();
            let project = case.project(["proposed", "running", "signed_off", "terminated"][state], unit, &[&need]);
            case.entry(&project, "2026-11-01", &format!("{n} 份"));
        }
        let it = case.standing();
        prop_assert_eq!(&it, &Standings::of(&case.street, today()).need(&case.need));
        prop_assert!(it.open >= 0 && it.over >= 0 && it.over_if_accepted >= 0);
        prop_assert!(it.open == 0 || it.over == 0, "{:?}", it);
        prop_assert!(it.open <= it.asked.n);
        for figure in [&it.pending, &it.accepted, &it.overdue, &it.planned, &it.delivered] {
            prop_assert_eq!(figure.n, figure.parts.iter().map(|part| part.n).sum::<i64>());
            prop_assert!(figure.uncounted().all(|part| part.n == 0));
        }
    }
}
