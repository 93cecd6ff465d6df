//! What holds for any sheet.

use proptest::prelude::*;

use super::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600), magic in 0..4_usize) {
        let magic: &[u8] = [&b""[..], b"PK\x03\x04", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", b"\xEF\xBB\xBF"][magic];
        let bytes = [magic, &bytes].concat();
        if let Ok(book) = read(&bytes, "any") {
            for sheet in &book.sheets {
                let _ = suggest_kind(sheet);
                if let Ok(mapping) = suggest(Kind::Need, sheet) {
                    let _ = preview(sheet, &mapping, &Existing::default());
                }
            }
        }
    }

    #[test]
    fn broken_workbooks_are_refused_or_read(cut in 0.0..1.0_f64, flips in proptest::collection::vec((0.0..1.0_f64, any::<u8>()), 0..4), old in any::<bool>()) {
        let mut bytes = if old { case("venues.xls") } else { crate::published::pairings_like() };
        let length = bytes.len();
        for (at, byte) in flips {
            bytes[(at * length as f64) as usize] = byte;
        }
        if cut > 0.5 {
            bytes.truncate((cut * length as f64) as usize);
        }
        let _ = read(&bytes, "broken");
    }

    #[test]
    fn importing_twice_changes_nothing(rows in proptest::collection::vec(("(|1|2|3)", "[甲乙丙]{0,2}", "(|5人|约9|5-6|=1)", "(|路1号|东湖社区)", "(|2017.1.10|2017.12|x)"), 1..12)) {
        for (kind, heads) in [(Kind::Resource, "序号,场地名称,容纳人数,地址,有效期"), (Kind::Project, "序号,项目名称,受益人数,社区,开始时间"), (Kind::Need, "序号,需求名称,数量,社区,时间"), (Kind::Claim, "序号,帮助对象,数量,认领单位,备注"), (Kind::Office, "序号,单位名称,类别,地址,备注")] {
            let body: Vec<String> = rows.iter().map(|it| format!("{},{},{},{},{}", it.0, it.1, it.2, it.3, it.4)).collect();
            let Ok(mut book) = read(format!("{heads}\n{}\n", body.join("\n")).as_bytes(), "t.csv") else { continue };
            let sheet = book.sheets.remove(0);
            if suggest(kind, &sheet).is_err() {
                continue;
            }
            let first = shown(kind, &sheet, &Existing::default());
            let kept = imported(&first, Existing::default());
            let second = shown(kind, &sheet, &kept);
            let (new, changed, same, problem) = counts(&second);
            prop_assert_eq!((new, changed), (0, 0), "{:?} {:#?}", kind, second.rows);
            prop_assert_eq!((same, problem), (counts(&first).0, counts(&first).3));
        }
    }

    #[test]
    fn an_encoding_changes_nothing(cells in proptest::collection::vec("[一-龥a-z0-9]{1,8}", 2..12)) {
        let text = format!("场地名称,地址\n{}\n", cells.join(",中国上海的街道\n"));
        let gb = encoding_rs::GB18030.encode(&text).0;
        let bom = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
        let plain = read(text.as_bytes(), "t.csv");
        prop_assert_eq!(&read(&gb, "t.csv"), &plain);
        prop_assert_eq!(&read(&bom, "t.csv"), &plain);
    }

    #[test]
    fn every_way_to_write_a_day_reads_as_that_day(year in 1990..2100_i32, month in 1..=12_u32, day in 1..=31_u32) {
        use three_lists::domain::Date;
        let Some(plain) = Date::parse(&format!("{year:04}-{month:02}-{day:02}")) else { return Ok(()) };
        for text in [plain.to_string(), format!("{year}.{month}.{day}"), format!("{year}/{month}/{day}"), format!("{year}年{month}月{day}日"), format!("{year}{month:02}{day:02}")] {
            prop_assert_eq!(Date::parse_lenient(&text), Some(plain), "{}", text);
        }
    }
}
