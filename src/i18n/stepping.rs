//! Steps between states: what each asks for, whose turn it is, what follows of itself.

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
        my_turn: "由本单位办理", "Your turn";
        done: "已办理。", "Done.";
    }
    filled {
        waits_for: fn(&str, &str) = |step, office| format!("下一步“{step}”，等待：{office}"), |step, office| format!("Next: {step} — waiting for {office}");
        others: fn(&str, &str) = |step, who| format!("“{step}”由{who}办理"), |step, who| format!("{step}: by {who}");
        becomes: fn(&str, &str, &str) = |kind, title, state| format!("{kind}“{title}”：{state}"), |kind, title, state| format!("{kind} “{title}”: {state}");
        take: fn(&str) = |step| format!("确定：{step}"), |step| format!("Confirm: {step}");
        done_with: fn(usize) = |n| format!("已办理，另有 {n} 条相关记录随之变更。"), |n| format!("Done; {} changed along with it.", super::many(n, "record", "records"));
    }
}
