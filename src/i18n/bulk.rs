//! Many records at once.

texts! {
    /// Words of what is done with many records.
    Bulk {
        title: "对所选记录", "With the selected records";
        change_field: "修改一项…", "Change a field…";
        which_field: "修改哪一项", "Which field";
        hand_over: "移交其他单位…", "Hand over to another office…";
        say_what: "请填写要改成什么。改之前会先列出哪些记录会变。", "Please fill in what it shall become. What will change is listed first.";
        clear_field: "清空这一项", "Clear this field";
        clear: "取消选中", "Select nothing";
    }
    filled {
        select_listed: fn(usize) = |n| format!("选中列出的全部 {n} 条"), |n| format!("Select all {n} listed");
        will_change: fn(usize, &str, &str) = |n, field, value| format!("将修改 {n} 条：{field}改为“{value}”。"),
            |n, field, value| format!("{} will change: {field} becomes “{value}”.", super::many(n, "record", "records"));
        already_so: fn(usize) = |n| format!("另有 {n} 条已是如此，不作改动。"), |n| format!("{} already so; not touched.", super::many(n, "record is", "records are"));
        left_out: fn(usize) = |n| format!("有 {n} 条不能这样改，保持原样。"), |n| format!("{} cannot change so and stay as they are.", super::many(n, "record", "records"));
        cannot_reach: fn(&str, &str, &str) = |title, from, to| format!("例如“{title}”：不能在这里由“{from}”改为“{to}”，请打开记录办理。"),
            |title, from, to| format!("For example “{title}”: from “{from}” to “{to}” only on the record itself, if at all.");
        and_more: fn(usize) = |n| format!("还有 {n} 条"), |n| format!("and {n} more");
        apply: fn(usize) = |n| format!("修改这 {n} 条"), |n| format!("Change {}", super::many(n, "record", "records"));
        changed: fn(usize) = |n| format!("已修改 {n} 条。"), |n| format!("{} changed.", super::many(n, "record", "records"));
        archived: fn(usize) = |n| format!("已归档 {n} 条。"), |n| format!("{} archived.", super::many(n, "record", "records"));
        restored: fn(usize) = |n| format!("已恢复 {n} 条。"), |n| format!("{} restored.", super::many(n, "record", "records"));
        hidden: fn(usize) = |n| format!("刚才改动的 {n} 条不符合当前条件，未列出。"), |n| format!("{} you just changed are hidden by the filter.", super::many(n, "record", "records"));
    }
}
