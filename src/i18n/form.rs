//! Forms: saving, drafts, pickers.

texts! {
    /// Words of the forms.
    Form {
        edit: "修改", "Edit";
        save: "保存", "Save";
        saving: "正在保存…", "Saving…";
        saved: "已保存在本机。", "Saved on this machine.";
        save_and_new: "保存并继续登记", "Save and add another";
        cancel: "取消", "Cancel";
        discard: "放弃修改", "Discard changes";
        why: "修改原因", "Reason";
        why_hint: "选填，会记在修改记录里", "optional, kept in the history";
        by: "填写人", "Entered by";
        by_hint: "写岗位即可，如“党建办”", "a role is enough";
        choose: "请选择", "Please choose";
        add: "添加", "Add";
        remove: "移除", "Remove";
        clear: "清空", "Clear";
        number: "数字", "Number";
        unit: "单位", "Unit";
        one_a_line: "每行一个", "one a line";
        private_mark: "不外传", "private";
        private_help: "只保存在本机，导出时默认不带出。", "Stays on this machine; left out of exchange files by default.";
        unsaved_title: "还有内容没有保存", "Not saved yet";
        unsaved: "现在离开，刚才填写的内容会留作草稿，下次打开时可以找回。", "If you leave now, what you wrote is kept as a draft and offered next time.";
        unsaved_lost: "现在离开，刚才填写的内容不会保留。", "If you leave now, what you wrote is lost.";
        leave: "离开", "Leave";
        stay: "继续填写", "Keep writing";
        draft_title: "有一份没有保存的草稿", "There is an unsaved draft";
        recover_draft: "找回草稿", "Recover the draft";
        discard_draft: "不要了", "Discard it";
        changed_meanwhile: "您填写期间，这条记录被导入的文件修改过。保存后两种内容都会保留，请在记录页选定一种。",
            "An import changed this record while you were writing. Both versions are kept; choose one on the record's page.";
        nothing_changed: "没有改动，无需保存。", "Nothing was changed.";
        draft_unkept: "浏览器的存储空间不足，草稿没有留下。离开之前请先保存。", "The browser's storage is full and the draft was not kept. Please save before you leave.";
    }
    filled {
        draft_from: fn(&str) = |when| format!("草稿写于{when}。"), |when| format!("Written {when}.");
        characters_left: fn(usize) = |n| format!("还可以写 {n} 字"), |n| format!("{} left", super::many(n, "character", "characters"));
        characters_over: fn(usize) = |n| format!("超出 {n} 字，请删减"), |n| format!("{} too many", super::many(n, "character", "characters"));
        choose_record: fn(&str) = |kind| format!("输入名称选择{kind}"), |kind| format!("Type a name to choose the {kind}");
        step_of: fn(usize, usize) = |step, of| format!("第 {step} 步，共 {of} 步"), |step, of| format!("Step {step} of {of}");
        fix_fields: fn(usize) = |n| format!("有 {n} 处需要改一下，已在下面标出。"),
            |n| format!("{} to correct, marked below.", super::many(n, "field", "fields"));
    }
}
