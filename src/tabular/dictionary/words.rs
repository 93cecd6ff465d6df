//! What sheets say beside records: sums, placeholders, hints, endings of names.

use crate::domain::Kind;

/// Columns that number the rows.
pub const NUMBER_COLUMNS: &[&str] = &["序号", "编号", "no", "no.", "number", "#", "id", "行号", "row"];

/// Columns that say nothing of one record: subtotals, counts, signatures, and what a sheet of problem rows adds.
pub const IGNORED_COLUMNS: &[&str] = &[
    "月统计",
    "联建单位数",
    "统计",
    "合计",
    "小计",
    "总计",
    "签名",
    "签字",
    "盖章",
    "单位数",
    "列",
    "原因",
    "column",
    "reason",
];

/// Endings that make a column a count of what its name says.
pub const COUNT_ENDINGS: &[&str] = &["数", "数量", "个数", "统计", "合计", "小计", "总数"];

/// First words of rows that sum up or explain, below or between the records.
pub const FOOTERS: &[&str] = &[
    "合计",
    "小计",
    "总计",
    "共计",
    "总数",
    "备注:",
    "注:",
    "说明:",
    "填表人",
    "制表",
    "填报人",
    "填报单位",
    "审核人",
    "联系人:",
    "total",
    "subtotal",
    "note:",
];

/// Rows whose only words are these hold nothing but a remark.
pub const REMARKS: &[&str] = &["备注", "注", "说明", "填表", "制表"];

/// What people write where there is nothing to write.
pub const PLACEHOLDERS: &[&str] = &["略", "/", "//", "-", "--", "—", "——", "\\", "…", "……", "*"];

/// Words for nothing where an office, a day or a number is asked.
pub const NOTHING: &[&str] = &["无", "暂无", "没有", "none", "n/a", "待定", "未定"];

/// Endings that tell the unit of a bare number below a column.
pub const UNITS: &[(&str, &str)] =
    &[("人数", "人"), ("户数", "户"), ("人次", "人次"), ("场次", "场"), ("金额", "元"), ("容量", "人")];

/// Words in a header or title that tell a field's value for a whole sheet when no column does.
pub const SHEET_HINTS: &[(Kind, &str, &str, &str)] = &[
    (Kind::Resource, "场地", "category", "venue"),
    (Kind::Resource, "场馆", "category", "venue"),
    (Kind::Resource, "法律", "category", "legal_advice"),
    (Kind::Resource, "医疗", "category", "health"),
    (Kind::Resource, "健康", "category", "health"),
    (Kind::Resource, "文体", "category", "culture_sports"),
    (Kind::Resource, "人才", "category", "talent"),
    (Kind::Resource, "技术", "category", "technology"),
    (Kind::Resource, "岗位", "category", "jobs"),
    (Kind::Resource, "物资", "category", "goods_funds"),
    (Kind::Need, "微心愿", "type", "small_wish"),
    (Kind::Need, "急难愁盼", "type", "urgent_difficulty"),
];

/// Words in a title, tab or header that tell which list a sheet is.
pub const LIST_HINTS: &[(&str, Kind)] = &[
    ("资源清单", Kind::Resource),
    ("资源", Kind::Resource),
    ("场地", Kind::Resource),
    ("需求清单", Kind::Need),
    ("需求", Kind::Need),
    ("微心愿", Kind::Need),
    ("项目清单", Kind::Project),
    ("进社区清单", Kind::Project),
    ("活动清单", Kind::Project),
    ("责任分解", Kind::Project),
    ("认领", Kind::Claim),
    ("联建", Kind::Pairing),
    ("结对", Kind::Pairing),
    ("通讯录", Kind::Office),
    ("单位名录", Kind::Office),
    ("单位名单", Kind::Office),
    ("resources", Kind::Resource),
    ("needs", Kind::Need),
    ("projects", Kind::Project),
    ("claims", Kind::Claim),
    ("pairings", Kind::Pairing),
    ("offices", Kind::Office),
];

/// Words for yes and no.
pub const YES: &[&str] = &["是", "有", "true", "yes", "y", "√", "1"];
/// Words for no.
pub const NO: &[&str] = &["否", "无", "false", "no", "n", "×", "0"];

/// Two ways to write the same character in names.
pub const VARIANTS: &[(char, char)] =
    &[('嶗', '崂'), ('樂', '乐'), ('銀', '银'), ('東', '东'), ('園', '园'), ('濬', '浚'), ('崗', '岗')];
