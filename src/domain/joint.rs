//! What a record says of a need and a resource together, one field a pair: `pair.g5kq0a2e.94+g5kq0a2e.12`, the need's
//! origin and the resource's.
//!
//! On a project it is how much of the resource goes to the need (a [`super::Quantity`], and where the resource can be had at
//! several times how much of it when: `{"n":80,"slots":{"3a":50,"5m":30},"unit":"…"}`), on a docking meeting what people
//! decided (one of [`super::schema::DECISIONS`]). A field a pair, so that two offices deciding about different pairs do not
//! stand against each other.

use super::id::RecordId;
use super::kind::Kind;
use super::value::Value;
use super::{Quantity, Slot};

/// Prefix of such a field's name.
pub const PAIR_PREFIX: &str = "pair.";

/// The field for a pair.
pub fn pair_field(need: &RecordId, resource: &RecordId) -> String {
    [PAIR_PREFIX, need.origin(), "+", resource.origin()].concat()
}

/// The need and the resource a field is about; none for other fields.
pub fn pair_of(name: &str) -> Option<(RecordId, RecordId)> {
    let (need, resource) = name.strip_prefix(PAIR_PREFIX)?.split_once('+')?;
    let id = |kind: Kind, origin: &str| RecordId::parse(&[kind.as_str(), "/", origin].concat()).ok();
    Some((id(Kind::Need, need)?, id(Kind::Resource, resource)?))
}

/// How much of a resource goes to a need, and when, as a project keeps it.
pub fn pair_value(amount: &Quantity, slots: &[(Slot, i64)]) -> Value {
    let value = amount.to_value();
    if slots.is_empty() {
        return value;
    }
    let Value::Map(mut map) = value else { return value };
    let slots = slots.iter().map(|(slot, n)| (slot.code(), Value::Integer(*n))).collect();
    map.insert("slots".to_owned(), Value::Map(slots));
    Value::Map(map)
}

/// When a resource is used for a pair, and how much of it each time; nothing where nobody said.
pub fn slots_of(value: &Value) -> Vec<(Slot, i64)> {
    let Value::Map(map) = value else { return Vec::new() };
    let Some(Value::Map(slots)) = map.get("slots") else { return Vec::new() };
    let slot = |(code, n): (&String, &Value)| Some((Slot::parse(code)?, n.as_integer().filter(|n| *n > 0)?));
    slots.iter().filter_map(slot).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_and_their_times_read_back() {
        let amount = Quantity { n: 80, unit: "人".to_owned() };
        let slots = ["3a", "5m"].map(|it| Slot::parse(it).expect("a slot")).map(|it| (it, 40));
        let value = pair_value(&amount, &slots);
        assert_eq!(value.to_canonical(), r#"{"n":80,"slots":{"3a":40,"5m":40},"unit":"人"}"#);
        assert_eq!((Quantity::from_value(&value), slots_of(&value)), (Some(amount.clone()), slots.to_vec()));
        assert_eq!(pair_value(&amount, &[]), amount.to_value());
        for odd in [r#"{"n":1,"slots":3}"#, r#"{"n":1,"slots":{"9x":1,"3a":0,"3m":-1}}"#, "3"] {
            assert_eq!(slots_of(&serde_json::from_str(odd).expect("a value")), [], "{odd}");
        }
    }

    #[test]
    fn a_pair_reads_back_and_nothing_else_does() {
        let (need, resource) =
            (RecordId::new(Kind::Need, "g5kq0a2e", 94), RecordId::new(Kind::Resource, "abcdefgh", 1));
        let name = pair_field(&need, &resource);
        assert_eq!(name, "pair.g5kq0a2e.94+abcdefgh.1");
        assert_eq!(pair_of(&name), Some((need, resource)));
        for other in
            ["pair.", "pair.a.1", "pair.a.1+", "pair.+a.1", "pair.a.1+b/1", "pairs", "title", "pair.a.1+b.1+c.1"]
        {
            assert_eq!(pair_of(other), None, "{other}");
        }
    }
}
