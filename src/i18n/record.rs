//! One record's page: actions, links, history, conflicts, undo.

texts! {
    /// Words of the record pages.
    Record {
        edit: "修改", "Edit";
        duplicate: "复制一份", "Duplicate";
        archive: "归档", "Archive";
        restore: "恢复", "Restore";
        archived_notice: "这条记录已归档，不在清单中显示。", "This record is archived and does not show in its list.";
        archived_done: "已归档。", "Archived.";
        restored_done: "已恢复。", "Restored.";
        copy_of: "（副本）", " (copy)";
        steps: "下一步办理", "Next steps";
        linked: "相关记录", "Linked records";
        no_links: "没有相关记录。", "No linked records.";
        progress: "进度台账", "Progress ledger";
        add_progress: "填写进展", "Add progress";
        claims: "认领情况", "Claims";
        start_project: "据此立项", "Start a project from this";
        start_claim: "认领", "Claim";
        history: "修改记录", "History";
        no_history: "还没有修改记录。", "No history yet.";
        before: "原来", "Before";
        after: "改为", "After";
        blank: "（空）", "(blank)";
        reason: "原因", "Reason";
        someone: "未署名", "unsigned";
        unknown_office: "未登记的电脑", "a machine not registered yet";
        private_entry: "不外传", "private";
        action_create: "登记", "Registered";
        action_save: "修改", "Edited";
        action_import: "由表格导入", "Imported from a sheet";
        action_sample: "示例数据", "Sample data";
        action_undo: "撤销", "Undone";
        action_resolve: "处理冲突", "Conflict settled";
        action_join: "加入工作区", "Joined the workspace";
        action_restore: "恢复", "Restored";
        action_archive: "归档", "Archived";
        action_other: "其他操作", "Other";
        conflict_title: "内容不一致，请选定一种", "Contents differ: please choose one";
        conflict_body: "不同单位在互不知情时改了同一处。各自的内容都保留着，选定之前，暂时显示标出的一种。",
            "Offices changed the same field without knowing of each other. Everything is kept; the marked one is shown until you choose.";
        shown_now: "暂时显示", "shown for now";
        choose_this: "用这一种", "Use this one";
        choose_other: "都不合适，另行填写", "Neither: write another";
        conflict_settled: "已选定。其他内容仍可在修改记录里查到。", "Settled. The others remain in the history.";
        conflict_deleted: "一方归档了这条记录，另一方又作了修改。请选定归档还是保留。",
            "One office archived this record while another changed it. Please choose.";
        keep: "保留", "Keep";
        left_out: "删去", "Left out";
        combine: "合在一起", "Put together";
        combine_help: "各方写的都留下，相同的只留一份。", "Keeps what each office wrote, each thing once.";
        no_conflicts: "没有待处理的冲突。", "No conflicts to settle.";
        conflicts_intro: "下列记录在不同单位有不同写法，请逐条选定。", "Offices differ on these records; please settle them one by one.";
        unknown_fields: "来自新版本的内容", "From a newer version";
        unknown_fields_help: "本版本不认识这些内容，会原样保存和转交。", "This version does not know these; they are kept and passed on as they are.";
        origin: "导入来源", "Imported from";
        print: "打印", "Print";
        actions_title: "本机操作记录", "Actions on this machine";
        actions_intro: "每次导入或保存记作一次操作，可以整体撤销。撤销也会留下记录。", "Each import or save is one action and can be undone as a whole. Undoing leaves a record too.";
        no_actions: "还没有操作记录。", "No actions yet.";
        undo_action: "撤销这次操作", "Undo this action";
        undone: "已撤销。", "Undone.";
        already_undone: "已撤销", "undone";
        action_recall: "恢复到从前", "Brought back";
        action_admit: "核准电脑", "Machine let in";
        action_settle: "登记街道意见", "Settled by the street";
        recall: "恢复到此时", "Bring back to this";
        recall_field: "改回原来的", "Bring this back";
        recalled: "已恢复。", "Brought back.";
        same_as_now: "现在就是这样。", "It already says this.";
        cannot_recall: "当时的内容现在不能原样写回（例如所链接的记录已不在）。请点“修改”逐项填写。",
            "What it said then cannot be written now (a linked record may be gone). Please use Edit.";
        nothing_to_redo: "没有可以重做的操作。", "Nothing to do again.";
        nothing_left_to_undo: "没有可以撤销的操作。", "Nothing to undo.";
        any_record: "记录", "record";
        name_sample: "打开示例数据", "open the sample data";
    }
    filled {
        changed_by: fn(&str, &str) = |who, when| format!("{who} · {when}"), |who, when| format!("{who} · {when}");
        from_to: fn(&str, &str) = |before, after| format!("由“{before}”改为“{after}”"), |before, after| format!("from “{before}” to “{after}”");
        filled_in: fn(&str) = |after| format!("填入“{after}”"), |after| format!("set to “{after}”");
        settled_on: fn(&str) = |value| format!("选定“{value}”"), |value| format!("chose “{value}”");
        filled_fields: fn(usize) = |n| format!("填写了 {n} 项"), |n| format!("filled in {}", super::many(n, "field", "fields"));
        cleared: fn(&str) = |before| format!("清空，原为“{before}”"), |before| format!("cleared, was “{before}”");
        imported_from: fn(&str) = |source| format!("由“{source}”导入"), |source| format!("Imported from “{source}”");
        choose_named: fn(&str, &str) = |field, value| format!("{field}用这一种：{value}"), |field, value| format!("{field}: use this one: {value}");
        more_conflicts: fn(usize) = |n| format!("还有 {n} 条记录，选定上面的之后显示。"), |n| format!("{} more will show once these are settled.", super::many(n, "record", "records"));
        conflict_count: fn(usize) = |n| format!("有 {n} 处内容不一致"), |n| format!("{} in conflict", super::many(n, "field", "fields"));
        undo_it: fn(&str) = |name| format!("撤销：{name}"), |name| format!("Undo: {name}");
        redo_it: fn(&str) = |name| format!("重做：{name}"), |name| format!("Redo: {name}");
        undid_it: fn(&str) = |name| format!("已撤销：{name}"), |name| format!("Undone: {name}");
        redid_it: fn(&str) = |name| format!("已重做：{name}"), |name| format!("Done again: {name}");
        quoted: fn(&str) = |title| format!("“{title}”"), |title| format!("“{title}”");
        counted: fn(usize, &str) = |n, kind| format!(" {n} 条{kind}"), |n, kind| format!("{n} × {kind}");
        name_made: fn(&str) = |what| format!("登记{what}"), |what| format!("register {what}");
        name_changed: fn(&str) = |what| format!("修改{what}"), |what| format!("change {what}");
        name_changed_field: fn(&str, &str) = |what, field| format!("修改{what}的{field}"), |what, field| format!("change {field} of {what}");
        name_archived: fn(&str) = |what| format!("归档{what}"), |what| format!("archive {what}");
        name_restored: fn(&str) = |what| format!("恢复{what}"), |what| format!("restore {what}");
        name_imported: fn(&str, &str) = |source, what| format!("由“{source}”导入{what}"), |source, what| format!("import {what} from “{source}”");
        name_resolved: fn(&str) = |what| format!("处理{what}的冲突"), |what| format!("settle the conflict of {what}");
        name_admitted: fn(&str) = |what| format!("核准{what}的电脑"), |what| format!("let in the machine of {what}");
        name_settled: fn(&str) = |what| format!("登记对{what}的街道意见"), |what| format!("settle {what}");
        name_recalled: fn(&str) = |what| format!("把{what}恢复到从前"), |what| format!("bring {what} back");
        action_records: fn(usize) = |n| format!("涉及 {n} 条记录"), |n| super::many(n, "record", "records");
    }
}
