//! Laws of taking back and doing again: what is shown afterwards is what was shown before.

use proptest::prelude::*;

use super::super::*;
use crate::domain::schema::DELETED;
use crate::oplog::Timestamp;

fn stamp(at: i64, action: Action) -> Stamp {
    Stamp { action, ..Stamp::save(Timestamp(1_795_312_980 + at), None) }
}

fn street() -> Workspace {
    let device = Device { key: SecretKey::from_bytes([7; 32]), run: "run00007".to_owned() };
    Workspace::create("示例街道", "街道", device, &stamp(0, Action::Save)).expect("a street").0
}

/// Every record in its list, field by field, as it is shown.
fn shown(workspace: &Workspace) -> String {
    let mut lines = String::new();
    for id in Kind::LISTS.into_iter().flat_map(|kind| workspace.ids(kind)) {
        let mut fields = workspace.fields(&id);
        fields.remove(DELETED);
        lines.push_str(&format!("{id} {}\n", serde_json::to_string(&fields).expect("fields")));
    }
    lines
}

/// One thing a clerk does.
#[derive(Clone, Debug)]
enum Step {
    Make(Vec<&'static str>),
    Change(Vec<prop::sample::Index>, &'static str, Option<&'static str>),
    Archive(Vec<prop::sample::Index>, bool),
    Undo,
    Redo,
}

fn step() -> impl Strategy<Value = Step> {
    let words = prop::sample::select(vec!["甲", "乙", "丙"]);
    let some = || prop::collection::vec(any::<prop::sample::Index>(), 1..4);
    prop_oneof![
        prop::collection::vec(words.clone(), 1..4).prop_map(Step::Make),
        (some(), prop::sample::select(vec!["title", "place", "contact"]), prop::option::of(words))
            .prop_map(|(records, field, word)| Step::Change(records, field, word)),
        (some(), any::<bool>()).prop_map(|(records, away)| Step::Archive(records, away)),
        Just(Step::Undo),
        Just(Step::Undo),
        Just(Step::Redo),
    ]
}

fn edits(workspace: &Workspace, step: &Step) -> Vec<Edit> {
    let mut all = workspace.ids(Kind::Resource);
    all.extend(workspace.archived(Kind::Resource));
    let picked = |records: &[prop::sample::Index]| {
        let mut picked: Vec<RecordId> =
            if all.is_empty() { Vec::new() } else { records.iter().map(|it| it.get(&all).clone()).collect() };
        picked.sort();
        picked.dedup();
        picked
    };
    match step {
        Step::Make(titles) => titles
            .iter()
            .map(|title| Edit::new(Kind::Resource, order::map([("title".to_owned(), (*title).into())])))
            .collect(),
        Step::Change(records, field, word) => {
            // A title cannot be cleared.
            let word = word.or((*field == "title").then_some("丁"));
            let value = word.map_or(Value::Null, Value::from);
            picked(records)
                .into_iter()
                .map(|id| Edit::change(id, order::map([((*field).to_owned(), value.clone())])))
                .collect()
        }
        Step::Archive(records, away) => {
            picked(records).into_iter().map(|id| if *away { Edit::archive(id) } else { Edit::restore(id) }).collect()
        }
        Step::Undo | Step::Redo => Vec::new(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    // Beside the workspace runs the plainest model there is: a list of pictures and a place in it.
    #[test]
    fn taking_back_and_doing_again_move_through_the_same_pictures(steps in prop::collection::vec(step(), 1..25)) {
        let mut workspace = street();
        let (mut pictures, mut place) = (vec![shown(&workspace)], 0usize);
        for (at, step) in steps.iter().enumerate() {
            let at = at as i64 + 1;
            match step {
                Step::Undo | Step::Redo => {
                    let next = if matches!(step, Step::Undo) { workspace.next_undo() } else { workspace.next_redo() };
                    let there = if matches!(step, Step::Undo) { place.checked_sub(1) } else { Some(place + 1).filter(|it| *it < pictures.len()) };
                    prop_assert_eq!(next.is_some(), there.is_some());
                    let (Some(next), Some(there)) = (next, there) else { continue };
                    workspace.undo(&next.group, &stamp(at, Action::Save)).expect("something to take back");
                    place = there;
                    prop_assert_eq!(shown(&workspace), pictures[place].clone());
                }
                _ => {
                    let edits = edits(&workspace, step);
                    if workspace.edit(edits, &stamp(at, Action::Save)).is_ok() {
                        pictures.truncate(place + 1);
                        pictures.push(shown(&workspace));
                        place += 1;
                    }
                }
            }
            // What is remembered step by step is what reading everything again finds.
            let fresh = Workspace { actions: Default::default(), ..workspace.clone() };
            prop_assert_eq!(fresh.actions(usize::MAX), workspace.actions(usize::MAX));
        }
    }
}

#[test]
fn an_action_is_named_by_what_it_did() {
    let mut workspace = street();
    let made =
        workspace.edit(edits(&workspace, &Step::Make(vec!["甲", "乙"])), &stamp(1, Action::Save)).expect("two").records;
    let named = |workspace: &Workspace| {
        let action = workspace.actions(1).remove(0);
        (action.doing, action.records, action.kind, action.fields)
    };
    assert_eq!(named(&workspace), (Doing::Made, 2, Some(Kind::Resource), vec!["title".to_owned()]));
    let place = |id: &RecordId| Edit::change(id.clone(), order::map([("place".to_owned(), "一楼".into())]));
    workspace.edit(made.iter().map(place).collect(), &stamp(2, Action::Save)).expect("a change");
    assert_eq!(named(&workspace), (Doing::Changed, 2, Some(Kind::Resource), vec!["place".to_owned()]));
    workspace.edit(vec![Edit::archive(made[0].clone())], &stamp(3, Action::Save)).expect("archived");
    assert_eq!(named(&workspace).0, Doing::Archived);
    workspace.edit(vec![Edit::restore(made[0].clone())], &stamp(4, Action::Save)).expect("restored");
    assert_eq!(named(&workspace).0, Doing::Restored);
    // A field that stays on this machine is a change like any other.
    let contact = order::map([("contact".to_owned(), "联络员".into())]);
    workspace.edit(vec![Edit::change(made[1].clone(), contact)], &stamp(5, Action::Save)).expect("a private change");
    assert_eq!(named(&workspace), (Doing::Changed, 1, Some(Kind::Resource), vec!["contact".to_owned()]));
}

#[test]
fn a_record_comes_back_as_it_was_at_any_moment() {
    let mut workspace = street();
    let id = workspace
        .edit(edits(&workspace, &Step::Make(vec!["甲"])), &stamp(1, Action::Save))
        .expect("one")
        .records
        .remove(0);
    let mut pictures = vec![shown(&workspace)];
    let changes: [&[(&str, Value)]; 4] = [
        &[("place", "一楼".into())],
        &[("place", Value::Null), ("contact", "联络员".into())],
        &[("title", "乙".into()), ("note", "上午".into())],
        &[(DELETED, Value::Flag(true))],
    ];
    for (at, change) in changes.iter().enumerate() {
        let set = change.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        workspace.edit(vec![Edit::change(id.clone(), set)], &stamp(at as i64 + 2, Action::Save)).expect("a change");
        pictures.push(shown(&workspace));
    }
    let moments: Vec<_> = workspace.history(&id).into_iter().rev().map(|entry| entry.op).collect();
    // The second change wrote to both logs, the shared one first.
    for (moment, picture) in [(0, 0), (1, 1), (3, 2), (4, 3), (5, 4), (0, 0)] {
        if let Some(edit) = Edit::recall(&workspace, &id, &moments[moment]) {
            let action = Action::Recall { of: moments[moment].to_string() };
            workspace.edit(vec![edit], &stamp(20, action)).expect("brought back");
        }
        assert_eq!(shown(&workspace), pictures[picture], "after {moment}");
        assert_eq!(Edit::recall(&workspace, &id, &moments[moment]), None);
    }
}

#[test]
fn changes_since_a_moment_are_counted_however_many() {
    let mut workspace = street();
    let begun = Timestamp(1_795_312_980);
    let id = workspace
        .edit(edits(&workspace, &Step::Make(vec!["甲"])), &stamp(1, Action::Save))
        .expect("one")
        .records
        .remove(0);
    // More actions than are remembered, each writing to both logs.
    for at in 2..252 {
        let set = [("place", format!("{at}")), ("contact", format!("{at}"))];
        let set = order::map(set.map(|(name, value)| (name.to_owned(), Value::from(value.as_str()))));
        workspace.edit(vec![Edit::change(id.clone(), set)], &stamp(at, Action::Save)).expect("a change");
    }
    assert_eq!(workspace.changed_since(begun), 251);
    assert_eq!(workspace.changed_since(Timestamp(begun.0 + 250)), 1);
    // The oldest of them can still be taken back by its name.
    let first = workspace.history(&id).pop().expect("the first").group;
    workspace.undo(&first, &stamp(300, Action::Save)).expect("taken back");
    assert!(workspace.is_archived(&id));
}

#[test]
fn what_set_the_workspace_up_is_not_taken_back() {
    let workspace = street();
    assert_eq!(workspace.next_undo(), None);
    assert!(!workspace.actions(10).is_empty());
}
