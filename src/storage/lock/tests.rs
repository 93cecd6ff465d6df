//! The card and the cipher of a locked desk.

use super::*;

/// Nonces that differ without being random.
fn nonce() -> [u8; 12] {
    thread_local!(static LAST: std::cell::Cell<u64> = const { std::cell::Cell::new(0) });
    LAST.with(|last| last.set(last.get() + 1));
    let mut nonce = [0; 12];
    nonce[..8].copy_from_slice(&LAST.with(std::cell::Cell::get).to_le_bytes());
    nonce
}

fn cipher(slot: &str, key: u8) -> SlotCipher {
    SlotCipher::new(slot, SlotKey::from_bytes([key; 32]), nonce)
}

#[test]
fn what_was_sealed_opens_for_its_place_its_slot_and_its_key_alone() {
    let mine = cipher("a", 1);
    for text in ["", "one", "王阿姨\n要一台轮椅", &"长".repeat(5_000)] {
        let sealed = mine.seal("entry", text);
        assert!(sealed.starts_with(MARK) && !sealed.contains(['\n', '"', '\\']), "{sealed}");
        assert_eq!(mine.open("entry", &sealed).as_deref(), Some(text));
        assert_eq!(mine.open("values", &sealed), None, "another place");
        assert_eq!(cipher("b", 1).open("entry", &sealed), None, "another slot");
        assert_eq!(cipher("a", 2).open("entry", &sealed), None, "another key");
        assert_ne!(mine.seal("entry", text), sealed, "two seals of one text look alike");
    }
}

#[test]
fn every_altered_character_is_refused() {
    let mine = cipher("a", 1);
    let sealed = mine.seal("entry", "王阿姨");
    for at in 0..sealed.len() {
        for other in ['A', 'z', '-', '!'] {
            let mut altered: Vec<char> = sealed.chars().collect();
            if std::mem::replace(&mut altered[at], other) == other {
                continue;
            }
            assert_eq!(mine.open("entry", &String::from_iter(altered)), None, "at {at}");
        }
        assert_eq!(mine.open("entry", &sealed[..at]), None, "cut at {at}");
    }
}

#[test]
fn any_single_copy_of_the_card_opens_and_a_wrong_passphrase_none() {
    let key = SlotKey::from_bytes([7; 32]);
    let sealed = cipher("a", 7).seal("entry", "one");
    let card = write_card("a", &key, "开门 sesame", [1; 16], [2; 12]).unwrap();
    let older = write_card("a", &key, "从前的口令啊", [3; 16], [4; 12]).unwrap();
    let broken = card[..card.len() - 9].to_owned();
    let opens = |cards: &[&String], passphrase: &str| {
        let cards: Vec<String> = cards.iter().map(|&it| it.clone()).collect();
        open_any(&cards, "a", passphrase).map(|(key, card)| {
            assert_eq!(SlotCipher::new("a", key, nonce).open("entry", &sealed).as_deref(), Some("one"));
            card
        })
    };
    // In full width, as an input method may type it.
    assert_eq!(opens(&[&card], "开门　ｓｅｓａｍｅ").as_ref(), Ok(&card));
    assert_eq!(opens(&[&broken, &card], "开门 sesame").as_ref(), Ok(&card));
    // A change of the passphrase that was cut short: either opens, and says which copy is to stand everywhere.
    assert_eq!(opens(&[&card, &older], "从前的口令啊").as_ref(), Ok(&older));
    assert_eq!(opens(&[&broken, &card], "开门 sesama"), Err(UnlockError::WrongOrAltered));
    assert!(matches!(opens(&[&broken], "开门 sesame"), Err(UnlockError::Damaged(_))));
    assert!(matches!(opens(&[], "开门 sesame"), Err(UnlockError::Damaged(_))));
    assert!(matches!(open_card(&card, "b", "开门 sesame"), Err(UnlockError::Damaged(_))), "a card of another slot");
}

#[test]
fn a_key_is_never_shown() {
    assert_eq!(format!("{:?}", SlotKey::from_bytes([0x5a; 32])), "SlotKey");
}
