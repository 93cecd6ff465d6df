//! Quantities as people write them: a whole number and a unit.

use std::collections::BTreeMap;

use super::value::Value;

/// A whole number of something: 50 people, 14 households.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quantity {
    /// How many, never negative.
    pub n: i64,
    /// Of what; empty when nobody said.
    pub unit: String,
}

impl Quantity {
    /// Reads the stored form.
    pub fn from_value(value: &Value) -> Option<Quantity> {
        let Value::Map(map) = value else { return None };
        let n = map.get("n")?.as_integer()?;
        let unit = map.get("unit").and_then(Value::as_text).unwrap_or_default().to_owned();
        Some(Quantity { n, unit })
    }

    /// The stored form, `{"n": 50, "unit": "人"}`; an empty unit is left out.
    pub fn to_value(&self) -> Value {
        let mut map = BTreeMap::from([("n".to_owned(), Value::Integer(self.n))]);
        if !self.unit.is_empty() {
            map.insert("unit".to_owned(), Value::Text(self.unit.clone()));
        }
        Value::Map(map)
    }
}
