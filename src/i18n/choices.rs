//! The words of choices, and of a project's lights.

use super::{Catalog, Words};
use crate::domain::Light;

impl Catalog {
    /// The word of a choice; a code this version does not know is shown as it is.
    pub fn choice<'a>(&self, set: &str, code: &'a str) -> &'a str {
        word(set, code).map_or(code, |words| self.pick(words))
    }

    /// The word of a light, so that nothing is said by colour alone.
    pub fn light(&self, light: Light) -> &'static str {
        self.pick(match light {
            Light::Red => ("超期", "Overdue"),
            Light::Yellow => ("需关注", "Attention"),
            Light::Green => ("正常", "On track"),
            Light::Blue => ("销号", "Signed off"),
            Light::Off => ("未在推进", "Not running"),
        })
    }

    /// Why a light shows as it does, for the tip beside it.
    pub fn light_reason(&self, light: Light) -> &'static str {
        self.pick(match light {
            Light::Red => ("已过完成时限，尚未销号", "Past its deadline and not signed off"),
            Light::Yellow => {
                ("距完成时限 15 天以内，或 30 天没有填写进展", "15 days or less left, or 30 days without an entry")
            }
            Light::Green => ("在时限内按期推进", "Within its deadline and moving"),
            Light::Blue => ("已办结销号", "Finished and signed off"),
            Light::Off => ("尚未立项或已终止", "Not approved yet, or terminated"),
        })
    }
}

fn word(set: &str, code: &str) -> Option<Words> {
    match set {
        "office_role" => office_role(code),
        "category" => category(code),
        "need_type" => need_type(code),
        "need_source" => need_source(code),
        "urgency" => urgency(code),
        "need_status" => need_status(code),
        "project_status" => project_status(code),
        "claim_status" => claim_status(code),
        "help_form" => help_form(code),
        "residents_view" => residents_view(code),
        "decision" => decision(code),
        _ => None,
    }
}

fn office_role(code: &str) -> Option<Words> {
    Some(match code {
        "street" => ("街道", "Street"),
        "community" => ("社区", "Community"),
        "unit" => ("共建单位", "Partner unit"),
        _ => return None,
    })
}

fn category(code: &str) -> Option<Words> {
    Some(match code {
        "venue" => ("场地", "Venue"),
        "talent" => ("人才", "Talent"),
        "information" => ("信息", "Information"),
        "technology" => ("技术", "Technology"),
        "legal_advice" => ("法律咨询", "Legal advice"),
        "culture_sports" => ("文体活动", "Culture and sports"),
        "health" => ("医疗健康", "Health"),
        "goods_funds" => ("物资资金", "Goods and funds"),
        "jobs" => ("岗位用工", "Jobs"),
        "other" => ("其他", "Other"),
        _ => return None,
    })
}

fn need_type(code: &str) -> Option<Words> {
    Some(match code {
        "urgent_difficulty" => ("急难愁盼", "Urgent difficulty"),
        "small_wish" => ("微心愿", "Small wish"),
        "public_matter" => ("公共事项", "Public matter"),
        _ => return None,
    })
}

fn need_source(code: &str) -> Option<Words> {
    Some(match code {
        "grid_visit" => ("网格员走访", "Grid visit"),
        "residents_council" => ("居民议事会", "Residents’ council"),
        "door_knocking" => ("敲门行动", "Door-knocking"),
        "notice_board" => ("公告栏", "Notice board"),
        "telephone" => ("电话", "Telephone"),
        "other" => ("其他", "Other"),
        _ => return None,
    })
}

fn urgency(code: &str) -> Option<Words> {
    Some(match code {
        "normal" => ("一般", "Normal"),
        "pressing" => ("较急", "Pressing"),
        "critical" => ("紧急", "Critical"),
        _ => return None,
    })
}

fn need_status(code: &str) -> Option<Words> {
    Some(match code {
        "registered" => ("已登记", "Registered"),
        "verified" => ("社区已核实", "Verified"),
        "published" => ("已公布", "Published"),
        "partly_met" => ("部分响应", "Partly met"),
        "in_project" => ("已立项", "In a project"),
        "awaiting_confirmation" => ("待确认", "Awaiting confirmation"),
        "closed" => ("已销号", "Closed"),
        "merged" => ("已合并", "Merged"),
        "referred" => ("已转办", "Referred"),
        "returned" => ("已退回", "Returned"),
        "deferred" => ("暂不具备条件", "Deferred"),
        "withdrawn" => ("已撤回", "Withdrawn"),
        _ => return None,
    })
}

fn project_status(code: &str) -> Option<Words> {
    Some(match code {
        "proposed" => ("拟立项", "Proposed"),
        "approved" => ("已立项", "Approved"),
        "running" => ("实施中", "Running"),
        "completion_requested" => ("申请办结", "Completion requested"),
        "community_verified" => ("社区已核验", "Verified by the community"),
        "signed_off" => ("已销号", "Signed off"),
        "archived" => ("已归档", "Archived"),
        "sent_back" => ("退回整改", "Sent back"),
        "extended" => ("已延期", "Extended"),
        "terminated" => ("已终止", "Terminated"),
        _ => return None,
    })
}

fn claim_status(code: &str) -> Option<Words> {
    Some(match code {
        "pending" => ("待审核", "Pending"),
        "accepted" => ("已通过", "Accepted"),
        "performing" => ("履约中", "Performing"),
        "done" => ("已完成", "Done"),
        "refused" => ("不通过", "Refused"),
        "withdrawn" => ("已撤回", "Withdrawn"),
        "lapsed" => ("超期释放", "Lapsed"),
        _ => return None,
    })
}

fn residents_view(code: &str) -> Option<Words> {
    Some(match code {
        "met" => ("已满足", "Met"),
        "partly_met" => ("部分满足", "Partly met"),
        "not_met" => ("未满足", "Not met"),
        _ => return None,
    })
}

fn decision(code: &str) -> Option<Words> {
    Some(match code {
        "pinned" => ("保留", "Kept"),
        "forbidden" => ("排除", "Ruled out"),
        _ => return None,
    })
}

fn help_form(code: &str) -> Option<Words> {
    Some(match code {
        "in_kind" => ("实物", "In kind"),
        "cash" => ("资金", "Money"),
        "cash_and_kind" => ("资金和实物", "Money and goods"),
        "service" => ("服务", "Service"),
        "other" => ("其他", "Other"),
        _ => return None,
    })
}
