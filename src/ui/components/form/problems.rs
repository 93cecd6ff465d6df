//! What is wrong with a form, in words: at the field, and in a summary that leads to the fields.

use leptos::html;
use leptos::prelude::*;

use super::entry::Problem;
use super::filling::{Filling, Purpose};
use crate::domain::schema::Field;
use crate::i18n::Catalog;
use crate::ui::state::words;

/// The words of a problem, with what to do.
pub fn problem_words(problem: &Problem, text: &Catalog) -> String {
    match problem {
        Problem::Missing => text.errors.missing().to_owned(),
        Problem::TooLong { max } => text.errors.too_long(*max),
        Problem::Number => text.errors.bad_number().to_owned(),
        Problem::Range { low, high } => text.errors.number_range(*low, *high),
        Problem::Day => text.errors.bad_date().to_owned(),
        Problem::Link => text.errors.bad_link().to_owned(),
        Problem::Choice => text.errors.bad_choice().to_owned(),
        Problem::IdCardNumber => text.errors.id_card().to_owned(),
    }
}

/// The id of a field's input, which labels and links name.
pub fn input_id(purpose: Purpose, field: &Field) -> String {
    format!("{}{}", purpose.prefix(), field.name)
}

/// What is wrong, above the form; it takes the focus when a save is refused.
#[component]
pub fn Summary(
    filling: Filling,
    refused: RwSignal<usize>,
    /// Brings a field into sight.
    show: Callback<&'static Field>,
) -> impl IntoView {
    let text = words();
    let place = NodeRef::<html::Div>::new();
    let problems = Memo::new(move |_| filling.problems());
    Effect::new(move |_| {
        if refused.get() > 0
            && let Some(place) = place.get_untracked()
        {
            let _ = place.focus();
            place.scroll_into_view();
        }
    });
    let line = move |(field, problem): (&'static Field, Problem)| {
        let id = input_id(filling.purpose, field);
        let words = text.errors.in_field(text.field(filling.kind, field.name), &problem_words(&problem, text));
        let jump = move |event: leptos::ev::MouseEvent| {
            event.prevent_default();
            show.run(field);
            let id = id.clone();
            // It may stand in a step that is shown by then.
            request_animation_frame(move || {
                if let Some(input) = document().get_element_by_id(&id) {
                    input.scroll_into_view();
                    let _ = leptos::wasm_bindgen::JsCast::unchecked_into::<leptos::web_sys::HtmlElement>(input).focus();
                }
            });
        };
        view! { <li><a href="#" on:click=jump>{words}</a></li> }
    };
    let body = move || {
        let problems = problems.get();
        let count = problems.len();
        (count > 0).then(|| {
            view! { <div class="errors"><strong>{text.form.fix_fields(count)}</strong><ul>{problems.into_iter().map(line).collect_view()}</ul></div> }
        })
    };
    view! { <div node_ref=place tabindex="-1" role="alert">{body}</div> }
}
