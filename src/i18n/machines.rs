//! Machines and whom they speak for.

texts! {
    /// Words of the page of machines.
    Machines {
        title: "电脑与核准", "Machines";
        intro: "哪台电脑代表哪个单位。街道核准后，这台电脑填写的内容才在各单位生效。", "Which machine speaks for which office. What a machine writes counts everywhere once the street has let it in.";
        intro_member: "哪台电脑代表哪个单位，由街道核准。", "Which machine speaks for which office. The street lets machines in.";
        all: "全部电脑", "All machines";
        asking: "等待核准", "Asking to be let in";
        admitted: "已核准", "Let in";
        left: "已停用", "Left";
        moved: "已改为代表其他单位", "Speaks for another office now";
        declined: "未予核准", "Not let in";
        no_requests: "没有等待核准的电脑。单位第一次打开您的文件后，请对方把加入文件发回来。", "No machine is asking. When an office has opened your file for the first time, have it send its join file back.";
        fingerprint: "核对码", "Check figures";
        fingerprint_help: "请与对方通电话，由对方念出核对码，一致方可核准。", "Call the office and have the figures read out to you. Let the machine in only if they are the same.";
        own_fingerprint_help: "街道来电核对时，请念出这十六位数字。", "Read out these sixteen figures when the street calls.";
        guest_title: "本机等待街道核准", "This machine waits to be let in";
        guest_help: "请把加入文件发给街道，再通电话核对下面的数字。核准之前可以照常填写，所填内容先保存在本机；核准后随文件生效，不必重填。",
            "Send the join file to the street, then compare the figures below by telephone. Until then you can work as usual: what you write is kept here and counts once you are let in. Nothing is typed again.";
        guest_banner: "本机尚未经街道核准，所填内容暂时只在本机显示。", "This machine is not let in yet: what you write shows here only.";
        declined_help: "街道未核准本机。请与街道联系；所填内容仍在本机。", "The street did not let this machine in. Please call the street. What you wrote is still here.";
        left_title: "本机已停用", "This machine has been ended";
        left_help: "街道已停用本机。此后填写的内容不再生效，但都会保留。如有误，请与街道联系。", "The street ended this machine. What is written from now on does not count, but is kept. If that is a mistake, call the street.";
        left_banner: "本机已被街道停用，此后填写的内容不再生效。", "The street ended this machine: what you write no longer counts.";
        see: "查看", "See";
        save_join: "保存加入文件", "Save the join file";
        admit: "核准", "Let in";
        decline: "不予核准", "Do not let in";
        end: "停用", "End";
        end_help: "电脑更换、遗失或人员离开时停用。此前收到的内容保留有效；此后写的，即使改了时间，也不生效。",
            "When a machine is replaced, lost or its user leaves. What has been received from it stays; whatever it writes after that does not count, even with a changed clock.";
        end_now: "确认停用", "End it";
        resume: "恢复", "Resume";
        relocate: "改为代表", "Speaks for";
        relocate_now: "改为代表该单位", "Let it speak for that office";
        relocate_help: "此前填写的内容仍归原单位。", "What it wrote so far stays with the former office.";
        this_machine: "本机", "This machine";
        founding: "创建工作区的电脑", "Made the workspace";
        new_office: "新单位", "New office";
        as_street: "申请代表街道：核准后，它可以核准其他电脑、确认各单位的改动。", "Asks to speak for the street: once let in, it may let in others and confirm changes.";
        only_street: "核准、停用由街道办理。", "Only the street lets machines in or ends them.";
        settled: "已核准，下次给各单位的文件会带上。", "Let in. Your next files tell the others.";
        done: "已保存，下次给各单位的文件会带上。", "Saved. Your next files tell the others.";
        not_done: "没有保存，请再试一次。", "Not saved. Please try again.";
        label: "电脑名称", "Machine's name";
        office_unnamed: "（未写名称）", "(no name)";
    }
    filled {
        written: fn(usize) = |n| format!("已写 {n} 处改动"), |n| super::many(n, "change", "changes");
        requests_waiting: fn(usize) = |n| format!("有 {n} 台电脑等待核准"), |n| format!("{} asking to be let in", super::many(n, "machine", "machines"));
        since: fn(&str) = |day| format!("{day} 起"), |day| format!("since {day}");
    }
}
