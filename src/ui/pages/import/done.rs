//! The last step: what was written, the way back, and the rows that stayed out.

use leptos::prelude::*;

use super::preview::{ProblemSheet, row_view};
use super::wizard::Wizard;
use crate::tabular::Outcome;
use crate::ui::route::Route;
use crate::ui::state::{store, words};

/// Problem rows listed on the page; the saved sheet has them all.
const MOST: usize = 50;

/// Shows what was written.
#[component]
pub fn DoneStep(wizard: Wizard) -> impl IntoView {
    let (store, text) = (store(), words());
    let kind = move || wizard.written.with(|it| it.as_ref().map_or(wizard.opened_from, |it| it.kind));
    let by_place = wizard.by_place.get_untracked();
    let undone = move || if by_place { text.import.paste_undone() } else { text.import.undone() };
    let undo_label = if by_place { text.import.undo_paste() } else { text.import.undo() };
    let title = if by_place { text.import.paste_done_title() } else { text.import.done_title() };
    let words = move || {
        wizard.written.with(|it| {
            let it = it.as_ref()?;
            if let Some(n) = it.stopped.filter(|_| !it.undone) {
                return Some(text.import.stopped_after(n));
            }
            let mut done = text.import.done(it.counts.new as usize, it.counts.changed as usize);
            if it.restored > 0 {
                done.push_str(&text.import.done_restored(it.restored));
            }
            Some(if it.undone { undone().to_owned() } else { done })
        })
    };
    let undo = move || {
        let left = wizard.written.with(|it| it.as_ref().is_some_and(|it| !it.undone));
        left.then(|| view! { <button type="button" class="btn" on:click=move |_| wizard.undo()>{undo_label}</button> })
    };
    let another = (!by_place).then(|| {
        view! { <button type="button" class="btn" on:click=move |_| wizard.restart()>{text.import.another()}</button> }
    });
    let left_out = move || {
        let preview = wizard.preview.get()?;
        let rows: Vec<_> = preview.rows.iter().filter(|row| row.outcome == Outcome::Problem).collect();
        let count = rows.len();
        let rows = rows.into_iter().take(MOST).map(|row| row_view(store, &preview, row, text)).collect_view();
        (count > 0).then(|| {
            view! {
                <section class="card stack">
                    <h2>{if by_place { text.import.paste_left_out(count) } else { text.import.left_out(count) }}</h2>
                    <table class="plain-table rows-table" aria-label=text.import.problems_sheet()><tbody>{rows}</tbody></table>
                    <ProblemSheet wizard/>
                </section>
            }
        })
    };
    view! {
        <section class="card stack">
            <h2>{title}</h2>
            <p role="status">{words}</p>
            <div class="buttons">
                <a class="btn btn-main" href=move || Route::list(kind()).href()>{text.import.see_list()}</a>
                {another}
                {undo}
            </div>
        </section>
        {left_out}
    }
}
