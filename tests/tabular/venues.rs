//! Twenty invented needs against the published venues of a real sub-district: whether somebody who knows them would find
//! the right one among the first three that are offered.

use std::collections::BTreeMap;

use crate::published::real;
use crate::*;
use three_lists::domain::{Date, Fields, Quantity, RecordId};
use three_lists::oplog::{SecretKey, Timestamp};
use three_lists::workspace::proposal::Fitting;
use three_lists::workspace::{Device, Edit, Stamp, Workspace};

/// Title, content, people, place; and the numbers in the sheet of the venues that are right.
const NEEDS: &[(&str, &str, i64, &str, &[usize])] = &[
    ("楼组长会议", "想借一间会议室开季度会。", 55, "福山路", &[1]),
    ("商户座谈", "需要安静的会议室，请几家商户坐下来谈。", 28, "浦东南路", &[2, 58]),
    ("孩子想学钢琴", "找有钢琴的房间上课。", 24, "文化中心", &[47]),
    ("老年国画班", "画室最好，要放画架。", 36, "", &[48]),
    ("乒乓球友谊赛", "两个小区打乒乓球。", 70, "", &[41]),
    ("百姓健身操", "冬天跳健身操没有室内的地方。", 120, "", &[42]),
    ("船模小组", "中学生做船模，要工作室。", 20, "", &[45]),
    ("合唱队排练", "合唱队要固定的排练厅。", 110, "文化中心", &[49, 51]),
    ("戏曲小组排练", "小排练厅即可。", 60, "文化中心", &[50]),
    ("居民摄影美术展", "想在美术馆办一次展览。", 300, "东昌路", &[39]),
    ("藏书票展", "收藏爱好者办藏书票展。", 100, "", &[40]),
    ("亲子课堂", "借社区生活服务中心的教室。", 38, "浦东南路", &[59, 60]),
    ("健康大讲堂", "社区学校有大教室，想请医生来讲。", 200, "乳山路", &[55]),
    ("垃圾分类动员会", "在居民区活动室开。", 70, "东昌新村", &[7]),
    ("读报小组", "每周在活动室读报。", 60, "昌邑路", &[8]),
    ("迎新茶话会", "要大一点的活动室。", 150, "乳山路", &[23]),
    ("邻里包饺子", "在活动室一起包饺子。", 60, "梅园新村", &[20, 21]),
    ("棋牌比赛", "居民区活动室。", 60, "招远路", &[11, 12]),
    ("大堂义诊", "医生在大厦大堂量血压。", 45, "商城路", &[38]),
    ("便民集市", "在广场摆摊修伞磨刀。", 80, "南泉北路", &[4]),
];

#[test]
fn the_right_venue_is_among_the_first_three() {
    let Some(sheet) = real("real-ljz-venues.xlsx") else { return };
    let (_, kept) = check_import(Kind::Resource, &sheet, 61);
    let device = Device { key: SecretKey::from_bytes([1; 32]), run: "venues01".to_owned() };
    let stamp = Stamp::save(Timestamp(1_795_312_980), None);
    let mut street = Workspace::create("street", "street", device, &stamp).expect("a street").0;
    let copied = ["title", "category", "place", "capacity"];
    let edits = kept.rows.iter().map(|row| {
        let set: Fields = row
            .fields
            .iter()
            .filter(|(name, _)| copied.contains(&name.as_str()))
            .map(|(n, v)| (n.clone(), v.clone()))
            .collect();
        Edit::new(Kind::Resource, set)
    });
    let made = street.edit(edits.collect(), &stamp).expect("61 venues").records;
    let number: BTreeMap<&RecordId, usize> = made.iter().enumerate().map(|(at, id)| (id, at + 1)).collect();
    let today = Date::parse("2026-11-23").expect("a day");
    let mut fitting = Fitting::begin(&street, Kind::Need, today).expect("needs are fitted");
    while fitting.run(&street, 7) {}
    let mut wrong = Vec::new();
    for (title, content, people, place, right) in NEEDS {
        let people = Quantity { n: *people, unit: "人".to_owned() };
        let texts = [("title", *title), ("content", *content), ("place", *place), ("category", "venue")];
        let mut filled: Fields = texts.into_iter().map(|(name, text)| (name.to_owned(), text.into())).collect();
        filled.insert("quantity".to_owned(), people.to_value());
        let found: Vec<(usize, i32)> =
            fitting.find(&filled, None, 3).iter().map(|it| (number[&it.id], it.points)).collect();
        if !found.iter().any(|(number, _)| right.contains(number)) {
            wrong.push(format!("{title}: {right:?} not in {found:?}"));
        }
    }
    println!("{} of {} found", NEEDS.len() - wrong.len(), NEEDS.len());
    assert!(wrong.len() <= 2, "{wrong:#?}");
}
