//! Writing another value where none of a conflict's values will do: the form's input, with the form's checks.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;

use super::Card;
use crate::domain::schema::Field;
use crate::domain::{Value, order};
use crate::ui::components::form::{Filling, Input, control, problem, times};
use crate::ui::state::location;

/// The input of a conflicted field, holding `given` at first.
#[component]
pub fn Rewrite(card: Card, field: &'static Field, given: Value) -> impl IntoView {
    let (text, location, rewriting) = (card.text, location(), card.rewriting);
    let Some(kind) = card.id.kind() else { return ().into_any() };
    let stored = card.store.peek(|workspace| workspace.fields(&card.id));
    let filling = Filling::for_clash(kind, stored, &order::map([(field.name.to_owned(), given)]));
    let input = Input { filling, field, entry: filling.input(field) };
    let place = NodeRef::<html::Div>::new();
    place.on_load(|place| focus_first(&place, "input, select, textarea"));
    Effect::new(move |_| location.set_unsaved(filling.is_changed()));
    // However the card is settled or taken away, the others can be written again.
    let here = (card.id.clone(), card.clash.field.clone());
    on_cleanup(move || {
        location.set_unsaved(false);
        if rewriting.try_with_untracked(|it| it.as_ref().is_some_and(|it| (&it.0, &it.1) == (&here.0, &here.1)))
            == Some(true)
        {
            let _ = rewriting.try_set(None);
        }
    });
    let leave = move || {
        let card = place.get_untracked().and_then(|place| place.closest(".clash").ok().flatten());
        rewriting.set(None);
        request_animation_frame(move || {
            if let Some(card) = card {
                focus_first(&card, "[data-rewrite]");
            }
        });
    };
    let save = {
        let card = card.clone();
        move || {
            let Ok(value) = filling.value(field) else { return filling.check(field) };
            match card.settle(value) {
                Ok(()) => rewriting.set(None),
                Err(error) if filling.refuse(&error) => {}
                Err(_) => card.store.announce(text.errors.unexpected()),
            }
        }
    };
    let key = move |event: ev::KeyboardEvent| {
        // What was typed is thrown away by the button alone.
        if event.key() == "Escape" && !event.is_composing() && !untrack(|| filling.is_changed()) {
            event.stop_propagation();
            leave();
        }
    };
    let (wrong, id) = (problem(input), input.id());
    let problem_id = format!("{id}-problem");
    view! {
        <div class="clash-rewrite field no-print" node_ref=place on:keydown=key>
            <label for=id>{text.field(kind, field.name)}</label>
            {control(input)}
            {times(input)}
            <p class="problem" id=problem_id role="alert" hidden=move || wrong.with(Option::is_none)>{move || wrong.get()}</p>
            <div class="clash-more">
                <button type="button" class="btn btn-main btn-small" on:click=move |_| save()>{text.nav.save()}</button>
                <button type="button" class="btn btn-small" on:click=move |_| leave()>{text.nav.cancel()}</button>
            </div>
        </div>
    }
    .into_any()
}

fn focus_first(within: &leptos::web_sys::Element, what: &str) {
    let found = within.query_selector(what).ok().flatten();
    if let Some(found) = found.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        let _ = found.focus();
    }
}
