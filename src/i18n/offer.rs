//! What a form offers while one types, and what it warns of.

texts! {
    /// Words of what a form offers.
    Offer {
        perhaps_there: "可能已经登记过", "Perhaps this is here already";
        goes_on: "确是另一项的，可以继续填写。", "If it is another one, just go on.";
        archived: "已归档", "archived";
        open: "打开看看", "Open it";
    }
    filled {
        same_title: fn(&str, &str) = |kind, title| format!("已有同名同单位的{kind}：{title}"),
            |kind, title| format!("A {kind} with the same title at the same office: {title}");
        like_title: fn(&str, &str) = |kind, title| format!("同单位有标题相近的{kind}：{title}"),
            |kind, title| format!("A {kind} with a title like this at the same office: {title}");
        like_content: fn(&str, &str) = |kind, title| format!("同单位有内容相近的{kind}：{title}"),
            |kind, title| format!("A {kind} that says much the same at the same office: {title}");
        same_elsewhere: fn(&str, &str, &str) = |kind, title, office| format!("{office}有同名{kind}，地点或内容也相同：{title}"),
            |kind, title, office| format!("A {kind} with the same title and the same place or content at {office}: {title}");
        same_name: fn(&str) = |name| format!("已有同名单位：{name}"), |name| format!("An office with the same name: {name}");
        alias_of: fn(&str, &str) = |alias, name| format!("“{alias}”是该单位的别名：{name}"),
            |alias, name| format!("“{alias}” is another name of this office: {name}");
        like_name: fn(&str) = |name| format!("名称相近：{name}"), |name| format!("A name like it: {name}");
        also_called: fn(&str) = |alias| format!("又名“{alias}”"), |alias| format!("also called “{alias}”");
    }
}
