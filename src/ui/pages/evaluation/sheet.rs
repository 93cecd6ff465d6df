//! One sheet: points and reason of each indicator, saved one by one so that two desks can share the work.

use leptos::prelude::*;

use super::totals::TotalsCard;
use super::{Archive, scheme_of, sheet_title};
use crate::domain::order;
use crate::domain::{RecordId, Value};
use crate::evaluation::scheme::BONUS;
use crate::evaluation::{Indicator, Mark, Part, PointsError, format_points, parse_points};
use crate::ui::components::page_head::PageHead;
use crate::ui::components::record::{Clashes, History};
use crate::ui::pages::not_found::NotFoundPage;
use crate::ui::route::Route;
use crate::ui::state::{store, words};
use crate::workspace::{Action, Edit};

/// One sheet.
#[component]
pub fn SheetPage(id: RecordId) -> impl IntoView {
    let (store, text) = (store(), words());
    if !store.peek(|workspace| workspace.contains(&id)) {
        return view! { <NotFoundPage/> }.into_any();
    }
    let own = StoredValue::new(id.clone());
    let title = store.slice(move |workspace| own.with_value(|id| sheet_title(workspace, id, text)));
    let scheme = store.slice(move |workspace| own.with_value(|id| scheme_of(workspace, id)));
    let about = Signal::derive(move || scheme.with(|it| it.as_ref().map(|it| it.title.clone()).unwrap_or_default()));
    let parts = move || {
        let Some(scheme) = scheme.get() else {
            return view! { <p class="notice">{text.evaluation.scheme_damaged()}</p> }.into_any();
        };
        let id = own.get_value();
        let bonus = (scheme.bonus_cap > 0).then(|| {
            let indicator = Indicator {
                code: BONUS.to_owned(),
                name: text.evaluation.bonus().to_owned(),
                max_points: scheme.bonus_cap * 100,
            };
            let part = Part {
                key: BONUS.to_owned(),
                name: text.evaluation.bonus().to_owned(),
                weight: 0,
                indicators: vec![indicator],
            };
            view! { <PartCard id=id.clone() part/> }
        });
        let parts =
            scheme.parts.iter().map(|part| view! { <PartCard id=id.clone() part=part.clone()/> }).collect_view();
        view! { {parts}{bonus}<TotalsCard id=id.clone() scheme/> }.into_any()
    };
    let print = move |_| drop(window().print());
    let edit = Route::Edit { id: id.clone() }.href();
    let archive = {
        let id = id.clone();
        move || {
            let (id, edit) = (id.clone(), edit.clone());
            store.may_write().then(|| view! { <a class="btn" href=edit>{text.record.edit()}</a><Archive id/> })
        }
    };
    view! {
        <div class="page">
            <div class="page-narrow stack">
                <div class="crumbs no-print"><a class="link" href=Route::Evaluation.href()>{text.evaluation.back()}</a></div>
                <PageHead title=title about/>
                <Clashes id=id.clone()/>
                {parts}
                <div class="buttons">
                    <button type="button" class="btn" on:click=print>{text.record.print()}</button>
                    {archive}
                </div>
                <section class="card record no-print"><History id/></section>
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn PartCard(id: RecordId, part: Part) -> impl IntoView {
    let text = words();
    let rows = part.indicators.into_iter().map(|indicator| view! { <MarkRow id=id.clone() indicator/> }).collect_view();
    let weight = (part.weight > 0)
        .then(|| view! { <span class="muted small">{text.evaluation.weight()}" "{part.weight}</span> });
    view! {
        <section class="card stack">
            <h2>{part.name.clone()}" "{weight}</h2>
            <table class="plain-table mark-table" aria-label=part.name.clone()>
                <thead>
                    <tr>
                        <th>{text.evaluation.indicator()}</th>
                        <th>{text.evaluation.points()}</th>
                        <th>{text.evaluation.reason()}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
}

#[component]
fn MarkRow(id: RecordId, indicator: Indicator) -> impl IntoView {
    let (store, text) = (store(), words());
    let max = indicator.max_points;
    let field = StoredValue::new(Mark::field(&indicator.code));
    let id = StoredValue::new(id);
    let kept = store.slice(move |workspace| {
        id.with_value(|id| field.with_value(|field| Mark::from_value(&workspace.value(id, field))))
    });
    let (points, reason) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let problem = RwSignal::new(None::<String>);
    Effect::new(move |before: Option<Option<Mark>>| {
        let now = kept.get();
        match (&now, before.flatten()) {
            (Some(mark), _) => {
                points.set(format_points(mark.points(max)));
                reason.set(mark.reason.clone());
            }
            // Taken back from the history or by another office.
            (None, Some(_)) => points.set(String::new()),
            (None, None) => {}
        }
        now
    });
    let save = move || {
        let before = kept.get_untracked();
        let typed = points.get_untracked();
        let value = if typed.trim().is_empty() {
            let unsaved = before.is_none() && !reason.get_untracked().trim().is_empty();
            problem.set(unsaved.then(|| text.evaluation.points_first().to_owned()));
            Value::Null
        } else {
            let given = match parse_points(&typed, max) {
                Ok(given) => given,
                Err(error) => {
                    return problem.set(Some(match error {
                        PointsError::NotPoints => text.evaluation.bad_points().to_owned(),
                        PointsError::Negative => text.evaluation.negative_points().to_owned(),
                        PointsError::OverMax { max } => text.evaluation.over_max(&format_points(max)),
                    }));
                }
            };
            problem.set(None);
            let reason = reason.get_untracked().trim().to_owned();
            // Points taken off the maximum stay so where only the reason changes.
            let same = before.clone().filter(|mark| mark.points(max) == given);
            let mark = same.unwrap_or(Mark { hundredths: given, deducted: false, reason: String::new() });
            Mark { reason, ..mark }.to_value()
        };
        if before.map_or(Value::Null, |mark| mark.to_value()) == value {
            return;
        }
        let edit = Edit::change(id.get_value(), order::map([(field.get_value(), value)]));
        match store.submit(vec![edit], Action::Save) {
            Ok(_) => store.announce(text.form.saved()),
            Err(crate::workspace::EditError::IdCardNumber { .. }) => {
                problem.set(Some(text.errors.id_card().to_owned()))
            }
            Err(_) => problem.set(Some(text.errors.unexpected().to_owned())),
        }
    };
    let given = move |event| {
        points.set(event_target_value(&event));
        save();
    };
    let explained = move |event| {
        reason.set(event_target_value(&event));
        save();
    };
    let label = text.evaluation.score_of(&indicator.code);
    let why = format!("{} {}", indicator.code, text.evaluation.reason());
    let shut = move || !store.may_write();
    let wrong = move || {
        problem.get().map(|words| view! { <p class="field"><span class="problem" role="alert">{words}</span></p> })
    };
    view! {
        <tr>
            <td><span class="muted small">{indicator.code}</span>" "{indicator.name}</td>
            <td class="points">
                <span class="out-of">
                    <input
                        class="input num"
                        inputmode="decimal"
                        aria-label=label
                        aria-invalid=move || problem.with(Option::is_some).to_string()
                        placeholder=text.evaluation.not_scored()
                        disabled=shut
                        prop:value=move || points.get()
                        on:change=given
                    />
                    <span class="muted">"/ "{format_points(max)}</span>
                </span>
                {wrong}
            </td>
            <td><textarea class="input" rows="1" autocomplete="off" aria-label=why placeholder=text.evaluation.reason_hint() disabled=shut prop:value=move || reason.get() on:change=explained></textarea></td>
        </tr>
    }
}
