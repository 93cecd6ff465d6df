//! The dual report: for a stretch of days, to the city or to an office's own Party organisation. Every figure unfolds to
//! the records behind it.

mod choosing;
mod sheet;

use leptos::prelude::*;

use self::choosing::Choosing;
use crate::domain::RecordId;
use crate::i18n::Catalog;
use crate::ui::components::page_head::PageHead;
use crate::ui::route::Route;
use crate::ui::state::{Location, WorkspaceStore, location, store, words};
use crate::ui::{files, show};
use crate::workspace::{Addressee, Period, Report, ReportQuery, Role, Workspace, report};

/// What the page shows, kept in its address. `Copy`.
#[derive(Clone, Copy)]
pub struct ReportState {
    /// What is asked.
    query: Memo<ReportQuery>,
    /// The office this machine speaks for; none for the street.
    own: Memo<Option<RecordId>>,
    location: Location,
    store: WorkspaceStore,
}

impl ReportState {
    /// The days asked for; this year's where none are. Tracked.
    pub fn period(self) -> Period {
        let [year, ..] = Period::around(self.store.today());
        self.query.with(|it| it.period).unwrap_or(year)
    }

    /// Whom it is for; where that is not said, of the street's machines the city, of any other its own Party organisation.
    /// Tracked.
    pub fn to(self) -> Addressee {
        let own = || self.own.get().map_or(Addressee::City, Addressee::Party);
        self.query.with(|it| it.to.clone()).unwrap_or_else(own)
    }

    /// Asks anew, in the address.
    pub fn change(self, period: Period, to: Addressee) {
        let query = ReportQuery { period: Some(period), to: Some(to) }.to_query();
        self.location.replace(Route::Report { query });
    }
}

/// The page.
#[component]
pub fn ReportPage() -> impl IntoView {
    let (store, location, text) = (store(), location(), words());
    let query = Memo::new(move |before: Option<&ReportQuery>| match location.route() {
        Route::Report { query } => ReportQuery::parse(&query),
        _ => before.cloned().unwrap_or_else(|| ReportQuery::parse("")),
    });
    let own = store.slice(|workspace| workspace.my_office().filter(|_| workspace.my_role() != Some(Role::Street)));
    let state = ReportState { query, own, location, store };
    let made = Memo::new(move |_| {
        let (period, to, today) = (state.period(), state.to(), store.today());
        store.try_read(|workspace| report(workspace, period, &to, today))
    });
    let unfolded = RwSignal::new(false);
    let told = RwSignal::new(None::<Result<String, &'static str>>);
    let heading = move || {
        let to = state.to();
        let name = store.try_read(|workspace| addressee_name(workspace, &to, text)).unwrap_or_default();
        text.report.heading(&name, &period_name(state.period(), text))
    };
    let print = move |_| {
        // Paper shows what is unfolded.
        unfolded.set(true);
        request_animation_frame(|| request_animation_frame(|| drop(window().print())));
    };
    let save = move |_| {
        let (period, to) = (state.period(), state.to());
        let saved = made.with_untracked(|made| {
            let made = made.as_ref()?;
            let (data, name) =
                store.peek(|workspace| (made.to_value(workspace, &to), addressee_name(workspace, &to, text)));
            let name = text.report.file(&period_name(period, text), &name);
            Some(files::save(&name, &data.to_canonical()).then(|| text.report.saved(&name)))
        });
        told.set(saved.map(|it| it.ok_or(text.report.cannot_save())));
    };
    let outcome = move || {
        told.get().map(|told| match told {
            Ok(words) => view! { <p class="notice notice-calm no-print" role="status">{words}</p> }.into_any(),
            Err(words) => view! { <p class="notice notice-bad no-print" role="alert">{words}</p> }.into_any(),
        })
    };
    let turn = move |_| unfolded.update(|it| *it = !*it);
    let turn_label = move || if unfolded.get() { text.report.fold() } else { text.report.unfold() };
    let body = move || made.with(|made| made.as_ref().map(|made: &Report| sheet::sheet(store, made, unfolded, text)));
    view! {
        <div class="page">
            <div class="page-narrow stack report">
                <PageHead title=text.report.title() about=Signal::stored(text.report.intro().to_owned())/>
                <Choosing state/>
                <div class="buttons">
                    <button type="button" class="btn btn-main" id="print-report" on:click=print>{text.report.print()}</button>
                    <button type="button" class="btn" id="save-report" on:click=save>{text.report.save()}</button>
                    <button type="button" class="btn btn-text" id="unfold-report" on:click=turn>{turn_label}</button>
                </div>
                {outcome}
                <p class="report-heading" id="report-heading"><strong>{heading}</strong></p>
                {body}
            </div>
        </div>
    }
    .into_any()
}

/// What days are called.
pub fn period_name(period: Period, text: &Catalog) -> String {
    match period {
        Period::Year(year) => text.report.year_name(year),
        Period::Half(year, nth) => text.report.half_name(year, nth),
        Period::Quarter(year, nth) => text.report.quarter_name(year, nth),
        Period::Month(year, nth) => text.report.month_name(year, nth),
        Period::Days(from, to) => text.ledger.days(&text.day(from), &text.day(to)),
    }
}

/// Whom a report is for, in words.
fn addressee_name(workspace: &Workspace, to: &Addressee, text: &Catalog) -> String {
    let party = |office: &RecordId| text.report.to_party(&show::title(workspace, office, text));
    match to {
        Addressee::City => text.report.city().to_owned(),
        Addressee::Party(office) => party(office),
    }
}
