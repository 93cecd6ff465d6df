//! Which rows are in sight: the arithmetic of the windowed table, free of the browser.

use std::ops::Range;

/// Rows drawn above and below those in sight, so that a quick scroll shows no gap. They cost a frame as much as those in
/// sight, so most of them lie where the scrolling goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Margin {
    /// Rows above the first in sight.
    pub above: usize,
    /// Rows below the last in sight.
    pub below: usize,
}

impl Margin {
    /// Nothing but what is in sight.
    pub const NONE: Margin = Margin { above: 0, below: 0 };
    /// While the view goes down, and before it moves.
    pub const DOWN: Margin = Margin { above: 2, below: 8 };
    /// While it goes up.
    pub const UP: Margin = Margin { above: 8, below: 2 };

    /// The margin once a view of `view` pixels goes from `before` to `top`, both in pixels from the top of the list. A
    /// jump, as of a dragged bar, draws what is in sight first; the margin follows once the view rests.
    pub fn after(self, before: usize, top: usize, view: usize) -> Margin {
        if top.abs_diff(before) > view {
            Margin::NONE
        } else if top < before {
            Margin::UP
        } else if top > before || self == Margin::NONE {
            Margin::DOWN
        } else {
            self
        }
    }
}

/// Rows to draw, and the room the others take up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The first row drawn.
    pub start: usize,
    /// One past the last row drawn.
    pub end: usize,
    /// Pixels above the first row drawn.
    pub above: usize,
    /// Pixels below the last row drawn.
    pub below: usize,
}

impl Window {
    /// The window over `rows` rows of `height` pixels, scrolled down by `top`, in a view of `view` pixels, with
    /// the rows of `margin` more.
    pub fn of(rows: usize, height: usize, top: usize, view: usize, margin: Margin) -> Window {
        let height = height.max(1);
        let first = (top / height).min(rows);
        let start = first.saturating_sub(margin.above);
        let end = (first + view.div_ceil(height) + 1 + margin.below).min(rows);
        Window { start: start.min(end), end, above: start.min(end) * height, below: (rows - end) * height }
    }

    /// Every row, as paper needs it.
    pub fn whole(rows: usize) -> Window {
        Window { start: 0, end: rows, above: 0, below: 0 }
    }

    /// Where to scroll so that `row` is in sight under a head of `head` pixels; `None` when it already is.
    pub fn reveal(row: usize, height: usize, head: usize, top: usize, view: usize) -> Option<usize> {
        let (from, to) = (row * height, (row + 1) * height);
        if from < top {
            Some(from)
        } else if to + head > top + view {
            Some((to + head).saturating_sub(view))
        } else {
            None
        }
    }
}

/// A drawn row of the table and the row of the list that it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// Which drawn row, as long as it stands.
    pub slot: usize,
    /// Which row of the list.
    pub row: usize,
}

/// The drawn rows over `rows`, in their order: those in sight before stay as they are, the others show other rows now.
/// Changing what a row shows costs a fraction of taking it away and drawing another.
pub fn redrawn(before: &[Drawn], rows: Range<usize>) -> Vec<Drawn> {
    let mut slots: Vec<Option<usize>> = vec![None; rows.len()];
    let mut free = Vec::new();
    for drawn in before {
        if rows.contains(&drawn.row) {
            slots[drawn.row - rows.start] = Some(drawn.slot);
        } else {
            free.push(drawn.slot);
        }
    }
    let mut free = free.into_iter();
    let mut next = before.iter().map(|it| it.slot + 1).max().unwrap_or(0);
    let mut fresh = || {
        next += 1;
        next - 1
    };
    let slot = |slot: Option<usize>| slot.or_else(|| free.next()).unwrap_or_else(&mut fresh);
    slots.into_iter().map(slot).zip(rows).map(|(slot, row)| Drawn { slot, row }).collect()
}

/// The row that a key moves to from `row`, among `rows` rows of which `page` fit the view.
pub fn step(key: &str, row: usize, rows: usize, page: usize) -> Option<usize> {
    let last = rows.checked_sub(1)?;
    Some(match key {
        "ArrowDown" => (row + 1).min(last),
        "ArrowUp" => row.saturating_sub(1),
        "PageDown" => (row + page.max(1)).min(last),
        "PageUp" => row.saturating_sub(page.max(1)),
        "Home" => 0,
        "End" => last,
        _ => return None,
    })
}

/// The sort after a click on a head: alone it sorts by that column and turns round; with Shift it adds the column.
pub fn sorted_by(sort: &[(String, bool)], column: &str, add: bool) -> Vec<(String, bool)> {
    let turned = sort.iter().find(|(name, _)| name == column).map(|(_, descending)| !descending);
    if !add {
        return vec![(column.to_owned(), turned.unwrap_or(false))];
    }
    let mut next = sort.to_vec();
    match (next.iter_mut().find(|(name, _)| name == column), turned) {
        (Some(entry), Some(turned)) => entry.1 = turned,
        _ => next.push((column.to_owned(), false)),
    }
    next
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slots(drawn: &[Drawn]) -> Vec<(usize, usize)> {
        drawn.iter().map(|it| (it.slot, it.row)).collect()
    }

    #[test]
    fn rows_in_sight_stay_and_the_others_are_used_again() {
        let first = redrawn(&[], 0..4);
        assert_eq!(slots(&first), [(0, 0), (1, 1), (2, 2), (3, 3)]);
        let scrolled = redrawn(&first, 2..6);
        assert_eq!(slots(&scrolled), [(2, 2), (3, 3), (0, 4), (1, 5)]);
        let jumped = redrawn(&scrolled, 90..93);
        assert_eq!(slots(&jumped), [(2, 90), (3, 91), (0, 92)]);
        let grown = redrawn(&jumped, 89..94);
        assert_eq!(slots(&grown), [(4, 89), (2, 90), (3, 91), (0, 92), (5, 93)]);
        assert!(redrawn(&grown, 7..7).is_empty());
    }

    fn check(rows: usize, top: usize, margin: Margin, expected: (usize, usize)) {
        let window = Window::of(rows, 40, top, 400, margin);
        assert_eq!((window.start, window.end), expected, "{rows} rows at {top}");
        let drawn = window.end - window.start;
        assert_eq!(window.above + drawn * 40 + window.below, rows * 40, "the bar must not jump: {window:?}");
    }

    #[test]
    fn draws_only_what_is_in_sight() {
        check(0, 0, Margin::DOWN, (0, 0));
        check(5, 0, Margin::DOWN, (0, 5));
        check(100_000, 0, Margin::DOWN, (0, 19));
        check(100_000, 40 * 50_000, Margin::DOWN, (49_998, 50_019));
        check(100_000, 40 * 50_000, Margin::UP, (49_992, 50_013));
        check(100_000, 40 * 50_000, Margin::NONE, (50_000, 50_011));
        check(100_000, 40 * 99_999, Margin::UP, (99_991, 100_000));
        check(3, 4000, Margin::DOWN, (1, 3));
    }

    #[test]
    fn covers_the_view_without_a_margin() {
        for top in [0, 1, 39, 40, 4_000_000 - 400] {
            let window = Window::of(100_000, 40, top, 400, Margin::NONE);
            assert!(window.above <= top && (window.end * 40) >= top + 400, "a gap at {top}: {window:?}");
        }
    }

    #[test]
    fn the_margin_lies_where_the_scrolling_goes() {
        let courses = [
            (Margin::DOWN, 0, 0, Margin::DOWN),
            (Margin::DOWN, 400, 280, Margin::UP),
            (Margin::UP, 280, 280, Margin::UP),
            (Margin::UP, 280, 281, Margin::DOWN),
            (Margin::UP, 280, 681, Margin::NONE),
            (Margin::NONE, 681, 681, Margin::DOWN),
        ];
        for (margin, before, top, expected) in courses {
            assert_eq!(margin.after(before, top, 400), expected, "{margin:?} from {before} to {top}");
        }
    }

    #[test]
    fn scrolls_only_as_far_as_needed() {
        assert_eq!(Window::reveal(3, 40, 38, 0, 400), None);
        assert_eq!(Window::reveal(0, 40, 38, 120, 400), Some(0));
        assert_eq!(Window::reveal(20, 40, 38, 0, 400), Some(478));
    }

    #[test]
    fn keys_stay_within_the_list() {
        for (key, row, expected) in
            [("ArrowDown", 9, Some(9)), ("ArrowUp", 0, Some(0)), ("PageDown", 2, Some(6)), ("End", 0, Some(9))]
        {
            assert_eq!(step(key, row, 10, 4), expected, "{key} from {row}");
        }
        assert_eq!(step("End", 0, 0, 4), None);
        assert_eq!(step("a", 0, 10, 4), None);
    }

    #[test]
    fn a_second_click_turns_the_order_and_shift_adds_a_column() {
        let once = sorted_by(&[], "title", false);
        assert_eq!(once, [("title".to_owned(), false)]);
        let twice = sorted_by(&once, "title", false);
        assert_eq!(twice, [("title".to_owned(), true)]);
        let both = sorted_by(&twice, "place", true);
        assert_eq!(both, [("title".to_owned(), true), ("place".to_owned(), false)]);
        assert_eq!(sorted_by(&both, "place", false), [("place".to_owned(), true)]);
    }
}
