//! What may never be kept: numbers of identity cards.

/// Weights of the first 17 digits (GB 11643-1999, 4.2.2).
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/// True when a text holds the number of an identity card: 18 characters with a birth date and the right check digit.
pub fn holds_id_card(text: &str) -> bool {
    any_window(text, |window| has_birth_date(window) && has_check_digit(window))
}

/// True when a text holds 18 digits with a birth date where an identity card has it, whatever the check digit.
pub fn holds_id_card_digits(text: &str) -> bool {
    any_window(text, has_birth_date)
}

/// True when any 18 characters that no further digit touches fit.
fn any_window(text: &str, fits: impl Fn(&[u32]) -> bool) -> bool {
    let digits: Vec<u32> = text.chars().map(ascii_digit).collect();
    digits.windows(18).enumerate().any(|(at, window)| {
        let beside = |index: Option<usize>| index.and_then(|it| digits.get(it)).is_some_and(|it| *it < 10);
        !beside(at.checked_sub(1)) && !beside(Some(at + 18)) && fits(window)
    })
}

/// 0-9 for a digit, full-width ones too; 10 for the X a check digit may be; 99 for anything else.
fn ascii_digit(c: char) -> u32 {
    let wide = u32::from(c).wrapping_sub(u32::from('\u{FF10}'));
    match c {
        'x' | 'X' | '\u{FF38}' | '\u{FF58}' => 10,
        _ if wide < 10 => wide,
        _ => c.to_digit(10).unwrap_or(99),
    }
}

fn has_birth_date(window: &[u32]) -> bool {
    let are_digits = window[..17].iter().all(|it| *it < 10) && window[17] <= 10;
    let number = |range: std::ops::Range<usize>| window[range].iter().fold(0, |sum, it| sum * 10 + it);
    let date = || {
        let year = i32::try_from(number(6..10)).ok()?;
        chrono::NaiveDate::from_ymd_opt(year, number(10..12), number(12..14))
    };
    are_digits && (1880..2100).contains(&number(6..10)) && date().is_some()
}

fn has_check_digit(window: &[u32]) -> bool {
    let sum: u32 = window.iter().zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    window[17] == (12 - sum % 11) % 11
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_numbers_with_a_right_check_digit_only() {
        for (text, expected) in [
            ("11010519491231002X", true),
            ("身份证11010519491231002x。", true),
            ("１１０１０５１９４９１２３１００２Ｘ", true),
            ("110105194912310021", false),
            ("1110105194912310020", false),
            ("13800000000", false),
            ("", false),
        ] {
            assert_eq!(holds_id_card(text), expected, "{text}");
        }
        assert!(holds_id_card_digits("110105194912310000"), "a number that lost its last digits");
        assert!(!holds_id_card_digits("110105194913310000"), "no such month");
    }
}
