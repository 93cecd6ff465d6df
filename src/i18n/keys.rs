//! The sheet of keys.

texts! {
    /// What keys do.
    Keys {
        title: "键盘操作", "Keys";
        search: "查找", "Find";
        rows: "在清单中移动", "Move in a list";
        open: "打开所在的一条", "Open the record";
        cells: "在这一条的各格之间移动", "Move among the cells of the record";
        edit: "修改所在的格；直接打字则重新填写", "Change the cell; typing begins anew";
        next_cell: "存下并修改下一格、上一格", "Save and change the next cell, the one before";
        line_break: "在格内换行", "Break the line in a cell";
        span: "选定一块格子", "Span a block of cells";
        clear: "清空选定的格", "Clear the cells";
        copy: "复制、粘贴，与表格软件互通", "Copy and paste, also from and to spreadsheets";
        widen: "在列名上：调整列宽", "On the head of a column: make it wider or narrower";
        select: "选中或取消所在的一条", "Select the record, or not";
        extend: "连续选中", "Select several";
        select_all: "选中列出的全部", "Select all that is listed";
        leave: "取消选中，或关闭右侧详情", "Select nothing, or close the details";
        undo: "撤销上一次操作", "Undo the last action";
        redo: "重做", "Do it again";
        lock: "锁定本程序（设了口令时）", "Lock this program (where a passphrase is set)";
        sheet: "显示本说明", "Show this sheet";
    }
}
