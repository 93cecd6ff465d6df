//! A text as a QR code: its modules, and the path that draws them.

use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};

/// Modules of light ground that a code wants around it.
pub const QUIET: usize = 4;

/// A drawn code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    size: usize,
    dark: Vec<bool>,
}

/// The text is longer than the largest code holds: 3,391 characters of the alphanumeric mode, 2,331 bytes of others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the text is too long for a code")]
pub struct TooLong;

/// Draws a text as the smallest code that holds it at error correction M, or at a better one where the code grows no
/// larger by it. Texts of digits, capitals and `$%*+-./:` and spaces are packed closest; others are written in UTF-8.
pub fn draw(text: &str) -> Result<Code, TooLong> {
    let segments = QrSegment::make_segments(text);
    let drawn = QrCode::encode_segments_advanced(&segments, QrCodeEcc::Medium, Version::MIN, Version::MAX, None, true);
    let drawn = drawn.map_err(|_| TooLong)?;
    let places = (0..drawn.size()).flat_map(|y| (0..drawn.size()).map(move |x| (x, y)));
    Ok(Code { size: drawn.size() as usize, dark: places.map(|(x, y)| drawn.get_module(x, y)).collect() })
}

impl Code {
    /// Modules a side, without the quiet zone: 21 to 177.
    pub fn size(&self) -> usize {
        self.size
    }

    /// Modules a side with the quiet zone: what an SVG's `viewBox` is to span.
    pub fn side(&self) -> usize {
        self.size + 2 * QUIET
    }

    /// True where a module is dark, counted from the top left without the quiet zone; false outside.
    pub fn is_dark(&self, x: usize, y: usize) -> bool {
        x < self.size && y < self.size && self.dark[y * self.size + x]
    }

    /// The dark modules as the `d` of an SVG path, a module one unit wide, the quiet zone left free around them. Each
    /// stretch of a row is one rectangle: to be filled dark on light ground, with `shape-rendering: crispEdges`.
    pub fn path(&self) -> String {
        let mut path = String::new();
        for y in 0..self.size {
            let mut x = 0;
            while x < self.size {
                let from = x;
                while self.is_dark(x, y) {
                    x += 1;
                }
                if x > from {
                    push_stretch(&mut path, from + QUIET, y + QUIET, x - from);
                }
                x += 1;
            }
        }
        path
    }
}

fn push_stretch(path: &mut String, x: usize, y: usize, width: usize) {
    for (sign, n) in [("M", x), (" ", y), ("h", width), ("v1h-", width)] {
        path.push_str(sign);
        path.push_str(&n.to_string());
    }
    path.push('z');
}
