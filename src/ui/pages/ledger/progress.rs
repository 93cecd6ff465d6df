//! The form for one entry: when, what, how much for which need, how far. Four fields, for a phone in a hall.

use leptos::html;
use leptos::prelude::*;

use super::wording;
use crate::domain::schema::{self, Field};
use crate::domain::{Fields, Kind, Value, order};
use crate::storage::draft_discard;
use crate::ui::components::dialog::Confirm;
use crate::ui::components::form::{DraftBar, Entry, FieldInput, Filling, Labelled};
use crate::ui::policy_words;
use crate::ui::show;
use crate::ui::state::{location, store, words};
use crate::workspace::{Action, Edit, Met, Project, Target};

fn field(name: &str) -> Option<&'static Field> {
    schema::field(Kind::Progress, name)
}

/// The form; `on_done` once it is saved or left.
#[component]
pub fn ProgressForm(project: Project, on_done: Callback<()>) -> impl IntoView {
    let (store, location, text) = (store(), location(), words());
    let mut given = order::map([
        ("project".to_owned(), Value::from(project.id.as_str())),
        ("on".to_owned(), Value::from(store.today_now().to_string())),
    ]);
    if let ([only], Some(_)) = (&project.needs[..], field("need")) {
        given.insert("need".to_owned(), Value::from(only.need.as_str()));
    }
    // Who may write entries here: the table decides, and who may not is told.
    let trial =
        order::map([("project".to_owned(), Value::from(project.id.as_str())), ("done".to_owned(), Value::from("-"))]);
    let held = store.peek(|workspace| workspace.would_hold(&Target::New(Kind::Progress), &trial));
    let told = held.map(|reason| {
        view! {
            <p class="notice" role="note">
                <span>{text.policy.form_notice()}</span>" "<span>{policy_words::held_because(reason, text)}</span>
            </p>
        }
    });
    let filling = Filling::new(Kind::Progress, Fields::new(), &given);
    Effect::new(move |_| location.set_unsaved(filling.is_changed()));
    on_cleanup(move || location.set_unsaved(false));
    let key = StoredValue::new(["progress/", project.id.as_str()].concat());
    let refused = RwSignal::new(None::<String>);
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        refused.set(None);
        let Some(set) = filling.changes() else {
            return refused.set(Some(text.form.fix_fields(filling.problems().len())));
        };
        match store.submit(vec![Edit::new(Kind::Progress, set)], Action::Save) {
            Ok(_) => {
                key.with_value(|key| draft_discard(key));
                location.set_unsaved(false);
                store.announce_change(text.ledger.saved());
                on_done.run(());
            }
            Err(error) => {
                if !filling.refuse(&error) {
                    refused.set(Some(text.errors.unexpected().to_owned()));
                }
            }
        }
    };
    let escape = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" && !filling.is_changed() {
            event.stop_propagation();
            on_done.run(());
        }
    };
    let leaving = RwSignal::new(false);
    let cancel = move |_| {
        if untrack(|| filling.is_changed()) {
            return leaving.set(true);
        }
        on_done.run(());
    };
    let answered = Callback::new(move |leave: bool| {
        leaving.set(false);
        if leave {
            on_done.run(());
        }
    });
    let form = NodeRef::<html::Form>::new();
    Effect::new(move |done: Option<bool>| {
        let (Some(form), false) = (form.get(), done == Some(true)) else { return done.unwrap_or(false) };
        // What was done is what is typed; the day stands already.
        let first = form.query_selector("textarea").ok().flatten();
        if let Some(first) = first {
            let _ = leptos::wasm_bindgen::JsCast::unchecked_into::<leptos::web_sys::HtmlElement>(first).focus();
        }
        true
    });
    let input = move |name: &str| field(name).map(|field| view! { <FieldInput filling field/> });
    let which = (project.needs.len() > 1).then(|| field("need")).flatten().map(|field| {
        let entry = filling.input(field);
        let option = |met: &Met| {
            let id = met.need.to_string();
            let (title, words) = store.peek(|it| (show::title(it, &met.need, text), wording::met(met, text)));
            let chosen = met.need.to_string();
            let is_chosen = move || entry.with(|it| it.text() == chosen);
            view! { <option value=id selected=is_chosen>{text.with_aside(&title, &words)}</option> }
        };
        let options = project.needs.iter().map(option).collect_view();
        view! {
            <Labelled id="progress-need" label=text.ledger.for_need() hint=Some(text.ledger.for_need_help())>
                <select class="input" id="progress-need" aria-describedby="progress-need-help" prop:value=move || entry.with(|it| it.text().to_owned()) on:change=move |event| entry.set(Entry::Text(event_target_value(&event)))>
                    <option value="">{text.form.choose()}</option>
                    {options}
                </select>
            </Labelled>
        }
    });
    let label = text.errors.in_field(text.ledger.add_to(), &project.title);
    view! {
        <form class="progress-form stack-small no-print" node_ref=form novalidate aria-label=label on:submit=save on:keydown=escape>
            {told}
            <DraftBar filling key=key.get_value()/>
            <div class="form-fields">
                {input("done")}
                {input("on")}
                {input("percent")}
                {input("delivered")}
                {which}
            </div>
            <p class="muted small">{text.ledger.in_all()}</p>
            <p class="notice notice-bad" role="alert" hidden=move || refused.get().is_none()>{move || refused.get()}</p>
            <div class="form-actions">
                <button type="submit" class="btn btn-main" disabled=move || !store.may_write()>{text.ledger.save()}</button>
                <button type="button" class="btn" on:click=cancel>{text.form.cancel()}</button>
            </div>
            <Confirm
                open=leaving
                title=text.form.unsaved_title()
                body=Signal::stored(text.form.unsaved().to_owned())
                yes=text.form.leave()
                no=text.form.stay().to_owned()
                on_answer=answered
            />
        </form>
    }
    .into_any()
}
