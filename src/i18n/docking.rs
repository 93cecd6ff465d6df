//! Docking meetings: the proposal, its reasons, what people decide, and what becomes a project.

texts! {
    /// Words of docking meetings, and of what fits while one writes.
    Docking {
        title: "供需对接会", "Docking meetings";
        intro: "把待对接的需求和可用的资源放在一起，提出整体最合适的方案，由大家商定后立项。",
            "Open needs and free resources side by side: the best overall proposal, settled together and turned into projects.";
        hold: "召开对接会", "Hold a meeting";
        only_street: "对接会由街道召开。本机不代表街道，只能查看。",
            "Meetings are held by the street. This machine does not speak for it and can only look.";
        begun: "对接会已建立，名称和日期可在页面下方修改。", "The meeting stands; its name and day can be changed at the foot of the page.";
        earlier: "历次对接会", "Earlier meetings";
        none_yet: "还没有开过对接会。有已核实的需求和可用的资源，就可以召开。",
            "No meeting yet. Hold one once there are verified needs and free resources.";
        solving: "正在计算方案…", "Working out the proposal…";
        stop: "停止计算", "Stop";
        stopped: "已停止计算，方案不完整，没有显示。", "Stopped. An unfinished proposal is not shown.";
        again: "重新计算", "Start again";

        priorities: "资源不够时，谁先", "Who goes first when there is not enough";
        urgent: "急难优先", "Urgent first";
        urgent_help: "越紧急越先安排。", "The more pressing, the earlier.";
        waiting: "等得久优先", "Long waits first";
        waiting_help: "登记得越早越先安排，满 100 天封顶。", "The longer ago it was registered, the earlier; 100 days at most.";
        fair: "照顾满足少的社区", "Communities served least first";
        fair_help: "需求得到落实越少的社区越先安排。", "Communities of whose needs fewer were met go first.";
        scale: "0 表示不考虑；调到 10，最高一级可以压过契合度相差 100 分的对接。",
            "0: not considered. At 10, the highest level goes before a pair that fits 100 points better.";

        proven: "已核验：按现在的权重和取舍，没有整体上更好的方案。",
            "Checked: with these weights and decisions, nothing better overall exists.";
        unproven: "核验没有通过，请不要采用，并把数据备份后反馈。",
            "The check failed. Please do not use this proposal; keep a backup and report it.";

        pairs: "建议的对接", "Proposed pairs";
        no_pairs: "没有可以建议的对接。下面逐条说明原因。", "Nothing to propose. The reasons stand below.";
        need: "需求", "Need";
        resource: "资源", "Resource";
        whole: "整项", "as one whole";
        whole_help: "没有写数量，或计量单位不同，按整项计，不折算。",
            "Without an amount, or in different units, it counts as one whole; nothing is converted.";
        keep: "保留", "Keep";
        kept: "已保留", "Kept";
        rule_out: "排除", "Rule out";
        let_in_again: "恢复", "Allow again";
        let_go: "取消保留", "Let go";
        other: "换一个资源", "Another resource";
        choose_resource: "选择资源", "Choose a resource";
        swap: "换成它", "Use this one";
        find_any: "查找其他资源", "Find any other resource";
        details: "理由", "Reasons";
        scarce: "抢手", "In demand";
        fits_very_well: "很合适", "Fits very well";
        fits_well: "合适", "Fits well";
        fits_somewhat: "可以考虑", "Worth considering";
        fits_little: "不太合适", "Fits little";
        choose_pair: "选入立项", "Choose for a project";
        choose_all: "全选", "Choose all";
        accept: "立项", "Make projects";
        together: "合并为一个项目", "Make one project of them";
        nothing_chosen: "请先勾选要立项的对接。", "Please choose pairs first.";
        not_done: "没有写入，请重试。", "Nothing was written. Please try again.";
        resolutions: "决议事项", "Resolutions";
        no_resolutions: "会上议定、不是由上面的对接而来的事项，记在这里，可以据此立项。",
            "What the meeting resolved beside the pairs above is noted here, and a project can be started from it.";
        note_resolutions: "登记决议", "Note resolutions";
        projects: "本次对接已立项", "Projects of this meeting";
        ruled_out: "已排除的对接", "Pairs ruled out";

        left_needs: "还没有着落的需求", "Needs left over";
        all_served: "所有待对接的需求都有了着落。", "Every open need is served.";
        left_resources: "还可以用的资源", "Resources left over";
        none_left: "没有剩余的资源。", "No resource is left.";
        partly: "部分落实", "Served in part";
        partly_used: "已用一部分", "Used in part";

        no_category: "没有同类资源，也没有内容相近的资源", "no resource of its category, and none that speaks of the same things";
        no_time: "合适的资源时间对不上", "what would fit is there at other times only";
        all_forbidden: "合适的资源都在本次会上排除了", "all that would fit was ruled out in this meeting";
        not_enough: "合适的资源数量不够", "there is not enough of what fits";
        no_amount: "需求数量为零，请先改正", "it asks for an amount of zero; please correct it";
        huge_amount: "需求数量超过一百万，疑为笔误，请先核对", "it asks for more than a million; please check the amount";
        unclear_amount: "已有认领或项目的数量与需求的计量单位不同，请先核对", "some of it is claimed or planned in another unit; please check the amounts";
        nothing_said: "没有填类别和内容，无法对接", "it names neither a category nor what it is about";
        circle: "并入关系绕成了圈，仍按独立需求对接，请核对", "merged in a circle; it is taken as it stands, please check";

        is_proposed: "已在方案里", "in the proposal";
        is_forbidden: "本次会上已排除", "ruled out in this meeting";
        need_not_open: "需求已不在待对接之列", "the need is not open";
        resource_gone: "资源已归档或不在本机", "the resource was archived or is not here";
        expired: "资源已过有效期", "the resource is no longer valid";
        as_good: "换成它，整体一样好", "the whole would be as good with it";
        not_weighed: "契合度更高的资源已有 16 个，没有列入", "16 others fit better, so it is not weighed";
        need_gone: "需求已归档或不在本机", "the need was archived or is not here";
        troubles: "有保留的对接不能照办", "Some kept pairs cannot be kept as they are";
        still_kept: "原来的决定都还留着，可以改。", "What was decided stands; you can change it.";

        same_category: "类别相同", "same category";
        related_category: "类别相近", "related category";
        other_category: "类别不同", "other category";
        same_words: "内容相符", "speaks of the same";
        near: "就近", "near by";
        place_unknown: "地点不明", "place unknown";
        paired: "结对单位", "paired";
        own: "自有资源", "their own";
        time_fits: "时间合适", "times meet";
        time_apart: "时间不合", "times do not meet";
        enough: "数量够", "enough";
        ample: "数量有余", "more than enough";
        short: "数量不足", "not enough";
        other_unit: "计量单位不同", "other unit";

        fitting_resources: "可能合适的资源", "Resources that may fit";
        fitting_needs: "可能用得上的需求", "Needs it may serve";
        fitting_hint: "填写时自动更新，不影响保存。", "Follows what is written; saving does not depend on it.";
        nothing_fits_now: "现在没有合适的。", "Nothing fits at present.";
        nothing_fits_yet: "写下标题、类别和内容后，这里会列出合适的。", "Once title, category and content are written, what fits is listed here.";
    }
    filled {
        meeting_of: fn(&str) = |day| format!("{day}供需对接会"), |day| format!("Docking meeting, {day}");
        counts: fn(usize, usize, usize) = |pairs, left, unused| format!("建议 {pairs} 对，余 {left} 条需求、{unused} 项资源"),
            |pairs, left, unused| format!("{}; {} and {} left", super::many(pairs, "pair", "pairs"), super::many(left, "need", "needs"), super::many(unused, "resource", "resources"));
        looked_at: fn(usize, usize) = |done, all| format!("已看 {done} / {all} 条"), |done, all| format!("{done} of {all} looked at");
        gap: fn(i64) = |points| format!("有的资源只能整项使用，方案经过取整，与理论上限最多相差 {points} 分，不一定是最优。"),
            |points| format!("Some resources can only be used whole. The proposal was rounded and may lie up to {points} points below the best.");
        start_from: fn(&str) = |resolution| format!("据此立项：{resolution}"), |resolution| format!("Start a project from: {resolution}");
        points: fn(i32) = |points| format!("{points} 分"), |points| super::many(usize::try_from(points).unwrap_or(0), "point", "points");
        score: fn(&str, i32) = |words, points| format!("{words}，{points} 分"), |words, points| format!("{words}, {points}/100");
        accept_n: fn(usize) = |n| format!("立项（{n} 对）"), |n| format!("Make projects of {}", super::many(n, "pair", "pairs"));
        accepted: fn(usize) = |n| format!("已立 {n} 个项目。"), |n| format!("{} made.", super::many(n, "project", "projects"));
        projects_of: fn(usize) = |n| format!("立项 {n} 个"), |n| super::many(n, "project", "projects");
        more: fn(usize) = |n| format!("再显示 {n} 条"), |n| format!("Show {n} more");
        of_pair: fn(&str, &str, &str) = |act, need, resource| format!("{act}：{need}，{resource}"), |act, need, resource| format!("{act}: {need}, {resource}");
        worked_together: fn(u16) = |n| format!("合作办结 {n} 次"), |n| format!("{n} signed off together");
        broken_off: fn(u16) = |n| format!("合作终止 {n} 次"), |n| format!("{n} broken off together");
        nothing_fits: fn(&str, i32) = |title, points| format!("没有足够合适的资源，最接近的是“{title}”（{points} 分）"),
            |title, points| format!("nothing fits well enough; the nearest is “{title}” ({points} points)");
        taken: fn(&str) = |by| format!("合适的资源已用于：{by}"), |by| format!("what would fit is taken by: {by}");
        low_priority: fn(&str) = |by| format!("按权重排在后面，合适的资源先给了：{by}"), |by| format!("by the weights, what would fit goes first to: {by}");
        merged: fn(&str) = |title| format!("已并入“{title}”"), |title| format!("it was merged into “{title}”");
        in_project: fn(&str) = |title| format!("已在项目“{title}”中"), |title| format!("already in the project “{title}”");
        taken_by: fn(&str) = |by| format!("已用于：{by}"), |by| format!("taken by: {by}");
        too_little: fn(i32) = |points| format!("契合度只有 {points} 分，不到 40 分不建议"), |points| format!("it fits with {points} points; below 40 nothing is proposed");
        costs: fn(i64) = |points| format!("换成它，整体少 {points} 分"), |points| format!("the whole would lose {points} points with it");
        costs_from: fn(i64, &str) = |points, by| format!("换成它，整体少 {points} 分，“{by}”会落空或另找"),
            |points, by| format!("the whole would lose {points} points, and “{by}” would lose it");
        too_small: fn(&str) = |amount| format!("资源只剩 {amount}，先落实这些"), |amount| format!("only {amount} is left of it; that much is served");
        state_of: fn(&str) = |state| format!("需求现在是“{state}”，已无可对接的数量"), |state| format!("the need is “{state}” by now, with nothing open");
        still_open: fn(&str) = |amount| format!("还差 {amount}"), |amount| format!("{amount} open");
        still_there: fn(&str) = |amount| format!("还有 {amount}"), |amount| format!("{amount} left");
        and_more: fn(&str, usize) = |names, n| format!("{names}等 {n} 项"), |names, n| format!("{names} and others, {n} in all");
        waited: fn(i64) = |days| format!("已等 {days} 天"), |days| format!("waiting for {}", super::many(usize::try_from(days).unwrap_or(0), "day", "days"));
    }
}
