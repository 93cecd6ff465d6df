//! Who may write what: the table the judge reads, in words.

use leptos::prelude::*;

use crate::domain::Kind;
use crate::ui::components::page_head::PageHead;
use crate::ui::policy_words;
use crate::ui::state::words;
use crate::workspace::{Rule, TABLE, Who};

/// The page.
#[component]
pub fn RulesPage() -> impl IntoView {
    let text = words();
    let columns = Who::ALL.into_iter().filter(|who| !matches!(who, Who::OwnerCommunity | Who::Formerly));
    let columns: Vec<Who> = columns.collect();
    let head = columns.iter().map(|who| view! { <th scope="col">{policy_words::who(*who, text)}</th> }).collect_view();
    let cell = |rule: &Rule, who: Who| {
        let by_community = who == Who::Owner && rule.who.contains(&Who::OwnerCommunity);
        if rule.never.contains(&who) {
            return view! { <td><span class="tag tag-bad">{text.policy.never()}</span></td> }.into_any();
        }
        if by_community {
            return view! { <td><span class="tag tag-good">{policy_words::who(Who::OwnerCommunity, text)}</span></td> }
                .into_any();
        }
        match rule.who.contains(&who) {
            true => view! { <td><span class="tag tag-good">{text.policy.may()}</span></td> }.into_any(),
            false if who == Who::Street => view! { <td><span class="muted small">{text.policy.corrects()}</span></td> }.into_any(),
            false => view! { <td><span aria-hidden="true">"–"</span><span class="visually-hidden">{text.policy.may_not()}</span></td> }.into_any(),
        }
    };
    let row = |rule: &'static Rule| {
        let cells = columns.iter().map(|who| cell(rule, *who)).collect_view();
        view! { <tr><th scope="row">{policy_words::deed(rule, text)}</th>{cells}</tr> }
    };
    let part = |kind: Kind| {
        let rows = TABLE.iter().filter(|rule| rule.kind == kind).map(row).collect_view();
        let span = (columns.len() + 1).to_string();
        view! { <tbody><tr class="rules-kind"><th scope="rowgroup" colspan=span>{text.kind_one(kind)}</th></tr>{rows}</tbody> }
    };
    let kinds = Kind::ALL.into_iter().filter(|kind| *kind != Kind::Workspace);
    view! {
        <div class="page">
            <PageHead title=text.policy.rules_title() about=Signal::stored(text.policy.rules_intro().to_owned())/>
            <div class="stack page-narrow">
                <p class="muted">{text.policy.everybody_note()}</p>
                <div class="card scrolls" tabindex="0" role="region" aria-label=text.policy.rules_title()>
                    <table class="plain-table rules-table">
                        <thead><tr><th scope="col">{text.policy.rules_deed()}</th>{head}</tr></thead>
                        {kinds.map(part).collect_view()}
                    </table>
                </div>
            </div>
        </div>
    }
    .into_any()
}
