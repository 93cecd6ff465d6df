//! How a list is arranged.

texts! {
    /// Grouping, columns, views.
    Arrange {
        group: "分组", "Group";
        no_group: "不分组", "No groups";
        views: "视图", "Views";
        dense: "紧凑", "Compact";
        no_views: "还没有保存的视图。视图会记住条件、排序、分组和列。", "No views yet. A view keeps filters, order, groups and columns.";
        view_name: "视图名称", "Name of the view";
        save_view: "保存当前视图", "Save this view";
        too_many: "视图已满 30 个，请先删去不用的。", "There are 30 views already; please remove one first.";
    }
    filled {
        by: fn(&str) = |field| format!("按{field}分组"), |field| format!("Group by {field}");
        earlier: fn(&str) = |column| format!("把“{column}”前移一列"), |column| format!("Move “{column}” one column forward");
        view_saved: fn(&str) = |name| format!("已保存视图“{name}”。"), |name| format!("View “{name}” saved.");
        remove_view: fn(&str) = |name| format!("删除视图“{name}”"), |name| format!("Remove the view “{name}”");
    }
}
