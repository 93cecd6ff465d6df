//! The page of claims.

texts! {
    /// Words of the page of claims.
    Claiming {
        nav: "认领办理", "Handling claims";
        title: "认领审核", "Claims to answer";
        title_member: "本单位认领", "Our claims";
        intro: "各单位的认领按需求列在一起，超出需要的排在最前。通过的数量可以比认领的少。", "Claims by need, those that are too much first. You may accept less than was offered.";
        intro_member: "本单位的认领，和可以认领的需求。认领由街道审核。", "Your office's claims, and needs you can claim. The street answers them.";
        none: "没有等待审核、超期或超出需要的认领。", "No claim waits, is past its day or is too much.";
        asked_open: "需要与尚缺", "Asked and open";
        waiting: "待审核", "To answer";
        overdue: "超期未履约", "Past its day";
        held: "已通过，请核对", "Accepted: please check";
        amount: "通过数量", "Amount accepted";
        accept: "通过", "Accept";
        refuse: "不通过", "Refuse";
        release: "释放", "Release";
        reason: "原因（不通过、释放时必填）", "Reason (needed to refuse or release)";
        reason_missing: "请写明原因。", "Please give the reason.";
        choose_first: "请先勾选认领。", "Please choose claims first.";
        wrong_amount: "通过数量应为正整数。", "The amount has to be a whole number above zero.";
        too_much: "通过数量不能多于认领的数量。", "Not more can be accepted than was offered.";
        not_those: "所选的认领里，有的不能这样办理。请分开办理。", "Some of those chosen cannot go that way. Please take them apart.";
        choose_all: "全选", "Choose all";
        no_need: "没有写明需求或项目的认领", "Claims that name neither need nor project";
        on_project: "对项目的认领", "On a project";
        mine: "本单位的认领", "Our claims";
        none_mine: "本单位还没有认领。可以从下面的需求里选。", "No claims yet. Choose from the needs below.";
        open_needs: "可以认领的需求", "Needs you can claim";
        none_open: "现在没有可以认领的需求。", "No need is open to be claimed.";
        claim: "认领", "Claim";
        whole_offer: "全部", "all of it";
        over: "超出需要", "Too much";
        would_be_over: "全部通过将超出", "Too much together";
        gone: "需求已不再征集", "The need is gone";
        only_over: "只列出认领超出需要的需求。", "Only needs with too many claims.";
        all: "查看全部认领", "See all claims";
        see_list: "认领清单", "List of claims";
        read_only: "认领由街道审核。", "The street answers claims.";
    }
    filled {
        done: fn(usize) = |n| format!("已办理 {n} 条认领。"), |n| format!("{} answered.", super::many(n, "claim", "claims"));
        selected: fn(usize) = |n| format!("已选 {n} 条"), |n| format!("{n} chosen");
        until: fn(&str) = |day| format!("履约期限 {day}"), |day| format!("to be done by {day}");
        asked: fn(&str, &str) = |asked, open| format!("需要 {asked}，尚缺 {open}"), |asked, open| format!("{asked} asked, {open} open");
        offers: fn(&str, &str) = |office, amount| format!("{office}：{amount}"), |office, amount| format!("{office}: {amount}");
        more_needs: fn(usize) = |n| format!("只列出前 {n} 条，其余见需求清单。"), |n| format!("The first {n}; the others stand in the list of needs.");
        first_groups: fn(usize, usize) = |n, all| format!("只列出前 {n} 组，共 {all} 组。"), |n, all| format!("The first {n} of {}.", super::many(all, "group", "groups"));
        more_groups: fn(usize) = |n| format!("再显示 {n} 组"), |n| format!("Show {n} more");
        amount_of: fn(&str) = |claim| format!("{claim}的通过数量"), |claim| format!("Amount accepted of {claim}");
        choose: fn(&str) = |claim| format!("选择{claim}"), |claim| format!("Choose {claim}");
    }
}
