//! Values as the screen shows them: links by their titles, states with their tint. Free of the browser.

use super::policy_words;
use crate::domain::joint::PAIR_PREFIX;
use crate::domain::schema::{self, Field, RULING_PREFIX, SCORE_PREFIX};
use crate::domain::{Date, Kind, Light, Quantity, RecordId, Shape, Value};
use crate::evaluation::{Mark, format_points};
use crate::i18n::Catalog;
use crate::workspace::{LIGHT, Total, Workspace, light, light_word};

/// The text of one field of a record.
pub fn field_text(workspace: &Workspace, id: &RecordId, field: &Field, text: &Catalog) -> String {
    value_text(workspace, field, &workspace.value(id, field.name), text)
}

/// The text of a value that stands, stood or could stand in a field.
pub fn value_text(workspace: &Workspace, field: &Field, value: &Value, text: &Catalog) -> String {
    let title = |value: &Value| {
        let id = value.as_text().and_then(|id| RecordId::parse(id).ok());
        id.map(|id| workspace.title_of(&id)).unwrap_or_default()
    };
    match field.shape {
        Shape::Link(_) => title(value),
        Shape::Links(_) => text.list(&value.items().iter().map(title).collect::<Vec<_>>()),
        Shape::Structure => text.list(&value.items().iter().map(name_in).collect::<Vec<_>>()),
        shape => text.value(shape, value),
    }
}

/// The text of a value of a field known by name only; fields of newer versions are shown as they are.
pub fn named_value_text(
    workspace: &Workspace,
    kind: Option<Kind>,
    name: &str,
    value: &Value,
    text: &Catalog,
) -> String {
    if kind == Some(Kind::Sheet) && name.starts_with(SCORE_PREFIX) {
        return Mark::from_value(value).map(|mark| mark_text(&mark)).unwrap_or_default();
    }
    if name.starts_with(PAIR_PREFIX) {
        return match value {
            Value::Text(code) => text.choice("decision", code).to_owned(),
            _ => Quantity::from_value(value).map(|it| it.to_string()).unwrap_or_default(),
        };
    }
    if name.starts_with(RULING_PREFIX) {
        return policy_words::ruling(value.as_text().unwrap_or_default(), text).to_owned();
    }
    match kind.and_then(|kind| schema::field(kind, name)) {
        Some(field) => value_text(workspace, field, value, text),
        None => text.value(Shape::Line, value),
    }
}

/// What stands in a column of a list, in a form that can be read back in: days as they are entered.
pub fn plain_text(workspace: &Workspace, id: &RecordId, column: &str, today: Date, text: &Catalog) -> String {
    let field = id.kind().and_then(|kind| schema::field(kind, column));
    match field {
        Some(field) if field.shape == Shape::Date => workspace.text(id, field.name),
        Some(field) => field_text(workspace, id, field, text),
        None if column == LIGHT => text.light(light(workspace, id, today)).to_owned(),
        None => String::new(),
    }
}

/// What a filter or a group calls one value of a field: a choice's words, a linked record's title, a light.
pub fn option_text(workspace: &Workspace, kind: Kind, field: &str, code: &str, text: &Catalog) -> String {
    if code.is_empty() {
        return text.lists.not_filled().to_owned();
    }
    if field == LIGHT {
        let lights = [Light::Red, Light::Yellow, Light::Green, Light::Blue, Light::Off];
        let light = lights.into_iter().find(|light| light_word(*light) == code);
        return light.map_or(text.nav.unknown(), |it| text.light(it)).to_owned();
    }
    named_value_text(workspace, Some(kind), field, &code.into(), text)
}

/// Units named of each field's sum; what few records are counted in is left to the sheet.
const MOST_UNITS: usize = 3;

/// Sums in words, by field; none where nothing is to be summed.
pub fn totals_text(kind: Kind, sums: &[Total], text: &Catalog) -> Option<String> {
    let mut fields: Vec<(&'static str, Vec<String>)> = Vec::new();
    for total in sums {
        let unit = if total.unit.is_empty() { text.board.no_unit() } else { &total.unit };
        let words = format!("{} {unit}", total.sum);
        match fields.iter_mut().find(|it| it.0 == total.field) {
            Some((_, units)) => units.push(words),
            None => fields.push((total.field, vec![words])),
        }
    }
    let said = fields.iter().map(|(field, units)| {
        let units = text.list(&units[..units.len().min(MOST_UNITS)]);
        text.errors.in_field(text.field(kind, field), &units)
    });
    let said: Vec<String> = said.collect();
    (!said.is_empty()).then(|| said.join(" "))
}

/// The name of a part of a structure.
fn name_in(value: &Value) -> String {
    let Value::Map(map) = value else { return String::new() };
    map.get("name").and_then(Value::as_text).unwrap_or_default().to_owned()
}

/// Points, what was taken off with its sign, and the reason.
fn mark_text(mark: &Mark) -> String {
    let points = format_points(if mark.deducted { -mark.hundredths } else { mark.hundredths });
    if mark.reason.is_empty() { points } else { format!("{points} ({})", mark.reason) }
}

/// The title of a record, or what to call one without.
pub fn title(workspace: &Workspace, id: &RecordId, text: &Catalog) -> String {
    named(workspace.title_of(id), text)
}

/// The same of a record that may wait for the street.
pub fn title_of_pending(workspace: &Workspace, id: &RecordId, text: &Catalog) -> String {
    named(workspace.title_of_pending(id), text)
}

fn named(title: String, text: &Catalog) -> String {
    if title.trim().is_empty() { text.nav.unknown().to_owned() } else { title }
}

/// The tint that helps a state's word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tint {
    /// Done, in order.
    Good,
    /// Somebody should look.
    Warn,
    /// Late or refused.
    Bad,
    /// Under way.
    Info,
    /// At rest.
    Calm,
}

impl Tint {
    /// The class of a tag.
    pub const fn class(self) -> &'static str {
        match self {
            Tint::Good => "tag tag-good",
            Tint::Warn => "tag tag-warn",
            Tint::Bad => "tag tag-bad",
            Tint::Info => "tag tag-info",
            Tint::Calm => "tag",
        }
    }

    /// The tint of a state of any kind.
    pub fn of_state(state: &str) -> Tint {
        match state {
            "closed" | "signed_off" | "done" | "accepted" | "community_verified" => Tint::Good,
            "partly_met" | "awaiting_confirmation" | "completion_requested" | "extended" => Tint::Warn,
            "returned" | "sent_back" | "refused" | "lapsed" => Tint::Bad,
            "verified" | "published" | "in_project" | "approved" | "running" | "performing" => Tint::Info,
            _ => Tint::Calm,
        }
    }

    /// The tint of a project's light.
    pub const fn of_light(light: Light) -> Tint {
        match light {
            Light::Red => Tint::Bad,
            Light::Yellow => Tint::Warn,
            Light::Green => Tint::Good,
            Light::Blue => Tint::Info,
            Light::Off => Tint::Calm,
        }
    }
}
