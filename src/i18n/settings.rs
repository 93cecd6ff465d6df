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
    }
    filled {
        version_is: fn(&str) = |version| format!("版本 {version}"), |version| format!("Version {version}");
    }
}
