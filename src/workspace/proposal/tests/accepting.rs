//! Accepted pairs as projects.

use super::*;
use crate::workspace::meeting::stamp;

fn accept(world: &mut World, groups: impl Fn(&[Pair]) -> Vec<Chosen>) -> Vec<RecordId> {
    let (_, proposal) = world.propose();
    let edits = accepting(&world.workspace, &world.meeting, &groups(&proposal.pairs), today());
    if edits.is_empty() {
        return Vec::new();
    }
    world.workspace.edit(edits, &stamp(7)).expect("what is filled in can be saved").records
}

#[test]
fn a_project_is_filled_in_from_its_need_and_its_resources() {
    let mut world = World::new();
    let need = world.need("孩子想看绘本", "culture_sports", "30册");
    for (field, value) in [
        ("public_wording", "绘本阅读"),
        ("content", "书屋的绘本旧了。"),
        ("wanted_by", "2026-12-20"),
        ("place", "东湖社区书屋"),
    ] {
        change(&mut world.workspace, &need, field, value);
    }
    let first = world.resource("绘本阅读角", "culture_sports", "20册");
    let second = world.resource("绘本阅读车", "culture_sports", "20册");
    change(&mut world.workspace, &first, "content", "每月换一批。");
    for resource in [&first, &second] {
        world.decide(&need, resource, Decision::Pinned);
    }
    let made = accept(&mut world, Chosen::by_need);
    assert_eq!(made.len(), 1, "one a need");
    let (project, workspace) = (&made[0], &world.workspace);
    for (field, expected) in [
        ("title", "绘本阅读"),
        ("status", "proposed"),
        ("objective", "绘本阅读"),
        ("content", "绘本阅读角\n绘本阅读车\n每月换一批。"),
        ("community", world.east.as_str()),
        ("responsible", world.library.as_str()),
        ("deadline", "2026-12-20"),
        ("place", "东湖社区书屋"),
        ("docking", world.meeting.as_str()),
    ] {
        assert_eq!(workspace.text(project, field), expected, "{field}");
    }
    let ids = |ids: &[&RecordId]| Value::List(ids.iter().map(|id| id.as_str().into()).collect());
    assert_eq!(workspace.value(project, "needs"), ids(&[&need]));
    assert_eq!(workspace.value(project, "resources"), ids(&[&first, &second]));
    assert_eq!(workspace.value(project, "supporting"), ids(&[&world.east]));
    let amount = |resource| Quantity::from_value(&workspace.value(project, &pair_field(&need, resource)));
    let sum: i64 = [&first, &second].into_iter().filter_map(amount).map(|it| it.n).sum();
    assert_eq!(sum, 30);
    assert_eq!(projects_of(workspace, &world.meeting), made);
}

#[test]
fn the_street_supports_what_it_has_to_sign_off() {
    for of_street in [1, 2] {
        let mut world = World::new();
        let street = world.workspace.my_office().expect("the street's own");
        let need = world.need("绘本阅读", "culture_sports", "30册");
        let resources = ["绘本阅读角", "绘本阅读车"].map(|it| world.resource(it, "culture_sports", "20册"));
        for resource in &resources[..of_street] {
            change(&mut world.workspace, resource, "provider", street.as_str());
        }
        for resource in &resources {
            world.decide(&need, resource, Decision::Pinned);
        }
        let made = accept(&mut world, Chosen::by_need).remove(0);
        let others = Some(&world.library).filter(|_| of_street == 1);
        assert_eq!(world.workspace.link(&made, "responsible").as_ref(), others, "{of_street}");
        let supporting = [&street, &world.east].map(|it| Value::from(it.as_str()));
        assert_eq!(world.workspace.value(&made, "supporting").items(), supporting, "{of_street}");
    }
}

#[test]
fn what_is_accepted_twice_from_one_board_is_one_project() {
    let mut world = World::new();
    world.need("绘本阅读", "culture_sports", "30册");
    world.resource("绘本阅读角", "culture_sports", "40册");
    let (_, proposal) = world.propose();
    let chosen = Chosen::by_need(&proposal.pairs);
    let edits = |world: &World| accepting(&world.workspace, &world.meeting, &chosen, today());
    let first = edits(&world);
    world.workspace.edit(first, &stamp(7)).expect("saved");
    assert!(edits(&world).is_empty(), "the board has not been worked out anew");
}

#[test]
fn what_is_a_project_already_is_not_proposed_again_until_it_is_taken_back() {
    let mut world = World::new();
    world.need("绘本阅读", "culture_sports", "30册");
    world.resource("绘本阅读角", "culture_sports", "40册");
    let before = world.told();
    accept(&mut world, Chosen::by_need);
    assert_eq!(world.told(), "");
    assert!(accept(&mut world, Chosen::by_need).is_empty());
    let action = world.workspace.next_undo().expect("one action");
    world.workspace.undo(&action.group, &stamp(8)).expect("taken back");
    assert_eq!(world.told(), before);
}

#[test]
fn chosen_pairs_become_one_project_or_one_a_need() {
    let mut world = World::new();
    world.need("绘本阅读", "culture_sports", "30册");
    world.need("绘本借阅", "culture_sports", "10册");
    world.resource("绘本阅读角", "culture_sports", "90册");
    let made = accept(&mut world, Chosen::together);
    assert_eq!(made.len(), 1);
    assert_eq!(world.workspace.value(&made[0], "needs").items().len(), 2);
    assert_eq!(world.workspace.text(&made[0], "title"), "绘本阅读 / 绘本借阅");
    let action = world.workspace.next_undo().expect("one action");
    world.workspace.undo(&action.group, &stamp(8)).expect("taken back");
    assert_eq!(accept(&mut world, Chosen::by_need).len(), 2);
}

#[test]
fn a_day_that_is_past_is_no_deadline_and_long_texts_are_cut() {
    let mut world = World::new();
    let need = world.need(&"长".repeat(120), "culture_sports", "");
    let other = world.need(&"长".repeat(119), "culture_sports", "");
    change(&mut world.workspace, &need, "wanted_by", "2026-11-01");
    for (at, need) in [need, other].iter().enumerate() {
        let resource = world.resource(&format!("资源{at}"), "culture_sports", "");
        world.decide(need, &resource, Decision::Pinned);
    }
    let made = accept(&mut world, Chosen::together);
    assert_eq!(world.workspace.text(&made[0], "deadline"), "");
    assert_eq!(world.workspace.text(&made[0], "objective"), "");
    assert_eq!(world.workspace.text(&made[0], "title").chars().count(), 120);
}
