//! The ledger: responsibility table, entries, timeline, board by state, signs and reminders.

use super::many;

texts! {
    /// Words of the page.
    Ledger {
        title: "项目台账", "Ledger";
        intro: "由项目和进展自动汇总，不用另外填表。", "Drawn from projects and their entries; nothing is typed twice.";
        views: "查看方式", "Views";
        entries: "进度台账", "Entries";
        table: "责任分解表", "Responsibility table";
        timeline: "时间轴", "Timeline";
        board: "看板", "Board";
        office: "相关单位", "Office involved";
        community: "社区", "Community";
        light: "亮灯", "Light";
        sign: "需要留意", "Signs";
        to_do: "待办", "To do";
        due_near: "15 天内到期", "Due within 15 days";
        waits_for_us: "等本单位办理", "Waiting for us";
        waits_for_others: "等其他单位办理", "Waiting for others";
        due_projects: "15 天内到期的项目", "Projects due within 15 days";
        waiting_projects: "等本单位办理的项目", "Projects waiting for us";
        over_claimed: "认领超出需要的需求", "Needs with too many claims";
        all: "全部", "All";
        of_ours: "只看本单位的", "Ours only";
        clear: "清除条件", "Clear";
        none: "还没有项目。项目立项后，这里自动出现。", "No projects yet. They appear here once they are made.";
        none_fit: "没有符合条件的项目，请放宽条件。", "No project fits. Take a condition away.";
        number: "序号", "No.";
        project: "项目", "Project";
        objective: "目标", "Objective";
        content: "内容", "Content";
        responsible: "责任单位", "Responsible";
        supporting: "配合单位", "Supporting";
        deadline: "完成时限", "Deadline";
        not_named: "（未填）", "(not filled)";
        no_deadline: "未定时限", "No deadline";
        no_entries: "还没有填写进展。", "No entries yet.";
        add: "填写进展", "Add progress";
        add_to: "为哪个项目填写进展", "Progress of";
        for_need: "完成数量对应的需求", "Delivered for the need";
        for_need_help: "说明完成的数量用于哪条需求。", "Which need the amount was for.";
        in_all: "完成数量填累计数：到这一天为止一共完成多少。", "The amount is what has been delivered in all by that day.";
        save: "保存进展", "Save";
        saved: "进展已保存", "Entry saved";
        whole: "未填数量，按一件计", "no amount given: counts as one";
        asked: "需要", "asked";
        delivered: "已完成", "delivered";
        nothing_yet: "尚未填报", "nothing yet";
        other_delivered: "未注明需求的完成数量", "Delivered, no need named";
        other_unit: "计量单位与需求不同，不作换算", "Another unit than the need's; not converted";
        stalled: "停滞", "Stalled";
        hollow: "空转", "Hollow";
        copied: "雷同", "Repeated";
        moved: "多次延期", "Moved on";
        no_need: "未关联需求", "No need";
        no_evidence: "已申请办结或已办结，但既没有佐证材料，也没有完成数量", "To be closed or closed, with neither evidence nor anything delivered";
        no_need_long: "没有关联任何需求", "Names no need";
        signs_help: "以下提示请核对，不代表有问题。", "Signs ask you to look; they do not say anything is wrong.";
        reminders: "提醒", "Reminders";
        reminders_ours: "等本单位办理", "For us";
        reminders_others: "其他单位", "For others";
        no_reminders: "眼下没有要提醒的。", "Nothing to remind of.";
        wait_street_approve: "等街道审定立项", "Waits for the street to approve";
        wait_street: "等街道销号", "Waits for the street to sign off";
        wait_nobody: "责任单位不得自行核验、销号，等街道另行确认", "Nobody may for itself: waits for the street to settle it";
        entries_marks: "圆点为进展，红色竖线为今天。", "Dots are entries, the red line is today.";
        today: "今天", "Today";
        bars: "时间轴，左右滚动查看", "Timeline; scroll sideways";
        columns: "看板，左右滚动查看", "Board; scroll sideways";
        no_days: "未填起止时间", "No days given";
        report: "生成双报告", "Dual report";
        print: "打印", "Print";
        signature: "制表单位", "Drawn up by";
        made_on: "制表日期", "On";
    }
    filled {
        shown: fn(usize, usize) = |shown, all| if shown == all { format!("共 {all} 个项目") } else { format!("共 {all} 个项目，符合条件的 {shown} 个") },
            |shown, all| if shown == all { many(all, "project", "projects") } else { format!("{shown} of {}", many(all, "project", "projects")) };
        first_shown: fn(usize, usize) = |n, all| format!("只列出前 {n} 个，共 {all} 个。"), |n, all| format!("The first {n} of {all}.");
        more_projects: fn(usize) = |n| format!("再显示 {n} 个"), |n| format!("Show {n} more");
        percent: fn(i64) = |n| format!("完成 {n}%"), |n| format!("{n}% done");
        last_entry: fn(&str) = |day| format!("最近进展 {day}"), |day| format!("last entry {day}");
        count: fn(usize) = |n| format!("进展 {n} 条"), |n| many(n, "entry", "entries");
        days: fn(&str, &str) = |from, to| format!("{from} 至 {to}"), |from, to| format!("{from} to {to}");
        from_day: fn(&str) = |day| format!("{day} 起"), |day| format!("from {day}");
        to_day: fn(&str) = |day| format!("至 {day}"), |day| format!("until {day}");
        stalled_for: fn(i64) = |days| format!("已 {days} 天没有填写进展"), |days| format!("no entry for {}", many(number(days), "day", "days"));
        never_told: fn(i64) = |days| format!("开始 {days} 天，从未填写进展"), |days| format!("begun {} ago, no entry ever", many(number(days), "day", "days"));
        nothing_delivered: fn(&str) = |asked| format!("需要 {asked}，进展中还没有填写完成数量"), |asked| format!("{asked} asked, no entry says what was delivered");
        same_as: fn(&str, usize) = |project, nth| format!("有一条进展与“{project}”的第 {nth} 条相同"), |project, nth| format!("an entry says the same as number {nth} of “{project}”");
        nearly_same_as: fn(&str, usize) = |project, nth| format!("有一条进展与“{project}”的第 {nth} 条几乎相同"), |project, nth| format!("an entry says nearly the same as number {nth} of “{project}”");
        moved_times: fn(usize, &str) = |times, first| format!("完成时限改过 {times} 次，最初为 {first}"), |times, first| format!("its deadline was moved {times} times, at first {first}");
        wait_community: fn(&str) = |name| format!("等社区核验：{name}"), |name| format!("Waits for the community: {name}");
        wait_responsible: fn(&str) = |name| format!("等整改：{name}"), |name| format!("Waits to be put right: {name}");
        more: fn(usize) = |n| format!("再看 {n} 条"), |n| format!("{n} more");
        bar: fn(&str, &str, &str) = |light, days, entries| format!("{light}，{days}，{entries}"), |light, days, entries| format!("{light}, {days}, {entries}");
    }
}

fn number(days: i64) -> usize {
    usize::try_from(days).unwrap_or(0)
}
