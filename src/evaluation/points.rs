//! Points as people write them and as they are kept: `13.5` is 1350 hundredths.

/// Why a text is not a number of points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PointsError {
    /// Not a plain number with at most two decimals.
    #[error("not a number of points with at most two decimals")]
    NotPoints,
    /// Below zero.
    #[error("points cannot be negative")]
    Negative,
    /// Above the maximum, in hundredths.
    #[error("above the maximum of {max} hundredths")]
    OverMax {
        /// The most that may be given.
        max: i64,
    },
}

/// Reads points of at most two decimals and at most `max` hundredths; full-width digits are read as well.
pub fn parse_points(text: &str, max: i64) -> Result<i64, PointsError> {
    let plain: String = text.trim().chars().map(half_width).collect();
    let (negative, digits) = plain.strip_prefix('-').map_or((false, plain.as_str()), |rest| (true, rest));
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !all_digits(whole) || !all_digits(decimals) || decimals.len() > 2 || whole.len() > 9 {
        return Err(PointsError::NotPoints);
    }
    let number = |part: &str| part.parse::<i64>().map_err(|_| PointsError::NotPoints);
    let hundredths = number(whole)? * 100 + number(decimals)? * if decimals.len() == 1 { 10 } else { 1 };
    if negative && hundredths != 0 {
        Err(PointsError::Negative)
    } else if hundredths > max {
        Err(PointsError::OverMax { max })
    } else {
        Ok(hundredths)
    }
}

fn half_width(c: char) -> char {
    match c {
        '\u{ff10}'..='\u{ff19}' | '\u{ff0e}' | '\u{ff0d}' => {
            char::from_u32(u32::from(c) - 0xfee0).expect("full-width forms lie 0xfee0 above ASCII")
        }
        other => other,
    }
}

/// Writes hundredths without needless zeros: 1350 is `13.5`, 1300 is `13`.
pub fn format_points(hundredths: i64) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let (whole, rest) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
    match rest {
        0 => format!("{sign}{whole}"),
        _ if rest % 10 == 0 => format!("{sign}{whole}.{}", rest / 10),
        _ => format!("{sign}{whole}.{rest:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_points_of_at_most_two_decimals_up_to_the_maximum() {
        for (text, expected) in [
            ("13.5", Ok(1350)),
            (" 13 ", Ok(1300)),
            ("0", Ok(0)),
            ("-0", Ok(0)),
            ("0.05", Ok(5)),
            ("15", Ok(1500)),
            ("１３．５", Ok(1350)),
            ("15.01", Err(PointsError::OverMax { max: 1500 })),
            ("999999999999", Err(PointsError::NotPoints)),
            ("-1", Err(PointsError::Negative)),
            ("1.005", Err(PointsError::NotPoints)),
            ("1e3", Err(PointsError::NotPoints)),
            (".5", Err(PointsError::NotPoints)),
            ("5.", Err(PointsError::NotPoints)),
            ("", Err(PointsError::NotPoints)),
            ("十分", Err(PointsError::NotPoints)),
        ] {
            assert_eq!(parse_points(text, 1500), expected, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn points_written_are_read_back(hundredths in 0i64..1_000_000) {
            prop_assert_eq!(parse_points(&format_points(hundredths), 1_000_000), Ok(hundredths));
        }
    }
}
