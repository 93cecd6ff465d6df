//! What stands in a form's input while it is being filled, and how it becomes a value. Free of the browser.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::schema::Field;
use crate::domain::{Date, Kind, Quantity, RecordId, Shape, Value};

/// The content of one input, as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Entry {
    /// One input: text, choice, number, day, the id or typed name of another record.
    Text(String),
    /// A number and its unit.
    Amount(String, String),
    /// Several names or ids.
    Many(Vec<String>),
    /// A box that is ticked or not.
    Flag(bool),
}

/// A draft of a form: what was typed, by field.
pub type Entries = BTreeMap<String, Entry>;

/// Why an entry cannot be saved.
#[expect(missing_docs, reason = "a variant's sentence says what its fields are")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Nothing stands in a field that must be filled.
    Missing,
    /// More characters than the field holds.
    TooLong { max: usize },
    /// Not a whole number that is not negative.
    Number,
    /// A whole number outside these bounds.
    Range { low: i64, high: i64 },
    /// Not a day of the calendar.
    Day,
    /// No record of that name.
    Link,
    /// Not one of the choices.
    Choice,
    /// It holds an identity card number, which must not be kept.
    IdCardNumber,
}

impl Entry {
    /// What the input shows for a stored value.
    pub fn of(shape: Shape, value: &Value) -> Entry {
        match shape {
            Shape::Quantity => match Quantity::from_value(value) {
                Some(quantity) => Entry::Amount(quantity.n.to_string(), quantity.unit),
                None => Entry::Amount(String::new(), String::new()),
            },
            Shape::Names | Shape::Links(_) => {
                Entry::Many(value.items().iter().filter_map(Value::as_text).map(str::to_owned).collect())
            }
            Shape::Flag => Entry::Flag(value.as_flag().unwrap_or(false)),
            Shape::Integer(..) => Entry::Text(value.as_integer().map(|it| it.to_string()).unwrap_or_default()),
            _ => Entry::Text(value.as_text().unwrap_or_default().to_owned()),
        }
    }

    /// The text of a single input; empty for other entries.
    pub fn text(&self) -> &str {
        if let Entry::Text(text) = self { text } else { "" }
    }

    /// The items of a list entry; none for other entries.
    pub fn items(&self) -> &[String] {
        if let Entry::Many(items) = self { items } else { &[] }
    }

    /// The value to store; `find` names the record that a typed name means.
    pub fn value(&self, field: &Field, find: impl Fn(Kind, &str) -> Option<RecordId>) -> Result<Value, Problem> {
        let value = match (self, field.shape) {
            (Entry::Flag(flag), _) => Value::Flag(*flag),
            (Entry::Amount(number, unit), _) => amount(number, unit)?,
            (Entry::Many(items), Shape::Links(kind)) => {
                let id = |item: &String| find(kind, item).map(|id| Value::from(id.as_str())).ok_or(Problem::Link);
                Value::List(items.iter().map(id).collect::<Result<_, _>>()?)
            }
            (Entry::Many(items), _) => names(items, field)?,
            (Entry::Text(text), _) => single(text.trim(), field, find)?,
        };
        if field.required && value.is_blank() {
            return Err(Problem::Missing);
        }
        Ok(if value.is_blank() { Value::Null } else { value })
    }
}

fn single(text: &str, field: &Field, find: impl Fn(Kind, &str) -> Option<RecordId>) -> Result<Value, Problem> {
    if text.is_empty() {
        return Ok(Value::Null);
    }
    match field.shape {
        Shape::Choice(_, codes) if !codes.contains(&text) => Err(Problem::Choice),
        Shape::Link(kind) => find(kind, text).map(|id| Value::from(id.as_str())).ok_or(Problem::Link),
        Shape::Integer(low, high) => match half_width(text).parse::<i64>() {
            Ok(number) if (low..=high).contains(&number) => Ok(Value::Integer(number)),
            Ok(_) => Err(Problem::Range { low, high }),
            Err(_) => Err(Problem::Number),
        },
        Shape::Date => Date::parse(text).map(|day| Value::Text(day.to_string())).ok_or(Problem::Day),
        _ => within(text, field).map(Value::from),
    }
}

fn within<'a>(text: &'a str, field: &Field) -> Result<&'a str, Problem> {
    let max = usize::from(field.max_chars);
    if max > 0 && text.chars().count() > max { Err(Problem::TooLong { max }) } else { Ok(text) }
}

fn amount(number: &str, unit: &str) -> Result<Value, Problem> {
    let (number, unit) = (half_width(number.trim()), unit.trim());
    if number.is_empty() {
        return if unit.is_empty() { Ok(Value::Null) } else { Err(Problem::Number) };
    }
    let n = number.parse::<i64>().ok().filter(|n| (0..=crate::domain::value::MAX_INTEGER).contains(n));
    let n = n.ok_or(Problem::Number)?;
    Ok(Quantity { n, unit: unit.to_owned() }.to_value())
}

fn names(items: &[String], field: &Field) -> Result<Value, Problem> {
    let mut list = Vec::new();
    for item in items.iter().map(|item| item.trim()).filter(|item| !item.is_empty()) {
        list.push(Value::from(within(item, field)?));
    }
    Ok(Value::List(list))
}

/// Digits as a Chinese input method types them in full width are digits too.
fn half_width(text: &str) -> String {
    let narrow = |c: char| match c {
        '\u{ff10}'..='\u{ff19}' => char::from_digit(u32::from(c) - 0xff10, 10).unwrap_or(c),
        _ => c,
    };
    text.chars().map(narrow).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::schema;

    fn check(kind: Kind, field: &str, entry: Entry, expected: Result<&str, Problem>) {
        let field = schema::field(kind, field).unwrap();
        let find = |kind: Kind, name: &str| {
            let known = RecordId::new(kind, "a1b2c3d4", 1);
            (name == "东湖社区" || name == known.as_str()).then_some(known)
        };
        let value = entry.value(field, find).map(|value| serde_json::to_string(&value).unwrap());
        assert_eq!(value, expected.map(str::to_owned), "{} from {entry:?}", field.name);
    }

    fn text(text: &str) -> Entry {
        Entry::Text(text.to_owned())
    }

    #[test]
    fn reads_what_people_type() {
        check(Kind::Need, "title", text("  书法课 "), Ok(r#""书法课""#));
        check(Kind::Need, "title", text(" "), Err(Problem::Missing));
        check(Kind::Need, "content", text(&"字".repeat(301)), Err(Problem::TooLong { max: 300 }));
        check(Kind::Need, "note", text(""), Ok("null"));
        check(Kind::Need, "wanted_by", text("2026-11-31"), Err(Problem::Day));
        check(Kind::Need, "wanted_by", text("2026-11-30"), Ok(r#""2026-11-30""#));
        check(Kind::Need, "asker", text("东湖社区"), Ok(r#""office/a1b2c3d4.1""#));
        check(Kind::Need, "asker", text("西湖社区"), Err(Problem::Link));
        check(Kind::Need, "type", text("nonsense"), Err(Problem::Choice));
        check(Kind::Progress, "percent", text("１０"), Ok("10"));
        check(Kind::Progress, "percent", text("101"), Err(Problem::Range { low: 0, high: 100 }));
    }

    #[test]
    fn reads_amounts_and_lists() {
        let amount = |n: &str, unit: &str| Entry::Amount(n.to_owned(), unit.to_owned());
        check(Kind::Need, "quantity", amount("３０", "人"), Ok(r#"{"n":30,"unit":"人"}"#));
        check(Kind::Need, "quantity", amount("", ""), Ok("null"));
        check(Kind::Need, "quantity", amount("", "人"), Err(Problem::Number));
        check(Kind::Need, "quantity", amount("-3", "人"), Err(Problem::Number));
        let many = |items: &[&str]| Entry::Many(items.iter().map(|it| (*it).to_owned()).collect());
        check(Kind::Office, "aliases", many(&["崂三", " ", "嶗三"]), Ok(r#"["崂三","嶗三"]"#));
        check(Kind::Project, "supporting", many(&["东湖社区"]), Ok(r#"["office/a1b2c3d4.1"]"#));
        check(Kind::Project, "supporting", many(&["无此单位"]), Err(Problem::Link));
    }

    #[test]
    fn a_stored_value_comes_back_from_its_input() {
        for (kind, field, json) in [
            (Kind::Need, "quantity", r#"{"n":30,"unit":"人"}"#),
            (Kind::Office, "aliases", r#"["崂三"]"#),
            (Kind::Progress, "percent", "40"),
            (Kind::Need, "wanted_by", r#""2026-11-30""#),
            (Kind::Need, "note", "null"),
        ] {
            let value: Value = serde_json::from_str(json).unwrap();
            let shape = schema::field(kind, field).unwrap().shape;
            check(kind, field, Entry::of(shape, &value), Ok(json));
        }
    }
}
