//! Passphrases: locking a file that is handed on, and opening one that came locked.

use std::rc::Rc;

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;

use super::form::Labelled;
use crate::exchange::{UNLOCK, UnlockError, unlock, unlocked};
use crate::i18n::Catalog;
use crate::ui::files::{self, Picked};
use crate::ui::office::{Office, OfficeError};
use crate::ui::state::words;

/// An input for a passphrase, which can be shown while it is typed.
#[component]
pub fn PassphraseInput(
    id: &'static str,
    value: RwSignal<String>,
    #[prop(into)] problem: Signal<Option<String>>,
    #[prop(optional_no_strip)] hint: Option<&'static str>,
    /// Another name than that of a passphrase.
    #[prop(optional)]
    label: Option<&'static str>,
    /// It takes the focus as it appears.
    #[prop(default = true)]
    focus: bool,
) -> impl IntoView {
    let text = words();
    let shown = RwSignal::new(false);
    let place = NodeRef::<html::Input>::new();
    place.on_load(move |input| {
        if focus {
            let _ = input.focus();
        }
    });
    view! {
        <Labelled id label=label.unwrap_or(text.locked.passphrase()) hint problem>
            <input
                class="input"
                id=id
                node_ref=place
                type=move || if shown.get() { "text" } else { "password" }
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                aria-describedby=format!("{id}-help {id}-problem")
                aria-invalid=move || problem.with(Option::is_some).then_some("true")
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            />
        </Labelled>
        <label class="check">
            <input type="checkbox" on:change=move |event| shown.set(event_target_checked(&event))/>
            {text.locked.show()}
        </label>
    }
}

/// Least characters of a passphrase: whoever has the file can try as many as a machine can.
const LEAST: usize = 8;

/// The input of the passphrase that locks a file.
const LOCKS: &str = "lock-passphrase";

/// True where a passphrase is too short to lock anything.
pub fn is_short(passphrase: &str) -> bool {
    passphrase.trim().chars().count() < LEAST
}

/// Whether the next file is locked, and with what.
#[derive(Clone, Copy)]
pub struct Locking {
    on: RwSignal<bool>,
    passphrase: RwSignal<String>,
    problem: RwSignal<Option<String>>,
}

/// The passphrase will not do; the input says why and has the focus.
pub struct Refused;

impl Locking {
    /// Nothing typed yet; `on` locks.
    pub fn new(on: bool) -> Locking {
        Locking { on: RwSignal::new(on), passphrase: RwSignal::new(String::new()), problem: RwSignal::new(None) }
    }

    /// The passphrase, if the file is to be locked.
    pub fn passphrase(self, text: &Catalog) -> Result<Option<String>, Refused> {
        self.problem.set(None);
        let passphrase = self.on.get_untracked().then(|| self.passphrase.get_untracked());
        if passphrase.as_ref().is_none_or(|it| !is_short(it)) {
            return Ok(passphrase);
        }
        self.problem.set(Some(text.locked.too_short().to_owned()));
        let input = document().get_element_by_id(LOCKS).and_then(|it| it.dyn_into::<HtmlElement>().ok());
        input.map(|input| input.focus());
        Err(Refused)
    }
}

/// The box that locks a file, and its passphrase; `whom` names those who are told it, where that is known.
#[component]
pub fn Lock(locking: Locking, #[prop(optional)] whom: Option<Signal<String>>) -> impl IntoView {
    let text = words();
    let Locking { on, passphrase: value, problem } = locking;
    let told = move || {
        let names = whom.map(|whom| whom.get()).filter(|names| !names.is_empty());
        names.map(|names| view! { <strong>{text.handing.tell_whom(&names)}</strong>" " })
    };
    let input = move || {
        on.get().then(|| {
            view! {
                <PassphraseInput id=LOCKS value problem hint=Some(text.locked.hint())/>
                <p class="muted small">{told}{text.locked.lock_help()}</p>
            }
        })
    };
    view! {
        <label class="check">
            <input type="checkbox" id="lock" prop:checked=move || on.get() on:change=move |event| on.set(event_target_checked(&event))/>
            {text.locked.lock()}
        </label>
        {input}
    }
}

/// Says that a file is being locked.
#[component]
pub fn Busy(locking: Locking, busy: RwSignal<bool>) -> impl IntoView {
    let text = words();
    move || {
        (busy.get() && locking.on.get_untracked())
            .then(|| view! { <p class="notice notice-calm" role="status">{text.locked.locking()}</p> })
    }
}

/// Asks for the passphrase of a locked file and opens it; what is inside goes to `opened`.
#[component]
pub fn Unlock(picked: Rc<Picked>, opened: Callback<Picked>, back: Callback<()>) -> impl IntoView {
    let text = words();
    let (value, busy) = (RwSignal::new(String::new()), RwSignal::new(false));
    let problem = RwSignal::new(None::<String>);
    let name = picked.name.clone();
    let picked = StoredValue::new_local(picked);
    let office = StoredValue::new_local(Rc::new(Office::default()));
    on_cleanup(move || office.with_value(|office| office.stop()));
    let open = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        if value.with_untracked(|value| value.trim().is_empty()) {
            return problem.set(Some(text.locked.empty().to_owned()));
        }
        problem.set(None);
        busy.set(true);
        spawn_local(async move {
            files::painted().await;
            // The page may be gone by now.
            let (Some(picked), Some(passphrase)) = (picked.try_get_value(), value.try_get_untracked()) else { return };
            let Some(worker) = office.try_get_value() else { return };
            let outcome = unlocked_by(&worker, &picked.bytes, &passphrase).await;
            // The worker gives back the memory that the key was made in.
            worker.stop();
            if busy.try_set(false).is_some() {
                return;
            }
            match outcome {
                Some(Ok(bytes)) => opened.run(Picked { name: picked.name.clone(), bytes }),
                Some(Err(error)) => problem.set(Some(unlock_words(&error, text).to_owned())),
                None => problem.set(Some(text.intake.worker_failed().to_owned())),
            }
        });
    };
    let waits =
        move || busy.get().then(|| view! { <p class="notice notice-calm" role="status">{text.locked.opening()}</p> });
    view! {
        <form class="card stack" on:submit=open>
            <div><h2>{text.locked.title()}</h2><p class="muted small">{name}</p></div>
            <p>{text.locked.ask()}</p>
            <PassphraseInput id="passphrase" value problem hint=None/>
            {waits}
            <div class="buttons">
                <button type="submit" class="btn btn-main" id="unlock" disabled=move || busy.get()>{text.locked.open()}</button>
                <button type="button" class="btn" on:click=move |_| back.run(())>{text.nav.back()}</button>
            </div>
        </form>
    }
    .into_any()
}

/// Opens it in the worker, or here where there is none; nothing where the worker broke down.
async fn unlocked_by(office: &Office, bytes: &[u8], passphrase: &str) -> Option<Result<Vec<u8>, UnlockError>> {
    match office.errand(&[UNLOCK, passphrase].concat(), bytes).await {
        Ok((answer, inside)) => unlocked(&answer, inside),
        Err(OfficeError::NotStarted) => Some(unlock(bytes, passphrase)),
        Err(_) => None,
    }
}

fn unlock_words(error: &UnlockError, text: &Catalog) -> &'static str {
    match error {
        UnlockError::WrongOrAltered => text.locked.wrong(),
        UnlockError::Damaged(_) | UnlockError::OtherFormat => text.locked.damaged(),
        UnlockError::NewerVersion(_) => text.exchange.newer_version(),
        UnlockError::TooLarge => text.exchange.too_large(),
        UnlockError::TooCostly => text.locked.too_costly(),
        UnlockError::NoMemory => text.locked.no_memory(),
    }
}
