//! What may serve the need that is being written, or which needs a resource may serve: beside the form, best first.

use std::sync::{Arc, Mutex, PoisonError};

use leptos::prelude::*;

use super::filling::Filling;
use crate::domain::{Kind, schema};
use crate::i18n::Catalog;
use crate::matching::score::reasons;
use crate::ui::appearance::Choice;
use crate::ui::components::tag::Tag;
use crate::ui::idle::{put_off, when_idle};
use crate::ui::pages::docking::words::{fit, reason, tint, title};
use crate::ui::route::Route;
use crate::ui::state::{WorkspaceStore, store, words};
use crate::workspace::proposal::{Fit, Fitting};

/// Records indexed in one idle moment.
const SLICE: usize = 500;

/// What is shown.
const SHOWN: usize = 5;

/// Reasons told of each.
const REASONS: usize = 4;

/// Where the list has no room beside the form, as the style sheets have it.
const NARROW: &str = "(max-width: 64rem)";

/// The index, once it is begun; made a slice at a time.
type Held = StoredValue<Option<Arc<Mutex<Fitting>>>>;

/// True for kinds that have something to fit.
pub fn is_fitted(kind: Kind) -> bool {
    matches!(kind, Kind::Need | Kind::Resource)
}

/// The list beside the form. Always as high, so that nothing moves while one types.
#[component]
pub fn FittingList(filling: Filling) -> impl IntoView {
    let (store, text) = (store(), words());
    let kind = filling.kind;
    let index: Held = StoredValue::new(None);
    let ready = RwSignal::new(false);
    let found = RwSignal::new(Vec::<Fit>::new());
    when_idle(move || build(store, kind, index, ready));
    // What was typed is painted first.
    let look = put_off(move || {
        let (filled, own) = (filling.filled(), filling.record());
        let fits = index.try_get_value().flatten().map(|index| {
            let index = index.lock().unwrap_or_else(PoisonError::into_inner);
            index.find(&filled, own.as_ref(), SHOWN)
        });
        found.set(fits.unwrap_or_default());
    });
    Effect::new(move |_| {
        filling.entries();
        if ready.get() {
            look();
        }
    });
    let head = if kind == Kind::Need { text.docking.fitting_resources() } else { text.docking.fitting_needs() };
    // Who wrote all that is asked for is not told to write more.
    let is_written = Memo::new(move |_| {
        let filled = filling.filled();
        ready.get() && [schema::title_field(kind), "category", "content"].iter().all(|name| filled.contains_key(*name))
    });
    let lines = move || {
        let found = found.get();
        if found.is_empty() {
            let words =
                if is_written.get() { text.docking.nothing_fits_now() } else { text.docking.nothing_fits_yet() };
            return view! { <p class="muted small">{words}</p> }.into_any();
        }
        let lines = found.into_iter().map(|it| line(store, &it, text)).collect_view();
        view! { <ul>{lines}</ul> }.into_any()
    };
    // Where there is no room beside the form it is one line above it, with how many there are, until it is opened.
    let is_narrow = window().match_media(NARROW).ok().flatten().is_some_and(|query| query.matches());
    let is_open = !is_narrow && Choice::Size.kept() != "elder";
    let count = move || found.with(Vec::len);
    view! {
        <details class="card fitting" open=is_open>
            <summary><h2 class="legend">{head}</h2>" "<span class="muted">{count}</span></summary>
            <div class="fitting-list">{lines}</div>
            <p class="muted small">{text.docking.fitting_hint()}</p>
        </details>
    }
    .into_any()
}

fn build(store: WorkspaceStore, kind: Kind, index: Held, ready: RwSignal<bool>) {
    let today = store.today_now();
    let begun = store.try_read_once(|workspace| match index.try_get_value()? {
        Some(held) => Some((held, true)),
        None => Some((Arc::new(Mutex::new(Fitting::begin(workspace, kind, today)?)), false)),
    });
    // Nothing is open any more, or whoever asked is gone.
    let Some((held, is_held)) = begun.flatten() else { return };
    if !is_held {
        index.set_value(Some(Arc::clone(&held)));
    }
    let goes_on =
        store.try_read_once(|workspace| held.lock().unwrap_or_else(PoisonError::into_inner).run(workspace, SLICE));
    match goes_on {
        Some(true) => when_idle(move || build(store, kind, index, ready)),
        _ => {
            let _ = ready.try_set(true);
        }
    }
}

fn line(store: WorkspaceStore, it: &Fit, text: &'static Catalog) -> impl IntoView + use<> {
    let name = store.peek(|workspace| title(workspace, &it.id, text));
    let all = reasons(&it.features);
    let shown = all.iter().enumerate().filter(|(at, it)| *at < REASONS || it.points < 0);
    let tags = shown.map(|(_, it)| view! { <Tag words=reason(it, text) tint=tint(it)/> }).collect_view();
    let score = text.docking.score(fit(it.points, text), it.points);
    view! {
        <li>
            <a class="link" href=Route::record(it.id.clone()).href()>{name}</a>
            <span class="small">{score}</span>
            <span class="tags">{tags}</span>
        </li>
    }
}
