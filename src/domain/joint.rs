//! What a record says of a need and a resource together, one field a pair: `pair.g5kq0a2e.94+g5kq0a2e.12`, the need's
//! origin and the resource's.
//!
//! On a project it is how much of the resource goes to the need (a [`super::Quantity`]), on a docking meeting what people
//! decided (one of [`super::schema::DECISIONS`]). A field a pair, so that two offices deciding about different pairs do not
//! stand against each other.

use super::id::RecordId;
use super::kind::Kind;

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

#[cfg(test)]
mod tests {
    use super::*;

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
