//! What is left over: needs with the reason, resources with what is left of them.

use leptos::prelude::*;

use super::board::{SHOWN, more};
use super::other::Others;
use super::solving::Solving;
use super::words;
use crate::domain::{Quantity, RecordId};
use crate::ui::components::tag::Tag;
use crate::ui::route::Route;
use crate::ui::show::{self, Tint};
use crate::ui::state::{store, words as catalog};
use crate::workspace::proposal::{LeftNeed, LeftResource, WhyLeft};

/// Needs left over.
#[component]
pub fn LeftNeeds(solving: Solving, may: Memo<bool>) -> impl IntoView {
    let (store, text) = (store(), catalog());
    let most = RwSignal::new(SHOWN);
    let all =
        Memo::new(move |_| solving.shown.with(|it| it.as_ref().map(|it| it.proposal.left.clone())).unwrap_or_default());
    let first = move || all.with(|all| all.iter().take(most.get()).map(|it| it.need.clone()).collect::<Vec<_>>());
    let card = move |id: RecordId| {
        let own = id.clone();
        let left = Memo::new(move |_| all.with(|all| all.iter().find(|it| it.need == own).cloned()));
        let told = move || left.get().map(|left| reason(&left, solving));
        let href = Route::record(id.clone()).href();
        let (title, asker) = store.peek(|workspace| {
            let asker = workspace.link(&id, "asker").map(|office| show::title(workspace, &office, text));
            (words::title(workspace, &id, text), asker)
        });
        // What is opened under it stays while the proposal changes.
        let can = Memo::new(move |_| {
            may.get() && left.with(|it| it.as_ref().is_some_and(|it| !matches!(it.why, WhyLeft::Unfit(_))))
        });
        let held = StoredValue::new(id);
        let others = move || {
            can.get().then(|| view! { <div class="no-print"><Others need=held.get_value() solving may instead_of=None title=text.docking.choose_resource()/></div> })
        };
        view! {
            <li class="docking-left">
                <p><a class="docking-title" href=href>{title}</a>" "<span class="muted">{asker}</span></p>
                {told}
                {others}
            </li>
        }
    };
    let none = move || {
        (solving.shown.with(Option::is_some) && all.with(Vec::is_empty))
            .then(|| view! { <p class="muted">{text.docking.all_served()}</p> })
    };
    view! {
        <section class="stack" id="left-needs">
            <h2>{text.docking.left_needs()}" "<span class="muted">{move || all.with(Vec::len)}</span></h2>
            {none}
            <ul class="docking-lefts"><For each=first key=Clone::clone children=card/></ul>
            {move || more(all.with(Vec::len), most)}
        </section>
    }
}

fn reason(left: &LeftNeed, solving: Solving) -> AnyView {
    let (store, text) = (store(), catalog());
    let named = match &left.why {
        WhyLeft::NothingFits(best) => solving
            .shown
            .with_untracked(|it| it.as_ref().map(|it| it.ground.resources()[best.resource as usize].id.clone())),
        _ => None,
    };
    let why = store.peek(|workspace| words::why_left(workspace, &left.why, named.as_ref(), text));
    let partly = left.is_partly_served.then(|| view! { <Tag words=text.docking.partly() tint=Tint::Warn/>" " });
    let open = left.open.as_ref().map(|it| text.docking.still_open(&text.quantity(it)));
    view! { <p>{partly}{open}{left.open.as_ref().map(|_| " · ")}<span>{why}</span></p> }.into_any()
}

/// Resources left over.
#[component]
pub fn LeftResources(solving: Solving) -> impl IntoView {
    let (store, text) = (store(), catalog());
    let most = RwSignal::new(SHOWN);
    let all = Memo::new(move |_| {
        solving.shown.with(|it| it.as_ref().map(|it| it.proposal.unused.clone())).unwrap_or_default()
    });
    let first = move || all.with(|all| all.iter().take(most.get()).cloned().collect::<Vec<_>>());
    let line = move |left: LeftResource| {
        let id = left.resource;
        let title = store.peek(|workspace| words::title(workspace, &id, text));
        let rest = left.rest.as_ref().map(|it: &Quantity| match left.slots.is_empty() {
            true => text.docking.still_there(&text.quantity(it)),
            false => text.docking.still_there(&text.times(&left.slots, &it.unit)),
        });
        let partly = left.is_partly_used.then(|| view! { <Tag words=text.docking.partly_used() tint=Tint::Warn/> });
        view! { <li><a class="link" href=Route::record(id).href()>{title}</a>" "<span class="muted small">{rest}</span>" "{partly}</li> }
    };
    let none = move || {
        (solving.shown.with(Option::is_some) && all.with(Vec::is_empty))
            .then(|| view! { <p class="muted">{text.docking.none_left()}</p> })
    };
    view! {
        <section class="card stack" id="left-resources">
            <h2>{text.docking.left_resources()}" "<span class="muted">{move || all.with(Vec::len)}</span></h2>
            {none}
            <ul class="docking-lines docking-columns"><For each=first key=|it| format!("{it:?}") children=line/></ul>
            {move || more(all.with(Vec::len), most)}
        </section>
    }
}
