//! The exchange file: making one, previewing one, merging it, and every reason to refuse it.

texts! {
    /// Words of the exchange pages.
    Exchange {
        title: "数据交换", "Exchange";
        intro: "把本机的修改存成一个文件，用 U 盘或聊天工具交给其他单位；收到对方的文件，在这里导入。先后次序不限，重复导入也没有关系。",
            "Save what was written here as a file and hand it to the other offices; import theirs here. In any order, as often as you like.";
        export_title: "导出", "Hand on";
        export_all: "导出全部", "Export everything";
        export_all_help: "对方第一次加入，或不清楚对方有什么时用。", "For an office that joins, or when it is not known what it has.";
        export_new: "只导出新修改", "Export what is new";
        export_backup: "备份到文件", "Back up to a file";
        no_secrets: "请确认内容不涉密，也没有居民的身份证号等个人信息。", "Please make sure that nothing in it is classified or personal.";
        what_leaves: "文件里有什么", "What the file holds";
        file_name_part: "三张清单", "three-lists";
        new_part: "新修改", "new";
        backup_part: "备份", "backup";
        exported: "文件已存到下载目录，请交给对方。", "The file is in your downloads folder; hand it on.";
        nothing_new: "没有新的修改需要交出。", "There is nothing new to hand on.";
        import_title: "导入", "Take in";
        import_intro: "选择从其他单位收到的交换文件。文件名改过也不要紧。", "Choose a file received from another office. It may have been renamed.";
        reading: "正在读取并核对文件…", "Reading and checking the file…";
        preview_title: "导入前请过目", "Before it goes in";
        preview_intro: "现在还没有写入。确认后，双方的修改会合在一起，谁写的都不会丢。", "Nothing has been written. Once confirmed, both sides' changes are joined; nobody's are lost.";
        from: "来自", "From";
        made_at: "生成时间", "Made";
        workspace: "工作区", "Workspace";
        added: "新增", "New";
        changed: "有修改", "Changed";
        same: "相同", "The same";
        conflicts: "内容不一致", "In conflict";
        conflicts_help: "这些内容双方都改过，会一起保留，导入后请在记录页选定。", "Both sides changed these. Both are kept; choose on the record's page afterwards.";
        clock_drift: "对方电脑的时间与本机相差较大，记录的时间可能不准，不影响合并。", "The other machine's clock differs a lot; times shown may be off. Merging is not affected.";
        old_file: "这份文件生成已久，之后可能还有更新。导入不会覆盖较新的内容。", "This file was made long ago. Importing it never overwrites anything newer.";
        fork_found: "发现同一编号的两台电脑写了不同内容（可能复制过浏览器数据）。两边内容都保留，请告知街道。", "Two machines wrote under one identity (a copied profile?). Both are kept; please tell the street.";
        unknown_sender: "文件来自尚未登记的电脑。", "The file comes from a machine that is not registered yet.";
        newer_content: "文件里有本版本不认识的内容，会原样保存。", "The file holds things this version does not know; they are kept as they are.";
        confirm: "确认导入", "Merge";
        merged: "已导入。", "Merged.";
        merged_unkept: "已合并到本页，但还没有写入本机。请不要关闭本页，并看页脚的提示。",
            "Merged on this page, but not stored on this machine yet. Please do not close it, and see the foot line.";
        merged_conflicts: "有内容需要您选定，请看“待处理的冲突”。", "Some contents need your choice; see the conflicts.";
        already_here: "文件里的内容本机都已经有了，不需要导入。", "Everything in this file is already here.";
        older_than_here: "这份文件比本机的内容旧，里面没有新内容，不需要导入。", "This file is older than what is here and holds nothing new.";
        join_title: "加入这个工作区", "Join this workspace";
        join_intro: "请选择本机代表哪个单位，以后的修改都以它的名义记录。", "Choose the office this machine speaks for; what you write is recorded in its name.";
        join: "加入", "Join";
        join_other: "名单里没有我们单位", "Our office is not in the list";
        send_back: "请把本机的新修改也导出一份交回对方，两边就一致了。", "Export what is new here and hand it back; then both sides are the same.";
        state_code: "数据核对码", "State code";
        state_code_help: "两台电脑的核对码相同，内容就完全一致。", "Two machines with the same code hold the same contents.";
        refused_title: "这个文件不能导入", "This file cannot be imported";
        refused_note: "本机的数据没有任何改变。", "Nothing on this machine was changed.";
        empty_file: "文件是空的。请向对方重新要一份。", "The file is empty. Please ask for it again.";
        not_json: "这不是交换文件。请选择“三张清单”导出的文件；如果是表格，请到“导入表格”页。", "This is not an exchange file. Choose one exported by Three Lists; a spreadsheet goes to the import page.";
        truncated: "文件没有传完整。请让对方重新发送，或改用 U 盘拷贝。", "The file is incomplete. Please have it sent again, or copied by USB stick.";
        too_deep: "文件的结构不正常，没有读取。请向对方核实后重新导出。", "The file nests abnormally deep and was not read. Please have it exported again.";
        too_large: "文件太大，没有读取。请让对方“只导出新修改”。", "The file is too large. Please have only what is new exported.";
        other_format: "这是别的程序的文件。请选择“三张清单”导出的文件。", "This is another program's file. Choose one exported by Three Lists.";
        newer_version: "文件由更新版本生成，本版本读不了。请先更新本程序，再导入。", "The file was made by a newer version. Update this program, then import it.";
        altered: "文件内容被改动过，与签名不符，不能导入。请让对方重新导出，不要用其他程序编辑交换文件。", "The file was altered and does not match its signature. Please have it exported again; do not edit exchange files.";
        bad_structure: "文件的内容不符合格式。请让对方重新导出。", "The file does not follow the format. Please have it exported again.";
        duplicate_key: "文件里同一项写了两遍，无法确定以哪个为准。请让对方重新导出。", "An entry stands twice in the file. Please have it exported again.";
        missing_link: "缺少中间的部分。需要先导入对方更早的一份文件，或让对方“导出全部”。", "A part in between is missing. Import an earlier file first, or ask for a complete export.";
        wrong_key: "签名与登记的电脑不符，不能导入。请向街道核实文件来源。", "The signature does not belong to the registered machine. Please check with the street where it comes from.";
        not_a_workspace: "文件里没有工作区的起点，不能据此加入。请向街道要一份“导出全部”的文件。", "The file lacks the workspace's beginning. Ask the street for a complete export to join.";
        cannot_read_file: "文件打不开。请确认它没有被移走或被其他程序占用，再试一次。", "The file cannot be opened. Check that it was not moved and is not in use, and try again.";
        cannot_save_file: "文件没有存成。请检查浏览器的下载设置后再试。", "The file could not be saved. Check the browser's download settings and try again.";
        export_button: "存成文件", "Save as a file";
        never_handed_on: "还没有导出过。", "Never exported yet.";
        only_new_part: "只含新修改", "only what is new";
        whole_part: "全部内容", "everything";
        kind_of_file: "内容范围", "Extent";
        changed_fields: "改动的内容", "What would change";
        new_records: "新增的记录", "New records";
        both_stay: "双方都改过，两种内容都会保留", "both changed it; both are kept";
        merging: "正在导入…", "Merging…";
        choose_another: "换一个文件", "Choose another file";
        see_conflicts: "去选定", "Settle them";
        answer_title: "给对方回一份文件", "An answer for the sender";
        answer_help: "只含对方还没有的内容。对方导入后，两边就一致了。", "Exactly what the sender lacks. Once imported there, both sides are the same.";
        answer_button: "存回执文件", "Save the answer";
        answer_none: "本机的内容对方都已经有了，不用回传。", "The sender has everything from here; no answer is needed.";
        holds_private: "文件里带有联系人等不外传的内容，导入后只存在本机。", "The file holds contacts and other private entries; they stay on this machine.";
        follower: "另一个页面正在填写，请到那个页面导出或导入。", "Another tab is writing; export and import there.";
        backup_offered: "这是备份文件。这里只把其中的内容合并进来；要整体恢复，请在“设置”中切换工作区，再打开它。", "This is a backup. Here its contents are merged; to restore it as a whole, switch workspaces in the settings and open it there.";
        unknown_branch: "文件接着的是本机没有的另一份记录。请让对方“导出全部”。", "The file continues a record that is not here. Ask for a complete export.";
        sender_unnamed: "未登记的单位", "an office not registered yet";
        drop_here: "把文件或文件夹拖到这里，可以一次多个，也可以是压缩包；或者", "Drop files or folders here, several at once or as an archive, or";
        many_files: "收到的文件", "Files received";
        hold_back: "导入哪些单位的修改", "Whose changes go in";
        hold_back_help: "没有勾选的先不导入，以后再导入同一份文件就行。其他单位对这些记录的修改仍会导入，名称等内容可能暂缺。", "What is not ticked stays out; the same file can be taken in later. Others' changes of such records go in, so names may be missing until then.";
        nothing_ready: "这些文件里没有可以导入的新内容。", "Nothing in these files can go in.";
        known_file: "本机都已经有了", "all here already";
        covered_file: "其他文件里都有", "all of it is in the other files";
        waiting_file: "缺前面的部分，先不导入", "an earlier part is missing; it stays out for now";
        locked_file: "上了锁，请单独选择这份文件（在压缩包里的先解压）", "locked; please choose it alone (unpack it first)";
        not_ours: "不是交换文件，没有读取", "not an exchange file; not read";
        archive_encrypted: "压缩包设了密码，请解压后再导入", "the archive has a password; please unpack it first";
        archive_bomb: "解压后大得不正常，没有读取", "unpacks to an abnormal size; not read";
        archive_crowded: "压缩包里文件太多或层数太多，请解压后再导入", "the archive holds too many files or levels; please unpack it first";
        file_unreadable: "打不开，没有读取", "cannot be opened; not read";
        foreign_backup: "收到的文件里有其他单位的备份，备份里有那台电脑的密钥。这里只合并内容，请提醒对方收好备份、改发交换文件。",
            "One of these files is another office's backup, which holds that machine's key. Only its contents are merged; please tell them to keep backups and send exchange files.";
        archive_damaged: "压缩包不完整，请让对方重新发送", "the archive is damaged; please have it sent again";
        some_office: "对方单位", "the office";
    }
    filled {
        other_workspace: fn(&str) = |name| format!("这是“{name}”的文件，与本机的工作区不是同一个，不能合并。请核对是否选错了文件。"),
            |name| format!("This file belongs to “{name}”, another workspace, and cannot be merged. Please check the file.");
        missing_from: fn(&str) = |from| format!("需要先导入{from}更早的一份文件，或请对方“导出全部”。"),
            |from| format!("Import an earlier file from {from} first, or ask for a complete export.");
        file_of: fn(&str, &str) = |name, when| format!("{name}，{when}生成"), |name, when| format!("{name}, made {when}");
        counts: fn(usize, usize, usize) =
            |new, changed, conflicts| format!("新增 {new} 条，修改 {changed} 条，内容不一致 {conflicts} 处"),
            |new, changed, conflicts| format!("{new} new, {changed} changed, {} in conflict", super::many(conflicts, "field", "fields"));
        holds: fn(usize, usize, usize) =
            |resources, needs, projects| format!("资源 {resources} 条，需求 {needs} 条，项目 {projects} 个"),
            |resources, needs, projects| format!("{resources} resources, {needs} needs, {projects} projects");
        ops: fn(usize) = |n| format!("{n} 处修改"), |n| super::many(n, "change", "changes");
        private_left_out: fn(usize) = |n| format!("{n} 处不外传的内容没有带出"), |n| format!("{} left out", super::many(n, "private entry", "private entries"));
        limit: fn(&str) = |size| format!("文件超过 {size}，没有读取。请让对方“只导出新修改”。"), |size| format!("The file is over {size} and was not read. Please have only what is new exported.");
        last_handed_on: fn(&str) = |age| format!("上次导出：{age}"), |age| format!("Last exported: {age}");
        private_taken: fn(usize) = |n| format!("含 {n} 处不外传的内容"), |n| format!("with {}", super::many(n, "private entry", "private entries"));
        not_listed: fn(usize) = |n| format!("另有 {n} 条没有列出"), |n| format!("{n} more not listed");
        saved_as: fn(&str) = |name| format!("已存到下载目录：{name}。请交给对方。"), |name| format!("Saved to your downloads as {name}. Hand it on.");
        merged_counts: fn(usize, usize) = |new, changed| format!("已导入：新增 {new} 条，修改 {changed} 条。"), |new, changed| format!("Merged: {new} new, {changed} changed.");
        ready_file: fn(usize) = |n| format!("{n} 处新修改"), |n| super::many(n, "new change", "new changes");
        same_as: fn(&str) = |name| format!("和“{name}”完全相同"), |name| format!("the same as “{name}”");
        other_street: fn(&str) = |name| format!("是“{name}”的文件，不能导入"), |name| format!("belongs to “{name}”; cannot go in");
        missing_part: fn(&str, &str) = |name, before| format!("还缺{name}在 {before} 之前导出的文件。请要来和这些文件一起导入，或请{name}“导出全部”。"),
            |name, before| format!("A file of {name} from before {before} is missing. Ask for it and take it in along with these, or ask for a complete export.");
        missing_branch: fn(&str) = |name| format!("有文件接着{name}的另一份记录，本机没有。请{name}“导出全部”，再一起导入。"),
            |name| format!("A file continues another record of {name} that is not here. Ask {name} for a complete export.");
        changes_of: fn(&str, usize) = |name, n| format!("{name}（{n} 处修改）"), |name, n| format!("{name} ({})", super::many(n, "change", "changes"));
        file_is: fn(&str) = |name| format!("文件：{name}"), |name| format!("File: {name}");
    }
}
