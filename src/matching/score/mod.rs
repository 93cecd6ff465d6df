//! How well a resource fits a need: whole points, and the reasons they are given for.
//!
//! A score is a sum of stated points, held between 0 and [`MOST`]; what it costs to pair the two is what is missing to
//! [`MOST`]. Every reason is a value with its points, so that a page puts it into words and nothing is scored silently.

mod week;

pub use week::{ALL_DAYS, Week, days_between};

use crate::domain::Quantity;

/// Points of a pair that fits in every way.
pub const MOST: i32 = 100;

/// Fewer points are no proposal: something of the same category with nothing else in common has fewer.
pub const LEAST: i32 = 40;

/// From so many points on a pair fits well.
pub const GOOD: i32 = 60;

/// A resource with so many times what is asked for is larger than it need be.
const AMPLE: u64 = 4;

/// Whether the categories speak of the same things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Category {
    /// The same category.
    Same,
    /// One that often does the same.
    Related,
    /// Another.
    Different,
    /// One of them says none, or "other".
    Unsaid,
}

/// Where the resource is, seen from the need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// At the need's place, or in the community that asks.
    Near,
    /// Somewhere else.
    Elsewhere,
    /// One of them says no place.
    Unknown,
}

/// Whether the times meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Time {
    /// Some time of the week suits both.
    Fits,
    /// No time of the week does.
    Apart,
    /// One of them says none, or what it says could not be read whole.
    Unsaid,
}

/// Whether there is enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// As much as is asked for, or somewhat more.
    Enough,
    /// More than four times as much: something smaller would do.
    Ample,
    /// Less than is asked for.
    Short,
    /// Counted in another unit.
    OtherUnit,
    /// One of them says no amount: it counts as one whole.
    Unsaid,
}

/// What is known of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Features {
    /// The categories.
    pub category: Category,
    /// How much the texts have in common, 0 to 1000.
    pub text: u16,
    /// The places.
    pub place: Place,
    /// True for what people have to come to: without a place it is of less use.
    pub is_venue: bool,
    /// The provider works with the community that asks.
    pub is_paired: bool,
    /// The asker offers it itself.
    pub is_own: bool,
    /// The times.
    pub time: Time,
    /// It no longer holds.
    pub is_expired: bool,
    /// The amounts.
    pub amount: Amount,
    /// Projects of the two offices that were signed off.
    pub signed_off: u16,
    /// Projects of theirs that were broken off.
    pub terminated: u16,
}

impl Features {
    /// Two of which nothing is known.
    pub const UNKNOWN: Features = Features {
        category: Category::Unsaid,
        text: 0,
        place: Place::Unknown,
        is_venue: false,
        is_paired: false,
        is_own: false,
        time: Time::Unsaid,
        is_expired: false,
        amount: Amount::Unsaid,
        signed_off: 0,
        terminated: 0,
    };
}

/// Why points are given or taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// The same category.
    SameCategory,
    /// A related category.
    RelatedCategory,
    /// Another category.
    OtherCategory,
    /// Both speak of the same things.
    Text,
    /// Near the need.
    Near,
    /// A venue whose place is not known.
    PlaceUnknown,
    /// The provider is paired with the asker.
    Paired,
    /// The asker's own.
    Own,
    /// The times meet.
    TimeFits,
    /// The times do not meet.
    TimeApart,
    /// No longer valid.
    Expired,
    /// There is enough.
    Enough,
    /// There is much more than enough.
    Ample,
    /// There is less than is asked for.
    Short,
    /// The amounts are counted in different units.
    OtherUnit,
    /// So many projects of both were signed off.
    WorkedTogether(u16),
    /// So many projects of both were broken off.
    BrokenOff(u16),
}

/// A reason with its points; below nothing where it speaks against the pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Why.
    pub why: Why,
    /// How many points.
    pub points: i32,
}

/// The most that projects of the past count for, either way.
const PAST: i32 = 6;

fn each(it: &Features, take: &mut dyn FnMut(Why, i32)) {
    match it.category {
        Category::Same => take(Why::SameCategory, 32),
        Category::Related => take(Why::RelatedCategory, 14),
        Category::Different => take(Why::OtherCategory, -12),
        Category::Unsaid => {}
    }
    let text = i32::from(it.text.min(1000)) * 34 / 1000;
    if text > 0 {
        take(Why::Text, text);
    }
    match it.place {
        Place::Near => take(Why::Near, 12),
        Place::Unknown if it.is_venue => take(Why::PlaceUnknown, -3),
        _ => {}
    }
    if it.is_own {
        take(Why::Own, 6);
    } else if it.is_paired {
        take(Why::Paired, 10);
    }
    match it.time {
        Time::Fits => take(Why::TimeFits, 8),
        Time::Apart => take(Why::TimeApart, -30),
        Time::Unsaid => {}
    }
    match it.amount {
        Amount::Enough => take(Why::Enough, 10),
        Amount::Ample => take(Why::Ample, 7),
        Amount::Short => take(Why::Short, -4),
        Amount::OtherUnit => take(Why::OtherUnit, -3),
        Amount::Unsaid => {}
    }
    let counted = |times: u16, each: i32| (i32::from(times.min(100)) * each).min(PAST);
    if it.signed_off > 0 {
        take(Why::WorkedTogether(it.signed_off), counted(it.signed_off, 2));
    }
    if it.terminated > 0 {
        take(Why::BrokenOff(it.terminated), -counted(it.terminated, 3));
    }
    if it.is_expired {
        take(Why::Expired, -MOST);
    }
}

/// The points of a pair, 0 to [`MOST`].
pub fn points(features: &Features) -> i32 {
    let mut sum = 0;
    each(features, &mut |_, points| sum += points);
    sum.clamp(0, MOST)
}

/// The reasons, what weighs most first; those against the pair stand behind those for it.
pub fn reasons(features: &Features) -> Vec<Reason> {
    let mut reasons: Vec<Reason> = Vec::new();
    each(features, &mut |why, points| {
        let before = |it: &Reason| (it.points > 0, it.points.abs()) >= (points > 0, points.abs());
        let at = reasons.iter().position(|it| !before(it)).unwrap_or(reasons.len());
        reasons.insert(at, Reason { why, points });
    });
    reasons
}

/// What a pair of so many points costs, 0 to [`MOST`].
pub fn cost(points: i32) -> i64 {
    i64::from(MOST - points.clamp(0, MOST))
}

/// Codes of categories that often do the same, the smaller one first.
const RELATED: &[(&str, &str)] = &[
    ("culture_sports", "talent"),
    ("culture_sports", "venue"),
    ("health", "talent"),
    ("information", "legal_advice"),
    ("information", "talent"),
    ("information", "technology"),
    ("jobs", "talent"),
    ("legal_advice", "talent"),
    ("talent", "technology"),
];

/// How two categories stand to each other, by their codes; an empty one says nothing, nor does `other`.
pub fn category(one: &str, other: &str) -> Category {
    let says_nothing = |code: &str| code.is_empty() || code == "other";
    if says_nothing(one) || says_nothing(other) {
        Category::Unsaid
    } else if one == other {
        Category::Same
    } else if RELATED.contains(&(one.min(other), one.max(other))) {
        Category::Related
    } else {
        Category::Different
    }
}

/// True where two amounts can be added up: both count, and in the same unit.
pub fn same_unit(one: &Quantity, other: &Quantity) -> bool {
    !one.unit.is_empty() && one.unit == other.unit
}

/// How what is there stands to what is asked for.
pub fn amount(asked: Option<&Quantity>, there: Option<&Quantity>) -> Amount {
    let (Some(asked), Some(there)) = (asked, there) else { return Amount::Unsaid };
    if !same_unit(asked, there) {
        return if asked.unit.is_empty() || there.unit.is_empty() { Amount::Unsaid } else { Amount::OtherUnit };
    }
    let whole = |it: &Quantity| u64::try_from(it.n).unwrap_or(0);
    match (whole(asked), whole(there)) {
        (asked, there) if there < asked => Amount::Short,
        (asked, there) if there > asked.saturating_mul(AMPLE) => Amount::Ample,
        _ => Amount::Enough,
    }
}

#[cfg(test)]
mod tests;
