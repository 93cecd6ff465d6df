//! An input that offers what may be meant: arrow keys go through what is offered, Enter takes it, Escape closes it.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos::web_sys::{HtmlInputElement, ScrollIntoViewOptions, ScrollLogicalPosition};

use super::field::Input;
use crate::ui::state::words;

/// Room in pixels that what is offered takes below the input; where less is left it stands above.
const ROOM: f64 = 260.0;

/// One thing offered.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// What is taken when it is chosen.
    pub value: String,
    /// What it is called.
    pub words: String,
    /// What else is said of it.
    pub note: Option<String>,
}

impl Offer {
    /// A text that is taken as it stands.
    pub fn text(text: String) -> Offer {
        Offer { value: text.clone(), words: text, note: None }
    }
}

/// The input; `typed` hears each key, `chosen` what is taken, `left` that the person went on.
#[component]
pub fn Combo(
    input: Input,
    /// Another id and name than the field's: a second input of one field.
    #[prop(optional, into)]
    second: Option<(String, String)>,
    #[prop(into)] shown: Signal<String>,
    #[prop(optional, into)] placeholder: String,
    /// What is offered for a text.
    offers: Callback<String, Vec<Offer>>,
    typed: Callback<String>,
    chosen: Callback<Offer>,
    #[prop(optional)] left: Option<Callback<()>>,
) -> impl IntoView {
    let text = words();
    let open = RwSignal::new(None::<Vec<Offer>>);
    let active = RwSignal::new(None::<usize>);
    let above = RwSignal::new(false);
    let place = NodeRef::<html::Input>::new();
    let (id, label) = match second {
        Some((id, label)) => (id, Some(label)),
        None => (input.id(), None),
    };
    let list = StoredValue::new(format!("{id}-offers"));
    let offer = move |typed: String| {
        if let Some(place) = place.get_untracked() {
            let at = place.get_bounding_client_rect();
            // In a cell it is the table that cuts off what is offered.
            let (top, bottom) = match place.closest(".grid").ok().flatten().map(|it| it.get_bounding_client_rect()) {
                Some(grid) => (grid.top(), grid.bottom()),
                None => (0.0, window().inner_height().ok().and_then(|it| it.as_f64()).unwrap_or_default()),
            };
            above.set(bottom - at.bottom() < ROOM && at.top() - top > bottom - at.bottom());
        }
        active.set(None);
        let offered = offers.run(typed.clone());
        // What stands there already is not offered.
        let is_said = offered.len() == 1 && offered[0].words == typed;
        open.set(Some(offered).filter(|it| !it.is_empty() && !is_said));
    };
    let take = move |at: usize| {
        if let Some(offer) = open.with_untracked(|open| open.as_ref()?.get(at).cloned()) {
            open.set(None);
            chosen.run(offer);
        }
    };
    let on_input = move |event| {
        let now = event_target_value(&event);
        typed.run(now.clone());
        offer(now);
    };
    let on_key = move |event: ev::KeyboardEvent| {
        // Safari ends composing before the key that ended it arrives, which then has this code.
        if event.is_composing() || event.key_code() == 229 {
            return;
        }
        let count = open.with_untracked(|open| open.as_ref().map_or(0, Vec::len));
        let now = active.get_untracked();
        match (event.key().as_str(), count) {
            ("ArrowDown", 0) => offer(said(&place)),
            ("ArrowDown", _) => active.set(Some(now.map_or(0, |at| (at + 1) % count))),
            ("ArrowUp", 1..) => active.set(Some(now.map_or(count, |at| at).checked_sub(1).unwrap_or(count - 1))),
            ("Enter", 1..) if now.is_some() => take(now.unwrap_or_default()),
            ("Escape", 1..) => open.set(None),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    // An input that is taken away loses the focus as well, and what it told by then.
    let out = move |_| {
        if open.try_set(None).is_none() {
            left.iter().for_each(|left| left.try_run(()).unwrap_or_default());
        }
    };
    let option_id = move |at: usize| list.with_value(|list| format!("{list}-{at}"));
    Effect::new(move |_| {
        let option = active.get().and_then(|at| document().get_element_by_id(&option_id(at)));
        if let Some(option) = option {
            let how = ScrollIntoViewOptions::new();
            how.set_block(ScrollLogicalPosition::Nearest);
            option.scroll_into_view_with_scroll_into_view_options(&how);
        }
    });
    let options = move || {
        let line = |(at, offer): (usize, Offer)| {
            let note = offer.note.map(|note| view! { <span class="muted small">{note}</span> });
            view! {
                <li
                    id=option_id(at)
                    role="option"
                    aria-selected=move || (active.get() == Some(at)).to_string()
                    on:mousedown=|event| event.prevent_default()
                    on:click=move |_| take(at)
                >{offer.words}{note}</li>
            }
        };
        open.get().map(|offers| {
            view! {
                <ul class="offers" class:above=move || above.get() id=list.get_value() role="listbox" aria-label=text.field(input.filling.kind, input.field.name)>
                    {offers.into_iter().enumerate().map(line).collect_view()}
                </ul>
            }
        })
    };
    view! {
        <div class="combo">
            <input
                class="input"
                id=id
                type="text"
                role="combobox"
                autocomplete="off"
                aria-autocomplete="list"
                aria-label=label
                aria-expanded=move || open.with(Option::is_some).to_string()
                aria-controls=move || open.with(Option::is_some).then(|| list.get_value())
                aria-activedescendant=move || active.get().map(option_id)
                aria-describedby=input.described_by()
                aria-invalid=move || input.invalid()
                aria-required=input.field.required.then_some("true")
                placeholder=placeholder
                node_ref=place
                prop:value=move || shown.get()
                on:input=on_input
                on:keydown=on_key
                on:focusout=out
            />
            {options}
        </div>
    }
    .into_any()
}

fn said(place: &NodeRef<html::Input>) -> String {
    place.get_untracked().map(|place| HtmlInputElement::value(&place)).unwrap_or_default()
}
