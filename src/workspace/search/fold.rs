//! One form for texts and what is typed: lower case, half width, simplified, without spaces.

use super::han::Han;

/// Stands between the texts of a record; nothing that is typed folds to it.
pub const BREAK: u16 = 0x0A;

/// The folded text as UTF-16.
pub fn fold(text: &str) -> Vec<u16> {
    let mut units = Vec::with_capacity(text.len());
    fold_onto(&mut units, text);
    units
}

/// Adds the folded text to `units`.
pub fn fold_onto(units: &mut Vec<u16>, text: &str) {
    let han = Han::tables();
    for c in text.chars() {
        fold_char(c, han, units);
    }
}

/// The folded text, and for each of its units the bytes of `text` it came from.
pub fn fold_with_places(text: &str) -> (Vec<u16>, Vec<(usize, usize)>) {
    let (mut units, mut places) = (Vec::new(), Vec::new());
    let han = Han::tables();
    for (at, c) in text.char_indices() {
        fold_char(c, han, &mut units);
        places.resize(units.len(), (at, at + c.len_utf8()));
    }
    (units, places)
}

/// Adds what one character folds to.
#[inline]
pub fn fold_char(c: char, han: &Han, units: &mut Vec<u16>) {
    match u32::from(c) {
        // Han has neither case nor spaces: most of a text goes this way, past the Unicode tables.
        code @ 0x3001..=0x9FFF => units.push(han.simplified(code as u16)),
        // Full-width forms stand 0xFEE0 above ASCII.
        code @ 0xFF01..=0xFF5E => fold_ascii((code - 0xFEE0) as u8, units),
        code @ 0..=0x7F => fold_ascii(code as u8, units),
        0x2018 | 0x2019 | 0x200B | 0xFEFF => {}
        _ if c.is_whitespace() => {}
        _ => {
            for c in c.to_lowercase() {
                units.extend_from_slice(c.encode_utf16(&mut [0; 2]));
            }
        }
    }
}

/// Apostrophes go the way of spaces: in pinyin they only part syllables.
#[inline]
fn fold_ascii(byte: u8, units: &mut Vec<u16>) {
    if !byte.is_ascii_whitespace() && byte != b'\'' {
        units.push(u16::from(byte.to_ascii_lowercase()));
    }
}
