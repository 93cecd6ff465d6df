//! Times as people say them ("every Wednesday afternoon", "workdays 9:00-11:30"), and what of them is understood.
//!
//! A text becomes pieces in its own order. A piece is a [`Window`], or a stretch that nothing was read from: whatever
//! could mean two things is such a stretch. A year nobody wrote is not added, and an afternoon gets no hours.
//! Between pieces stand only separators and words that say nothing of time ("open", "available").

mod clock;
mod point;
mod read;
mod scan;
#[cfg(test)]
mod tests;
mod words;

/// A text about times, in pieces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Availability {
    pieces: Vec<Piece>,
}

/// A stretch of the text, and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it starts in the text, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// What was understood; `None` where the stretch could not be read, or could be read in two ways.
    pub window: Option<Window>,
}

/// When something is available. One without days and hours speaks of all the others: "except on holidays".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// The days and hours.
    pub when: When,
    /// Days and hours taken out.
    pub except: Vec<When>,
    /// That it has to be booked.
    pub appointment: Option<Appointment>,
}

/// Days and hours: any of the days, at any of the hours. A list that is empty was not spoken of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct When {
    /// The days.
    pub on: Vec<On>,
    /// The hours of such a day.
    pub hours: Vec<Hours>,
}

/// Those of the days that lie in one of the spans; an empty list does not narrow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct On {
    /// Stretches of the year.
    pub spans: Vec<Span>,
    /// Days that come again and again.
    pub days: Vec<Day>,
}

/// A stretch of the year, or of several years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// One that goes by a name, in every year or in one.
    Named(Option<u16>, Name),
    /// One day, month or year.
    In(Point),
    /// From the first day of one until the last day of the other; without years it may run over the turn of the year.
    Between(Point, Point),
    /// That day, month or year and after.
    From(Point),
    /// Until that day, month or year.
    Until(Point),
}

/// A day, month or year as written: what was left out is missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Point {
    /// The year, 1900 to 2199.
    pub year: Option<u16>,
    /// The month, 1 to 12.
    pub month: Option<u8>,
    /// The day of the month; only beside a month.
    pub day: Option<u8>,
}

/// Stretches of the year that go by a name. Their dates differ from year to year and are not computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name {
    /// Winter and summer school holidays.
    SchoolHolidays,
    /// Winter school holidays.
    WinterHolidays,
    /// Summer school holidays.
    SummerHolidays,
    /// School terms.
    Term,
    /// The term that begins in spring.
    SpringTerm,
    /// The term that begins in autumn.
    AutumnTerm,
    /// Spring.
    Spring,
    /// Summer.
    Summer,
    /// Autumn.
    Autumn,
    /// Winter.
    Winter,
    /// All through the year.
    WholeYear,
    /// For long, no end said.
    LongTerm,
    /// New Year's Day, 1 January.
    NewYear,
    /// Spring Festival.
    SpringFestival,
    /// Lantern Festival.
    Lantern,
    /// Qingming.
    Qingming,
    /// Labour Day, 1 May.
    Labour,
    /// Children's Day, 1 June.
    Children,
    /// Dragon Boat Festival.
    DragonBoat,
    /// The Party's founding day, 1 July.
    PartyDay,
    /// Mid-Autumn Festival.
    MidAutumn,
    /// Double Ninth Festival.
    DoubleNinth,
    /// National Day, 1 October.
    National,
}

/// Days that come again and again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day {
    /// Every day.
    Every,
    /// Days of the week.
    Week(Weekdays),
    /// Days on which offices work; these follow the published calendar, not the week.
    Workdays,
    /// Weekends.
    Weekends,
    /// Public holidays.
    Holidays,
    /// The days of each month from the first number to the second.
    Dates(u8, u8),
    /// Such weekdays of each month: the first to the fifth, or the last (0).
    Nth(u8, Weekdays),
    /// A part of the month.
    Part(MonthPart),
}

/// A set of weekdays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weekdays(pub u8);

/// Parts of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MonthPart {
    /// Its beginning; how many days is not said.
    Start,
    /// Days 1 to 10.
    Early,
    /// Days 11 to 20.
    Middle,
    /// Day 21 to the last.
    Late,
    /// Its end; how many days is not said.
    End,
}

/// Hours of a day; minutes are counted from midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hours {
    /// A part of the day; nobody said which hours it has.
    Part(DayPart),
    /// From one minute to another, at most 1440; an end before the start lies on the next day.
    Clock(u16, u16),
    /// At that minute; how long is not said.
    At(u16),
    /// From that minute on.
    From(u16),
    /// Until that minute.
    Until(u16),
}

/// Parts of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayPart {
    /// Before sunrise.
    Dawn,
    /// Early morning.
    Early,
    /// Morning.
    Morning,
    /// Noon.
    Noon,
    /// Afternoon.
    Afternoon,
    /// Evening.
    Evening,
    /// All day.
    AllDay,
    /// While offices work.
    OfficeHours,
    /// After work.
    AfterWork,
}

/// What booking asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Appointment {
    /// By telephone.
    pub phone: bool,
    /// How long before: a number of units.
    pub ahead: Option<(u8, Ahead)>,
}

/// Units of booking ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ahead {
    /// Hours.
    Hours,
    /// Days.
    Days,
    /// Working days.
    Workdays,
    /// Weeks.
    Weeks,
    /// Months.
    Months,
}

impl Availability {
    /// Reads a text. Nothing is refused: what cannot be read is a piece without a window.
    pub fn parse(text: &str) -> Availability {
        Availability { pieces: read::pieces(text) }
    }

    /// The pieces, in the order of the text.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// What was understood, in the order of the text.
    pub fn windows(&self) -> impl Iterator<Item = &Window> {
        self.pieces.iter().filter_map(|it| it.window.as_ref())
    }

    /// True where the text says something and all of it was understood.
    pub fn is_understood(&self) -> bool {
        !self.pieces.is_empty() && self.pieces.iter().all(|it| it.window.is_some())
    }
}

impl Piece {
    /// The stretch itself, letter for letter; `text` is what was parsed.
    pub fn text<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start..self.end).unwrap_or_default()
    }
}

impl Weekdays {
    /// The weekday of that number, Monday being 0.
    pub const fn one(index: u8) -> Weekdays {
        Weekdays(1 << (index % 7))
    }

    /// From one weekday to another, over Sunday where the second comes first.
    pub fn between(first: u8, last: u8) -> Weekdays {
        let mut set = Weekdays::one(last);
        let mut at = first % 7;
        while at != last % 7 {
            set.0 |= 1 << at;
            at = (at + 1) % 7;
        }
        set
    }

    /// True where that weekday is in the set.
    pub const fn contains(self, index: u8) -> bool {
        self.0 & (1 << (index % 7)) != 0
    }
}

impl When {
    /// True where neither days nor hours were spoken of.
    pub fn is_empty(&self) -> bool {
        self.on.is_empty() && self.hours.is_empty()
    }
}
