//! A board's figures are the lists they lead to.

use proptest::prelude::*;

use super::super::*;
use super::{day_of, made, made_on, stamp, workspace_of};
use crate::domain::RecordId;
use crate::workspace::Workspace;

/// Days since a record stands where a figure counts it.
fn days(workspace: &Workspace, what: What, id: &RecordId, today: Date) -> Option<i64> {
    let since = match what {
        What::Waiting | What::Unused => Some(day_of(made_on(workspace, id))),
        What::Unconfirmed => workspace.heads(id, "status").first().map(|it| day_of(it.at)),
        What::Red | What::Overdue => {
            let fields = ["deadline", "wanted_by", "valid_until"];
            fields.into_iter().find_map(|field| Date::parse(&workspace.text(id, field)))
        }
        _ => None,
    };
    since.map(|it| it.days_until(today).max(0))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_figure_counts_what_its_list_shows(
        all in prop::collection::vec(made(), 0..14),
        handed_to in 0..60_u64,
        speaks_for in 0..3_usize,
    ) {
        let asked = Asked { today: Date::parse("2026-12-05").unwrap(), handed_to };
        let mut workspace = workspace_of(&all);
        let offices = workspace.ids(Kind::Office);
        if speaks_for > 0 {
            let edit = workspace.device_edit(&offices[speaks_for]);
            workspace.edit(vec![edit], &stamp(5)).unwrap();
        }
        for kind in Kind::LISTS {
            for (only, count) in only_counts(&workspace, kind, asked) {
                let query = ListQuery { only: OnlySet::of(&[only]), ..ListQuery::new(kind) };
                prop_assert_eq!(count, run(&workspace, &query, asked).len(), "{:?} of {:?}", only, kind);
            }
        }
        let figures = board(&workspace, asked);
        prop_assert_eq!(figures.iter().any(|it| it.mine), speaks_for > 0);
        for figure in figures {
            let shown = run(&workspace, &figure.query, asked);
            prop_assert_eq!(figure.count, shown.len(), "{:?}", figure);
            prop_assert_eq!(&figure.first[..], &shown[..shown.len().min(5)], "{:?}", figure);
            prop_assert_eq!(figure.query.only.has(Only::Mine), figure.mine);
            prop_assert_eq!(ListQuery::parse(figure.kind, &figure.query.to_query()), figure.query.clone());
            let oldest = shown.iter().filter_map(|id| days(&workspace, figure.what, id, asked.today)).max();
            prop_assert_eq!(figure.oldest, oldest, "{:?}", figure);
        }
    }
}

#[test]
fn a_board_has_one_figure_for_each_thing_counted() {
    let figures = board(&workspace_of(&[]), Asked::on(Date::parse("2026-12-05").unwrap()));
    let told: Vec<String> =
        figures.iter().map(|it| format!("{:?} {:?} {}", it.what, it.kind, it.query.to_query())).collect();
    let expected = [
        "Waiting Need sort=made&only=waiting",
        "Red Project is.light=red&sort=deadline",
        "Yellow Project is.light=yellow&sort=deadline",
        "Overdue Need sort=wanted_by&only=overdue",
        "Overdue Resource sort=valid_until&only=overdue",
        "Overdue Pairing sort=until&only=overdue",
        "Unconfirmed Need sort=made&only=unconfirmed",
        "Unconfirmed Project sort=made&only=unconfirmed",
        "Unconfirmed Claim sort=made&only=unconfirmed",
        "Unused Resource sort=made&only=unused",
    ];
    assert_eq!(told[..expected.len()], expected);
    assert_eq!(told.len(), expected.len() + 3 * Kind::LISTS.len());
}

#[test]
fn only_projects_say_which_resources_are_used() {
    for kind in Kind::ALL {
        let fields = schema::fields(kind).iter();
        let to_resources: Vec<&str> = fields
            .filter(|it| matches!(it.shape, Shape::Link(Kind::Resource) | Shape::Links(Kind::Resource)))
            .map(|it| it.name)
            .collect();
        assert_eq!(to_resources, if kind == Kind::Project { vec!["resources"] } else { Vec::new() }, "{kind:?}");
    }
}
