//! How much is asked, promised, delivered and open.

texts! {
    /// Words of the amounts.
    Amounts {
        title: "数量", "Amounts";
        asked: "需要", "Asked";
        pending: "待审核认领", "Claims to answer";
        accepted: "已通过认领", "Claims accepted";
        overdue: "超期认领", "Claims past their day";
        planned: "项目安排", "Planned in projects";
        delivered: "已完成", "Delivered";
        open: "尚缺", "Still open";
        has: "共有", "There is";
        projects: "项目占用", "Taken by projects";
        claims: "认领占用", "Taken by claims";
        free: "尚可用", "Free";
        given: "资源安排", "What goes where";
        whole: "一项", "one whole";
        whole_need: "没有填写数量，按一项计：有人全部承担即为落实。", "No amount is given: it counts as one whole, met when somebody takes all of it.";
        whole_resource: "没有填写数量，按一项计：有项目使用即为占用。", "No amount is given: it counts as one whole, taken while a project uses it.";
        unusable_amount: "所填数量不能使用（为零或无法识别），暂按一项计。请修改。", "The amount given is zero or not readable; it counts as one whole until it is corrected.";
        is_whole: "全部", "all of it";
        other_unit: "计量单位不同，不计入", "another unit: not counted";
        unusable: "数量不能使用，不计入", "no usable amount: not counted";
        unassigned: "未写明对应哪项需求，不计入", "names no need: not counted";
        within: "已在项目中计算", "counted in its project";
        overdue_help: "超过履约期限的，数量重新开放认领。", "Past their day: the amount is open to all again.";
        merged_unknown: "本需求已合并，但没有写明并入哪一条。请补填。", "Merged, but nobody said into which need. Please fill that in.";
        merged_circle: "本需求与另一条互相并入，没有一条有效。请街道选定保留哪一条，把它重新登记。", "This need and another were merged into each other, so that neither counts. The street has to choose one and register it again.";
        gone: "本需求已不再征集，但仍有认领没有办结，请答复认领单位：", "This need is no longer open, yet claims on it are not settled. Please answer:";
        none: "还没有认领，也没有项目。", "No claims and no projects yet.";
        no_needs: "项目没有关联需求。", "The project has no need.";
        strays: "没有计入任何一项需求的完成数量：", "Delivered, but for none of its needs:";
    }
    filled {
        over: fn(&str) = |by| format!("认领和安排的数量已超出需要：超出 {by}。"), |by| format!("More was promised than is asked: {by} too many.");
        over_if_accepted: fn(&str) = |by| format!("待审核的认领如全部通过，将超出 {by}。"), |by| format!("If all claims that wait were accepted, it would be {by} too many.");
        over_resource: fn(&str) = |by| format!("占用已超出所有：超出 {by}。"), |by| format!("More is taken than there is: {by} too many.");
        merged_into: fn(&str) = |title| format!("已并入：{title}"), |title| format!("Merged into: {title}");
        claim_open: fn(&str, &str) = |asked, open| format!("该需求需要 {asked}，尚缺 {open}。"), |asked, open| format!("The need asks {asked}; {open} still open.");
        claim_over: fn(&str) = |by| format!("认领数量比尚缺的多 {by}。可以保存，由街道审核时确定。"), |by| format!("That is {by} more than is open. You may save it; the street decides.");
        claim_unit: fn(&str) = |unit| format!("该需求按“{unit}”计，计量单位不同的不计入。"), |unit| format!("The need is counted in “{unit}”; another unit does not count.");
        claim_gone: fn(&str) = |state| format!("该需求现为“{state}”，不在征集。可以保存，由街道答复。"), |state| format!("The need is “{state}” and no longer open. You may save; the street answers.");
        each_time: fn(&str) = |amount| format!("每个时段 {amount}"), |amount| format!("{amount} each time");
        other_times: fn(&str) = |amount| format!("其余时段各 {amount}"), |amount| format!("{amount} at each other time");
        more_times: fn(usize) = |n| format!("另有 {n} 个时段"), |n| format!("{n} more");
        said: fn(&str) = |amount| format!("所填为 {amount}"), |amount| format!("says {amount}");
    }
}
