//! One part of a series as a text: a front that people can read, and bytes behind it.
//!
//! `3L1:03/12:0A1B2C3D:…` is the third of twelve parts of version 1. Everything in it is a character of a QR code's
//! alphanumeric mode, which takes five and a half bits for each.

use sha2::{Digest, Sha256};

use super::base45;

/// Begins the text of every part; the version follows.
const MARK: &str = "3L";

/// The version this program writes, and the newest it reads.
const VERSION: u32 = 1;

/// Most parts of a series: a minute or two before a screen.
pub const MAX_PARTS: usize = 60;

/// Most bytes of the packed file that one part carries.
///
/// Its text then has 816 characters, as many as a code of version 18 takes at error correction M: 89 modules, and 97 with
/// the quiet zone. On a webcam's 480 lines, four fifths of them filled, a module is four pixels wide, and readers want
/// three. M mends 15 % of a code, so that a lamp in the glass or a finger at the edge is no matter; L would save one
/// part of five, and a hand that shakes costs more than that.
pub(super) const PART_BYTES: usize = 527;

/// Bytes at the end of a part that show whether it was altered.
const CHECK_BYTES: usize = 4;

/// The first bytes of the whole file's SHA-256: they tell the parts of one file from those of another.
pub(super) type SeriesId = [u8; 4];

/// One part, as its text says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub id: SeriesId,
    /// From 1.
    pub number: usize,
    pub of: usize,
    pub bytes: Vec<u8>,
}

/// Why the text of a code is not taken. What was taken before stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PartError {
    /// Some other code: an address, a payment, anything.
    #[error("not a part of a file")]
    OtherCode,
    /// A version this program does not read yet.
    #[error("version {0} is newer than {VERSION}")]
    NewerVersion(u32),
    /// Altered, cut short, or not of the format's shape.
    #[error("the part is damaged")]
    Damaged,
    /// A sound part, of another file than those taken before.
    #[error("a part of another series")]
    OtherSeries,
    /// A sound part with other bytes than the part of that number taken before, from 1: two programs packed one file
    /// differently, or somebody made it up.
    #[error("part {0} came before with other bytes")]
    Contradicts(usize),
}

impl Part {
    /// The part's text.
    pub fn text(&self) -> String {
        let mut text = String::with_capacity(24 + self.bytes.len() / 2 * 3);
        text.push_str(MARK);
        text.push_str(&VERSION.to_string());
        text.push(':');
        push_two_digits(&mut text, self.number);
        text.push('/');
        push_two_digits(&mut text, self.of);
        text.push(':');
        text.push_str(&base16ct::upper::encode_string(&self.id));
        text.push(':');
        let check = check(&text, &self.bytes);
        base45::write(&[&self.bytes[..], &check].concat(), &mut text);
        text
    }

    /// Reads a part's text. Line ends behind it are passed over, as hand-held readers type one.
    pub fn read(text: &str) -> Result<Part, PartError> {
        let text = text.trim_end_matches(['\r', '\n']);
        let (version, rest) = text.strip_prefix(MARK).and_then(|it| it.split_once(':')).ok_or(PartError::OtherCode)?;
        match number(version).ok_or(PartError::OtherCode)? {
            VERSION => {}
            newer if newer > VERSION => return Err(PartError::NewerVersion(newer)),
            _ => return Err(PartError::Damaged),
        }
        Part::read_rest(text, rest).ok_or(PartError::Damaged)
    }

    fn read_rest(text: &str, rest: &str) -> Option<Part> {
        let (places, rest) = rest.split_once(':')?;
        let (id, body) = rest.split_once(':')?;
        let (number, of) = places.split_once('/')?;
        let (number, of) = (two_digits(number)?, two_digits(of)?);
        let id = base16ct::upper::decode_vec(id).ok()?.try_into().ok()?;
        let mut bytes = base45::read(body)?;
        let told = bytes.split_off(bytes.len().checked_sub(CHECK_BYTES)?);
        let front = &text[..text.len() - body.len()];
        let is_sound = told == check(front, &bytes) && (1..=of).contains(&number) && of <= MAX_PARTS;
        (is_sound && bytes.len() <= PART_BYTES).then_some(Part { id, number, of, bytes })
    }
}

/// What stands at a part's end: it covers the front too, so that no part takes another's place.
fn check(front: &str, bytes: &[u8]) -> [u8; CHECK_BYTES] {
    first_four(Sha256::new().chain_update(front).chain_update(bytes).finalize().into())
}

/// Enough of a hash to find slips by; the whole one is compared at the end.
pub(super) fn first_four(hash: [u8; 32]) -> [u8; 4] {
    [hash[0], hash[1], hash[2], hash[3]]
}

fn push_two_digits(text: &mut String, n: usize) {
    for digit in [n / 10, n % 10] {
        text.push(char::from(b'0' + digit as u8));
    }
}

fn two_digits(text: &str) -> Option<usize> {
    if text.len() == 2 { Some(number(text)? as usize) } else { None }
}

/// Digits and nothing else, at most nine.
fn number(text: &str) -> Option<u32> {
    let is_number = (1..=9).contains(&text.len()) && text.bytes().all(|it| it.is_ascii_digit());
    if is_number { text.parse().ok() } else { None }
}
