//! The first start: begin a street's workspace, or try the sample.

use leptos::prelude::*;

use crate::ui::components::form::Labelled;
use crate::ui::components::page_head::PageHead;
use crate::ui::opening;
use crate::ui::state::{store, words};

/// Shown while no workspace is open.
#[component]
pub fn StartPage() -> impl IntoView {
    let (store, text) = (store(), words());
    let (street, office) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let refused = RwSignal::new(false);
    let create = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (title, office) = (street.get_untracked().trim().to_owned(), office.get_untracked().trim().to_owned());
        if title.is_empty() {
            return refused.set(true);
        }
        let office = if office.is_empty() { title.clone() } else { office };
        opening::create(store, title, office);
    };
    let problem = Signal::derive(move || refused.get().then(|| text.start.name_missing.to_owned()));
    view! {
        <div class="welcome">
            <main>
                <PageHead title=text.start.title about=Signal::stored(text.start.welcome.to_owned())/>
                <form class="card stack" novalidate on:submit=create>
                    <h2>{text.start.create}</h2>
                    <p class="muted">{text.start.create_help}</p>
                    <Labelled id="street" label=text.start.street_name required=true hint=Some(text.start.street_name_hint) problem>
                        <input class="input" id="street" aria-describedby="street-help street-problem" on:input=move |event| street.set(event_target_value(&event))/>
                    </Labelled>
                    <Labelled id="office" label=text.start.office_name hint=Some(text.start.office_name_hint)>
                        <input class="input" id="office" aria-describedby="office-help" on:input=move |event| office.set(event_target_value(&event))/>
                    </Labelled>
                    <div class="buttons"><button type="submit" class="btn btn-main">{text.start.create_button}</button></div>
                </form>
            </main>
        </div>
    }
    .into_any()
}
