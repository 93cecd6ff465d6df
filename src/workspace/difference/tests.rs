use super::*;
use proptest::prelude::*;

/// Written with what went in brackets and what came in braces.
fn told(before: &str, after: &str) -> String {
    let piece = |piece: Piece| match piece {
        Piece::Same(text) => text,
        Piece::Gone(text) => format!("[{text}]"),
        Piece::New(text) => format!("{{{text}}}"),
    };
    difference(before, after).into_iter().map(piece).collect()
}

#[test]
fn tells_what_went_and_what_came() {
    for (before, after, expected) in [
        ("", "", ""),
        ("文化路12号", "文化路12号", "文化路12号"),
        ("文化路12号", "文化路14号", "文化路[12]{14}号"),
        ("周一至周五开放", "周一至周六上午开放", "周一至周[五]{六上午}开放"),
        ("提供会议室", "提供会议室，限五十人", "提供会议室{，限五十人}"),
        ("", "新写的", "{新写的}"),
        ("原来的", "", "[原来的]"),
        ("可以停车", "请联系居委会王老师预约", "[可以停车]{请联系居委会王老师预约}"),
        ("room A101", "room B101", "room [A101]{B101}"),
        ("两行\n文字", "两行\n字", "两行\n[文]字"),
    ] {
        assert_eq!(told(before, after), expected, "{before} -> {after}");
    }
}

proptest! {
    #[test]
    fn both_wordings_come_back_whole(before in "[a-c1文化路号，\n ]{0,24}", after in "[a-c1文化路号，\n ]{0,24}") {
        let (mut old, mut new) = (String::new(), String::new());
        for piece in difference(&before, &after) {
            match piece {
                Piece::Same(text) => { old.push_str(&text); new.push_str(&text); }
                Piece::Gone(text) => old.push_str(&text),
                Piece::New(text) => new.push_str(&text),
            }
        }
        prop_assert_eq!(old, before);
        prop_assert_eq!(new, after);
    }
}
