//! The lock on what is stored here: setting it up, changing it, taking it off.

use std::future::Future;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::backup::BackupButton;
use crate::i18n::Catalog;
use crate::ui::components::form::Labelled;
use crate::ui::components::passphrase::{PassphraseInput, is_short};
use crate::ui::files;
use crate::ui::pages::lock::{Refusal, change, refusal_words, seal, unlock, unseal};
use crate::ui::shell::locking::{idle_minutes, lock, reload};
use crate::ui::state::store::IDLE_MINUTES;
use crate::ui::state::{location, store, words};

/// Minutes that can be chosen.
const MINUTES: [u32; 4] = [5, 10, 15, 30];

/// The card.
#[component]
pub fn DeskLock() -> impl IntoView {
    let (store, text) = (store(), words());
    let body = if store.is_sealed() { view! { <Locked/> }.into_any() } else { view! { <Open/> }.into_any() };
    view! {
        <section class="card stack" id="desk-lock">
            <div><h2>{text.desk_lock.title()}</h2><p class="muted">{text.desk_lock.about()}</p></div>
            {body}
        </section>
    }
}

/// Something about the lock that is under way, and what came of it.
#[derive(Clone, Copy)]
struct Errand {
    text: &'static Catalog,
    busy: RwSignal<bool>,
    told: RwSignal<Option<String>>,
}

impl Errand {
    fn new() -> Errand {
        Errand { text: words(), busy: RwSignal::new(false), told: RwSignal::new(None) }
    }

    /// Does it once the page has said so; what was refused is told after `failed`.
    fn run(
        self,
        failed: &'static str,
        work: impl Future<Output = Result<(), Refusal>> + 'static,
        done: impl FnOnce() + 'static,
    ) {
        if self.busy.get_untracked() {
            return;
        }
        let text = self.text;
        self.told.set(None);
        self.busy.set(true);
        spawn_local(async move {
            files::painted().await;
            let outcome = work.await;
            let _ = self.busy.try_set(false);
            match outcome {
                Ok(()) => done(),
                Err(error) => {
                    let words = [failed, " ", &refusal_words(&error, text)].concat();
                    let _ = self.told.try_set(Some(words));
                }
            }
        });
    }

    /// Says that it goes on, or why it did not.
    fn notice(self, busy: &'static str) -> impl IntoView {
        move || match (self.busy.get(), self.told.get()) {
            (true, _) => Some(view! { <p class="notice notice-calm" role="status">{busy}</p> }.into_any()),
            (_, Some(words)) => Some(view! { <p class="notice notice-bad" role="alert">{words}</p> }.into_any()),
            _ => None,
        }
    }
}

/// A new passphrase, typed twice.
#[derive(Clone, Copy)]
struct Twice {
    text: &'static Catalog,
    first: RwSignal<String>,
    second: RwSignal<String>,
    first_problem: RwSignal<Option<String>>,
    second_problem: RwSignal<Option<String>>,
}

impl Twice {
    fn new() -> Twice {
        Twice {
            text: words(),
            first: RwSignal::new(String::new()),
            second: RwSignal::new(String::new()),
            first_problem: RwSignal::new(None),
            second_problem: RwSignal::new(None),
        }
    }

    /// The passphrase, if it will do.
    fn passphrase(self) -> Option<String> {
        let text = self.text;
        let passphrase = self.first.get_untracked();
        let differs = self.second.with_untracked(|second| second.trim() != passphrase.trim());
        let short = is_short(&passphrase);
        self.first_problem.set(short.then(|| text.locked.too_short().to_owned()));
        self.second_problem.set((!short && differs).then(|| text.desk_lock.differs().to_owned()));
        (!short && !differs).then_some(passphrase)
    }

    fn inputs(self, label: &'static str) -> impl IntoView {
        let text = self.text;
        view! {
            <PassphraseInput id="lock-first" value=self.first problem=self.first_problem hint=Some(text.locked.hint()) label focus=false/>
            <PassphraseInput id="lock-second" value=self.second problem=self.second_problem hint=Some(text.desk_lock.browser_offer()) label=text.desk_lock.again() focus=false/>
        }
    }
}

/// What is not locked yet.
#[component]
fn Open() -> impl IntoView {
    let (store, text) = (store(), words());
    let asked = RwSignal::new(false);
    move || {
        match asked.get() {
        true => view! { <SetUp back=asked/> }.into_any(),
        false => view! {
            <div class="buttons">
                <button type="button" class="btn" id="lock-set-up" disabled=move || !store.may_write() on:click=move |_| asked.set(true)>{text.desk_lock.set_up()}</button>
            </div>
        }
        .into_any(),
    }
    }
}

#[component]
fn SetUp(back: RwSignal<bool>) -> impl IntoView {
    let (store, text) = (store(), words());
    let words = text.desk_lock;
    let (errand, twice) = (Errand::new(), Twice::new());
    let kept = RwSignal::new(false);
    let unkept = RwSignal::new(false);
    let name = RwSignal::new(words.default_name().to_owned());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        unkept.set(!kept.get_untracked());
        let (Some(passphrase), true) = (twice.passphrase(), kept.get_untracked()) else { return };
        let name = name.with_untracked(|name| name.trim().to_owned());
        let name = if name.is_empty() { words.default_name().to_owned() } else { name };
        errand.run(words.convert_failed(), async move { seal(store, &passphrase, &name).await }, reload);
    };
    let missing =
        move || unkept.get().then(|| view! { <p class="notice notice-bad" role="alert">{words.backup_first()}</p> });
    view! {
        <div>
            <h3>{words.protects()}</h3>
            <ul><li>{words.protects_1()}</li><li>{words.protects_2()}</li></ul>
        </div>
        <div>
            <h3>{words.fails()}</h3>
            <ul><li>{words.fails_1()}</li><li>{words.fails_2()}</li><li>{words.fails_3()}</li><li>{words.fails_4()}</li></ul>
        </div>
        <p class="notice">{words.forgotten_before()}</p>
        <BackupButton/>
        <form class="stack" novalidate on:submit=submit>
            <label class="check">
                <input type="checkbox" id="lock-backup-kept" on:change=move |event| kept.set(event_target_checked(&event))/>
                {words.backup_kept()}
            </label>
            {missing}
            {twice.inputs(text.locked.passphrase())}
            <Labelled id="lock-name" label=words.name() hint=Some(words.name_help())>
                <input class="input" id="lock-name" maxlength="40" autocomplete="off" aria-describedby="lock-name-help" prop:value=move || name.get() on:input=move |event| name.set(event_target_value(&event))/>
            </Labelled>
            {errand.notice(words.converting())}
            <div class="buttons">
                <button type="submit" class="btn btn-main" id="lock-it" disabled=move || errand.busy.get()>{words.lock_it()}</button>
                <button type="button" class="btn" disabled=move || errand.busy.get() on:click=move |_| back.set(false)>{text.nav.cancel()}</button>
            </div>
        </form>
    }
}

/// What the card of a locked desk asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    Nothing,
    Change,
    TakeOff,
}

/// What is locked.
#[component]
fn Locked() -> impl IntoView {
    let (store, location, text) = (store(), location(), words());
    let words = text.desk_lock;
    let asked = RwSignal::new(Asked::Nothing);
    let pick = move |event| {
        store.set_local(IDLE_MINUTES, Some(event_target_value(&event)));
        store.announce(text.settings.saved());
    };
    let option = move |minutes: u32| {
        let selected = move || idle_minutes(store) == minutes;
        view! { <option value=minutes.to_string() selected=selected>{words.minutes(minutes)}</option> }
    };
    let ways = move || {
        match asked.get() {
        Asked::Change => view! { <Change back=asked/> }.into_any(),
        Asked::TakeOff => view! { <TakeOff back=asked/> }.into_any(),
        Asked::Nothing => view! {
            <div class="buttons">
                <button type="button" class="btn" on:click=move |_| lock(store, location, text, true)>{words.lock_now()}</button>
                <button type="button" class="btn" id="lock-change" on:click=move |_| asked.set(Asked::Change)>{words.change()}</button>
                <button type="button" class="btn btn-danger" id="lock-off" disabled=move || !store.may_write() on:click=move |_| asked.set(Asked::TakeOff)>{words.take_off()}</button>
            </div>
        }
        .into_any(),
    }
    };
    view! {
        <p>{words.is_locked()}</p>
        <Labelled id="lock-idle" label=words.idle()>
            <select class="input" id="lock-idle" disabled=move || !store.may_write() on:change=pick>{MINUTES.map(option).collect_view()}</select>
        </Labelled>
        {ways}
    }
}

#[component]
fn Change(back: RwSignal<Asked>) -> impl IntoView {
    let (store, text) = (store(), words());
    let words = text.desk_lock;
    let (errand, twice) = (Errand::new(), Twice::new());
    let old = RwSignal::new(String::new());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (Some(new), Some(slot)) = (twice.passphrase(), store.slot()) else { return };
        let old = old.get_untracked();
        let done = move || {
            store.announce(words.changed());
            let _ = back.try_set(Asked::Nothing);
        };
        errand.run(words.change_failed(), async move { change(&slot, &old, &new).await }, done);
    };
    view! {
        <form class="stack" novalidate on:submit=submit>
            <PassphraseInput id="lock-old" value=old problem=Signal::stored(None::<String>) hint=None label=words.old()/>
            {twice.inputs(words.new_one())}
            {errand.notice(words.changing())}
            <div class="buttons">
                <button type="submit" class="btn btn-main" disabled=move || errand.busy.get()>{words.change_it()}</button>
                <button type="button" class="btn" disabled=move || errand.busy.get() on:click=move |_| back.set(Asked::Nothing)>{text.nav.cancel()}</button>
            </div>
        </form>
    }
}

#[component]
fn TakeOff(back: RwSignal<Asked>) -> impl IntoView {
    let (store, text) = (store(), words());
    let words = text.desk_lock;
    let errand = Errand::new();
    let old = RwSignal::new(String::new());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (old, Some(slot)) = (old.get_untracked(), store.slot()) else { return };
        let work = async move {
            unlock(&slot, &old).await?;
            unseal(store).await
        };
        errand.run(words.convert_failed(), work, reload);
    };
    view! {
        <form class="stack" novalidate on:submit=submit>
            <p class="notice">{words.take_off_help()}</p>
            <PassphraseInput id="lock-old" value=old problem=Signal::stored(None::<String>) hint=None label=words.old()/>
            {errand.notice(words.converting())}
            <div class="buttons">
                <button type="submit" class="btn btn-danger" disabled=move || errand.busy.get()>{words.take_off_it()}</button>
                <button type="button" class="btn" disabled=move || errand.busy.get() on:click=move |_| back.set(Asked::Nothing)>{text.nav.cancel()}</button>
            </div>
        </form>
    }
}
