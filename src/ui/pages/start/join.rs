//! Joining a received workspace: which office this machine speaks for.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Beginning, Came, Stage};
use crate::domain::order;
use crate::domain::{Kind, RecordId, Value, schema};
use crate::exchange::VerifiedFile;
use crate::i18n::Catalog;
use crate::ui::components::form::Labelled;
use crate::ui::slow::{Stopped, Work, all_changes, copy, receive};
use crate::ui::state::words;
use crate::ui::{files, opening};
use crate::workspace::{Action, Changes, Edit, EditError, Stamp, Workspace};

/// A workspace that was received and is kept nowhere yet.
pub struct Joining {
    workspace: Workspace,
    file: Rc<VerifiedFile>,
}

impl Joining {
    /// Nothing when the file lacks the workspace's beginning.
    pub async fn new(file: VerifiedFile, work: Work, text: &'static Catalog) -> Result<Option<Joining>, Stopped> {
        let device = opening::new_device();
        let received = receive(file.workspace, device, &file.logs, work, text.exchange.reading()).await?;
        let begins = |workspace: &Workspace| workspace.replica().records_of(Kind::Workspace.as_str()).next().is_some();
        let workspace = received.ok().filter(begins);
        Ok(workspace.map(|workspace| Joining { workspace, file: Rc::new(file) }))
    }

    /// The workspace and all that storage must keep of it. What was received stays as it is: where it cannot be kept, it is
    /// asked for again.
    async fn given_out(&self, work: Work, text: &'static Catalog) -> Result<(Workspace, Vec<Changes>), Stopped> {
        let words = text.start.creating();
        let mut workspace = copy(&self.workspace, work, words).await?;
        let changes = all_changes(&mut workspace, work, words).await?;
        Ok((workspace, changes))
    }
}

/// Names this machine's office; what storage must keep of that goes behind the other changes.
fn speak_for(
    workspace: &mut Workspace,
    changes: &mut Vec<Changes>,
    office: Choice,
    stamp: &Stamp,
) -> Result<(), EditError> {
    let office = match office {
        Choice::Listed(id) => id,
        Choice::New { name, role } => {
            let fields = order::map([("name".to_owned(), Value::from(name)), ("role".to_owned(), Value::from(role))]);
            let added = workspace.edit(vec![Edit::new(Kind::Office, fields)], stamp)?;
            let id = added.records.first().cloned().ok_or(EditError::NotFound)?;
            changes.push(added);
            id
        }
    };
    let edit = workspace.device_edit(&office);
    changes.push(workspace.edit(vec![edit], stamp)?);
    Ok(())
}

/// The office this machine is to speak for.
enum Choice {
    Listed(RecordId),
    New { name: String, role: String },
}

/// The card that asks for the office.
#[component]
pub fn Join(joining: Rc<Joining>, beginning: Beginning) -> impl IntoView {
    let text = words();
    let picked = RwSignal::new(String::new());
    let (name, role) = (RwSignal::new(String::new()), RwSignal::new("community".to_owned()));
    let person = RwSignal::new(untrack(|| beginning.store.person()));
    let refused = RwSignal::new(false);
    let missing = move || {
        let other = picked.with(|picked| picked == OTHER);
        picked.with(String::is_empty) || (other && name.with(|name| name.trim().is_empty()))
    };
    let choice = move || match RecordId::parse(&picked.get_untracked()) {
        Ok(id) => Choice::Listed(id),
        Err(_) => Choice::New { name: name.get_untracked().trim().to_owned(), role: role.get_untracked() },
    };
    let file = &joining.file;
    let from =
        if file.from.name.is_empty() { text.exchange.sender_unnamed().to_owned() } else { file.from.name.clone() };
    let title = text.start.of_workspace(&joining.workspace.title());
    let tally = joining.workspace.tally();
    let held = text.exchange.holds(tally.of(Kind::Resource), tally.of(Kind::Need), tally.of(Kind::Project));
    let offices = joining.workspace.offices();
    let join = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if untrack(missing) {
            return refused.set(true);
        }
        beginning.set_person(&person.get_untracked());
        let (joining, choice) = (Rc::clone(&joining), choice());
        beginning.stage.set(Stage::Busy(text.start.creating()));
        let work = beginning.slow.begin_for_good();
        spawn_local(async move {
            files::painted().await;
            let Ok((mut workspace, mut changes)) = joining.given_out(work, text).await else { return };
            match speak_for(&mut workspace, &mut changes, choice, &beginning.store.stamp(Action::Save)) {
                Ok(()) => {
                    let came = Came::From(Rc::clone(&joining.file));
                    beginning.begin(workspace, changes, came, text.exchange.merged());
                }
                Err(_) => beginning.then(work, Stage::Refused(text.errors.unexpected().to_owned())),
            }
        });
    };
    let option = |(id, names, role): (RecordId, Vec<String>, String)| {
        let name = names.into_iter().next().unwrap_or_default();
        let words = format!("{name} ({})", text.choice("office_role", &role));
        view! { <option value=id.to_string()>{words}</option> }
    };
    let options = offices.into_iter().map(option).collect_view();
    let problem = Signal::derive(move || (refused.get() && missing()).then(|| text.start.office_missing().to_owned()));
    view! {
        <form class="card stack" novalidate on:submit=join>
            <div>
                <h2>{text.exchange.join_title()}</h2>
                <p><strong>{title}</strong></p>
                <p class="muted">{text.exchange.from()}" "{from}" · "{held}</p>
            </div>
            <Labelled id="join-office" label=text.start.your_office() required=true hint=Some(text.exchange.join_intro()) problem>
                <select class="input" id="join-office" aria-describedby="join-office-help join-office-problem" on:change=move |event| picked.set(event_target_value(&event))>
                    <option value="">{text.form.choose()}</option>
                    {options}
                    <option value=OTHER>{text.exchange.join_other()}</option>
                </select>
            </Labelled>
            <NewOffice picked name role/>
            <Labelled id="person" label=text.start.person() hint=Some(text.start.person_hint())>
                <input class="input" id="person" maxlength="40" autocomplete="off" aria-describedby="person-help" prop:value=person on:input=move |event| person.set(event_target_value(&event))/>
            </Labelled>
            <div class="buttons">
                <button type="submit" class="btn btn-main" id="join" disabled=move || beginning.is_busy()>{text.exchange.join()}</button>
                <button type="button" class="btn" on:click=move |_| beginning.stage.set(Stage::Ways)>{text.nav.back()}</button>
            </div>
        </form>
    }
    .into_any()
}

/// What the list says when the office is not in it.
const OTHER: &str = "other";

#[component]
fn NewOffice(picked: RwSignal<String>, name: RwSignal<String>, role: RwSignal<String>) -> impl IntoView {
    let text = words();
    let is_other = Memo::new(move |_| picked.with(|picked| picked == OTHER));
    move || {
        is_other.get().then(|| {
            let option = |code: &'static str| {
                view! { <option value=code selected=move || role.with(|role| role == code)>{text.choice("office_role", code)}</option> }
            };
            // The street's own office is in the list: nobody else is the street.
            let roles = schema::OFFICE_ROLES.iter().copied().filter(|it| *it != "street");
            let options = roles.map(option).collect_view();
            view! {
                <Labelled id="office-name" label=text.start.new_office_name() required=true>
                    <input class="input" id="office-name" maxlength="120" autocomplete="off" on:input=move |event| name.set(event_target_value(&event))/>
                </Labelled>
                <Labelled id="office-role" label=text.start.new_office_role()>
                    <select class="input" id="office-role" on:change=move |event| role.set(event_target_value(&event))>{options}</select>
                </Labelled>
            }
        })
    }
}
