//! A locked desk: what is stored on this machine, sealed under a passphrase.

texts! {
    /// Words of the lock on what is stored here.
    DeskLock {
        title: "锁定本机数据", "Lock the data on this machine";
        about: "适合多人共用的电脑：本机保存的内容加密，每次打开要填口令。", "For shared machines: what is stored here is enciphered, and opening it asks for a passphrase.";
        set_up: "设置口令…", "Set a passphrase…";
        protects: "能防住", "It protects";
        protects_1: "电脑丢失或被盗，别人拿走硬盘", "when the machine or its disk is lost or stolen";
        protects_2: "您锁定或关闭本程序之后，别人用同一台电脑查看", "when somebody else uses the machine after you locked or closed this program";
        fails: "防不住", "It does not protect";
        fails_1: "程序开着、没有锁定时，别人在屏幕上看", "an open page that nobody locked";
        fails_2: "加锁以前浏览器在硬盘上留下的痕迹，和在清单里查找过的字（会进入浏览器历史记录）", "traces the browser left on the disk before, and words searched for in lists (they enter the browser's history)";
        fails_3: "已经导出、备份或打印出去的文件", "files exported, backed up or printed before";
        fails_4: "电脑上的木马和被人动过手脚的浏览器", "a machine or a browser that somebody has tampered with";
        forgotten_before: "口令忘了，谁也打不开，也没有办法重设；只能用备份文件恢复。请先备份，把文件放在别处。",
            "A forgotten passphrase cannot be reset by anybody; only a backup file helps. Back up first, and keep that file elsewhere.";
        backup_kept: "备份文件已经另外存好", "The backup file is kept somewhere else";
        backup_first: "请先备份，并勾选“备份文件已经另外存好”。", "Please back up first, and tick that the file is kept.";
        name: "开始页上显示的名称", "Name on the start page";
        name_help: "不填口令也看得到，请不要写姓名等信息。", "Readable without the passphrase: no names of people here.";
        default_name: "已锁定的工作区", "Locked workspace";
        again: "再填一次口令", "The passphrase once more";
        differs: "两次填写的口令不一样，请重新填写。", "The two passphrases differ; please enter them again.";
        browser_offer: "浏览器如果提出保存口令，请选择不保存。", "If the browser offers to keep the passphrase, decline.";
        lock_it: "加密并锁定", "Encipher and lock";
        converting: "正在转换本机保存的内容，请不要关闭页面…", "Converting what is stored here; please keep the page open…";
        convert_failed: "没有转换成，内容仍按原样保存。", "It was not converted; everything is stored as before.";
        wait_saved: "请等全部内容保存好以后再试。", "Please wait until everything is saved, then try again.";
        is_locked: "本机保存的内容已加密。", "What is stored here is enciphered.";
        idle: "无人操作时自动锁定", "Lock by itself without input";
        lock_now: "锁定", "Lock";
        lock_now_tip: "锁定本程序（F8）", "Lock this program (F8)";
        unsaved: "还有内容没有保存，没有锁定。请先保存或放弃修改。", "Something is not saved yet, so nothing was locked. Please save or discard it first.";
        not_kept: "还有内容没有写入本机，没有锁定。请看页脚的提示。", "Something could not be stored yet, so nothing was locked. Please see the foot line.";
        change: "更换口令…", "Change the passphrase…";
        old: "现在的口令", "The present passphrase";
        new_one: "新口令", "The new passphrase";
        change_it: "更换", "Change";
        changed: "口令已更换。", "The passphrase was changed.";
        change_failed: "没有更换成，仍用原来的口令。", "It was not changed; the old passphrase holds.";
        changing: "正在更换…", "Changing…";
        take_off: "取消加密…", "Take the lock off…";
        take_off_help: "取消以后，打开电脑的人都能看到本机保存的内容。", "From then on, whoever can use this machine can read what is stored here.";
        take_off_it: "取消加密", "Take it off";
        ask_title: "请填写口令", "Please enter the passphrase";
        open: "打开", "Open";
        opening: "正在打开…", "Opening…";
        wrong: "口令不对，请再试。注意大小写和输入法。", "That is not the passphrase. Mind capitals and the input method.";
        card_lost: "本机保存的钥匙已丢失或损坏，用什么口令都打不开。请打开最近一次的备份文件。",
            "The key stored on this machine is lost or damaged; no passphrase opens it. Please open your latest backup file.";
        others: "打开备份文件或其他工作区", "Open a backup file or another workspace";
        forgotten: "忘了口令？", "Forgotten the passphrase?";
        forgotten_1: "口令不能找回，也不能重设：没有它，本机保存的内容谁也打不开。", "It cannot be found or reset: without it, nobody can open what is stored here.";
        forgotten_2: "手里有备份文件，可以用它恢复到备份那一刻；交给过其他单位的内容，可以请他们导出全部发回。",
            "A backup file brings back everything up to its day; what other offices were given they can export and send back.";
        forgotten_3: "确定不再需要，可以把打不开的内容从本机清除。", "What cannot be opened and is not needed can be wiped from this machine.";
        wipe: "从本机清除…", "Wipe it from this machine…";
        wipe_word: "清除", "wipe";
        wipe_ask: "请输入“清除”两个字确认；清除后不能恢复", "Type “wipe” to confirm; it cannot be undone";
        wipe_wrong: "请输入“清除”两个字。", "Please type “wipe”.";
    }
    filled {
        minutes: fn(u32) = |minutes| format!("{minutes} 分钟后"), |minutes| format!("after {minutes} minutes");
    }
}
