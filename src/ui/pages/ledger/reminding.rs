//! What somebody should look at, the own office's first.

use leptos::prelude::*;

use super::{LedgerState, wording};
use crate::i18n::Catalog;
use crate::ui::appearance::Choice;
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
    let body = move || {
        let projects = state.all.get();
        let (mine, others): (Vec<Reminder>, Vec<Reminder>) = all.get().into_iter().partition(|it| it.mine);
        if mine.is_empty() && others.is_empty() {
            return view! { <p class="muted">{text.ledger.no_reminders()}</p> }.into_any();
        }
        let group = |title: &'static str, some: Vec<Reminder>| {
            (!some.is_empty()).then(|| {
                let line = |it: &Reminder| line(store, it, &projects, text);
                let rest = some.len().saturating_sub(FIRST);
                let more = (rest > 0).then(|| {
                    view! {
                        <details class="fold">
                            <summary>{text.ledger.more(rest)}</summary>
                            <ul class="links">{some[FIRST..].iter().map(line).collect_view()}</ul>
                        </details>
                    }
                });
                view! {
                    <div class="stack-small">
                        <h3>{title}</h3>
                        <ul class="links">{some.iter().take(FIRST).map(line).collect_view()}</ul>
                        {more}
                    </div>
                }
            })
        };
        let groups = [(text.ledger.reminders_ours(), mine), (text.ledger.reminders_others(), others)];
        view! { <div class="columns">{groups.map(|(title, some)| group(title, some))}</div> }.into_any()
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

fn line(store: WorkspaceStore, it: &Reminder, projects: &[Project], text: &'static Catalog) -> AnyView {
    let project = projects.iter().find(|project| project.id == it.project);
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
