//! A small file as a series of QR codes on a screen, and back: for two machines that share no network and no stick.
//!
//! The file is packed, cut into parts and written in characters that codes hold well (`series`, `part`, `base45`); each
//! part's text is drawn (`draw`). Taking in goes the other way: texts out of a picture (`picture`), parts in any order,
//! the file. A series carries any bytes and says nothing of who wrote them: what comes out is verified as any file is.
//! `docs/exchange-format.md` describes the parts.

mod base45;
mod draw;
mod part;
mod picture;
mod series;

pub use draw::{Code, QUIET, TooLong, draw};
pub use part::{MAX_PARTS, PartError};
pub use picture::{MAX_PIXELS, PictureError, texts};
pub use series::{Collected, JoinError, MAX_FILE, MAX_PACKED, Taken, TooLarge, cut};

#[cfg(test)]
mod tests;
