//! The words of sheets: what offices call columns, choices and footers. Data only; the one place here with Han words.

use unicode_normalization::UnicodeNormalization;

use crate::domain::Kind;

/// Column names of one field, the one used in templates first, the English one second.
type Names = (&'static str, &'static [&'static str]);

const OFFICE: &[Names] = &[
    (
        "name",
        &[
            "单位名称",
            "office",
            "name",
            "名称",
            "机构名称",
            "组织名称",
            "部门名称",
            "共建单位",
            "驻区单位",
            "社区名称",
            "居民区名称",
            "单位全称",
            "成员单位",
            "党组织名称",
        ],
    ),
    ("role", &["类别", "role", "角色", "单位类别", "单位类型", "单位性质", "类型", "性质"]),
    ("aliases", &["别名", "aliases", "简称", "曾用名", "其他名称", "单位简称"]),
    ("address", &["地址", "address", "单位地址", "办公地址", "详细地址", "所在地", "地点", "通讯地址"]),
    ("contact", &["联系方式", "contact", "联系人", "电话", "联系电话", "负责人", "联系人及电话", "手机", "联络员"]),
    ("note", &["备注", "note", "notes", "说明", "remarks"]),
];

const RESOURCE: &[Names] = &[
    (
        "title",
        &[
            "资源名称",
            "title",
            "名称",
            "场地名称",
            "项目名称",
            "服务项目",
            "服务名称",
            "课程",
            "课程名称",
            "活动名称",
            "标题",
            "resource",
            "资源",
            "场馆名称",
            "资源项目",
            "服务资源",
        ],
    ),
    ("category", &["资源类别", "category", "类别", "类型", "资源类型", "分类", "服务类别", "项目类别"]),
    (
        "content",
        &[
            "资源内容",
            "content",
            "内容",
            "服务内容",
            "具体内容",
            "资源简介",
            "简介",
            "项目内容",
            "活动内容",
            "资源描述",
            "description",
        ],
    ),
    (
        "provider",
        &[
            "提供单位",
            "provider",
            "单位名称",
            "单位",
            "组织名称",
            "所属单位",
            "责任单位",
            "主办单位",
            "共建单位",
            "资源单位",
            "供给单位",
            "资源提供单位",
            "管理单位",
            "师资单位",
        ],
    ),
    (
        "contact",
        &[
            "联系方式",
            "contact",
            "联系人",
            "电话",
            "联系电话",
            "负责人",
            "联系人及电话",
            "联系人及联系方式",
            "师资",
            "手机",
            "联络员",
        ],
    ),
    (
        "place",
        &[
            "地址",
            "place",
            "地点",
            "场地地址",
            "服务地点",
            "活动地点",
            "详细地址",
            "位置",
            "所在地",
            "address",
            "location",
        ],
    ),
    ("capacity", &["容纳人数", "capacity", "数量", "可容纳人数", "人数", "规模", "服务人数", "可提供数量", "场地容量"]),
    (
        "availability",
        &["开放时间", "availability", "时间", "服务时间", "可用时间", "活动时间", "使用时间", "可提供时间", "开课时间"],
    ),
    ("frequency", &["频次", "frequency", "服务频次", "频率", "次数"]),
    ("conditions", &["使用条件", "conditions", "条件", "要求", "使用要求", "收费情况", "预约方式", "服务对象"]),
    ("valid_until", &["有效期至", "validuntil", "有效期", "截止日期", "截止时间", "到期时间"]),
    ("note", &["备注", "note", "notes", "说明", "remarks"]),
];

const NEED: &[Names] = &[
    (
        "title",
        &[
            "需求名称",
            "title",
            "需求",
            "名称",
            "需求项目",
            "项目名称",
            "微心愿",
            "心愿",
            "心愿名称",
            "标题",
            "需求事项",
            "事项",
            "need",
            "主题",
        ],
    ),
    ("type", &["需求类型", "type", "类型", "需求性质", "性质"]),
    ("category", &["需求类别", "category", "类别", "分类"]),
    (
        "content",
        &["需求内容", "content", "内容", "具体需求", "具体内容", "心愿内容", "需求描述", "问题描述", "description"],
    ),
    ("public_wording", &["公开表述", "publicwording", "公示内容", "对外表述", "公开内容"]),
    (
        "asker",
        &[
            "提出单位",
            "asker",
            "社区",
            "居民区",
            "居民区名称",
            "社区名称",
            "单位",
            "单位名称",
            "需求单位",
            "所属社区",
            "所在社区",
            "需求方",
            "提出社区",
            "居委会",
            "申报单位",
            "提出方",
            "community",
        ],
    ),
    ("contact", &["联系方式", "contact", "联系人", "电话", "联系电话", "负责人", "联系人及电话", "申请人", "手机"]),
    ("quantity", &["需求数量", "quantity", "数量", "人数", "受益人数", "户数", "惠及人数", "需求人数", "涉及人数"]),
    (
        "wanted_by",
        &[
            "希望完成时间",
            "wantedby",
            "需求时间",
            "期望时间",
            "完成时间",
            "完成时限",
            "截止时间",
            "时间",
            "期望完成时间",
            "希望时间",
            "deadline",
        ],
    ),
    ("wanted_time", &["希望时段", "wantedtime", "服务时段", "时段", "时间", "服务时间"]),
    ("place", &["地点", "place", "地址", "服务地点", "位置", "所在地", "address"]),
    ("urgency", &["紧急程度", "urgency", "紧急度", "轻重缓急", "缓急"]),
    ("source", &["需求来源", "source", "来源", "收集渠道", "来源渠道", "渠道", "收集方式"]),
    ("verified_by", &["核实人", "verifiedby", "核实人员"]),
    ("verified_on", &["核实日期", "verifiedon", "核实时间"]),
    ("status", &["状态", "status", "办理状态", "需求状态", "进展", "办理情况"]),
    ("note", &["备注", "note", "notes", "说明", "remarks"]),
];

const PROJECT: &[Names] = &[
    (
        "title",
        &[
            "项目名称",
            "title",
            "名称",
            "项目",
            "服务项目",
            "活动名称",
            "活动主题",
            "主题",
            "标题",
            "project",
            "事项",
            "工作任务",
            "任务",
        ],
    ),
    ("objective", &["项目目标", "objective", "目标", "工作目标", "预期目标", "预期成效"]),
    (
        "content",
        &[
            "项目内容",
            "content",
            "内容",
            "具体内容",
            "活动内容",
            "服务内容",
            "实施内容",
            "工作内容",
            "具体措施",
            "description",
        ],
    ),
    (
        "community",
        &[
            "社区",
            "community",
            "居民区",
            "居民区名称",
            "社区名称",
            "受益社区",
            "服务社区",
            "居委会",
            "所在社区",
            "实施社区",
            "对接社区",
        ],
    ),
    (
        "responsible",
        &[
            "责任单位",
            "responsible",
            "牵头单位",
            "承办单位",
            "实施单位",
            "单位名称",
            "金融单位",
            "共建单位",
            "服务单位",
            "主办单位",
            "单位",
            "项目单位",
            "认领单位",
        ],
    ),
    ("supporting", &["配合单位", "supporting", "协办单位", "参与单位", "支持单位", "协同单位"]),
    (
        "contact",
        &["联系方式", "contact", "联系人", "电话", "联系电话", "负责人", "项目负责人", "责任人", "联系人及电话"],
    ),
    (
        "start",
        &["开始时间", "start", "活动时间", "启动时间", "开始日期", "实施时间", "时间", "日期", "活动日期", "date"],
    ),
    ("deadline", &["完成时限", "deadline", "完成时间", "截止时间", "截止日期", "结束时间", "结束日期", "时限"]),
    ("place", &["地点", "place", "地址", "活动地点", "实施地点"]),
    (
        "beneficiaries",
        &[
            "受益人数",
            "beneficiaries",
            "参加人数",
            "参与人数",
            "服务人数",
            "惠及人数",
            "人数",
            "覆盖人数",
            "受益人次",
            "参加人次",
        ],
    ),
    ("milestones", &["阶段安排", "milestones", "实施步骤", "进度安排", "时间节点"]),
    ("agreement", &["协议", "agreement", "共建协议", "协议编号"]),
    ("funding", &["经费来源", "funding", "资金来源", "经费", "资金"]),
    ("closing_evidence", &["销号依据", "closingevidence", "办结材料", "完成情况", "佐证材料"]),
    ("status", &["状态", "status", "项目状态", "进展", "进度"]),
    ("note", &["备注", "note", "notes", "说明", "remarks"]),
];

const CLAIM: &[Names] = &[
    (
        "office",
        &[
            "认领单位",
            "office",
            "单位名称",
            "单位",
            "共建单位",
            "帮扶单位",
            "帮困单位",
            "捐赠单位",
            "爱心单位",
            "认领方",
        ],
    ),
    (
        "subject",
        &[
            "认领内容",
            "subject",
            "帮助对象",
            "帮扶对象",
            "认领项目",
            "认领事项",
            "对象",
            "项目名称",
            "帮困对象",
            "资助对象",
            "微心愿",
            "认领需求",
        ],
    ),
    (
        "help_form",
        &["帮助形式", "helpform", "帮扶形式", "形式", "方式", "帮扶方式", "帮助方式", "认领方式", "捐助形式"],
    ),
    ("quantity", &["认领数量", "quantity", "数量", "人数", "金额", "帮扶人数"]),
    ("contact", &["联系方式", "contact", "联系人", "电话", "联系电话", "负责人"]),
    ("status", &["状态", "status", "认领状态", "进展"]),
    ("note", &["备注", "note", "notes", "说明", "remarks"]),
];

const PAIRING: &[Names] = &[
    (
        "community",
        &[
            "居民区党组织名称",
            "community",
            "居民区党组织",
            "居民区",
            "居民区名称",
            "社区",
            "社区名称",
            "社区党组织",
            "社区党组织名称",
            "居委会",
            "结对社区",
        ],
    ),
    (
        "unit",
        &[
            "联建单位名称",
            "unit",
            "联建单位",
            "结对单位",
            "结对单位名称",
            "共建单位",
            "共建单位名称",
            "单位名称",
            "单位",
            "驻区单位",
            "partner",
        ],
    ),
    ("since", &["结对时间", "since", "签约时间", "开始时间", "结对日期", "签约日期", "共建时间"]),
    ("until", &["到期时间", "until", "有效期至", "结束时间", "截止时间"]),
    ("agreement", &["协议", "agreement", "共建协议", "协议名称", "协议编号"]),
    ("note", &["备注", "note", "notes", "说明", "共建内容", "remarks"]),
];

/// The column names of a kind's fields; empty for kinds without a list of their own.
pub const fn names(kind: Kind) -> &'static [Names] {
    match kind {
        Kind::Office => OFFICE,
        Kind::Resource => RESOURCE,
        Kind::Need => NEED,
        Kind::Project => PROJECT,
        Kind::Claim => CLAIM,
        Kind::Pairing => PAIRING,
        _ => &[],
    }
}

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

/// Words of each set of choices, by the set's name; a code itself is always understood.
pub const CHOICES: &[(&str, &[(&str, &[&str])])] = &[
    (
        "category",
        &[
            ("venue", &["场地", "场馆", "场所", "阵地", "活动场地", "会议室"]),
            ("talent", &["人才", "师资", "专家", "志愿者", "人才资源"]),
            ("information", &["信息", "信息资源", "资讯"]),
            ("technology", &["技术", "技术支持", "科技"]),
            ("legal_advice", &["法律咨询", "法律", "法律服务", "法律援助", "普法"]),
            ("culture_sports", &["文体活动", "文体", "文化", "体育", "文化体育", "文艺"]),
            ("health", &["医疗健康", "医疗", "健康", "卫生", "健康医疗", "义诊"]),
            ("goods_funds", &["物资资金", "物资", "资金", "帮困", "助困", "捐赠"]),
            ("jobs", &["岗位用工", "岗位", "就业", "用工"]),
            ("other", &["其他", "其它"]),
        ],
    ),
    (
        "office_role",
        &[
            ("street", &["街道", "街道办", "街道办事处", "街道党工委", "党工委"]),
            ("community", &["社区", "居民区", "居委会", "居委", "社区党组织", "居民区党组织", "村"]),
            (
                "unit",
                &[
                    "共建单位",
                    "单位",
                    "驻区单位",
                    "企业",
                    "机关",
                    "事业单位",
                    "学校",
                    "医院",
                    "社会组织",
                    "联建单位",
                    "两新组织",
                ],
            ),
        ],
    ),
    (
        "need_type",
        &[
            ("urgent_difficulty", &["急难愁盼", "急难", "急难愁盼问题"]),
            ("small_wish", &["微心愿", "心愿"]),
            ("public_matter", &["公共事项", "公共事务", "公共服务"]),
        ],
    ),
    (
        "need_source",
        &[
            ("grid_visit", &["网格员走访", "网格走访", "走访", "网格员"]),
            ("residents_council", &["居民议事会", "议事会", "居民会议"]),
            ("door_knocking", &["敲门行动", "敲门", "上门"]),
            ("notice_board", &["公告栏", "公示栏", "意见箱"]),
            ("telephone", &["电话", "来电", "热线"]),
            ("other", &["其他", "其它"]),
        ],
    ),
    (
        "urgency",
        &[
            ("normal", &["一般", "普通", "不急", "平", "正常"]),
            ("pressing", &["较急", "紧急", "急"]),
            ("critical", &["特急", "非常紧急", "十分紧急", "特别紧急"]),
        ],
    ),
    (
        "help_form",
        &[
            ("in_kind", &["实物", "物资", "物品", "捐物"]),
            ("cash", &["现金", "资金", "捐款", "钱款"]),
            (
                "cash_and_kind",
                &[
                    "现金和实物",
                    "实物和现金",
                    "现金与实物",
                    "现金及实物",
                    "现金实物",
                    "实物现金",
                    "现金、实物",
                    "实物、现金",
                    "现金+实物",
                    "实物+现金",
                ],
            ),
            ("service", &["服务", "志愿服务", "义务服务"]),
            ("other", &["其他", "其它"]),
        ],
    ),
    (
        "need_status",
        &[
            ("registered", &["登记", "已登记", "待核实"]),
            ("verified", &["已核实", "社区核实", "核实"]),
            ("published", &["已公布", "公布"]),
            ("partly_met", &["部分响应", "部分满足"]),
            ("in_project", &["已立项", "立项"]),
            ("awaiting_confirmation", &["待确认"]),
            ("closed", &["销号", "已销号", "已完成", "办结", "已办结"]),
            ("merged", &["合并", "已合并"]),
            ("referred", &["转办", "已转办"]),
            ("returned", &["退回", "已退回"]),
            ("deferred", &["暂不具备条件", "暂缓"]),
            ("withdrawn", &["撤回", "已撤回"]),
        ],
    ),
    (
        "project_status",
        &[
            ("proposed", &["拟立项", "待立项"]),
            ("approved", &["立项", "已立项"]),
            ("running", &["实施", "实施中", "进行中", "推进中", "在建"]),
            ("completion_requested", &["申请办结"]),
            ("community_verified", &["社区核验", "已核验"]),
            ("signed_off", &["街道销号", "销号", "已销号", "已完成", "完成"]),
            ("archived", &["归档", "已归档"]),
            ("sent_back", &["退回整改", "整改"]),
            ("extended", &["延期", "已延期"]),
            ("terminated", &["终止", "已终止"]),
        ],
    ),
    (
        "claim_status",
        &[
            ("pending", &["待审核", "审核中"]),
            ("accepted", &["通过", "已通过"]),
            ("performing", &["履约", "履约中", "进行中"]),
            ("done", &["完成", "已完成"]),
            ("refused", &["不通过", "未通过"]),
            ("withdrawn", &["撤回", "已撤回"]),
            ("lapsed", &["超期释放", "超期"]),
        ],
    ),
];

/// Words for yes and no.
pub const YES: &[&str] = &["是", "有", "true", "yes", "y", "√", "1"];
/// Words for no.
pub const NO: &[&str] = &["否", "无", "false", "no", "n", "×", "0"];

/// Endings of a Party organisation, as it stands behind its office's name.
pub const PARTY_ENDINGS: &[&str] = &[
    "党总支部委员会",
    "党总支委员会",
    "党支部委员会",
    "党委员会",
    "党总支部",
    "联合党支部",
    "党总支",
    "党支部",
    "党组织",
    "党委",
    "总支",
    "支部",
    "党群服务中心",
];

/// Endings of a community's name.
pub const COMMUNITY_ENDINGS: &[&str] =
    &["居民委员会", "居民区", "居委会", "居委", "社区", "村民委员会", "村委会", "村"];

/// Endings of a street's name.
pub const STREET_ENDINGS: &[&str] = &["街道办事处", "街道党工委", "党工委", "街道办", "街道", "街道工委"];

/// Words that offices add to or leave out of a name.
pub const LOOSE_WORDS: &[&str] = &[
    "有限责任公司",
    "股份有限公司",
    "有限公司",
    "中共",
    "上海市",
    "上海",
    "居民区",
    "居民委员会",
    "居委会",
    "社区",
    "集团",
];

/// Two ways to write the same character in names.
pub const VARIANTS: &[(char, char)] =
    &[('嶗', '崂'), ('樂', '乐'), ('銀', '银'), ('東', '东'), ('園', '园'), ('濬', '浚'), ('崗', '岗')];

/// A header, choice or name as it is compared: full-width forms folded, white space gone, lower case.
pub fn folded(text: &str) -> String {
    text.nfkc()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\u{200B}' | '\u{FEFF}'))
        .flat_map(char::to_lowercase)
        .collect()
}

/// A header as it is compared: folded, without a unit or remark in brackets, marks and underscores.
pub fn heading_key(text: &str) -> String {
    let folded = folded(text);
    let mut depth = 0_usize;
    let mut key = String::new();
    for c in folded.chars() {
        match c {
            '(' | '[' | '【' | '〔' => depth += 1,
            ')' | ']' | '】' | '〕' => depth = depth.saturating_sub(1),
            ':' | '*' | '_' | '、' | '。' | '※' => {}
            _ if depth == 0 => key.push(c),
            _ => {}
        }
    }
    if key.is_empty() { folded } else { key }
}

/// The code a word stands for in a set of choices.
pub fn choice(set: &str, codes: &[&'static str], text: &str) -> Option<&'static str> {
    let word = folded(text);
    let trimmed = word.trim_end_matches(['类', '型']);
    let code = codes.iter().find(|code| **code == word || code.replace('_', "") == word.replace([' ', '-', '_'], ""));
    code.copied().or_else(|| {
        let words = CHOICES.iter().find(|it| it.0 == set)?.1;
        let entry = words.iter().find(|it| it.1.iter().any(|known| *known == word || *known == trimmed))?;
        codes.iter().find(|code| **code == entry.0).copied()
    })
}

/// The names of a kind's columns for a blank sheet, each understood when it comes back filled in.
pub fn headings(kind: Kind, english: bool) -> Vec<&'static str> {
    let pick = usize::from(english);
    names(kind).iter().filter_map(|it| it.1.get(pick).copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::schema::{self, Shape};

    #[test]
    fn every_name_belongs_to_a_field_and_every_field_people_type_has_a_name() {
        for kind in Kind::LISTS {
            for (field, words) in names(kind) {
                assert!(schema::field(kind, field).is_some(), "{kind:?} has no field {field}");
                assert!(words.len() > 1, "{kind:?}.{field} needs a Chinese and an English heading");
                for word in *words {
                    assert_eq!(heading_key(word), *word, "{word} would never be found");
                }
            }
            for field in schema::fields(kind) {
                let from_elsewhere = matches!(field.shape, Shape::Link(to) | Shape::Links(to) if to != Kind::Office);
                let named = names(kind).iter().any(|it| it.0 == field.name);
                assert!(named || from_elsewhere, "{kind:?}.{} cannot be imported", field.name);
            }
        }
    }

    #[test]
    fn every_choice_has_a_word_and_understands_its_code() {
        for kind in Kind::LISTS {
            for field in schema::fields(kind) {
                let Shape::Choice(set, codes) = field.shape else { continue };
                for code in codes {
                    assert_eq!(choice(set, codes, code), Some(*code), "{set}.{code}");
                    let word =
                        CHOICES.iter().find(|it| it.0 == set).and_then(|it| it.1.iter().find(|it| it.0 == *code));
                    let word = word.unwrap_or_else(|| panic!("{set}.{code} has no words")).1[0];
                    assert_eq!(choice(set, codes, word), Some(*code), "{set}: {word}");
                }
            }
        }
        for word in CHOICES.iter().flat_map(|set| set.1).flat_map(|it| it.1) {
            assert_eq!(folded(word), **word, "{word} would never be found");
        }
        assert_eq!(choice("help_form", schema::HELP_FORMS, " 现金 和实物"), Some("cash_and_kind"));
        assert_eq!(choice("category", schema::CATEGORIES, "文体类"), Some("culture_sports"));
        assert_eq!(choice("category", schema::CATEGORIES, "杂项"), None);
    }

    #[test]
    fn headers_are_compared_without_spaces_units_and_marks() {
        for (text, key) in [
            ("地  址", "地址"),
            ("地\u{3000}址", "地址"),
            ("容纳人数（人）", "容纳人数"),
            ("名  称：", "名称"),
            ("＊类别", "类别"),
            ("Help form", "helpform"),
        ] {
            assert_eq!(heading_key(text), key, "{text:?}");
        }
    }
}
