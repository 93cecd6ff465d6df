//! What waits for the street, and who may write what.

texts! {
    /// Words of what waits for the street, and of the table.
    Policy {
        pending: "待确认", "To be confirmed";
        pending_intro: "超出填写单位权限的改动都保留在这里，由街道确认后生效；不采纳的也留有记录。", "Changes an office may not make by itself are kept here and count once the street confirms them. Those left out stay on record.";
        pending_intro_member: "超出本单位权限的改动已保留，由街道确认后生效。", "Changes beyond an office's rights are kept and count once the street confirms them.";
        none: "没有等待确认的改动。", "Nothing waits to be confirmed.";
        of_strangers_title: "未核准的电脑写的内容", "Written by machines that are not let in";
        of_strangers_help: "核准电脑后，其内容一并生效；也可以在这里逐条确认。", "Let the machine in and all of it counts; or confirm changes one by one here.";
        confirm: "确认生效", "Confirm";
        decline: "不采纳", "Leave out";
        one_by_one: "逐条查看", "One by one";
        choose_all: "全选", "Choose all";
        choose: "选择", "Choose";
        made: "新登记", "New record";
        reason: "原因", "Why";
        who_may: "可由", "Who may";
        see_rules: "谁可以改什么", "Who may write what";
        settled: "已登记处理结果，下次给各单位的文件会带上。", "Settled. Your next files tell the others.";
        show_settled: "显示已处理的", "Show those settled";
        declined: "未采纳", "Left out";
        withdrawn: "填写人已撤回", "Taken back by its writer";
        confirmed: "已确认", "Confirmed";
        waits_here: "这条记录有改动等待街道确认：", "Changes to this record wait for the street:";
        not_applied: "未生效", "Does not count yet";
        stranger: "这台电脑尚未核准", "Its machine is not let in";
        left: "这台电脑已停用", "Its machine was ended";
        not_next: "按流程不能从现在的状态直接到这一步", "The record cannot go there from the state it is in";
        backdated: "操作的先后次序不正常，请向填写单位核实", "Written in an order no machine writes in; please check with the office";
        misplaced: "本单位留存的内容里混入了公开内容", "An office's private log holds what is for everybody";
        formerly: "曾任责任单位", "formerly responsible";
        ruling: "只有街道可以确认或不采纳", "Only the street confirms or leaves out";
        form_notice: "这条记录由其他单位负责。保存后，改动须经街道确认才生效。", "This record belongs to another office. What you save counts once the street confirms it.";
        form_notice_street: "这条记录由其他单位填写。保存即以街道名义更正，并记入历史。", "This record was written by another office. Saving corrects it in the street's name, and the history says so.";
        saved_waits: "已保存。其中须经街道确认的改动，已列入“待确认”。", "Saved. What the street has to confirm stands under “To be confirmed”.";
        form_notice_left: "本机已停用，保存的改动不会生效。", "This machine was ended: what you save does not count.";
        rules_title: "谁可以改什么", "Who may write what";
        rules_intro: "各单位各写各的：资源由提供单位改，需求由提出单位改，谁都不能给自己负责的项目销号。超出范围的改动不会丢，由街道确认后生效。",
            "Every office writes what is its own: a resource is changed by its provider, a need by who asked, and nobody signs off its own project. Nothing beyond that is lost: it counts once the street confirms it.";
        rules_deed: "事项", "What";
        may: "可以", "may";
        may_not: "须经街道确认", "needs the street";
        corrects: "以更正办理", "by a correction";
        never: "不得", "never";
        everybody_note: "“登记单位”指录入这条记录的单位；记录没有写明提供或提出单位时，登记单位就是负责单位。街道可以更正任何记录，更正会写明改的是哪一处。",
            "“Made by” is the office that entered the record; where no provider or asker is named, it is theirs. The street may correct any record; a correction names what it corrects.";
        street: "街道", "the street";
        owner: "所属单位", "its office";
        owner_community: "提出需求的社区", "the community that asked";
        creator: "登记单位", "who made it";
        responsible: "责任单位", "the responsible office";
        supporting: "配合单位", "supporting offices";
        community: "所在社区", "its community";
        make: "登记", "Make";
        change: "修改内容", "Change";
        take_out: "归档、恢复", "Take out, bring back";
    }
    filled {
        change_fields: fn(&str) = |fields| format!("修改{fields}"), |fields| format!("Change: {fields}");
        agreed_fields: fn(&str) = |fields| format!("立项后修改{fields}"), |fields| format!("Once approved, change: {fields}");
        step: fn(&str) = |states| format!("改为{states}"), |states| format!("Step: {states}");
        only: fn(&str, &str, &str) = |kind, deed, who| format!("{kind}“{deed}”由{who}办理"), |kind, deed, who| format!("{kind}, {deed}: by {who}");
        but_never: fn(&str, &str) = |line, who| format!("{line}，{who}不得自办"), |line, who| format!("{line}; never by {who}");
        more: fn(usize) = |n| format!("另有 {n} 处，前面的处理后显示。"), |n| format!("{n} more follow as these are settled.");
        selected: fn(usize) = |n| format!("已选 {n} 条"), |n| format!("{n} chosen");
        of_strangers: fn(usize) = |n| format!("{n} 处改动"), |n| super::many(n, "change", "changes");
        will_wait: fn(usize) = |n| format!("其中 {n} 处改动须经街道核准或确认后才生效，先保存在本机。"),
            |n| format!("{} will be kept here and count once the street has let the machine in or confirmed them.", super::many(n, "change", "changes"));
        waiting: fn(usize) = |n| format!("有 {n} 处改动等待确认"), |n| format!("{} to be confirmed", super::many(n, "change", "changes"));
    }
}
