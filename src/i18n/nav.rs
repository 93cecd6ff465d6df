//! The frame: title, navigation, language switch, words used everywhere.

texts! {
    /// Words of the frame.
    Nav {
        app: "三张清单", "Three Lists";
        tagline: "街道、社区、共建单位的资源清单、需求清单、项目清单", "Resources, needs and projects of a sub-district";
        home: "首页", "Home";
        lists: "清单", "Lists";
        resources: "资源清单", "Resources";
        needs: "需求清单", "Needs";
        projects: "项目清单", "Projects";
        offices: "单位", "Offices";
        pairings: "结对", "Pairings";
        claims: "认领", "Claims";
        partners: "单位与结对", "Offices and pairing";
        assess: "评价", "Assessment";
        traffic: "往来", "Exchange and import";
        backup_and_settings: "备份与设置", "Backup and settings";
        search_everything: "查找资源、需求、项目、单位（按 / 键）", "Find resources, needs, projects, offices (press /)";
        evaluation: "考核评价", "Evaluation";
        import: "导入表格", "Import a sheet";
        exchange: "数据交换", "Exchange";
        conflicts: "待处理的冲突", "Conflicts to settle";
        history: "操作记录", "Recent actions";
        settings: "设置", "Settings";
        help: "使用说明", "Help";
        about: "关于", "About";
        language: "语言", "Language";
        skip_to_content: "跳到正文", "Skip to content";
        menu: "菜单", "Menu";
        open_menu: "打开菜单", "Open menu";
        close_menu: "收起菜单", "Close menu";
        main_navigation: "主导航", "Main navigation";
        loading: "正在打开，请稍候…", "Opening, one moment…";
        back: "返回", "Back";
        back_to_list: "返回清单", "Back to the list";
        next: "下一步", "Next";
        previous: "上一步", "Previous";
        ok: "确定", "OK";
        cancel: "取消", "Cancel";
        close: "关闭", "Close";
        confirm: "确认", "Confirm";
        yes: "是", "Yes";
        no: "否", "No";
        none: "无", "None";
        unknown: "未知", "Unknown";
        more: "更多", "More";
        less: "收起", "Less";
        details: "详情", "Details";
        all: "全部", "All";
        open: "打开", "Open";
        save: "保存", "Save";
        undo: "撤销", "Undo";
        retry: "再试一次", "Try again";
        choose_file: "选择文件", "Choose a file";
        drop_file: "也可以把文件拖到这里", "or drop the file here";
        optional: "选填", "optional";
        required: "必填", "required";
        not_found_title: "没有找到这个页面", "Page not found";
        not_found: "地址可能不完整，或这条记录还没有导入本机。请从左侧菜单进入，或先导入对方的交换文件。",
            "The address may be incomplete, or the record is not on this machine yet. Use the menu, or import the other office's file first.";
        today: "今天", "Today";
        due_soon: "需关注和超期的项目", "Projects due or overdue";
        waiting_needs: "等待回应的需求", "Needs waiting for an answer";
        recent_changes: "最近的修改", "Latest changes";
        nothing_due: "没有需关注或超期的项目。", "No project needs attention or is overdue.";
        nothing_waiting: "没有等待回应的需求。", "No need is waiting.";
        update_ready: "有新版本可用。正在填写的内容保存后，再点“换用新版本”。",
            "A new version is ready. Save what you are writing, then switch.";
        update_now: "换用新版本", "Switch to the new version";
        update_later: "以后再说", "Later";
    }
    filled {
        title: fn(&str) = |page| format!("{page} · 三张清单"), |page| format!("{page} · Three Lists");
        speaking_for: fn(&str) = |office| format!("本机代表：{office}"), |office| format!("This machine speaks for {office}");
        conflicts_waiting: fn(usize) = |n| format!("有 {n} 条记录的内容不一致，待处理"),
            |n| format!("{} with differing contents to settle", super::many(n, "record", "records"));
    }
}
