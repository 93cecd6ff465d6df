//! Beginning anew: a street's workspace, or the sample street.

use leptos::prelude::*;

use super::{Beginning, Came, Stage, Way};
use crate::i18n::Catalog;
use crate::sample::records;
use crate::ui::components::form::Labelled;
use crate::ui::opening;
use crate::ui::state::{WorkspaceStore, words};
use crate::workspace::{Action, Changes, Edit, Workspace};

/// The card for a street's new workspace.
#[component]
pub fn Create(beginning: Beginning) -> impl IntoView {
    let text = words();
    let (street, office) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let person = RwSignal::new(untrack(|| beginning.store.person()));
    let refused = RwSignal::new(false);
    let create = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (title, office) = (street.get_untracked().trim().to_owned(), office.get_untracked().trim().to_owned());
        if title.is_empty() {
            return refused.set(true);
        }
        let office = if office.is_empty() { title.clone() } else { office };
        beginning.set_person(&person.get_untracked());
        beginning.ask(text.start.creating(), Way::Create { title, office });
    };
    let problem = Signal::derive(move || {
        (refused.get() && street.with(String::is_empty)).then(|| text.start.name_missing().to_owned())
    });
    view! {
        <form class="card stack" novalidate on:submit=create>
            <div><h2>{text.start.create()}</h2><p class="muted">{text.start.create_help()}</p></div>
            <Labelled id="street" label=text.start.street_name() required=true hint=Some(text.start.street_name_hint()) problem>
                <input class="input" id="street" maxlength="120" autocomplete="off" aria-describedby="street-help street-problem" on:input=move |event| street.set(event_target_value(&event))/>
            </Labelled>
            <Labelled id="office" label=text.start.office_name() hint=Some(text.start.office_name_hint())>
                <input class="input" id="office" maxlength="120" autocomplete="off" aria-describedby="office-help" on:input=move |event| office.set(event_target_value(&event))/>
            </Labelled>
            <Labelled id="person" label=text.start.person() hint=Some(text.start.person_hint())>
                <input class="input" id="person" maxlength="40" autocomplete="off" aria-describedby="person-help" prop:value=person on:input=move |event| person.set(event_target_value(&event))/>
            </Labelled>
            <div class="buttons">
                <button type="submit" class="btn btn-main" disabled=move || beginning.is_busy()>{text.start.create_button()}</button>
            </div>
        </form>
    }
    .into_any()
}

/// The card for the sample street.
#[component]
pub fn Sample(beginning: Beginning) -> impl IntoView {
    let text = words();
    let try_sample = move |_| beginning.ask(text.start.loading_sample(), Way::Sample);
    view! {
        <section class="card stack">
            <div><h2>{text.start.sample()}</h2><p class="muted">{text.start.sample_help()}</p></div>
            <div class="buttons">
                <button type="button" class="btn" id="sample" disabled=move || beginning.is_busy() on:click=try_sample>{text.start.sample()}</button>
            </div>
        </section>
    }
    .into_any()
}

/// Makes a street's workspace.
pub fn make(beginning: Beginning, title: &str, office: &str) {
    let text = super::words_of(beginning.store);
    let stamp = beginning.store.stamp(Action::Save);
    match Workspace::create(title, office, opening::new_device(), &stamp) {
        Ok((workspace, changes)) => beginning.begin(workspace, vec![changes], Came::Made, text.status.saved()),
        Err(_) => beginning.stage.set(Stage::Refused(text.errors.too_long(120))),
    }
}

/// Makes the sample street.
pub fn make_sample(beginning: Beginning) {
    let text = super::words_of(beginning.store);
    match sample(beginning.store, text) {
        Some((workspace, changes)) => beginning.begin(workspace, changes, Came::Made, text.start.sample_notice()),
        None => beginning.stage.set(Stage::Refused(text.errors.unexpected().to_owned())),
    }
}

/// The sample street, as the street's own office would have entered it.
fn sample(store: WorkspaceStore, text: &Catalog) -> Option<(Workspace, Vec<Changes>)> {
    let stamp = store.stamp(Action::Sample);
    let records = records(store.today_now()).ok()?;
    let office = records.first()?.set.get("name")?.as_text()?.to_owned();
    let (mut workspace, first) =
        Workspace::create(text.start.sample_street(), &office, opening::new_device(), &stamp).ok()?;
    let street = workspace.my_office()?;
    let mut edits: Vec<Edit> = records.into_iter().map(|record| Edit::new(record.kind, record.set)).collect();
    edits[0] = Edit::change(street, std::mem::take(&mut edits[0].set));
    let second = workspace.edit(edits, &stamp).ok()?;
    Some((workspace, vec![first, second]))
}
