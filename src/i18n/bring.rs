//! Records of another workspace, brought along by an office that began alone.

texts! {
    /// Words of the card.
    Bring {
        title: "带入本单位自己的记录", "Bring this office's own records";
        help: "如果这是本单位加入街道之前自己建的工作区，可以把其中的记录带进来：以本单位的名义重新登记，原来的工作区不受影响。属于其他单位的记录，须经街道确认才生效。再次带入同一份文件不会重复。",
            "If this is the workspace your office kept before it joined the street, its records can be brought along: they are registered anew in your office's name, and the other workspace stays as it is. What is another office's counts once the street confirms it. Bringing the same file again changes nothing.";
        what_becomes: "各条记录会变成什么", "What becomes of each record";
        becomes_new: "新登记", "registered anew";
        known: "以前已经带入", "brought before";
        nothing: "其中的记录都已经在这里了。", "All of its records are here already.";
        bringing: "正在带入…", "Bringing them…";
        done: "已带入。", "Brought.";
        not_done: "有的记录不符合要求，没有带入。请在原来的工作区改正后再试。", "Some record is not as it must be; nothing was brought. Mend it in the other workspace and try again.";
    }
    filled {
        bring: fn(usize) = |n| format!("带入 {n} 条记录"), |n| format!("Bring {}", super::many(n, "record", "records"));
        is_here: fn(&str) = |name| format!("就是这里的“{name}”"), |name| format!("is “{name}” here");
    }
}
