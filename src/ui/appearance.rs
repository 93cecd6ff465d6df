//! How the page looks: the size of its text, for eyes that are not young any more, and its colours.

use leptos::prelude::{document, window};

use crate::storage::{BrowserPreferences, Preferences};

/// Something about the look that the person chooses; kept on this machine, handed to the style sheet as an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// The size of the text.
    Size,
    /// The colours.
    Look,
}

impl Choice {
    /// What can be chosen, the usual first.
    pub const fn offered(self) -> &'static [&'static str] {
        match self {
            Choice::Size => &["normal", "large", "elder"],
            Choice::Look => &["system", "light", "dark", "contrast"],
        }
    }

    const fn key(self) -> &'static str {
        match self {
            Choice::Size => "text_size",
            Choice::Look => "look",
        }
    }

    const fn attribute(self) -> &'static str {
        match self {
            Choice::Size => "data-text",
            Choice::Look => "data-look",
        }
    }

    /// What is chosen.
    pub fn kept(self) -> String {
        BrowserPreferences.get::<String>(self.key()).unwrap_or_else(|| self.offered()[0].to_owned())
    }

    /// Keeps a choice and gives it to the page.
    pub fn set(self, choice: &str) {
        BrowserPreferences.set(self.key(), &choice);
        self.apply();
    }

    fn apply(self) {
        let kept = self.kept();
        let shown = if kept == "system" { of_system() } else { &kept };
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute(self.attribute(), shown);
        }
    }
}

/// Gives the page what was chosen.
pub fn apply() {
    Choice::Size.apply();
    Choice::Look.apply();
}

/// The colours the system asks for.
fn of_system() -> &'static str {
    let asks = |query: &str| window().match_media(query).ok().flatten().is_some_and(|it| it.matches());
    if asks("(prefers-contrast: more)") {
        "contrast"
    } else if asks("(prefers-color-scheme: dark)") {
        "dark"
    } else {
        "light"
    }
}
