//! Claims by need, ready to be shown.

use crate::domain::{Date, Kind, Quantity, RecordId};
use crate::i18n::Catalog;
use crate::ui::components::record::amounts::amount;
use crate::ui::show::{self, Tint};
use crate::workspace::{ClaimGroup, NeedStanding, Standings, Workspace};

/// What is to be done about a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// It waits for an answer.
    Waits,
    /// Its day has passed.
    Overdue,
    /// It was accepted, and is too much or on a need that is gone.
    Held,
}

/// One claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub id: RecordId,
    pub due: Due,
    pub title: String,
    pub offered: Option<Quantity>,
    /// The unit an amount typed here is in; none where the need counts as one whole.
    pub unit: Option<String>,
    pub offer: String,
    pub until: String,
}

/// The claims on one need.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    pub on: Option<RecordId>,
    pub title: String,
    pub figures: String,
    pub tag: Option<(&'static str, Tint)>,
    pub lines: Vec<Line>,
}

/// All that has to be looked at, the most pressing first; of needs with too many only, where that is `over`.
pub fn groups(workspace: &Workspace, over: bool, today: Date, text: &'static Catalog) -> Vec<Group> {
    let groups = Standings::of(workspace, today).claim_groups().into_iter();
    groups.filter(|it| !over || it.is_over()).map(|it| group(workspace, it, text)).collect()
}

fn group(workspace: &Workspace, group: ClaimGroup, text: &'static Catalog) -> Group {
    let need = group.need.as_ref();
    let title = match &group.on {
        Some(on) if on.kind() == Some(Kind::Project) => {
            text.errors.in_field(text.claiming.on_project(), &show::title(workspace, on, text))
        }
        Some(on) => show::title(workspace, on, text),
        None => text.claiming.no_need().to_owned(),
    };
    let due = [(Due::Waits, &group.pending), (Due::Overdue, &group.overdue), (Due::Held, &group.held)];
    let lines = due.into_iter().flat_map(|(due, ids)| ids.iter().map(move |id| line(workspace, id, due, need, text)));
    Group {
        figures: need.map(|need| figures(need, text)).unwrap_or_default(),
        tag: need.and_then(|need| tag(need, text)),
        lines: lines.collect(),
        title,
        on: group.on,
    }
}

/// What a need asks and what is open, in words.
pub fn figures(need: &NeedStanding, text: &'static Catalog) -> String {
    let asked = amount(&need.asked, need.asked.n, text);
    text.claiming.asked(&asked, &amount(&need.asked, need.open, text))
}

fn tag(need: &NeedStanding, text: &'static Catalog) -> Option<(&'static str, Tint)> {
    match need {
        need if need.over > 0 => Some((text.claiming.over(), Tint::Bad)),
        need if !need.astray.is_empty() => Some((text.claiming.gone(), Tint::Bad)),
        need if need.over_if_accepted > 0 => Some((text.claiming.would_be_over(), Tint::Warn)),
        _ => None,
    }
}

fn line(workspace: &Workspace, id: &RecordId, due: Due, need: Option<&NeedStanding>, text: &'static Catalog) -> Line {
    let offered = Quantity::from_value(&workspace.value(id, "quantity"));
    let unit = need.filter(|it| !it.asked.is_whole).map(|it| it.asked.unit.clone());
    let unit = offered.as_ref().map(|it| it.unit.clone()).or(unit);
    let until = Date::parse(&workspace.text(id, "until"));
    Line {
        id: id.clone(),
        due,
        title: show::title(workspace, id, text),
        offer: offered.as_ref().map_or_else(|| text.claiming.whole_offer().to_owned(), |it| text.quantity(it)),
        offered,
        unit,
        until: until.map(|day| text.claiming.until(&text.day(day))).unwrap_or_default(),
    }
}
