//! A file's codes, one at a time and large, on white whatever the page's colours are.

use std::rc::Rc;

use gloo_timers::callback::Interval;
use leptos::ev;
use leptos::html;
use leptos::prelude::*;

use crate::exchange::qr::{MAX_PACKED, MAX_PARTS, cut, draw};
use crate::ui::handing::Ready;
use crate::ui::state::words;

/// How long a code stands while they change by themselves, in milliseconds: a camera reads it some times meanwhile.
const STANDS_MS: u32 = 1200;

/// A file to be shown.
#[derive(Clone)]
pub struct Showing {
    /// It.
    pub file: Rc<Ready>,
    /// Called once, when each of its codes has been on the screen.
    pub all_shown: Callback<()>,
    /// Called when the card was closed.
    pub close: Callback<()>,
}

/// Which code is on the screen.
#[derive(Clone, Copy)]
struct Place {
    at: RwSignal<usize>,
    of: usize,
    turning: RwSignal<bool>,
}

impl Place {
    /// The one `steps` further; the first comes after the last.
    fn step(self, steps: isize) {
        // The card may be gone by now.
        let _ = self.at.try_update(|at| *at = at.saturating_add_signed(self.of as isize + steps) % self.of);
    }

    /// A person turns: they do not change by themselves any more.
    fn turn(self, steps: isize) {
        self.turning.set(false);
        self.step(steps);
    }
}

/// The card: a dialog that opens at once.
#[component]
pub fn ShowCard(showing: Showing) -> impl IntoView {
    let text = words();
    let Showing { file, all_shown, close } = showing;
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get().filter(|it| !it.open()) {
            let _ = dialog.show_modal();
        }
    });
    let end = move |_| {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let close_button = move |main: bool| {
        view! { <button type="button" class="btn" autofocus=main on:click=end>{text.nav.close()}</button> }
    };
    let parts = match cut(file.text.as_bytes()) {
        Ok(parts) => parts,
        Err(_) => {
            return view! {
                <dialog class="dialog" id="codes" node_ref=dialog aria-labelledby="codes-title" on:close=move |_| close.run(())>
                    <div class="dialog-body">
                        <h2 id="codes-title">{text.codes.show_title()}</h2>
                        <p class="notice" role="alert">{text.codes.too_large()}</p>
                        <p class="muted small">{text.codes.limit(&text.bytes(MAX_PACKED as u64), MAX_PARTS)}</p>
                        <div class="buttons">{close_button(true)}</div>
                    </div>
                </dialog>
            }
            .into_any();
        }
    };
    let of = parts.len();
    let place = Place { at: RwSignal::new(0), of, turning: RwSignal::new(of > 1 && !wants_rest()) };
    turn_by_itself(place);
    tell_when_all_shown(place, all_shown);
    let key = move |event: ev::KeyboardEvent| {
        let at = place.at.get_untracked() as isize;
        match event.key().as_str() {
            "ArrowRight" | "PageDown" => place.turn(1),
            "ArrowLeft" | "PageUp" => place.turn(-1),
            "Home" => place.turn(-at),
            "End" => place.turn(of as isize - 1 - at),
            _ => return,
        }
        event.prevent_default();
    };
    let parts = StoredValue::new(parts);
    let code =
        move || parts.with_value(|parts| drawn(&parts[place.at.get()], text.codes.part_of(place.at.get() + 1, of)));
    let live = move || if place.turning.get() { "off" } else { "polite" };
    let by_itself = move || if place.turning.get() { text.codes.stop() } else { text.codes.by_itself() };
    let controls = (of > 1).then(|| {
        view! {
                <button type="button" class="btn" id="codes-previous" on:click=move |_| place.turn(-1)>{text.codes.previous()}</button>
                <button type="button" class="btn" id="codes-next" autofocus on:click=move |_| place.turn(1)>{text.codes.next()}</button>
                <button type="button" class="btn" id="codes-turning" on:click=move |_| place.turning.update(|it| *it = !*it)>{by_itself}</button>
        }
    });
    let warning = (!file.is_locked).then(|| view! { <p class="notice small">{text.codes.show_warning()}</p> });
    view! {
        <dialog class="dialog codes" id="codes" node_ref=dialog aria-labelledby="codes-title" on:close=move |_| close.run(()) on:keydown=key>
            <div class="codes-body">
                <div class="codes-paper">{code}</div>
                <div class="codes-side stack">
                    <div>
                        <h2 id="codes-title">{text.codes.show_title()}</h2>
                        <p class="codes-place" id="codes-place" aria-live=live>{move || text.codes.part_of(place.at.get() + 1, of)}</p>
                    </div>
                    <div class="codes-buttons">{controls}{close_button(of == 1)}</div>
                    <p class="muted small">{text.codes.show_help()}</p>
                    {warning}
                </div>
            </div>
        </dialog>
    }
    .into_any()
}

/// True where the person asked the system for less motion.
fn wants_rest() -> bool {
    window().match_media("(prefers-reduced-motion: reduce)").ok().flatten().is_some_and(|it| it.matches())
}

fn turn_by_itself(place: Place) {
    let timer = StoredValue::new_local(None::<Interval>);
    Effect::new(move |_| {
        let running = place.turning.get().then(|| Interval::new(STANDS_MS, move || place.step(1)));
        timer.set_value(running);
    });
}

fn tell_when_all_shown(place: Place, all_shown: Callback<()>) {
    let left = StoredValue::new(vec![true; place.of]);
    Effect::new(move |_| {
        let at = place.at.get();
        let was_last = left.try_update_value(|left| std::mem::take(&mut left[at]) && !left.contains(&true));
        if was_last == Some(true) {
            all_shown.run(());
        }
    });
}

fn drawn(part: &str, label: String) -> AnyView {
    // A part's text is made to fit.
    let Ok(code) = draw(part) else { return ().into_any() };
    let side = code.side().to_string();
    let span = ["0 0 ", &side, " ", &side].concat();
    view! {
        <svg class="code-picture" role="img" aria-label=label viewBox=span shape-rendering="crispEdges">
            <rect width=side.clone() height=side fill="#fff"/>
            <path d=code.path() fill="#000"/>
        </svg>
    }
    .into_any()
}
