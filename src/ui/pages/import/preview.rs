//! The third step: what would be written, row by row, and the button that writes it.

use std::sync::Arc;

use leptos::prelude::*;

use super::offices::NewOffices;
use super::reasons;
use super::wizard::Wizard;
use crate::domain::schema;
use crate::domain::{Kind, Value};
use crate::i18n::Catalog;
use crate::tabular::{Incoming, OfficeRef, Outcome, Preview, RowResult, Severity};
use crate::ui::components::tag::Tag;
use crate::ui::intake;
use crate::ui::show::{self, Tint};
use crate::ui::state::{WorkspaceStore, location, store, words};

/// Rows on one page.
const PAGE: usize = 50;

/// The outcome a row is counted under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    New,
    Changed,
    Same,
    Problem,
}

impl Sort {
    fn of(row: &RowResult) -> Sort {
        match row.outcome {
            Outcome::New { .. } => Sort::New,
            Outcome::Changed { .. } => Sort::Changed,
            Outcome::Same { .. } => Sort::Same,
            Outcome::Problem => Sort::Problem,
        }
    }

    fn words(self, text: &Catalog) -> (&'static str, Tint) {
        match self {
            Sort::New => (text.import.added(), Tint::Good),
            Sort::Changed => (text.import.changed(), Tint::Info),
            Sort::Same => (text.import.same(), Tint::Calm),
            Sort::Problem => (text.import.problem(), Tint::Bad),
        }
    }
}

/// Shows what would be written.
#[component]
pub fn PreviewStep(wizard: Wizard) -> impl IntoView {
    let (location, text) = (location(), words());
    let writing = Memo::new(move |_| {
        let restore = wizard.restore.get();
        wizard
            .preview
            .with(|it| it.as_ref().map_or(0, |it| it.rows.iter().filter(|row| intake::writes(row, restore)).count()))
    });
    let blocked = move || wizard.busy.get().is_some() || writing.get() == 0;
    let faulty = move || wizard.preview.with(|it| it.as_ref().is_some_and(|it| it.counts().problem > 0));
    let label = move || match writing.get() {
        0 => text.import.confirm().to_owned(),
        n => text.import.write_count(n),
    };
    let intro = move || match (writing.get(), faulty()) {
        (0, false) if wizard.by_place.get() => text.import.paste_nothing_new(),
        (0, true) if wizard.by_place.get() => text.import.paste_nothing_fit(),
        (0, false) => text.import.nothing_to_import(),
        (0, true) => text.import.nothing_fit(),
        _ => text.import.preview_intro(),
    };
    let another = move || {
        (writing.get() == 0 && !wizard.by_place.get()).then(|| {
            view! { <button type="button" class="btn" on:click=move |_| wizard.restart()>{text.import.another()}</button> }
        })
    };
    let back = move || {
        match wizard.by_place.get() {
        true => view! { <a class="btn" href=location.last_list(wizard.opened_from).href()>{text.import.back_to_list()}</a> }.into_any(),
        false => view! { <button type="button" class="btn" on:click=move |_| wizard.back()>{text.import.back_to_columns()}</button> }.into_any(),
    }
    };
    let counts = move || {
        let counts = wizard.preview.with(|it| it.as_ref().map(|it| it.counts()).unwrap_or_default());
        let [new, changed, same, problem] =
            [counts.new, counts.changed, counts.same, counts.problem].map(|n| n as usize);
        text.import.counts(new, changed, same, problem)
    };
    let problems = move || faulty().then(|| view! { <ProblemSheet wizard/> });
    let skipped = move || {
        let n = wizard.preview.with(|it| it.as_ref().map_or(0, |it| it.footers.len()));
        (n > 0).then(|| view! { <p class="muted small">{text.import.skipped(n)}</p> })
    };
    view! {
        <div class="notice notice-calm" role="status"><p><strong>{counts}</strong><br/>{intro}</p></div>
        <NewOffices wizard/>
        <Archived wizard/>
        <Rows wizard/>
        {skipped}
        {problems}
        <div class="buttons import-foot">
            <button type="button" class="btn btn-main" disabled=blocked on:click=move |_| wizard.write()>{label}</button>
            {back}
            {another}
        </div>
    }
}

/// The button that saves the rows that stay out.
#[component]
pub fn ProblemSheet(wizard: Wizard) -> impl IntoView {
    let text = words();
    // Rows that belong onto records are no sheet to import.
    if wizard.by_place.get_untracked() {
        return view! { <div class="notice"><p>{text.import.paste_problems_help()}</p></div> }.into_any();
    }
    view! {
        <div class="notice">
            <p>{text.import.problems_help()}</p>
            <button type="button" class="btn" on:click=move |_| wizard.save_problems()>{text.import.save_problems()}</button>
        </div>
    }
    .into_any()
}

#[component]
fn Archived(wizard: Wizard) -> impl IntoView {
    let text = words();
    let rows = Memo::new(move |_| {
        wizard
            .preview
            .with(|it| it.as_ref().map_or(0, |it| it.rows.iter().filter(|row| intake::is_archived(row)).count()))
    });
    move || {
        (rows.get() > 0).then(|| {
            let turn = move |event| wizard.restore.set(event_target_checked(&event));
            view! {
                <div class="notice">
                    <p>{text.import.archived_rows(rows.get())}</p>
                    <label class="check">
                        <input type="checkbox" prop:checked=move || wizard.restore.get() on:change=turn/>
                        {text.import.restore_archived()}
                    </label>
                </div>
            }
        })
    }
}

#[component]
fn Rows(wizard: Wizard) -> impl IntoView {
    let (store, text) = (store(), words());
    let only = RwSignal::new(None::<Sort>);
    let page = RwSignal::new(0_usize);
    let shown = Memo::new(move |_| {
        let only = only.get();
        let fits = |row: &RowResult| only.is_none_or(|sort| Sort::of(row) == sort);
        wizard.preview.with(|it| {
            let rows = it.iter().flat_map(|it| it.rows.iter().enumerate());
            Arc::new(rows.filter(|(_, row)| fits(row)).map(|(at, _)| at).collect::<Vec<usize>>())
        })
    });
    let body = move || {
        let preview = wizard.preview.get()?;
        let at = page.get() * PAGE;
        let rows: Vec<_> = shown
            .get()
            .iter()
            .skip(at)
            .take(PAGE)
            .map(|at| row_view(store, &preview, &preview.rows[*at], text))
            .collect();
        if rows.is_empty() {
            return Some(view! { <p class="muted">{text.import.nothing_of_these()}</p> }.into_any());
        }
        Some(
            view! {
                <table class="plain-table rows-table" aria-label=text.import.step_preview()>
                    <thead><tr><th class="num">{text.import.row()}</th><th>{text.import.outcome()}</th><th>{text.import.contents()}</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            }
            .into_any(),
        )
    };
    view! {
        <section class="card stack">
            <Chips wizard only page/>
            {body}
            <Pages page count=Signal::derive(move || shown.with(|it| it.len()))/>
        </section>
    }
}

#[component]
fn Chips(wizard: Wizard, only: RwSignal<Option<Sort>>, page: RwSignal<usize>) -> impl IntoView {
    let text = words();
    let count = move |sort: Option<Sort>| {
        wizard.preview.with(|it| {
            let counts = it.as_ref().map(|it| it.counts()).unwrap_or_default();
            match sort {
                None => counts.new + counts.changed + counts.same + counts.problem,
                Some(Sort::New) => counts.new,
                Some(Sort::Changed) => counts.changed,
                Some(Sort::Same) => counts.same,
                Some(Sort::Problem) => counts.problem,
            }
        })
    };
    let chip = move |sort: Option<Sort>, label: &'static str| {
        let press = move |_| {
            only.set(sort);
            page.set(0);
        };
        let pressed = move || (only.get() == sort).to_string();
        view! { <button type="button" class="chip" aria-pressed=pressed on:click=press>{label}" "<b>{move || count(sort)}</b></button> }
    };
    let sorts = [Sort::New, Sort::Changed, Sort::Same, Sort::Problem].map(|sort| chip(Some(sort), sort.words(text).0));
    view! { <div class="chips">{chip(None, text.nav.all())}{sorts.collect_view()}</div> }
}

#[component]
fn Pages(page: RwSignal<usize>, count: Signal<usize>) -> impl IntoView {
    let text = words();
    move || {
        let pages = count.get().div_ceil(PAGE);
        let at = page.get();
        (pages > 1).then(|| {
            view! {
                <div class="buttons">
                    <button type="button" class="btn btn-small" disabled=at == 0 on:click=move |_| page.set(at - 1)>{text.import.previous_page()}</button>
                    <span class="muted small">{text.import.page_of(at + 1, pages)}</span>
                    <button type="button" class="btn btn-small" disabled=at + 1 >= pages on:click=move |_| page.set(at + 1)>{text.import.next_page()}</button>
                </div>
            }
        })
    }
}

/// One row: its number, what becomes of it, what it says or changes, and what a person should know.
pub fn row_view(store: WorkspaceStore, preview: &Preview, row: &RowResult, text: &'static Catalog) -> AnyView {
    let (words, tint) = Sort::of(row).words(text);
    let (title, lines) = match &row.outcome {
        Outcome::New { fields } => {
            let of =
                |(name, incoming): (&String, &Incoming)| (name.clone(), said(store, preview, name, incoming, text));
            let all: Vec<(String, String)> =
                fields.iter().filter(|(name, _)| !schema::is_origin(name)).map(of).collect();
            titled(preview.kind, all, text)
        }
        Outcome::Changed { id, changes, .. } => {
            let lines = changes.iter().map(|change| {
                let before = store
                    .peek(|it| show::named_value_text(it, Some(preview.kind), &change.field, &change.before, text));
                let after = said(store, preview, &change.field, &change.after, text);
                let words = match (before.is_empty(), after.is_empty()) {
                    (true, _) => text.record.filled_in(&after),
                    (false, true) => text.record.cleared(&before),
                    _ => text.record.from_to(&before, &after),
                };
                text.errors.in_field(text.field(preview.kind, &change.field), &words)
            });
            (kept_title(store, id, text), lines.collect())
        }
        Outcome::Same { id } => (kept_title(store, id, text), Vec::new()),
        Outcome::Problem => (String::new(), Vec::new()),
    };
    let lines = lines.into_iter().map(|line| view! { <span class="said">{line}</span> }).collect_view();
    let issues = row.issues.iter().map(|issue| {
        let class = if issue.severity == Severity::Error { "issue issue-bad" } else { "issue" };
        view! { <p class=class>{reasons::line(issue, preview.kind, text)}</p> }
    });
    let issues = issues.collect_view();
    view! {
        <tr>
            <td class="num muted">{row.row}</td>
            <td><Tag words tint/></td>
            <td>
                {(!title.is_empty()).then(|| view! { <strong class="row-title">{title}</strong> })}
                <div class="said-all">{lines}</div>
                {issues}
            </td>
        </tr>
    }
    .into_any()
}

/// A new record's title, and its other fields as lines.
fn titled(kind: Kind, fields: Vec<(String, String)>, text: &'static Catalog) -> (String, Vec<String>) {
    let mut title = String::new();
    let mut lines = Vec::new();
    // As the schema orders them, not as the map does.
    for field in schema::fields(kind) {
        let Some((_, words)) = fields.iter().find(|(name, _)| name == field.name) else { continue };
        if field.name == schema::title_field(kind) {
            title.clone_from(words);
        } else if field.name != "status" && !words.is_empty() {
            lines.push(text.errors.in_field(text.field(kind, field.name), words));
        }
    }
    (title, lines)
}

fn kept_title(store: WorkspaceStore, id: &str, text: &'static Catalog) -> String {
    let id = crate::domain::RecordId::parse(id).ok();
    id.map(|id| store.peek(|workspace| show::title(workspace, &id, text))).unwrap_or_default()
}

fn said(store: WorkspaceStore, preview: &Preview, field: &str, incoming: &Incoming, text: &'static Catalog) -> String {
    let office = |office: &OfficeRef| match office {
        OfficeRef::Known(id) => kept_title(store, id, text),
        OfficeRef::New(at) => preview.new_offices.get(*at as usize).map(|it| it.name.clone()).unwrap_or_default(),
    };
    let value = |value: &Value| store.peek(|it| show::named_value_text(it, Some(preview.kind), field, value, text));
    match incoming {
        Incoming::Value(it) => value(it),
        Incoming::Office(it) => office(it),
        Incoming::Offices(all) => text.list(&all.iter().map(office).collect::<Vec<_>>()),
    }
}
