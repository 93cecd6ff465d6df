//! How a sheet stands: each part, the whole, what is missing, the grade once nothing is.

use leptos::prelude::*;

use crate::domain::RecordId;
use crate::evaluation::{PartTotal, Scheme, format_points, totals};
use crate::ui::components::tag::Tag;
use crate::ui::show::Tint;
use crate::ui::state::{store, words};

/// The totals of a sheet under its scheme.
#[component]
pub fn TotalsCard(id: RecordId, scheme: Scheme) -> impl IntoView {
    let (store, text) = (store(), words());
    let names: Vec<(String, String)> =
        scheme.parts.iter().flat_map(|part| &part.indicators).map(|it| (it.code.clone(), it.name.clone())).collect();
    let body = move || {
        let totals = store.try_read(|workspace| totals(&scheme, &workspace.fields(&id)))?;
        let rows = totals.parts.iter().map(part_row).collect_view();
        let missing: Vec<String> = totals.parts.iter().flat_map(|part| part.missing.iter().cloned()).collect();
        let name = |code: &String| {
            names.iter().find(|it| it.0 == *code).map_or_else(|| code.clone(), |it| format!("{} {}", it.0, it.1))
        };
        let left = (!missing.is_empty()).then(|| {
            let list = text.list(&missing.iter().map(name).collect::<Vec<_>>());
            view! {
                <div class="notice">
                    <p>{text.errors.in_field(&text.evaluation.missing(missing.len()), &list)}</p>
                </div>
            }
        });
        let bonus = (scheme.bonus_cap > 0).then(|| {
            view! { <tr><td colspan="3">{text.evaluation.bonus()}</td><td class="num">{format_points(totals.bonus)}</td></tr> }
        });
        let label = if totals.complete { text.evaluation.total() } else { text.evaluation.so_far() };
        let grade = match &totals.grade {
            Some(grade) => view! { <Tag words=grade.name.clone() tint=Tint::Info/> }.into_any(),
            None => view! { <span class="muted small">{text.evaluation.no_grade()}</span> }.into_any(),
        };
        Some(view! {
            <table class="plain-table" aria-label=text.evaluation.total()>
                <thead>
                    <tr>
                        <th>{text.evaluation.part()}</th>
                        <th class="num">{text.evaluation.part_total()}</th>
                        <th class="num">{text.evaluation.weight()}</th>
                        <th class="num">{text.evaluation.weighted()}</th>
                    </tr>
                </thead>
                <tbody>{rows}{bonus}</tbody>
                <tfoot>
                    <tr><th colspan="3">{label}" "{grade}</th><td class="num total">{format_points(totals.total_hundredths)}</td></tr>
                </tfoot>
            </table>
            {left}
            <p class="muted small">{text.evaluation.how_computed()}</p>
        })
    };
    view! { <section class="card stack" aria-live="polite"><h2>{text.evaluation.total()}</h2>{body}</section> }
}

fn part_row(part: &PartTotal) -> impl IntoView + use<> {
    let points = format!("{} / {}", format_points(part.points), format_points(part.max));
    view! {
        <tr>
            <td>{part.name.clone()}</td>
            <td class="num">{points}</td>
            <td class="num">{part.weight}</td>
            <td class="num">{format_points(part.weighted)}</td>
        </tr>
    }
}
