//! Bars along the days: start to deadline, entries as marks, today as a line. The words stand beside each bar.

use chrono::Datelike;
use leptos::html;
use leptos::prelude::*;
use leptos::web_sys::HtmlElement;

use super::LedgerState;
use crate::domain::{Date, Light};
use crate::i18n::Catalog;
use crate::ui::components::tag::Tag;
use crate::ui::route::Route;
use crate::ui::show::Tint;
use crate::ui::state::{store, words};
use crate::workspace::{Bar, Project, Timeline, light_word, timeline};

/// Days to a rem of width.
const DAYS_A_REM: i64 = 5;

/// The timeline.
#[component]
pub fn TimelineView(state: LedgerState) -> impl IntoView {
    let (store, text) = (store(), words());
    let body = move || {
        let today = store.today();
        state.shown.with(|shown| {
            let shown = &shown[..shown.len().min(state.most())];
            let laid = timeline(shown, today);
            let rows = shown.iter().zip(&laid.bars).map(|(it, bar)| row(it, bar, &laid, text)).collect_view();
            let month = |(day, at): &(Date, i64)| {
                let words = match day.0.month() {
                    1 => format!("{:04}-01", day.0.year()),
                    month => format!("{month:02}"),
                };
                view! { <span style:inset-inline-start=share(*at)>{words}</span> }
            };
            let months = laid.months.iter().map(month).collect_view();
            let wide = format!("{}rem", laid.from.days_until(laid.to) / DAYS_A_REM + 18);
            view! {
                <div class="timeline" style:min-inline-size=wide>
                    <div class="timeline-row timeline-head" aria-hidden="true">
                        <span class="timeline-name"></span>
                        <div class="timeline-track">{months}<b class="timeline-today" style:inset-inline-start=share(laid.today)></b></div>
                    </div>
                    <ul>{rows}</ul>
                </div>
            }
        })
    };
    let place = NodeRef::<html::Div>::new();
    Effect::new(move |done: Option<bool>| {
        let Some(place) = place.get().filter(|_| done != Some(true)) else { return done.unwrap_or(false) };
        // Its rows stand by the next frame.
        request_animation_frame(move || show_today(&place));
        true
    });
    view! {
        <p class="muted small">{text.ledger.entries_marks()}</p>
        <div class="card scrolls" id="ledger-timeline" node_ref=place tabindex="0" role="region" aria-label=text.ledger.bars()>{body}</div>
    }
    .into_any()
}

/// Brings today into the middle of what can be seen beside the names.
fn show_today(place: &HtmlElement) {
    let find = |selector: &str| place.query_selector(selector).ok().flatten().map(|it| it.get_bounding_client_rect());
    if let (Some(today), Some(names)) = (find(".timeline-today"), find(".timeline-name")) {
        let seen = place.get_bounding_client_rect();
        let middle = (names.right() + seen.right()) / 2.0;
        place.scroll_by_with_x_and_y(today.left() - middle, 0.0);
    }
}

fn row(it: &Project, bar: &Bar, laid: &Timeline, text: &'static Catalog) -> AnyView {
    let days = match (it.start, it.deadline) {
        (Some(from), Some(to)) => text.ledger.days(&text.day(from), &text.day(to)),
        (Some(from), None) => text.ledger.from_day(&text.day(from)),
        (None, Some(to)) => text.ledger.to_day(&text.day(to)),
        (None, None) => text.ledger.no_days().to_owned(),
    };
    let said = text.ledger.bar(text.light(it.light), &days, &text.ledger.count(it.entries.len()));
    let line = (bar.width > 0).then(|| {
        let class = match (bar.open_start, bar.open_end) {
            (true, true) => "timeline-bar open-start open-end",
            (true, false) => "timeline-bar open-start",
            (false, true) => "timeline-bar open-end",
            (false, false) => "timeline-bar",
        };
        view! { <span class=class data-light=light_word(it.light) style:inset-inline-start=share(bar.at) style:inline-size=share(bar.width)></span> }
    });
    let late = bar.late_to.map(|to| {
        let from = bar.at + bar.width;
        view! { <span class="timeline-bar timeline-late" data-light=light_word(Light::Red) style:inset-inline-start=share(from) style:inline-size=share((to - from).max(1))></span> }
    });
    let marks = bar.marks.iter().map(|at| view! { <i style:inset-inline-start=share(*at)></i> }).collect_view();
    view! {
        <li class="timeline-row">
            <span class="timeline-name">
                <a class="link" href=Route::record(it.id.clone()).href()>{it.title.clone()}</a>
                <Tag words=text.light(it.light) tint=Tint::of_light(it.light) why=text.light_reason(it.light)/>
            </span>
            <div class="timeline-track" role="img" aria-label=said.clone() title=said>
                {line}{late}{marks}
                <b class="timeline-today" style:inset-inline-start=share(laid.today)></b>
            </div>
        </li>
    }
    .into_any()
}

/// A place as a share of the whole, [`Timeline::WHOLE`].
fn share(place: i64) -> String {
    const PERCENT: i64 = Timeline::WHOLE / 100;
    format!("{}.{:03}%", place / PERCENT, place % PERCENT * 1_000 / PERCENT)
}
