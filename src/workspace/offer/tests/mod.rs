//! What is offered, and what is left out.

mod alike;
mod near;

use proptest::prelude::*;

use super::*;
use crate::domain::{Fields, Quantity};
use crate::oplog::{SecretKey, Timestamp};
use crate::workspace::{Device, Edit, Stamp};

fn stamp() -> Stamp {
    Stamp::save(Timestamp(1_795_312_980), None)
}

fn street() -> Workspace {
    let device = Device { key: SecretKey::from_bytes([7; 32]), run: "run00007".to_owned() };
    Workspace::create("示例街道", "示例街道党工委", device, &stamp()).expect("a street").0
}

fn fields<const N: usize>(pairs: [(&str, Value); N]) -> Fields {
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn write(workspace: &mut Workspace, kind: Kind, set: Fields) -> RecordId {
    workspace.edit(vec![Edit::new(kind, set)], &stamp()).expect("a record").records[0].clone()
}

fn change(workspace: &mut Workspace, id: &RecordId, set: Fields) {
    workspace.edit(vec![Edit::change(id.clone(), set)], &stamp()).expect("a change");
}

fn archive(workspace: &mut Workspace, id: &RecordId) {
    change(workspace, id, fields([(DELETED, Value::Flag(true))]));
}

fn office(workspace: &mut Workspace, name: &str, aliases: &[&str]) -> RecordId {
    let aliases = Value::List(aliases.iter().map(|it| Value::from(*it)).collect());
    write(workspace, Kind::Office, fields([("name", name.into()), ("role", "unit".into()), ("aliases", aliases)]))
}

fn resource(workspace: &mut Workspace, title: &str, more: Fields) -> RecordId {
    let mut set = fields([("title", title.into())]);
    set.extend(more);
    write(workspace, Kind::Resource, set)
}

fn offices() -> Workspace {
    let mut workspace = street();
    for (name, aliases) in [
        ("东湖社区党委", &["东湖社区", "东湖"][..]),
        ("东湖小学", &[]),
        ("清和医院", &["示例清和医院", "清和医院党总支"]),
        ("惠民银行示例支行", &["惠民银行", "惠民行"]),
        ("重庆路幼儿园", &[]),
        ("西湖社区党委", &["西湖社区", "西湖"]),
        ("邻里福超市东湖店", &["邻里福"]),
    ] {
        office(&mut workspace, name, aliases);
    }
    workspace
}

/// What is offered: titles, with the alias that was hit behind a slash.
fn shown(workspace: &Workspace, kind: Kind, typed: &str, limit: usize) -> String {
    let offered = workspace.offered(kind, typed, limit).into_iter();
    let shown = offered.map(|(id, alias)| match alias {
        Some(alias) => format!("{}/{alias}", workspace.title_of(&id)),
        None => workspace.title_of(&id),
    });
    shown.collect::<Vec<_>>().join("、")
}

#[test]
fn offers_what_a_text_may_mean_the_best_first() {
    let workspace = offices();
    for (typed, expected) in [
        ("东湖", "东湖社区党委/东湖、东湖小学、邻里福超市东湖店"),
        ("东湖小学", "东湖小学"),
        ("東湖　小学", "东湖小学"),
        ("惠民", "惠民银行示例支行"),
        ("惠民行", "惠民银行示例支行/惠民行"),
        ("清和医院党", "清和医院/清和医院党总支"),
        ("医院", "清和医院"),
        ("qhyy", "清和医院"),
        ("chongqing", "重庆路幼儿园"),
        ("yey", "重庆路幼儿园"),
        ("hmx", "惠民银行示例支行/惠民行"),
        ("东湖 超市", "邻里福超市东湖店"),
        ("示例 惠民", "惠民银行示例支行"),
        ("惠民行 支行", "惠民银行示例支行"),
        ("dh", "东湖小学、东湖社区党委、邻里福超市东湖店"),
        ("南湖", ""),
    ] {
        assert_eq!(shown(&workspace, Kind::Office, typed, 10), expected, "{typed}");
    }
    assert_eq!(shown(&workspace, Kind::Office, "东湖", 1), "东湖社区党委/东湖");
    assert_eq!(shown(&workspace, Kind::Office, "东湖", 0), "");
}

#[test]
fn records_named_by_others_are_offered_by_that_name() {
    let mut workspace = offices();
    let find = |name: &str| Value::from(workspace.find_exactly(Kind::Office, name).expect("an office").as_str());
    let set = fields([("community", find("东湖社区")), ("unit", find("清和医院"))]);
    let pairing = write(&mut workspace, Kind::Pairing, set);
    assert_eq!(shown(&workspace, Kind::Pairing, "qhyy", 3), "东湖社区党委 · 清和医院");
    assert_eq!(workspace.find_exactly(Kind::Pairing, "东湖社区党委 · 清和医院"), Some(pairing));
}

#[test]
fn with_nothing_typed_what_was_linked_lately_comes_first() {
    let mut workspace = offices();
    let id = |name: &str| workspace.find_exactly(Kind::Office, name).expect("an office");
    let (hospital, school) = (id("清和医院"), id("东湖小学"));
    assert_eq!(workspace.offered(Kind::Office, " ", 20).len(), 8, "the street and seven others");
    let link = |id: &RecordId| fields([("provider", id.as_str().into())]);
    resource(&mut workspace, "阶梯教室", link(&school));
    resource(&mut workspace, "义诊队", link(&hospital));
    resource(&mut workspace, "报告厅", link(&hospital));
    // The street's own office stands in the record of this machine.
    assert_eq!(
        shown(&workspace, Kind::Office, "", 5),
        "清和医院、东湖小学、示例街道党工委、东湖社区党委、惠民银行示例支行"
    );
    archive(&mut workspace, &hospital);
    assert_eq!(shown(&workspace, Kind::Office, "", 2), "东湖小学、示例街道党工委");
}

#[test]
fn a_text_means_a_record_only_without_doubt() {
    let mut workspace = offices();
    let id = |workspace: &Workspace, name: &str| workspace.find_exactly(Kind::Office, name);
    let lake = id(&workspace, "东湖社区党委").expect("by its name");
    for (typed, expected) in [
        (" 东湖 社区党委 ", Some(&lake)),
        ("東湖社區黨委", Some(&lake)),
        ("东湖", Some(&lake)),
        (lake.as_str(), Some(&lake)),
        ("东湖社", None),
        ("donghu", None),
        ("", None),
        ("need/aaaaaaaa.9", None),
    ] {
        assert_eq!(id(&workspace, typed).as_ref(), expected, "{typed}");
    }
    let other = office(&mut workspace, "东湖幼儿园", &["东湖"]);
    assert_eq!(id(&workspace, "东湖"), None, "two go by this name");
    archive(&mut workspace, &other);
    assert_eq!(id(&workspace, "东湖"), Some(lake.clone()), "an archived one is not meant");
    assert_eq!(id(&workspace, "东湖幼儿园"), None);
    assert_eq!(id(&workspace, other.as_str()), Some(other), "but by its id");
    let named = office(&mut workspace, "东湖", &[]);
    assert_eq!(id(&workspace, "东湖"), Some(named), "a name before an alias");
    let (wide, narrow) = (office(&mut workspace, "Ａ座", &[]), office(&mut workspace, "A座", &[]));
    assert_eq!(
        (id(&workspace, "Ａ座"), id(&workspace, "A座"), id(&workspace, "a座")),
        (Some(wide), Some(narrow), None)
    );
}

#[test]
fn values_used_before_are_offered_the_most_used_first() {
    let mut workspace = street();
    let place = |place: &str| fields([("place", place.into()), ("contact", "王老师".into())]);
    for it in ["东湖路26号", "东湖路26号", "社区活动室", "重庆路1号", "社区活动室", "社区活动室", "东湖路３号"]
    {
        resource(&mut workspace, &format!("{it}会议室"), place(it));
    }
    let gone = resource(&mut workspace, "旧会议室", place("拆了的楼"));
    archive(&mut workspace, &gone);
    let told = |workspace: &Workspace, field: &str, typed: &str, limit: usize| {
        workspace.remembered(Kind::Resource, field, typed, limit).join("、")
    };
    for (typed, expected) in [
        ("", "社区活动室、东湖路26号、东湖路３号、重庆路1号"),
        ("路", "东湖路26号、东湖路３号、重庆路1号"),
        ("东湖路3", "东湖路３号"),
        ("dhl", "东湖路26号、东湖路３号"),
        ("cqlu", "重庆路1号"),
        ("东湖路26号", ""),
        ("楼", ""),
    ] {
        assert_eq!(told(&workspace, "place", typed, 9), expected, "{typed}");
    }
    assert_eq!(told(&workspace, "place", "", 2), "社区活动室、东湖路26号");
    for field in ["title", "contact", "content", "category", "provider", "nothing"] {
        assert_eq!(told(&workspace, field, "", 9), "", "{field}");
    }
    let set = |n: i64, unit: &str| fields([("capacity", Quantity { n, unit: unit.to_owned() }.to_value())]);
    for (title, n, unit) in [("甲", 10, "人"), ("乙", 12, "个"), ("丙", 30, "人"), ("丁", 5, "")] {
        resource(&mut workspace, title, set(n, unit));
    }
    assert_eq!(told(&workspace, "capacity", "", 9), "人、个");
    let more = resource(&mut workspace, "戊", place("东湖路26号"));
    assert_eq!(told(&workspace, "place", "dhl", 1), "东湖路26号", "counted before");
    change(&mut workspace, &more, place("新的地方"));
    assert_eq!(told(&workspace, "place", "xindi", 9), "新的地方", "and again after a change");
    archive(&mut workspace, &more);
    assert_eq!(told(&workspace, "place", "xindi", 9), "");
}

const PARTS: [&str; 12] = ["东湖", "西湖", "社区", "小学", "银行", "一", "A", "ａ", "重", "庆", "·", " "];

fn name() -> impl Strategy<Value = String> {
    let parts = prop::collection::vec(prop::sample::select(&PARTS[..]), 0..4);
    parts.prop_map(|parts| format!("单{}", parts.concat()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_title_is_found_first_and_nothing_archived_is_offered(
        names in prop::collection::vec((name(), prop::collection::vec(name(), 0..2), any::<bool>()), 1..8),
        typed in prop_oneof![name(), prop::sample::select(&PARTS[..]).prop_map(str::to_owned)],
    ) {
        let mut workspace = street();
        for (name, aliases, is_archived) in &names {
            let aliases: Vec<&str> = aliases.iter().map(String::as_str).collect();
            let id = office(&mut workspace, name, &aliases);
            if *is_archived {
                archive(&mut workspace, &id);
            }
        }
        for id in workspace.ids(Kind::Office) {
            let title = workspace.title_of(&id);
            let first = workspace.offered(Kind::Office, &title, 1);
            prop_assert_eq!(fold(&workspace.title_of(&first[0].0)), fold(&title));
            if let Some(found) = workspace.find_exactly(Kind::Office, &title) {
                prop_assert_eq!(workspace.title_of(&found), title);
            }
        }
        let all = workspace.offered(Kind::Office, &typed, 20);
        prop_assert!(all.iter().all(|(id, _)| !workspace.is_archived(id)));
        for limit in 0..4 {
            let fewer = workspace.offered(Kind::Office, &typed, limit);
            prop_assert_eq!(&fewer[..], &all[..limit.min(all.len())]);
        }
    }
}
