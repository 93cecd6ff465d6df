//! The dual report.

use super::many;

texts! {
    /// Words of the page.
    Report {
        title: "双报告", "Dual report";
        intro: "向市委组织部报告全街道情况，向单位党组织报告本单位情况；每个数字都能展开看到依据。",
            "To the city for the whole street, to a unit's own Party organisation for its part; every figure shows the records behind it.";
        period: "报告期", "Period";
        year: "全年", "Year";
        half: "半年", "Half year";
        quarter: "季度", "Quarter";
        month: "月份", "Month";
        free: "自定", "Other days";
        earlier: "上一期", "Earlier";
        later: "下一期", "Later";
        from: "起", "From";
        to: "止", "Until";
        to_whom: "报送", "Addressed to";
        city: "市委组织部（全街道）", "The city's organisation department (all offices)";
        pledged: "承诺事项", "Pledged";
        done: "落实情况", "Delivered";
        at_end: "期末情况", "At the end";
        own: "牵头或本单位的", "Own";
        supporting: "参与配合的", "Supporting";
        nothing: "无", "None";
        unfold: "全部展开", "Unfold all";
        fold: "全部收起", "Fold all";
        print: "打印", "Print";
        save: "保存为数据文件", "Save as data";
        cannot_save: "浏览器没有保存文件。请检查下载设置后再试。", "The browser saved no file. Check its download settings and try again.";
        offered: "新增资源", "Resources offered";
        claimed: "通过的认领", "Claims accepted";
        started: "启动的项目", "Projects begun";
        delivered: "完成数量", "Delivered";
        signed_off: "已销号的项目", "Signed off";
        running: "实施中的项目", "Under way";
        overdue: "其中：超期", "Of these, overdue";
        by_office: "分单位情况", "By office";
        plus: "“+”后为参与配合的个数，不计入合计。", "Behind “+”: what an office supports, not in the total.";
        office: "单位", "Office";
        no_office: "未填单位", "No office";
        no_amount: "未填数量", "no amount";
        counting: "统计口径", "How it counts";
        count_1: "项目启动按“开始日期”计，进展按所填日期计，超期按现在的完成时限计。", "Projects count by their start, entries by their day, lateness by the deadline as it stands now.";
        count_2: "资源、认领和办理状态按写入本系统的日期计，补录的以录入日为准。", "Resources, claims and states count by the day they were written down here, even when they are older.";
        count_3: "数量按计量单位分别相加，不同单位不换算；没有填数量的只计条数。", "Amounts add up within one unit and are never converted; what has none is only counted.";
        count_4: "各单位“牵头或本单位的”相加等于全街道；“参与配合的”一个项目可有几家，不相加。", "The offices' own parts add up to the whole; several offices may support one project, so those do not.";
        count_6: "完成数量按进展中的累计数计：期末的累计数减去期初的累计数。", "Delivered is what the entries say there was by the end, less what there was before the period.";
        count_5: "已移出清单的记录不计。", "What was taken out of its list does not count.";
        bad_days: "起止日期不对：请填写两个日期，起不晚于止。", "Fill in both days, the first not after the last.";
        not_begun: "报告期还没有开始，以下为空。", "The period has not begun yet.";
    }
    filled {
        to_party: fn(&str) = |name| if is_party(name) { name.to_owned() } else { format!("{name}党组织") },
            |name| if is_party(name) { name.to_owned() } else { format!("The Party organisation of {name}") };
        heading: fn(&str, &str) = |to, days| format!("报送：{to}　报告期：{days}"), |to, days| format!("To: {to} · {days}");
        as_of: fn(&str) = |day| format!("期末情况截至 {day}"), |day| format!("The end means {day}");
        before: fn(&str) = |amount| format!("减期初 {amount}"), |amount| format!("less {amount} before");
        records: fn(usize) = |n| format!("{n} 条"), |n| many(n, "record", "records");
        projects: fn(usize) = |n| format!("{n} 个"), |n| many(n, "project", "projects");
        saved: fn(&str) = |name| format!("已保存为 {name}"), |name| format!("Saved as {name}");
        year_name: fn(i32) = |year| format!("{year}年"), |year| year.to_string();
        half_name: fn(i32, u32) = |year, half| format!("{year}年{}半年", if half == 1 { "上" } else { "下" }), |year, half| format!("{} half of {year}", if half == 1 { "first" } else { "second" });
        quarter_name: fn(i32, u32) = |year, nth| format!("{year}年第{nth}季度"), |year, nth| format!("Q{nth} {year}");
        month_name: fn(i32, u32) = |year, month| format!("{year}年{month}月"), |year, month| format!("{year}-{month:02}");
        file: fn(&str, &str) = |days, to| format!("双报告-{days}-{to}.json"), |days, to| format!("dual-report-{days}-{to}.json");
    }
}

/// True for the name of a Party organisation itself: committee, working committee, branches, leading group.
fn is_party(name: &str) -> bool {
    ["党委", "党工委", "党总支", "党支部", "党组织", "党组"].iter().any(|it| name.trim_end().ends_with(it))
}

#[cfg(test)]
mod tests {
    use crate::i18n::{Language, catalog};

    #[test]
    fn a_party_organisation_is_not_called_one_twice() {
        for (name, said) in [
            ("东湖社区党委", "东湖社区党委"),
            ("示例街道党工委", "示例街道党工委"),
            ("味同斋食品公司党支部", "味同斋食品公司党支部"),
            ("区税务局党组", "区税务局党组"),
            ("南洋银行", "南洋银行党组织"),
            ("党委宣传部", "党委宣传部党组织"),
        ] {
            assert_eq!(catalog(Language::Chinese).report.to_party(name), said);
        }
    }
}
