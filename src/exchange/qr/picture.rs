//! The texts of the codes in a picture. Apart from drawing, so that a page loads this when it reads.
//!
//! The picture comes as grey values: the browser has decoded it. Finding and mending are the reader crate's; its steps
//! are called one by one, as the one call around them asks for the time of day.

use rxing::common::{BitMatrix, DetectorRXingResult, HybridBinarizer};
use rxing::qrcode::cpp_port::decoder::Decode;
use rxing::qrcode::cpp_port::detector::{FindFinderPatterns, GenerateFinderPatternSets, SampleQR};
use rxing::{Binarizer, Luma8Source};

use crate::domain::order;

/// Most pixels of a picture, 50 million: what a telephone takes.
pub const MAX_PIXELS: usize = 50_000_000;

/// Most groups of three corners that are looked into, likely ones first. A code has one; patterns that look like corners
/// make many.
const MAX_TRIES: usize = 400;

/// A picture is not made smaller than this many pixels a side to be looked at again: a code would have no room.
const LEAST_SIDE: usize = 100;

/// Why a picture gave no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    /// There are not as many grey values as the sides say.
    #[error("as many grey values as pixels, please")]
    Shape,
    /// More than [`MAX_PIXELS`]. Nothing was looked at.
    #[error("more than {MAX_PIXELS} pixels")]
    TooLarge,
    /// Nothing in it looks like a code.
    #[error("no code in the picture")]
    NoneFound,
    /// Something looks like a code, and none could be read: blurred, covered, or too far away.
    #[error("no code in the picture can be read")]
    Unreadable,
}

/// Reads all codes in a picture: `grey` holds a byte a pixel, row by row from the top, 0 being black. A code may lie
/// turned, tilted or mirrored, dark on light. Gives each text once, in the order of the texts; codes of others too, read as
/// UTF-8 as far as it goes.
///
/// Takes a few hundredths of a second a million pixels natively; where nothing is found, the picture is looked at again in
/// half the size, and so on, which evens out noise and the grid of a screen.
pub fn texts(width: usize, height: usize, grey: &[u8]) -> Result<Vec<String>, PictureError> {
    match width.checked_mul(height) {
        Some(pixels) if pixels > MAX_PIXELS => return Err(PictureError::TooLarge),
        Some(pixels) if pixels == grey.len() => {}
        _ => return Err(PictureError::Shape),
    }
    let mut seen = Seen::default();
    look(width, height, grey, &mut seen);
    let mut smaller = (width, height, Vec::new());
    while seen.texts.is_empty() && smaller.0.min(smaller.1) / 2 >= LEAST_SIDE {
        let from = if smaller.2.is_empty() { grey } else { &smaller.2 };
        smaller = halved(smaller.0, smaller.1, from);
        look(smaller.0, smaller.1, &smaller.2, &mut seen);
    }
    match (seen.texts.is_empty(), seen.has_code) {
        (false, _) => {
            order::sort(&mut seen.texts);
            seen.texts.dedup();
            Ok(seen.texts)
        }
        (true, true) => Err(PictureError::Unreadable),
        (true, false) => Err(PictureError::NoneFound),
    }
}

#[derive(Default)]
struct Seen {
    texts: Vec<String>,
    has_code: bool,
}

fn look(width: usize, height: usize, grey: &[u8], seen: &mut Seen) {
    // A side of no pixels, or of a few, is refused here.
    let Ok(source) = Luma8Source::new_with_slice(grey, width as u32, height as u32) else { return };
    let binarizer = HybridBinarizer::new(source);
    if let Ok(matrix) = binarizer.get_black_matrix() {
        look_into(matrix, seen);
    }
}

fn look_into(matrix: &BitMatrix, seen: &mut Seen) {
    let mut patterns = FindFinderPatterns(matrix, true, 0);
    let mut used = Vec::new();
    for corners in GenerateFinderPatternSets(&mut patterns).into_iter().take(MAX_TRIES) {
        let three = [corners.bl, corners.tl, corners.tr];
        if three.iter().any(|it| used.contains(it)) {
            continue;
        }
        let Ok(sampled) = SampleQR(matrix, &corners) else { continue };
        seen.has_code = true;
        if let Ok(decoded) = Decode(sampled.getBits())
            && decoded.isValid()
        {
            used.extend(three);
            // Its own text would ask for tables of character sets, which are left out.
            seen.texts.push(String::from_utf8_lossy(decoded.content().bytes()).into_owned());
        }
    }
}

/// The picture in half its width and height: each pixel the mean of four.
fn halved(width: usize, height: usize, grey: &[u8]) -> (usize, usize, Vec<u8>) {
    let (half_width, half_height) = (width / 2, height / 2);
    let mut half = Vec::with_capacity(half_width * half_height);
    for y in 0..half_height {
        let (upper, lower) = (&grey[2 * y * width..], &grey[(2 * y + 1) * width..]);
        for x in 0..half_width {
            let four = [upper[2 * x], upper[2 * x + 1], lower[2 * x], lower[2 * x + 1]];
            half.push((four.iter().map(|it| u16::from(*it)).sum::<u16>() / 4) as u8);
        }
    }
    (half_width, half_height, half)
}
