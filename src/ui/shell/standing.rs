//! A line above every page while this machine is not let in, or not any more.

use leptos::prelude::*;

use crate::ui::route::Route;
use crate::ui::state::{location, store, words};

/// The line; nothing for a machine that is in.
#[component]
pub fn StandingLine() -> impl IntoView {
    let (store, location, text) = (store(), location(), words());
    // The page of machines says it at length.
    let says_it = location.slice(|route| *route == Route::Machines);
    let standing = store.slice(|workspace| (workspace.is_guest(), workspace.my_role().is_none()));
    move || {
        if says_it.get() {
            return None;
        }
        let words = match standing.get() {
            (true, _) => text.machines.guest_banner(),
            (false, true) => text.machines.left_banner(),
            (false, false) => return None,
        };
        Some(view! {
            <div class="notice standing no-print">
                <p>{words}</p>
                <a class="btn btn-small" href=Route::Machines.href()>{text.machines.see()}</a>
            </div>
        })
    }
}
