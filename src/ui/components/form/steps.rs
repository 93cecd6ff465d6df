//! A form in steps, a group of fields at a time, for those who read in the largest text; for others it is one page.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;

use super::filling::{Filling, is_input};
use crate::domain::Kind;
use crate::domain::schema::{self, Field, Group};
use crate::ui::appearance::Choice;
use crate::ui::state::words;

const GROUPS: [Group; 5] = [Group::What, Group::Who, Group::Terms, Group::State, Group::More];

/// The fields of a group that have an input.
pub fn inputs(kind: Kind, group: Group) -> impl Iterator<Item = &'static Field> {
    schema::fields(kind).iter().filter(move |field| field.group == group && is_input(field))
}

/// The steps of one form. `Copy`.
#[derive(Clone, Copy)]
pub struct Steps {
    kind: Kind,
    /// The step shown; none where the form is one page.
    at: Option<RwSignal<usize>>,
    /// A new record is saved in the last step only: what it must have stands in several.
    is_new: bool,
}

impl Steps {
    /// The steps of a form of a kind, as the size of the text asks for.
    pub fn of(kind: Kind, is_new: bool) -> Steps {
        let at = (Choice::Size.kept() == "elder").then(|| RwSignal::new(0));
        Steps { kind, at, is_new }
    }

    /// The groups of the form, in their order.
    pub fn groups(self) -> Vec<Group> {
        GROUPS.into_iter().filter(|group| inputs(self.kind, *group).next().is_some()).collect()
    }

    /// True for a group in sight; tracked.
    pub fn shows(self, group: usize) -> bool {
        self.at.is_none_or(|at| at.get() == group)
    }

    /// True where the form can be saved from; tracked.
    pub fn may_save(self) -> bool {
        !self.is_new || self.at.is_none_or(|at| at.get() + 1 == self.groups().len())
    }

    /// Shows the step with a field.
    pub fn show(self, field: &Field) {
        if let Some(at) = self.at {
            at.set(self.groups().iter().position(|group| *group == field.group).unwrap_or_default());
        }
    }

    /// Goes to the next step, once this one holds nothing that cannot be saved.
    pub fn go_on(self, filling: Filling) {
        let (Some(at), groups) = (self.at, self.groups()) else { return };
        let now = at.get_untracked();
        let Some(group) = groups.get(now) else { return };
        inputs(self.kind, *group).for_each(|field| filling.check(field));
        let wrong = untrack(|| inputs(self.kind, *group).any(|field| filling.problem(field).is_some()));
        if !wrong && now + 1 < groups.len() {
            self.turn(now + 1);
        }
    }

    fn turn(self, to: usize) {
        if let Some(at) = self.at {
            at.set(to);
            // A step begins at its head; the button that was pressed may be gone.
            request_animation_frame(|| {
                let head = document().query_selector("form.form .form-group:not([hidden]) .legend").ok().flatten();
                if let Some(head) = head.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
                    let _ = head.focus();
                    head.scroll_into_view();
                }
            });
        }
    }
}

/// Which step of how many.
#[component]
pub fn StepHead(steps: Steps) -> impl IntoView {
    let text = words();
    steps.at.map(|at| {
        let of = steps.groups().len();
        view! { <p class="muted" role="status">{move || text.form.step_of(at.get() + 1, of)}</p> }
    })
}

/// The way to the steps beside.
#[component]
pub fn StepButtons(steps: Steps, filling: Filling) -> impl IntoView {
    let text = words();
    let last = steps.groups().len() - 1;
    steps.at.map(|at| {
        let is_last = move || at.get() >= last;
        view! {
            <button type="button" class="btn" hidden=move || at.get() == 0 on:click=move |_| steps.turn(at.get_untracked().saturating_sub(1))>{text.nav.previous()}</button>
            <button type="button" class="btn" class:btn-main=move || !steps.may_save() hidden=is_last on:click=move |_| steps.go_on(filling)>{text.nav.next()}</button>
        }
    })
}
