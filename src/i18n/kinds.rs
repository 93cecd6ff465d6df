//! What each kind of record is called, and what its list is.

use super::{Catalog, Words};
use crate::domain::Kind;

impl Catalog {
    /// The title of a kind's list.
    pub fn kind(&self, kind: Kind) -> &'static str {
        self.pick(title(kind))
    }

    /// One record of that kind.
    pub fn kind_one(&self, kind: Kind) -> &'static str {
        self.pick(one(kind))
    }

    /// The sentence under a list's title that says what the list is.
    pub fn definition(&self, kind: Kind) -> &'static str {
        self.pick(definition(kind))
    }

    /// That sentence up to its first colon, where there is room for a few words only.
    pub fn definition_head(&self, kind: Kind) -> &'static str {
        self.definition(kind).split(['：', ':']).next().unwrap_or_default().trim_end_matches(['。', '.'])
    }

    /// The button that starts a new record.
    pub fn new_record(&self, kind: Kind) -> &'static str {
        self.pick(new_record(kind))
    }

    /// What an empty list says to do first.
    pub fn empty_list(&self, kind: Kind) -> &'static str {
        self.pick(empty_list(kind))
    }
}

const fn title(kind: Kind) -> Words {
    match kind {
        Kind::Workspace => ("工作区", "Workspaces"),
        Kind::Device => ("已登记的电脑", "Machines"),
        Kind::Office => ("单位", "Offices"),
        Kind::Resource => ("资源清单", "Resources"),
        Kind::Need => ("需求清单", "Needs"),
        Kind::Project => ("项目清单", "Projects"),
        Kind::Progress => ("进度台账", "Progress ledger"),
        Kind::Claim => ("认领", "Claims"),
        Kind::Pairing => ("结对", "Pairings"),
        Kind::Docking => ("供需对接会", "Docking meetings"),
        Kind::Scheme => ("考核方案", "Evaluation schemes"),
        Kind::Sheet => ("考核表", "Evaluation sheets"),
    }
}

const fn one(kind: Kind) -> Words {
    match kind {
        Kind::Workspace => ("工作区", "workspace"),
        Kind::Device => ("电脑", "machine"),
        Kind::Office => ("单位", "office"),
        Kind::Resource => ("资源", "resource"),
        Kind::Need => ("需求", "need"),
        Kind::Project => ("项目", "project"),
        Kind::Progress => ("进展", "progress entry"),
        Kind::Claim => ("认领", "claim"),
        Kind::Pairing => ("结对", "pairing"),
        Kind::Docking => ("供需对接会", "docking meeting"),
        Kind::Scheme => ("考核方案", "evaluation scheme"),
        Kind::Sheet => ("考核表", "evaluation sheet"),
    }
}

const fn definition(kind: Kind) -> Words {
    match kind {
        Kind::Workspace => ("一个街道的全部清单和记录。", "All lists and records of one sub-district."),
        Kind::Device => ("哪台电脑代表哪个单位。", "Which machine speaks for which office."),
        Kind::Office => (
            "街道、社区党组织和共建单位。同一单位有几种写法的，记在别名里。",
            "The street, its communities and partner units. Other spellings of a name go into its aliases.",
        ),
        Kind::Resource => (
            "共建单位和社区能提供什么：场地、人才、信息、技术、法律咨询、文体活动等。先“亮家底”，方便对接。",
            "What partner units and communities can offer: venues, people, information, technology, legal advice, culture and sports.",
        ),
        Kind::Need => (
            "居民、社区和单位需要什么：急难愁盼、微心愿和公共事项，由社区收集、核实并随时更新。",
            "What residents, communities and units ask for, collected and verified by the community and kept up to date.",
        ),
        Kind::Project => (
            "供需对接后立项的事：目标、内容、责任单位、配合单位、完成时限，逐项推进，办结销号。",
            "What supply and demand were turned into: objective, content, responsible and supporting offices, deadline; followed until signed off.",
        ),
        Kind::Progress => (
            "项目每推进一步，记一条：哪天、做了什么、完成多少。",
            "One entry for each step of a project: when, what was done, how far it is.",
        ),
        Kind::Claim => (
            "单位认领需求或项目中的一部分，可以只认领一项，也可以只出一部分数量。",
            "An office offers part of what a need or project asks: one item, or part of the quantity.",
        ),
        Kind::Pairing => (
            "哪个社区与哪个共建单位结对，何时签约，到何时止。",
            "Which community works with which partner unit, since when and until when.",
        ),
        Kind::Docking => (
            "街道把需求和资源放在一起对接：系统提出整体最优的方案，由大家保留、排除、调整，通过后立项。",
            "Needs and resources brought together: the best overall proposal, which people keep, rule out and change before it becomes projects.",
        ),
        Kind::Scheme => (
            "考核分几部分、每部分多少权重、每项指标最高几分、各等次的分数线。",
            "The parts of an evaluation, their weights, each indicator's maximum, and the bands of the grades.",
        ),
        Kind::Sheet => (
            "一个单位一年一张：逐项打分并写明理由，总分自动算出。",
            "One for each office and year: points with their reasons; totals are computed.",
        ),
    }
}

const fn new_record(kind: Kind) -> Words {
    match kind {
        Kind::Workspace => ("新建工作区", "New workspace"),
        Kind::Device => ("登记电脑", "Register a machine"),
        Kind::Office => ("登记单位", "Register an office"),
        Kind::Resource => ("登记资源", "Register a resource"),
        Kind::Need => ("登记需求", "Register a need"),
        Kind::Project => ("登记项目", "Register a project"),
        Kind::Progress => ("填写进展", "Add progress"),
        Kind::Claim => ("登记认领", "Register a claim"),
        Kind::Pairing => ("登记结对", "Register a pairing"),
        Kind::Docking => ("召开对接会", "Hold a docking meeting"),
        Kind::Scheme => ("新建考核方案", "New scheme"),
        Kind::Sheet => ("新建考核表", "New sheet"),
    }
}

const fn empty_list(kind: Kind) -> Words {
    match kind {
        Kind::Resource => (
            "还没有资源。请登记第一条，或把现有的资源表格直接导入。",
            "No resources yet. Register the first one, or import the sheet you already have.",
        ),
        Kind::Need => (
            "还没有需求。请登记走访、议事会收集到的第一条，或导入现有表格。",
            "No needs yet. Register the first one from a visit or a council, or import a sheet.",
        ),
        Kind::Project => (
            "还没有项目。请从一条需求立项，或导入现有的项目表。",
            "No projects yet. Start one from a need, or import a sheet.",
        ),
        Kind::Office => (
            "还没有单位。请先登记社区和共建单位，其他清单会用到它们。",
            "No offices yet. Register communities and partner units first; the other lists refer to them.",
        ),
        Kind::Pairing => (
            "还没有结对。请登记，或导入结对名单（合并单元格会自动补全）。",
            "No pairings yet. Register one, or import the list (merged cells are filled in).",
        ),
        Kind::Claim => (
            "还没有认领。打开一条需求或项目，点“登记认领”。",
            "No claims yet. Open a need or project and register a claim.",
        ),
        Kind::Docking => (
            "还没有开过对接会。有待对接的需求和可用的资源后，就可以开一次。",
            "No meeting yet. Hold one once there are open needs and free resources.",
        ),
        Kind::Progress => ("还没有进展。请填写第一条。", "No progress yet. Add the first entry."),
        Kind::Scheme => (
            "还没有考核方案。可以从默认方案开始，再按本街道的办法修改。",
            "No scheme yet. Start from the default one and change it to your rules.",
        ),
        Kind::Sheet => {
            ("还没有考核表。请选择方案、单位和年度新建一张。", "No sheet yet. Choose a scheme, an office and a year.")
        }
        Kind::Workspace | Kind::Device => ("还没有记录。", "Nothing here yet."),
    }
}
