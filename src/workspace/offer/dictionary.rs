//! Words that the judge of names and titles knows; this file is data.

/// Figures as characters, from nought.
pub const FIGURES: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// The other nought.
pub const NOUGHT: char = '〇';

pub const TEN: char = '十';

/// Characters that tell one thing from another just as a number does: sides, sizes, parts of the day and the year, ages.
pub const TELLING: &str =
    "东西南北中上下前后左右内外大小新老旧早午晚日夜春夏秋冬男女少幼童甲乙丙丁戊百千分总副高低初不非无未收发进出";

/// Characters that sound like others and name another thing: meals and the disabled, baths and bringing up, names of
/// estates and bodies.
pub const NO_SLIP: &str = "餐残浴育学园苑河和仁人";

/// Characters behind which the name of a place or a body ends.
pub const NAMES_END: &str = "路街巷弄里村园苑城楼幢栋号区湖河江桥院校店厂站所社馆局队家户店铺组县市镇乡";

/// Endings of villages' names; no community's.
pub const VILLAGE_ENDINGS: &[&str] = &["村民委员会", "村委会", "村"];

/// What may stand before a Party organisation's name.
pub const PARTY_BEGINNING: &str = "中共";

/// Words in the names of units, and what people shorten them to.
pub const SHORTENED: &[(&str, &str)] = &[
    ("律师事务所", "律所"),
    ("商业银行", "银行"),
    ("物业管理", "物业"),
    ("物业服务", "物业"),
    ("消防救援站", "消防站"),
    ("供电服务站", "供电站"),
    ("股份", ""),
    ("公司", ""),
];

/// Areas whose names stand before an office's own.
pub const AREAS: &[&str] = &["街道", "省", "市", "区", "县", "镇", "乡"];

/// Words that come and go in titles.
pub const FILLING: &[&str] = &["社区", "免费", "开展", "举办", "的", "了", "和", "与", "及"];

/// Words that come and go at the beginning of titles.
pub const FILLING_BEGINNINGS: &[&str] = &["希望", "需要", "请求", "急需"];

/// Words that come and go at the end of titles.
pub const FILLING_ENDINGS: &[&str] = &["活动", "服务", "项目", "工作"];
