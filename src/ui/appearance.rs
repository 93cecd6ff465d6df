//! How the page looks: the size of its text, for eyes that are not young any more, and its colours.

use leptos::prelude::{document, window};
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::prelude::Closure;

use crate::storage::{BrowserPreferences, Preferences};

const CONTRAST: &str = "(prefers-contrast: more)";
const DARK: &str = "(prefers-color-scheme: dark)";

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

/// Gives the page what was chosen, and follows the system from now on where that was left to it.
pub fn apply() {
    Choice::Size.apply();
    Choice::Look.apply();
    for asked in [CONTRAST, DARK] {
        let Ok(Some(media)) = window().match_media(asked) else { continue };
        let turned = Closure::<dyn Fn()>::new(|| Choice::Look.apply());
        media.set_onchange(Some(turned.as_ref().unchecked_ref()));
        // Both are wanted as long as the page stands; a list of media that nothing holds says nothing any more.
        turned.forget();
        std::mem::forget(media);
    }
}

/// The colours the system asks for.
fn of_system() -> &'static str {
    let asks = |query: &str| window().match_media(query).ok().flatten().is_some_and(|it| it.matches());
    if asks(CONTRAST) {
        "contrast"
    } else if asks(DARK) {
        "dark"
    } else {
        "light"
    }
}
