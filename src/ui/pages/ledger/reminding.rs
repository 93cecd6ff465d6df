//! What somebody should look at, the own office's first.

use leptos::prelude::*;

use super::{LedgerState, MOST, wording};
use crate::domain::order;
use crate::i18n::Catalog;
use crate::ui::components::folded::is_open;
use crate::ui::components::tag::Tag;
use crate::ui::route::Route;
use crate::ui::show::{self, Tint};
use crate::ui::state::{WorkspaceStore, store, words};
use crate::workspace::{Because, Project, Reminder, Role, reminders};

/// Reminders shown before the rest is asked for.
const FIRST: usize = 4;

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
                let count = some.len();
                let rest = some.split_off(first.min(count));
                let more = (!rest.is_empty()).then(|| fold(state, rest, unfolded, text));
                view! {
                    <div class="stack-small">
                        <h3>{title}" "{count}</h3>
                        <ul class="links">{lines(state, &some, text)}</ul>
                        {more}
                    </div>
                }
            })
        };
        // The others stand folded where there is something of one's own.
        let first = if mine.is_empty() { FIRST } else { 0 };
        view! { {group(text.ledger.reminders_ours(), mine, FIRST, ours)}{group(text.ledger.reminders_others(), others, first, theirs)} }.into_any()
    };
    view! {
        <section class="card stack-small no-print" id="ledger-reminders" aria-labelledby="ledger-reminders-title">
            <h2 id="ledger-reminders-title">{text.ledger.reminders()}</h2>
            {body}
        </section>
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
