//! The frame around every page: top bar, navigation, foot line, and the page for the place.

mod guard;
pub mod hits;
pub mod keys;
pub mod locking;
mod navigation;
mod notices;
mod outlet;
mod search;
mod standing;
mod status_bar;
mod top_bar;

use leptos::html;
use leptos::prelude::*;

use crate::ui::state::{location, words};
use guard::LeaveGuard;
use keys::Keys;
use locking::Locking;
use navigation::Navigation;
use notices::Told;
use outlet::Outlet;
use standing::StandingLine;
use status_bar::StatusBar;
use top_bar::TopBar;

pub use notices::NewVersion;

/// The frame.
#[component]
pub fn Shell() -> impl IntoView {
    let (location, text) = (location(), words());
    let menu = RwSignal::new(false);
    let main = NodeRef::<html::Main>::new();
    Effect::new(move |_| {
        location.route();
        menu.set(false);
    });
    let skip = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        if let Some(main) = main.get_untracked() {
            let _ = main.focus();
        }
    };
    view! {
        <div class="shell">
            <a class="skip" href="#main" on:click=skip>{text.nav.skip_to_content()}</a>
            <TopBar menu/>
            <Navigation menu/>
            <main class="main" id="main" tabindex="-1" node_ref=main><StandingLine/><Outlet/></main>
            <StatusBar/>
        </div>
        <Told/>
        <LeaveGuard/>
        <Keys/>
        <Locking/>
    }
    .into_any()
}
