//! One proposed pair: need, how well it fits and why, resource, and what people may decide about it.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::board::Two;
use super::other::Others;
use super::solving::Solving;
use super::words;
use crate::domain::joint::pair_field;
use crate::domain::{Quantity, RecordId, Value, order};
use crate::i18n::Catalog;
use crate::matching::score::{Reason, reasons};
use crate::ui::components::tag::Tag;
use crate::ui::route::Route;
use crate::ui::show::Tint;
use crate::ui::state::{WorkspaceStore, store, words as catalog};
use crate::workspace::proposal::{Decision, Pair};
use crate::workspace::{Action, Edit, Workspace};

/// Reasons shown as tags; all of them stand under the details.
const TAGS: usize = 4;

/// Where the focus goes when a pair is gone and no other comes in its place.
pub const HEADS: &[&str] = &["#pairs-title", "h1"];

/// Writes what is decided about a pair; none takes a decision back.
pub fn decide(store: WorkspaceStore, solving: Solving, two: &Two, decision: Option<Decision>) {
    let value = decision.map_or(Value::Null, |it| it.code().into());
    let set = order::map([(pair_field(&two.0, &two.1), value)]);
    let edit = Edit::change(solving.meeting.get_value(), set);
    solving.follow(two.clone());
    // What stands so already is nothing to write.
    let _ = store.submit(vec![edit], Action::Save);
}

/// A card. It stays while the pair is proposed, so that the focus stays in it, too.
#[component]
pub fn PairCard(two: Two, solving: Solving, may: Memo<bool>, chosen: RwSignal<BTreeSet<Two>>) -> impl IntoView {
    let (store, text) = (store(), catalog());
    let held = StoredValue::new(two.clone());
    let of = two.clone();
    let pair = Memo::new(move |_| {
        solving.shown.with(|shown| shown.as_ref().and_then(|it| it.proposal.pair(&of.0, &of.1).cloned()))
    });
    let names = store.slice({
        let two = two.clone();
        move |workspace| [&two.0, &two.1].map(|id| words::title(workspace, id, text))
    });
    let label = move |act: &str| names.with(|[need, resource]| text.docking.of_pair(act, need, resource));
    let is_chosen = move || held.with_value(|two| chosen.with(|chosen| chosen.contains(two)));
    let choose = move |event| {
        let on = event_target_checked(&event);
        let two = held.get_value();
        chosen.update(|chosen| {
            if on {
                chosen.insert(two);
            } else {
                chosen.remove(&two);
            }
        });
    };
    let is_pinned = move || pair.with(|it| it.as_ref().is_some_and(|it| it.is_pinned));
    let keep = move |_| {
        let decision = (!untrack(is_pinned)).then_some(Decision::Pinned);
        held.with_value(|two| decide(store, solving, two, decision));
    };
    let rule_out = move |_| held.with_value(|two| decide(store, solving, two, Some(Decision::Forbidden)));
    let idle = move || !may.get();
    let check = move || {
        may.get().then(|| {
            view! { <input type="checkbox" class="choose no-print" aria-label=label(text.docking.choose_pair()) prop:checked=is_chosen on:change=choose/> }
        })
    };
    let fit = move || pair.get().map(|pair| fit_view(&pair, text));
    let all_reasons = move || pair.get().map(|pair| details(&pair, text));
    let acts = move || {
        may.get().then(|| {
            view! {
                <button type="button" class="btn keep" aria-pressed=move || is_pinned().to_string() aria-label=label(text.docking.keep()) disabled=idle on:click=keep>
                    {move || if is_pinned() { text.docking.kept() } else { text.docking.keep() }}
                </button>
                <button type="button" class="btn rule-out" aria-label=label(text.docking.rule_out()) disabled=idle on:click=rule_out>{text.docking.rule_out()}</button>
            }
        })
    };
    let (need, resource) = two.clone();
    let of_need = need.origin().to_owned();
    let instead_of = Some(resource.clone());
    view! {
        <li class="docking-pair" data-need=of_need data-pinned=move || is_pinned().then_some("")>
            {check}
            <div class="docking-side">{side(&need, names, 0, "docking-title docking-need")}{need_facts(store, need.clone(), pair)}</div>
            <div class="docking-fit">{fit}</div>
            <div class="docking-side">{side(&resource, names, 1, "docking-title")}{resource_facts(store, resource)}</div>
            <div class="docking-acts no-print">{acts}</div>
            <div class="docking-more no-print">
                <details><summary>{text.docking.details()}</summary>{all_reasons}</details>
                <Others need solving may instead_of title=text.docking.other()/>
            </div>
        </li>
    }
    .into_any()
}

fn side(id: &RecordId, names: Memo<[String; 2]>, at: usize, class: &'static str) -> impl IntoView + use<> {
    let href = Route::record(id.clone()).href();
    view! { <a class=class href=href>{move || names.with(|names| names[at].clone())}</a> }
}

fn need_facts(store: WorkspaceStore, id: RecordId, pair: Memo<Option<Pair>>) -> impl IntoView {
    let text = catalog();
    let facts = store.slice(move |workspace| {
        let asker = office(workspace, &id, "asker", text);
        let urgency = workspace.text(&id, "urgency");
        let urgency =
            (urgency == "critical" || urgency == "pressing").then(|| text.choice("urgency", &urgency).to_owned());
        (asker, urgency)
    });
    let amount = move || {
        pair.with(|it| {
            let it = it.as_ref()?;
            Some(text.had(it.amount.as_ref(), text.docking.whole(), &it.slots))
        })
    };
    let told = move || {
        let (asker, urgency) = facts.get();
        let urgency = urgency.map(|words| view! { <Tag words tint=Tint::Bad/> });
        view! { <p class="muted">{asker}" · "{amount}" "{urgency}</p> }
    };
    view! { {told} }
}

fn resource_facts(store: WorkspaceStore, id: RecordId) -> impl IntoView {
    let text = catalog();
    let facts = store.slice(move |workspace| {
        let capacity = Quantity::from_value(&workspace.value(&id, "capacity")).map(|it| text.quantity(&it));
        let parts = [
            office(workspace, &id, "provider", text),
            capacity.unwrap_or_default(),
            workspace.text(&id, "availability"),
        ];
        parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" · ")
    });
    view! { <p class="muted">{move || facts.get()}</p> }
}

fn office(workspace: &Workspace, id: &RecordId, field: &str, text: &'static Catalog) -> String {
    workspace.link(id, field).map(|office| crate::ui::show::title(workspace, &office, text)).unwrap_or_default()
}

/// The score as a bar with its words, and the heaviest reasons.
pub fn fit_view(pair: &Pair, text: &'static Catalog) -> AnyView {
    let scarce = pair.is_scarce.then(|| view! { <Tag words=text.docking.scarce() tint=Tint::Info/> });
    let whole = (!pair.by_amount)
        .then(|| view! { <Tag words=text.docking.whole() tint=Tint::Calm why=text.docking.whole_help()/> });
    view! {
        {bar(pair.points, text)}
        <p class="tags">{tags(&reasons(&pair.features))}{whole}{scarce}</p>
    }
    .into_any()
}

/// A score as a bar; its words say the same.
pub fn bar(points: i32, text: &'static Catalog) -> impl IntoView {
    let words = text.docking.score(words::fit(points, text), points);
    view! {
        <div class="docking-score">
            <meter min="0" max="100" low="60" optimum="100" value=points aria-hidden="true"></meter>
            <strong>{words}</strong>
        </div>
    }
}

/// The heaviest reasons for, and all against.
pub fn tags(all: &[Reason]) -> impl IntoView + use<> {
    let text = catalog();
    let shown = all.iter().enumerate().filter(|(at, it)| *at < TAGS || it.points < 0);
    shown.map(|(_, it)| view! { <Tag words=words::reason(it, text) tint=words::tint(it)/> }).collect_view()
}

fn details(pair: &Pair, text: &'static Catalog) -> AnyView {
    let line = |it: Reason| {
        let points = if it.points > 0 { format!("+{}", it.points) } else { it.points.to_string() };
        view! { <li><span>{words::reason(&it, text)}</span><span class="num">{points}</span></li> }
    };
    let whole = (!pair.by_amount).then(|| view! { <p class="muted small">{text.docking.whole_help()}</p> });
    view! { <ul class="docking-reasons">{reasons(&pair.features).into_iter().map(line).collect_view()}</ul>{whole} }
        .into_any()
}
