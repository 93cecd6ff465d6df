//! Where tools are kept for this user. The journeys read it too, and hold it without the rest of this program.

use std::path::PathBuf;

/// axe-core's version.
pub const AXE_VERSION: &str = "4.14.1";

/// axe-core's script, below [`folder`].
pub const AXE: &str = "axe-core-4.14.1/node_modules/axe-core/axe.min.js";

/// The folder that holds the tools, one folder a version each; `None` where this user has no home.
pub fn folder() -> Option<PathBuf> {
    let base = match std::env::var_os("XDG_CACHE_HOME").filter(|it| !it.is_empty()) {
        Some(it) => PathBuf::from(it),
        None => std::env::home_dir()?.join(".cache"),
    };
    Some(base.join("three-lists"))
}
