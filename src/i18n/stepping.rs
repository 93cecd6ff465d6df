//! Steps between states: what each asks for, whose turn it is, what follows of itself.

use super::{Catalog, Words};
use crate::domain::Kind;

texts! {
    /// Words of the steps.
    Stepping {
        reason: "原因", "Reason";
        reason_help: "记入修改记录，各单位都能看到。", "Kept in the history, where every office reads it.";
        no_evidence: "没有完成数量和佐证的原因", "Why there is neither an amount nor evidence";
        evidence_help: "台账里还没有完成数量。请写明佐证，或说明为什么没有。", "The ledger tells of no amount yet. Say what shows it was done, or why nothing does.";
        reason_missing: "请写明原因，再办理这一步。", "Please give the reason first.";
        evidence_missing: "请写明佐证；没有的，请说明原因。", "Please describe the evidence, or say why there is none.";
        field_missing: "请填写这一项，再办理这一步。", "Please fill this in first.";
        circle: "不能并入自己，也不能并入已并入本需求的需求。请另选一条。", "A need cannot be merged into itself, nor into one that was merged into it. Please choose another.";
        not_next: "这条记录的状态刚刚变了，请看过现在的情况再办理。", "The state has just changed. Please look again before you go on.";
        follows: "同时变更：", "Along with it:";
        nobody: "责任单位（含曾任责任单位）不得给自己的项目核验、销号。请先由街道调整责任单位，或在“待确认”里另行确认。",
            "Whoever is or was responsible does not verify or sign off its own project. The street has to change the responsible office, or confirm it under “To be confirmed”.";
        done: "已办理。", "Done.";
    }
    filled {
        waits_for_us: fn(&str) = |step| format!("下一步“{step}”，由本单位办理"), |step| format!("Next: {step} — your turn");
        waits_for: fn(&str, &str) = |step, office| format!("下一步“{step}”，等待：{office}"), |step, office| format!("Next: {step} — waiting for {office}");
        others: fn(&str, &str) = |step, who| format!("“{step}”由{who}办理"), |step, who| format!("{step}: by {who}");
        becomes: fn(&str, &str, &str) = |kind, title, state| format!("{kind}“{title}”：{state}"), |kind, title, state| format!("{kind} “{title}”: {state}");
        take: fn(&str) = |step| format!("确定：{step}"), |step| format!("Confirm: {step}");
        done_with: fn(usize) = |n| format!("已办理，另有 {n} 条相关记录随之变更。"), |n| format!("Done; {} changed along with it.", super::many(n, "record", "records"));
    }
}

impl Catalog {
    /// What somebody does who takes a step, as the words of a button; a step this version does not know is shown by its
    /// state's code.
    pub fn step<'a>(&self, kind: Kind, from: &str, to: &'a str) -> &'a str {
        word(kind, from, to).map_or(to, |words| self.pick(words))
    }
}

fn word(kind: Kind, from: &str, to: &str) -> Option<Words> {
    match kind {
        Kind::Need => of_need(from, to),
        Kind::Project => of_project(from, to),
        Kind::Claim => of_claim(to),
        _ => None,
    }
}

fn of_need(from: &str, to: &str) -> Option<Words> {
    Some(match (from, to) {
        ("", "registered") => ("登记", "Register"),
        (_, "registered") => ("重新登记", "Register again"),
        ("registered", "verified") => ("核实", "Verify"),
        (_, "verified") => ("重新核实", "Verify again"),
        ("verified", "published") => ("公布", "Publish"),
        (_, "published") => ("重新公布", "Publish again"),
        (_, "partly_met") => ("转为部分响应", "Mark as partly met"),
        ("awaiting_confirmation", "in_project") => ("退回继续办理", "Send back to the project"),
        (_, "in_project") => ("转为已立项", "Mark as in a project"),
        (_, "awaiting_confirmation") => ("提请确认", "Ask for confirmation"),
        (_, "closed") => ("确认并销号", "Confirm and close"),
        (_, "merged") => ("合并到其他需求", "Merge into another need"),
        (_, "referred") => ("转办", "Refer elsewhere"),
        (_, "returned") => ("退回", "Return"),
        (_, "deferred") => ("暂缓办理", "Defer"),
        (_, "withdrawn") => ("撤回", "Withdraw"),
        _ => return None,
    })
}

fn of_project(from: &str, to: &str) -> Option<Words> {
    Some(match (from, to) {
        (_, "proposed") => ("提出立项", "Propose"),
        (_, "approved") => ("批准立项", "Approve"),
        ("approved", "running") => ("启动实施", "Start"),
        (_, "running") => ("恢复实施", "Resume"),
        (_, "completion_requested") => ("申请办结", "Request completion"),
        (_, "community_verified") => ("社区核验", "Verify for the community"),
        (_, "signed_off") => ("销号", "Sign off"),
        (_, "archived") => ("归档", "Archive"),
        (_, "sent_back") => ("退回整改", "Send back"),
        (_, "extended") => ("延期", "Extend"),
        (_, "terminated") => ("终止", "Terminate"),
        _ => return None,
    })
}

fn of_claim(to: &str) -> Option<Words> {
    Some(match to {
        "pending" => ("提交审核", "Submit"),
        "accepted" => ("审核通过", "Accept"),
        "performing" => ("开始履约", "Begin"),
        "done" => ("确认完成", "Mark as done"),
        "refused" => ("审核不通过", "Refuse"),
        "withdrawn" => ("撤回", "Withdraw"),
        "lapsed" => ("超期释放", "Release as overdue"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::schema::{CLAIM_STATES, NEED_STATES, PROJECT_STATES};
    use crate::domain::transition;
    use crate::i18n::{Language, catalog};

    #[test]
    fn every_step_has_a_verb_of_its_own() {
        let kinds = [(Kind::Need, NEED_STATES), (Kind::Project, PROJECT_STATES), (Kind::Claim, CLAIM_STATES)];
        for (language, (kind, states)) in Language::ALL.into_iter().flat_map(|it| kinds.map(|kind| (it, kind))) {
            let text = catalog(language);
            for from in states.iter().chain(&[""]) {
                let mut told: Vec<&str> = Vec::new();
                for to in transition::next(kind, from) {
                    let step = text.step(kind, from, to);
                    assert_ne!(step, *to, "{kind:?} {from} {to} has no verb");
                    assert!(!told.contains(&step), "{kind:?} {from}: two steps are called {step}");
                    told.push(step);
                    // What is done is no state: nothing that was done already.
                    assert!(!step.starts_with('已') && !step.ends_with('已'), "{kind:?} {from} {to}: {step}");
                }
            }
        }
    }

    #[test]
    fn where_a_step_comes_from_says_what_it_is() {
        for (kind, from, to, expected) in [
            (Kind::Need, "registered", "merged", "合并到其他需求"),
            (Kind::Need, "verified", "published", "公布"),
            (Kind::Need, "in_project", "published", "重新公布"),
            (Kind::Need, "awaiting_confirmation", "in_project", "退回继续办理"),
            (Kind::Project, "approved", "running", "启动实施"),
            (Kind::Project, "sent_back", "running", "恢复实施"),
            (Kind::Claim, "pending", "refused", "审核不通过"),
        ] {
            assert_eq!(catalog(Language::Chinese).step(kind, from, to), expected);
        }
    }
}
