//! Folders and archives as they come from chat programs, and as someone would make them to do harm.

use std::io::Write;

use zip::write::SimpleFileOptions;

use super::*;

const OURS: &[u8] = b"{\"format\":\"three-lists\"}";

fn old_names(name: &[u8]) -> Option<String> {
    let read = encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(name);
    read.map(|name| name.into_owned())
}

fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        if let Some(folder) = name.strip_suffix('/') {
            writer.add_directory(folder, SimpleFileOptions::default()).unwrap();
        } else {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
    }
    writer.finish().unwrap().into_inner()
}

fn replaced(mut bytes: Vec<u8>, from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let places: Vec<usize> = (0..=bytes.len() - from.len()).filter(|at| bytes[*at..].starts_with(from)).collect();
    assert!(!places.is_empty());
    places.into_iter().for_each(|at| bytes[at..at + to.len()].copy_from_slice(to));
    bytes
}

fn told(files: Vec<(&str, Vec<u8>)>) -> String {
    let files = files.into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).collect();
    let line = |found: Found| match found.content {
        Ok(bytes) if bytes == OURS => found.name,
        Ok(bytes) => format!("{} {}", found.name, bytes.len()),
        Err(Unfit::Damaged(_)) => format!("{} !Damaged", found.name),
        Err(unfit) => format!("{} !{unfit:?}", found.name),
    };
    unpack(files, old_names).into_iter().map(line).collect::<Vec<_>>().join("\n")
}

fn check(files: Vec<(&str, Vec<u8>)>, expected: &[&str]) {
    assert_eq!(told(files), expected.join("\n"));
}

#[test]
fn files_come_in_the_order_given_and_what_is_not_ours_is_said() {
    let marked = [b"\xEF\xBB\xBF \n".as_slice(), OURS].concat();
    check(
        vec![
            ("夹/b.json", OURS.to_vec()),
            ("夹/.DS_Store", vec![0; 9]),
            ("photo.jpg", b"\xFF\xD8\xFF".to_vec()),
            ("a.txt", marked),
            ("page.json", b"<html>".to_vec()),
            ("empty.json", Vec::new()),
            ("Thumbs.db", vec![1]),
        ],
        &["夹/b.json", "photo.jpg !NotOurs", "a.txt 29", "page.json !NotOurs", "empty.json 0"],
    );
}

#[test]
fn archives_are_opened_also_one_in_another_and_noise_is_passed_over() {
    let inner = zip(&[("内.json", OURS), ("说明.txt", b"...")]);
    let outer = zip(&[
        ("夹/", b""),
        ("夹/一.json", OURS),
        ("__MACOSX/夹/._一.json", b"\0\x05\x16\x07"),
        ("夹/里面.zip", &inner),
        ("._二.json", b"x"),
        ("夹/三.json", OURS),
    ]);
    check(
        vec![("微信.zip", outer), ("renamed.json", zip(&[("四.json", OURS)]))],
        &[
            "微信.zip/夹/一.json",
            "微信.zip/夹/里面.zip/内.json",
            "微信.zip/夹/里面.zip/说明.txt !NotOurs",
            "微信.zip/夹/三.json",
            "renamed.json/四.json",
        ],
    );
}

#[test]
fn documents_that_are_archives_are_one_file_that_is_not_ours() {
    let sheet = zip(&[("[Content_Types].xml", b"<x/>"), ("xl/workbook.xml", b"<x/>"), ("x.json", OURS)]);
    let outer = zip(&[("表.xlsx", &sheet), ("x.json", OURS)]);
    check(vec![("a.xlsx", sheet), ("b.zip", outer)], &["a.xlsx !NotOurs", "b.zip/表.xlsx !NotOurs", "b.zip/x.json"]);
}

#[test]
fn old_names_are_read_as_chinese_systems_wrote_them() {
    let (name, _, _) = encoding_rs::GB18030.encode("东湖社区");
    let archive = replaced(zip(&[("12345678.json", OURS)]), b"12345678", &name);
    check(vec![("a.zip", archive)], &["a.zip/东湖社区.json"]);
    let neither = replaced(zip(&[("1.json", OURS)]), b"1.json", b"\xFF.json");
    check(vec![("a.zip", neither)], &["a.zip/\u{FFFD}.json"]);
}

#[test]
fn a_locked_or_broken_entry_does_not_spoil_the_others() {
    let two = zip(&[("1.json", OURS), ("2.json", OURS)]);
    // The checksum of both entries, in both places where it stands.
    let sum = two[14..18].to_vec();
    let mut broken = two.clone();
    broken[14..18].copy_from_slice(b"\0\0\0\0");
    let directory = (0..two.len()).find(|at| two[*at..].starts_with(b"PK\x01\x02")).unwrap();
    assert_eq!(broken[directory + 16..directory + 20], sum);
    broken[directory + 16..directory + 20].copy_from_slice(b"\0\0\0\0");
    let mut locked = two.clone();
    locked[6] |= 1;
    locked[directory + 8] |= 1;
    check(
        vec![("broken.zip", broken), ("locked.zip", locked)],
        &["broken.zip/1.json !Damaged", "broken.zip/2.json", "locked.zip/1.json !Encrypted", "locked.zip/2.json"],
    );
    let mut cut = two.clone();
    cut.truncate(two.len() / 2);
    check(vec![("cut.zip", cut), ("1.json", OURS.to_vec())], &["cut.zip !Damaged", "1.json"]);
}

#[test]
fn a_bomb_is_refused_by_name_and_the_others_go_on() {
    let bomb = zip(&[("ok.json", OURS), ("big.json", &[b"{".as_slice(), &vec![b' '; 3 << 20]].concat())]);
    assert!(bomb.len() < 10_000);
    let outer = zip(&[("1.json", OURS), ("bomb.zip", &bomb), ("2.json", OURS)]);
    // Stored beside it so that the archive around it is allowed more than the bomb.
    let ballast: Vec<u8> = (0..40_000u32).flat_map(|it| it.wrapping_mul(2_654_435_761).to_be_bytes()).collect();
    let roomy = zip(&[("1.json", OURS), ("bomb.zip", &bomb), ("x.bin", &ballast), ("2.json", OURS)]);
    check(
        vec![("a.zip", bomb), ("b.json", OURS.to_vec()), ("c.zip", roomy)],
        &[
            "a.zip !ZipBomb",
            "b.json",
            "c.zip/1.json",
            "c.zip/bomb.zip !ZipBomb",
            "c.zip/x.bin !NotOurs",
            "c.zip/2.json",
        ],
    );
    // What a bomb used up is gone for the archive around it.
    check(vec![("small.zip", outer)], &["small.zip !ZipBomb"]);
}

#[test]
fn many_entries_and_deep_archives_are_refused() {
    let names: Vec<String> = (0..=MAX_ENTRIES).map(|at| format!("{at}")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    check(vec![("many.zip", zip(&many)), ("1.json", OURS.to_vec())], &["many.zip !TooMany", "1.json"]);
    let mut deep = zip(&[("4.json", OURS)]);
    for level in (1..=MAX_DEPTH).rev() {
        deep = zip(&[(&format!("{level}.json"), OURS), ("in.zip", &deep)]);
    }
    check(
        vec![("deep.zip", deep)],
        &[
            "deep.zip/1.json",
            "deep.zip/in.zip/2.json",
            "deep.zip/in.zip/in.zip/3.json",
            "deep.zip/in.zip/in.zip/in.zip !TooDeep",
        ],
    );
}

#[test]
fn files_of_a_folder_are_known_by_their_names() {
    let check = |path, want| assert_eq!(by_name(path), want, "{path}");
    for path in ["a.json", "folder/三张清单-街道.JSON", "a/b.c/all.Zip", "a.json.zip", ".json"] {
        check(path, ByName::MayBeOurs);
    }
    for path in ["a.xlsx", "json", "a/zip", "a.json.bak", "简", ""] {
        check(path, ByName::Other);
    }
    for path in ["a/.DS_Store", "__MACOSX/a.json", "a/._b.json", "a/thumbs.db", "desktop.ini"] {
        check(path, ByName::Noise);
    }
}
