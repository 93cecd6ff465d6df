//! A small file cut into the parts of a series, and put together again.

use std::collections::BTreeMap;

use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};
use sha2::{Digest, Sha256};

use super::part::{MAX_PARTS, PART_BYTES, Part, PartError, SeriesId, first_four};

/// Bytes in front of the packed file: its SHA-256, and its length in four bytes, the highest first.
const HEAD_BYTES: usize = 36;

/// Most bytes of a packed file that a series carries, 31,584: a few hundred changes.
pub const MAX_PACKED: usize = MAX_PARTS * PART_BYTES - HEAD_BYTES;

/// Most bytes of a file before it is packed, and most that a series unpacks to: 1 MiB.
pub const MAX_FILE: usize = 1 << 20;

/// The file does not fit a series: it is larger than [`MAX_FILE`], or packs to more than [`MAX_PACKED`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the file does not fit {MAX_PARTS} codes")]
pub struct TooLarge;

/// Why parts were not put together.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JoinError {
    /// Parts are still to come: [`Collected::missing`] names them.
    #[error("{0} parts are missing")]
    Missing(usize),
    /// No part came yet.
    #[error("no part came yet")]
    Empty,
    /// The series says that it unpacks to more than [`MAX_FILE`]. Nothing was unpacked.
    #[error("unpacks to more than {MAX_FILE} bytes")]
    TooLarge,
    /// Each part is sound, but what they make is not the file whose hash they carry.
    #[error("the parts do not make the file they were cut from")]
    Altered,
}

/// Cuts a file, any bytes, into the texts of its parts, in order; each is to be drawn as a code.
///
/// The parts are of one length, give or take a byte, so that the codes are of one size.
pub fn cut(file: &[u8]) -> Result<Vec<String>, TooLarge> {
    if file.len() > MAX_FILE {
        return Err(TooLarge);
    }
    let hash: [u8; 32] = Sha256::digest(file).into();
    // The room is what fits, so that packing stops where it is of no use any more.
    let mut whole = Vec::with_capacity(HEAD_BYTES + MAX_PACKED);
    whole.extend_from_slice(&hash);
    whole.extend_from_slice(&(file.len() as u32).to_be_bytes());
    let packed = Compress::new(Compression::best(), false).compress_vec(file, &mut whole, FlushCompress::Finish);
    if !matches!(packed, Ok(Status::StreamEnd)) || whole.len() > HEAD_BYTES + MAX_PACKED {
        return Err(TooLarge);
    }
    let of = whole.len().div_ceil(PART_BYTES);
    let part = |at: usize| {
        let bytes = whole[whole.len() * at / of..whole.len() * (at + 1) / of].to_vec();
        Part { id: first_four(hash), number: at + 1, of, bytes }.text()
    };
    Ok((0..of).map(part).collect())
}

/// The parts of one series that came so far, in any order and any number of times.
#[derive(Clone, Debug, Default)]
pub struct Collected {
    series: Option<(SeriesId, usize)>,
    parts: BTreeMap<usize, Vec<u8>>,
}

/// A part that was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taken {
    /// Its number, from 1.
    pub number: usize,
    /// How many parts there are.
    pub of: usize,
    /// False when it came before.
    pub is_new: bool,
}

impl Collected {
    /// Takes the text of one code; the first part says which series is collected. What is refused changes nothing.
    pub fn add(&mut self, text: &str) -> Result<Taken, PartError> {
        let Part { id, number, of, bytes } = Part::read(text)?;
        if self.series.is_some_and(|it| it != (id, of)) {
            return Err(PartError::OtherSeries);
        }
        let is_new = match self.parts.get(&number) {
            Some(before) if *before != bytes => return Err(PartError::Contradicts(number)),
            before => before.is_none(),
        };
        self.series = Some((id, of));
        self.parts.insert(number, bytes);
        Ok(Taken { number, of, is_new })
    }

    /// How many parts there are, 0 before the first one came.
    pub fn of(&self) -> usize {
        self.series.map_or(0, |it| it.1)
    }

    /// How many of them came.
    pub fn held(&self) -> usize {
        self.parts.len()
    }

    /// The numbers of those still to come, lowest first.
    pub fn missing(&self) -> Vec<usize> {
        (1..=self.of()).filter(|it| !self.parts.contains_key(it)).collect()
    }

    /// Puts the parts together: the very bytes that were cut. What they are is still to be found out and verified, as
    /// with any file that arrives.
    pub fn join(&self) -> Result<Vec<u8>, JoinError> {
        let (id, of) = self.series.ok_or(JoinError::Empty)?;
        if self.held() < of {
            return Err(JoinError::Missing(of - self.held()));
        }
        let mut whole = Vec::with_capacity(of * PART_BYTES);
        self.parts.values().for_each(|it| whole.extend_from_slice(it));
        let (hash, rest) = whole.split_first_chunk::<32>().ok_or(JoinError::Altered)?;
        let (length, packed) = rest.split_first_chunk::<4>().ok_or(JoinError::Altered)?;
        let length = u32::from_be_bytes(*length) as usize;
        if length > MAX_FILE {
            return Err(JoinError::TooLarge);
        }
        let file = unpack(packed, length).ok_or(JoinError::Altered)?;
        let found: [u8; 32] = Sha256::digest(&file).into();
        if found != *hash || first_four(found) != id {
            return Err(JoinError::Altered);
        }
        Ok(file)
    }
}

/// Unpacks into just as much room as the file is to take; nothing where it is more or less than that, or bytes follow.
fn unpack(packed: &[u8], length: usize) -> Option<Vec<u8>> {
    // One byte more, as some unpackers look for the end only where there is room.
    let mut file = Vec::with_capacity(length + 1);
    let mut stream = Decompress::new(false);
    let status = stream.decompress_vec(packed, &mut file, FlushDecompress::Finish).ok()?;
    let is_whole = status == Status::StreamEnd && stream.total_in() == packed.len() as u64;
    (is_whole && file.len() == length).then_some(file)
}
