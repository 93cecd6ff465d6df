//! What is known of a real sub-district: its published sheets, where this machine has them, and twenty invented needs that
//! its venues could serve.

use std::path::PathBuf;

use three_lists::tabular::{Sheet, read};

/// A published sheet of a real sub-district, where this machine has it; it may not be committed.
pub fn sheet(name: &str) -> Option<Sheet> {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let places = [here.join("../shared/data"), here.join("../../shared/data")];
    let found = places.iter().map(|it| it.join(name)).find(|it| it.exists());
    match found {
        Some(path) => {
            let bytes = std::fs::read(path).expect("readable");
            Some(read(&bytes, name).unwrap_or_else(|error| panic!("{name}: {error}")).sheets.remove(0))
        }
        None => {
            println!("{name} is not on this machine; the look-alike cases stand in for it");
            None
        }
    }
}

/// Title, content, people, place; and the numbers in the sheet of the venues that are right.
pub const NEEDS: &[(&str, &str, i64, &str, &[usize])] = &[
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
