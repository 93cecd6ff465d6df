//! The first start: begin a street's workspace, or try the sample.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::i18n::Catalog;
use crate::sample::records;

use crate::ui::components::form::Labelled;
use crate::ui::components::page_head::PageHead;
use crate::ui::opening;
use crate::ui::state::save::refusal;
use crate::ui::state::{WorkspaceStore, store, words};
use crate::workspace::{Action, Changes, Edit, Workspace};

/// Shown while no workspace is open.
#[component]
pub fn StartPage() -> impl IntoView {
    let (store, text) = (store(), words());
    let (street, office) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let refused = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(None::<String>);
    let run = move |made: Option<(Workspace, Vec<Changes>)>| {
        let Some((workspace, changes)) = made else {
            return failed.set(Some(text.errors.unexpected.to_owned()));
        };
        busy.set(true);
        spawn_local(async move {
            if let Err(error) = opening::begin(store, workspace, changes).await {
                failed.set(Some(refusal(&error, text)));
                busy.set(false);
            }
        });
    };
    let create = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (title, office) = (street.get_untracked().trim().to_owned(), office.get_untracked().trim().to_owned());
        if title.is_empty() {
            return refused.set(true);
        }
        let office = if office.is_empty() { title.clone() } else { office };
        let made = Workspace::create(&title, &office, opening::new_device(), &store.stamp(Action::Save));
        run(made.ok().map(|(workspace, changes)| (workspace, vec![changes])));
    };
    let try_sample = move |_| run(sample(store, text));
    let trouble = move || {
        store.trouble().map(|trouble| view! { <p class="notice notice-bad" role="alert">{trouble.words(text)}</p> })
    };
    let problem = Signal::derive(move || refused.get().then(|| text.start.name_missing.to_owned()));
    view! {
        <div class="welcome">
            <main>
                <PageHead title=text.start.title about=Signal::stored(text.start.welcome.to_owned())/>
                {trouble}
                <p class="notice notice-bad" role="alert" hidden=move || failed.with(Option::is_none)>{move || failed.get()}</p>
                <form class="card stack" novalidate on:submit=create>
                    <h2>{text.start.create}</h2>
                    <p class="muted">{text.start.create_help}</p>
                    <Labelled id="street" label=text.start.street_name required=true hint=Some(text.start.street_name_hint) problem>
                        <input class="input" id="street" aria-describedby="street-help street-problem" on:input=move |event| street.set(event_target_value(&event))/>
                    </Labelled>
                    <Labelled id="office" label=text.start.office_name hint=Some(text.start.office_name_hint)>
                        <input class="input" id="office" aria-describedby="office-help" on:input=move |event| office.set(event_target_value(&event))/>
                    </Labelled>
                    <div class="buttons">
                        <button type="submit" class="btn btn-main" disabled=move || busy.get()>{text.start.create_button}</button>
                        <button type="button" class="btn" id="sample" disabled=move || busy.get() on:click=try_sample>{text.start.sample}</button>
                    </div>
                </form>
            </main>
        </div>
    }
    .into_any()
}

/// The sample street, as the street's own office would have entered it.
fn sample(store: WorkspaceStore, text: &Catalog) -> Option<(Workspace, Vec<Changes>)> {
    let stamp = store.stamp(Action::Sample);
    let records = records(store.today_now()).ok()?;
    let office = records.first()?.set.get("name")?.as_text()?.to_owned();
    let (mut workspace, first) =
        Workspace::create(text.start.sample_street, &office, opening::new_device(), &stamp).ok()?;
    let street = workspace.my_office()?;
    let mut edits: Vec<Edit> = records.into_iter().map(|record| Edit::new(record.kind, record.set)).collect();
    edits[0] = Edit::change(street, std::mem::take(&mut edits[0].set));
    let second = workspace.edit(edits, &stamp).ok()?;
    Some((workspace, vec![first, second]))
}
