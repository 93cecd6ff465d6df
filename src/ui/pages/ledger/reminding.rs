//! What somebody should look at, the own office's first.

use leptos::prelude::*;

use super::{LedgerState, MOST, wording};
use crate::domain::order;
use crate::i18n::Catalog;
use crate::ui::appearance::Choice;
use crate::ui::components::folded::is_open;
use crate::ui::components::tag::Tag;
use crate::ui::route::Route;
use crate::ui::show::{self, Tint};
use crate::ui::state::{WorkspaceStore, store, words};
use crate::workspace::{Because, LedgerView, Project, Reminder, Role, reminders};

/// Reminders shown before the rest is asked for.
const FIRST: usize = 3;

/// A narrow screen, as the style sheets have it.
const PHONE: &str = "(max-width: 48rem)";

/// The reminders of all projects, whatever the page is narrowed to.
#[component]
pub fn Reminders(state: LedgerState) -> impl IntoView {
    let (store, text) = (store(), words());
    let all = Memo::new(move |_| {
        let who = store.try_read(|it| (it.my_office(), it.my_role() == Some(Role::Street)));
        let (office, is_street) = who.unwrap_or_default();
        state.all.with(|all| reminders(all, office.as_ref(), is_street))
    });
    // What stands folded is drawn when it is opened, and goes on standing open when a reminder comes or goes.
    let (ours, theirs) = (Unfolded::new(), Unfolded::new());
    let body = move || {
        // A title may change while the reminders stay the same.
        state.all.track();
        let (mine, others): (Vec<Reminder>, Vec<Reminder>) = all.get().into_iter().partition(|it| it.mine);
        if mine.is_empty() && others.is_empty() {
            return view! { <p class="muted">{text.ledger.no_reminders()}</p> }.into_any();
        }
        let group = |title: &'static str, mut some: Vec<Reminder>, first: usize, unfolded: Unfolded| {
            (!some.is_empty()).then(|| {
                let rest = some.split_off(first.min(some.len()));
                let more = (!rest.is_empty()).then(|| fold(state, rest, unfolded, text));
                view! {
                    <div class="stack-small">
                        <h3>{title}</h3>
                        <ul class="links">{lines(state, &some, text)}</ul>
                        {more}
                    </div>
                }
            })
        };
        let ours = group(text.ledger.reminders_ours(), mine, FIRST, ours);
        let theirs = group(text.ledger.reminders_others(), others, FIRST, theirs);
        view! { <div class="columns">{ours}{theirs}</div> }.into_any()
    };
    let counts = move || {
        let (mine, others) =
            all.with(|all| (all.iter().filter(|it| it.mine).count(), all.iter().filter(|it| !it.mine).count()));
        let count = |title: &'static str, n: usize| (n > 0).then(|| view! { <span>{title}" "<b>{n}</b></span> });
        view! { {count(text.ledger.reminders_ours(), mine)}{count(text.ledger.reminders_others(), others)} }
    };
    // Who looks at a table, a timeline or a board looks at that; on a phone and in the largest text there is no room for both.
    let is_phone = window().match_media(PHONE).ok().flatten().is_some_and(|query| query.matches());
    let is_tight = is_phone || Choice::Size.kept() == "elder";
    let open = Memo::new(move |_| !is_tight && state.query.with(|it| it.view == LedgerView::Entries));
    view! {
        <details class="card no-print" id="ledger-reminders" open=move || open.get()>
            <summary><h2>{text.ledger.reminders()}</h2>{counts}</summary>
            {body}
        </details>
    }
    .into_any()
}

/// Whether a fold stands open, and how much of it is drawn. `Copy`.
#[derive(Clone, Copy)]
struct Unfolded {
    open: RwSignal<bool>,
    most: RwSignal<usize>,
}

impl Unfolded {
    fn new() -> Unfolded {
        Unfolded { open: RwSignal::new(false), most: RwSignal::new(MOST) }
    }
}

/// What stands behind the first few.
fn fold(state: LedgerState, rest: Vec<Reminder>, unfolded: Unfolded, text: &'static Catalog) -> AnyView {
    let Unfolded { open, most } = unfolded;
    let count = rest.len();
    let body = move || {
        open.get().then(|| {
            let shown = &rest[..count.min(most.get())];
            let left = (count - shown.len()).min(MOST);
            let more = (left > 0).then(|| {
                view! { <button type="button" class="btn btn-small" on:click=move |_| most.update(|it| *it += MOST)>{text.ledger.more(left)}</button> }
            });
            view! { <ul class="links">{lines(state, shown, text)}</ul>{more} }
        })
    };
    view! {
        <details class="fold" prop:open=open.get_untracked() on:toggle=move |event| open.set(is_open(&event))>
            <summary>{text.ledger.more(count)}</summary>
            {body}
        </details>
    }
    .into_any()
}

fn lines(state: LedgerState, some: &[Reminder], text: &'static Catalog) -> Vec<AnyView> {
    state.all.with_untracked(|all| {
        let by_id = order::map(all.iter().map(|it| (&it.id, it)));
        some.iter().map(|it| line(state.store, it, by_id.get(&it.project).copied(), text)).collect()
    })
}

fn line(store: WorkspaceStore, it: &Reminder, project: Option<&Project>, text: &'static Catalog) -> AnyView {
    let (title, words) = store.peek(|workspace| {
        let words = match it.because {
            Because::Overdue { days } => text.due(-days),
            Because::Due { days } => text.due(days),
            Because::Stalled { days } => text.ledger.stalled_for(days),
            Because::Waits => project.and_then(|it| wording::turn(workspace, it, text)).unwrap_or_default(),
        };
        (show::title(workspace, &it.project, text), words)
    });
    let tint = match it.because {
        Because::Overdue { .. } => Tint::Bad,
        Because::Due { .. } | Because::Stalled { .. } => Tint::Warn,
        Because::Waits => Tint::Info,
    };
    view! { <li><a href=Route::record(it.project.clone()).href()><span>{title}</span><Tag words=words tint/></a></li> }
        .into_any()
}
