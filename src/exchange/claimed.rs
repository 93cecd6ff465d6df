//! Whom a file names as its maker, read without checking anything: for telling people about files that were refused.

use serde::Deserialize;

/// What stands before the maker in every file of ours; within a text its quotes would be escaped.
const MARK: &[u8] = b"\"from\":{";

/// How the formats of all our files begin.
const OURS: &[u8] = b"\"format\":\"three-lists";

/// Bytes looked through: the maker stands before the logs.
const FRONT: usize = 4096;

#[derive(Deserialize)]
struct From {
    #[serde(default)]
    name: String,
}

/// The office's name that a file gives as its maker's. Nothing vouches for it: whoever altered a file may have written it.
/// The file may be cut off or broken behind that place; a backup names its exchange file's maker.
pub fn claimed_sender(bytes: &[u8]) -> Option<String> {
    let front = &bytes[..bytes.len().min(FRONT)];
    // Of another program's file nothing is told: its "from" may be anybody.
    front.windows(OURS.len()).position(|window| window == OURS)?;
    let at = front.windows(MARK.len()).position(|window| window == MARK)? + MARK.len() - 1;
    // One value is read, whatever follows.
    let mut values = serde_json::Deserializer::from_slice(&bytes[at..bytes.len().min(at + FRONT)]).into_iter::<From>();
    let name = values.next()?.ok()?.name;
    (!name.trim().is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_maker_is_read_from_whole_broken_and_wrapped_files() {
        let front =
            r#"{"format":"three-lists","version":1,"title":"street","from":{"actor":"1","key":"2","name":"lake"}"#;
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(claimed_sender(text.as_bytes()).as_deref(), expected, "{text}");
        };
        check(&format!("{front},\"logs\":[]}}"), Some("lake"));
        check(front, Some("lake"));
        check(&format!("{front},\"logs\":[{{{{"), Some("lake"));
        check(&format!("{{\"format\":\"three-lists-backup\",\"exchange\":{front}}}}}"), Some("lake"));
        check(&front[..front.len() - 3], None);
        check(&front.replace("lake", " "), None);
        check(r#"{"title":"\"from\":{\"name\":\"x\"}"}"#, None);
        check("", None);
        check("PK", None);
        check(&front.replace("\"lake\"", "7"), None);
    }

    #[test]
    fn bytes_that_are_no_text_name_nobody() {
        let mut bytes = br#"{"from":{"name":""#.to_vec();
        bytes.extend([0xff, 0xfe]);
        bytes.extend(br#""}}"#);
        assert_eq!(claimed_sender(&bytes), None);
    }
}
