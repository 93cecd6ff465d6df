//! Another resource for a need: those that were weighed, with what each would cost, and any other by its name.

use leptos::prelude::*;

use super::pair::{bar, tags};
use super::solving::{Shown, Solving};
use super::words;
use crate::domain::joint::pair_field;
use crate::domain::{Kind, RecordId, Value, order};
use crate::matching::score::{LEAST, reasons};
use crate::ui::components::folded::is_open;
use crate::ui::state::{store, words as catalog};
use crate::workspace::proposal::{Decision, WhyNot};
use crate::workspace::{Action, Edit};

/// Candidates shown for one need.
const SHOWN: usize = 8;

/// Names offered while one types.
const OFFERED: usize = 6;

/// What can be chosen, looked up once it is opened. `instead_of` is the resource that is proposed now.
#[component]
pub fn Others(
    need: RecordId,
    solving: Solving,
    may: Memo<bool>,
    #[prop(optional_no_strip)] instead_of: Option<RecordId>,
    title: &'static str,
) -> impl IntoView {
    let (store, text) = (store(), catalog());
    let open = RwSignal::new(false);
    let typed = RwSignal::new(String::new());
    let need = StoredValue::new(need);
    let instead_of = StoredValue::new(instead_of);
    let toggle = move |event| open.set(is_open(&event));
    let list = move || {
        if !open.get() {
            return None;
        }
        let shown = solving.shown.get()?;
        let asked = typed.get();
        let id = need.get_value();
        let ids: Vec<RecordId> = if asked.trim().is_empty() {
            let all = shown.ground.candidates(&id, SHOWN + 1).iter().filter(|it| it.points >= LEAST / 2);
            let ids = all.map(|it| shown.ground.resources()[it.resource as usize].id.clone());
            ids.filter(|it| instead_of.with_value(|old| old.as_ref() != Some(it))).take(SHOWN).collect()
        } else {
            let found = store.try_read_once(|workspace| workspace.offered(Kind::Resource, &asked, OFFERED));
            found.unwrap_or_default().into_iter().map(|(id, _)| id).collect()
        };
        let lines =
            ids.into_iter().map(|resource| line(&shown, solving, may, need, instead_of, resource)).collect_view();
        Some(view! { <ul class="docking-others">{lines}</ul> })
    };
    // A need may stand on several cards, each with another resource.
    let find_id = move || {
        let of = |id: &RecordId| ["-", &id.origin().replace('.', "-")].concat();
        ["find", &need.with_value(of), &instead_of.with_value(|it| it.as_ref().map(of)).unwrap_or_default()].concat()
    };
    let body = move || {
        open.get().then(|| {
            let id = find_id();
            view! {
                <div class="field docking-find">
                    <label for=id.clone()>{text.docking.find_any()}</label>
                    <input class="input" id=id autocomplete="off" prop:value=move || typed.get() on:input=move |event| typed.set(event_target_value(&event))/>
                </div>
            }
        })
    };
    view! { <details on:toggle=toggle><summary>{title}</summary>{body}{list}</details> }.into_any()
}

fn line(
    shown: &Shown,
    solving: Solving,
    may: Memo<bool>,
    need: StoredValue<RecordId>,
    instead_of: StoredValue<Option<RecordId>>,
    resource: RecordId,
) -> AnyView {
    let (store, text) = (store(), catalog());
    let id = need.get_value();
    let decided = (&*shown.decisions, shown.priorities);
    let (why, title, told) = store.peek(|workspace| {
        let why = shown.proposal.why_not(workspace, &shown.ground, decided, &id, &resource);
        let told = words::why_not(workspace, &why, text);
        (why, words::title(workspace, &resource, text), told)
    });
    let fit = shown.ground.candidate(&id, &resource);
    let score = fit.map(|it| view! { {bar(it.points, text)}<p class="tags">{tags(&reasons(&it.features))}</p> });
    let can = !matches!(
        why,
        WhyNot::Proposed
            | WhyNot::Taken(_)
            | WhyNot::InProject(_)
            | WhyNot::ResourceGone
            | WhyNot::Expired
            | WhyNot::NeedNotOpen
    );
    let choose = move |_| {
        let need = need.get_value();
        solving.follow((need.clone(), resource.clone()));
        let mut set = order::map([(pair_field(&need, &resource), Value::from(Decision::Pinned.code()))]);
        // The one it stands in for is let go, if it was kept.
        if let Some(old) = instead_of.get_value()
            && solving.shown.with_untracked(|it| {
                it.as_ref().is_some_and(|it| it.decisions.get(&(need.clone(), old.clone())) == Some(&Decision::Pinned))
            })
        {
            set.insert(pair_field(&need, &old), Value::Null);
        }
        let _ = store.submit(vec![Edit::change(solving.meeting.get_value(), set)], Action::Save);
    };
    let label = text.docking.of_pair(text.docking.swap(), &title, &told);
    let act = can.then(|| {
        view! { <button type="button" class="btn btn-small" aria-label=label disabled=move || !may.get() on:click=choose>{text.docking.swap()}</button> }
    });
    view! {
        <li>
            <div><strong>{title}</strong><p class="muted small">{told}</p></div>
            <div>{score}</div>
            {act}
        </li>
    }
    .into_any()
}
