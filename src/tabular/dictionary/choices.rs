//! What offices call the choices of each set.

/// The words of one choice, by its code.
pub type Words = (&'static str, &'static [&'static str]);

/// Words of each set of choices, by the set's name; a code itself is always understood.
pub const CHOICES: &[(&str, &[Words])] = &[
    (
        "category",
        &[
            ("venue", &["场地", "场馆", "场所", "阵地", "活动场地", "会议室"]),
            ("talent", &["人才", "师资", "专家", "志愿者", "人才资源"]),
            ("information", &["信息", "信息资源", "资讯"]),
            ("technology", &["技术", "技术支持", "科技"]),
            ("legal_advice", &["法律咨询", "法律", "法律服务", "法律援助", "普法"]),
            ("culture_sports", &["文体活动", "cultureandsports", "文体", "文化", "体育", "文化体育", "文艺"]),
            ("health", &["医疗健康", "医疗", "健康", "卫生", "健康医疗", "义诊"]),
            ("goods_funds", &["物资资金", "goodsandfunds", "物资", "资金", "帮困", "助困", "捐赠"]),
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
                    "partnerunit",
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
            ("residents_council", &["居民议事会", "residents'council", "residents’council", "议事会", "居民会议"]),
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
            ("pressing", &["较急", "急"]),
            ("critical", &["特急", "紧急", "非常紧急", "十分紧急", "特别紧急"]),
        ],
    ),
    (
        "help_form",
        &[
            ("in_kind", &["实物", "物资", "物品", "捐物"]),
            ("cash", &["现金", "money", "资金", "捐款", "钱款"]),
            (
                "cash_and_kind",
                &[
                    "现金和实物",
                    "资金和实物",
                    "moneyandgoods",
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
        "residents_view",
        &[
            ("met", &["已满足", "met", "满足", "满意"]),
            ("partly_met", &["部分满足", "partlymet", "基本满足"]),
            ("not_met", &["未满足", "notmet", "不满足", "不满意"]),
        ],
    ),
    (
        "need_status",
        &[
            ("registered", &["登记", "已登记", "待核实"]),
            ("verified", &["已核实", "社区已核实", "社区核实", "核实"]),
            ("published", &["已公布", "公布"]),
            ("partly_met", &["部分响应", "部分满足"]),
            ("in_project", &["已立项", "inaproject", "立项"]),
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
            ("community_verified", &["社区核验", "社区已核验", "verifiedbythecommunity", "已核验"]),
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
