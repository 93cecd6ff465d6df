//! Reading a spreadsheet into a list: file, columns, preview, result. Nothing is written before the person says so.

mod columns;
mod done;
mod file;
mod offices;
mod preview;
mod reasons;
mod wizard;
mod writing;

use leptos::html;
use leptos::prelude::*;

use crate::domain::Kind;
use crate::ui::components::page_head::PageHead;
use crate::ui::state::{location, store, words};
use columns::ColumnsStep;
use done::DoneStep;
use file::FileStep;
use preview::PreviewStep;
use wizard::{Step, Wizard};

pub use wizard::MAPPINGS;

/// The import page; `kind` is the list it was opened from.
#[component]
pub fn ImportPage(kind: Kind) -> impl IntoView {
    let (store, text) = (store(), words());
    let wizard = Wizard::new(kind);
    if let Some(pasted) = location().take_pasted().filter(|it| it.kind == kind) {
        wizard.paste(pasted);
    }
    let page = NodeRef::<html::Div>::new();
    // Each step begins at its top.
    Effect::new(move |_| {
        wizard.step.track();
        if let Some(page) = page.get() {
            page.set_scroll_top(0);
        }
    });
    let head = move |by_place: bool| match by_place {
        true => (text.import.paste_title(), text.import.paste_intro()),
        false => (text.import.title(), text.import.intro()),
    };
    // Saving goes on and off while a long import is written.
    let may_write = Memo::new(move |_| store.may_write());
    let step = move || {
        if !may_write.get() {
            return view! { <p class="notice">{text.import.follower()}</p> }.into_any();
        }
        match wizard.step.get() {
            Step::File => view! { <FileStep wizard/> }.into_any(),
            Step::Columns => view! { <ColumnsStep wizard/> }.into_any(),
            Step::Preview => view! { <PreviewStep wizard/> }.into_any(),
            Step::Done => view! { <DoneStep wizard/> }.into_any(),
        }
    };
    view! {
        <div class="page" node_ref=page>
            <div class="page-narrow stack">
                {move || view! { <PageHead title=head(wizard.by_place.get()).0 about=Signal::stored(head(wizard.by_place.get()).1.to_owned())/> }}
                <Steps wizard/>
                <Trouble wizard/>
                {step}
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn Steps(wizard: Wizard) -> impl IntoView {
    let text = words();
    let steps = [
        (Step::File, text.import.step_file()),
        (Step::Columns, text.import.step_columns()),
        (Step::Preview, text.import.step_preview()),
        (Step::Done, text.import.step_done()),
    ];
    let line = move |(step, label): (Step, &'static str)| {
        let current = move || (wizard.step.get() == step).then_some("step");
        view! { <li aria-current=current>{label}</li> }
    };
    let shown = move || {
        let by_place = wizard.by_place.get();
        let shown = steps.into_iter().filter(move |(step, _)| !by_place || matches!(step, Step::Preview | Step::Done));
        shown.map(line).collect_view()
    };
    view! { <ol class="wizard-steps">{shown}</ol> }
}

/// What went wrong, and what is under way with the button that stops it.
#[component]
fn Trouble(wizard: Wizard) -> impl IntoView {
    let text = words();
    let trouble = move || {
        wizard.trouble.get().map(|words| view! { <div class="notice notice-bad" role="alert"><p>{words}</p></div> })
    };
    let busy = move || {
        wizard.busy.get().map(|words| {
            let words = move || match wizard.written_so_far.get() {
                Some(n) => text.import.written_so_far(n),
                None => words.to_owned(),
            };
            let stop = move || match wizard.written_so_far.with(Option::is_some) {
                true => text.import.stop_writing(),
                false => text.import.cancel_reading(),
            };
            view! {
                <div class="notice notice-calm" role="status">
                    <p>{words}</p>
                    <button type="button" class="btn btn-small" on:click=move |_| wizard.stop()>{stop}</button>
                </div>
            }
        })
    };
    view! { {trouble}{busy} }
}
