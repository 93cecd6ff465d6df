//! Where keys stand in a table that is walked cell by cell, and which cells they span. Free of the browser.

use std::ops::RangeInclusive;

/// A place in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The line.
    pub line: usize,
    /// The column; none while the whole line is meant.
    pub column: Option<usize>,
}

/// The table as keys know it.
#[derive(Clone, Copy, Debug)]
pub struct Extent {
    /// How many lines.
    pub lines: usize,
    /// How many columns.
    pub columns: usize,
    /// How many lines fit the view.
    pub page: usize,
}

/// Where a key leads from `cell`; none for keys that do not move there. From a whole line only a step to the right leads
/// into its cells; what moves from line to line there is [`super::window::step`].
pub fn step(key: &str, with_control: bool, cell: Cell, extent: Extent) -> Option<Cell> {
    let (last, page) = (extent.lines.checked_sub(1)?, extent.page.max(1));
    let edge = extent.columns.checked_sub(1)?;
    let Some(column) = cell.column else {
        let column = Some(if with_control { edge } else { 0 });
        return (key == "ArrowRight").then_some(Cell { column, ..cell });
    };
    let to = |line: usize, column: Option<usize>| Some(Cell { line: line.min(last), column });
    match (key, with_control) {
        ("ArrowRight", false) => to(cell.line, Some((column + 1).min(edge))),
        ("ArrowLeft", false) => to(cell.line, column.checked_sub(1)),
        ("ArrowRight", true) | ("End", false) => to(cell.line, Some(edge)),
        ("ArrowLeft", true) | ("Home", false) => to(cell.line, Some(0)),
        ("ArrowDown", false) => to(cell.line + 1, cell.column),
        ("ArrowUp", false) => to(cell.line.saturating_sub(1), cell.column),
        ("PageDown", _) => to(cell.line + page, cell.column),
        ("PageUp", _) => to(cell.line.saturating_sub(page), cell.column),
        ("ArrowDown", true) => to(last, cell.column),
        ("ArrowUp", true) => to(0, cell.column),
        ("Home", true) => to(0, Some(0)),
        ("End", true) => to(last, Some(edge)),
        _ => None,
    }
}

/// The cells between two corners.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its lines.
    pub lines: RangeInclusive<usize>,
    /// Its columns.
    pub columns: RangeInclusive<usize>,
}

impl Block {
    /// The block that two cells, as (line, column), are corners of.
    pub fn of(one: (usize, usize), other: (usize, usize)) -> Block {
        let range = |a: usize, b: usize| a.min(b)..=a.max(b);
        Block { lines: range(one.0, other.0), columns: range(one.1, other.1) }
    }

    /// True for a block of one cell.
    pub fn is_one(&self) -> bool {
        self.lines.start() == self.lines.end() && self.columns.start() == self.columns.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: Extent = Extent { lines: 5, columns: 3, page: 2 };

    fn check(key: &str, with_control: bool, from: (usize, Option<usize>), to: Option<(usize, Option<usize>)>) {
        let cell = |(line, column)| Cell { line, column };
        assert_eq!(step(key, with_control, cell(from), TABLE), to.map(cell), "{key} {with_control} from {from:?}");
    }

    #[test]
    fn the_whole_line_lies_left_of_its_first_cell() {
        check("ArrowRight", false, (1, None), Some((1, Some(0))));
        check("ArrowLeft", false, (1, Some(0)), Some((1, None)));
        check("ArrowLeft", false, (1, None), None);
        check("ArrowDown", false, (1, None), None);
        check("End", false, (1, None), None);
        check("ArrowRight", true, (1, None), Some((1, Some(2))));
    }

    #[test]
    fn keys_move_as_in_a_sheet_and_stop_at_its_edges() {
        check("ArrowRight", false, (1, Some(2)), Some((1, Some(2))));
        check("ArrowLeft", false, (1, Some(2)), Some((1, Some(1))));
        check("ArrowDown", false, (4, Some(1)), Some((4, Some(1))));
        check("ArrowUp", false, (0, Some(1)), Some((0, Some(1))));
        check("PageDown", false, (1, Some(1)), Some((3, Some(1))));
        check("PageUp", false, (1, Some(1)), Some((0, Some(1))));
        check("Home", false, (1, Some(2)), Some((1, Some(0))));
        check("End", false, (1, Some(0)), Some((1, Some(2))));
        check("Home", true, (3, Some(2)), Some((0, Some(0))));
        check("End", true, (1, Some(0)), Some((4, Some(2))));
        check("ArrowDown", true, (1, Some(1)), Some((4, Some(1))));
        check("ArrowUp", true, (3, Some(1)), Some((0, Some(1))));
        check("x", false, (1, Some(1)), None);
        let empty = Extent { lines: 0, ..TABLE };
        assert_eq!(step("ArrowDown", false, Cell { line: 0, column: Some(0) }, empty), None);
    }

    #[test]
    fn a_block_has_its_corners_in_any_order() {
        assert_eq!(Block::of((4, 0), (2, 3)), Block { lines: 2..=4, columns: 0..=3 });
        assert!(Block::of((1, 1), (1, 1)).is_one());
        assert!(!Block::of((1, 1), (1, 2)).is_one());
    }
}
