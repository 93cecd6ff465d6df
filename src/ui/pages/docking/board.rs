//! The board of one meeting, for a projector: what is proposed, what is left over, and what people decide about it.

use std::collections::BTreeSet;

use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;

use super::left::{LeftNeeds, LeftResources};
use super::pair::{HEADS, PairCard, decide};
use super::priorities::Weights;
use super::resolutions::Resolutions;
use super::solving::{Followed, Shown, Solving};
use super::words;
use crate::domain::{Kind, RecordId, order};
use crate::ui::components::focus::{to_head, to_next};
use crate::ui::components::page_head::PageHead;
use crate::ui::components::record::Actions;
use crate::ui::pages::not_found::NotFoundPage;
use crate::ui::route::Route;
use crate::ui::show;
use crate::ui::state::{store, words as catalog};
use crate::workspace::Action;
use crate::workspace::proposal::{Chosen, Decision, Pair, accepting, may_decide, projects_of};

/// A need and a resource.
pub type Two = (RecordId, RecordId);

/// Pairs shown at once; the others follow by a button.
pub const SHOWN: usize = 200;

/// One meeting.
#[component]
pub fn MeetingPage(id: RecordId) -> impl IntoView {
    let (store, text) = (store(), catalog());
    if id.kind() != Some(Kind::Docking) || !store.peek(|workspace| workspace.contains(&id)) {
        return view! { <NotFoundPage/> }.into_any();
    }
    let solving = Solving::of(id.clone());
    let of_street = store.slice(may_decide);
    let may = Memo::new(move |_| of_street.get() && store.may_write());
    let name = id.clone();
    let title = store.slice(move |workspace| show::title(workspace, &name, text));
    let about = move || {
        solving.shown.with(|shown| {
            shown.as_ref().map_or_else(String::new, |it| {
                let proposal = &it.proposal;
                text.docking.counts(proposal.pairs.len(), proposal.left.len(), proposal.unused.len())
            })
        })
    };
    let taken_out = id.clone();
    let is_archived = store.slice(move |workspace| workspace.is_archived(&taken_out));
    let archived = move || is_archived.get().then(|| view! { <p class="notice">{text.record.archived_notice()}</p> });
    let only_look =
        move || (!of_street.get()).then(|| view! { <p class="notice" role="note">{text.docking.only_street()}</p> });
    view! {
        <div class="page docking">
            <div class="stack">
                <PageHead title=Signal::derive(move || title.get()) about=Signal::derive(about)/>
                {archived}
                {only_look}
                <Progress solving/>
                <Troubles solving may/>
                <Weights solving may/>
                <Pairs solving may/>
                <LeftNeeds solving may/>
                <LeftResources solving/>
                <RuledOut solving may/>
                <Resolutions id=id.clone() may/>
                <Projects id=id.clone()/>
                {move || of_street.get().then(|| view! { <Actions id=id.clone()/> })}
            </div>
        </div>
    }
    .into_any()
}

/// How far the work has come, and what its result is worth.
#[component]
fn Progress(solving: Solving) -> impl IntoView {
    let text = catalog();
    let told = move || {
        if let Some((done, all)) = solving.progress.get() {
            return Some(
                view! {
                    <p class="notice notice-calm">
                        <span>{text.docking.solving()}</span>
                        <progress max=all value=done aria-label=text.docking.solving()></progress>
                        <span>{text.docking.looked_at(done, all)}</span>
                        <button type="button" class="btn btn-small" on:click=move |_| solving.stop()>{text.docking.stop()}</button>
                    </p>
                }
                .into_any(),
            );
        }
        if solving.stopped.get() {
            return Some(
                view! {
                    <p class="notice">
                        <span>{text.docking.stopped()}</span>
                        <button type="button" class="btn btn-small" on:click=move |_| solving.begin()>{text.docking.again()}</button>
                    </p>
                }
                .into_any(),
            );
        }
        let (gap, is_proven) =
            solving.shown.with(|it| it.as_ref().map(|it| (it.proposal.gap, it.proposal.is_proven)))?;
        let (class, words) = match (is_proven, gap) {
            (false, _) => ("notice notice-bad", text.docking.unproven().to_owned()),
            (true, 0) => ("muted", text.docking.proven().to_owned()),
            (true, points) => ("notice", text.docking.gap(points)),
        };
        Some(view! { <p class=class>{words}</p> }.into_any())
    };
    view! { <div role="status">{told}</div> }
}

/// Pinned pairs that cannot be kept as they are.
#[component]
fn Troubles(solving: Solving, may: Memo<bool>) -> impl IntoView {
    let (store, text) = (store(), catalog());
    let told = move || {
        let shown = solving.shown.get()?;
        let circles = shown.ground.needs().iter().filter(|it| it.is_circle).map(|it| it.id.clone());
        let circles: Vec<RecordId> = circles.collect();
        let troubles = &shown.proposal.troubles;
        if troubles.is_empty() && circles.is_empty() {
            return None;
        }
        let line = |(need, resource, trouble): &(RecordId, RecordId, _)| {
            let ([need_name, resource_name], why) = store.peek(|workspace| {
                let names = [need, resource].map(|id| words::title(workspace, id, text));
                (names, words::trouble(workspace, trouble, text))
            });
            let two = [need_name.as_str(), resource_name.as_str()].join(" · ");
            let label = text.docking.of_pair(text.docking.let_go(), &need_name, &resource_name);
            let (need, resource) = (need.clone(), resource.clone());
            let undo = move |_| {
                decide(store, solving, &(need.clone(), resource.clone()), None);
                to_head(HEADS);
            };
            let idle = move || !may.get();
            view! {
                <li>
                    <span>{text.errors.in_field(&two, &why)}</span>" "
                    <button type="button" class="btn btn-small no-print" aria-label=label disabled=idle on:click=undo>{text.docking.let_go()}</button>
                </li>
            }
        };
        let lines = troubles.iter().map(line).collect_view();
        let circle = |id: RecordId| {
            let name = store.peek(|workspace| words::title(workspace, &id, text));
            view! { <li><a class="link" href=Route::record(id).href()>{name}</a>" "{text.docking.circle()}</li> }
        };
        let circles = circles.into_iter().map(circle).collect_view();
        let head = (!troubles.is_empty())
            .then(|| view! { <p><strong>{text.docking.troubles()}</strong>" "{text.docking.still_kept()}</p> });
        Some(view! { <div class="notice docking-troubles">{head}<ul>{lines}{circles}</ul></div> })
    };
    view! { <div role="status">{told}</div> }
}

/// The proposed pairs, and the bar by which they become projects.
#[component]
fn Pairs(solving: Solving, may: Memo<bool>) -> impl IntoView {
    let (store, text) = (store(), catalog());
    let shown = solving.shown;
    let chosen = RwSignal::new(BTreeSet::<Two>::new());
    let most = RwSignal::new(SHOWN);
    let all = Memo::new(move |_| {
        shown
            .with(|it| it.as_ref().map(|it| it.proposal.pairs.iter().map(two).collect::<Vec<Two>>()))
            .unwrap_or_default()
    });
    let picked = move |shown: &Shown| -> Vec<Pair> {
        let is_chosen = |it: &&Pair| chosen.with_untracked(|chosen| chosen.contains(&two(it)));
        shown.proposal.pairs.iter().filter(is_chosen).cloned().collect()
    };
    let count =
        Memo::new(move |_| all.with(|all| chosen.with(|chosen| all.iter().filter(|it| chosen.contains(*it)).count())));
    let accept = move |together: bool| {
        move |_| {
            // What is being worked out anew is not what the cards say.
            let Some(now) = shown.get_untracked().filter(|_| !untrack(|| solving.is_busy())) else { return };
            let pairs = picked(&now);
            if pairs.is_empty() {
                return store.announce(text.docking.nothing_chosen());
            }
            let groups = if together { Chosen::together(&pairs) } else { Chosen::by_need(&pairs) };
            let meeting = solving.meeting.get_value();
            let today = store.today_now();
            let edits = store.peek(|workspace| accepting(workspace, &meeting, &groups, today));
            match store.submit(edits, Action::Save) {
                Ok(made) => {
                    chosen.set(BTreeSet::new());
                    to_head(HEADS);
                    store.announce_change(text.docking.accepted(made.len()));
                }
                Err(_) => store.announce(text.docking.not_done()),
            }
        }
    };
    let choose_all = move |event| {
        let on = event_target_checked(&event);
        chosen.set(if on { order::set(all.get_untracked()) } else { BTreeSet::new() });
    };
    let is_all = move || count.get() > 0 && count.get() == all.with(Vec::len);
    let bar = move || {
        (may.get() && !all.with(Vec::is_empty)).then(|| {
            let idle = move || count.get() == 0 || solving.is_busy();
            let too_few = move || count.get() < 2 || solving.is_busy();
            let name = move || match count.get() {
                0 => text.docking.accept().to_owned(),
                n => text.docking.accept_n(n),
            };
            view! {
                <div class="bulk-bar docking-bar">
                    <label class="check-line"><input type="checkbox" id="choose-all" prop:checked=is_all on:change=choose_all/>{text.docking.choose_all()}</label>
                    <span class="grow"></span>
                    <button type="button" class="btn btn-main" id="accept" disabled=idle on:click=accept(false)>
                        {name}
                    </button>
                    <button type="button" class="btn" id="accept-together" disabled=too_few on:click=accept(true)>{text.docking.together()}</button>
                </div>
            }
        })
    };
    let none = move || {
        (shown.with(Option::is_some) && all.with(Vec::is_empty))
            .then(|| view! { <p class="muted">{text.docking.no_pairs()}</p> })
    };
    let first = move || all.with(|all| all.iter().take(most.get()).cloned().collect::<Vec<Two>>());
    let card = move |it: Two| view! { <PairCard two=it solving may chosen/> };
    let (heading, cards) = (NodeRef::<html::H2>::new(), NodeRef::<html::Ul>::new());
    Effect::new(move |_| {
        if !shown.with(Option::is_some) {
            return;
        }
        let Some(Followed { two, at }) = solving.followed() else { return };
        let at = all.with_untracked(|all| all.iter().position(|it| *it == two).or(at.map(|at| at.min(all.len()))));
        // Once the cards stand.
        request_animation_frame(move || refocus(heading, cards, at));
    });
    view! {
        <section class="stack">
            <h2 id="pairs-title" node_ref=heading tabindex="-1">{text.docking.pairs()}</h2>
            {bar}
            {none}
            <ul class="docking-pairs" node_ref=cards><For each=first key=Clone::clone children=card/></ul>
            {move || more(all.with(Vec::len), most)}
        </section>
    }
}

/// Where the button that was pressed went with its card, the focus goes to the card at `at`, to the last one, or to the
/// heading where there is none.
fn refocus(heading: NodeRef<html::H2>, cards: NodeRef<html::Ul>, at: Option<usize>) {
    let is_lost = document().active_element().is_none_or(|it| it.tag_name() == "BODY");
    if !is_lost {
        return;
    }
    let card = at.zip(cards.try_get_untracked().flatten()).and_then(|(at, cards)| {
        let last = cards.child_element_count().checked_sub(1)?;
        let card = cards.children().item(u32::try_from(at).unwrap_or(last).min(last))?;
        card.query_selector(".docking-title").ok().flatten()?.dyn_into::<HtmlElement>().ok()
    });
    let heading = || heading.try_get_untracked().flatten().map(HtmlElement::from);
    let _ = card.or_else(heading).map(|it| it.focus());
}

/// The button that shows more of a long list.
pub fn more(all: usize, most: RwSignal<usize>) -> Option<impl IntoView> {
    let text = catalog();
    let left = all.saturating_sub(most.get()).min(SHOWN);
    (left > 0).then(|| {
        view! { <button type="button" class="btn no-print" on:click=move |_| most.update(|it| *it += SHOWN)>{text.docking.more(left)}</button> }
    })
}

fn two(pair: &Pair) -> Two {
    (pair.need.clone(), pair.resource.clone())
}

/// Pairs the meeting ruled out, with the way back.
#[component]
fn RuledOut(solving: Solving, may: Memo<bool>) -> impl IntoView {
    let (store, text) = (store(), catalog());
    let body = move || {
        let shown = solving.shown.get()?;
        let out = shown.decisions.iter().filter(|(_, it)| **it == Decision::Forbidden).map(|(two, _)| two.clone());
        let out: Vec<Two> = out.collect();
        let line = move |it: Two| {
            let names = store.peek(|workspace| [&it.0, &it.1].map(|id| words::title(workspace, id, text)));
            let label = text.docking.of_pair(text.docking.let_in_again(), &names[0], &names[1]);
            let back = move |_| {
                decide(store, solving, &it, None);
                to_next(0, "#ruled-out h2", HEADS);
            };
            view! {
                <li>
                    <span>{names.join(" · ")}</span>" "
                    <button type="button" class="btn btn-small no-print" aria-label=label disabled=move || !may.get() on:click=back>{text.docking.let_in_again()}</button>
                </li>
            }
        };
        (!out.is_empty()).then(|| {
            view! {
                <section class="card stack" id="ruled-out">
                    <h2 tabindex="-1">{text.docking.ruled_out()}</h2>
                    <ul class="docking-lines">{out.into_iter().map(line).collect_view()}</ul>
                </section>
            }
        })
    };
    view! { {body} }
}

/// The projects that came of the meeting.
#[component]
fn Projects(id: RecordId) -> impl IntoView {
    let (store, text) = (store(), catalog());
    let all = store.slice(move |workspace| {
        let named = |id: RecordId| (show::title(workspace, &id, text), id);
        projects_of(workspace, &id).into_iter().map(named).collect::<Vec<_>>()
    });
    let body = move || {
        let line = |(title, id): (String, RecordId)| {
            view! { <li><a href=Route::record(id).href()><span>{title}</span></a></li> }
        };
        let all = all.get();
        (!all.is_empty()).then(|| {
            view! {
                <section class="card stack" id="meeting-projects">
                    <h2>{text.docking.projects()}</h2>
                    <ul class="links">{all.into_iter().map(line).collect_view()}</ul>
                </section>
            }
        })
    };
    view! { {body} }
}
