//! The index beside a plain reckoning of the same formula, and what is found by hand.

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;

fn index(texts: &[&str]) -> Index {
    let mut index = Index::new();
    for text in texts {
        index.add(text);
    }
    index
}

fn texts_of(hits: &[Hit]) -> Vec<u32> {
    hits.iter().map(|it| it.text).collect()
}

fn terms(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    each_term(text, |term| {
        found.push(match term {
            Term::Word(word) => word.to_owned(),
            Term::Letters(alone @ 0..=0xFFFF) => String::from_utf16_lossy(&[alone as u16]),
            Term::Letters(pair) => String::from_utf16_lossy(&[(pair >> 16) as u16, pair as u16]),
        });
    });
    found
}

#[test]
fn texts_become_characters_pairs_and_words() {
    let cases = [
        ("会议室", &["会", "议", "会议", "室", "议室"][..]),
        ("会，议", &["会", "议"]),
        ("a4纸 3d打印", &["a4", "纸", "3d", "打", "印", "打印"]),
        ("", &[]),
        ("，。 -", &[]),
        ("café x", &["café", "x"]),
    ];
    for (text, expected) in cases {
        assert_eq!(terms(text), expected, "{text}");
    }
    // A character beyond the first plane is two units, and their pair.
    assert_eq!(terms("𠮷").len(), 3);
}

#[test]
fn what_says_the_same_rarer_words_comes_first() {
    let index = index(&["老年食堂送餐", "社区食堂", "儿童绘画课", "老年大学书法课", "食堂食堂食堂"]);
    assert_eq!(texts_of(&index.find("老年人送餐", 3))[0], 0);
    assert_eq!(texts_of(&index.find("绘画", 3)), [2]);
    assert_eq!(texts_of(&index.find("书法", 1)), [3]);
    assert_eq!(index.find("消防", 3), []);
    assert_eq!(index.find("", 3), []);
    assert_eq!(Index::new().find("食堂", 3), []);
}

#[test]
fn thousands_of_characters_and_pairs_keep_their_texts() {
    let letters: Vec<char> = ('一'..).take(6_000).collect();
    let texts: Vec<String> = letters.chunks(3).map(|it| it.iter().collect()).collect();
    let index = index(&texts.iter().map(String::as_str).collect::<Vec<_>>());
    for (number, text) in texts.iter().enumerate() {
        assert_eq!(texts_of(&index.find(text, 9)), [number as u32], "{text}");
    }
    assert_eq!(index.find("龥龤", 9), []);
}

#[test]
fn a_text_taken_out_is_found_no_more_and_counts_no_more() {
    let mut with = index(&["会议室", "舞蹈房", "会议室"]);
    assert!(with.remove(0));
    assert!(!with.remove(0) && !with.remove(9));
    assert_eq!(texts_of(&with.find("会议室", 9)), [2]);
    assert_eq!((with.len(), with.waste()), (2, 150));
}

#[test]
fn logarithms_are_those_of_the_mathematics() {
    for number in (1..5_000).chain([1 << 20, (1 << 40) + 12_345, u64::MAX / 3]) {
        let exact = (number as f64).log2() * f64::from(BIT);
        let ours = f64::from(log2(number));
        assert!(ours <= exact + 0.01 && exact - ours < 1.01, "{number}: {ours} for {exact}");
    }
}

/// The formula again, over all texts and terms, in floats.
fn reckoned(texts: &[String], asked: &str) -> Vec<f64> {
    let all: Vec<Vec<String>> = texts.iter().map(|it| terms(it)).collect();
    let lengths: Vec<f64> = all.iter().map(|it| it.len().max(1) as f64).collect();
    let mean = (lengths.iter().sum::<f64>() / lengths.len() as f64).floor().max(1.0);
    let mut wanted = terms(asked);
    wanted.sort();
    wanted.dedup();
    let score = |(terms, length): (&Vec<String>, &f64)| {
        let of = |term: &String| {
            let holding = all.iter().filter(|it| it.contains(term)).count() as f64;
            let times = terms.iter().filter(|it| *it == term).count() as f64;
            let rarity = (1.0 + (all.len() as f64 - holding + 0.5) / (holding + 0.5)).log2();
            rarity * times * 2.2 / (times + 1.2 * (0.25 + 0.75 * length / mean))
        };
        wanted.iter().map(of).sum()
    };
    all.iter().zip(&lengths).map(score).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn scores_are_those_of_the_formula(texts in vec("[甲乙丙丁ab ]{0,12}", 1..20), asked in "[甲乙丙丁ab ]{0,6}") {
        let mut index = Index::new();
        for text in &texts {
            index.add(text);
        }
        let hits = index.find(&asked, usize::MAX);
        let expected = reckoned(&texts, &asked);
        for (text, expected) in expected.iter().enumerate() {
            let ours = hits.iter().find(|it| it.text as usize == text).map_or(0, |it| it.score);
            let by = f64::from(ours) / f64::from(BIT) - expected;
            prop_assert!(by.abs() < 0.05, "{asked} in {}: {ours} for {expected}", texts[text]);
        }
        prop_assert!(hits.windows(2).all(|it| (it[1].score, it[0].text) < (it[0].score, it[1].text) || it[1].score < it[0].score));
    }

    #[test]
    fn an_index_that_changed_finds_what_a_new_one_finds(
        texts in vec("[甲乙丙ab]{1,6}", 1..12),
        out in vec(any::<prop::sample::Index>(), 0..4),
        asked in "[甲乙丙ab]{1,4}",
    ) {
        let mut changed = Index::new();
        let numbers: Vec<u32> = texts.iter().map(|it| changed.add(it)).collect();
        let mut gone: Vec<usize> = out.iter().map(|it| it.index(texts.len())).collect();
        gone.sort_unstable();
        gone.dedup();
        for at in &gone {
            changed.remove(numbers[*at]);
        }
        let left: Vec<&String> = texts.iter().enumerate().filter(|(at, _)| !gone.contains(at)).map(|(_, it)| it).collect();
        let mut fresh = Index::new();
        for text in &left {
            fresh.add(text);
        }
        let said = |index: &Index, of: &dyn Fn(u32) -> String| -> Vec<String> {
            index.find(&asked, 100).iter().map(|it| of(it.text)).collect()
        };
        let mut old = said(&changed, &|at| texts[at as usize].clone());
        let mut new = said(&fresh, &|at| left[at as usize].clone());
        // Terms go on counting those taken out until the index is built anew, which may turn neighbours around.
        old.sort();
        new.sort();
        prop_assert_eq!(old, new);
    }
}
