//! The start page, and what a browser that cannot run the app is told.

texts! {
    /// Words of the start page.
    Start {
        title: "三张清单", "Three Lists";
        welcome: "街道和社区、共建单位一起用的资源清单、需求清单、项目清单。数据只存在本机，用文件交换，不需要服务器。",
            "Resources, needs and projects for a street, its communities and partner units. Data stay on this machine and are exchanged as files; no server is needed.";
        how_to_begin: "请选择开始的方式", "How would you like to begin?";
        create: "新建街道工作区", "Create a street's workspace";
        create_help: "街道用。建好后，导出文件交给社区和共建单位加入。", "For the street. Then export a file for communities and units to join.";
        open_file: "打开收到的文件", "Open a file you received";
        open_file_help: "社区和共建单位用，也可以用来打开备份文件。", "For communities and units; also opens a backup.";
        sample: "看看示例街道", "Try the sample street";
        sample_help: "虚构的街道，随意点、随意改，用完可以清除。", "An invented street to play with; remove it when you are done.";
        street_name: "街道名称", "Name of the street";
        street_name_hint: "如：示例街道", "for example: Sample Street";
        office_name: "街道党工委名称", "Name of the street's office";
        office_name_hint: "如：示例街道党工委", "for example: Sample Street Party Committee";
        create_button: "建立工作区", "Create";
        creating: "正在建立…", "Creating…";
        loading_sample: "正在准备示例数据…", "Preparing the sample…";
        name_missing: "请填写街道名称。", "Please enter the street's name.";
        sample_notice: "这是示例数据，均为虚构。", "This is sample data; everything is invented.";
        leave_sample: "清除示例，正式开始", "Remove the sample and begin";
        sample_street: "示例街道", "Sample Street";
        sample_office: "示例街道党工委", "Sample Street Party Committee";
        first_steps: "接下来可以", "What to do next";
        step_offices: "登记社区和共建单位", "Register communities and partner units";
        step_import: "导入现有的资源、需求、项目表格", "Import the sheets you already have";
        step_hand_on: "导出文件，交给社区和共建单位", "Export a file for communities and units";
        privacy: "数据保存在这个浏览器里，不会上传。请定期备份到文件。", "Data stay in this browser and are never uploaded. Please back up to a file regularly.";
        moved: "如果您移动或改名了本程序的文件，原来的数据可能没有跟过来。请打开备份文件。", "If you moved or renamed the program's file, its data may not have followed. Please open your backup.";
        other_workspaces: "本机已有的工作区", "Workspaces on this machine";
        no_wasm: "这个浏览器打不开本程序（缺少 WebAssembly）。请用 2023 年以后的 Chrome、Edge、360、火狐等浏览器；如果浏览器开了增强安全模式，请把本页加入例外。",
            "This browser cannot run the program (no WebAssembly). Use a browser from 2023 or later; if enhanced security is on, make an exception for this page.";
        crashed: "程序出了意外，已停下以保护数据。请先保存原始数据，再刷新页面。", "Something went wrong and the program stopped to protect your data. Save the raw data first, then reload.";
        save_raw: "保存原始数据", "Save the raw data";
        reload: "刷新页面", "Reload";
        office_missing: "请选择或填写单位。", "Please choose or enter your office.";
        your_office: "本机代表的单位", "This machine speaks for";
        new_office_name: "单位名称", "Name of your office";
        new_office_role: "单位类型", "Type of office";
        person: "填写人", "Entered by";
        person_hint: "选填，如“党建办”。会记在修改记录里。", "Optional; a role is enough. Kept in the history.";
        already_title: "本机已有这个工作区", "This workspace is on this machine already";
        already_body: "请打开它，到“数据交换”页导入这份文件，两边的内容会合在一起。", "Open it and import the file on its exchange page; both sides are joined.";
        open_it: "打开", "Open";
        restore_title: "这是备份文件", "This is a backup";
        restore_body: "恢复后，本机接着原来那台电脑（或浏览器）继续使用，内容与备份时相同。", "This machine goes on where the other one (or the other browser) stood when the backup was made.";
        restore_warning: "请不要再在原来的电脑上填写：同一编号的两台电脑各写各的，会分成两支。", "Do not go on writing on the old machine: two machines under one identity drift apart.";
        restore_button: "恢复到本机", "Restore here";
        restored: "已从备份恢复。", "Restored from the backup.";
        not_complete: "这份文件只有新修改，不能用来加入。请向对方要一份“导出全部”的文件。", "This file holds only what is new; to join, ask for a complete export.";
        ask_backup: "请打开最近一次的备份文件。也可以请其他单位“导出全部”，用那份文件重新加入。", "Open your latest backup file. Or ask another office for a complete export and join again with it.";
        remove_entry: "从本机清除", "Remove from this machine";
    }
    filled {
        last_opened: fn(&str) = |when| format!("上次建立或恢复：{when}"), |when| format!("Set up {when}");
        of_workspace: fn(&str) = |title| format!("工作区：{title}"), |title| format!("Workspace: {title}");
    }
}
