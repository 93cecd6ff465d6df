//! The label of every field, and the help under those that need it.

use super::{Catalog, Words};
use crate::domain::joint::PAIR_PREFIX;
use crate::domain::{Kind, schema};

impl Catalog {
    /// The label of a field; points go by their indicator's code, a field this version does not know by its name.
    pub fn field<'a>(&self, kind: Kind, name: &'a str) -> &'a str {
        let name = name.strip_prefix(schema::SCORE_PREFIX).unwrap_or(name);
        if name.starts_with(PAIR_PREFIX) {
            return self.pick(("对接数量", "Amount of a pair"));
        }
        if name.starts_with(schema::RULING_PREFIX) {
            return self.pick(("街道意见", "The street's word"));
        }
        label(kind, name).map_or(name, |words| self.pick(words))
    }

    /// The line under a form field that says how to fill it in, for fields that need one.
    pub fn field_help(&self, kind: Kind, name: &str) -> Option<&'static str> {
        help(kind, name).map(|words| self.pick(words))
    }

    /// The title of a part of a form.
    pub fn group(&self, group: schema::Group) -> &'static str {
        self.pick(match group {
            schema::Group::What => ("基本情况", "What it is"),
            schema::Group::Who => ("参与单位", "Who takes part"),
            schema::Group::Terms => ("时间、地点、数量", "When, where, how much"),
            schema::Group::State => ("办理情况", "How it stands"),
            schema::Group::More => ("其他", "More"),
        })
    }
}

fn label(kind: Kind, name: &str) -> Option<Words> {
    of_kind(kind, name).or_else(|| of_any(name))
}

fn of_kind(kind: Kind, name: &str) -> Option<Words> {
    Some(match (kind, name) {
        (Kind::Workspace, "title") => ("街道名称", "Street"),
        (Kind::Office, "name") => ("单位名称", "Name"),
        (Kind::Office, "role") => ("类别", "Role"),
        (Kind::Office, "aliases") => ("别名", "Aliases"),
        (Kind::Resource, "title") => ("资源名称", "Resource"),
        (Kind::Resource, "category") => ("资源类别", "Category"),
        (Kind::Resource, "content") => ("资源内容", "Content"),
        (Kind::Resource, "provider") => ("提供单位", "Provider"),
        (Kind::Resource, "capacity") => ("容量或数量", "Capacity"),
        (Kind::Need, "title") => ("需求名称", "Need"),
        (Kind::Need, "type") => ("需求类型", "Type"),
        (Kind::Need, "category") => ("需求类别", "Category"),
        (Kind::Need, "content") => ("需求内容", "Content"),
        (Kind::Need, "quantity") => ("数量或人数", "Quantity"),
        (Kind::Need, "status") => ("状态", "State"),
        (Kind::Project, "title") => ("项目名称", "Project"),
        (Kind::Project, "content") => ("项目内容", "Content"),
        (Kind::Project, "status") => ("进度", "State"),
        (Kind::Project, "community") => ("所在社区", "Community"),
        (Kind::Progress, "project") => ("项目", "Project"),
        (Kind::Claim, "office") => ("认领单位", "Claimed by"),
        (Kind::Claim, "quantity") => ("认领数量", "Quantity"),
        (Kind::Claim, "need") => ("对应需求", "For the need"),
        (Kind::Claim, "project") => ("对应项目", "For the project"),
        (Kind::Claim, "until") => ("履约期限", "To be done by"),
        (Kind::Progress, "need") => ("对应需求", "For the need"),
        (Kind::Docking, "title") => ("会议名称", "Meeting"),
        (Kind::Docking, "on") => ("会议日期", "Held on"),
        (Kind::Pairing, "community") => ("社区党组织", "Community"),
        (Kind::Scheme, "title") => ("方案名称", "Scheme"),
        (Kind::Sheet, "office") => ("被考核单位", "Office"),
        (Kind::Device, "after") => ("起始位置", "From"),
        (Kind::Device, "label") => ("电脑名称", "Machine's name"),
        (Kind::Device, "until") => ("停用位置", "Ended at"),
        (Kind::Device, "office") => ("代表单位", "Office"),
        _ => return None,
    })
}

fn of_any(name: &str) -> Option<Words> {
    Some(match name {
        "actor" => ("电脑编号", "Machine"),
        "address" => ("地址", "Address"),
        "agreement" => ("协议", "Agreement"),
        "asker" => ("提出单位", "Asked by"),
        "availability" => ("开放时间", "Available"),
        "beneficiaries" => ("受益人数", "Beneficiaries"),
        "bonus_cap" => ("加分上限", "Bonus cap"),
        "capacity" => ("容量", "Capacity"),
        "category" => ("类别", "Category"),
        "closing_evidence" => ("办结佐证", "Closing evidence"),
        "community" => ("社区", "Community"),
        "conditions" => ("使用条件", "Conditions"),
        "contact" => ("联系人（不外传）", "Contact (kept private)"),
        "content" => ("内容", "Content"),
        "deadline" => ("完成时限", "Deadline"),
        "deleted" => ("已归档", "Archived"),
        "delivered" => ("已完成数量", "Delivered"),
        "docking" => ("供需对接会", "Docking meeting"),
        "done" => ("做了什么", "What was done"),
        "frequency" => ("频次", "How often"),
        "funding" => ("经费来源", "Funding"),
        "grades" => ("等次", "Grades"),
        "help_form" => ("帮扶形式", "Form of help"),
        "merged_into" => ("并入需求", "Merged into"),
        "milestones" => ("阶段安排", "Milestones"),
        "name" => ("名称", "Name"),
        "need" => ("需求", "Need"),
        "needs" => ("对应需求", "Needs"),
        "note" => ("备注", "Note"),
        "objective" => ("目标", "Objective"),
        "office" => ("单位", "Office"),
        "on" => ("日期", "Date"),
        "origin" => ("导入来源", "Imported from"),
        "origin_private" => ("导入来源（不公开部分）", "Imported from (private part)"),
        "pair" => ("对接数量", "amounts of pairs"),
        "pairing" => ("来源结对", "From the pairing"),
        "parts" => ("考核内容", "Parts"),
        "percent" => ("完成比例（%）", "Percent done"),
        "place" => ("地点", "Place"),
        "priorities" => ("排序权重", "Priorities"),
        "project" => ("项目", "Project"),
        "provider" => ("提供单位", "Provider"),
        "public_wording" => ("公开表述", "Public wording"),
        "quantity" => ("数量", "Quantity"),
        "residents_view" => ("居民意见", "Residents’ view"),
        "resolutions" => ("决议事项", "Resolutions"),
        "resources" => ("使用资源", "Resources"),
        "responsible" => ("责任单位", "Responsible"),
        "role" => ("类别", "Role"),
        "scheme" => ("考核方案", "Scheme"),
        "since" => ("结对日期", "Since"),
        "source" => ("收集渠道", "Source"),
        "start" => ("开始日期", "Start"),
        "status" => ("状态", "State"),
        "subject" => ("认领事项", "Subject"),
        "supporting" => ("配合单位", "Supporting"),
        "title" => ("名称", "Title"),
        "type" => ("类型", "Type"),
        "unit" => ("结对单位", "Partner unit"),
        "until" => ("截止日期", "Until"),
        "urgency" => ("紧急程度", "Urgency"),
        "valid_until" => ("有效期至", "Valid until"),
        "verified_by" => ("核实人", "Verified by"),
        "verified_on" => ("核实日期", "Verified on"),
        "wanted_by" => ("期望完成日期", "Wanted by"),
        "wanted_time" => ("期望时段", "Wanted time"),
        "year" => ("年度", "Year"),
        _ => return None,
    })
}

fn help(kind: Kind, name: &str) -> Option<Words> {
    Some(match (kind, name) {
        (_, "contact") => (
            "填岗位即可，如“党建联络员”。导出时默认不带出。请勿填写身份证号。",
            "A role is enough. Left out of exchange files by default. Never enter an ID-card number.",
        ),
        (Kind::Office, "aliases") => (
            "表格里出现过的其他写法，每个一行，导入时据此认出同一单位。",
            "Other spellings seen in sheets, one a line; imports recognise the office by them.",
        ),
        (Kind::Resource, "availability") => (
            "照平时的说法写，如“周一至周五 9:00—17:00，需提前一天预约”。",
            "As people say it: “weekdays 9–17, book one day ahead”.",
        ),
        (Kind::Resource, "capacity") | (Kind::Need | Kind::Claim, "quantity") => {
            ("数字加单位，如“50人”“14户”。", "A number and a unit: “50 people”.")
        }
        (Kind::Need, "public_wording") => (
            "隐去个人信息、可以对外公开的说法。",
            "The wording that may leave the community, without personal details.",
        ),
        (Kind::Need, "content") => ("不超过 300 字，写清谁需要、需要什么。", "Up to 300 characters: who needs what."),
        (Kind::Project, "responsible") => {
            ("只填一个牵头单位，其余填在配合单位。", "One leading office; others are supporting.")
        }
        (Kind::Project, "milestones") => ("每个阶段一行，写明时间和要做的事。", "One a line: when, and what."),
        (Kind::Docking, "resolutions") => {
            ("每行一项，可以逐项据此立项。", "One a line; a project can be started from each.")
        }
        (Kind::Progress, "done") => ("不超过 200 字。", "Up to 200 characters."),
        (Kind::Project, "closing_evidence") => (
            "写明完成情况和凭据存放处，照片不是必须的。",
            "What was achieved and where the proof is kept; photographs are not required.",
        ),
        _ => return None,
    })
}
