//! The same sheet again, changed or not, and what is kept already.

use crate::problems::reasons;
use crate::*;

#[test]
fn a_sheet_that_comes_again_changes_what_it_changed_and_nothing_else() {
    let changed = shown(Kind::Resource, &csv(&LIST.replace("30", "35")), &kept_list());
    assert_eq!(counts(&changed), (0, 1, 2, 0));
    let Outcome::Changed { changes, .. } = &changed.rows[1].outcome else { panic!("{changed:?}") };
    let names: Vec<_> = changes.iter().map(|it| it.field.as_str()).collect();
    assert_eq!(names, ["capacity"]);
    let renamed = shown(Kind::Resource, &csv(&LIST.replace("乙厅", "乙号厅")), &kept_list());
    assert_eq!(counts(&renamed), (0, 1, 2, 0));
    let blanked = shown(Kind::Resource, &csv(&LIST.replace("30", "")), &kept_list());
    assert_eq!(counts(&blanked), (0, 0, 3, 0), "a blank cell erases nothing");
    let renumbered =
        "序号,场地名称,容纳人数,地址\n1,新厅,10,路9号\n2,甲厅,60,路1号\n3,乙厅,30,路2号\n4,丙厅,20,路3号\n";
    let renumbered = shown(Kind::Resource, &csv(renumbered), &kept_list());
    assert_eq!(counts(&renumbered), (1, 0, 3, 0), "a row put in above moves nobody");
    let other = "序号,场地名称,容纳人数,地址\n1,丁厅,61,街1号\n2,戊厅,31,街2号\n3,己厅,21,街3号\n";
    assert_eq!(counts(&shown(Kind::Resource, &csv(other), &kept_list())), (3, 0, 0, 0), "same form, another office");
}

#[test]
fn what_people_changed_here_survives_the_same_sheet() {
    let mut kept = kept_list();
    kept.rows[1].fields.insert("title".into(), Value::from("乙厅（已装修）"));
    kept.rows[1].fields.insert("capacity".into(), Value::Null);
    assert_eq!(counts(&shown(Kind::Resource, &csv(LIST), &kept)), (0, 0, 3, 0));
}

#[test]
fn a_record_typed_by_hand_is_known_by_what_it_says() {
    let fields = |title: &str, place: &str| {
        Fields::from([("title".into(), Value::from(title)), ("place".into(), Value::from(place))])
    };
    let rows = vec![ExistingRow { id: "resource/a.1".into(), fields: fields("甲 厅", "路1号"), waits: false }];
    let preview = shown(Kind::Resource, &csv(LIST), &Existing { rows, ..Existing::default() });
    assert_eq!(counts(&preview), (2, 1, 0, 0));
}

#[test]
fn offices_are_found_by_alias_and_unknown_ones_are_proposed() {
    let offices = vec![OfficeName {
        id: "office/a.1".into(),
        names: vec!["南洋商业银行".into(), "南洋银行".into()],
        role: "unit".into(),
    }];
    let existing = Existing { offices, ..Existing::default() };
    let preview = shown(
        Kind::Claim,
        &csv("认领单位,帮助对象,帮助形式\n南洋银行,老人,服务\n江苏银行,老人,服务\n,老人,实物\n"),
        &existing,
    );
    assert_eq!(counts(&preview), (2, 0, 0, 1));
    let names: Vec<_> = preview.new_offices.iter().map(|it| (it.name.as_str(), it.rows.as_slice())).collect();
    assert_eq!(names, [("江苏银行", &[3][..])]);
    let Outcome::New { fields } = &preview.rows[0].outcome else { panic!("{preview:?}") };
    assert_eq!(fields["office"].to_value(&[]), Value::from("office/a.1"));
    assert_eq!(fields["status"], Incoming::Value(Value::from("pending")));
}

#[test]
fn equal_rows_are_marked_and_both_kept() {
    let preview = shown(Kind::Resource, &csv("名称,地址\n甲,路1号\n甲,路1号\n"), &Existing::default());
    assert_eq!(counts(&preview), (2, 0, 0, 0));
    assert_eq!(reasons(&preview, 1), [(&Reason::DuplicateOf { row: 2 }, Severity::Warning)]);
    let kept = imported(&preview, Existing::default());
    assert_eq!(counts(&shown(Kind::Resource, &csv("名称,地址\n甲,路1号\n甲,路1号\n"), &kept)), (0, 0, 2, 0));
}

#[test]
fn every_office_named_by_a_row_that_goes_in_has_an_id_after_the_import() {
    let preview = shown(
        Kind::Project,
        &csv("项目名称,社区,配合单位\n讲座,东湖社区,甲单位、乙单位；甲单位\n,西湖社区,丙单位\n"),
        &Existing::default(),
    );
    let names: BTreeMap<_, _> = preview.new_offices.iter().map(|it| (it.name.as_str(), it.role.as_str())).collect();
    assert_eq!(names, BTreeMap::from([("东湖社区", "community"), ("甲单位", "unit"), ("乙单位", "unit")]));
    let kept = imported(&preview, Existing::default());
    assert_eq!(kept.rows[0].fields["supporting"].items().len(), 2);
}

const CONTACTS: &str = "场地名称,所属单位,容量,联系人\n排练厅,示例单位,30人,李老师\n";

#[test]
fn a_private_cell_is_known_again_by_itself() {
    let whole = shown(Kind::Resource, &csv(CONTACTS), &Existing::default());
    let kept = imported(&whole, Existing::default());
    let changed_fields = |sheet: &str, kept: &Existing| -> Vec<String> {
        match &shown(Kind::Resource, &csv(sheet), kept).rows[0].outcome {
            Outcome::Changed { changes, .. } => changes.iter().map(|it| it.field.clone()).collect(),
            Outcome::Same { .. } => Vec::new(),
            other => panic!("{other:?}"),
        }
    };
    let mut edited = kept.clone();
    edited.rows[0].fields.insert("contact".into(), Value::from("王老师"));
    assert_eq!(changed_fields(CONTACTS, &edited), [""; 0], "what people changed here stays, private or not");
    assert_eq!(changed_fields(&CONTACTS.replace("李", "赵"), &edited), ["contact"]);
    assert_eq!(changed_fields(&CONTACTS.replace("30人", "40人"), &edited), ["capacity"]);
    // Another machine of the office has what is shared, and not the private log.
    let mut elsewhere = kept;
    for private in ["contact", "origin_private"] {
        elsewhere.rows[0].fields.remove(private);
    }
    assert_eq!(changed_fields(CONTACTS, &elsewhere), ["contact"]);
}

#[test]
fn a_row_that_waits_for_the_street_does_not_come_in_twice() {
    let mut kept = kept_list();
    kept.rows[1].waits = true;
    for sheet in [LIST.to_owned(), LIST.replace("30", "35")] {
        let preview = shown(Kind::Resource, &csv(&sheet), &kept);
        assert_eq!(counts(&preview), (0, 0, 3, 0));
        assert_eq!(reasons(&preview, 1), [(&Reason::Waits, Severity::Warning)]);
    }
}
