//! Two wordings of a text side by side: what stayed, what went, what came.

use similar::DiffOp;
use similar::algorithms::{Capture, Replace, myers};

/// A stretch of two wordings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// It stands in both.
    Same(String),
    /// It stood in the first only.
    Gone(String),
    /// It stands in the second only.
    New(String),
}

/// Of a hundred characters, how many must stand in both for the two to be told apart word by word; below that nobody
/// could read the pieces.
const ALIKE: usize = 40;

/// How `after` differs from `before`, word by word; a Han character is a word of its own. Two wordings that share little
/// are told as one that went and one that came.
pub fn difference(before: &str, after: &str) -> Vec<Piece> {
    let (old, new) = (words_of(before), words_of(after));
    let mut capture = Replace::new(Capture::new());
    let done = myers::diff(&mut capture, &old[..], 0..old.len(), &new[..], 0..new.len());
    done.expect("capturing never fails");
    let mut pieces = Vec::new();
    let mut shared = 0;
    for step in capture.into_inner().into_ops() {
        match step {
            DiffOp::Equal { old_index, len, .. } => {
                let same = old[old_index..old_index + len].concat();
                shared += same.chars().count();
                push(&mut pieces, Piece::Same, same);
            }
            DiffOp::Delete { old_index, old_len, .. } => {
                push(&mut pieces, Piece::Gone, old[old_index..old_index + old_len].concat());
            }
            DiffOp::Insert { new_index, new_len, .. } => {
                push(&mut pieces, Piece::New, new[new_index..new_index + new_len].concat());
            }
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                push(&mut pieces, Piece::Gone, old[old_index..old_index + old_len].concat());
                push(&mut pieces, Piece::New, new[new_index..new_index + new_len].concat());
            }
        }
    }
    if shared * 200 < ALIKE * (before.chars().count() + after.chars().count()) {
        pieces.clear();
        push(&mut pieces, Piece::Gone, before.to_owned());
        push(&mut pieces, Piece::New, after.to_owned());
    }
    pieces
}

fn push(pieces: &mut Vec<Piece>, piece: fn(String) -> Piece, text: String) {
    if !text.is_empty() {
        pieces.push(piece(text));
    }
}

/// Runs of letters or digits of the Latin script, and every other character by itself.
fn words_of(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut begun: Option<usize> = None;
    for (at, character) in text.char_indices() {
        if character.is_ascii_alphanumeric() {
            begun = begun.or(Some(at));
            continue;
        }
        if let Some(begun) = begun.take() {
            words.push(&text[begun..at]);
        }
        words.push(&text[at..at + character.len_utf8()]);
    }
    words.extend(begun.map(|begun| &text[begun..]));
    words
}

#[cfg(test)]
mod tests;
