//! One field of a form: its name, its input, how to fill it in, and what is wrong with it.

use leptos::prelude::*;

use super::amount::AmountInput;
use super::choice::ChoiceInput;
use super::claimed::Claimed;
use super::entry::Entry;
use super::filling::{Filling, Purpose};
use super::link::LinkInput;
use super::links::LinksInput;
use super::names::NamesInput;
use super::perhaps::Perhaps;
use super::problems::{input_id, problem_words};
use super::text::{AreaInput, LineInput};
use crate::domain::schema::Field;
use crate::domain::{Kind, Shape};
use crate::ui::components::times::Times;
use crate::ui::state::words;

/// What every input of a form is told.
#[derive(Clone, Copy)]
pub struct Input {
    /// The form.
    pub filling: Filling,
    /// The field.
    pub field: &'static Field,
    /// What stands in it.
    pub entry: RwSignal<Entry>,
}

impl Input {
    /// The id that labels and the error summary name.
    pub fn id(self) -> String {
        input_id(self.filling.purpose, self.field)
    }

    /// What a screen reader reads after the name: the help and the problem.
    pub fn described_by(self) -> String {
        format!("{id}-help {id}-problem", id = self.id())
    }

    /// "true" while something is wrong; tracked.
    pub fn invalid(self) -> Option<&'static str> {
        self.filling.problem(self.field).is_some().then_some("true")
    }

    /// Takes what was typed.
    pub fn set(self, entry: Entry) {
        self.entry.set(entry);
        self.filling.recheck(self.field);
    }
}

/// One field with its label, help and problem.
#[component]
pub fn FieldInput(filling: Filling, field: &'static Field) -> impl IntoView {
    let text = words();
    let input = Input { filling, field, entry: filling.input(field) };
    let control = control(input);
    let is_title = field.name == crate::domain::schema::title_field(filling.kind);
    let wide = matches!(field.shape, Shape::Text | Shape::Links(_) | Shape::Names) || is_title;
    let help = text.field_help(filling.kind, field.name);
    let private = field.private.then_some(text.form.private_help());
    let hint = help.or(private);
    let times = times(input);
    let perhaps = (is_title && filling.purpose == Purpose::Record).then(|| view! { <Perhaps filling/> });
    let is_claimed = filling.kind == Kind::Claim && field.name == "quantity" && filling.purpose == Purpose::Record;
    let claimed = is_claimed.then(|| view! { <Claimed filling/> });
    let problem = problem(input);
    view! {
        <Labelled id=input.id() label=text.field(filling.kind, field.name) required=field.required wide hint problem>
            {control}
            {times}
            {perhaps}
            {claimed}
        </Labelled>
    }
    .into_any()
}

/// The input itself.
pub fn control(input: Input) -> AnyView {
    match input.field.shape {
        Shape::Text => view! { <AreaInput input/> }.into_any(),
        Shape::Choice(set, codes) => view! { <ChoiceInput input set codes/> }.into_any(),
        Shape::Link(kind) => view! { <LinkInput input kind/> }.into_any(),
        Shape::Links(kind) => view! { <LinksInput input kind/> }.into_any(),
        Shape::Quantity => view! { <AmountInput input/> }.into_any(),
        Shape::Names => view! { <NamesInput input/> }.into_any(),
        Shape::Line | Shape::Integer(..) | Shape::Date | Shape::Flag | Shape::Structure => {
            view! { <LineInput input/> }.into_any()
        }
    }
}

/// What was understood of times, where the field holds times.
pub fn times(input: Input) -> Option<AnyView> {
    let written = Signal::derive(move || input.entry.with(|entry| entry.text().to_owned()));
    input.field.times.then(|| view! { <div aria-live="polite"><Times text=written/></div> }.into_any())
}

/// What is wrong with the field, in words.
pub fn problem(input: Input) -> Signal<Option<String>> {
    let text = words();
    Signal::derive(move || input.filling.problem(input.field).map(|problem| problem_words(&problem, text)))
}

/// A label, an input, help and a problem, in the one way every form shows them. The input inside carries `id` and
/// `aria-describedby="{id}-help {id}-problem"`.
#[component]
pub fn Labelled(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    #[prop(optional)] required: bool,
    #[prop(optional)] wide: bool,
    #[prop(optional_no_strip, into)] hint: Option<&'static str>,
    #[prop(optional, into)] problem: Signal<Option<String>>,
    children: Children,
) -> impl IntoView {
    let text = words();
    let mark = required.then(|| view! { <span class="required">{text.nav.required()}</span> });
    let help_id = format!("{id}-help");
    let problem_id = format!("{id}-problem");
    view! {
        <div class=if wide { "field wide" } else { "field" }>
            <label for=id>{label}{mark}</label>
            {children()}
            {hint.map(|hint| view! { <p class="hint" id=help_id>{hint}</p> })}
            <p class="problem" id=problem_id hidden=move || problem.with(Option::is_none)>{move || problem.get()}</p>
        </div>
    }
}
