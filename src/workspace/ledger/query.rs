//! What the ledger shows and how, as the part of its address after `?`, and back.

use super::{Project, SignKind};
use crate::domain::light::NEAR_DAYS;
use crate::domain::{Light, RecordId};
use crate::workspace::Who;
use crate::workspace::list::light_word;

/// How the same projects are looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LedgerView {
    /// Each with its entries.
    #[default]
    Entries,
    /// The responsibility table.
    Table,
    /// Bars along the days.
    Timeline,
    /// Cards by state.
    Board,
}

impl LedgerView {
    /// All of them, with their words in addresses.
    pub const ALL: [(LedgerView, &'static str); 4] = [
        (LedgerView::Entries, "entries"),
        (LedgerView::Table, "table"),
        (LedgerView::Timeline, "timeline"),
        (LedgerView::Board, "board"),
    ];
}

/// Whom a project waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Waits {
    /// The street, as the one that approves and signs off.
    Street,
    /// An office: the community that verifies, or the one responsible that puts right.
    Office(RecordId),
}

/// Which projects, looked at how. Several conditions must all hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LedgerQuery {
    /// How.
    pub view: LedgerView,
    /// Those an office has a part in: responsible, supporting, or their community.
    pub office: Option<RecordId>,
    /// Those of a community.
    pub community: Option<RecordId>,
    /// Those with that light.
    pub light: Option<Light>,
    /// Those with a sign of that kind.
    pub sign: Option<SignKind>,
    /// Those whose deadline is today or in the next fifteen days.
    pub due: bool,
    /// Those that wait for one of these; all where none is named.
    pub waits: Vec<Waits>,
}

/// The word for a deadline that is near.
const DUE: &str = "near";

/// The word for the street.
const STREET: &str = "street";

impl Waits {
    fn as_str(&self) -> &str {
        match self {
            Waits::Street => STREET,
            Waits::Office(id) => id.as_str(),
        }
    }

    fn parse(word: &str) -> Option<Waits> {
        if word == STREET { Some(Waits::Street) } else { RecordId::parse(word).ok().map(Waits::Office) }
    }
}

impl Project {
    /// Days until its deadline, where that is today or in the next fifteen days; what is only proposed is not due.
    pub fn due(&self) -> Option<i64> {
        self.left.filter(|left| (0..=NEAR_DAYS).contains(left) && self.status != "proposed")
    }

    /// Whom it waits for, where it waits for somebody it names.
    pub fn waits(&self) -> Option<Waits> {
        let turn = self.turn.as_ref()?;
        match turn.who {
            // What nobody may do for itself is the street's to settle.
            Some(Who::Street) | None => Some(Waits::Street),
            Some(_) => turn.office.clone().map(Waits::Office),
        }
    }
}

const LIGHTS: [Light; 5] = [Light::Red, Light::Yellow, Light::Green, Light::Blue, Light::Off];

impl LedgerQuery {
    /// The address part after `?`; empty for all projects with their entries.
    pub fn to_query(&self) -> String {
        let view = LedgerView::ALL.iter().find(|(it, _)| *it == self.view && self.view != LedgerView::Entries);
        let id = |id: &Option<RecordId>| id.as_ref().map(|it| it.as_str().to_owned());
        let parts = [
            ("view=", view.map(|(_, word)| (*word).to_owned())),
            ("office=", id(&self.office)),
            ("community=", id(&self.community)),
            ("light=", self.light.map(|it| light_word(it).to_owned())),
            ("sign=", self.sign.map(|it| it.as_str().to_owned())),
            ("due=", self.due.then(|| DUE.to_owned())),
            (
                "waits=",
                (!self.waits.is_empty()).then(|| self.waits.iter().map(Waits::as_str).collect::<Vec<_>>().join(",")),
            ),
        ];
        let parts: Vec<String> = parts.into_iter().filter_map(|(name, value)| Some([name, &value?].concat())).collect();
        parts.join("&")
    }

    /// Reads such a part; what it does not know it leaves out.
    pub fn parse(query: &str) -> LedgerQuery {
        let mut asked = LedgerQuery::default();
        for (name, value) in query.split('&').filter_map(|it| it.split_once('=')) {
            match name {
                "view" => asked.view = known(&LedgerView::ALL, value).unwrap_or_default(),
                "office" => asked.office = RecordId::parse(value).ok(),
                "community" => asked.community = RecordId::parse(value).ok(),
                "light" => asked.light = LIGHTS.into_iter().find(|it| light_word(*it) == value),
                "sign" => asked.sign = known(&SignKind::ALL, value),
                "due" => asked.due = value == DUE,
                "waits" => asked.waits = value.split(',').filter_map(Waits::parse).collect(),
                _ => {}
            }
        }
        asked
    }

    /// True when it keeps projects out.
    pub fn is_narrowed(&self) -> bool {
        *self != LedgerQuery { view: self.view, ..LedgerQuery::default() }
    }

    /// True when a project is among those asked for.
    pub fn fits(&self, project: &Project) -> bool {
        self.office.as_ref().is_none_or(|it| project.involves(it))
            && self.community.as_ref().is_none_or(|it| project.community.as_ref() == Some(it))
            && self.light.is_none_or(|it| project.light == it)
            && self.sign.is_none_or(|it| project.has(it))
            && (!self.due || project.due().is_some())
            && (self.waits.is_empty() || project.waits().is_some_and(|it| self.waits.contains(&it)))
    }
}

fn known<T: Copy>(all: &[(T, &'static str)], word: &str) -> Option<T> {
    all.iter().find(|(_, it)| *it == word).map(|(it, _)| *it)
}
