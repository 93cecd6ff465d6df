//! One op: written as canonical JSON (RFC 8785), read without copying.
//!
//! `{"at":"2026-11-22T02:03:00Z","on":"need/g5kq0a2e.94","seen":[0],"set":{"title":"…"}}`, where also may stand `act`,
//! `by`, `clock`, `group`, `run`, `source` and `why`. `seen` lists the ops this one replaces; `0` is the op that made
//! the record. `clock` is left out when it is one more than the op's before; `run` stands where a run begins.

use serde::de::{DeserializeSeed, Error as _, MapAccess, SeqAccess, Visitor};
use serde::{Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

use super::position::{self, Ref};
use super::scan::scan;
use super::time::Timestamp;
use crate::domain::{Fields, RecordId, Value};

/// Longest op accepted, in bytes: a save by one person, not a shipment.
pub const MAX_OP: usize = 256 * 1024;

/// Why a text is not an op.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpError {
    /// Not JSON of an op's shape.
    #[error("not an op: {0}")]
    Malformed(String),
    /// Nested more than 128 levels.
    #[error("nested too deep")]
    TooDeep,
    /// Longer than [`MAX_OP`].
    #[error("longer than {MAX_OP} bytes")]
    TooLong,
}

/// What a person saves, before it has a place in a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// When, by this machine's clock.
    pub at: Timestamp,
    /// The person's name, if the office keeps it.
    pub by: Option<String>,
    /// What was done, where it is not a plain save: `import`, `undo`, ….
    pub act: Option<String>,
    /// Position of the first op of the same action, where an action makes several.
    pub group: Option<Ref>,
    /// What the action worked from: a sheet's name, the undone group.
    pub source: Option<String>,
    /// The reason given.
    pub why: Option<String>,
    /// The record.
    pub on: RecordId,
    /// The fields it sets; null clears one.
    pub set: Fields,
    /// The ops it replaces: those the form showed for these fields.
    pub seen: Vec<Ref>,
}

/// The written form; its fields stand in canonical order.
#[derive(Serialize)]
struct Written<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    act: Option<&'a str>,
    at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    clock: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<String>,
    on: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    run: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    seen: Vec<SeenWritten>,
    set: &'a Fields,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'a str>,
}

enum SeenWritten {
    Origin,
    At(String),
}

impl Serialize for SeenWritten {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            SeenWritten::Origin => serializer.serialize_u8(0),
            SeenWritten::At(text) => serializer.serialize_str(text),
        }
    }
}

impl Draft {
    /// The canonical text; `clock` and `run` only where the rules above want them.
    pub fn to_text(&self, clock: Option<u64>, run: Option<&str>) -> String {
        let seen = self
            .seen
            .iter()
            .map(Ref::to_string)
            .map(|text| if text == self.on.origin() { SeenWritten::Origin } else { SeenWritten::At(text) });
        let written = Written {
            act: self.act.as_deref(),
            at: self.at.to_string(),
            by: self.by.as_deref(),
            clock,
            group: self.group.as_ref().map(Ref::to_string),
            on: self.on.as_str(),
            run,
            seen: seen.collect(),
            set: &self.set,
            source: self.source.as_deref(),
            why: self.why.as_deref(),
        };
        serde_json::to_string(&written).expect("text, integers and maps with text keys always serialize")
    }
}

/// An op's text in canonical form; borrowed where it already is.
pub(super) fn canonical(text: &str) -> Result<String, OpError> {
    let value: Value = serde_json::from_str(text).map_err(refuse)?;
    Ok(value.to_canonical())
}

pub(super) fn refuse(error: serde_json::Error) -> OpError {
    let text = error.to_string();
    if text.contains("recursion limit") || text.contains("nested too deep") {
        OpError::TooDeep
    } else {
        // What stands where something else belongs may be private: only what belongs there is told, and the place.
        let expected = text.rfind(", expected ").filter(|_| text.starts_with("invalid "));
        OpError::Malformed(expected.map_or(text.as_str(), |at| &text[at + 2..]).to_owned())
    }
}

/// A ref inside an op.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SeenRef<'a> {
    /// The op that made the record.
    Origin,
    /// Another op: run and place.
    At(&'a str, u64),
}

/// The lists of the op read last; kept between ops so that reading many allocates once.
#[derive(Debug, Default)]
pub(super) struct Parts<'a> {
    /// Field and raw JSON value, in field order.
    pub set: Vec<(&'a str, &'a str)>,
    pub seen: Vec<SeenRef<'a>>,
}

/// What folding needs of an op, borrowed from its text.
#[derive(Debug)]
pub(super) struct Parsed<'a> {
    pub at: Timestamp,
    pub clock: Option<u64>,
    /// The record: `kind`, a slash, and `origin` as it is written.
    pub on: &'a str,
    pub kind: &'a str,
    pub origin: (&'a str, u64),
    pub run: Option<&'a str>,
    /// False when the text says the same in another form; it must be made [`canonical`] and read again.
    pub is_canonical: bool,
}

/// Reads one op into `parts`.
pub(super) fn parse<'a>(text: &'a str, parts: &mut Parts<'a>) -> Result<Parsed<'a>, OpError> {
    if text.len() > MAX_OP {
        return Err(OpError::TooLong);
    }
    scan(text, parts).map_or_else(|| parse_long(text, parts), Ok)
}

/// Reads any op, in whatever form its JSON is.
pub(super) fn parse_long<'a>(text: &'a str, parts: &mut Parts<'a>) -> Result<Parsed<'a>, OpError> {
    parts.set.clear();
    parts.seen.clear();
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let mut parsed = OpSeed { parts }.deserialize(&mut deserializer).map_err(refuse)?;
    deserializer.end().map_err(refuse)?;
    parsed.is_canonical &= parsed.written_len == text.len();
    if parsed.is_canonical && text.as_bytes().contains(&b'\\') {
        parsed.is_canonical = canonical(text)? == text;
    }
    Ok(Parsed {
        at: parsed.at,
        clock: parsed.clock,
        on: parsed.on,
        kind: parsed.kind,
        origin: parsed.origin,
        run: parsed.run,
        is_canonical: parsed.is_canonical,
    })
}

struct OpSeed<'p, 'a> {
    parts: &'p mut Parts<'a>,
}

struct OpFields<'a> {
    at: Timestamp,
    clock: Option<u64>,
    on: &'a str,
    kind: &'a str,
    origin: (&'a str, u64),
    run: Option<&'a str>,
    is_canonical: bool,
    written_len: usize,
}

impl<'a> DeserializeSeed<'a> for OpSeed<'_, 'a> {
    type Value = OpFields<'a>;

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<OpFields<'a>, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'a> Visitor<'a> for OpSeed<'_, 'a> {
    type Value = OpFields<'a>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an op")
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<OpFields<'a>, A::Error> {
        let (mut at, mut clock, mut on, mut run, mut has_set) = (None, None, None, None, false);
        let mut form = Form::default();
        while let Some(key) = map.next_key::<&'a str>()? {
            form.key(key);
            match key {
                "set" => {
                    form.written_len +=
                        map.next_value_seed(SetSeed { set: &mut self.parts.set, form: &mut form.canonical })?;
                    has_set = true;
                    continue;
                }
                "seen" => {
                    form.written_len += map.next_value_seed(SeenSeed { seen: &mut self.parts.seen })?;
                    continue;
                }
                _ => {}
            }
            let raw = map.next_value::<&'a RawValue>()?.get();
            form.written_len += raw.len();
            match key {
                "at" => at = plain(raw).and_then(Timestamp::parse),
                "on" => on = plain(raw),
                "run" => {
                    run = Some(plain(raw).filter(|it| position::is_run(it)).ok_or_else(|| A::Error::custom("run"))?)
                }
                "clock" => clock = Some(raw.parse::<u32>().map_err(|_| A::Error::custom("clock"))?.into()),
                _ => form.canonical &= is_canonical_value(raw).map_err(A::Error::custom)?,
            }
        }
        let at = at.ok_or_else(|| A::Error::custom("`at` is missing or not a time"))?;
        let (on, kind, origin) = on
            .and_then(|on| on.split_once('/').map(|(kind, rest)| (on, kind, rest)))
            .and_then(|(on, kind, rest)| position::split(rest).map(|origin| (on, kind, origin)))
            .filter(|(_, kind, _)| is_kind(kind))
            .ok_or_else(|| A::Error::custom("`on` is missing or not a record"))?;
        if !has_set {
            return Err(A::Error::custom("`set` is missing"));
        }
        let canonical = form.canonical && form.ascending;
        Ok(OpFields { at, clock, on, kind, origin, run, is_canonical: canonical, written_len: form.written_len + 1 })
    }
}

/// Follows an object's keys: whether they ascend, and how long the object is when written without spaces.
struct Form<'a> {
    last: Option<&'a str>,
    ascending: bool,
    canonical: bool,
    written_len: usize,
}

impl Default for Form<'_> {
    fn default() -> Self {
        Form { last: None, ascending: true, canonical: true, written_len: 0 }
    }
}

impl<'a> Form<'a> {
    fn key(&mut self, key: &'a str) {
        self.ascending &= self.last.is_none_or(|last| last < key);
        self.last = Some(key);
        // The brace or comma before it, two quotes and a colon.
        self.written_len += key.len() + 4;
    }
}

pub(super) fn is_kind(word: &str) -> bool {
    (1..=24).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
}

/// The text of a raw JSON string without escapes.
fn plain(raw: &str) -> Option<&str> {
    raw.strip_prefix('"')?.strip_suffix('"').filter(|text| !text.contains('\\'))
}

/// True when a raw value is canonical; refuses what is no [`Value`].
fn is_canonical_value(raw: &str) -> Result<bool, OpError> {
    match raw.as_bytes().first() {
        // Escapes are looked for once for the whole op.
        Some(b'"' | b't' | b'f' | b'n') => Ok(true),
        _ => Ok(canonical(raw)? == raw),
    }
}

struct SetSeed<'p, 'a> {
    set: &'p mut Vec<(&'a str, &'a str)>,
    form: &'p mut bool,
}

impl<'a> DeserializeSeed<'a> for SetSeed<'_, 'a> {
    type Value = usize;

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'a> Visitor<'a> for SetSeed<'_, 'a> {
    type Value = usize;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("fields")
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<usize, A::Error> {
        let mut form = Form::default();
        while let Some((key, raw)) = map.next_entry::<&'a str, &'a RawValue>()? {
            form.key(key);
            let raw = raw.get();
            form.written_len += raw.len();
            form.canonical &= is_integer(raw) || is_canonical_value(raw).map_err(A::Error::custom)?;
            self.set.push((key, raw));
        }
        *self.form &= form.canonical && form.ascending;
        // An empty object has no comma-or-brace counted by a key.
        Ok(if self.set.is_empty() { 2 } else { form.written_len + 1 })
    }
}

/// True for a canonical integer well inside [`crate::domain::value::MAX_INTEGER`].
pub(super) fn is_integer(raw: &str) -> bool {
    raw == "0"
        || (raw.len() <= 15 && !raw.starts_with('0') && !raw.is_empty() && raw.bytes().all(|b| b.is_ascii_digit()))
}

struct SeenSeed<'p, 'a> {
    seen: &'p mut Vec<SeenRef<'a>>,
}

impl<'a> DeserializeSeed<'a> for SeenSeed<'_, 'a> {
    type Value = usize;

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'a> Visitor<'a> for SeenSeed<'_, 'a> {
    type Value = usize;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("positions")
    }

    fn visit_seq<A: SeqAccess<'a>>(self, mut seq: A) -> Result<usize, A::Error> {
        let mut written = 1;
        while let Some(raw) = seq.next_element::<&'a RawValue>()? {
            let raw = raw.get();
            written += raw.len() + 1;
            let seen = if raw == "0" {
                SeenRef::Origin
            } else {
                let (run, place) = plain(raw).and_then(position::split).ok_or_else(|| A::Error::custom("seen"))?;
                SeenRef::At(run, place)
            };
            self.seen.push(seen);
        }
        Ok(written.max(2))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> Draft {
        Draft {
            at: Timestamp(1_795_312_980),
            by: Some("林".to_owned()),
            act: None,
            group: None,
            source: None,
            why: None,
            on: RecordId::parse("need/g5kq0a2e.94").expect("a record id"),
            set: Fields::from([("title".to_owned(), Value::from("换\"灯\"")), ("quantity".to_owned(), Value::from(3))]),
            seen: vec![Ref::parse("g5kq0a2e.94").unwrap(), Ref::parse("h0000000.7").unwrap()],
        }
    }

    #[test]
    fn reads_what_it_writes() {
        let text = draft().to_text(Some(9), Some("k1k1k1k1"));
        assert_eq!(
            text,
            r#"{"at":"2026-11-22T02:03:00Z","by":"林","clock":9,"on":"need/g5kq0a2e.94","run":"k1k1k1k1","seen":[0,"h0000000.7"],"set":{"quantity":3,"title":"换\"灯\""}}"#
        );
        let mut parts = Parts::default();
        let parsed = parse(&text, &mut parts).unwrap();
        assert!(parsed.is_canonical);
        assert_eq!(
            (parsed.kind, parsed.origin, parsed.clock, parsed.run),
            ("need", ("g5kq0a2e", 94), Some(9), Some("k1k1k1k1"))
        );
        assert_eq!(parts.seen, [SeenRef::Origin, SeenRef::At("h0000000", 7)]);
        assert_eq!(parts.set, [("quantity", "3"), ("title", r#""换\"灯\"""#)]);
    }

    #[test]
    fn tells_canonical_text_from_the_same_in_another_form() {
        let same = |text: &str| parse(text, &mut Parts::default()).map(|it| it.is_canonical);
        let at = r#""at":"2026-11-22T02:03:00Z","on":"need/g5kq0a2e.94""#;
        for (text, expected) in [
            (format!(r#"{{{at},"set":{{"a":1,"b":[1,{{"c":"x"}}]}}}}"#), true),
            (format!(r#"{{{at},"seen":[],"set":{{}}}}"#), true),
            (format!(r#"{{{at},"set":{{"a":1,"b":[1, 2]}}}}"#), false),
            (format!(r#"{{{at}, "set":{{"a":1}}}}"#), false),
            (format!(r#"{{{at},"set":{{"b":1,"a":1}}}}"#), false),
            (format!(r#"{{{at},"set":{{"a":1,"a":1}}}}"#), false),
            (format!(r#"{{{at},"set":{{"a":"\u7532"}}}}"#), false),
            (format!(r#"{{{at},"set":{{"a":"\u001f\n"}}}}"#), true),
            (format!(r#"{{"zz":{{"b":1,"a":2}},{at},"set":{{}}}}"#), false),
        ] {
            assert_eq!(same(&text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_op() {
        let deep = format!("{}{}", "[".repeat(200), "]".repeat(200));
        let at = r#""at":"2026-11-22T02:03:00Z","on":"need/g5kq0a2e.94""#;
        for text in [
            "{}".to_owned(),
            "[]".to_owned(),
            format!("{{{at}}}"),
            format!(r#"{{{at},"set":{{"a":1.5}}}}"#),
            format!(r#"{{{at},"set":{{"a":{deep}}}}}"#),
            format!(r#"{{{at},"set":{{}},"run":"x"}}"#),
            format!(r#"{{{at},"set":{{}},"seen":["x"]}}"#),
            r#"{"at":"2026-11-22","on":"need/g5kq0a2e.94","set":{}}"#.to_owned(),
            r#"{"at":"2026-11-22T02:03:00Z","on":"need","set":{}}"#.to_owned(),
        ] {
            assert!(parse(&text, &mut Parts::default()).is_err(), "{text}");
        }
    }
}
