//! The street answers claims: several at once, each for what was offered or less.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::groups::{Due, Group, Line, groups};
use crate::domain::{Fields, Quantity, RecordId};
use crate::i18n::Catalog;
use crate::ui::components::empty_state::EmptyState;
use crate::ui::components::focus::to_next;
use crate::ui::components::record::steps::{lack_words, take_all};
use crate::ui::components::tag::Tag;
use crate::ui::route::Route;
use crate::ui::show::Tint;
use crate::ui::state::{location, store, words};
use crate::workspace::Step;

/// Groups shown at once; the others follow by a button.
const SHOWN: usize = 60;

/// What is chosen, with the amount typed beside it.
type Chosen = RwSignal<BTreeMap<RecordId, String>>;

/// The claims to answer; of needs with too many only, where that is `over`.
#[component]
pub fn Answering(over: bool) -> impl IntoView {
    let (store, location, text) = (store(), location(), words());
    let all = Memo::new(move |_| {
        let today = store.today();
        store.try_read(|workspace| groups(workspace, over, today, text)).unwrap_or_default()
    });
    let chosen: Chosen = RwSignal::new(BTreeMap::new());
    let (reason, problem) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let picked = move || -> Vec<(Line, String)> {
        all.with(|all| {
            let lines = all.iter().flat_map(|it| &it.lines);
            chosen.with(|chosen| lines.filter_map(|it| Some((it.clone(), chosen.get(&it.id)?.clone()))).collect())
        })
    };
    let count = Memo::new(move |_| picked().len());
    let answer = move |to: &'static str| {
        move |_| {
            let picked = untrack(picked);
            if picked.is_empty() {
                return problem.set(text.claiming.choose_first().to_owned());
            }
            if to != "accepted" && reason.with_untracked(|it| it.trim().is_empty()) {
                return problem.set(text.claiming.reason_missing().to_owned());
            }
            let mut steps = Vec::with_capacity(picked.len());
            for (line, typed) in &picked {
                let set = match accepted_for(line, typed) {
                    _ if to != "accepted" => Fields::new(),
                    Ok(set) => set,
                    Err(wrong) => return problem.set(text.errors.in_field(&line.title, wrong.words(text))),
                };
                let fits = if to == "lapsed" { line.due != Due::Waits } else { line.due == Due::Waits };
                if !fits {
                    return problem.set(text.claiming.not_those().to_owned());
                }
                steps.push(Step {
                    on: line.id.clone(),
                    to: to.to_owned(),
                    reason: reason.get_untracked().trim().to_owned(),
                    set,
                });
            }
            match take_all(store, steps, text) {
                Ok(_) => {
                    chosen.set(BTreeMap::new());
                    reason.set(String::new());
                    problem.set(String::new());
                    to_next(0, ".claim-group h2", &["h1"]);
                    store.announce_change(text.claiming.done(picked.len()));
                }
                Err(error) => problem.set(lack_words(error, text).to_owned()),
            }
        }
    };
    let most = RwSignal::new(SHOWN);
    let choose_all = move |event| {
        let on = event_target_checked(&event);
        chosen.update(|chosen| {
            chosen.clear();
            all.with_untracked(|all| {
                for line in waiting(all).filter(|_| on) {
                    chosen.insert(line.id.clone(), default_amount(line));
                }
            });
        });
        // Nothing is chosen that is not seen.
        if on {
            most.update(|most| *most = (*most).max(all.with_untracked(Vec::len)));
        }
    };
    let none_waits = move || all.with(|all| waiting(all).next().is_none());
    let is_all = move || {
        all.with(|all| {
            let mut waiting = waiting(all).peekable();
            waiting.peek().is_some() && chosen.with(|chosen| waiting.all(|it| chosen.contains_key(&it.id)))
        })
    };
    // Ticks are soon made again; what was typed is not left unasked.
    let is_typed = move || {
        let is_own = |(line, typed): &(Line, String)| *typed != default_amount(line);
        reason.with(|it| !it.trim().is_empty()) || picked().iter().any(is_own)
    };
    Effect::new(move |_| location.set_unsaved(is_typed()));
    on_cleanup(move || location.set_unsaved(false));
    let idle = move || count.get() == 0 || !store.may_write();
    let is_empty = Memo::new(move |_| all.with(Vec::is_empty));
    let bar = move || {
        (!is_empty.get()).then(|| {
            view! {
                <div class="bulk-bar no-print claims-bar">
                    <label class="check-line"><input type="checkbox" id="choose-claims" prop:checked=is_all disabled=none_waits on:change=choose_all/>{text.claiming.choose_all()}</label>
                    <span class="muted">{move || text.claiming.selected(count.get())}</span>
                    <input class="input grow" type="text" maxlength="200" autocomplete="off" aria-label=text.claiming.reason() placeholder=text.claiming.reason()
                        prop:value=move || reason.get() on:input=move |event| reason.set(event_target_value(&event))/>
                    <button type="button" class="btn btn-main" id="accept-chosen" disabled=idle on:click=answer("accepted")>{text.claiming.accept()}</button>
                    <button type="button" class="btn" id="refuse-chosen" disabled=idle on:click=answer("refused")>{text.claiming.refuse()}</button>
                    <button type="button" class="btn" id="release-chosen" disabled=idle on:click=answer("lapsed")>{text.claiming.release()}</button>
                </div>
            }
        })
    };
    let wrong = move || {
        let words = problem.get();
        (!words.is_empty()).then(|| view! { <p class="notice notice-bad">{words}</p> })
    };
    let none = move || is_empty.get().then(|| view! { <EmptyState words=text.claiming.none()/> });
    let narrowed = over.then(|| {
        view! {
            <p class="muted">
                {text.claiming.only_over()}" "<a class="link no-print" href=Route::Claims { over: false }.href()>{text.claiming.all()}</a>
            </p>
        }
    });
    let shown = move || all.with(|all| all.iter().take(most.get()).cloned().collect::<Vec<_>>());
    let more = move || {
        let (count, most_now) = (all.with(Vec::len), most.get());
        let next = count.saturating_sub(most_now).min(SHOWN);
        (next > 0).then(|| {
            view! {
                <p class="muted">{text.claiming.first_groups(most_now, count)}</p>
                <button type="button" class="btn no-print" id="more-claims" on:click=move |_| most.update(|it| *it += SHOWN)>{text.claiming.more_groups(next)}</button>
            }
        })
    };
    let key = |group: &Group| format!("{group:?}");
    view! {
        {narrowed}
        <div>{bar}<div role="alert">{wrong}</div></div>
        {none}
        <For each=shown key=key children=move |group| group_view(group, chosen)/>
        {more}
    }
    .into_any()
}

/// The claims that wait for an answer.
fn waiting(all: &[Group]) -> impl Iterator<Item = &Line> {
    all.iter().flat_map(|it| &it.lines).filter(|it| it.due == Due::Waits)
}

/// What stands in the amount's input at first.
fn default_amount(line: &Line) -> String {
    line.offered.as_ref().map(|it| it.n.to_string()).unwrap_or_default()
}

/// Why an amount cannot be accepted.
enum Wrong {
    /// It is none above zero.
    NoAmount,
    /// It is more than was offered.
    TooMuch,
}

impl Wrong {
    fn words(self, text: &Catalog) -> &'static str {
        match self {
            Wrong::NoAmount => text.claiming.wrong_amount(),
            Wrong::TooMuch => text.claiming.too_much(),
        }
    }
}

/// What accepting a claim sets beside its state: the amount, where it is another than was offered.
fn accepted_for(line: &Line, typed: &str) -> Result<Fields, Wrong> {
    let mut set = Fields::new();
    let typed = typed.trim();
    let Some(unit) = line.unit.as_ref().filter(|_| !typed.is_empty()) else { return Ok(set) };
    let fits = |it: &Quantity| it.n > 0 && (it.unit.is_empty() || it.unit == *unit);
    let n = Quantity::parse(typed).or_else(|| Quantity::from_shown(typed)).filter(fits).ok_or(Wrong::NoAmount)?.n;
    if line.offered.as_ref().is_some_and(|offered| n > offered.n) {
        return Err(Wrong::TooMuch);
    }
    if line.offered.as_ref().map(|it| it.n) != Some(n) {
        set.insert("quantity".to_owned(), Quantity { n, unit: unit.clone() }.to_value());
    }
    Ok(set)
}

fn group_view(group: Group, chosen: Chosen) -> AnyView {
    let title = match group.on.clone() {
        Some(on) => view! { <a class="link" href=Route::record(on).href()>{group.title}</a> }.into_any(),
        None => group.title.into_any(),
    };
    let tag = group.tag.map(|(words, tint)| view! { <Tag words tint/> });
    let lines = group.lines.into_iter().map(|line| line_view(line, chosen)).collect_view();
    view! {
        <section class="card claim-group">
            <h2 tabindex="-1">{title}" "{tag}" "<span class="muted small">{group.figures}</span></h2>
            <ul class="lines">{lines}</ul>
        </section>
    }
    .into_any()
}

fn line_view(line: Line, chosen: Chosen) -> AnyView {
    let text = words();
    let (words, tint) = match line.due {
        Due::Waits => (text.claiming.waiting(), Tint::Info),
        Due::Overdue => (text.claiming.overdue(), Tint::Bad),
        Due::Held => (text.claiming.held(), Tint::Warn),
    };
    let first = default_amount(&line);
    let (is, flip, typed, shown) = (line.id.clone(), line.id.clone(), line.id.clone(), line.id.clone());
    let start = first.clone();
    let tick = move |event| {
        let on = event_target_checked(&event);
        chosen.update(|chosen| match on {
            true => drop(chosen.insert(flip.clone(), start.clone())),
            false => drop(chosen.remove(&flip)),
        });
    };
    // To type an amount is to choose the claim.
    let write = move |event| {
        let value = event_target_value(&event);
        chosen.update(|chosen| drop(chosen.insert(typed.clone(), value)));
    };
    let value = move || chosen.with(|chosen| chosen.get(&shown).cloned()).unwrap_or_else(|| first.clone());
    let amount = line.unit.clone().filter(|_| line.due == Due::Waits).map(|unit| {
        view! {
            <span class="claim-amount">
                <input class="input num" type="text" inputmode="numeric" autocomplete="off" aria-label=text.claiming.amount_of(&line.title)
                    prop:value=value on:input=write/>
                <span>{unit}</span>
            </span>
        }
    });
    let until = (!line.until.is_empty()).then(|| view! { <span class="muted small">{line.until.clone()}</span> });
    view! {
        <li class="claim-line">
            <input type="checkbox" aria-label=text.claiming.choose(&line.title) prop:checked=move || chosen.with(|chosen| chosen.contains_key(&is)) on:change=tick/>
            <span class="claim-title"><a class="link" href=Route::record(line.id).href()>{line.title}</a>" "{until}</span>
            <span class="nowrap">{line.offer}</span>
            {amount}
            <Tag words tint/>
        </li>
    }
    .into_any()
}
