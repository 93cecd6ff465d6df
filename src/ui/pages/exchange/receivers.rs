//! Whom the next file is for, and where it begins.

use leptos::prelude::*;

use crate::domain::{Date, RecordId};
use crate::exchange::{Extent, Have, extent};
use crate::i18n::Catalog;
use crate::oplog::Timestamp;
use crate::ui::handing::{Known, known_of};
use crate::ui::state::{WorkspaceStore, clock, store, words};
use crate::workspace::{Receiver, Workspace};

/// The name of the small value that says whom this machine handed on to last: the offices' ids with spaces between.
const HAND_TO: &str = "hand_to";

/// An office that can be chosen.
#[derive(Clone, Debug, PartialEq)]
struct Office {
    id: RecordId,
    name: String,
    /// What is known of it, in words.
    state: String,
    /// What those of its machines had that ever sent a file.
    haves: Vec<Have>,
}

/// What is chosen.
#[derive(Clone, Copy)]
pub struct Receivers {
    store: WorkspaceStore,
    offices: Memo<Vec<Office>>,
    chosen: RwSignal<Vec<RecordId>>,
    /// True where everything is asked for, whoever it is for.
    whole: RwSignal<bool>,
    extent: Memo<Extent>,
}

impl Receivers {
    /// Those of the last time.
    pub fn new(store: WorkspaceStore, text: &'static Catalog) -> Receivers {
        let offices = Memo::new(move |_| {
            let today = store.today();
            let receivers = store.try_read(Workspace::receivers).unwrap_or_default();
            receivers.into_iter().map(|it| office(store, it, today, text)).collect::<Vec<_>>()
        });
        let last = untrack(|| store.local(HAND_TO)).unwrap_or_default();
        let last = last.split(' ').filter_map(|id| RecordId::parse(id).ok()).collect();
        let (chosen, whole) = (RwSignal::new(last), RwSignal::new(false));
        let extent = Memo::new(move |_| begins(store, &picked(offices, chosen), whole.get()));
        Receivers { store, offices, chosen, whole, extent }
    }

    /// The chosen offices by name; tracked.
    pub fn names(self) -> Vec<String> {
        picked(self.offices, self.chosen).into_iter().map(|it| it.name).collect()
    }

    /// Where the file begins; tracked.
    pub fn extent(self) -> Extent {
        self.extent.get()
    }

    /// Chooses, and remembers it for the next time.
    fn choose(self, chosen: Vec<RecordId>) {
        if self.store.may_write() {
            let ids: Vec<&str> = chosen.iter().map(RecordId::as_str).collect();
            self.store.set_local(HAND_TO, Some(ids.join(" ")).filter(|ids| !ids.is_empty()));
        }
        self.chosen.set(chosen);
    }

    fn tick(self, id: &RecordId, on: bool) {
        let mut chosen = self.chosen.get_untracked();
        chosen.retain(|it| it != id);
        if on {
            chosen.push(id.clone());
        }
        self.choose(chosen);
    }

    /// Chooses all, or none where all were chosen.
    fn tick_all(self, on: bool) {
        let offices = self.offices.get_untracked();
        self.choose(offices.into_iter().filter(|_| on).map(|it| it.id).collect());
    }
}

fn picked(offices: Memo<Vec<Office>>, chosen: RwSignal<Vec<RecordId>>) -> Vec<Office> {
    chosen.with(|chosen| offices.with(|offices| offices.iter().filter(|it| chosen.contains(&it.id)).cloned().collect()))
}

fn begins(store: WorkspaceStore, picked: &[Office], whole: bool) -> Extent {
    let haves: Vec<Vec<&Have>> = picked.iter().map(|it| it.haves.iter().collect()).collect();
    store.try_read(|workspace| extent(workspace.replica(), &haves, whole)).unwrap_or_default()
}

fn office(store: WorkspaceStore, receiver: Receiver, today: Date, text: &Catalog) -> Office {
    let known: Vec<Known> = receiver.machines.iter().filter_map(|actor| known_of(store, &actor.to_string())).collect();
    let state = match known.iter().map(|it| it.at).max() {
        Some(at) => {
            let day = text.day_short(Date(clock::local(Timestamp(at)).date()), today);
            let silent = receiver.machines.len() - known.len();
            let silent = (silent > 0).then(|| text.handing.silent_machines(silent));
            text.handing.last_file(&day) + &silent.unwrap_or_default()
        }
        None => text.handing.never_heard().to_owned(),
    };
    let name = if receiver.name.is_empty() { text.machines.office_unnamed() } else { &receiver.name };
    let name = if receiver.is_own { text.handing.own_office(name) } else { name.to_owned() };
    Office { id: receiver.office, name, state, haves: known.into_iter().map(|it| it.have).collect() }
}

/// The offices to choose from.
#[component]
pub fn ReceiverChoice(receivers: Receivers) -> impl IntoView {
    let text = words();
    let Receivers { offices, chosen, .. } = receivers;
    let count = move || offices.with(Vec::len);
    let picks = move || picked(offices, chosen).len();
    let all = move || count() > 0 && picks() == count();
    let row = move |office: Office| {
        let id = office.id.clone();
        let is_chosen = move || chosen.with(|chosen| chosen.contains(&id));
        let tick = move |event| receivers.tick(&office.id, event_target_checked(&event));
        view! {
            <li><label>
                <input type="checkbox" prop:checked=is_chosen on:change=tick/>
                <span>{office.name.clone()}<span class="muted small">{office.state.clone()}</span></span>
            </label></li>
        }
    };
    let list = move || {
        (count() > 0).then(|| {
            view! {
                <div class="receivers-head">
                    <span class="muted small" role="status">{move || text.handing.chosen(picks(), count())}</span>
                    <button type="button" class="btn btn-small" id="all-receivers" on:click=move |_| receivers.tick_all(!untrack(all))>
                        {move || if all() { text.handing.choose_none() } else { text.handing.choose_all() }}
                    </button>
                </div>
                <ul class="receivers" id="receivers">
                    <For each=move || offices.get() key=|office| format!("{office:?}") children=row/>
                </ul>
            }
        })
    };
    let anybody = move || match (count(), picks()) {
        (0, _) => Some(text.handing.nobody_here()),
        (_, 0) => Some(text.handing.anybody()),
        _ => None,
    };
    let anybody = move || anybody().map(|words| view! { <p class="muted small">{words}</p> });
    view! {
        <fieldset class="whose">
            <legend><strong>{text.handing.for_whom()}</strong></legend>
            {list}
            {anybody}
        </fieldset>
    }
    .into_any()
}

/// Everything, or what the chosen offices lack.
#[component]
pub fn ExtentChoice(receivers: Receivers) -> impl IntoView {
    let (store, text) = (store(), words());
    let Receivers { offices, chosen, whole, extent, .. } = receivers;
    // What it would be if nobody asked for everything.
    let offered = Memo::new(move |_| begins(store, &picked(offices, chosen), false));
    let is_delta = move || extent.with(|it| it.base().is_some());
    let cannot = move || offered.with(|it| it.base().is_none());
    let because = move || {
        offered.with(|offered| match offered {
            Extent::Unknown(places) => {
                let picked = picked(offices, chosen);
                let names: Vec<&String> = places.iter().filter_map(|at| picked.get(*at)).map(|it| &it.name).collect();
                Some(text.handing.complete_because(&text.list(&names)))
            }
            Extent::Complete | Extent::Delta(_) => None,
        })
    };
    let because = move || because().map(|words| view! { <p class="notice" role="status">{words}</p> });
    let help = move || match offered.with(|it| *it == Extent::Complete) {
        true => text.handing.choose_first(),
        false => text.handing.new_help(),
    };
    view! {
        <fieldset class="ways">
            <legend class="visually-hidden">{text.exchange.kind_of_file()}</legend>
            <label class="way" hidden=move || offices.with(Vec::is_empty)>
                <input type="radio" name="extent" id="extent-new" disabled=cannot prop:checked=is_delta on:change=move |_| whole.set(false)/>
                <span><strong>{text.exchange.export_new()}</strong><span class="muted small">{help}</span></span>
            </label>
            <label class="way">
                <input type="radio" name="extent" id="extent-all" prop:checked=move || !is_delta() on:change=move |_| whole.set(true)/>
                <span><strong>{text.exchange.export_all()}</strong><span class="muted small">{text.exchange.export_all_help()}</span></span>
            </label>
            {because}
        </fieldset>
    }
    .into_any()
}
