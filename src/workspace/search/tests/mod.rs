//! What is found, and what of it is marked.

mod laws;

use super::*;

/// Hits are between `<` and `>`.
fn check(query: &str, hits: bool, marked: &str) {
    let text = marked.replace(['<', '>'], "");
    let words = Words::of(query);
    assert_eq!(words.all_in(&text), hits, "{query} in {text}");
    assert_eq!(matches(&text, query), hits, "{query} in {text}");
    let mut shown = String::new();
    let mut at = 0;
    for mark in words.marks(&text) {
        assert!(at <= mark.start && mark.start < mark.end, "marks of {query} in {text} ascend");
        shown.push_str(&format!("{}<{}>", &text[at..mark.start], &text[mark.clone()]));
        at = mark.end;
    }
    assert_eq!(shown + &text[at..], marked, "marks of {query}");
}

#[test]
fn words_stand_in_a_text_whatever_their_width_case_and_spaces() {
    for (query, hits, marked) in [
        ("会议室", true, "世界广场5M<会议室>"),
        ("会议 5m", true, "世界广场<5M会议>室"),
        ("5m会议室", true, "世界广场<５Ｍ会 议 室>"),
        ("会议室 礼堂", false, "世界广场5M<会议室>"),
        ("会 室", true, "<会>议<室>"),
        ("室会", false, "会议室"),
        ("", true, "任何"),
        ("　 ", true, "任何"),
        ("'", true, "任何"),
        ("école ａB", true, "<ÉCOLE Ａb>"),
        ("ＨＹＳ", true, "<hys>与<会议室>"),
        ("hys", true, "<ＨＹＳ>"),
        ("don't", true, "I <don’t> know"),
        ("10:30", true, "周三<10:30>开会"),
        ("menu:", true, "<Menu:>甲"),
        ("menu", true, "<Menu>:甲"),
        ("𠮷", true, "<𠮷>野家"),
        ("😀", true, "好<😀>的"),
        ("b-2", true, "<B-2>会议室"),
        ("5m", false, "5米会议室"),
        ("3号", true, "<3 号>楼"),
        ("会\u{200B}议", true, "<会议>"),
        ("甲甲", true, "<甲甲>甲"),
        ("甲", true, "<甲甲甲>"),
        (
            "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五",
            false,
            "一二三四五六七八九十",
        ),
    ] {
        check(query, hits, marked);
    }
}

#[test]
fn letters_are_read_as_pinyin_and_initials() {
    for (query, hits, marked) in [
        ("hys", true, "世界广场5M<会议室>"),
        ("huiyishi", true, "<会议室>"),
        ("huiys", true, "<会议室>"),
        ("hyshi", true, "<会议室>"),
        ("huiyish", true, "<会议室>"),
        ("huiyis", true, "<会议室>"),
        ("huiyi", true, "<会议>室"),
        ("huiy", true, "<会议>室"),
        ("hui", true, "<会>议室"),
        ("hu", true, "<会>议室"),
        ("h", true, "<会>议室"),
        ("HuiYiShi", true, "<会议室>"),
        ("hui yi shi", true, "<会议室>"),
        ("hui'yi'shi", true, "<会议室>"),
        ("hus", false, "会议室"),
        ("huys", false, "会议室"),
        ("hss", false, "会议室"),
        ("yish", true, "会<议室>"),
        ("ish", false, "会议室"),
        ("s", true, "会议<室>"),
        ("zzz", false, "会议室"),
        ("shsh", true, "<上海市>社会"),
        ("shh", true, "<上海>市"),
        ("zhsh", true, "<中山>路"),
        ("zs", true, "<中山>路"),
        ("zhongs", true, "<中山>路"),
        ("zhuos", false, "中山路"),
        ("whg", true, "区<文化馆>"),
        ("qwhg", true, "<区文化馆>"),
        ("djlly", true, "<党建联络员>"),
        ("vr", true, "<VR>体验"),
        ("vrty", true, "<VR体验>"),
        ("ktv", true, "<KTV>"),
        ("kt", true, "<KT>V，<空调>"),
        ("a", true, "<阿>姨 <A> 座"),
        ("nga", false, "昂"),
    ] {
        check(query, hits, marked);
    }
}

#[test]
fn polyphones_are_found_under_each_usual_reading() {
    for (query, hits, marked) in [
        ("chongqing", true, "<重庆>路"),
        ("cq", true, "<重庆>路"),
        ("zhongqing", true, "<重庆>路"),
        ("yinyue", true, "<音乐>教室"),
        ("yy", true, "<音乐>教室"),
        ("kuaile", true, "<快乐>"),
        ("kl", true, "<快乐>"),
        ("chang", true, "<长>期"),
        ("zhang", true, "校<长>"),
        ("xz", true, "<校长>"),
        ("yinhang", true, "<银行>"),
        ("yh", true, "<银行>"),
        ("xing", true, "步<行>"),
        ("shamen", true, "<厦门>"),
        ("xiamen", true, "<厦门>"),
        ("dongguan", true, "<东莞>"),
        ("laogong", false, "乐贡"),
        ("kuaiji", true, "<会计>"),
        ("shihui", false, "石桥"),
        ("lvse", true, "<绿色>"),
        ("lu:se", true, "<绿色>"),
        ("lüse", true, "<绿色>"),
        ("luse", true, "<绿色>"),
        ("LÜ", true, "<旅>行"),
        ("lu", false, "旅行"),
        ("nv", true, "妇<女>"),
        ("fn", true, "<妇女>"),
        ("celve", true, "<策略>"),
        ("celue", true, "<策略>"),
        ("bai", true, "<白>"),
        ("bo", false, "白"),
    ] {
        check(query, hits, marked);
    }
}

#[test]
fn apostrophes_part_syllables() {
    for (query, hits, marked) in [
        ("xi'an", true, "<西安>"),
        ("xi'an", false, "先"),
        ("xian", true, "<西安>与<先>"),
        ("xi’an", true, "<西安>"),
        ("xian", true, "<仙>"),
        ("fang'an", true, "<方案>"),
        ("fangan", true, "<方案>、<反感>"),
        ("fan'gan", true, "<反感>"),
        ("fan'gan", false, "方案"),
        ("d'n", true, "<DN>"),
    ] {
        check(query, hits, marked);
    }
}

#[test]
fn traditional_and_simplified_find_each_other() {
    for (query, hits, marked) in [
        ("會議室", true, "<会议室>"),
        ("会议室", true, "<會議室>"),
        ("hys", true, "<會議室>"),
        ("資源", true, "<资源>清单"),
        ("后", true, "以<後>皇<后>"),
        ("臺灣", true, "<台湾>路"),
        ("为", true, "<為>與<爲>"),
        ("里", true, "<裡>與<裏>"),
        ("会議", true, "<會议>"),
        ("会", false, "議"),
    ] {
        check(query, hits, marked);
    }
}

#[test]
fn small_letters_beside_han_are_read_too() {
    for (query, hits, marked) in [
        ("会y", true, "<会议>室"),
        ("会yi's", true, "<会议室>"),
        ("hui议室", true, "<会议室>"),
        ("huì", false, "会议室"),
        ("3号lou", true, "<3号楼>"),
        ("a座", true, "<A座>，<安座>"),
        ("A座", true, "<a座>，安座"),
        ("Ａ座", false, "安座"),
        ("会m", false, "会议室"),
    ] {
        check(query, hits, marked);
    }
}

#[test]
fn a_word_too_long_to_be_read_is_looked_for_as_text() {
    let long = "huiyishi".repeat(9);
    check(&long, true, &format!("<{long}>"));
    check(&long, false, &"会议室".repeat(9));
    check(&long[..63], true, &format!("<{}>", "会议室".repeat(8)));
}
