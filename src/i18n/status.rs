//! The status bar, which tells the truth about saving and handing on, and the errors of storage.

texts! {
    /// Words of the status bar and of storage.
    Status {
        unsaved: "有内容尚未保存", "Not saved yet";
        saving: "正在保存…", "Saving…";
        saved: "已保存在本机", "Saved on this machine";
        save_failed: "没有存成，请不要关闭页面", "Not saved: do not close this page";
        never_backed_up: "还没有备份过", "Never backed up";
        back_up_now: "立即备份", "Back up now";
        nothing_to_hand_on: "修改都已交给其他单位", "Everything was handed on";
        hand_on: "去导出", "Hand it on";
        offline_ready: "已可离线使用", "Ready for use offline";
        offline: "未连接网络，不影响使用", "Offline; everything works";
        reader: "另一个页面正在填写，本页只能查看", "Another tab is writing; this one only reads";
        take_over: "改由本页填写", "Write in this tab";
        sample: "示例数据", "Sample data";
        opening: "正在打开数据…", "Opening your data…";
        quota_title: "存储空间不足", "Storage is full";
        quota: "浏览器的存储空间满了，这次修改没有存成。请先导出备份，再清理磁盘或浏览器中其他网站的数据，然后再保存一次。", "The browser's storage is full and this change was not saved. Export a backup, free some space, then save again.";
        private_mode_title: "浏览器不保存数据", "This browser does not keep data";
        private_mode: "当前是无痕模式，或浏览器设为关闭时清除数据，内容关闭后会丢失。请改用普通窗口打开。", "This is a private window, or the browser clears data on closing; everything would be lost. Please use a normal window.";
        no_storage: "浏览器禁止了本页保存数据。请在浏览器设置中允许本页存储，再刷新。", "The browser does not let this page keep data. Allow storage for it in the settings, then reload.";
        other_tab_title: "本程序已在另一个页面打开", "Already open in another tab";
        other_tab: "为避免互相覆盖，同一时间只在一个页面填写。请到那个页面继续，或关掉它后刷新本页。", "Only one tab writes at a time. Continue there, or close it and reload this one.";
        damaged_title: "本机数据读不完整", "The data on this machine are incomplete";
        damaged: "本机保存的数据有缺损，为避免把不完整的内容当成全部，暂不显示。请打开备份文件。", "The stored data are damaged. To avoid showing part as if it were all, nothing is shown. Please open your backup file.";
        missing_title: "本机数据不见了", "The data on this machine are gone";
        missing: "这里原来有数据，现在浏览器里找不到了（可能被清理过）。请打开备份文件。", "There were data here, and the browser no longer has them (perhaps they were cleared). Please open your backup file.";
        recovered: "上次没有正常关闭，已自动找回全部内容，请核对最近一次修改。", "The last session ended abruptly; everything was recovered. Please check your latest change.";
        partly_recovered: "已找回能找回的内容，可能缺少最近的修改。请打开最近的备份文件补全。", "What could be recovered is here; the latest changes may be missing. Please open your latest backup.";
        open_backup: "打开备份文件", "Open a backup file";
        save_what_is_left: "先保存剩余的数据", "Save what is left first";
        newer_data: "本机数据由更新版本写入。请使用更新的版本打开。", "These data were written by a newer version. Please open them with it.";
        read_failed: "读取本机数据出错。请刷新页面再试；仍不行时，请打开备份文件。", "The data could not be read. Reload; if that does not help, open your backup file.";
        write_failed: "写入本机失败。请不要关闭页面，再试一次；仍不行时，请先导出备份。", "Writing failed. Keep this page open and try again; if that does not help, export a backup first.";
        blocked: "另一个页面还在使用旧版本的数据。请先到“数据交换”导出全部，再关闭本程序的其他页面并刷新。", "Another tab uses another version of the data. Export everything first, close the program's other tabs, then reload.";
        persisted: "浏览器已答应长期保存", "The browser agreed to keep the data";
        not_persisted: "浏览器可能在空间不足时清理数据，请定期备份", "The browser may clear data when space is short; please back up regularly";
    }
    filled {
        saved_at: fn(&str) = |time| format!("已保存在本机（{time}）"), |time| format!("Saved on this machine ({time})");
        not_handed_on: fn(usize) = |n| format!("{n} 处修改尚未交给其他单位"), |n| format!("{} not handed on yet", super::many(n, "change", "changes"));
        last_backup: fn(&str) = |age| format!("上次备份：{age}"), |age| format!("Last backup: {age}");
        space: fn(&str, &str) = |used, all| format!("已用 {used}，可用 {all}"), |used, all| format!("{used} used of {all}");
    }
}
