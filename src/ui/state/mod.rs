//! What every part of the page shares: the open workspace, where we are, the time.

pub mod clock;
pub mod location;
pub mod save;
mod saving;
pub mod store;

pub use location::{Location, Pasted};
pub use save::{SaveState, Trouble};
pub use store::WorkspaceStore;

use leptos::prelude::expect_context;

use crate::i18n::Catalog;

/// The words of the language in use. A change of language builds the page anew, so they may be held.
pub fn words() -> &'static Catalog {
    expect_context::<&'static Catalog>()
}

/// The open workspace.
pub fn store() -> WorkspaceStore {
    expect_context::<WorkspaceStore>()
}

/// Where we are, and the way elsewhere.
pub fn location() -> Location {
    expect_context::<Location>()
}
