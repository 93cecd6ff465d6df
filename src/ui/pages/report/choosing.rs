//! Which days, and for whom.

use leptos::prelude::*;

use super::{ReportState, period_name};
use crate::domain::{Date, RecordId};
use crate::ui::state::{store, words};
use crate::workspace::{Addressee, Period};

/// The choices above a report.
#[component]
pub fn Choosing(state: ReportState) -> impl IntoView {
    let (store, text) = (store(), words());
    let lengths =
        [text.report.year(), text.report.half(), text.report.quarter(), text.report.month(), text.report.free()];
    let length = Memo::new(move |_| match state.period() {
        Period::Year(_) => 0,
        Period::Half(..) => 1,
        Period::Quarter(..) => 2,
        Period::Month(..) => 3,
        Period::Days(..) => 4,
    });
    let chip = move |(at, label): (usize, &'static str)| {
        let choose = move |_| {
            let (from, to) = state.period().days();
            // The stretch of that length in which the days shown end, today at the latest.
            let around = Period::around(to.min(store.today_now()).max(from));
            let period = around.get(at).copied().unwrap_or(Period::Days(from, to));
            state.change(period, state.to());
        };
        view! { <button type="button" class="chip" aria-pressed=move || (length.get() == at).to_string() on:click=choose>{label}</button> }
    };
    let chips = lengths.into_iter().enumerate().map(chip).collect_view();
    let step = move |by: i32| state.change(state.period().moved(by), state.to());
    let bad = RwSignal::new(false);
    let (typed_from, typed_to) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    Effect::new(move |_| {
        let (from, to) = state.period().days();
        typed_from.set(from.to_string());
        typed_to.set(to.to_string());
        bad.set(false);
    });
    let typed = move || {
        let days =
            typed_from.with_untracked(|from| Date::parse(from)).zip(typed_to.with_untracked(|to| Date::parse(to)));
        match days.filter(|(from, to)| from <= to) {
            Some((from, to)) => state.change(Period::Days(from, to), state.to()),
            None => bad.set(true),
        }
    };
    let which = move || {
        if length.get() == 4 {
            return view! {
                <span class="range">
                    <input class="input" type="date" id="report-from" aria-label=text.report.from() prop:value=move || typed_from.get()
                        aria-describedby="report-days-problem" aria-invalid=move || bad.get().then_some("true")
                        on:change=move |event| { typed_from.set(event_target_value(&event)); typed(); }/>
                    <span aria-hidden="true">"—"</span>
                    <input class="input" type="date" id="report-to" aria-label=text.report.to() prop:value=move || typed_to.get()
                        aria-describedby="report-days-problem" aria-invalid=move || bad.get().then_some("true")
                        on:change=move |event| { typed_to.set(event_target_value(&event)); typed(); }/>
                </span>
            }
            .into_any();
        }
        view! {
            <span class="report-step">
                <button type="button" class="btn btn-small" id="report-earlier" on:click=move |_| step(-1)>{text.report.earlier()}</button>
                <strong aria-live="polite">{move || period_name(state.period(), text)}</strong>
                <button type="button" class="btn btn-small" id="report-later" on:click=move |_| step(1)>{text.report.later()}</button>
            </span>
        }
        .into_any()
    };
    let problem = move || bad.get().then(|| text.report.bad_days());
    let units = store.slice(|workspace| {
        let named =
            |(id, names, _): (RecordId, Vec<String>, String)| (id, names.into_iter().next().unwrap_or_default());
        workspace.offices().into_iter().filter(|(_, _, role)| role != "street").map(named).collect::<Vec<_>>()
    });
    let options = move || {
        let option = |(id, name): (RecordId, String)| {
            let value = id.to_string();
            let chosen = move || state.to() == Addressee::Party(id.clone());
            view! { <option value=value selected=chosen>{text.report.to_party(&name)}</option> }
        };
        units.get().into_iter().map(option).collect_view()
    };
    // What is chosen once no longer follows the mark on an option.
    let chosen = move || match state.to() {
        Addressee::City => String::new(),
        Addressee::Party(office) => office.to_string(),
    };
    let address = move |event| {
        let to = RecordId::parse(&event_target_value(&event)).map_or(Addressee::City, Addressee::Party);
        state.change(state.period(), to);
    };
    view! {
        <div class="card stack-small no-print">
            <div class="chips" role="group" aria-label=text.report.period()>
                <span class="name">{text.report.period()}</span>
                {chips}
                {which}
                <span class="problem" role="alert" id="report-days-problem">{problem}</span>
            </div>
            <label class="report-to">
                <span>{text.report.to_whom()}</span>
                <select class="input" id="report-addressee" prop:value=chosen on:change=address>
                    <option value="">{text.report.city()}</option>
                    {options}
                </select>
            </label>
        </div>
    }
    .into_any()
}
