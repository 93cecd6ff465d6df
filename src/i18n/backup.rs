//! Backups: reminders, trying one, and a folder for them.

texts! {
    /// Words of backups.
    Backup {
        remind: "提醒备份", "Reminders";
        most_days: "距上次备份超过", "Last backup older than";
        most_changes: "新的变更超过", "Changes since more than";
        off: "不提醒", "no reminder";
        go: "去备份", "Back up";
        drill: "试恢复", "Try a backup";
        drill_help: "选一份备份试着恢复：读取、核对、还原都只在内存里做，不动本机的数据。", "Choose a backup and try it: it is read, checked and put together in memory only. Nothing here is touched.";
        choose: "选择备份文件", "Choose a backup";
        never_tried: "还没有试过。", "Not tried yet.";
        trying: "正在试恢复…", "Trying the backup…";
        can: "这份备份可以恢复", "This backup can be restored";
        cannot: "这份备份不能恢复", "This backup cannot be restored";
        untouched: "本机的数据没有任何改变。", "Nothing on this machine was changed.";
        make_another: "请现在另做一份：", "Please make another one now:";
        no_backup: "这是交换文件，不是备份：里面没有本机的密钥，也没有不外传的内容。请选择备份文件。", "This is an exchange file, not a backup: it lacks this machine's key and private entries. Please choose a backup.";
        whose: "属于", "Belongs to";
        own_machine: "本机", "this machine";
        other_machine: "另一台电脑", "another machine";
        made_at: "备份时间", "Made";
        holds: "内容", "Holds";
        nothing: "没有记录", "no records";
        private: "不外传的内容", "Private entries";
        no_private: "没有", "none";
        versus: "与本机相比", "Compared with this machine";
        same: "与本机完全相同。", "The same as here.";
        folder: "备份文件夹", "Backup folder";
        folder_help: "选定一个文件夹（U 盘、共享盘都可以），以后点一下就备份到那里，每天一个文件，写好后读回核对。", "Choose a folder (a stick or a shared drive will do). A backup then goes there at one click, a file a day, and is read back and compared.";
        choose_folder: "选择文件夹", "Choose a folder";
        other_folder: "换一个文件夹", "Choose another";
        leave_folder: "不再使用", "Do not use it";
        into_folder: "备份到文件夹", "Back up to the folder";
        asks_again: "浏览器下次写入时会再问一次是否允许，请选“允许”。", "The browser will ask once more when a backup is written; please allow it.";
        writing: "正在写入并核对…", "Writing and comparing…";
        not_chosen: "没有选定文件夹。", "No folder was chosen.";
        folder_lost: "这个文件夹打不开，可能已移走或拔出。已改为存到下载目录，请核对后换一个文件夹。", "The folder cannot be opened; it may have been moved or unplugged. The backup went to your downloads instead. Please choose another folder.";
        not_by_itself: "自动备份没有写成：文件夹打不开，或浏览器要求再次许可。请到“备份与设置”备份一次。", "The backup was not written by itself: the folder cannot be opened, or the browser wants to be asked. Please back up once in the settings.";
        folder_refused: "浏览器没有允许写入这个文件夹。已改为存到下载目录；要用文件夹，请再点一次并选“允许”。", "The browser was not allowed to write there. The backup went to your downloads instead; to use the folder, click again and allow it.";
        folder_full: "文件夹所在的磁盘满了。已改为存到下载目录，请清理磁盘或换一个文件夹。", "The folder's disk is full. The backup went to your downloads instead. Please make room or choose another folder.";
        folder_differs: "写入后读回的内容不一致，这份文件不可用。已改为存到下载目录，请检查磁盘。", "What was read back differs, so that file is of no use. The backup went to your downloads instead. Please check the disk.";
        by_itself: "自动备份", "By itself";
        by_itself_help: "只在浏览器仍允许写入时进行；不能写入时照常提醒。", "Only while the browser still allows writing; otherwise you are reminded as usual.";
        never: "不自动", "never";
        no_folders: "这个浏览器不能直接写入文件夹，请用上面的按钮存到下载目录。", "This browser cannot write to a folder; use the button above.";
    }
    filled {
        since: fn(usize) = |n| format!("备份后已有 {n} 处变更"), |n| format!("{} since the last backup", super::many(n, "change", "changes"));
        since_begun: fn(usize) = |n| format!("已有 {n} 处变更"), |n| super::many(n, "change", "changes");
        due: fn(&str, &str) = |last, since| format!("{last}，{since}，请备份。"), |last, since| format!("{last}, {since}. Please back up.");
        days: fn(usize) = |n| format!("{n} 天"), |n| super::many(n, "day", "days");
        changes: fn(usize) = |n| format!("{n} 处"), |n| super::many(n, "change", "changes");
        every: fn(usize) = |n| format!("每满 {n} 处变更"), |n| format!("every {}", super::many(n, "change", "changes"));
        last_tried: fn(&str) = |age| format!("上次试恢复成功：{age}。"), |age| format!("A backup was last tried, with success, {age}.");
        other_street: fn(&str) = |title| format!("它是另一个工作区“{title}”的备份，与本机打开的不是同一个，没有比较。"), |title| format!("It is of another workspace, “{title}”, and was not compared with the one open here.");
        lacks: fn(usize) = |n| format!("本机有、备份里没有的变更 {n} 处"), |n| format!("{} here that the backup lacks", super::many(n, "change", "changes"));
        beyond: fn(usize) = |n| format!("备份里有、本机没有的变更 {n} 处"), |n| format!("{} in the backup that are not here", super::many(n, "change", "changes"));
        counted: fn(&str, usize) = |kind, n| format!("{kind} {n}"), |kind, n| format!("{kind}: {n}");
        private_entries: fn(usize) = |n| format!("有，{n} 处"), |n| format!("{n}, included");
        folder_is: fn(&str) = |name| format!("现用文件夹：{name}"), |name| format!("In use: {name}");
        into: fn(&str, &str) = |folder, name| format!("已备份到“{folder}”并读回核对：{name}"), |folder, name| format!("Backed up to “{folder}”, read back and compared: {name}");
    }
}
