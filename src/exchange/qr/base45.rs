//! Base45 (RFC 9285): bytes in the 45 characters that a QR code packs best, two bytes to three characters.

const SIGNS: &[u8; 45] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/// Writes bytes behind what `text` holds.
pub(super) fn write(bytes: &[u8], text: &mut String) {
    for pair in bytes.chunks(2) {
        let (mut left, signs) = match *pair {
            [high, low] => (usize::from(high) << 8 | usize::from(low), 3),
            [last] => (usize::from(last), 2),
            _ => (0, 0),
        };
        for _ in 0..signs {
            text.push(char::from(SIGNS[left % 45]));
            left /= 45;
        }
    }
}

/// Reads them back; nothing where a character is none of the 45, or a group stands for no bytes. No two texts read alike.
pub(super) fn read(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 3 * 2 + 1);
    for group in text.as_bytes().chunks(3) {
        let mut whole = 0;
        for sign in group.iter().rev() {
            whole = whole * 45 + SIGNS.iter().position(|it| it == sign)?;
        }
        let [high, low] = u16::try_from(whole).ok()?.to_be_bytes();
        match (group.len(), high) {
            (3, _) => bytes.extend([high, low]),
            (2, 0) => bytes.push(low),
            _ => return None,
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The examples of RFC 9285, 4.3 and 4.4, and its limits.
    #[test]
    fn writes_and_reads_as_the_standard_says() {
        let check = |bytes: &[u8], expected: &str| {
            let mut text = String::new();
            write(bytes, &mut text);
            assert_eq!(text, expected);
            assert_eq!(read(expected).as_deref(), Some(bytes), "{expected}");
        };
        check(b"", "");
        check(b"AB", "BB8");
        check(b"Hello!!", "%69 VD92EX0");
        check(b"base-45", "UJCLQE7W581");
        check(b"ietf!", "QED8WEX0");
        check(b"\xff\xff", "FGW");
        check(b"\xff", "U5");
        for refused in ["A", "BB8A", "GGW", ":::", "V5", "::", "BB8::", "bb8", "BB\n", "B\u{e9}"] {
            assert_eq!(read(refused), None, "{refused}");
        }
    }
}
