//! The one table of record kinds and their fields. Lists, forms, imports, checks, files and documents read it.

use super::kind::Kind;

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One line of text.
    Line,
    /// Several lines of text.
    Text,
    /// One of a fixed set of codes, stored as text; the set's name is the key of its words in the catalogue.
    Choice(&'static str, &'static [&'static str]),
    /// Another record of that kind, stored as its id.
    Link(Kind),
    /// Several other records of that kind, stored as a list of ids.
    Links(Kind),
    /// A whole number with a unit, stored as `{"n": 50, "unit": "…"}` ([`super::Quantity`]).
    Quantity,
    /// A whole number within these bounds.
    Integer(i64, i64),
    /// A day, stored as `2026-11-22` ([`super::Date`]).
    Date,
    /// Yes or no.
    Flag,
    /// Several names, stored as a list of texts.
    Names,
    /// A structure with its own editor; never mapped from a sheet's column.
    Structure,
}

/// The part of a form a field stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// What it is.
    What,
    /// Whose it is, and who takes part.
    Who,
    /// Where, when, how much.
    Terms,
    /// How it stands.
    State,
    /// Anything else.
    More,
}

/// One field of a record kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// The name in ops, addresses and files.
    pub name: &'static str,
    /// What it holds.
    pub shape: Shape,
    /// Longest text, in characters; 0 where it does not apply.
    pub max_chars: u16,
    /// A record cannot be saved without it.
    pub required: bool,
    /// Kept in the private log, which leaves this machine only when its owner says so.
    pub private: bool,
    /// A column of the list unless the person chooses otherwise.
    pub column: bool,
    /// Its text says when: it is shown back as what was understood of it ([`super::Availability`]).
    pub times: bool,
    /// Where the form shows it.
    pub group: Group,
}

impl Field {
    const fn new(name: &'static str, shape: Shape, group: Group) -> Field {
        let max_chars = match shape {
            Shape::Line => 120,
            Shape::Text => 2000,
            Shape::Names => 80,
            _ => 0,
        };
        Field { name, shape, max_chars, required: false, private: false, column: false, times: false, group }
    }

    /// True where a sum over records means something: amounts, by their unit. The whole numbers are years, shares and
    /// limits.
    pub const fn can_sum(&self) -> bool {
        matches!(self.shape, Shape::Quantity)
    }

    const fn required(mut self) -> Field {
        self.required = true;
        self
    }

    const fn private(mut self) -> Field {
        self.private = true;
        self
    }

    const fn column(mut self) -> Field {
        self.column = true;
        self
    }

    const fn times(mut self) -> Field {
        self.times = true;
        self
    }

    const fn max(mut self, chars: u16) -> Field {
        self.max_chars = chars;
        self
    }
}

/// True when a record was taken out of its list; it can be brought back. Any record may carry it.
pub const DELETED: &str = "deleted";

/// Which sheet and row a record was imported from. Any record may carry it.
pub const ORIGIN: &str = "origin";

/// What the private cells of that row said, as a print; kept as privately as they are. Any record may carry it.
pub const ORIGIN_PRIVATE: &str = "origin_private";

/// True for what tells where a record was imported from, which people need not read.
pub fn is_origin(name: &str) -> bool {
    name == ORIGIN || name == ORIGIN_PRIVATE
}

/// True for what is kept in the private log, whatever the kind calls it.
pub fn is_private(kind: Option<Kind>, name: &str) -> bool {
    name == ORIGIN_PRIVATE || kind.and_then(|kind| field(kind, name)).is_some_and(|field| field.private)
}

/// Prefix of an evaluation sheet's points, one field an indicator: `score.D1`.
pub const SCORE_PREFIX: &str = "score.";

/// Prefix of a field by which an op on the same record is settled: `ruling.g5kq0a2e.94.9f2c01aa44bb0011`, the op's position
/// and 16 characters of a hash of its writer and its text. Any record may carry it.
pub const RULING_PREFIX: &str = "ruling.";

/// Roles of an office.
pub const OFFICE_ROLES: &[&str] = &["street", "community", "unit"];

/// Categories of resources and needs.
pub const CATEGORIES: &[&str] = &[
    "venue",
    "talent",
    "information",
    "technology",
    "legal_advice",
    "culture_sports",
    "health",
    "goods_funds",
    "jobs",
    "other",
];

/// Types of need.
pub const NEED_TYPES: &[&str] = &["urgent_difficulty", "small_wish", "public_matter"];

/// How a need came to the community.
pub const NEED_SOURCES: &[&str] =
    &["grid_visit", "residents_council", "door_knocking", "notice_board", "telephone", "other"];

/// How pressing a need is.
pub const URGENCIES: &[&str] = &["normal", "pressing", "critical"];

/// States of a need; [`super::transition`] has the steps between them.
pub const NEED_STATES: &[&str] = &[
    "registered",
    "verified",
    "published",
    "partly_met",
    "in_project",
    "awaiting_confirmation",
    "closed",
    "merged",
    "referred",
    "returned",
    "deferred",
    "withdrawn",
];

/// States of a project.
pub const PROJECT_STATES: &[&str] = &[
    "proposed",
    "approved",
    "running",
    "completion_requested",
    "community_verified",
    "signed_off",
    "archived",
    "sent_back",
    "extended",
    "terminated",
];

/// States of a claim.
pub const CLAIM_STATES: &[&str] = &["pending", "accepted", "performing", "done", "refused", "withdrawn", "lapsed"];

/// What the residents say of a project that asks to be signed off.
pub const RESIDENTS_VIEWS: &[&str] = &["met", "partly_met", "not_met"];

/// What a docking meeting decides about a pair: it stands whatever the rest of the proposal becomes, or it is out.
pub const DECISIONS: &[&str] = &["pinned", "forbidden"];

/// Forms of help a claim offers.
pub const HELP_FORMS: &[&str] = &["in_kind", "cash", "cash_and_kind", "service", "other"];

const CATEGORY: Shape = Shape::Choice("category", CATEGORIES);

use Group::{More, State, Terms, What, Who};

const WORKSPACE: &[Field] = &[Field::new("title", Shape::Line, What).required()];

const DEVICE: &[Field] = &[
    Field::new("actor", Shape::Line, What).required(),
    Field::new("office", Shape::Link(Kind::Office), Who).required(),
    Field::new("label", Shape::Line, What).max(40),
    Field::new("after", Shape::Structure, State),
    Field::new("until", Shape::Structure, State),
];

const OFFICE: &[Field] = &[
    Field::new("name", Shape::Line, What).required().column(),
    Field::new("role", Shape::Choice("office_role", OFFICE_ROLES), What).required().column(),
    Field::new("aliases", Shape::Names, What).column(),
    Field::new("address", Shape::Line, Terms).column(),
    Field::new("contact", Shape::Line, Who).private(),
    Field::new("note", Shape::Text, More),
];

const RESOURCE: &[Field] = &[
    Field::new("title", Shape::Line, What).required().column(),
    Field::new("category", CATEGORY, What).column(),
    Field::new("content", Shape::Text, What),
    Field::new("provider", Shape::Link(Kind::Office), Who).column(),
    Field::new("contact", Shape::Line, Who).private(),
    Field::new("place", Shape::Line, Terms).column(),
    Field::new("capacity", Shape::Quantity, Terms).column(),
    Field::new("availability", Shape::Text, Terms).max(200).column().times(),
    Field::new("frequency", Shape::Line, Terms),
    Field::new("conditions", Shape::Text, Terms),
    Field::new("valid_until", Shape::Date, Terms),
    Field::new("note", Shape::Text, More),
];

const NEED: &[Field] = &[
    Field::new("status", Shape::Choice("need_status", NEED_STATES), State).column(),
    Field::new("title", Shape::Line, What).required().column(),
    Field::new("type", Shape::Choice("need_type", NEED_TYPES), What).column(),
    Field::new("category", CATEGORY, What).column(),
    Field::new("content", Shape::Text, What).max(300),
    Field::new("public_wording", Shape::Line, What),
    Field::new("asker", Shape::Link(Kind::Office), Who).column(),
    Field::new("contact", Shape::Line, Who).private(),
    Field::new("quantity", Shape::Quantity, Terms).column(),
    Field::new("wanted_by", Shape::Date, Terms).column(),
    Field::new("wanted_time", Shape::Line, Terms).times(),
    Field::new("place", Shape::Line, Terms),
    Field::new("urgency", Shape::Choice("urgency", URGENCIES), State),
    Field::new("source", Shape::Choice("need_source", NEED_SOURCES), State),
    Field::new("verified_by", Shape::Line, State),
    Field::new("verified_on", Shape::Date, State),
    Field::new("merged_into", Shape::Link(Kind::Need), More),
    Field::new("note", Shape::Text, More),
];

const PROJECT: &[Field] = &[
    Field::new("status", Shape::Choice("project_status", PROJECT_STATES), State).column(),
    Field::new("title", Shape::Line, What).required().column(),
    Field::new("objective", Shape::Text, What),
    Field::new("content", Shape::Text, What),
    Field::new("community", Shape::Link(Kind::Office), Who).column(),
    Field::new("responsible", Shape::Link(Kind::Office), Who).column(),
    Field::new("supporting", Shape::Links(Kind::Office), Who),
    Field::new("contact", Shape::Line, Who).private(),
    Field::new("start", Shape::Date, Terms).column(),
    Field::new("deadline", Shape::Date, Terms).column(),
    Field::new("place", Shape::Line, Terms),
    Field::new("beneficiaries", Shape::Quantity, Terms).column(),
    Field::new("milestones", Shape::Text, Terms),
    Field::new("needs", Shape::Links(Kind::Need), More),
    Field::new("resources", Shape::Links(Kind::Resource), More),
    Field::new("agreement", Shape::Line, More),
    Field::new("funding", Shape::Line, More),
    Field::new("pairing", Shape::Link(Kind::Pairing), More),
    Field::new("docking", Shape::Link(Kind::Docking), More),
    Field::new("closing_evidence", Shape::Text, State),
    Field::new("residents_view", Shape::Choice("residents_view", RESIDENTS_VIEWS), State),
    Field::new("note", Shape::Text, More),
];

const PROGRESS: &[Field] = &[
    Field::new("project", Shape::Link(Kind::Project), What).required().column(),
    Field::new("on", Shape::Date, What).required().column(),
    Field::new("done", Shape::Text, What).max(200).required().column(),
    Field::new("percent", Shape::Integer(0, 100), State).column(),
    Field::new("delivered", Shape::Quantity, State).column(),
    Field::new("need", Shape::Link(Kind::Need), State),
];

const CLAIM: &[Field] = &[
    Field::new("status", Shape::Choice("claim_status", CLAIM_STATES), State).column(),
    Field::new("office", Shape::Link(Kind::Office), Who).required().column(),
    Field::new("subject", Shape::Line, What).required().column(),
    Field::new("help_form", Shape::Choice("help_form", HELP_FORMS), What).column(),
    Field::new("quantity", Shape::Quantity, Terms).column(),
    Field::new("need", Shape::Link(Kind::Need), More),
    Field::new("project", Shape::Link(Kind::Project), More),
    Field::new("until", Shape::Date, Terms),
    Field::new("contact", Shape::Line, Who).private(),
    Field::new("note", Shape::Text, More),
];

const PAIRING: &[Field] = &[
    Field::new("community", Shape::Link(Kind::Office), Who).required().column(),
    Field::new("unit", Shape::Link(Kind::Office), Who).required().column(),
    Field::new("since", Shape::Date, Terms).column(),
    Field::new("until", Shape::Date, Terms).column(),
    Field::new("agreement", Shape::Line, More).column(),
    Field::new("note", Shape::Text, More),
];

const DOCKING: &[Field] = &[
    Field::new("title", Shape::Line, What).required().column(),
    Field::new("on", Shape::Date, What).column(),
    Field::new("resolutions", Shape::Text, What),
    Field::new("priorities", Shape::Structure, Terms),
    Field::new("note", Shape::Text, More),
];

const SCHEME: &[Field] = &[
    Field::new("title", Shape::Line, What).required().column(),
    Field::new("parts", Shape::Structure, What),
    Field::new("grades", Shape::Structure, Terms),
    Field::new("bonus_cap", Shape::Integer(0, 100), Terms),
    Field::new("note", Shape::Text, More),
];

const SHEET: &[Field] = &[
    Field::new("scheme", Shape::Link(Kind::Scheme), What).required().column(),
    Field::new("office", Shape::Link(Kind::Office), Who).required().column(),
    Field::new("year", Shape::Integer(2000, 2100), What).required().column(),
    Field::new("note", Shape::Text, More),
];

/// The fields of a kind, in the order forms and lists show them.
pub const fn fields(kind: Kind) -> &'static [Field] {
    match kind {
        Kind::Workspace => WORKSPACE,
        Kind::Device => DEVICE,
        Kind::Office => OFFICE,
        Kind::Resource => RESOURCE,
        Kind::Need => NEED,
        Kind::Project => PROJECT,
        Kind::Progress => PROGRESS,
        Kind::Claim => CLAIM,
        Kind::Pairing => PAIRING,
        Kind::Docking => DOCKING,
        Kind::Scheme => SCHEME,
        Kind::Sheet => SHEET,
    }
}

/// The field of that name, if the kind has one.
pub fn field(kind: Kind, name: &str) -> Option<&'static Field> {
    fields(kind).iter().find(|field| field.name == name)
}

/// The field that names a record in lists and links.
pub const fn title_field(kind: Kind) -> &'static str {
    match kind {
        Kind::Office => "name",
        Kind::Claim => "subject",
        Kind::Pairing => "unit",
        Kind::Progress => "done",
        Kind::Device => "actor",
        Kind::Sheet => "office",
        Kind::Workspace | Kind::Resource | Kind::Need | Kind::Project | Kind::Docking | Kind::Scheme => "title",
    }
}

/// The date by which something is to happen, or after which a record no longer holds.
pub const fn date_field(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Need => Some("wanted_by"),
        Kind::Project => Some("deadline"),
        Kind::Resource => Some("valid_until"),
        Kind::Pairing => Some("until"),
        _ => None,
    }
}

/// The field that says whose a record is: what changes when it is handed over to another office.
pub const fn owner_field(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Resource => Some("provider"),
        Kind::Need => Some("asker"),
        Kind::Project => Some("responsible"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_names_its_records_by_one_of_its_fields() {
        for kind in Kind::ALL {
            let title = title_field(kind);
            assert!(field(kind, title).is_some_and(|it| it.required), "{kind:?}.{title}");
            let owner = owner_field(kind);
            assert!(owner.is_none_or(|it| field(kind, it).is_some_and(|it| it.shape == Shape::Link(Kind::Office))));
            let date = date_field(kind);
            assert!(date.is_none_or(|it| field(kind, it).is_some_and(|it| it.shape == Shape::Date)), "{kind:?}");
            let mut names: Vec<_> = fields(kind).iter().map(|it| it.name).collect();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), fields(kind).len(), "{kind:?} names a field twice");
        }
    }
}
