//! A series from a file to codes, to pictures, and back.

mod pictures;

use proptest::prelude::*;

use super::part::{PART_BYTES, Part};
use super::*;
use crate::exchange::{Received, receive};

const GOLDEN: &[u8] = include_bytes!("../../../tests/cases/exchange/v1.json");
const LOCKED: &[u8] = include_bytes!("../../../tests/cases/exchange/locked-v1.json");

/// Bytes that do not pack.
fn noise(length: usize) -> Vec<u8> {
    let mut state = 0x9E37_79B9_u32;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        (state >> 8) as u8
    };
    (0..length).map(|_| next()).collect()
}

fn collect<'a>(texts: impl IntoIterator<Item = &'a String>) -> Collected {
    let mut collected = Collected::default();
    for text in texts {
        collected.add(text).expect("a part of the series");
    }
    collected
}

fn back(file: &[u8]) -> usize {
    let texts = cut(file).expect("a file that fits");
    assert_eq!(collect(&texts).join().as_deref(), Ok(file));
    texts.len()
}

/// A part made by hand; `text` puts a sound check on anything.
fn part(number: usize, of: usize, id: [u8; 4], bytes: &[u8]) -> String {
    Part { id, number, of, bytes: bytes.to_vec() }.text()
}

/// The parts of a series whose packed file, length and hash are the caller's.
fn forged(hash: [u8; 32], length: u32, packed: &[u8]) -> Collected {
    let whole = [&hash[..], &length.to_be_bytes(), packed].concat();
    let of = whole.len().div_ceil(PART_BYTES);
    let texts = whole.chunks(PART_BYTES).enumerate();
    let id = [hash[0], hash[1], hash[2], hash[3]];
    collect(&texts.map(|(at, bytes)| part(at + 1, of, id, bytes)).collect::<Vec<_>>())
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut packed = Vec::with_capacity(bytes.len() + 1000);
    let mut stream = flate2::Compress::new(flate2::Compression::best(), false);
    stream.compress_vec(bytes, &mut packed, flate2::FlushCompress::Finish).expect("packs");
    packed
}

fn hash(bytes: &[u8]) -> [u8; 32] {
    use sha2::{Digest, Sha256};
    Sha256::digest(bytes).into()
}

#[test]
fn the_first_version_is_written_as_it_was_published() {
    let texts = cut(GOLDEN).expect("a small file");
    let published = include_str!("../../../tests/cases/exchange/v1.codes.txt");
    if std::env::var_os("UPDATE_CODES").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/exchange/v1.codes.txt");
        std::fs::write(path, texts.iter().map(|it| format!("{it}\n")).collect::<String>()).unwrap();
        return;
    }
    let published: Vec<String> = published.lines().map(str::to_owned).collect();
    assert_eq!(collect(&published).join().as_deref(), Ok(GOLDEN), "a series of version 1 stays readable for ever");
    assert_eq!(texts[0], published[0], "run with UPDATE_CODES=1 after a deliberate change, or of the packer");
    assert!(matches!(receive(&collect(&texts).join().expect("the file")), Ok(Received::File(_))));
}

#[test]
fn files_of_ours_and_odd_ones_come_back() {
    assert_eq!(back(b""), 1);
    assert_eq!(back(b"\0"), 1);
    assert_eq!(back("三张清单".as_bytes()), 1);
    back(GOLDEN);
    back(LOCKED);
    assert_eq!(back(&vec![b' '; MAX_FILE]), 3);
}

#[test]
fn what_fits_is_said_exactly() {
    assert_eq!(MAX_PACKED, 31_584);
    // However badly it packs: the packer adds five bytes a block.
    assert_eq!(back(&noise(MAX_PACKED - 64)), MAX_PARTS);
    for file in [noise(MAX_PACKED + 1), noise(MAX_PACKED * 2), vec![0; MAX_FILE + 1]] {
        assert_eq!(cut(&file), Err(TooLarge), "{} bytes", file.len());
    }
}

/// Every code of a series is of version 18 at most, packed as characters of the alphanumeric mode.
#[test]
fn a_full_part_is_a_code_of_version_18() {
    let texts = cut(&noise(MAX_PACKED - 64)).expect("a file that fits");
    for text in &texts {
        assert!(text.len() <= 816, "{} characters", text.len());
        assert!(draw(text).expect("a code").size() <= 17 + 4 * 18);
    }
    let lengths: Vec<usize> = texts.iter().map(String::len).collect();
    assert!(lengths.iter().max().unwrap() - lengths.iter().min().unwrap() <= 2, "{lengths:?}");
    assert_eq!(draw(&texts[0]).expect("a code").size(), 89);
    assert_eq!(part(60, 60, [255; 4], &[255; PART_BYTES]).len(), 816);
}

proptest! {
    #[test]
    fn parts_come_in_any_order_and_any_number_of_times(
        bytes in prop_oneof![
            proptest::collection::vec(any::<u8>(), 0..6_000),
            proptest::collection::vec(0u8..4, 0..60_000),
        ],
        places in proptest::collection::vec(any::<prop::sample::Index>(), 0..200),
    ) {
        let texts = cut(&bytes).expect("a file that fits");
        let mut collected = Collected::default();
        let drawn = places.iter().map(|it| it.index(texts.len()));
        for (came, place) in drawn.chain((0..texts.len()).rev()).enumerate() {
            let was_missing = came == 0 || collected.missing().contains(&(place + 1));
            let taken = collected.add(&texts[place]);
            prop_assert_eq!(taken, Ok(Taken { number: place + 1, of: texts.len(), is_new: was_missing }));
            prop_assert_eq!(collected.held() + collected.missing().len(), texts.len());
            if !collected.missing().is_empty() {
                prop_assert_eq!(collected.join(), Err(JoinError::Missing(collected.missing().len())));
            }
        }
        prop_assert_eq!(collected.join(), Ok(bytes));
    }

    /// What somebody types or a reader mistakes: it never stops the reader, and never passes for a part.
    #[test]
    fn any_text_is_refused(text in "\\PC{0,60}", tail in "[0-9A-Z $%*+./:-]{0,60}") {
        for text in [text.clone(), format!("3L{tail}"), format!("3L1:{tail}"), format!("3L1:01/02:0A1B2C3D:{tail}{text}")] {
            prop_assert!(Collected::default().add(&text).is_err(), "{}", text);
        }
    }

    #[test]
    fn parts_of_two_files_are_told_apart(one in proptest::collection::vec(any::<u8>(), 0..2_000), other in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        let (ones, others) = (cut(&one).expect("fits"), cut(&other).expect("fits"));
        let mut collected = Collected::default();
        collected.add(&ones[0]).expect("the first part");
        for text in &others {
            let refused = if one == other { collected.add(text).err() } else { Some(collected.add(text).expect_err("another series")) };
            prop_assert_eq!(refused, (one != other).then_some(PartError::OtherSeries));
        }
        ones.iter().for_each(|it| { collected.add(it).expect("the rest"); });
        prop_assert_eq!(collected.join(), Ok(one));
    }
}

/// Every character of every part, put to each of the 45 others and to some that no code of ours holds.
#[test]
fn every_altered_character_is_refused() {
    let texts = cut(&noise(700)).expect("fits");
    assert_eq!(texts.len(), 2);
    let mut tried = 0;
    for (place, text) in texts.iter().enumerate() {
        for at in 0..text.len() {
            for sign in
                "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:ae\n".chars().filter(|it| !text[at..].starts_with(*it))
            {
                let altered = [&text[..at], &sign.to_string(), &text[at + 1..]].concat();
                let mut collected = collect([&texts[1 - place]]);
                assert!(collected.add(&altered).is_err(), "{sign:?} at {at} of part {}", place + 1);
                assert_eq!(collected.held(), 1);
                tried += 1;
            }
        }
    }
    assert!(tried > 40_000, "{tried}");
    for text in &texts {
        for at in 0..text.len() {
            assert!(Collected::default().add(&text[..at]).is_err(), "cut at {at}");
            assert!(Collected::default().add(&[&text[..at], &text[at + 1..]].concat()).is_err(), "without {at}");
        }
        assert!(Collected::default().add(&[text, "0"].concat()).is_err());
        assert!(Collected::default().add(&[text, "\r\n"].concat()).is_ok(), "as a hand-held reader types it");
    }
}

#[test]
fn each_bad_part_gets_its_own_refusal() {
    let texts = cut(&noise(700)).expect("fits");
    let good = &texts[0];
    let first = Part::read(good).expect("a part");
    let check = |text: &str, expected: PartError| {
        let mut collected = collect([good]);
        assert_eq!(collected.add(text), Err(expected), "{text}");
        assert_eq!((collected.held(), collected.missing()), (1, vec![2]));
    };
    for other in
        ["", "HTTPS://EXAMPLE.ORG", "3L", "3L:", "3LX:", "3l1:01/02", "WIFI:S:3L1:", "3L1", "3L1000000000:", "三张清单"]
    {
        check(other, PartError::OtherCode);
    }
    check(&good.replacen("3L1:", "3L2:", 1), PartError::NewerVersion(2));
    check("3L12:whatever", PartError::NewerVersion(12));
    for damaged in ["3L0:", "3L1:", "3L1:01/02", "3L1:01/02:0A1B2C3D:", "3L1:1/2:0A1B2C3D:000000"] {
        check(damaged, PartError::Damaged);
    }
    // Sound by their check, and still no parts.
    let id = first.id;
    for (number, of) in [(0, 2), (3, 2), (0, 0), (1, 61), (61, 61)] {
        check(&part(number, of, id, b"x"), PartError::Damaged);
    }
    check(&part(1, 2, id, &[0; PART_BYTES + 1]), PartError::Damaged);
    check(&part(1, 3, id, &first.bytes), PartError::OtherSeries);
    check(&part(2, 2, [0; 4], b"x"), PartError::OtherSeries);
    check(&part(1, 2, id, b"x"), PartError::Contradicts(1));
}

#[test]
fn each_bad_series_gets_its_own_refusal() {
    let file = b"a file of ours".as_slice();
    let (right, packed, length) = (hash(file), deflated(file), file.len() as u32);
    let check = |collected: Collected, expected: Result<&[u8], JoinError>| {
        assert_eq!(collected.join().as_deref(), expected.as_ref().map(|it| *it));
    };
    check(Collected::default(), Err(JoinError::Empty));
    check(forged(right, length, &packed), Ok(file));
    check(forged(hash(b"another"), length, &packed), Err(JoinError::Altered));
    let mut near = right;
    near[31] ^= 1;
    check(forged(near, length, &packed), Err(JoinError::Altered));
    for told in [0, length - 1, length + 1, MAX_FILE as u32] {
        check(forged(right, told, &packed), Err(JoinError::Altered));
    }
    for told in [MAX_FILE as u32 + 1, u32::MAX] {
        check(forged(right, told, &packed), Err(JoinError::TooLarge));
    }
    check(forged(right, length, &packed[..packed.len() - 1]), Err(JoinError::Altered));
    check(forged(right, length, &[&packed[..], b"x"].concat()), Err(JoinError::Altered));
    check(forged(right, length, b""), Err(JoinError::Altered));
    check(forged(right, length, &noise(300)), Err(JoinError::Altered));
    let short = collect([&part(1, 1, [right[0], right[1], right[2], right[3]], &right)]);
    check(short, Err(JoinError::Altered));
    // The hash of each part's front is another than the one inside.
    let whole = [&right[..], &length.to_be_bytes(), &packed].concat();
    check(collect([&part(1, 1, [9; 4], &whole)]), Err(JoinError::Altered));
}

/// 30 kB that would unpack to 30 MB are not unpacked beyond what the series says, and that is capped.
#[test]
fn a_bomb_is_refused_before_it_is_unpacked() {
    let bomb = vec![0; 30 << 20];
    let packed = deflated(&bomb);
    assert!(packed.len() < MAX_PACKED, "{} bytes", packed.len());
    assert_eq!(forged(hash(&bomb), bomb.len() as u32, &packed).join(), Err(JoinError::TooLarge));
    assert_eq!(forged(hash(&bomb), 1000, &packed).join(), Err(JoinError::Altered));
}

#[test]
fn a_code_is_drawn_as_rectangles_within_its_quiet_zone() {
    let code = draw("3L1:").expect("a code");
    assert_eq!((code.size(), code.side()), (21, 29));
    // The top edge of the first finder pattern, and of its neighbour.
    assert!(code.path().starts_with("M4 4h7v1h-7z"), "{}", code.path());
    let mut drawn = vec![false; code.side() * code.side()];
    for stretch in code.path().split_terminator('z') {
        let (place, rest) = stretch.strip_prefix('M').and_then(|it| it.split_once('h')).expect("a stretch");
        let (width, _) = rest.split_once("v1h-").expect("its width");
        let (x, y) = place.split_once(' ').expect("its place");
        let [x, y, width] = [x, y, width].map(|it| it.parse::<usize>().expect("a number"));
        (x..x + width).for_each(|it| drawn[y * code.side() + it] = true);
    }
    for y in 0..code.side() {
        for x in 0..code.side() {
            let expected = x >= QUIET && y >= QUIET && code.is_dark(x - QUIET, y - QUIET);
            assert_eq!(drawn[y * code.side() + x], expected, "{x}, {y}");
        }
    }
    assert!(!code.is_dark(21, 0) && !code.is_dark(0, 21));
    assert_eq!(draw(&"A".repeat(3_391)).map(|it| it.size()), Ok(177));
    assert_eq!(draw(&"A".repeat(3_392)), Err(TooLong));
    assert!(draw("三张清单").is_ok() && draw("").is_ok());
}
