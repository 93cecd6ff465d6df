//! From letters to tokens: words, weekdays, days of the month, booking. Dates and times of day are read in `point`.

use super::words::{self, WORDS, Word};
use super::{Ahead, Appointment, Day, Hours, Point, Span, Weekdays};
use crate::domain::quantity::fold_width;

/// A letter as it is compared, and where it stands in the text.
#[derive(Clone, Copy)]
pub(super) struct Glyph {
    pub letter: char,
    pub start: usize,
    pub end: usize,
    /// White space stands before it.
    pub spaced: bool,
}

/// What a token says.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    Day(Day),
    Span(Span),
    Hours(Hours),
    Booking(Appointment),
    Except,
    ExceptStart,
    ExceptEnd,
    Join,
    Comma,
    Stop,
    Colon,
    Open,
    Close,
    Filler,
    Unknown,
    Spoiler,
}

/// Some glyphs and what they say.
#[derive(Clone, Copy)]
pub(super) struct Token {
    pub kind: Kind,
    pub from: usize,
    pub to: usize,
}

/// A text being read.
pub(super) struct Scanner {
    pub glyphs: Vec<Glyph>,
    pub tokens: Vec<Token>,
}

/// Stands behind the last letter.
const END: char = '\0';

impl Scanner {
    /// Reads all of a text.
    pub fn scan(text: &str) -> Scanner {
        let mut scanner = Scanner { glyphs: glyphs(text), tokens: Vec::new() };
        let mut at = 0;
        while at < scanner.glyphs.len() {
            at = scanner.next(at);
        }
        scanner
    }

    /// Reads what stands at a place; returns the place behind it.
    fn next(&mut self, at: usize) -> usize {
        let known = self.monthly(at).or_else(|| self.week(at)).or_else(|| self.booking(at));
        if let Some(to) = known.or_else(|| self.time(at)) {
            return to;
        }
        if let Some((word, to)) = self.word(at) {
            self.push_word(word, at, to);
            return to;
        }
        let to = self.run_end(at);
        self.push(Kind::Unknown, at, to)
    }

    /// Adds a token; unknown stretches become one.
    pub fn push(&mut self, kind: Kind, from: usize, to: usize) -> usize {
        match self.tokens.last_mut() {
            Some(last) if matches!((last.kind, kind), (Kind::Unknown, Kind::Unknown)) => last.to = to,
            _ => self.tokens.push(Token { kind, from, to }),
        }
        to
    }

    fn push_word(&mut self, word: Word, from: usize, to: usize) {
        let kind = match word {
            Word::Day(day) => Kind::Day(day),
            Word::Span(name) => Kind::Span(Span::Named(None, name)),
            Word::Months(first, last) => Kind::Span(months(None, first, last)),
            Word::Hours(part) => Kind::Hours(Hours::Part(part)),
            Word::Daily(part) => {
                self.push(Kind::Day(Day::Every), from, to);
                Kind::Hours(Hours::Part(part))
            }
            Word::Except => Kind::Except,
            Word::ExceptStart => Kind::ExceptStart,
            Word::ExceptEnd => Kind::ExceptEnd,
            Word::Join => Kind::Join,
            Word::Comma => Kind::Comma,
            Word::Stop => Kind::Stop,
            Word::Colon => Kind::Colon,
            Word::Open => Kind::Open,
            Word::Close => Kind::Close,
            Word::Filler => Kind::Filler,
            Word::Spoiler => Kind::Spoiler,
        };
        self.push(kind, from, to);
    }

    /// The letter at a place.
    pub fn letter(&self, at: usize) -> char {
        self.glyphs.get(at).map_or(END, |it| it.letter)
    }

    /// True where white space or the text's end stands before a place.
    pub fn spaced(&self, at: usize) -> bool {
        self.glyphs.get(at).is_none_or(|it| it.spaced)
    }

    /// True where a letter of that sort follows without white space.
    pub fn goes_on(&self, at: usize, sort: fn(&char) -> bool) -> bool {
        !self.spaced(at) && sort(&self.letter(at))
    }

    /// The place behind a word, if it stands here. A space in the word is white space in the text, and a Latin word
    /// is no part of a longer one.
    pub fn eat_one(&self, at: usize, word: &str) -> Option<usize> {
        let (mut to, mut gap, mut last) = (at, false, END);
        for letter in word.chars() {
            if letter == ' ' {
                gap = true;
                continue;
            }
            if self.letter(to) != letter || (gap && !self.spaced(to)) {
                return None;
            }
            (to, gap, last) = (to + 1, false, letter);
        }
        let cut = |at: usize| at > 0 && self.letter(at - 1).is_ascii_alphabetic() && self.goes_on(at, latin);
        let inside = (word.starts_with(|c: char| latin(&c)) && cut(at)) || (last.is_ascii_alphabetic() && cut(to));
        (!inside && (!gap || self.spaced(to))).then_some(to)
    }

    /// The place behind the first of these words that stands here.
    pub fn eat(&self, at: usize, words: &[&str]) -> Option<usize> {
        words.iter().find_map(|word| self.eat_one(at, word))
    }

    /// Like `eat`; the same place where none of the words stands here.
    pub fn skip(&self, at: usize, words: &[&str]) -> usize {
        self.eat(at, words).unwrap_or(at)
    }

    /// The longest word here.
    pub fn word(&self, at: usize) -> Option<(Word, usize)> {
        let mut best: Option<(Word, usize)> = None;
        for (word, meaning) in WORDS {
            if let Some(to) = self.eat_one(at, word)
                && best.is_none_or(|it| it.1 < to)
            {
                best = Some((*meaning, to));
            }
        }
        best
    }

    /// The end of what is passed over together when it is not understood: a number with its marks, a Latin word.
    pub fn run_end(&self, at: usize) -> usize {
        let sort = match self.letter(at) {
            it if it.is_ascii_digit() => |it: &char| it.is_ascii_digit() || ".:/-".contains(*it),
            it if latin(&it) => latin,
            _ => return at + 1,
        };
        let mut to = at + 1;
        while self.goes_on(to, sort) {
            to += 1;
        }
        to
    }

    /// Weekdays: one, a range, or a list that names the week once.
    fn week(&mut self, at: usize) -> Option<usize> {
        let (first, mut to, named) = words::EVERY.iter().find_map(|it| self.weekday(self.eat_one(at, it)?))?;
        let mut set = Weekdays::one(first);
        let mut run = vec![first];
        while let Some(day) = self.bare_weekday(to).filter(|_| named && !self.spaced(to)) {
            run.push(day);
            (set.0, to) = (set.0 | 1 << day, to + 1);
        }
        // Two numbers in a row are a list to some and a range to others; only the weekend's are always a list.
        let rises = run.windows(2).all(|it| it[0] < it[1]);
        if run.len() > 1 && (!rises || (run.len() == 2 && run != [5, 6])) {
            return Some(self.push(Kind::Unknown, at, to));
        }
        if run.len() == 1
            && let Some(second) = self.eat(to, words::TO)
            && let Some((last, end)) = self
                .weekday(second)
                .map(|it| (it.0, it.1))
                .or_else(|| Some((self.number_of_day(second).filter(|_| named)?, second + 1)))
        {
            (set, to) = (Weekdays::between(first, last), end);
            if first == last {
                return Some(self.push(Kind::Unknown, at, to));
            }
        }
        while named && let Some(second) = self.eat(to, words::LIST) {
            let Some(day) = self.number_of_day(second) else { break };
            (set.0, to) = (set.0 | 1 << day, second + 1);
        }
        Some(self.push(Kind::Day(Day::Week(set)), at, to))
    }

    /// A weekday by its full name: its number, the place behind it, and whether bare numbers may follow.
    fn weekday(&self, at: usize) -> Option<(u8, usize, bool)> {
        if let Some(to) = self.eat(at, words::WEEK) {
            let digit = words::OTHER_WEEKDAYS.iter().find(|it| it.0 == self.letter(to)).map(|it| it.1);
            return Some((self.bare_weekday(to).or(digit)?, to + 1, true));
        }
        (0..7).find_map(|day| Some((day, self.eat(at, &words::ENGLISH_WEEKDAYS[usize::from(day)])?, false)))
    }

    fn bare_weekday(&self, at: usize) -> Option<u8> {
        let letter = self.letter(at);
        (0u8..).zip(words::WEEKDAYS.chars()).find(|it| it.1 == letter).map(|it| it.0)
    }

    /// The number of a weekday without the week's name, where it counts nothing else.
    fn number_of_day(&self, at: usize) -> Option<u8> {
        let digit = words::OTHER_WEEKDAYS.iter().find(|it| it.0 == self.letter(at)).map(|it| it.1);
        let day = self.bare_weekday(at).or(digit)?;
        let longer = self.letter(at).is_ascii_digit() && self.goes_on(at + 1, char::is_ascii_digit);
        let counts = longer || self.eat(at + 1, words::COUNTED).is_some();
        (!counts).then_some(day)
    }

    /// Days of each month: numbers, the n-th weekday, a part.
    fn monthly(&mut self, at: usize) -> Option<usize> {
        let start = self.eat(at, words::EACH_MONTH)?;
        let part = words::MONTH_PARTS.iter().find_map(|(word, part)| Some((*part, self.eat_one(start, word)?)));
        if let Some((part, to)) = part {
            return Some(self.push(Kind::Day(Day::Part(part)), at, to));
        }
        self.nth(at, start).or_else(|| self.dates(at, start))
    }

    fn nth(&mut self, at: usize, start: usize) -> Option<usize> {
        let mut places = Vec::new();
        let mut to = start;
        if let Some(behind) = self.eat(start, words::LAST) {
            (places, to) = (vec![0], behind);
        } else if let Some(behind) = self.eat(start, words::FIRST) {
            (places, to) = (vec![1], behind);
        } else {
            loop {
                let number = self.number(self.skip(to, words::ORDINAL)).filter(|it| (1..=5).contains(&it.value))?;
                places.push(u8::try_from(number.value).ok()?);
                to = number.to;
                let Some(behind) = self.eat(to, words::LIST) else { break };
                to = behind;
            }
            self.eat(start, words::ORDINAL)?;
            to = self.eat(to, words::PIECE)?;
        }
        let (day, to, _) = self.weekday(to)?;
        for place in places {
            self.push(Kind::Day(Day::Nth(place, Weekdays::one(day))), at, to);
            self.push(Kind::Join, to, to);
        }
        self.tokens.pop();
        Some(to)
    }

    fn dates(&mut self, at: usize, start: usize) -> Option<usize> {
        let mut found = Vec::new();
        let mut to = start;
        let mut marked;
        loop {
            let first = self.number(to).filter(|it| (1..=31).contains(&it.value))?;
            let behind = self.eat(first.to, words::DATE);
            let mut last = first;
            (to, marked) = (behind.unwrap_or(first.to), behind.is_some());
            if let Some(second) = self.eat(to, words::TO) {
                last = self.number(second).filter(|it| (first.value + 1..=31).contains(&it.value))?;
                let behind = self.eat(last.to, words::DATE);
                (to, marked) = (behind.unwrap_or(last.to), behind.is_some());
            }
            found.push(Day::Dates(u8::try_from(first.value).ok()?, u8::try_from(last.value).ok()?));
            let next = self.eat(to, words::LIST);
            let Some(behind) = next.filter(|it| self.is_date(*it)) else { break };
            to = behind;
        }
        // A number counts days of the month only where it says so.
        if !marked {
            return None;
        }
        for day in found {
            self.push(Kind::Day(day), at, to);
            self.push(Kind::Join, to, to);
        }
        self.tokens.pop();
        Some(to)
    }

    /// True where a number of days goes on with a day, a range or the list; not with an hour.
    fn is_date(&self, at: usize) -> bool {
        let Some(number) = self.number(at) else { return false };
        let goes_on = [words::DATE, words::TO, words::LIST].iter().any(|it| self.eat(number.to, it).is_some());
        goes_on && self.eat(number.to, words::HOUR).is_none()
    }

    /// That something has to be booked, and how.
    fn booking(&mut self, at: usize) -> Option<usize> {
        if let Some(to) = self.eat(at, words::ENGLISH_BOOK) {
            let word = (1u8..).zip(words::ENGLISH_NUMBERS).find_map(|it| Some((it.0, self.eat_one(to, it.1)?)));
            let figures = || self.number(to).and_then(|it| Some((u8::try_from(it.value).ok()?, it.to)));
            let (number, behind) = word.or_else(figures)?;
            let (unit, to) = words::ENGLISH_UNITS.iter().find_map(|it| Some((it.1, self.eat_one(behind, it.0)?)))?;
            return Some(self.push(Kind::Booking(Appointment { phone: false, ahead: Some((number, unit)) }), at, to));
        }
        if let Some(to) = self.eat(at, words::BOOKED) {
            return Some(self.push(Kind::Booking(Appointment::default()), at, to));
        }
        let mut booking = Appointment::default();
        let mut to = self.skip(at, words::MUST);
        if let Some(behind) = self.eat(to, words::AHEAD) {
            to = behind;
            if let Some(number) = self.number(to) {
                let (unit, behind) = self.unit(number.to)?;
                booking.ahead = Some((u8::try_from(number.value).ok()?, unit));
                to = behind;
            }
        }
        if let Some(behind) = self.eat(to, words::TELEPHONE) {
            (booking.phone, to) = (true, behind);
        }
        let to = self.eat(to, words::BOOK)?;
        self.eat(to, words::NOT_BOOK).is_none().then(|| self.push(Kind::Booking(booking), at, to))
    }

    fn unit(&self, at: usize) -> Option<(Ahead, usize)> {
        words::UNITS.iter().find_map(|it| Some((it.1, self.eat_one(at, it.0)?)))
    }
}

/// Months of every year or of one.
pub(super) fn months(year: Option<u16>, first: u8, last: u8) -> Span {
    let month = |it: u8| Point { year, month: Some(it), day: None };
    if first == last { Span::In(month(first)) } else { Span::Between(month(first), month(last)) }
}

fn latin(letter: &char) -> bool {
    letter.is_ascii_alphabetic()
}

/// The text's letters as they are compared: plain width, lower case, one form of each dash, white space noted.
fn glyphs(text: &str) -> Vec<Glyph> {
    let folded = fold_width(text);
    let mut glyphs: Vec<Glyph> = Vec::new();
    let mut spaced = false;
    for ((start, written), letter) in text.char_indices().zip(folded.chars()) {
        let end = start + written.len_utf8();
        let letter = match letter {
            '\n' | '\r' => ';',
            '\u{200B}' | '\u{FEFF}' => ' ',
            it if words::DASHES.contains(it) => '-',
            it => words::FORMS.iter().find(|form| form.0 == it).map_or(it.to_ascii_lowercase(), |form| form.1),
        };
        if letter.is_whitespace() {
            spaced = true;
            continue;
        }
        match glyphs.last_mut() {
            Some(last) if last.letter == '-' && letter == '-' => last.end = end,
            _ => glyphs.push(Glyph { letter, start, end, spaced }),
        }
        spaced = false;
    }
    for at in 1..glyphs.len().saturating_sub(1) {
        let before = |back: usize| at.checked_sub(back).and_then(|it| glyphs.get(it)).map_or(END, |it| it.letter);
        let figure =
            before(1).is_ascii_digit() || (words::FIGURE_MARKS.contains(before(1)) && before(2).is_ascii_digit());
        if glyphs[at].letter == words::HAN_DASH && figure && glyphs[at + 1].letter.is_ascii_digit() {
            glyphs[at].letter = '-';
        }
    }
    glyphs
}
