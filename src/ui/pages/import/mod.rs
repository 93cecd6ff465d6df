//! Reading a spreadsheet into a list: file, columns, preview, result. Nothing is written before the person says so.

mod columns;
mod done;
mod file;
mod offices;
mod preview;
mod reasons;
mod wizard;

use leptos::html;
use leptos::prelude::*;

use crate::domain::Kind;
use crate::ui::components::page_head::PageHead;
use crate::ui::state::{store, words};
use columns::ColumnsStep;
use done::DoneStep;
use file::FileStep;
use preview::PreviewStep;
use wizard::{Step, Wizard};

/// The import page; `kind` is the list it was opened from.
#[component]
pub fn ImportPage(kind: Kind) -> impl IntoView {
    let (store, text) = (store(), words());
    let wizard = Wizard::new(kind);
    let page = NodeRef::<html::Div>::new();
    // Each step begins at its top.
    Effect::new(move |_| {
        wizard.step.track();
        if let Some(page) = page.get() {
            page.set_scroll_top(0);
        }
    });
    let step = move || {
        if !store.may_write() {
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
                <PageHead title=text.import.title() about=Signal::stored(text.import.intro().to_owned())/>
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
    view! { <ol class="wizard-steps">{steps.map(line).collect_view()}</ol> }
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
            view! {
                <div class="notice notice-calm" role="status">
                    <p>{words}</p>
                    <button type="button" class="btn btn-small" on:click=move |_| wizard.stop()>{text.import.cancel_reading()}</button>
                </div>
            }
        })
    };
    view! { {trouble}{busy} }
}
