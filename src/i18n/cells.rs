//! Cells of a list, changed where they stand, copied and pasted.

texts! {
    /// Words of what is done with cells.
    Cells {
        not_entered: "这一列由系统得出，不能直接修改。", "This column is worked out from others; it cannot be typed into.";
        press_f2: "按 F2 或回车开始填写。", "Press F2 or Enter to write.";
        in_conflict: "这一项内容不一致，请打开该记录，先选定以哪个为准。", "This field is in conflict; please open the record and choose first.";
        follower: "另一个页面正在填写，请到那个页面修改。", "Another tab is writing; please change it there.";
        nothing_to_clear: "所选内容都不能清空。", "Nothing of this can be cleared.";
        too_many_to_clear: "一次最多清空 5000 格，请少选一些。", "Up to 5,000 cells can be cleared at a time.";
    }
    filled {
        copied_cells: fn(usize, usize) = |rows, columns| format!("已复制 {rows} 行 {columns} 列。"), |rows, columns| format!("{rows} × {columns} cells copied.");
        copied_private: fn(usize, usize, &str) = |rows, columns, names| format!("已复制 {rows} 行 {columns} 列，其中含不对外的{names}。"),
            |rows, columns, names| format!("{rows} × {columns} cells copied, private ones among them: {names}.");
        copied_records: fn(usize) = |n| format!("已复制 {n} 条，连同列名。"), |n| format!("{} copied, with the names of the columns.", super::many(n, "record", "records"));
        cleared: fn(usize) = |n| format!("已清空 {n} 格。"), |n| format!("{} cleared.", super::many(n, "cell", "cells"));
    }
}
