//! Where the focus goes when what it stood in goes away.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;

/// Which of the page's elements of a selector the focus is in, counted from the first; the first where it is in none.
pub fn place_among(cards: &str) -> u32 {
    let (Ok(all), Some(active)) = (document().query_selector_all(cards), document().active_element()) else {
        return 0;
    };
    let holds = |at: &u32| all.item(*at).is_some_and(|it| it.contains(Some(&active)));
    (0..all.length()).find(holds).unwrap_or(0)
}

/// What was settled goes away: the focus goes to the name of the one that comes in its place, where a key pressed once too
/// often settles nothing; or to the first head there is.
pub fn to_next(place: u32, names: &str, heads: &'static [&'static str]) {
    let names = names.to_owned();
    request_animation_frame(move || {
        let names = document().query_selector_all(&names).ok();
        let next = names.and_then(|all| all.item(place.min(all.length().saturating_sub(1))));
        match next.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
            Some(next) => drop(next.focus()),
            None => focus_first(heads),
        }
    });
}

/// The same where nothing comes in its place: to the first head there is.
pub fn to_head(heads: &'static [&'static str]) {
    request_animation_frame(move || focus_first(heads));
}

fn focus_first(heads: &[&str]) {
    let found = heads.iter().find_map(|it| document().query_selector(it).ok().flatten());
    if let Some(found) = found.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        let _ = found.focus();
    }
}
