//! Projects that start from an agreement or a resolution.

use super::*;
use crate::workspace::meeting::stamp;

#[test]
fn a_project_by_an_agreement_takes_over_what_the_pairing_says_and_is_found_there() {
    let mut world = World::new();
    let long = "每季度碰头一次。".repeat(30);
    for (agreement, note, expected) in [
        ("健康共建协议", "每季度义诊一次", "agreement community objective pairing responsible title"),
        ("", "", "community pairing responsible"),
        ("健康共建协议", long.as_str(), "agreement community objective pairing responsible title"),
    ] {
        let set = [
            ("community", world.east.as_str().into()),
            ("unit", world.library.as_str().into()),
            ("agreement", agreement.into()),
            ("note", note.into()),
        ];
        let pairing = made(&mut world.workspace, Kind::Pairing, fields(set));
        let set = by_pairing(&world.workspace, &pairing);
        assert_eq!(set.keys().map(String::as_str).collect::<Vec<_>>().join(" "), expected);
        let text = |field: &str| set.get(field).and_then(Value::as_text).unwrap_or_default();
        assert_eq!((text("title"), text("agreement"), text("objective")), (agreement, agreement, note));
        assert_eq!((text("community"), text("responsible")), (world.east.as_str(), world.library.as_str()));
        let mut project = fields([("title", "义诊进社区".into())]);
        project.extend(set.clone().into_iter().filter(|(name, _)| name != "title"));
        let made = world.workspace.edit(vec![Edit::new(Kind::Project, project)], &stamp(7)).expect("saved").records;
        assert_eq!(world.workspace.linked_from(&pairing), made);
        assert!(world.workspace.belonging_to(&made[0]).contains(&pairing));
    }
    assert_eq!(by_pairing(&world.workspace, &world.meeting), Fields::new(), "no pairing");
}

#[test]
fn each_line_a_meeting_resolved_may_become_a_project() {
    let mut world = World::new();
    assert_eq!(resolutions(&world.workspace, &world.meeting), Vec::<String>::new());
    let long = "由街道牵头，".repeat(30);
    change(&mut world.workspace, &world.meeting, "resolutions", format!("加装路灯 \n\n　{long}\n"));
    let told = resolutions(&world.workspace, &world.meeting);
    assert_eq!(told, ["加装路灯".to_owned(), long.clone()]);
    for resolution in &told {
        let set = by_resolution(&world.meeting, resolution);
        assert_eq!(set.get("objective"), Some(&Value::from(resolution.as_str())));
        world.workspace.edit(vec![Edit::new(Kind::Project, set)], &stamp(7)).expect("what is filled in can be saved");
    }
    let projects = projects_of(&world.workspace, &world.meeting);
    let titles: Vec<String> = projects.iter().map(|it| world.workspace.text(it, "title")).collect();
    assert_eq!(titles, ["加装路灯".to_owned(), long.chars().take(120).collect()]);
}
