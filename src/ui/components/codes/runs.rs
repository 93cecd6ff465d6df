//! Many numbers in few words.

/// Numbers in rising order, neighbours as one stretch: 1, 3, 4 and 5 as `1` and `3–5`.
pub fn runs(numbers: &[usize]) -> Vec<String> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for number in numbers {
        match found.last_mut() {
            Some((_, to)) if *to + 1 == *number => *to = *number,
            _ => found.push((*number, *number)),
        }
    }
    let words = found.into_iter().map(|(from, to)| match to - from {
        0 => from.to_string(),
        _ => [from.to_string(), to.to_string()].join("–"),
    });
    words.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_one_stretch() {
        let check = |numbers: &[usize], expected: &str| assert_eq!(runs(numbers).join(" "), expected);
        check(&[], "");
        check(&[7], "7");
        check(&[1, 2], "1–2");
        check(&[1, 3, 4, 5, 9], "1 3–5 9");
        check(&[2, 4, 6], "2 4 6");
        check(&[58, 59, 60], "58–60");
    }
}
