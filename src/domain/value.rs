//! Field values as they stand in ops: JSON without floats.

use std::collections::BTreeMap;

use super::{RecordId, order};
use serde::de::{Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The fields of one record or form, by field name.
pub type Fields = BTreeMap<String, Value>;

/// One field's value. Numbers are integers within ±(2^53 − 1), so that every JSON reader agrees on them.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// Nothing entered, or cleared.
    #[default]
    Null,
    /// Yes or no.
    Flag(bool),
    /// A whole number.
    Integer(i64),
    /// Text; also choices (their code), dates (`2026-11-22`) and ids of other records.
    Text(String),
    /// Several values, in order.
    List(Vec<Value>),
    /// A small structure, for example a quantity.
    Map(BTreeMap<String, Value>),
}

/// Largest integer a value may hold, 2^53 − 1.
pub const MAX_INTEGER: i64 = 9_007_199_254_740_991;

impl Value {
    /// The text, if this is one.
    pub fn as_text(&self) -> Option<&str> {
        if let Value::Text(text) = self { Some(text) } else { None }
    }

    /// The number, if this is one.
    pub fn as_integer(&self) -> Option<i64> {
        if let Value::Integer(number) = self { Some(*number) } else { None }
    }

    /// The flag, if this is one.
    pub fn as_flag(&self) -> Option<bool> {
        if let Value::Flag(flag) = self { Some(*flag) } else { None }
    }

    /// The items, if this is a list; otherwise none.
    pub fn items(&self) -> &[Value] {
        if let Value::List(items) = self { items } else { &[] }
    }

    /// The record it links to, if it is a record's id.
    pub fn link(&self) -> Option<RecordId> {
        RecordId::parse(self.as_text()?).ok()
    }

    /// The records a list links to, in its order.
    pub fn links(&self) -> Vec<RecordId> {
        self.items().iter().filter_map(Value::link).collect()
    }

    /// The canonical text (RFC 8785): keys in the order of their UTF-16 units, no spaces, the shortest escapes.
    pub fn to_canonical(&self) -> String {
        // serde_json writes escapes and whole numbers as the RFC has them; floats are no values.
        serde_json::to_string(self).expect("values always serialize")
    }

    /// True for null, empty text and empty lists: nothing a person would call an entry.
    pub fn is_blank(&self) -> bool {
        match self {
            Value::Null => true,
            Value::Text(text) => text.trim().is_empty(),
            Value::List(items) => items.is_empty(),
            Value::Map(map) => map.is_empty(),
            Value::Flag(_) | Value::Integer(_) => false,
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::Text(text)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Value {
        Value::Integer(number)
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Null => serializer.serialize_unit(),
            Value::Flag(flag) => serializer.serialize_bool(*flag),
            Value::Integer(number) => serializer.serialize_i64(*number),
            Value::Text(text) => serializer.serialize_str(text),
            Value::List(items) => items.serialize(serializer),
            Value::Map(map) if map.keys().all(|key| key.is_ascii()) => map.serialize(serializer),
            Value::Map(map) => {
                let mut entries: Vec<(&String, &Value)> = map.iter().collect();
                order::sort_by(&mut entries, |a, b| a.0.encode_utf16().cmp(b.0.encode_utf16()));
                serializer.collect_map(entries)
            }
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("null, true, false, a whole number, text, a list or an object")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<Value, E> {
        Ok(Value::Flag(flag))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Value, E> {
        if (-MAX_INTEGER..=MAX_INTEGER).contains(&number) {
            Ok(Value::Integer(number))
        } else {
            Err(E::custom("number out of range"))
        }
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Value, E> {
        i64::try_from(number).map_err(|_| E::custom("number out of range")).and_then(|it| self.visit_i64(it))
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Value, E> {
        Err(E::custom("only whole numbers"))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Value, E> {
        Ok(Value::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Value::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut map = BTreeMap::new();
        while let Some((key, value)) = access.next_entry::<String, Value>()? {
            if map.insert(key, value).is_some() {
                return Err(A::Error::custom("a key stands twice"));
            }
        }
        Ok(Value::Map(map))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::Flag),
            (-MAX_INTEGER..=MAX_INTEGER).prop_map(Value::Integer),
            any::<String>().prop_map(Value::Text),
        ];
        leaf.prop_recursive(3, 24, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::List),
                prop::collection::btree_map(any::<String>(), inner, 0..6).prop_map(Value::Map),
            ]
        })
    }

    proptest! {
        #[test]
        fn canonical_text_is_that_of_the_rfc_and_reads_back(value in value()) {
            let text = value.to_canonical();
            prop_assert_eq!(&serde_json_canonicalizer::to_string(&value).unwrap(), &text);
            prop_assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
        }
    }

    #[test]
    fn refuses_floats_big_numbers_and_doubled_keys() {
        for bad in ["1.5", "1e3", "9007199254740992", "-9007199254740992", r#"{"a":1,"a":2}"#] {
            assert!(serde_json::from_str::<Value>(bad).is_err(), "{bad} must be refused");
        }
        let good = r#"{"a":[1,true,null,"甲"],"b":{"n":-3}}"#;
        let value: Value = serde_json::from_str(good).unwrap();
        assert_eq!(serde_json::to_string(&value).unwrap(), good);
    }
}
