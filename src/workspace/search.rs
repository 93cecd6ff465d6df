//! Search as people type it: several words, each anywhere in the text, whatever its width, case or spaces.

/// True when every word of `query` stands somewhere in `text`.
pub fn matches(text: &str, query: &str) -> bool {
    let text = fold(text);
    query.split_whitespace().all(|word| text.contains(&fold(word)))
}

/// Lower case, half width, without spaces.
fn fold(text: &str) -> String {
    text.chars().filter_map(narrow).flat_map(char::to_lowercase).collect()
}

fn narrow(c: char) -> Option<char> {
    match c {
        _ if c.is_whitespace() => None,
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0),
        _ => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_words_whatever_their_width_case_and_spaces() {
        for (text, query, expected) in [
            ("世界广场5M会议室", "会议室", true),
            ("世界广场5M会议室", "会议 5m", true),
            ("世界广场５Ｍ会 议 室", "5m会议室", true),
            ("世界广场5M会议室", "会议室 礼堂", false),
            ("任何", "", true),
            ("任何", "　 ", true),
        ] {
            assert_eq!(matches(text, query), expected, "{query} in {text}");
        }
    }
}
