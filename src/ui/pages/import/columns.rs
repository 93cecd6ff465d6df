//! The second step: which sheet, which list, which column is which field.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::wizard::Wizard;
use crate::domain::{Kind, schema};
use crate::i18n::Catalog;
use crate::tabular::desk::ColumnView;
use crate::tabular::{Mapping, Target, mapping};
use crate::ui::state::words;

/// Checks the columns.
#[component]
pub fn ColumnsStep(wizard: Wizard) -> impl IntoView {
    let text = words();
    let problems =
        Memo::new(move |_| wizard.mapping.with(|it| it.as_ref().map(|it| problems(it, text)).unwrap_or_default()));
    let stuck =
        move || wizard.busy.get().is_some() || wizard.suggestion.with(Option::is_none) || !problems.with(Vec::is_empty);
    let table = move || wizard.suggestion.get().map(|it| view! { <Columns wizard columns=it.columns/> });
    let notices = move || {
        problems.get().into_iter().map(|words| view! { <p class="notice" role="status">{words}</p> }).collect_view()
    };
    view! {
        <div class="card stack">
            <p class="muted">{move || text.import.from_file(&wizard.file.get())}</p>
            <div class="import-choices"><SheetChoice wizard/><KindChoice wizard/></div>
        </div>
        {table}
        {notices}
        <div class="buttons import-foot">
            <button type="button" class="btn btn-main" disabled=stuck on:click=move |_| wizard.compare()>{text.import.compare()}</button>
            <button type="button" class="btn" on:click=move |_| wizard.restart()>{text.nav.previous()}</button>
        </div>
    }
}

#[component]
fn SheetChoice(wizard: Wizard) -> impl IntoView {
    let text = words();
    move || {
        let sheets = wizard.sheets.get();
        let option = |(at, sheet): (usize, &crate::tabular::desk::SheetSummary)| {
            let chosen = move || wizard.sheet.get() == at as u32;
            view! { <option value=at.to_string() selected=chosen>{sheet.name.clone()}</option> }
        };
        let options = sheets.iter().enumerate().map(option).collect_view();
        let choose = move |event| {
            if let Ok(at) = event_target_value(&event).parse() {
                wizard.suggest(at, None);
            }
        };
        (sheets.len() > 1).then(|| {
            view! { <label class="field"><span class="label">{text.import.sheet()}</span><select class="input" on:change=choose>{options}</select></label> }
        })
    }
}

#[component]
fn KindChoice(wizard: Wizard) -> impl IntoView {
    let text = words();
    let kind = Memo::new(move |_| wizard.mapping.with(|it| it.as_ref().map(|it| it.kind)));
    let choose = move |event| {
        if let Some(kind) = Kind::parse(&event_target_value(&event)) {
            wizard.suggest(wizard.sheet.get_untracked(), Some(kind));
        }
    };
    let option = move |it: Kind| view! { <option value=it.as_str() selected=move || kind.get() == Some(it)>{text.kind(it)}</option> };
    let reason = move || {
        let (likeliest, fitting) = wizard.suggestion.with(|it| {
            let it = it.as_ref()?;
            let fields = it.mapping.columns.iter().filter(|to| matches!(to, Target::Field(_))).count();
            Some((it.kinds.first()?.kind, fields))
        })?;
        (Some(likeliest) == kind.get()).then(|| text.import.looks_like(text.kind(likeliest), fitting))
    };
    move || {
        wizard.suggestion.with(Option::is_some).then(|| {
            view! {
                <label class="field">
                    <span class="label">{text.import.into()}</span>
                    <select class="input" on:change=choose>{Kind::LISTS.map(option).collect_view()}</select>
                    <span class="hint">{reason}</span>
                </label>
            }
        })
    }
}

#[component]
fn Columns(wizard: Wizard, columns: Vec<ColumnView>) -> impl IntoView {
    let text = words();
    let named = columns.into_iter().enumerate().filter(|(_, it)| !it.name.is_empty() || !it.samples.is_empty());
    let rows = named.map(|(at, column)| view! { <Column wizard at column/> }).collect_view();
    let remembered = move || {
        wizard.remembered.get().then(|| {
            view! {
                <div class="notice notice-calm">
                    <p>{text.import.remembered()}</p>
                    <button type="button" class="btn btn-small" on:click=move |_| wizard.forget()>{text.import.reset_mapping()}</button>
                </div>
            }
        })
    };
    let found = move || {
        wizard.suggestion.with(|it| {
            it.as_ref().map(|it| {
                let header = text.import.header_found(it.header_row as usize);
                format!("{header} · {}", text.import.rows_found(it.records as usize))
            })
        })
    };
    let fixed = move || {
        wizard.mapping.with(|it| {
            let it = it.as_ref().filter(|it| !it.defaults.is_empty())?;
            let line = |(name, value): (&String, &crate::domain::Value)| {
                let shape = schema::field(it.kind, name).map_or(schema::Shape::Line, |field| field.shape);
                text.errors.in_field(text.field(it.kind, name), &text.value(shape, value))
            };
            let lines: Vec<String> = it.defaults.iter().map(line).collect();
            Some(view! { <p class="muted small">{text.errors.in_field(text.import.fixed_value(), &text.list(&lines))}</p> })
        })
    };
    view! {
        <section class="card stack">
            <p>{text.import.columns_intro()}</p>
            {remembered}
            <p class="muted small">{found}</p>
            <table class="plain-table map-table" aria-label=text.import.step_columns()>
                <thead><tr><th>{text.import.column_in_sheet()}</th><th>{text.import.examples()}</th><th>{text.import.goes_to()}</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
            {fixed}
        </section>
    }
}

const NUMBER: &str = "#";

#[component]
fn Column(wizard: Wizard, at: usize, column: ColumnView) -> impl IntoView {
    let text = words();
    let target = Memo::new(move |_| {
        wizard.mapping.with(|it| match it.as_ref().and_then(|it| it.columns.get(at)) {
            Some(Target::Field(name)) => name.clone(),
            Some(Target::Number) => NUMBER.to_owned(),
            _ => String::new(),
        })
    });
    let carried = move || {
        let carried = wizard.mapping.with(|it| it.as_ref().is_some_and(|it| it.fill_down.contains(&(at as u32))));
        carried.then(|| view! { <span class="tag tag-info">{text.import.carried_down()}</span> })
    };
    let choose = move |event| {
        let to = match event_target_value(&event).as_str() {
            "" => Target::Ignore,
            NUMBER => Target::Number,
            name => Target::Field(name.to_owned()),
        };
        wizard.mapping.update(|it| {
            if let Some(column) = it.as_mut().and_then(|it| it.columns.get_mut(at)) {
                *column = to;
            }
        });
    };
    let kind = wizard.mapping.with_untracked(|it| it.as_ref().map_or(wizard.opened_from, |it| it.kind));
    let option = |value: &'static str, label: String| {
        view! { <option value=value selected=move || target.with(|it| it == value)>{label}</option> }
    };
    let fields = mapping::fields(kind).into_iter().map(|field| {
        let mark = if field.required { " *" } else { "" };
        option(field.name, format!("{}{mark}", text.field(kind, field.name)))
    });
    let options: Vec<_> =
        [option("", text.import.skip_column().to_owned()), option(NUMBER, text.import.number_column().to_owned())]
            .into_iter()
            .chain(fields)
            .collect();
    let samples = text.list(&column.samples);
    let label = format!("{} {}", column.name, text.import.goes_to());
    view! {
        <tr data-out=move || target.with(String::is_empty).then_some("")>
            <td><strong>{column.name}</strong>" "{carried}</td>
            <td class="muted small samples">{samples}</td>
            <td><select class="input" aria-label=label on:change=choose>{options}</select></td>
        </tr>
    }
}

/// What keeps a mapping from being used.
fn problems(mapping: &Mapping, text: &Catalog) -> Vec<String> {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for target in &mapping.columns {
        if let Target::Field(name) = target {
            *times.entry(name).or_default() += 1;
        }
    }
    let label = |name: &str| text.field(mapping.kind, name).to_owned();
    let twice = times.iter().filter(|(_, times)| **times > 1).map(|(name, _)| text.import.field_twice(&label(name)));
    let guessed = |name: &str| mapping.kind == Kind::Office && name == "role";
    let missing = schema::fields(mapping.kind).iter().filter(|field| {
        field.required
            && !guessed(field.name)
            && !times.contains_key(field.name)
            && !mapping.defaults.contains_key(field.name)
    });
    twice.chain(missing.map(|field| text.import.missing_field(&label(field.name)))).collect()
}
