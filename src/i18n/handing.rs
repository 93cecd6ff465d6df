//! Handing on: whom a file is for, what leaves in it, and what stays here unless somebody says so.

texts! {
    /// Words of the card that hands on.
    Handing {
        for_whom: "交给哪些单位", "For which offices";
        choose_all: "全选", "All";
        choose_none: "全不选", "None";
        anybody: "没有选定单位：文件包含全部内容，哪个单位都能导入。", "No office chosen: the file holds everything, for anybody.";
        nobody_here: "还没有其他电脑加入本工作区。文件包含全部内容，哪个单位都能导入。",
            "No other machine was let in yet. The file holds everything, for anybody.";
        never_heard: "还没有导入过该单位的文件", "no file of theirs was taken in yet";
        choose_first: "请先选定交给哪些单位。", "Choose the offices first.";
        new_help: "只含所选单位还没有的内容，文件较小。", "Only what the chosen offices lack; smaller.";
        nothing_new: "本机的内容所选单位都已经有了，没有新的修改。", "The chosen offices have everything from here; nothing is new.";
        which_records: "是哪些记录", "Which records";
        other_kind: "其他", "Other";
        private_title: "不外传的内容", "Private entries";
        private_intro: "默认不带。勾选后，所列内容连同以前填过的一起带出，不能只带其中一部分。",
            "Left out unless ticked. What is listed leaves together, with what stood there before; single entries cannot be picked.";
        private_none: "这台电脑上没有填过不外传的内容。", "None were entered on this machine.";
        private_own: "带上本单位填的", "Take along our own";
        some_office: "未登记单位", "an office not registered";
        private_warning: "文件中将包含联系人等不外传的内容，请只交给应当知道的人。", "The file will hold private entries. Hand it only to those who should have them.";
    }
    filled {
        chosen: fn(usize, usize) = |n, all| format!("已选 {n} 个，共 {all} 个"), |n, all| format!("{n} of {all} chosen");
        own_office: fn(&str) = |name| format!("{name}（本单位其他电脑）"), |name| format!("{name} (our other machines)");
        last_file: fn(&str) = |day| format!("最近导入的是其 {day}的文件"), |day| format!("last file of theirs from {day}");
        silent_machines: fn(usize) = |n| format!("，另有 {n} 台电脑没有交来过文件"), |n| format!(", nothing from {} yet", super::many(n, "other machine", "other machines"));
        complete_because: fn(&str) = |names| format!("还没有导入过{names}的文件，不知道对方已有什么，所以导出全部。"),
            |names| format!("No file of {names} was taken in yet, so it is not known what they have: everything is exported.");
        touches: fn(usize, &str) = |n, kinds| format!("涉及记录 {n} 条：{kinds}"), |n, kinds| format!("{}: {kinds}", super::many(n, "record", "records"));
        of_kind: fn(&str, usize) = |kind, n| format!("{kind} {n}"), |kind, n| format!("{kind} {n}");
        waiting: fn(usize) = |n| format!("其中 {n} 处待街道确认，一并交出，确认前不生效"),
            |n| format!("{} for the street's word among them; they leave too and do not count before it", super::many(n, "change waits", "changes wait"));
        size: fn(&str) = |size| format!("文件约 {size}"), |size| format!("a file of about {size}");
        private_of: fn(&str) = |name| format!("带上{name}填的"), |name| format!("Take along those of {name}");
        values: fn(&str, &str, usize) = |kind, field, n| format!("{kind}的{field} {n} 处"), |kind, field, n| format!("{kind}: {field} ({n})");
        some_machine: fn(&str) = |figures| format!("未登记单位（电脑核对码 {figures}）"), |figures| format!("an office not registered (check figures {figures})");
        some_of: fn(&str) = |names| format!("{names}等"), |names| format!("{names} etc");
        file_part: fn(&str) = |names| format!("给{names}"), |names| format!("for {names}");
        tell_whom: fn(&str) = |names| format!("请把口令告诉：{names}。"), |names| format!("Tell the passphrase to: {names}.");
    }
}
