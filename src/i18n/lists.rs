//! Lists: search, filters, columns, sorting, empty states.

texts! {
    /// Words of the list pages.
    Lists {
        search: "搜索", "Search";
        search_hint: "名称、内容、单位、地点", "title, content, office, place";
        clear_search: "清除搜索", "Clear search";
        filter: "筛选", "Filter";
        filters: "筛选条件", "Filters";
        clear_filters: "清除全部条件", "Clear all filters";
        any: "不限", "Any";
        not_filled: "（未填）", "(blank)";
        sort_by: "排序", "Sort by";
        ascending: "升序", "Ascending";
        descending: "降序", "Descending";
        sort_ascending: "按此列升序排列", "Sort ascending by this column";
        sort_descending: "按此列降序排列", "Sort descending by this column";
        columns: "显示的列", "Columns";
        reset_columns: "恢复默认列", "Default columns";
        archived: "已归档", "Archived";
        show_archived: "查看已归档的", "Show archived";
        show_live: "返回在用的", "Show current";
        only_conflicted: "内容不一致的", "In conflict";
        only_mine: "本单位的", "Ours";
        only_due: "临期或超期的", "Due or overdue";
        only_incomplete: "信息不全的", "Incomplete";
        situation: "情况", "Situation";
        light: "亮灯", "Light";
        row_actions: "操作", "Actions";
        select_row: "选中这一行", "Select this row";
        select_all: "全选", "Select all";
        import: "导入表格", "Import a sheet";
        nothing_matches: "没有符合条件的记录。请减少条件，或换一个词再试。", "Nothing matches. Remove a filter, or try another word.";
        nothing_archived: "没有已归档的记录。", "Nothing is archived.";
        copy_address: "复制本页地址", "Copy this address";
        address_copied: "地址已复制，再次打开时条件不变。", "Address copied; opening it shows the same list.";
        conflict_mark: "内容不一致", "In conflict";
        incomplete_mark: "信息不全", "Incomplete";
        table_label: "清单表格，用方向键移动，按回车打开", "List; move with the arrow keys, open with Enter";
    }
    filled {
        showing: fn(usize, usize) = |shown, all| format!("显示 {shown} 条，共 {all} 条"), |shown, all| format!("{shown} of {all} shown");
        selected: fn(usize) = |n| format!("已选 {n} 条"), |n| format!("{n} selected");
    }
}
