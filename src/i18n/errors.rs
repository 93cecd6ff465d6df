//! What is wrong with an edit, and errors that belong to no page.

texts! {
    /// Errors of editing, and general ones.
    Errors {
        title: "没有完成", "Not done";
        missing: "这里不能空着，请填写。", "This cannot be blank; please fill it in.";
        bad_choice: "请从列出的选项中选择。", "Please choose one of the options.";
        bad_link: "找不到所选的记录，它可能已归档。请重新选择。", "The record chosen was not found; it may be archived. Please choose again.";
        bad_number: "请填写整数，如 50。", "Please enter a whole number, such as 50.";
        bad_date: "请填写日期，如 2026-11-22。", "Please enter a date, such as 2026-11-22.";
        id_card: "这里像是身份证号。为保护个人信息，请删去后再保存。", "This looks like an ID-card number. Please delete it before saving.";
        phone_number: "这里像是手机号码。公开内容请勿填写，可写在“联系人”里。", "This looks like a telephone number; keep it to the contact field.";
        date_order: "结束日期早于开始日期，请核对。", "The end is before the start; please check.";
        not_found: "找不到这条记录，它可能还没有导入本机。请返回清单查看。", "The record was not found; it may not be on this machine yet. Please go back to the list.";
        nothing_to_change: "没有改动，无需保存。", "Nothing was changed.";
        already_undone: "这次操作已经撤销过了。", "This action was undone already.";
        nothing_to_undo: "没有可以撤销的内容：之后都已改过。", "Nothing to undo: everything was changed since.";
        unexpected: "出了意外，这次操作没有完成，数据没有改变。请再试一次；仍不行时，请先备份，再刷新页面。", "Something unexpected happened; nothing was changed. Try again; if that does not help, back up and reload.";
        not_supported: "这个浏览器不支持此功能。请换用较新的 Chrome、Edge、360 或火狐浏览器。", "This browser lacks what is needed. Please use a newer one.";
        clipboard: "没有复制成功。请选中后按 Ctrl+C 复制。", "Copying failed. Please select it and press Ctrl+C.";
        file_not_read: "文件打不开。请确认它没有被移走，再选一次。", "The file cannot be opened. Check that it was not moved, and choose it again.";
        part_not_loaded: "这一页没有载入完整。请检查网络后重试，已保存的内容不受影响。", "This page did not load completely. Check the network and try again; nothing saved is affected.";
        try_again: "重试", "Try again";
    }
    filled {
        too_long: fn(usize) = |max| format!("最多 {max} 字，请删减。"), |max| format!("At most {}; please shorten it.", super::many(max, "character", "characters"));
        number_range: fn(i64, i64) = |min, max| format!("请填写 {min} 到 {max} 之间的整数。"), |min, max| format!("Please enter a whole number from {min} to {max}.");
        in_field: fn(&str, &str) = |field, message| format!("{field}：{message}"), |field, message| format!("{field}: {message}");
    }
}
