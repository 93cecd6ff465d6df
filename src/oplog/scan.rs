//! The quick way to read an op: one pass over a text in the form this program writes.
//!
//! It knows canonical texts without escapes whose values are texts, plain integers or null, which nearly all ops are. Of
//! anything else it says nothing, and [`super::op::parse`] reads it with serde_json; where it speaks, both say the same.

use super::op::{Parsed, Parts, SeenRef, is_integer, is_kind};
use super::position;
use super::time::Timestamp;

/// Reads one op into `parts`; `None` when it has to be read the long way.
pub(super) fn scan<'a>(text: &'a str, parts: &mut Parts<'a>) -> Option<Parsed<'a>> {
    if has_escape_or_control(text.as_bytes()) {
        return None;
    }
    parts.set.clear();
    parts.seen.clear();
    let mut cursor = Cursor { text, at: 0 };
    let (mut at, mut clock, mut on, mut run, mut has_set) = (None, None, None, None, false);
    let mut last = "";
    cursor.take(b'{')?;
    loop {
        let key = cursor.key(last)?;
        last = key;
        match key.as_bytes() {
            b"at" => at = Some(Timestamp::parse(cursor.string()?)?),
            b"on" => on = Some(cursor.string()?),
            b"run" => run = Some(cursor.string().filter(|it| position::is_run(it))?),
            b"clock" => clock = Some(cursor.integer()?.parse::<u32>().ok()?.into()),
            b"seen" => cursor.seen(&mut parts.seen)?,
            b"set" => {
                cursor.set(&mut parts.set)?;
                has_set = true;
            }
            _ => {
                cursor.value()?;
            }
        }
        match cursor.next()? {
            b',' => {}
            b'}' => break,
            _ => return None,
        }
    }
    let on = on?;
    let (kind, rest) = on.split_once('/').filter(|(kind, _)| is_kind(kind))?;
    let origin = position::split(rest)?;
    if !has_set || cursor.at != text.len() {
        return None;
    }
    Some(Parsed { at: at?, clock, on, kind, origin, run, is_canonical: true })
}

struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    #[inline(always)]
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    #[inline(always)]
    fn next(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Some(byte)
    }

    #[inline(always)]
    fn take(&mut self, byte: u8) -> Option<()> {
        (self.next()? == byte).then_some(())
    }

    /// A text's content; nothing in the op is escaped, so it ends at the next quote.
    fn string(&mut self) -> Option<&'a str> {
        self.take(b'"')?;
        let rest = self.text.get(self.at..)?;
        let content = &rest[..quote(rest.as_bytes())?];
        self.at += content.len() + 1;
        Some(content)
    }

    /// The next key, which must come after `last`, and its colon.
    fn key(&mut self, last: &str) -> Option<&'a str> {
        let key = self.string()?;
        self.take(b':')?;
        // Most differ in the first byte. The first key follows nothing; an empty one is left to the long way.
        let is_after = match (last.as_bytes(), key.as_bytes()) {
            ([before, ..], [after, ..]) if before != after => before < after,
            _ => last < key,
        };
        is_after.then_some(key)
    }

    fn integer(&mut self) -> Option<&'a str> {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        self.text.get(start..self.at).filter(|it| is_integer(it))
    }

    /// A value as it is written.
    fn value(&mut self) -> Option<&'a str> {
        let start = self.at;
        match self.peek()? {
            b'"' => {
                self.string()?;
            }
            b'n' => {
                self.text.get(start..)?.strip_prefix("null")?;
                self.at += 4;
            }
            _ => {
                self.integer()?;
            }
        }
        self.text.get(start..self.at)
    }

    fn set(&mut self, set: &mut Vec<(&'a str, &'a str)>) -> Option<()> {
        self.take(b'{')?;
        if self.peek()? == b'}' {
            return self.take(b'}');
        }
        let mut last = "";
        loop {
            let field = self.key(last)?;
            last = field;
            set.push((field, self.value()?));
            match self.next()? {
                b',' => {}
                b'}' => return Some(()),
                _ => return None,
            }
        }
    }

    fn seen(&mut self, seen: &mut Vec<SeenRef<'a>>) -> Option<()> {
        self.take(b'[')?;
        if self.peek()? == b']' {
            return self.take(b']');
        }
        loop {
            seen.push(if self.peek()? == b'0' {
                self.at += 1;
                SeenRef::Origin
            } else {
                let (run, place) = position::split(self.string()?)?;
                SeenRef::At(run, place)
            });
            match self.next()? {
                b',' => {}
                b']' => return Some(()),
                _ => return None,
            }
        }
    }
}

const ONES: u64 = u64::from_ne_bytes([0x01; 8]);
const HIGHS: u64 = u64::from_ne_bytes([0x80; 8]);

/// Not zero when some byte of `word` is zero ("Bit Twiddling Hacks", Anderson: determine if a word has a zero byte).
const fn has_zero(word: u64) -> u64 {
    word.wrapping_sub(ONES) & !word & HIGHS
}

fn words(bytes: &[u8]) -> impl Iterator<Item = u64> {
    let (words, _) = bytes.as_chunks::<8>();
    words.iter().map(|it| u64::from_le_bytes(*it))
}

/// True when a byte is a backslash or below the space, eight bytes at a time.
pub(super) fn has_escape_or_control(bytes: &[u8]) -> bool {
    let backslash = ONES * u64::from(b'\\');
    let found = words(bytes).fold(0, |found, word| {
        // Below 0x20: the subtraction borrows into a high bit that the byte itself does not have.
        let control = word.wrapping_sub(ONES * 0x20) & !word & HIGHS;
        found | control | has_zero(word ^ backslash)
    });
    let (_, rest) = bytes.as_chunks::<8>();
    found != 0 || rest.iter().any(|byte| *byte < 0x20 || *byte == b'\\')
}

/// Where the next quote stands.
fn quote(bytes: &[u8]) -> Option<usize> {
    let quotes = ONES * u64::from(b'"');
    for (index, word) in words(bytes).enumerate() {
        let found = has_zero(word ^ quotes);
        if found != 0 {
            // The lowest mark is exact; only those above it may be false.
            return Some(index * 8 + found.trailing_zeros() as usize / 8);
        }
    }
    let (words, rest) = bytes.as_chunks::<8>();
    rest.iter().position(|byte| *byte == b'"').map(|it| words.len() * 8 + it)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::oplog::op;

    /// What both ways say of a text; `None` where the quick one says nothing.
    fn both(text: &str) -> Option<(String, String)> {
        let mut quick = Parts::default();
        let scanned = scan(text, &mut quick)?;
        let mut long = Parts::default();
        let parsed = op::parse_long(text, &mut long).map_or_else(|error| error.to_string(), |it| format!("{it:?}"));
        Some((format!("{scanned:?} {quick:?}"), format!("{parsed} {long:?}")))
    }

    #[test]
    fn reads_what_is_written_daily() {
        let at = r#""at":"2026-11-22T02:03:00Z","by":"林","on":"need/g5kq0a2e.94""#;
        for (text, expected) in [
            (format!(r#"{{{at},"seen":[0,"h0000000.7"],"set":{{"a":null,"b":30,"c":"换灯"}}}}"#), true),
            (format!(r#"{{{at},"run":"k1k1k1k1","set":{{}}}}"#), true),
            (format!(r#"{{{at},"set":{{"a":"\""}}}}"#), false),
            (format!(r#"{{{at},"set":{{"a":[1]}}}}"#), false),
            (format!(r#"{{{at},"set":{{"b":1,"a":1}}}}"#), false),
            (format!(r#"{{{at},"set":{{"a":007}}}}"#), false),
            (format!("{{{at},\"set\":{{\"a\":\"\u{1}\"}}}}"), false),
            (format!(r#"{{{at},"set":{{}}}} "#), false),
            (format!("{{{at}}}"), false),
        ] {
            let said = both(&text);
            assert_eq!(said.is_some(), expected, "{text}");
            assert!(said.is_none_or(|(quick, long)| quick == long), "{text}");
        }
        assert!(both("").is_none());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        // An op, and the same with a few bytes changed: where the quick way speaks, the long way says the same.
        #[test]
        fn says_what_the_long_way_says(
            place in 0u64..2000,
            clock in proptest::option::of(0u32..),
            fields in proptest::collection::btree_map("[a-c_]{0,3}", "\"[ -~甲𠮷]{0,20}\"|[0-9]{1,17}|null|true|\\[\\]", 0..5),
            seen in proptest::collection::vec("0|\"[a-f0]{7,9}\\.[0-9]{1,3}\"", 0..4),
            changes in proptest::collection::vec((any::<prop::sample::Index>(), "[ -~\n乙]"), 0..3),
        ) {
            let set: Vec<String> = fields.iter().map(|(key, value)| format!("\"{key}\":{value}")).collect();
            let clock = clock.map_or(String::new(), |it| format!(",\"clock\":{it}"));
            let mut text = format!(
                "{{\"at\":\"2026-11-22T02:03:00Z\"{clock},\"on\":\"need/g5kq0a2e.{place}\",\"seen\":[{}],\"set\":{{{}}}}}",
                seen.join(","), set.join(",")
            );
            for (index, with) in changes {
                let (start, old) = text.char_indices().nth(index.index(text.chars().count())).expect("a character");
                text.replace_range(start..start + old.len_utf8(), &with);
            }
            if let Some((quick, long)) = both(&text) {
                prop_assert_eq!(quick, long);
            }
        }

        #[test]
        fn finds_what_a_plain_look_finds(bytes in proptest::collection::vec(prop_oneof![Just(b'"'), any::<u8>()], 0..40)) {
            prop_assert_eq!(quote(&bytes), bytes.iter().position(|it| *it == b'"'));
            prop_assert_eq!(has_escape_or_control(&bytes), bytes.iter().any(|it| *it < 0x20 || *it == b'\\'));
        }
    }
}
