//! The steps a record may take next: whose turn it is, one button for each state it may go to, and under them what the step
//! asks for.

use leptos::prelude::*;

use super::step_form::StepForm;
use crate::domain::transition::Missing;
use crate::domain::{Kind, RecordId};
use crate::i18n::Catalog;
use crate::ui::components::focus::{to_head, to_next};
use crate::ui::policy_words;
use crate::ui::show;
use crate::ui::state::{WorkspaceStore, location, store, words};
use crate::workspace::steps::state_set;
use crate::workspace::{Action, May, Offered, Reason, Stamp, Step, StepError, Turn};

/// Where the focus goes after a step: a key pressed once too often takes no other.
const HEADS: &[&str] = &[".record-steps:not([hidden]) h3", ".record-head h2", "h1"];

/// What is shown of a record's steps.
#[derive(Clone, Debug, Default, PartialEq)]
struct Shown {
    /// The state the record is in.
    from: String,
    offered: Vec<Offered>,
    turn: Option<Turn>,
    /// The name of the office whose turn it is.
    office: String,
}

/// The next steps; nothing for kinds without states.
#[component]
pub fn Steps(id: RecordId) -> impl IntoView {
    let (store, location, text) = (store(), location(), words());
    let kind = id.kind()?;
    if state_set(kind).is_empty() {
        return None;
    }
    let shown = {
        let id = id.clone();
        store.slice(move |workspace| {
            let turn = workspace.turn(&id);
            let office = turn.as_ref().and_then(|it| it.office.as_ref()).map(|it| show::title(workspace, it, text));
            let from = workspace.text(&id, "status");
            Shown { from, offered: workspace.next_steps(&id), turn, office: office.unwrap_or_default() }
        })
    };
    let open = RwSignal::new(None::<&'static str>);
    // A step that was taken elsewhere meanwhile is not offered any more.
    let opened = Memo::new(move |_| {
        let to = open.get()?;
        shown.with(|shown| shown.offered.iter().find(|it| it.to == to && it.may == May::Yes).copied())
    });
    // The focus goes back to the button the form stood under; where the step was taken that button is gone.
    let close = Callback::new(move |to: &'static str| {
        open.set(None);
        to_next(0, &[".record-steps [data-step='", to, "']"].concat(), HEADS);
    });
    let id = StoredValue::new(id);
    let button = move |offered: Offered, from: &str| {
        let to = offered.to;
        let verb = text.step(kind, from, to);
        // What asks for something more opens a form first.
        let verb = if offered.asks.is_nothing() { verb.to_owned() } else { [verb, "…"].concat() };
        let press = move |_| {
            // What is typed under a step is not lost unasked.
            if location.is_unsaved() {
                return store.announce(text.status.unsaved());
            }
            let step = Step::new(id.get_value(), to);
            let today = store.today_now();
            let is_plain = offered.asks.is_nothing()
                && store.peek(|workspace| workspace.follow(std::slice::from_ref(&step), today).is_empty());
            if is_plain {
                // What it lacks was told.
                if take(store, step, text).is_ok() {
                    to_head(HEADS);
                }
            } else {
                open.update(|open| *open = if *open == Some(to) { None } else { Some(to) });
            }
        };
        let expanded = move || (open.get() == Some(to)).to_string();
        view! { <button type="button" class="btn btn-small" data-step=to aria-expanded=expanded on:click=press>{verb}</button> }
    };
    let form = move || opened.get().map(|offered| view! { <StepForm id=id.get_value() offered close/> });
    let turn = move || {
        let turn = shown.with(|shown| turn_words(kind, shown, text));
        turn.map(|(words, is_mine)| {
            if is_mine {
                view! { <p class="turn"><strong>{words}</strong></p> }.into_any()
            } else {
                view! { <p class="turn">{words}</p> }.into_any()
            }
        })
    };
    let may_step =
        Memo::new(move |_| store.may_write() && shown.with(|shown| shown.offered.iter().any(|it| it.may == May::Yes)));
    let buttons = move || {
        may_step.get().then(|| {
            let shown = shown.get();
            let may = shown.offered.iter().filter(|it| it.may == May::Yes);
            view! { <div class="buttons no-print">{may.copied().map(|it| button(it, &shown.from)).collect_view()}</div> }
        })
    };
    let others = move || {
        let words = shown.with(|shown| others_words(kind, shown, text));
        words.map(|words| view! { <p class="muted small">{words}</p> })
    };
    let is_empty = Memo::new(move |_| {
        let told = |shown: &Shown| shown.turn.is_some() || others_words(kind, shown, text).is_some();
        !may_step.get() && !shown.with(told)
    });
    // The section stands while its parts change: what holds the focus keeps it.
    Some(view! {
        <section class="record-steps" hidden=move || is_empty.get()>
            <h3 tabindex="-1">{text.record.steps()}</h3>
            {turn}
            {buttons}
            {form}
            {others}
        </section>
    })
}

/// Whose turn it is, in words; and whether it is ours.
fn turn_words(kind: Kind, shown: &Shown, text: &'static Catalog) -> Option<(String, bool)> {
    let turn = shown.turn.as_ref()?;
    let step = text.step(kind, &shown.from, turn.to);
    Some(match turn.office {
        Some(_) if turn.is_mine => (text.stepping.waits_for_us(step), true),
        Some(_) => (text.stepping.waits_for(step, &shown.office), false),
        None => (text.stepping.nobody().to_owned(), false),
    })
}

/// Why the step onward is not offered here, where nobody may take it for itself.
fn others_words(kind: Kind, shown: &Shown, text: &'static Catalog) -> Option<String> {
    let turn = shown.turn.as_ref().filter(|it| it.office.is_some())?;
    let offered = shown.offered.iter().find(|it| it.to == turn.to)?;
    let May::No(Reason::Rule(rule)) = offered.may else { return None };
    rule.is_grave().then(|| {
        let who: Vec<&str> = rule.who.iter().map(|it| policy_words::who(*it, text)).collect();
        let never: Vec<&str> = rule.never.iter().map(|it| policy_words::who(*it, text)).collect();
        let line = text.stepping.others(text.step(kind, &shown.from, turn.to), &text.list(&who));
        text.policy.but_never(&line, &text.list(&never))
    })
}

/// Takes a step with all that follows of it, as one action.
pub fn take(store: WorkspaceStore, step: Step, text: &'static Catalog) -> Result<(), StepError> {
    take_all(store, vec![step], text).map(|_| ())
}

/// Takes several steps as one action, whose reason is the first one's.
pub fn take_all(store: WorkspaceStore, steps: Vec<Step>, text: &'static Catalog) -> Result<usize, StepError> {
    let today = store.today_now();
    let edits = match store.peek(|workspace| workspace.step_edits(&steps, today)) {
        Ok(edits) => edits,
        Err(error) => {
            store.announce(lack_words(error, text));
            return Err(error);
        }
    };
    let follow = edits.len() - steps.len();
    let why = steps.iter().map(|it| it.reason.trim()).find(|it| !it.is_empty()).map(str::to_owned);
    let written = store.change(Action::Save, |workspace, stamp| workspace.edit(edits, &Stamp { why, ..stamp.clone() }));
    match written {
        Ok(_) if follow > 0 => store.announce_change(text.stepping.done_with(follow)),
        Ok(_) => store.announce_change(text.stepping.done()),
        Err(_) => {
            store.announce(text.errors.unexpected());
            return Err(StepError::NotFound);
        }
    }
    Ok(follow)
}

/// What a step lacks, in words.
pub fn lack_words(error: StepError, text: &Catalog) -> &'static str {
    match error {
        StepError::Missing(Missing::Reason) => text.stepping.reason_missing(),
        StepError::Missing(Missing::Evidence) => text.stepping.evidence_missing(),
        StepError::Missing(Missing::Field(_)) => text.stepping.field_missing(),
        StepError::Missing(Missing::NotNext) => text.stepping.not_next(),
        StepError::Circle => text.stepping.circle(),
        StepError::NotFound => text.errors.not_found(),
    }
}
