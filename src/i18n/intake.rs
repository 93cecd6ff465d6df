//! Folders of files, and taking the last intake back.

texts! {
    /// Words of taking in.
    Intake {
        choose_folder: "选择文件夹", "Choose a folder";
        folder_crowded: "文件夹里的文件太多，没有读取。请选择只放交换文件的文件夹。", "The folder holds too many files and was not read. Please choose one with exchange files only.";
        folder_without: "文件夹里没有交换文件或压缩包。请确认选对了文件夹。", "The folder holds no exchange file and no archive. Please check that it is the right one.";
        last_title: "上次导入", "Last taken in";
        undo: "撤销这次导入", "Undo this intake";
        undo_help: "撤销后，这次导入的内容从本机移除，本机回到导入之前；文件还在您手里，随时可以再导入。",
            "What came in is taken out of this machine again, as if it had not been. You still have the file; it can be taken in again at any time.";
        undoing: "正在撤销…", "Undoing…";
        undone: "已撤销，本机回到了导入之前。", "Undone: this machine is as it was before.";
        not_undone: "没有撤销，本机的数据没有任何改变。", "Not undone; nothing on this machine was changed.";
        since_wrote: "导入之后本机又填写过内容，不能再撤销。", "This machine has written since, so that it cannot be undone any more.";
        since_came_in: "导入之后又导入过别的内容，不能再撤销。", "Something else was taken in since, so that it cannot be undone any more.";
        since_handed: "导入之后已把数据交给别人，不能再撤销。", "This machine has handed data on since, so that it cannot be undone any more.";
        too_much: "这次导入的内容较多，不能一键撤销。", "Too much came in at once to be undone with one click.";
        since_own: "文件里有本机以前填写的内容，不能撤销。", "The file holds what this machine itself wrote, so that it cannot be undone.";
        comparing: "正在与本机内容比对…", "Comparing it with what is here…";
        keeping: "正在保存到本机…", "Saving it on this machine…";
        stop_help: "现在取消，本机的数据不会有任何改变。", "Cancelled now, it leaves everything on this machine as it is.";
        stopped: "已取消，本机的数据没有任何改变。", "Cancelled; nothing on this machine was changed.";
        worker_failed: "文件较大，读取时中断了，可能是内存不够。请关闭其他标签页，再试一次。", "Reading this large file broke off; memory may be short. Close other tabs and try again.";
    }
    filled {
        share: fn(usize) = |n| format!("已完成 {n}%"), |n| format!("{n}% done");
        left_alone: fn(usize) = |n| format!("文件夹里另有 {n} 个其他文件，没有读取。"),
            |n| format!("{} in the folder {} left alone.", super::many(n, "other file", "other files"), if n == 1 { "was" } else { "were" });
        unread: fn(usize) = |n| format!("文件夹里有 {n} 处没能读取，可能漏了文件。请检查 U 盘或文件夹，再试一次。"),
            |n| format!("{} in the folder could not be read, so files may be missing. Please check the drive or the folder and try again.", super::many(n, "place", "places"));
        last: fn(usize, &str, &str) = |n, names, when| format!("{n} 个文件，来自{names}，{when}导入。"),
            |n, names, when| format!("{} from {names}, {when}.", super::many(n, "file", "files"));
        others: fn(&str, usize) = |names, n| format!("{names}等 {n} 个单位"), |names, n| format!("{names} and others, {n} in all");
    }
}
