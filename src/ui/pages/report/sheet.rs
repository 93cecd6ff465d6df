//! The figures, each with its records folded behind it.

use leptos::prelude::*;

use crate::domain::{Date, Quantity, RecordId};
use crate::i18n::Catalog;
use crate::ui::components::folded::is_open;
use crate::ui::pages::ledger::wording;
use crate::ui::route::Route;
use crate::ui::show;
use crate::ui::state::{WorkspaceStore, words};
use crate::workspace::{Counted, Figured, Report, Side, Told};

/// What is pledged, what is done, and how it stands at the end.
const SECTIONS: [&[Told]; 3] = [
    &[Told::Offered, Told::Claimed, Told::Started],
    &[Told::Delivered, Told::SignedOff],
    &[Told::Running, Told::Overdue],
];

/// The report.
pub fn sheet(store: WorkspaceStore, made: &Report, unfolded: RwSignal<bool>, text: &'static Catalog) -> AnyView {
    let titles = [text.report.pledged(), text.report.done(), text.report.at_end()];
    let not_begun = (made.from > made.until).then(|| view! { <p class="notice">{text.report.not_begun()}</p> });
    let sections = SECTIONS.iter().zip(titles).enumerate().map(|(at, (told, title))| {
        let of = made.figures.iter().filter(|it| told.contains(&it.told));
        let lines = of.map(|it| line(store, it, made.offices.is_empty(), unfolded, text)).collect_view();
        let as_of = (at == 2).then(|| view! { <p class="muted small">{text.report.as_of(&text.day(made.until))}</p> });
        view! { <section class="card stack-small"><h2>{title}</h2>{as_of}<ul class="report-lines">{lines}</ul></section> }
    });
    let offices = (!made.offices.is_empty()).then(|| by_office(store, made, text));
    let counting = [
        text.report.count_1(),
        text.report.count_2(),
        text.report.count_3(),
        text.report.count_6(),
        text.report.count_4(),
        text.report.count_5(),
    ];
    view! {
        {not_begun}
        {sections.collect_view()}
        {offices}
        <section class="card stack-small">
            <h2>{text.report.counting()}</h2>
            <ul class="dots small">{counting.map(|it| view! { <li>{it}</li> }).collect_view()}</ul>
        </section>
    }
    .into_any()
}

/// What a figure tells.
pub fn told(told: Told, text: &Catalog) -> &'static str {
    match told {
        Told::Offered => text.report.offered(),
        Told::Claimed => text.report.claimed(),
        Told::Started => text.report.started(),
        Told::Delivered => text.report.delivered(),
        Told::SignedOff => text.report.signed_off(),
        Told::Running => text.report.running(),
        Told::Overdue => text.report.overdue(),
    }
}

/// The number of a figure with its noun.
fn count(it: &Figured, text: &Catalog) -> String {
    match it.told {
        Told::Offered | Told::Claimed | Told::Delivered => text.report.records(it.records.len()),
        _ => text.report.projects(it.records.len()),
    }
}

/// A figure; of one office's report, as whose part it counts.
fn line(
    store: WorkspaceStore,
    it: &Figured,
    names_side: bool,
    unfolded: RwSignal<bool>,
    text: &'static Catalog,
) -> AnyView {
    let side = match it.side {
        Side::Own => text.report.own(),
        Side::Supporting => text.report.supporting(),
    };
    let name = if names_side && it.told.has_support() {
        text.with_aside(told(it.told, text), side)
    } else {
        told(it.told, text).to_owned()
    };
    let key = [it.told.as_str(), if it.side == Side::Own { "" } else { "-with" }].concat();
    let amounts = (!it.amounts.is_empty())
        .then(|| view! { <span class="report-amounts">{wording::amounts(&it.amounts, text)}</span> });
    let figure = view! { <span>{name}</span><b>{count(it, text)}</b>{amounts} };
    if it.records.is_empty() {
        return view! { <li class="report-line" data-figure=key>{figure}</li> }.into_any();
    }
    let records = it.records.clone();
    // What stands behind is drawn when it is first asked for: a year may hold thousands.
    let open = RwSignal::new(unfolded.get_untracked());
    Effect::new(move |before: Option<bool>| {
        let all = unfolded.get();
        if before.is_some() {
            open.set(all);
        }
        all
    });
    let body = move || open.get().then(|| behind(store, &records));
    let toggled = move |event: leptos::ev::Event| open.set(is_open(&event));
    view! {
        <li data-figure=key>
            <details class="report-line" prop:open=move || open.get() on:toggle=toggled>
                <summary>{figure}</summary>
                {body}
            </details>
        </li>
    }
    .into_any()
}

/// The records behind a figure, each a link.
fn behind(store: WorkspaceStore, records: &[Counted]) -> AnyView {
    let text = words();
    let item = |it: &Counted| {
        let id = &it.record;
        let (title, aside) = store.peek(|workspace| {
            let amount_of = |id: &RecordId| {
                ["capacity", "quantity", "delivered"]
                    .into_iter()
                    .find_map(|field| Quantity::from_value(&workspace.value(id, field)).map(|it| text.quantity(&it)))
            };
            let of = workspace.link(id, "project").map(|it| show::title(workspace, &it, text));
            let day = Date::parse(&workspace.text(id, "on")).map(|it| text.day(it));
            let amount = it.amount.as_ref().and_then(|_| amount_of(id));
            let before = it.before.as_ref().and_then(amount_of).map(|it| text.report.before(&it));
            let aside: Vec<String> = of.into_iter().chain(day).chain(amount).chain(before).collect();
            (show::title(workspace, id, text), aside.join(" · "))
        });
        view! { <li><a class="link" href=Route::record(id.clone()).href()>{title}</a>" "<span class="muted small">{aside}</span></li> }
    };
    view! { <ol class="report-records">{records.iter().map(item).collect_view()}</ol> }.into_any()
}

/// A table of the offices' own parts, and how many projects each supports.
fn by_office(store: WorkspaceStore, made: &Report, text: &'static Catalog) -> AnyView {
    let heads = Told::ALL.map(|it| view! { <th scope="col" class="num">{told(it, text)}</th> });
    let cell = |all: &[Figured], told: Told| {
        let number =
            |side: Side| all.iter().find(|it| it.told == told && it.side == side).map_or(0, |it| it.records.len());
        let (own, with) = (number(Side::Own), number(Side::Supporting));
        let with = (with > 0).then(|| view! { " "<span class="muted small">{format!("+{with}")}</span> });
        view! { <td class="num">{own}{with}</td> }
    };
    let row = |(office, all): &(Option<RecordId>, Vec<Figured>)| {
        let name = match office {
            Some(office) => store.peek(|workspace| show::title(workspace, office, text)),
            None => text.report.no_office().to_owned(),
        };
        view! { <tr><th scope="row">{name}</th>{Told::ALL.map(|told| cell(all, told)).collect_view()}</tr> }
    };
    let sum = |told: Told| {
        let whole = made.figures.iter().find(|it| it.told == told).map_or(0, |it| it.records.len());
        view! { <td class="num">{whole}</td> }
    };
    view! {
        <section class="card stack-small">
            <h2>{text.report.by_office()}</h2>
            <p class="muted small">{text.report.plus()}</p>
            <div class="scrolls" tabindex="0" role="region" aria-label=text.report.by_office()>
                <table class="plain-table wide-table report-offices" id="report-offices">
                    <thead><tr><th scope="col">{text.report.office()}</th>{heads.collect_view()}</tr></thead>
                    <tbody>{made.offices.iter().map(row).collect_view()}</tbody>
                    <tfoot><tr><th scope="row">{text.board.total()}</th>{Told::ALL.map(sum).collect_view()}</tr></tfoot>
                </table>
            </div>
        </section>
    }
    .into_any()
}
