//! Files locked with a passphrase.

texts! {
    /// Words of passphrases.
    Locked {
        passphrase: "口令", "Passphrase";
        show: "显示口令", "Show it";
        lock: "用口令锁上文件", "Lock the file with a passphrase";
        lock_help: "请把口令当面或打电话告诉对方，不要和文件一起发。口令忘了，这份文件就打不开，可以重新导出。",
            "Tell the passphrase in person or by telephone, never along with the file. A forgotten one cannot be recovered; export again then.";
        hint: "至少 8 个字，可以是一句好记的话。", "At least 8 characters; a phrase that is easy to remember will do.";
        too_short: "口令太短，请用至少 8 个字。", "Too short: please use at least 8 characters.";
        empty: "请填写口令。", "Please enter the passphrase.";
        locking: "正在锁上文件…", "Locking the file…";
        file_part: "加锁", "locked";
        title: "这份文件上了锁", "This file is locked";
        ask: "请填写对方告诉你的口令。", "Please enter the passphrase its sender told you.";
        open: "打开", "Open";
        opening: "正在打开文件…", "Opening the file…";
        wrong: "打不开：口令不对，或者文件在路上被改动过。请核对口令；仍打不开，请对方重新导出一份。",
            "It does not open: another passphrase, or the file was altered on its way. Check the passphrase; if it still fails, ask for a new file.";
        damaged: "文件不完整或已损坏，用什么口令都打不开。请对方重新导出一份。",
            "The file is incomplete or damaged; no passphrase opens it. Please ask for a new one.";
        too_costly: "这份文件要求的运算超出允许范围，没有打开。请确认它来自对方单位。",
            "Opening this file asks for more work than is allowed, so it was not opened. Please check where it comes from.";
        too_large: "文件太大，不能加锁。请改为“只导出新修改”，或者不加锁导出。",
            "The file is too large to be locked. Export only what is new, or without a lock.";
        no_memory_to_lock: "这台电脑的内存不够，不能加锁。请关闭其他程序后再试。",
            "This machine has not enough free memory to lock a file. Please close other programs and try again.";
        no_memory: "这台电脑的内存不够，打不开上锁的文件。请关闭其他程序后再试。",
            "This machine has not enough free memory to open a locked file. Please close other programs and try again.";
    }
}
