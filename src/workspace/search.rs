//! Search as people type it: several words, each anywhere in the text, whatever its width, case or spaces.

/// The words of a query, ready to be looked for in many texts.
pub struct Words(Vec<String>);

impl Words {
    /// The words people typed, apart by spaces.
    pub fn of(query: &str) -> Words {
        Words(query.split_whitespace().map(fold).collect())
    }

    /// True when nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// True when every word stands somewhere in `text`.
    pub fn all_in(&self, text: &str) -> bool {
        let text = fold(text);
        self.0.iter().all(|word| text.contains(word.as_str()))
    }
}

/// True when every word of `query` stands somewhere in `text`.
pub fn matches(text: &str, query: &str) -> bool {
    Words::of(query).all_in(text)
}

/// Lower case, half width, without spaces.
fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // Han has neither case nor spaces: most of a text goes this way, past the Unicode tables.
            '\u{3001}'..='\u{9FFF}' => folded.push(c),
            '\u{FF01}'..='\u{FF5E}' => {
                let narrow = char::from_u32(u32::from(c) - 0xFEE0).expect("this range stands 0xFEE0 above ASCII");
                folded.push(narrow.to_ascii_lowercase());
            }
            _ if c.is_ascii() => {
                if !c.is_ascii_whitespace() {
                    folded.push(c.to_ascii_lowercase());
                }
            }
            _ if c.is_whitespace() => {}
            _ => folded.extend(c.to_lowercase()),
        }
    }
    folded
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
            ("ÉCOLE Ａb", "école ａB", true),
        ] {
            assert_eq!(matches(text, query), expected, "{query} in {text}");
        }
    }
}
