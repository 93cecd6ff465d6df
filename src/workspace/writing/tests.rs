//! In slices or at once, a command is the same command.

use proptest::prelude::*;

use super::super::meeting::{admitted, logs};
use super::super::*;
use crate::domain::Fields;
use crate::oplog::Timestamp;

fn stamp(at: i64) -> Stamp {
    Stamp::save(Timestamp(1_795_312_980 + at), None)
}

fn device(seed: u8) -> Device {
    Device { key: SecretKey::from_bytes([seed; 32]), run: format!("run0000{seed}") }
}

fn street() -> Workspace {
    Workspace::create("示例街道", "街道", device(7), &stamp(0)).expect("a street").0
}

fn fields(pairs: &[(&str, &str)]) -> Fields {
    order::map(pairs.iter().map(|(name, text)| ((*name).to_owned(), Value::from(*text))))
}

fn venue(title: &str) -> Edit {
    Edit::new(Kind::Resource, fields(&[("title", title), ("contact", "党建联络员")]))
}

fn titled(id: &RecordId, title: &str) -> Edit {
    Edit::change(id.clone(), fields(&[("title", title)]))
}

/// Every record's fields, ids and order included.
fn shown(workspace: &Workspace) -> String {
    let all = Kind::ALL.into_iter().flat_map(|kind| workspace.ids(kind));
    all.map(|id| format!("{id} {}\n", serde_json::to_string(&workspace.fields(&id)).expect("fields"))).collect()
}

fn in_slices(workspace: &mut Workspace, edits: Vec<Edit>, most: usize) -> (Vec<Changes>, String) {
    let mut writing = workspace.begin(edits, &stamp(1)).expect("a command");
    let changes = std::iter::from_fn(|| workspace.write_slice(&mut writing, most)).collect();
    assert_eq!(writing.left(), 0);
    (changes, writing.group())
}

fn three(workspace: &mut Workspace) -> Vec<RecordId> {
    workspace.edit(["一楼会议室", "二楼舞蹈房", "门厅"].map(venue).to_vec(), &stamp(1)).expect("venues").records
}

#[test]
fn a_command_that_errs_writes_nothing_and_one_that_changes_nothing_is_refused() {
    let mut workspace = street();
    let ids = three(&mut workspace);
    let before = workspace.replica().op_count();
    let refused = workspace.begin(vec![venue("甲"), venue(" ")], &stamp(2)).map(|it| it.left());
    assert_eq!(refused, Err(EditError::Missing { edit: 1, field: "title".into() }));
    let same = workspace.begin(vec![titled(&ids[2], "门厅")], &stamp(2)).map(|it| it.left());
    assert_eq!(same, Err(EditError::NothingToChange));
    assert_eq!(workspace.replica().op_count(), before);
}

#[test]
fn placeholders_lead_across_slices_and_edits_that_change_nothing_count_as_none() {
    let mut workspace = street();
    let ids = three(&mut workspace);
    let office = Edit::new(Kind::Office, fields(&[("name", "光辉居民区"), ("role", "community")]));
    let linked = Edit::change(ids[2].clone(), fields(&[("provider", "#1")]));
    let edits = vec![titled(&ids[0], "一楼会议室"), office, titled(&ids[1], "二楼舞蹈房"), linked];
    let (changes, group) = in_slices(&mut workspace, edits, 1);
    assert_eq!(changes.len(), 2);
    assert!(changes.iter().all(|it| it.group == group && it.batch.len() == 1));
    let made = workspace.link(&ids[2], "provider").expect("the office made in the slice before");
    assert_eq!(workspace.title_of(&made), "光辉居民区");
    assert_eq!(changes[1].records, [ids[1].clone(), ids[2].clone()]);
}

#[test]
fn what_is_saved_here_meanwhile_stands_and_one_undo_takes_the_rest_back() {
    let mut workspace = street();
    let ids = three(&mut workspace);
    let edits: Vec<Edit> =
        ids.iter().map(|id| Edit::change(id.clone(), fields(&[("title", "活动室"), ("place", "光辉路1号")]))).collect();
    let mut writing = workspace.begin(edits, &stamp(2)).expect("a command");
    workspace.write_slice(&mut writing, 1).expect("the first");
    let other = workspace.edit(vec![titled(&ids[2], "大门厅"), venue("后院")], &stamp(3)).expect("saved meanwhile");
    workspace.write_slice(&mut writing, 9).expect("the rest");
    assert_eq!(workspace.write_slice(&mut writing, 9), None);
    let now = |workspace: &Workspace| {
        let texts = ids.iter().map(|id| format!("{} {}", workspace.text(id, "title"), workspace.text(id, "place")));
        texts.collect::<Vec<_>>()
    };
    assert_eq!(now(&workspace), ["活动室 光辉路1号", "活动室 光辉路1号", "大门厅 光辉路1号"]);
    assert!(workspace.conflicts().is_empty());
    let actions: Vec<(usize, String)> = workspace.actions(2).into_iter().map(|it| (it.records, it.group)).collect();
    assert_eq!(actions, [(2, other.group), (3, writing.group())], "each is one action");
    let reopened = Workspace { actions: Default::default(), ..workspace.clone() };
    assert_eq!(reopened.actions(9), workspace.actions(9), "and is one after a reload");
    workspace.undo(&writing.group(), &stamp(4)).expect("own action");
    assert_eq!(now(&workspace), ["一楼会议室 ", "二楼舞蹈房 ", "大门厅 "]);
}

#[test]
fn what_comes_from_elsewhere_meanwhile_stands_beside() {
    let mut here = street();
    let ids = three(&mut here);
    here.seal();
    let office = here.my_office().expect("the street");
    let mut there = admitted(&mut here, 2, &office);
    there.edit(vec![titled(&ids[1], "舞蹈教室")], &stamp(2)).expect("there");
    let logs = logs(&mut there);
    let mut writing = here.begin(ids.iter().map(|id| titled(id, "活动室")).collect(), &stamp(3)).expect("a command");
    here.write_slice(&mut writing, 1).expect("the first");
    here.admit(logs).expect("a file is taken in");
    here.write_slice(&mut writing, 9).expect("the rest");
    assert_eq!(here.conflicts(), [ids[1].clone()]);
    assert_eq!(here.heads(&ids[1], "title").len(), 2);
    assert_eq!(here.text(&ids[2], "title"), "活动室");
}

#[test]
fn stopped_half_way_or_taken_back_it_is_an_action_like_any_other() {
    let mut workspace = street();
    let before = shown(&workspace);
    let edits = || (0..9).map(|at| venue(&format!("教室{at}"))).collect::<Vec<_>>();
    let mut writing = workspace.begin(edits(), &stamp(1)).expect("a command");
    workspace.write_slice(&mut writing, 4).expect("a slice");
    let group = writing.group();
    drop(writing);
    assert_eq!(workspace.actions(1)[0].records, 4);
    workspace.undo(&group, &stamp(2)).expect("own action");
    assert_eq!(shown(&workspace), before);
    let mut writing = workspace.begin(edits(), &stamp(3)).expect("a command");
    workspace.write_slice(&mut writing, 4).expect("a slice");
    workspace.undo(&writing.group(), &stamp(4)).expect("own action");
    assert_eq!(workspace.write_slice(&mut writing, 4), None, "what was taken back is not written on");
    assert_eq!((shown(&workspace), writing.left()), (before, 0));
}

#[test]
fn an_action_that_began_long_ago_is_remembered_whole() {
    let mut workspace = street();
    let before = shown(&workspace);
    let mut writing = workspace.begin(vec![venue("甲"), venue("乙"), venue("丙")], &stamp(1)).expect("a command");
    workspace.write_slice(&mut writing, 1).expect("the first");
    let other = workspace.edit(vec![venue("丁")], &stamp(2)).expect("saved meanwhile").records.remove(0);
    for at in 0..250 {
        workspace.edit(vec![titled(&other, &format!("丁{at}"))], &stamp(3)).expect("saved meanwhile");
    }
    workspace.write_slice(&mut writing, 9).expect("the rest");
    let mut reopened = Workspace { actions: Default::default(), ..workspace.clone() };
    let action = reopened.action(&writing.group()).expect("one of the newest");
    assert_eq!((action.records, reopened.actions(999).len()), (3, 200));
    reopened.undo(&writing.group(), &stamp(4)).expect("own action");
    reopened.edit(vec![Edit::archive(other)], &stamp(5)).expect("taken out");
    assert_eq!(shown(&reopened), before);
}

#[test]
fn undoing_goes_in_slices_too() {
    let mut workspace = street();
    let before = shown(&workspace);
    let (_, group) = in_slices(&mut workspace, (0..7).map(|at| venue(&format!("教室{at}"))).collect(), 3);
    let mut writing = workspace.begin_undo(&group, &stamp(2)).expect("own action");
    while workspace.write_slice(&mut writing, 2).is_some() {}
    assert_eq!(shown(&workspace), before);
    assert!(workspace.actions(9).iter().any(|it| it.group == group && it.undone));
    assert_eq!(workspace.next_redo().map(|it| it.group), Some(writing.group()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn slices_or_not_gives_the_same_records_and_one_undo_restores(
        steps in prop::collection::vec((0..4_usize, 0..9_usize, "[甲乙丙]"), 1..14),
        most in 1..6_usize,
    ) {
        let mut once = street();
        let ids = three(&mut once);
        let mut sliced = once.clone();
        let before = shown(&once);
        let edits = |linked: &[RecordId]| {
            let mut edits: Vec<Edit> = Vec::new();
            for (what, at, word) in &steps {
                let on = &linked[at % linked.len()];
                edits.push(match what {
                    0 => venue(word),
                    1 => Edit::new(Kind::Office, fields(&[("name", word), ("role", "unit")])),
                    2 => titled(on, word),
                    _ => {
                        let office = edits.iter().rposition(|it| it.on == Target::New(Kind::Office));
                        let provider = office.map(|at| format!("#{at}")).unwrap_or_default();
                        Edit::change(on.clone(), fields(&[("provider", &provider), ("contact", word)]))
                    }
                });
            }
            edits
        };
        let all = once.edit(edits(&ids), &stamp(2));
        let begun = sliced.begin(edits(&ids), &stamp(2));
        prop_assert_eq!(all.is_err(), begun.is_err());
        let (Ok(all), Ok(mut writing)) = (all, begun) else { return Ok(()) };
        let mut records = Vec::new();
        while let Some(changes) = sliced.write_slice(&mut writing, most) {
            records.extend(changes.records);
        }
        prop_assert_eq!(&writing.group(), &all.group);
        prop_assert!(all.records.starts_with(&records));
        prop_assert_eq!(shown(&once), shown(&sliced));
        prop_assert_eq!(once.state_hash(), sliced.state_hash());
        prop_assert_eq!(once.actions(9), sliced.actions(9));
        sliced.undo(&writing.group(), &stamp(3)).expect("own action");
        prop_assert_eq!(shown(&sliced), before);
    }
}
