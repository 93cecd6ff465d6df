//! The sample street's board, as its street, a community and a unit see it.

use three_lists::domain::{Date, Kind, RecordId};
use three_lists::oplog::{SecretKey, Timestamp};
use three_lists::sample::records;
use three_lists::workspace::{Action, Asked, Device, Edit, Figure, Stamp, What, Workspace, board, run};

/// The sample as it is opened, thirty days before.
fn street(today: Date) -> Workspace {
    let device = Device { key: SecretKey::from_bytes([7; 32]), run: "run00007".to_owned() };
    let at = Timestamp((today.number() - 30) * 86_400);
    let stamp = Stamp { at, by: None, action: Action::Sample, why: None };
    let records = records(today).expect("a good sample");
    let name = records[0].set["name"].as_text().expect("a name").to_owned();
    let (mut workspace, _) = Workspace::create("示例街道", &name, device, &stamp).expect("a workspace");
    // The street's own office stands already; links count from it.
    let own = workspace.my_office().expect("the street's office");
    let mut edits: Vec<Edit> = records.into_iter().map(|it| Edit::new(it.kind, it.set)).collect();
    edits[0] = Edit::change(own, std::mem::take(&mut edits[0].set));
    workspace.edit(edits, &stamp).expect("edits that fit");
    workspace
}

fn check(workspace: &Workspace, asked: Asked) -> Vec<Figure> {
    let figures = board(workspace, asked);
    for figure in &figures {
        let shown = run(workspace, &figure.query, asked);
        assert_eq!(figure.count, shown.len(), "{figure:?}");
        assert_eq!(figure.first[..], shown[..shown.len().min(5)], "{figure:?}");
    }
    figures
}

fn count(figures: &[Figure], what: What, kind: Kind, mine: bool) -> Option<usize> {
    figures.iter().find(|it| (it.what, it.kind, it.mine) == (what, kind, mine)).map(|it| it.count)
}

#[test]
fn every_office_of_the_sample_street_is_led_to_the_rows_counted() {
    let today = Date::parse("2026-11-22").unwrap();
    let mut workspace = street(today);
    let asked = Asked::on(today);
    assert_eq!(workspace.replica().held_count(), 0, "the sample writes nothing that would wait");
    let of_street = check(&workspace, asked);
    assert!(of_street.iter().all(|it| !it.mine));
    assert_eq!(of_street[0].oldest, Some(30));
    for (what, kind) in [
        (What::Waiting, Kind::Need),
        (What::Red, Kind::Project),
        (What::Yellow, Kind::Project),
        (What::Unused, Kind::Resource),
        (What::Unconfirmed, Kind::Claim),
        (What::NotHandedOn, Kind::Resource),
    ] {
        assert!(count(&of_street, what, kind, false) > Some(0), "the sample shows {what:?}");
    }
    let office = |workspace: &Workspace, role: &str| -> RecordId {
        workspace.ids(Kind::Office).into_iter().find(|id| workspace.text(id, "role") == role).expect("one of that role")
    };
    for role in ["community", "unit"] {
        let edit = workspace.device_edit(&office(&workspace, role));
        let stamp = Stamp::save(Timestamp(1_795_312_980), None);
        workspace.edit(vec![edit], &stamp).unwrap();
        let figures = check(&workspace, asked);
        for figure in figures.iter().filter(|it| !it.mine) {
            assert_eq!(Some(figure.count), count(&of_street, figure.what, figure.kind, false), "{figure:?}");
            let own = count(&figures, figure.what, figure.kind, true);
            assert!(own.is_none_or(|own| own <= figure.count), "{figure:?}");
        }
    }
    let all = workspace.replica().op_count() as u64;
    let figures = check(&workspace, Asked { handed_to: all, ..asked });
    assert!(figures.iter().filter(|it| it.what == What::NotHandedOn).all(|it| it.count == 0));
}
