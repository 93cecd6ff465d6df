//! The ways to look, and which projects.

use leptos::ev::Event;
use leptos::prelude::*;
use leptos::web_sys::HtmlSelectElement;

use super::{LedgerState, wording};
use crate::domain::{Light, RecordId};
use crate::ui::components::focus::to_head;
use crate::ui::state::{store, words};
use crate::workspace::{LedgerQuery, LedgerView, SignKind, light_word, waits};

/// What the choice of what is to be done has as values.
const DUE: &str = "due";
const OURS: &str = "ours";
const OTHERS: &str = "others";

/// What a list of choices says of a question.
type Chosen = fn(&LedgerQuery) -> String;

/// The four views.
#[component]
pub fn Views(state: LedgerState) -> impl IntoView {
    let text = words();
    let chip = move |(view, word): (LedgerView, &'static str)| {
        let pressed = move || state.query.with(|it| it.view == view).to_string();
        let look = move |_| {
            state.change(|it| it.view = view);
        };
        view! {
            <button type="button" class="chip" data-view=word aria-pressed=pressed on:click=look>
                {wording::view(view, text)}
            </button>
        }
    };
    view! { <div class="chips" role="group" aria-label=text.ledger.views()>{LedgerView::ALL.map(chip).collect_view()}</div> }
}

/// Office, community, light and sign; and the own office with one tap.
#[component]
pub fn Filters(state: LedgerState) -> impl IntoView {
    let (store, text) = (store(), words());
    let offices = store.slice(|workspace| {
        let named = |(id, names, role): (RecordId, Vec<String>, String)| {
            (id, names.into_iter().next().unwrap_or_default(), role)
        };
        workspace.offices().into_iter().map(named).collect::<Vec<_>>()
    });
    let own = store.slice(|workspace| workspace.my_office());
    let own_only = move || {
        let office = own.get()?;
        let (is, set) = (office.clone(), office);
        let pressed = move || state.query.with(|it| it.office.as_ref() == Some(&is)).to_string();
        let turn = move |_| {
            let office = set.clone();
            state.change(|it| it.office = if it.office.as_ref() == Some(&office) { None } else { Some(office) });
        };
        Some(
            view! { <button type="button" class="chip" aria-pressed=pressed on:click=turn>{text.ledger.of_ours()}</button> },
        )
    };
    let office_options = move |of_community: bool| {
        let chosen = move |id: &RecordId| {
            state.query.with(|it| (if of_community { &it.community } else { &it.office }).as_ref() == Some(id))
        };
        let fits = move |(_, _, role): &(RecordId, String, String)| !of_community || role == "community";
        let option = move |(id, name, _): (RecordId, String, String)| {
            let value = id.to_string();
            view! { <option value=value selected=move || chosen(&id)>{name}</option> }
        };
        offices.get().into_iter().filter(fits).map(option).collect_view()
    };
    let office: Chosen = |it| it.office.as_ref().map(RecordId::to_string).unwrap_or_default();
    let community: Chosen = |it| it.community.as_ref().map(RecordId::to_string).unwrap_or_default();
    let light: Chosen = |it| it.light.map(|it| light_word(it).to_owned()).unwrap_or_default();
    let sign: Chosen = |it| it.sign.map(|it| it.as_str().to_owned()).unwrap_or_default();
    // Where the change is refused, the list goes on saying what was asked.
    let ask = move |event: &Event, said: Chosen, set: fn(&mut LedgerQuery, &str)| {
        let chosen = event_target_value(event);
        if !state.change(|it| set(it, &chosen)) {
            event_target::<HtmlSelectElement>(event).set_value(&state.query.with_untracked(said));
        }
    };
    let by_office = move |event| ask(&event, office, |it, id| it.office = RecordId::parse(id).ok());
    let by_community = move |event| ask(&event, community, |it, id| it.community = RecordId::parse(id).ok());
    let by_light =
        move |event| ask(&event, light, |it, word| it.light = LedgerQuery::parse(&["light=", word].concat()).light);
    let by_sign =
        move |event| ask(&event, sign, |it, word| it.sign = LedgerQuery::parse(&["sign=", word].concat()).sign);
    let lights = [Light::Red, Light::Yellow, Light::Green, Light::Blue, Light::Off].map(|light| {
        let chosen = move || state.query.with(|it| it.light == Some(light));
        view! { <option value=light_word(light) selected=chosen>{text.light(light)}</option> }
    });
    let signs = SignKind::ALL.map(|(kind, word)| {
        let chosen = move || state.query.with(|it| it.sign == Some(kind));
        view! { <option value=word selected=chosen>{wording::sign_kind(kind, text)}</option> }
    });
    let own_waits = store.slice(waits);
    let to_do = move || {
        state.query.with(|it| match &it.waits[..] {
            [] if it.due => DUE,
            [] => "",
            some if own_waits.with(|own| own == some) => OURS,
            _ => OTHERS,
        })
    };
    let by_to_do = move |event| {
        let word = event_target_value(&event);
        state.change(|it| {
            it.due = word == DUE;
            it.waits = if word == OURS { own_waits.get_untracked() } else { Vec::new() };
        });
    };
    let to_do_options = move || {
        let option = |word: &'static str, words: &'static str| {
            view! { <option value=word selected=move || to_do() == word>{words}</option> }
        };
        let ours = (!own_waits.with(Vec::is_empty)).then(|| option(OURS, text.ledger.waits_for_us()));
        // An address from elsewhere may ask for what waits for others.
        let others = (to_do() == OTHERS).then(|| option(OTHERS, text.ledger.waits_for_others()));
        view! { {option("", text.ledger.all())}{option(DUE, text.ledger.due_near())}{ours}{others} }
    };
    // What is chosen once no longer follows the mark on an option.
    let value = move |of: Chosen| state.query.with(of);
    let all = move || view! { <option value="">{text.ledger.all()}</option> };
    // On a phone they stand behind a button.
    let open = RwSignal::new(state.query.with_untracked(LedgerQuery::is_narrowed));
    view! {
        <button type="button" class="btn btn-small only-phone no-print" aria-controls="ledger-filters" aria-expanded=move || open.get().to_string()
            on:click=move |_| open.update(|open| *open = !*open)>{text.lists.filters()}</button>
        <div class="audit-bar no-print" id="ledger-filters" role="group" aria-label=text.lists.filters() data-open=move || open.get().then_some("")>
            <label class="field">{text.ledger.office()}<select class="input" id="ledger-office" prop:value=move || value(office) on:change=by_office>{all()}{move || office_options(false)}</select></label>
            <label class="field">{text.ledger.community()}<select class="input" id="ledger-community" prop:value=move || value(community) on:change=by_community>{all()}{move || office_options(true)}</select></label>
            <label class="field">{text.ledger.light()}<select class="input" id="ledger-light" prop:value=move || value(light) on:change=by_light>{all()}{lights}</select></label>
            <label class="field">{text.ledger.sign()}<select class="input" id="ledger-sign" prop:value=move || value(sign) on:change=by_sign>{all()}{signs}</select></label>
            <label class="field">{text.ledger.to_do()}<select class="input" id="ledger-to-do" prop:value=to_do on:change=by_to_do>{to_do_options}</select></label>
            <div class="ledger-own">{own_only}</div>
        </div>
    }
    .into_any()
}

/// The way back to all projects, where some are kept out.
#[component]
pub fn Clear(state: LedgerState) -> impl IntoView {
    let text = words();
    let narrowed = Memo::new(move |_| state.query.with(LedgerQuery::is_narrowed));
    let clear = move |_| {
        state.change(|it| *it = LedgerQuery { view: it.view, ..LedgerQuery::default() });
        to_head(&["#ledger-office", "h1"]);
    };
    move || {
        narrowed.get().then(|| view! { <button type="button" class="btn btn-text btn-small no-print" on:click=clear>{text.ledger.clear()}</button> })
    }
}
