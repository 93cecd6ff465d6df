//! Files that are refused, each by its own name.

use crate::*;

fn refused(bytes: &[u8], name: &str) -> ReadError {
    read(bytes, name).expect_err(name)
}

#[test]
fn each_bad_file_is_refused_by_its_own_name() {
    assert_eq!(refused(b"", "a.xlsx"), ReadError::Empty);
    assert_eq!(refused(b" \r\n\r\n", "a.csv"), ReadError::Empty);
    assert_eq!(refused(b"\xEF\xBB\xBF", "a.csv"), ReadError::Empty);
    assert_eq!(refused(b"<html><body><table><tr><td>1</td></tr></table>", "a.xls"), ReadError::Html);
    assert_eq!(refused("\u{FEFF}\r\n<!DOCTYPE html><p>场地".as_bytes(), "a.xls"), ReadError::Html);
    assert_eq!(refused(b"%PDF-1.7\n1 0 obj", "a.xlsx"), ReadError::NotASpreadsheet);
    assert_eq!(refused(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a.csv"), ReadError::NotASpreadsheet);
    assert_eq!(refused(b"{\"format\":\"three-lists\"}", "a.csv"), ReadError::NotASpreadsheet);
    assert!(matches!(refused(&vec![b'a'; (64 << 20) + 1], "a.csv"), ReadError::TooLarge { .. }));
    assert!(matches!(refused(b"PK\x03\x04rest", "a.xlsx"), ReadError::Damaged(_)));
    assert!(matches!(refused(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1rest", "a.xls"), ReadError::Damaged(_)));
    let mut blank = Writer::new();
    blank.add_worksheet();
    assert_eq!(refused(&blank.save_to_buffer().unwrap(), "a.xlsx"), ReadError::Empty);
    let wide = format!("{}x", ",".repeat(250));
    assert!(matches!(refused(wide.as_bytes(), "a.csv"), ReadError::TooManyColumns { .. }));
    assert!(matches!(refused("x\n".repeat(200_001).as_bytes(), "a.csv"), ReadError::TooManyRows { .. }));
    let mut far = Writer::new();
    far.add_worksheet().write_string(1_048_575, 0, "x").unwrap();
    assert!(matches!(refused(&far.save_to_buffer().unwrap(), "a.xlsx"), ReadError::TooManyRows { .. }));
    let mut far = Writer::new();
    far.add_worksheet().write_string(0, 16_383, "x").unwrap();
    assert!(matches!(refused(&far.save_to_buffer().unwrap(), "a.xlsx"), ReadError::TooManyColumns { .. }));
}

fn zip_of(parts: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_zip_bomb_is_refused_whatever_it_claims() {
    let zeros = vec![b' '; 65 << 20];
    let honest = zip_of(&[("xl/workbook.xml", b"<workbook/>"), ("xl/sharedStrings.xml", &zeros)]);
    assert!(honest.len() < 1 << 20);
    assert!(matches!(refused(&honest, "a.xlsx"), ReadError::ZipBomb { .. }));
    // The same with its directory's and its header's claim of 65 MB overwritten by one of 16 bytes.
    let claim = (zeros.len() as u32).to_le_bytes();
    let mut lying = honest.clone();
    for at in 0..lying.len() - 4 {
        if lying[at..at + 4] == claim {
            lying[at..at + 4].copy_from_slice(&16_u32.to_le_bytes());
        }
    }
    assert_ne!(lying, honest);
    assert!(matches!(refused(&lying, "a.xlsx"), ReadError::ZipBomb { .. } | ReadError::Damaged(_)));
    assert_eq!(refused(&zip_of(&[("word/document.xml", b"<w/>")]), "a.xlsx"), ReadError::NotASpreadsheet);
}

#[test]
fn a_locked_workbook_is_refused_as_locked() {
    assert_eq!(refused(&case("locked.xlsx"), "a.xlsx"), ReadError::Encrypted);
}

/// A reader that follows a ring takes memory until none is left.
#[test]
fn sectors_joined_to_a_ring_are_refused() {
    let sound = case("venues.xls");
    let number = |at: usize| u32::from_le_bytes(sound[at..at + 4].try_into().unwrap()) as usize;
    let (table, sectors) = ((number(76) + 1) * 512, sound.len() / 512 - 1);
    let mut damaged = 0;
    for from in 0..sectors {
        for to in 0..=from {
            let mut bytes = sound.clone();
            bytes[table + from * 4..][..4].copy_from_slice(&(to as u32).to_le_bytes());
            // A ring among sectors that nothing stands in harms nobody.
            damaged += usize::from(matches!(read(&bytes, "a.xls"), Err(ReadError::Damaged(_))));
        }
    }
    assert!(damaged > sectors, "{damaged} of {} refused", sectors * (sectors + 1) / 2);
}

#[test]
fn a_sheet_without_a_header_is_refused_as_such() {
    let sheet = csv("东湖社区,50人,2017.1.10\n西湖社区,60人,2017.1.11\n");
    assert_eq!(suggest(Kind::Project, &sheet), Err(HeaderError::NoHeader));
    assert_eq!(suggest_kind(&sheet), Err(HeaderError::NoHeader));
}
