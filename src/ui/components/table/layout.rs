//! The lines of a list in groups: a head for each group, and its records below unless it is folded. Free of the browser.

use crate::workspace::Group;

/// What a line of the table shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// The head of the group of that number.
    Head(usize),
    /// The record of that number.
    Record(usize),
}

/// The lines of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    heads: Vec<Head>,
    lines: usize,
}

/// One group's place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    line: usize,
    /// The number of its first record.
    pub first: usize,
    /// What its records have in common, and how many they are.
    pub group: Group,
    /// Its records are not shown.
    pub folded: bool,
}

impl Layout {
    /// The lines of `records` records in `groups`, those of `folded` without their records; without groups, a line each.
    pub fn of(records: usize, groups: Vec<Group>, folded: &[String]) -> Layout {
        let (mut heads, mut line, mut first) = (Vec::with_capacity(groups.len()), 0, 0);
        for group in groups {
            let (folded, count) = (folded.contains(&group.value), group.count);
            heads.push(Head { line, first, group, folded });
            line += 1 + if folded { 0 } else { count };
            first += count;
        }
        Layout { lines: if heads.is_empty() { records } else { line }, heads }
    }

    /// How many lines.
    pub fn len(&self) -> usize {
        self.lines
    }

    /// True when there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.lines == 0
    }

    /// The groups.
    pub fn heads(&self) -> &[Head] {
        &self.heads
    }

    /// What a line shows.
    pub fn at(&self, line: usize) -> Option<Line> {
        if line >= self.lines {
            return None;
        }
        let place = self.heads.partition_point(|head| head.line <= line);
        let Some(at) = place.checked_sub(1) else { return Some(Line::Record(line)) };
        let head = &self.heads[at];
        Some(if head.line == line { Line::Head(at) } else { Line::Record(head.first + line - head.line - 1) })
    }

    /// The line of a record; none while its group is folded.
    pub fn line_of(&self, record: usize) -> Option<usize> {
        let place = self.heads.partition_point(|head| head.first <= record);
        let Some(at) = place.checked_sub(1) else { return (record < self.lines).then_some(record) };
        let head = &self.heads[at];
        (!head.folded && record - head.first < head.group.count).then(|| head.line + 1 + record - head.first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(value: &str, count: usize) -> Group {
        Group { value: value.to_owned(), count }
    }

    #[test]
    fn heads_stand_above_their_records() {
        let layout = Layout::of(6, vec![group("a", 2), group("b", 3), group("", 1)], &["b".to_owned()]);
        let lines: Vec<Line> = (0..layout.len()).filter_map(|line| layout.at(line)).collect();
        let expected = [Line::Head(0), Line::Record(0), Line::Record(1), Line::Head(1), Line::Head(2), Line::Record(5)];
        assert_eq!(lines, expected);
        assert_eq!(layout.at(6), None);
        let places: Vec<Option<usize>> = (0..7).map(|record| layout.line_of(record)).collect();
        assert_eq!(places, [Some(1), Some(2), None, None, None, Some(5), None]);
    }

    #[test]
    fn without_groups_a_line_is_a_record() {
        let layout = Layout::of(3, Vec::new(), &[]);
        assert_eq!((layout.len(), layout.at(2), layout.at(3)), (3, Some(Line::Record(2)), None));
        assert_eq!((layout.line_of(2), layout.line_of(3)), (Some(2), None));
        assert!(Layout::default().is_empty());
    }

    #[test]
    fn a_line_and_its_record_find_each_other() {
        let groups: Vec<Group> = (0..50).map(|n| group(&n.to_string(), n % 7 + 1)).collect();
        let records = groups.iter().map(|it| it.count).sum();
        let folded: Vec<String> = (0..50).filter(|n| n % 3 == 0).map(|n| n.to_string()).collect();
        let layout = Layout::of(records, groups, &folded);
        let shown: Vec<usize> = (0..records).filter_map(|record| layout.line_of(record)).collect();
        assert_eq!(shown.len() + layout.heads().len(), layout.len());
        for record in 0..records {
            if let Some(line) = layout.line_of(record) {
                assert_eq!(layout.at(line), Some(Line::Record(record)));
            }
        }
    }
}
