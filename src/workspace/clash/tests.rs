use super::*;
use crate::domain::schema;
use crate::domain::{Kind, Quantity};

fn check(kind: Kind, field: &str, values: &[Value], expected: Option<Value>) {
    let field = schema::field(kind, field).expect("the schema has it");
    assert_eq!(combined(field, values), expected, "{}", field.name);
}

fn list(items: &[&str]) -> Value {
    Value::List(items.iter().map(|it| Value::from(*it)).collect())
}

#[test]
fn puts_together_what_can_stand_together() {
    check(
        Kind::Resource,
        "content",
        &["可容50人\n有投影".into(), "有投影 \n\n周末需预约".into()],
        Some("可容50人\n有投影\n周末需预约".into()),
    );
    check(Kind::Resource, "content", &[Value::Null, "有投影".into()], Some("有投影".into()));
    check(
        Kind::Office,
        "aliases",
        &[list(&["崂三", "三居"]), list(&["三居", "嶗三"])],
        Some(list(&["崂三", "三居", "嶗三"])),
    );
    check(
        Kind::Project,
        "supporting",
        &[list(&["office/a1b2c3d4.1"]), Value::Null],
        Some(list(&["office/a1b2c3d4.1"])),
    );
}

#[test]
fn one_thing_is_not_put_together() {
    check(Kind::Resource, "title", &["甲".into(), "乙".into()], None);
    check(Kind::Resource, "category", &["venue".into(), "talent".into()], None);
    let people = |n| Quantity { n, unit: "人".to_owned() }.to_value();
    check(Kind::Resource, "capacity", &[people(5), people(6)], None);
}
