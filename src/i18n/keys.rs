//! The sheet of keys.

texts! {
    /// What keys do.
    Keys {
        title: "键盘操作", "Keys";
        search: "查找", "Find";
        rows: "在清单中移动", "Move in a list";
        open: "打开所在的一条", "Open the record";
        select: "选中或取消所在的一条", "Select the record, or not";
        extend: "连续选中", "Select several";
        select_all: "选中列出的全部", "Select all that is listed";
        leave: "取消选中，或关闭右侧详情", "Select nothing, or close the details";
        undo: "撤销上一次操作", "Undo the last action";
        redo: "重做", "Do it again";
        sheet: "显示本说明", "Show this sheet";
    }
}
