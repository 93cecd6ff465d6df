//! Files that were refused.

texts! {
    /// Words of the list.
    Refused {
        title: "拒收或不应外传的文件", "Files that were refused";
        help: "没有通过核对而拒收的文件，以及其他电脑的备份，只记在本机，留最近 30 份。“自称来自”是文件自己写的，无法证实。", "Files that did not pass the checks, and other machines’ backups. Kept on this machine only, the newest 30. “Claims to be from” is what the file itself says; nothing vouches for it.";
        none: "本机没有拒收过文件。", "No file was refused on this machine.";
        when: "时间", "When";
        file: "文件", "File";
        print: "SHA-256 前 12 位", "SHA-256, first 12";
        claimed: "自称来自", "Claims to be from";
        unclaimed: "没有写明", "not said";
        reason: "原因", "Why";
        clear: "清空列表", "Clear the list";
        clear_title: "要清空拒收文件的列表吗？", "Clear the list of refused files?";
        clear_body: "只删去本机的这份列表，不影响数据和文件。清空后不能找回。", "Only this list goes, neither data nor files. It cannot be brought back.";
        cleared: "列表已清空。", "The list was cleared.";
        empty: "文件是空的", "The file is empty";
        large: "文件太大，没有读取", "Too large to be read";
        not_ours: "不是本程序的文件", "No file of this program";
        cut_off: "没有传完整", "It is incomplete";
        newer: "由更新版本的程序生成", "Made by a newer version";
        shape: "内容不符合格式", "It does not follow the format";
        altered: "内容被改动过，与签名不符", "Altered: it does not match its seals";
        backup: "其他电脑的备份，里面有那台电脑的密钥，不应外传", "Another machine's backup, which holds its key and should not be handed on";
        unknown: "原因由更新版本记下", "Noted by a newer version";
    }
    filled {
        elsewhere: fn(&str) = |title| format!("属于另一个工作区“{title}”"), |title| format!("Belongs to another workspace, “{title}”");
    }
}
