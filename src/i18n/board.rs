//! What a board counts, what lists can be narrowed to beside their fields, and sums.

texts! {
    /// Words of the board's figures, of ranges and of totals.
    Board {
        title: "工作台", "Dashboard";
        order: "数据与交接", "Data and handing on";
        ours: "本单位", "Ours";
        whole_street: "全街道", "Whole street";
        waiting: "待响应的需求", "Needs waiting";
        red: "红灯项目", "Red projects";
        yellow: "黄灯项目", "Yellow projects";
        overdue_needs: "已过期望完成日期的需求", "Needs past the wished day";
        expired_resources: "已过有效期的资源", "Resources no longer valid";
        ended_pairings: "已到期的结对", "Pairings that ended";
        unconfirmed_needs: "待确认的需求", "Needs to confirm";
        unconfirmed_projects: "待核验、待销号的项目", "Projects to verify or sign off";
        unconfirmed_claims: "待审核的认领", "Claims to answer";
        unused: "未使用的资源", "Resources not used";
        conflicted: "内容不一致的记录", "Records in conflict";
        not_handed_on: "尚未交接的修改", "Changes not handed on";
        incomplete: "信息不全的记录", "Incomplete records";
        only_overdue: "已超期的", "Overdue";
        only_waiting: "待响应的", "Waiting";
        only_unused: "未使用的", "Not used";
        only_unconfirmed: "待确认的", "To confirm";
        only_not_handed_on: "尚未交接的", "Not handed on";
        made: "登记日期", "Entered";
        from_day: "起始日期", "From";
        to_day: "截止日期", "To";
        at_least: "不少于", "At least";
        at_most: "不多于", "At most";
        today: "今天", "Today";
        next_week: "今后 7 天", "Next 7 days";
        next_month: "今后 30 天", "Next 30 days";
        last_week: "近 7 天", "Last 7 days";
        last_month: "近 30 天", "Last 30 days";
        total: "合计", "Total";
        total_help: "按计量单位分别合计，未填数量的不计。", "Each unit by itself; blanks are not counted.";
        total_of_selected: "所选合计", "Total of the selection";
        no_unit: "（未填单位）", "(no unit)";
    }
    filled {
        waited: fn(i64) = |days| if days == 0 { "都是今天的".to_owned() } else { format!("最久已等 {days} 天") },
            |days| if days == 0 { "all of today".to_owned() } else { format!("longest wait: {}", super::many(days_of(days), "day", "days")) };
        unused_for: fn(i64) = |days| if days == 0 { "都是今天登记的".to_owned() } else { format!("最久已闲置 {days} 天") },
            |days| if days == 0 { "all entered today".to_owned() } else { format!("unused for up to {}", super::many(days_of(days), "day", "days")) };
        late: fn(i64) = |days| format!("最长已超期 {days} 天"), |days| format!("up to {} late", super::many(days_of(days), "day", "days"));
        from: fn(&str) = |from| format!("{from} 起"), |from| format!("from {from}");
    }
}

fn days_of(days: i64) -> usize {
    usize::try_from(days.unsigned_abs()).unwrap_or(usize::MAX)
}
