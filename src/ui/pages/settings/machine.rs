//! This machine: who sits here, for which office, in which language; and what the browser says of its store.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::RecordId;
use crate::i18n::Language;
use crate::storage::{BrowserPreferences, Preferences, Room, estimate, persist};
use crate::ui::app::{LANGUAGE, PERSON};
use crate::ui::appearance::Choice;
use crate::ui::components::form::Labelled;
use crate::ui::route::Route;
use crate::ui::state::{SaveState, store, words};
use crate::workspace::Action;

/// The card of this machine.
#[component]
pub fn Machine() -> impl IntoView {
    let (store, text) = (store(), words());
    let person = move |event| {
        let person = event_target_value(&event).trim().to_owned();
        if store.is_sealed() {
            store.set_local(PERSON, Some(person.clone()));
        } else {
            BrowserPreferences.set(PERSON, &person);
        }
        store.set_person(person);
        store.announce(text.settings.saved());
    };
    let code = store.peek(|workspace| workspace.actor().to_string()[..8].to_uppercase());
    view! {
        <section class="card stack">
            <h2>{text.settings.this_machine()}</h2>
            <Office/>
            <Labelled id="person" label=text.settings.person() hint=Some(text.settings.person_help())>
                <input class="input" id="person" maxlength="40" autocomplete="off" aria-describedby="person-help" prop:value=move || store.person() on:change=person/>
            </Labelled>
            <Languages/>
            <Appearance/>
            <p class="muted small">{text.settings.machine_code()}" "{code}</p>
        </section>
    }
    .into_any()
}

#[component]
fn Office() -> impl IntoView {
    let (store, text) = (store(), words());
    let refused = RwSignal::new(None::<String>);
    let mine = store.slice(|workspace| workspace.my_office());
    let change = move |event| {
        let Ok(office) = RecordId::parse(&event_target_value(&event)) else { return };
        let edit = store.peek(|workspace| workspace.device_edit(&office));
        match store.submit(vec![edit], Action::Save) {
            Ok(_) => {
                refused.set(None);
                store.announce(text.settings.saved());
            }
            Err(_) => refused.set(Some(text.errors.unexpected().to_owned())),
        }
    };
    let options = move || {
        let mine = mine.get();
        let offices = store.read(|workspace| workspace.offices());
        let none =
            mine.is_none().then(|| view! { <option value="" selected=true>{text.settings.no_office()}</option> });
        let option = |(id, names, _): (RecordId, Vec<String>, String)| {
            let selected = mine.as_ref() == Some(&id);
            view! { <option value=id.to_string() selected=selected>{names.into_iter().next()}</option> }
        };
        view! { {none}{offices.into_iter().map(option).collect_view()} }
    };
    let problem = Signal::derive(move || refused.get());
    // Only what a machine asks for is its own to change: the street moves those it let in.
    if !store.peek(|workspace| workspace.is_guest()) {
        let name = store.slice(|workspace| workspace.my_office().map(|it| workspace.title_of(&it)).unwrap_or_default());
        return view! {
            <div class="field">
                <span class="label">{text.settings.office()}</span>
                <p><strong>{name}</strong>" "<a class="link" href=Route::Machines.href()>{text.machines.title()}</a></p>
            </div>
        }
        .into_any();
    }
    view! {
        <Labelled id="my-office" label=text.settings.office() problem>
            <select class="input" id="my-office" disabled=move || !store.may_write() on:change=change>{options}</select>
        </Labelled>
    }
    .into_any()
}

#[component]
fn Languages() -> impl IntoView {
    let (store, text) = (store(), words());
    let pick = move |event| {
        if let Some(language) = Language::parse(&event_target_value(&event)) {
            BrowserPreferences.set(LANGUAGE, &language.code());
            store.set_language(language);
        }
    };
    let option = |language: Language| {
        view! { <option value=language.code() selected=language == text.language>{language.name()}</option> }
    };
    view! {
        <Labelled id="language" label=text.settings.language()>
            <select class="input" id="language" on:change=pick>{Language::ALL.map(option).collect_view()}</select>
        </Labelled>
    }
}

#[component]
fn Appearance() -> impl IntoView {
    let text = words().settings;
    let sizes = vec![text.size_normal(), text.size_large(), text.size_elder()];
    let looks = vec![text.look_system(), text.look_light(), text.look_dark(), text.look_contrast()];
    view! {
        <Chooser choice=Choice::Size id="text-size" label=text.text_size() names=sizes/>
        <Chooser choice=Choice::Look id="look" label=text.look() names=looks/>
    }
}

#[component]
fn Chooser(choice: Choice, id: &'static str, label: &'static str, names: Vec<&'static str>) -> impl IntoView {
    let kept = choice.kept();
    let option = |(code, name): (&&'static str, &'static str)| {
        view! { <option value=*code selected=**code == kept>{name}</option> }
    };
    let options = choice.offered().iter().zip(names).map(option).collect_view();
    view! {
        <Labelled id=id label=label>
            <select class="input" id=id on:change=move |event| choice.set(&event_target_value(&event))>{options}</select>
        </Labelled>
    }
}

/// What the browser says of its store, and the way to another workspace.
#[component]
pub fn Storage() -> impl IntoView {
    let (store, text) = (store(), words());
    let told = RwSignal::new(None::<(Option<bool>, Option<Room>)>);
    let ask = move || {
        spawn_local(async move {
            let answer = (persist().await, estimate().await);
            let _ = told.try_set(Some(answer));
        });
    };
    ask();
    let lines = move || match told.get() {
        None => view! { <p class="muted">{text.settings.asking()}</p> }.into_any(),
        Some((None, None)) => view! { <p class="muted">{text.settings.space_unknown()}</p> }.into_any(),
        Some((persisted, room)) => {
            let kept = if persisted == Some(true) { text.status.persisted() } else { text.status.not_persisted() };
            let room = room.map(|room| text.status.space(&text.bytes(room.used), &text.bytes(room.quota)));
            view! { <p>{kept}</p><p class="muted">{room}</p> }.into_any()
        }
    };
    let settled = move || store.save_state() == SaveState::Saved || store.save_state() == SaveState::Follower;
    let switch = move |_| {
        if !store.close() {
            store.announce(text.settings.switch_waits());
        }
    };
    view! {
        <section class="card stack">
            <h2>{text.settings.data()}</h2>
            <p>{text.settings.workspace()}" "<strong>{store.slice(|workspace| workspace.title())}</strong></p>
            <div>{lines}</div>
            <p class="muted">{text.settings.switch_help()}</p>
            <div class="buttons">
                <button type="button" class="btn" id="switch" disabled=move || !settled() on:click=switch>{text.settings.switch()}</button>
            </div>
        </section>
    }
    .into_any()
}
