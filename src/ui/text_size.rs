//! The size of the page's text, for eyes that are not young any more.

use leptos::prelude::document;

use crate::storage::{BrowserPreferences, Preferences};

/// The name under which the size is kept.
const TEXT_SIZE: &str = "text_size";

/// The sizes, as the style sheet knows them.
pub const SIZES: [&str; 3] = ["normal", "large", "elder"];

/// The size in use.
pub fn kept() -> String {
    BrowserPreferences.get::<String>(TEXT_SIZE).unwrap_or_else(|| SIZES[0].to_owned())
}

/// Gives the page the size that was kept.
pub fn apply() {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("data-text", &kept());
    }
}

/// Keeps a size and gives it to the page.
pub fn set(size: &str) {
    BrowserPreferences.set(TEXT_SIZE, &size);
    apply();
}
