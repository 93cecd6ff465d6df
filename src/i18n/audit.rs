//! The history as evidence.

texts! {
    /// Words of the page.
    Audit {
        title: "操作留痕", "Audit";
        intro: "每一处改动是谁、什么时候、由什么改成什么；删不掉，也改不了。", "Every change: who, when, from what to what. Nothing here can be removed or altered.";
        office: "单位", "Office";
        person: "填写人", "Person";
        kind: "类别", "Kind";
        from: "起", "From";
        until: "止", "Until";
        every: "全部", "All";
        none: "没有符合条件的改动。", "No change fits.";
        check_title: "核对日志", "Check the logs";
        check_help: "逐条重新计算每台电脑的日志，并核对签封。日志被改动过一个字，都会查出来。", "Reckons every machine's log anew, op by op, and checks its seals. One altered character would be found.";
        check: "开始核对", "Check now";
        all_sound: "全部日志完好，签封相符。", "All logs are whole and their seals fit.";
        broken: "有日志对不上，请立即备份，并告知街道。", "A log does not hold. Make a backup now and tell the street.";
        sound: "完好", "Whole";
        not_sound: "对不上", "Does not hold";
        fork: "分叉：同一台电脑的数据被复制后各写各的", "Fork: a copied profile wrote on by itself";
        shared: "共享日志", "Shared log";
        private: "本单位留存", "Kept by the office";
        ops: "改动", "Changes";
        sealed: "已签封", "Sealed";
        remarks: "说明", "Remarks";
        result: "结果", "Result";
        list: "改动记录", "The changes";
        odd: "需要留意的日志", "Logs to look into";
        nothing_odd: "没有分叉的日志，也没有往回调过的时钟。", "No log is forked, and no clock went back.";
        forks: "分叉的日志", "Forked logs";
        forks_help: "一台电脑的浏览器数据被复制后，两边各写各的。两边的内容都保留；请街道问明情况，停用其中一台。", "A profile was copied and both wrote on. Both branches are kept; the street should ask, and end one of the machines.";
        clocks: "往回调过的时钟", "Clocks that went back";
        clocks_help: "时间比前一处改动早一天以上，所记的时间可能不准；先后次序不受影响。", "More than a day before the change that came earlier: times may be off. The order is not affected.";
        machine: "电脑核对码", "Machine's figures";
        log: "日志", "Log";
        since: "开始于", "Since";
        records: "有关记录", "Records";
        back: "调回", "Back by";
        then: "当时显示", "Showed";
        unknown_machine: "未登记的电脑", "A machine not registered";
        when: "时间", "When";
        who: "谁", "Who";
        what: "做了什么", "What";
        of_record: "这条记录的全部改动", "All changes of this record";
        all_records: "看全部记录的改动", "Changes of all records";
    }
    filled {
        shown: fn(usize, usize) = |shown, all| format!("共 {all} 处，显示最近的 {shown} 处"), |shown, all| format!("{all} in all, the newest {shown} shown");
        branch: fn(usize, u64) = |ops, from| format!("从第 {from} 处起另写了 {ops} 处"), |ops, from| format!("{} of its own from place {from} on", super::many(ops, "change", "changes"));
        days: fn(usize) = |n| format!("{n} 天"), |n| super::many(n, "day", "days");
        drift: fn(&str) = |age| format!("时钟曾往回调 {age}"), |age| format!("its clock once went back by {age}");
        checked: fn(usize) = |ops| format!("核对了 {ops} 处改动"), |ops| format!("{} checked", super::many(ops, "change", "changes"));
    }
}
