//! Asks before a form with unsaved text is left.

use leptos::prelude::*;

use crate::ui::components::dialog::Confirm;
use crate::ui::state::{location, words};

/// The question, with what becomes of what was typed.
#[component]
pub fn LeaveGuard() -> impl IntoView {
    let (location, text) = (location(), words());
    let open = Signal::derive(move || location.wanted().is_some());
    let body = Signal::derive(move || {
        let words = if location.drafted() { text.form.unsaved() } else { text.form.unsaved_lost() };
        words.to_owned()
    });
    let on_answer = Callback::new(move |leave: bool| if leave { location.leave() } else { location.stay() });
    view! {
        <Confirm
            open
            title=text.form.unsaved_title()
            body
            yes=text.form.leave()
            no=text.form.stay().to_owned()
            on_answer
        />
    }
}
