//! Evidence about a project.

texts! {
    /// Words of the page.
    Evidence {
        title: "证据材料", "Evidence";
        intro: "这个项目从头到尾的每一处改动，连同核对结果，可打印或存成文件。", "Every change of this project from its beginning, with the checks; to be printed or saved as a file.";
        only_projects: "证据材料按项目制作，请从项目的记录页打开。", "Evidence is made for a project. Please open it from the project's page.";
        print: "打印或存为 PDF", "Print, or save as PDF";
        save: "存成文件", "Save as a file";
        part: "证据材料", "evidence";
        project: "项目", "Project";
        made_at: "制作时间", "Made";
        made_by: "制作单位", "Made by";
        checked: "日志核对", "Check of the logs";
        all_sound: "本机全部日志完好，签封相符", "all logs here are whole and their seals fit";
        broken: "有日志对不上，请到“操作留痕”页查看", "a log does not hold; the audit page says which";
        proves_title: "能证明什么", "What this proves";
        proves: "下面的每一处改动都取自各单位电脑的日志。日志一环扣一环，并由填写的电脑签封；改动一个字、少一条、调换先后，核对都通不过。",
            "Every change below stands in the log of the machine that wrote it. Each entry is chained to the one before and sealed by its machine: one altered character, one entry less or another order would be found.";
        not_title: "不能证明什么", "What it does not prove";
        not: "纸面可以重排重印，本身不是凭据；凭据是数据核对码与上面相同的完整交换文件。时间是填写电脑的时钟；填写人由各单位自己写；所写的事是否属实，日志不作判断。",
            "Paper can be printed anew and is no proof by itself: the proof is the complete exchange file with the state code above. Times are those of the writers' clocks, names are as offices give them, and whether what they wrote is true no log can say.";
        get_it: "怎样取得：在“数据交换”页选“导出全部”。装有本程序的任何一台电脑都能导入核对，导入后数据核对码应与上面相同（此后又有改动的，数据核对码会变）。“存成文件”存下的，只含与本项目有关的电脑的整本日志，可以导入已有的工作区核对，不能用来新加入；只导入它时，数据核对码与上面不同。",
            "To get it: export everything on the exchange page. Any machine with this program can take it in, and shows the same code (unless something was changed since). “Save as a file” keeps the whole logs of the machines concerned only, and can be taken into a workspace that is there already, not joined from; by itself it gives another state code.";
        no_private: "本机没有与本项目有关的不外传内容。", "This machine has no private entries on this project.";
        records: "有关记录", "Records";
        kind: "类别", "Kind";
        record: "记录", "Record";
        logs: "有关电脑的日志", "Logs of the machines concerned";
        machine: "电脑", "Machine";
        figures: "电脑核对码", "Check figures";
        ops: "改动经过", "The changes";
        ops_help: "按先后次序，由旧到新。“凭据”依次为：核对结果、是否生效、在日志中的位置、链上哈希值的前 12 位。", "In their order, the oldest first. “Proof” gives the result of the check, whether it counts, its place in the log and the first 12 characters of the chain's hash there. ";
        number: "序号", "No.";
        proof: "凭据", "Proof";
        sealed: "链完好，已签封", "chain holds, sealed";
        unsealed: "链完好，尚未签封", "chain holds, not sealed yet";
        not_sound: "日志对不上", "the log does not hold";
        applied: "已生效", "Counts";
        disputes: "内容不一致和分叉", "Conflicts and forks";
        no_disputes: "没有内容不一致，有关日志没有分叉。", "No field is in conflict, and none of these logs is forked.";
        no_office: "未代表单位", "no office";
    }
    filled {
        of_project: fn(&str) = |title| format!("证据材料：{title}"), |title| format!("Evidence: {title}");
        private_left_out: fn(usize) = |n| format!("{n} 处不外传的内容（联系人等）没有列出。"), |n| format!("{} (contacts and the like) left out.", super::many(n, "private change", "private changes"));
        changes: fn(usize) = |n| format!("共 {n} 处改动"), |n| super::many(n, "change", "changes");
        in_conflict: fn(&str, &str) = |title, fields| format!("“{title}”的{fields}有不同写法，尚未选定"), |title, fields| format!("“{title}”: offices differ on {fields}, not settled yet");
        forked: fn(&str) = |machine| format!("{machine} 的日志有分叉（浏览器数据被复制后各写各的），其中与本项目有关的改动都列在下面"), |machine| format!("the log of {machine} is forked (a copied profile wrote on by itself); what either branch says of this project is listed");
        saved: fn(&str) = |name| format!("已存到下载目录：{name}"), |name| format!("Saved to your downloads as {name}");
    }
}
