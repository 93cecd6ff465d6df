//! What phrases mean, each as one line of a compact notation, and laws that hold for any text.

use super::Availability;

mod notation;
mod phrases;

use notation::of;
use proptest::prelude::*;

/// Texts of the field: words and numbers as they come, in any order, and some that mean nothing.
fn text() -> impl Strategy<Value = String> {
    const WORDS: &[&str] = &[
        "每",
        "周",
        "一",
        "三",
        "至",
        "-",
        "—",
        "到",
        "、",
        "，",
        "；",
        "\n",
        " ",
        "（",
        "）",
        "：",
        ":",
        ".",
        "/",
        "每周三",
        "周一至周五",
        "工作日",
        "周末",
        "节假日",
        "除外",
        "除",
        "外",
        "闭馆",
        "暑假",
        "2026年",
        "3月",
        "1日",
        "9:00",
        "11:30",
        "8.30",
        "下午",
        "上午",
        "点",
        "半",
        "次日",
        "每月",
        "第",
        "个",
        "周六",
        "预约",
        "提前",
        "天",
        "开放",
        "的",
        "时间",
        "隔周",
        "待定",
        "Mon",
        "Fri",
        "pm",
        "every ",
        "closed",
        "9",
        "12",
        "起",
        "前",
        "十",
        "二楼",
        "长期",
        "次年",
        "和",
        "。",
    ];
    let word = prop_oneof![9 => proptest::sample::select(WORDS).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
    proptest::collection::vec(word, 0..14).prop_map(|it| it.concat())
}

/// What each piece means, or the stretch that was not understood without its white space and widths.
fn meaning(text: &str) -> Vec<String> {
    let read = Availability::parse(text);
    let plain = |it: &str| crate::domain::quantity::fold_width(it).chars().filter(|c| !c.is_whitespace()).collect();
    let said = |it: &super::Piece| it.window.as_ref().map_or_else(|| plain(it.text(text)), notation::window);
    read.pieces().iter().map(said).collect()
}

fn wide(text: &str) -> String {
    let wider = |c: char| match c {
        ' ' => '\u{3000}',
        '!'..='~' => char::from_u32(c as u32 + 0xFEE0).unwrap_or(c),
        other => other,
    };
    text.chars().map(wider).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_text_is_read_without_a_panic(text in any::<String>()) {
        pieces_lie_in_the_text(&text)?;
    }

    #[test]
    fn pieces_lie_in_order_and_nothing_between_them_speaks_of_time(text in text()) {
        pieces_lie_in_the_text(&text)?;
    }

    #[test]
    fn widths_and_space_around_change_nothing(text in text()) {
        prop_assert_eq!(meaning(&wide(&text)), meaning(&text));
        prop_assert_eq!(meaning(&format!(" \u{3000}{text}\t ")), meaning(&text));
    }

    #[test]
    fn what_is_not_known_beside_a_time_leaves_nothing_understood(text in text()) {
        // Marks of no width are spaces to the reader.
        let is_space = |c: &char| c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}');
        let text: String = text.chars().filter(|c| !is_space(c)).collect();
        let noise = format!("甲乙{}丙丁", text.replace(['，', '；', '。', '（', '）', '：', ':', '.'], ""));
        prop_assert!(Availability::parse(&noise).windows().next().is_none(), "{noise}: {}", of(&noise));
    }
}

/// Pieces are stretches of the text, in its order, and what they leave out says nothing of time.
fn pieces_lie_in_the_text(text: &str) -> Result<(), TestCaseError> {
    let read = Availability::parse(text);
    let mut behind = 0;
    for piece in read.pieces() {
        prop_assert!(behind <= piece.start && piece.start < piece.end, "{text:?}: {read:?}");
        prop_assert!(!piece.text(text).is_empty());
        nothing_said(text, behind, piece.start)?;
        behind = piece.end;
    }
    nothing_said(text, behind, text.len())
}

fn nothing_said(text: &str, from: usize, to: usize) -> Result<(), TestCaseError> {
    let between = text.get(from..to);
    prop_assert!(
        between.is_some_and(|it| Availability::parse(it).pieces().is_empty()),
        "{text:?} leaves out {between:?}"
    );
    Ok(())
}

#[test]
fn a_text_is_understood_when_all_of_it_is() {
    for (text, understood) in
        [("每周三下午", true), ("每周三下午；待定", false), ("待定", false), ("", false), ("开放时间：", false)]
    {
        assert_eq!(Availability::parse(text).is_understood(), understood, "{text}");
    }
    assert!(Availability::parse(" ，；\n（）").pieces().is_empty());
}
