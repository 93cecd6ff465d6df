//! Lists as addresses: which records, filtered and sorted how.

use crate::domain::order;
use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::{Workspace, search};
use crate::domain::schema::{self, Field};
use crate::domain::{Date, Kind, Light, Quantity, RecordId, Shape, Value};

/// A name that filters and sorts like a field: a project's light.
pub const LIGHT: &str = "light";

/// A question many people ask of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Only {
    /// Records with several values in a field.
    Conflicted,
    /// Records of this installation's office.
    Mine,
    /// Records with a date up to fifteen days away, or past.
    Due,
    /// Records lacking a field the list shows.
    Incomplete,
}

impl Only {
    const ALL: [(Only, &'static str); 4] =
        [(Only::Conflicted, "conflicted"), (Only::Mine, "mine"), (Only::Due, "due"), (Only::Incomplete, "incomplete")];

    /// The word in addresses.
    pub fn as_str(self) -> &'static str {
        Only::ALL.iter().find(|(only, _)| *only == self).map_or("", |(_, word)| word)
    }
}

/// A list's question, the same as the part of its address after `?`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListQuery {
    /// Which list.
    pub kind: Kind,
    /// Words to find.
    pub text: String,
    /// Fields and the values (codes or ids) one of which they must have; several fields must all fit.
    pub filters: Vec<(String, Vec<String>)>,
    /// Fields to sort by, the first first; true is descending.
    pub sort: Vec<(String, bool)>,
    /// Shows what was taken out of the list instead.
    pub archived: bool,
    /// Narrows the list.
    pub only: Option<Only>,
}

impl ListQuery {
    /// The whole list.
    pub fn new(kind: Kind) -> ListQuery {
        ListQuery { kind, text: String::new(), filters: Vec::new(), sort: Vec::new(), archived: false, only: None }
    }

    /// True when it hides nothing of the list.
    pub fn is_whole(&self) -> bool {
        self.text.trim().is_empty() && self.filters.is_empty() && self.only.is_none() && !self.archived
    }

    /// The address part after `?`; empty for the whole list in its own order.
    pub fn to_query(&self) -> String {
        let mut parts = Vec::new();
        if !self.text.trim().is_empty() {
            parts.push(format!("q={}", encode(&self.text)));
        }
        for (field, values) in &self.filters {
            let values: Vec<String> = values.iter().map(|it| encode(it)).collect();
            parts.push(format!("is.{}={}", encode(field), values.join(",")));
        }
        if !self.sort.is_empty() {
            let keys =
                self.sort.iter().map(|(field, down)| format!("{}{}", if *down { "-" } else { "" }, encode(field)));
            parts.push(format!("sort={}", keys.collect::<Vec<_>>().join(",")));
        }
        if let Some(only) = self.only {
            parts.push(format!("only={}", only.as_str()));
        }
        if self.archived {
            parts.push("archived=1".to_owned());
        }
        parts.join("&")
    }

    /// Reads such a part; what it does not know it leaves out.
    pub fn parse(kind: Kind, query: &str) -> ListQuery {
        let mut list = ListQuery::new(kind);
        for (key, value) in query.split('&').filter_map(|part| part.split_once('=')) {
            match key {
                "q" => list.text = decode(value),
                "archived" => list.archived = value == "1",
                "only" => list.only = Only::ALL.iter().find(|(_, word)| *word == value).map(|(only, _)| *only),
                "sort" => {
                    let keys = value.split(',').map(|it| (decode(it.trim_start_matches('-')), it.starts_with('-')));
                    list.sort = keys.filter(|(field, _)| is_column(kind, field)).collect();
                }
                _ => {
                    let field = key.strip_prefix("is.").map(decode);
                    if let Some(field) = field.filter(|it| is_column(kind, it)) {
                        list.filters.push((field, value.split(',').map(decode).collect()));
                    }
                }
            }
        }
        list
    }
}

fn is_column(kind: Kind, field: &str) -> bool {
    field == LIGHT || schema::field(kind, field).is_some()
}

/// Percent-encodes all but letters, digits and a few marks (RFC 3986, 2.3), so that an address survives any chat program.
fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'~' | b'/' | b'-') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = bytes.get(at + 1..at + 3).and_then(|it| std::str::from_utf8(it).ok());
        match (bytes[at], hex.and_then(|it| u8::from_str_radix(it, 16).ok())) {
            (b'%', Some(byte)) => {
                out.push(byte);
                at += 3;
            }
            (b'+', _) => {
                out.push(b' ');
                at += 1;
            }
            (byte, _) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// The records a query shows, in its order; without one, the newest first.
pub fn run(workspace: &Workspace, query: &ListQuery, today: Date) -> Vec<RecordId> {
    let lights = Lights::of(workspace, query, None);
    let mut ids = candidates(workspace, query, today, None, &lights);
    if query.sort.is_empty() {
        ids.reverse();
        return ids;
    }
    let titles = Titles::default();
    let mut keyed: Vec<(Vec<SortKey>, RecordId)> = ids
        .into_iter()
        .map(|id| {
            (query.sort.iter().map(|(field, _)| sort_key(workspace, &id, field, today, &titles, &lights)).collect(), id)
        })
        .collect();
    order::sort_by(&mut keyed, |(a, _), (b, _)| {
        let keys = a.iter().zip(b).zip(&query.sort);
        let by_keys = keys.map(|((a, b), (_, down))| a.compare(b, *down));
        by_keys.fold(Ordering::Equal, Ordering::then)
    });
    keyed.into_iter().map(|(_, id)| id).collect()
}

/// The values of a field among the records the rest of the query shows, with how many have each; most first.
pub fn facet(workspace: &Workspace, query: &ListQuery, field: &str, today: Date) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let lights = Lights::of(workspace, query, Some(field));
    for id in candidates(workspace, query, today, Some(field), &lights) {
        for value in filter_values(workspace, &id, field, today, &lights) {
            *counts.entry(value).or_default() += 1;
        }
    }
    let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
    order::sort_by(&mut counts, |a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts
}

fn candidates(
    workspace: &Workspace,
    query: &ListQuery,
    today: Date,
    except: Option<&str>,
    lights: &Lights,
) -> Vec<RecordId> {
    let mut ids = if query.archived { workspace.archived(query.kind) } else { workspace.ids(query.kind) };
    let conflicted = if query.only == Some(Only::Conflicted) { workspace.conflicts() } else { Vec::new() };
    let (words, titles) = (search::Words::of(&query.text), Titles::default());
    ids.retain(|id| {
        query.only.is_none_or(|only| fits_only(workspace, id, only, today, &conflicted, lights))
            && query.filters.iter().filter(|(field, _)| Some(field.as_str()) != except).all(|(field, allowed)| {
                filter_values(workspace, id, field, today, lights).iter().any(|value| allowed.contains(value))
            })
            && (words.is_empty() || words.all_in(&searched_text(workspace, id, &titles)))
    });
    ids
}

fn fits_only(
    workspace: &Workspace,
    id: &RecordId,
    only: Only,
    today: Date,
    conflicted: &[RecordId],
    lights: &Lights,
) -> bool {
    let fields = id.kind().map(schema::fields).unwrap_or_default().iter();
    match only {
        Only::Conflicted => conflicted.contains(id),
        Only::Incomplete => fields.into_iter().any(|it| it.column && workspace.value(id, it.name).is_blank()),
        Only::Mine => workspace.my_office().is_some_and(|mine| {
            let mut links =
                fields.filter(|it| matches!(it.shape, Shape::Link(Kind::Office) | Shape::Links(Kind::Office)));
            links.any(|it| {
                filter_values(workspace, id, it.name, today, lights).iter().any(|value| value == mine.as_str())
            })
        }),
        Only::Due => {
            let field = match id.kind() {
                Some(Kind::Need) => "wanted_by",
                Some(Kind::Project) => "deadline",
                _ => "valid_until",
            };
            let is_open = !matches!(
                workspace.text(id, "status").as_str(),
                "closed" | "signed_off" | "archived" | "terminated" | "withdrawn" | "merged"
            );
            let date = Date::parse(&workspace.text(id, field));
            is_open && date.is_some_and(|date| today.days_until(date) <= crate::domain::light::NEAR_DAYS)
        }
    }
}

/// Everything a search looks through: texts, and the names of linked offices.
fn searched_text(workspace: &Workspace, id: &RecordId, titles: &Titles) -> String {
    let mut text = String::new();
    for field in id.kind().map(schema::fields).unwrap_or_default() {
        let is_searched = matches!(
            field.shape,
            Shape::Line | Shape::Text | Shape::Names | Shape::Link(Kind::Office) | Shape::Links(Kind::Office)
        );
        if !is_searched {
            continue;
        }
        let value = workspace.value(id, field.name);
        match field.shape {
            Shape::Line | Shape::Text => text.push_str(value.as_text().unwrap_or_default()),
            Shape::Names => value.items().iter().filter_map(Value::as_text).for_each(|it| text.push_str(it)),
            Shape::Link(Kind::Office) | Shape::Links(Kind::Office) => {
                let ids = std::iter::once(&value).chain(value.items()).filter_map(Value::as_text);
                ids.for_each(|office| text.push_str(&titles.of(workspace, office)));
            }
            _ => {}
        }
        text.push('\n');
    }
    text
}

/// The codes or ids a record has in a field; an empty text when it has none.
fn filter_values(workspace: &Workspace, id: &RecordId, field: &str, today: Date, lights: &Lights) -> Vec<String> {
    if field == LIGHT {
        return vec![light_word(lights.light(workspace, id, today)).to_owned()];
    }
    match workspace.value(id, field) {
        Value::Text(text) => vec![text],
        Value::List(items) if !items.is_empty() => items.iter().filter_map(Value::as_text).map(str::to_owned).collect(),
        Value::Integer(number) => vec![number.to_string()],
        _ => vec![String::new()],
    }
}

/// The word for a light in addresses and catalogues.
pub fn light_word(light: Light) -> &'static str {
    match light {
        Light::Red => "red",
        Light::Yellow => "yellow",
        Light::Green => "green",
        Light::Blue => "blue",
        Light::Off => "off",
    }
}

/// A project's light today, from its state, its deadline and its ledger.
pub fn light(workspace: &Workspace, project: &RecordId, today: Date) -> Light {
    let quoted = format!("\"{project}\"");
    let entries = workspace.replica().records_of(Kind::Progress.as_str());
    let own = entries.filter(|entry| workspace.replica().raw_value(entry, "project") == Some(&quoted));
    let last = own.filter(|entry| !workspace.is_archived(entry)).filter_map(|entry| entry_day(workspace, entry)).max();
    light_after(workspace, project, last, today)
}

fn entry_day(workspace: &Workspace, entry: &RecordId) -> Option<Date> {
    Date::parse(&workspace.text(entry, "on"))
}

fn light_after(workspace: &Workspace, project: &RecordId, last_entry: Option<Date>, today: Date) -> Light {
    let date = |field| Date::parse(&workspace.text(project, field));
    Light::of(&workspace.text(project, "status"), date("deadline"), last_entry.or_else(|| date("start")), today)
}

/// The lights of all projects, with the ledger read once.
struct Lights(BTreeMap<String, Date>);

impl Lights {
    /// For a query that asks for lights; empty for any other.
    fn of(workspace: &Workspace, query: &ListQuery, field: Option<&str>) -> Lights {
        let asked = query.filters.iter().map(|(field, _)| field).chain(query.sort.iter().map(|(field, _)| field));
        let mut last = BTreeMap::new();
        if asked.into_iter().any(|it| it == LIGHT) || field == Some(LIGHT) {
            for entry in workspace.ids(Kind::Progress) {
                if let Some(day) = entry_day(workspace, &entry) {
                    let newest = last.entry(workspace.text(&entry, "project")).or_insert(day);
                    *newest = day.max(*newest);
                }
            }
        }
        Lights(last)
    }

    fn light(&self, workspace: &Workspace, project: &RecordId, today: Date) -> Light {
        light_after(workspace, project, self.0.get(project.as_str()).copied(), today)
    }
}

/// What a field sorts by; blanks stand last in either direction.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum SortKey {
    Number(i64),
    Text(String),
    Blank,
}

impl SortKey {
    fn compare(&self, other: &SortKey, down: bool) -> Ordering {
        match (self, other) {
            (SortKey::Blank, _) | (_, SortKey::Blank) => self.cmp(other),
            _ if down => other.cmp(self),
            _ => self.cmp(other),
        }
    }
}

/// Titles of linked records, looked up once a sort.
#[derive(Default)]
struct Titles(std::cell::RefCell<BTreeMap<String, String>>);

impl Titles {
    fn of(&self, workspace: &Workspace, id: &str) -> String {
        let title = || RecordId::parse(id).map(|id| workspace.title_of(&id)).unwrap_or_default();
        self.0.borrow_mut().entry(id.to_owned()).or_insert_with(title).clone()
    }
}

fn sort_key(
    workspace: &Workspace,
    id: &RecordId,
    field: &str,
    today: Date,
    titles: &Titles,
    lights: &Lights,
) -> SortKey {
    if field == LIGHT {
        return SortKey::Number(lights.light(workspace, id, today) as i64);
    }
    let value = workspace.value(id, field);
    let shape = id.kind().and_then(|kind| schema::field(kind, field)).map(|it: &Field| it.shape);
    match (shape, &value) {
        _ if value.is_blank() => SortKey::Blank,
        (Some(Shape::Choice(_, codes)), Value::Text(code)) => {
            let place = codes.iter().position(|it| it == code).unwrap_or(codes.len());
            SortKey::Number(i64::try_from(place).unwrap_or(i64::MAX))
        }
        (Some(Shape::Link(_)), Value::Text(link)) => SortKey::Text(titles.of(workspace, link)),
        (Some(Shape::Quantity), value) => {
            Quantity::from_value(value).map_or(SortKey::Blank, |it| SortKey::Number(it.n))
        }
        (_, Value::Text(text)) => SortKey::Text(text.clone()),
        (_, Value::Integer(number)) => SortKey::Number(*number),
        (_, Value::Flag(flag)) => SortKey::Number(i64::from(*flag)),
        (_, Value::List(items)) => SortKey::Number(i64::try_from(items.len()).unwrap_or(i64::MAX)),
        _ => SortKey::Blank,
    }
}
