//! Words in the names of offices: what stands behind a name, and what comes and goes in it; units that count people.

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

/// Units that count people or their seats: so many can come each time, not so many in all.
pub const UNITS_OF_PEOPLE: &[&str] = &["人", "名", "位", "座", "席", "个座位", "座位", "个席位", "席位"];
