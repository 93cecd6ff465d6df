//! The form of any kind of record: groups from the schema, a summary of errors, a draft, and one button that saves.

use leptos::prelude::*;

use super::draft::DraftBar;
use super::field::FieldInput;
use super::filling::Filling;
use super::fitting::{FittingList, is_fitted};
use super::problems::Summary;
use super::steps::{StepButtons, StepHead, Steps, inputs};
use crate::domain::schema::{self, Field, Group};
use crate::domain::{Fields, Kind, RecordId, Value, order};
use crate::storage::draft_discard;
use crate::ui::state::{location, store, words};
use crate::workspace::{Action, Edit, EditError, Reason, Role, Seen, Target};

/// A form that makes a record of `kind`, or changes `record`. `given` stands in the inputs at first; `on_saved` gets
/// the record's id, `on_cancel` is the way back.
#[component]
pub fn RecordForm(
    kind: Kind,
    #[prop(optional_no_strip)] record: Option<RecordId>,
    given: Fields,
    on_saved: Callback<RecordId>,
    on_cancel: Callback<()>,
) -> impl IntoView {
    let (store, location, text) = (store(), location(), words());
    let stored = record.as_ref().map(|id| store.peek(|workspace| workspace.fields(id))).unwrap_or_default();
    let seen = StoredValue::new_local(record.as_ref().map(|id| store.peek(|workspace| workspace.seen(id))));
    let key = record.as_ref().map_or_else(|| format!("new/{}", kind.as_str()), RecordId::to_string);
    let filling = Filling::new(kind, stored, &given).changing(record.clone());
    let refused = RwSignal::new(0_usize);
    let message = RwSignal::new(None::<String>);
    Effect::new(move |_| location.set_unsaved(filling.is_changed()));
    on_cleanup(move || location.set_unsaved(false));
    let record = StoredValue::new(record);
    let draft_key = StoredValue::new(key.clone());
    let steps = Steps::of(kind, record.with_value(Option::is_none));
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        message.set(None);
        // Enter in a step goes on to the next one.
        if !steps.may_save() {
            return steps.go_on(filling);
        }
        let Some(changes) = filling.changes() else {
            return refused.update(|times| *times += 1);
        };
        let edit = edit_of(kind, record.get_value(), changes, seen.get_value());
        match store.submit(vec![edit], Action::Save) {
            Ok(records) => {
                draft_key.with_value(|key| draft_discard(key));
                location.set_unsaved(false);
                let id = record.get_value().or_else(|| records.first().cloned());
                store.announce_change(text.form.saved());
                if let Some(id) = id {
                    on_saved.run(id);
                }
            }
            Err(error) => {
                let marked = filling.refuse(&error);
                message.set((!marked).then(|| refusal_words(&error, text).to_owned()));
                refused.update(|times| *times += 1);
            }
        }
    };
    let groups =
        steps.groups().into_iter().enumerate().map(|(at, group)| group_view(filling, group, steps, at)).collect_view();
    let show = Callback::new(move |field: &'static Field| steps.show(field));
    Effect::new(move |_| {
        // What is wrong may stand in a step that is not shown.
        if refused.get() > 0
            && let Some((field, _)) = filling.problems().first()
        {
            steps.show(field);
        }
    });
    let cancel = move |_| on_cancel.run(());
    // Behind the form, so that it is not in the way of the keyboard.
    let class = if is_fitted(kind) { "form-beside" } else { "form-alone" };
    let beside = is_fitted(kind).then(|| view! { <FittingList filling/> });
    view! {
        <div class=class>
        <form class="form" novalidate on:submit=save>
            <DraftBar filling key/>
            <WhoseIsIt record=record.get_value()/>
            <ChangedMeanwhile record=record.get_value() seen/>
            <Summary filling refused show/>
            <p class="notice notice-bad" role="alert" hidden=move || message.with(Option::is_none)>{move || message.get()}</p>
            <StepHead steps/>
            {groups}
            <div class="form-foot">
                <StepButtons steps filling/>
                <button type="submit" class="btn btn-main" hidden=move || !steps.may_save() disabled=move || !store.may_write()>{text.form.save()}</button>
                <button type="button" class="btn" on:click=cancel>{text.form.cancel()}</button>
                <span class="muted small">{move || location.unsaved().then_some(text.status.unsaved())}</span>
            </div>
        </form>
        {beside}
        </div>
    }
    .into_any()
}

fn group_view(filling: Filling, group: Group, steps: Steps, at: usize) -> impl IntoView + use<> {
    let text = words();
    let inputs: Vec<_> = inputs(filling.kind, group).map(|field| view! { <FieldInput filling field/> }).collect();
    let id = format!("group-{group:?}").to_lowercase();
    view! {
        <div class="card form-group" role="group" aria-labelledby=id.clone() hidden=move || !steps.shows(at)>
            <h2 class="legend" id=id.clone() tabindex="-1">{text.group(group)}</h2>
            <div class="form-fields">{inputs}</div>
        </div>
    }
}

fn edit_of(kind: Kind, record: Option<RecordId>, changes: Fields, seen: Option<Seen>) -> Edit {
    match record {
        Some(id) => Edit { seen, ..Edit::change(id, changes) },
        None => Edit::new(kind, changes),
    }
}

fn refusal_words(error: &EditError, text: &crate::i18n::Catalog) -> &'static str {
    match error {
        EditError::NothingToChange => text.errors.nothing_to_change(),
        EditError::NotFound => text.errors.not_found(),
        _ => text.errors.unexpected(),
    }
}

/// Says beforehand that what is saved here will wait, or names what it corrects.
#[component]
fn WhoseIsIt(#[prop(optional_no_strip)] record: Option<RecordId>) -> impl IntoView {
    let (store, text) = (store(), words());
    let told = move || {
        let id = record.clone()?;
        let title = schema::title_field(id.kind()?).to_owned();
        let set = order::map([(title, Value::from("-"))]);
        let (reason, role) =
            store.try_read(|workspace| (workspace.would_hold(&Target::Record(id), &set), workspace.my_role()))?;
        let words = match (reason?, role) {
            (Reason::Left, _) => text.policy.form_notice_left(),
            (_, Some(Role::Street)) => text.policy.form_notice_street(),
            _ => text.policy.form_notice(),
        };
        Some(view! { <p class="notice" role="note">{words}</p> })
    };
    view! { {told} }
}

/// Says so when an import changed the record while the form was open; what was typed stays.
#[component]
fn ChangedMeanwhile(
    #[prop(optional_no_strip)] record: Option<RecordId>,
    seen: StoredValue<Option<Seen>, LocalStorage>,
) -> impl IntoView {
    let (store, text) = (store(), words());
    let changed = move || {
        let id = record.as_ref()?;
        let now = store.try_read(|workspace| workspace.seen(id));
        (now.is_some() && now != seen.get_value())
            .then(|| view! { <p class="notice" role="status">{text.form.changed_meanwhile()}</p> })
    };
    view! { {changed} }
}
