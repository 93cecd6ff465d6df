//! Small choices of one machine (language, columns, last list): kept as JSON, lost without harm.

use std::cell::RefCell;
use std::collections::BTreeMap;

use serde::Serialize;
use serde::de::DeserializeOwned;

/// A place for small choices.
pub trait Preferences {
    /// The value kept under a name, if it is there and still reads as `T`.
    fn get<T: DeserializeOwned>(&self, name: &str) -> Option<T>;

    /// Keeps a value; a full or forbidden store loses it quietly, because nothing depends on it.
    fn set<T: Serialize>(&self, name: &str, value: &T);

    /// Forgets a value.
    fn remove(&self, name: &str);
}

/// Preferences that last as long as the value, for tests.
#[derive(Debug, Default)]
pub struct MemoryPreferences {
    values: RefCell<BTreeMap<String, String>>,
}

impl Preferences for MemoryPreferences {
    fn get<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        serde_json::from_str(self.values.borrow().get(name)?).ok()
    }

    fn set<T: Serialize>(&self, name: &str, value: &T) {
        if let Ok(text) = serde_json::to_string(value) {
            self.values.borrow_mut().insert(name.to_owned(), text);
        }
    }

    fn remove(&self, name: &str) {
        self.values.borrow_mut().remove(name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_of_another_type_reads_as_absent() {
        let kept = MemoryPreferences::default();
        kept.set("columns", &vec!["title", "place"]);
        assert_eq!(kept.get::<Vec<String>>("columns"), Some(vec!["title".to_owned(), "place".to_owned()]));
        assert_eq!(kept.get::<u32>("columns"), None);
        kept.remove("columns");
        assert_eq!(kept.get::<Vec<String>>("columns"), None);
    }
}
