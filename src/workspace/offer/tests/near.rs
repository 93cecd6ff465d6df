//! Which records are told to be the same thing, and why.

use super::*;
use crate::workspace::Why;

/// A street with two units, and what is near what is typed: each title with its reason.
struct Street {
    workspace: Workspace,
    hospital: RecordId,
    school: RecordId,
}

impl Street {
    fn new() -> Street {
        let mut workspace = offices();
        let find = |name: &str| workspace.find_exactly(Kind::Office, name).expect("an office");
        let (hospital, school) = (find("清和医院"), find("东湖小学"));
        let provided = |by: &RecordId, content: &str, place: &str| {
            fields([("provider", by.as_str().into()), ("content", content.into()), ("place", place.into())])
        };
        resource(
            &mut workspace,
            "三楼报告厅",
            provided(&hospital, "带投影、音响和无线话筒，可办讲座、培训。", "3号楼"),
        );
        resource(
            &mut workspace,
            "家庭医生义诊",
            provided(&hospital, "内科、骨科、中医各一名，测血压血糖，解读体检报告。", "上门"),
        );
        resource(&mut workspace, "阶梯教室", provided(&school, "可放映，适合家长课堂和居民大会。", "综合楼"));
        Street { workspace, hospital, school }
    }

    fn resource(&self, by: Option<&RecordId>, title: &str, content: &str, place: &str) -> String {
        let mut typed = fields([("title", title.into()), ("content", content.into()), ("place", place.into())]);
        typed.extend(by.map(|by| ("provider".to_owned(), by.as_str().into())));
        self.told(Kind::Resource, &typed, None)
    }

    fn office(&self, name: &str, aliases: &[&str]) -> String {
        let aliases = Value::List(aliases.iter().map(|it| Value::from(*it)).collect());
        self.told(Kind::Office, &fields([("name", name.into()), ("aliases", aliases)]), None)
    }

    fn told(&self, kind: Kind, typed: &Fields, except: Option<&RecordId>) -> String {
        let line = |it: crate::workspace::Near| {
            let archived = if it.archived { " archived" } else { "" };
            format!("{} {:?}{archived}", self.workspace.title_of(&it.id), it.why)
        };
        self.workspace.near(kind, typed, except).into_iter().map(line).collect::<Vec<_>>().join("; ")
    }
}

#[test]
fn warns_of_a_resource_that_is_there() {
    let street = Street::new();
    let (hospital, school) = (Some(&street.hospital), Some(&street.school));
    let long = "内科、骨科、中医各一名，测血压和血糖，解读体检报告";
    for (by, title, content, place, expected) in [
        (hospital, "三楼报告厅", "", "", "三楼报告厅 SameTitle"),
        (hospital, "三楼·报告廳 ", "", "别处", "三楼报告厅 SameTitle"),
        (hospital, "3楼报告厅", "", "", "三楼报告厅 LikeTitle"),
        (hospital, "3楼报告厅", "", "5号楼", ""),
        (hospital, "四楼报告厅", "", "", ""),
        (hospital, "家庭医生义诊活动", "", "", "家庭医生义诊 LikeTitle"),
        (hospital, "名医进社区", long, "", "家庭医生义诊 LikeContent"),
        (school, "名医进社区", long, "", ""),
        (school, "三楼报告厅", "", "", ""),
        (school, "三楼报告厅", "", "三号楼", "三楼报告厅 SameElsewhere"),
        (None, "三楼报告厅", "带投影、音响和无线话筒；可办讲座、培训", "", "三楼报告厅 SameElsewhere"),
        (None, "三楼报告厅", "", "4号楼", ""),
        (hospital, "", "", "", ""),
        (hospital, "·", "", "", ""),
    ] {
        assert_eq!(street.resource(by, title, content, place), expected, "{title} {content} {place}");
    }
}

#[test]
fn the_strongest_reasons_come_first_and_archived_ones_say_so() {
    let mut street = Street::new();
    let by = fields([("provider", street.hospital.as_str().into())]);
    let archived = resource(&mut street.workspace, "报告厅（三楼）", by.clone());
    archive(&mut street.workspace, &archived);
    for title in ["3楼报告厅", "三楼报告厅", "社区三楼报告厅"] {
        resource(&mut street.workspace, title, by.clone());
    }
    assert_eq!(
        street.resource(Some(&street.hospital), "三楼报告厅", "", ""),
        "三楼报告厅 SameTitle; 三楼报告厅 SameTitle; 3楼报告厅 LikeTitle"
    );
    assert_eq!(
        street.resource(Some(&street.hospital), "报告厅·三楼", "", "").split("; ").next(),
        Some("报告厅（三楼） SameTitle archived")
    );
}

#[test]
fn warns_of_an_office_by_its_names() {
    let street = Street::new();
    for (name, aliases, expected) in [
        ("东湖小学", &[][..], "东湖小学 SameTitle"),
        ("东湖", &[], "东湖社区党委 Alias(\"东湖\")"),
        ("惠民行", &[], "惠民银行示例支行 Alias(\"惠民行\")"),
        ("新的单位", &["清和医院"], "清和医院 Alias(\"清和医院\")"),
        ("东湖社区居民委员会", &[], "东湖社区党委 LikeTitle"),
        ("邻里福超市冬湖店", &[], ""),
        ("重庆陆幼儿园", &[], "重庆路幼儿园 LikeTitle"),
        ("南湖社区党委", &[], ""),
        ("", &[], ""),
    ] {
        assert_eq!(street.office(name, aliases), expected, "{name}");
    }
}

#[test]
fn needs_and_projects_are_judged_by_their_own_offices() {
    let mut street = Street::new();
    let office = |id: &RecordId| Value::from(id.as_str());
    let set =
        fields([("title", "楼道灯坏了没人换".into()), ("asker", office(&street.school)), ("place", "各楼道".into())]);
    let need = write(&mut street.workspace, Kind::Need, set.clone());
    assert_eq!(street.told(Kind::Need, &set, None), "楼道灯坏了没人换 SameTitle");
    assert_eq!(street.told(Kind::Need, &set, Some(&need)), "", "not near itself");
    assert_eq!(street.told(Kind::Resource, &set, None), "", "of its own kind only");
    let set = |responsible: &RecordId| {
        fields([
            ("title", "滨江步道亮灯".into()),
            ("responsible", office(responsible)),
            ("community", office(&street.school)),
            ("place", "步道".into()),
        ])
    };
    let (own, other) = (set(&street.school), set(&street.hospital));
    write(&mut street.workspace, Kind::Project, own.clone());
    assert_eq!(street.told(Kind::Project, &own, None), "滨江步道亮灯 SameTitle");
    assert_eq!(
        street.told(Kind::Project, &other, None),
        "",
        "what several offices do under one title are several projects"
    );
    assert_eq!(street.told(Kind::Claim, &other, None), "");
}

#[test]
fn the_sieve_leaves_what_the_judge_would_find() {
    let mut street = Street::new();
    let by = fields([("provider", street.hospital.as_str().into())]);
    // More records that share most of the title than the judge reads.
    for number in 0..400 {
        resource(&mut street.workspace, &format!("{number}号活动室报告厅"), by.clone());
    }
    assert_eq!(street.resource(Some(&street.hospital), "三楼报告厅", "", ""), "三楼报告厅 SameTitle");
    assert_eq!(street.resource(Some(&street.hospital), "39号活动室报告厅", "", ""), "39号活动室报告厅 SameTitle");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_record_is_near_its_copy_and_never_near_itself(titles in prop::collection::vec(name(), 1..6), owned in any::<bool>()) {
        let mut street = Street::new();
        let by = if owned { fields([("provider", street.hospital.as_str().into())]) } else { Fields::new() };
        for title in &titles {
            let id = resource(&mut street.workspace, title, by.clone());
            let typed = street.workspace.fields(&id);
            let all = street.workspace.near(Kind::Resource, &typed, None);
            prop_assert_eq!(&all[0].why, &Why::SameTitle);
            prop_assert!(all.len() <= 3);
            prop_assert!(street.workspace.near(Kind::Resource, &typed, Some(&id)).iter().all(|it| it.id != id));
        }
    }
}
