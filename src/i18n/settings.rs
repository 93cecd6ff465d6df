//! Settings: language, text size, this machine, data.

texts! {
    /// Words of the settings page.
    Settings {
        title: "设置", "Settings";
        appearance: "显示", "Appearance";
        language: "界面语言", "Language";
        text_size: "字号", "Text size";
        size_normal: "标准", "Normal";
        size_large: "大", "Large";
        size_elder: "特大（适老）", "Extra large";
        look: "颜色", "Colours";
        look_system: "随系统", "As the system";
        look_light: "浅色", "Light";
        look_dark: "深色", "Dark";
        look_contrast: "高对比", "High contrast";
        this_machine: "本机", "This machine";
        office: "代表单位", "Speaks for";
        change_office: "更换单位", "Change";
        person: "默认填写人", "Entered by, by default";
        person_help: "写岗位即可，如“党建办”。会记在修改记录里，随文件交出。", "A role is enough. It is kept in the history and handed on with files.";
        machine_code: "电脑编号", "Machine code";
        data: "数据", "Data";
        workspace: "工作区", "Workspace";
        storage_used: "占用空间", "Space used";
        backup: "备份到文件", "Back up to a file";
        restore_backup: "打开备份文件", "Open a backup file";
        remove_data: "清除本机数据", "Remove all data from this machine";
        remove_title: "要清除本机的全部数据吗？", "Remove all data from this machine?";
        remove_body: "清除后本机不能找回。请先备份到文件；已交给其他单位的内容不受影响。", "They cannot be brought back here. Back up to a file first; what others have is not affected.";
        remove_type: "请输入街道名称确认", "Type the street's name to confirm";
        remove_confirm: "清除", "Remove";
        removed: "已清除。", "Removed.";
        keep_data: "请浏览器长期保存", "Ask the browser to keep the data";
        mappings: "记住的表格设置", "Remembered sheet settings";
        forget_mappings: "全部忘记", "Forget all";
        version: "版本", "Version";
        licence: "许可", "Licence";
        saved: "设置已保存。", "Settings saved.";
        backup_help: "备份包含全部内容、联系人等不外传的内容和本机的编号，请自己保管，不要交给别人。", "The backup holds everything, private entries and this machine's identity. Keep it to yourself.";
        backup_button: "立即备份", "Back up now";
        switch: "切换或新建工作区", "Switch or create a workspace";
        switch_help: "回到开始页，可以打开备份文件、加入或新建工作区；本机的内容不会丢失。", "Back to the start page, to open a backup, join or create a workspace; nothing is lost.";
        switch_waits: "本页还有内容没有写入本机，暂不能切换。请看页脚的提示；如果是另一个页面正在填写，请先点“改由本页填写”。",
            "Something on this page could not be stored yet, so nothing was switched. Please see the foot line; if another tab is writing, choose to write here first.";
        remove_help: "只清除本机上的这个工作区。", "Removes this workspace from this machine only.";
        remove_wrong: "与街道名称不一致，没有清除。", "That is not the street's name; nothing was removed.";
        remove_failed: "没有清除成，请刷新页面后再试。", "Removing failed; reload and try again.";
        about: "关于本程序", "About";
        about_text: "离线使用，数据只在本机，不连接任何服务器。", "Works offline; data stay on this machine, no server is involved.";
        no_office: "尚未选择", "Not chosen yet";
        space_unknown: "浏览器没有告知存储情况。", "The browser does not tell.";
        asking: "正在查询…", "Asking…";
    }
    filled {
        version_is: fn(&str) = |version| format!("版本 {version}"), |version| format!("Version {version}");
        backed_up: fn(&str) = |name| format!("已备份到下载目录：{name}"), |name| format!("Backed up to your downloads as {name}");
        type_title: fn(&str) = |title| format!("请输入“{title}”确认"), |title| format!("Type “{title}” to confirm");
    }
}
