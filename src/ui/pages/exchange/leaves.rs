//! What the next file holds, told before it is written.

use leptos::prelude::*;

use super::private::Privates;
use super::receivers::Receivers;
use crate::domain::Kind;
use crate::exchange::{Extent, leaving};
use crate::i18n::{Catalog, Language};
use crate::ui::show;
use crate::ui::state::{store, words};
use crate::workspace::Workspace;

/// Records listed by name.
const LISTED: usize = 30;

/// The shared part of the file in words and figures.
#[derive(Clone, Debug, Default, PartialEq)]
struct Told {
    /// Ops in it.
    ops: usize,
    /// Those of them that wait for the street.
    waiting: usize,
    /// Records they were written on.
    records: usize,
    /// How many of these are of which kind.
    kinds: String,
    /// The first records of a delta: title and kind.
    lines: Vec<(String, &'static str)>,
    /// About how long the file is.
    bytes: u64,
}

/// The list, and the records by name.
#[component]
pub fn Leaves(receivers: Receivers, privates: Privates) -> impl IntoView {
    let (store, text) = (store(), words());
    let told = Memo::new(move |_| {
        let extent = receivers.extent();
        store.try_read(|workspace| told(workspace, &extent, text)).unwrap_or_default()
    });
    let lines = move || {
        let told = told.get();
        let (taken, left, bytes) = privates.counts();
        let nothing = (told.ops == 0).then(|| text.handing.nothing_new().to_owned());
        let touched = (told.ops > 0).then(|| text.handing.touches(told.records, &told.kinds));
        let ops = (told.ops > 0).then(|| text.exchange.ops(told.ops));
        let waiting = (told.waiting > 0).then(|| text.handing.waiting(told.waiting));
        let taken = (taken > 0).then(|| text.exchange.private_taken(taken));
        let left = (left > 0).then(|| text.exchange.private_left_out(left));
        let size = (told.ops > 0 || taken.is_some()).then(|| text.handing.size(&text.bytes(told.bytes + bytes)));
        let lines = [nothing, touched, ops, waiting, taken, left, size];
        lines.into_iter().flatten().map(|line| view! { <li>{line}</li> }).collect::<Vec<_>>()
    };
    let by_name = move || {
        let told = told.get();
        let more = told.records - told.lines.len();
        let more = (more > 0).then(|| view! { <p class="muted small">{text.exchange.not_listed(more)}</p> });
        (!told.lines.is_empty()).then(|| {
            let line = |(title, kind): (String, &'static str)| {
                view! { <li>{title}" "<span class="muted small">{kind}</span></li> }
            };
            let lines = told.lines.into_iter().map(line).collect_view();
            view! {
                <details id="leaving">
                    <summary>{text.handing.which_records()}</summary>
                    <ul class="lines">{lines}</ul>
                    {more}
                </details>
            }
        })
    };
    view! {
        <div class="leaves">
            <h3 class="muted small">{text.exchange.what_leaves()}</h3>
            <ul class="dots" id="leaves">{lines}</ul>
            {by_name}
        </div>
    }
    .into_any()
}

fn told(workspace: &Workspace, extent: &Extent, text: &'static Catalog) -> Told {
    let leaving = leaving(workspace.replica(), extent.base());
    let kind_of = |record: &usize| workspace.replica().id_at(*record).kind();
    let told = |(kind, count): (Option<Kind>, usize)| text.handing.of_kind(kind_word(kind, text), count);
    let kinds: Vec<String> = Kind::counted(leaving.records.iter().map(kind_of)).into_iter().map(told).collect();
    let listed = if extent.base().is_some() { LISTED } else { 0 };
    let line = |record: &usize| {
        let title = show::title_of_pending(workspace, workspace.replica().id_at(*record), text);
        (title, kind_of(record).map_or(text.handing.other_kind(), |kind| text.kind_one(kind)))
    };
    Told {
        ops: leaving.ops.len(),
        waiting: workspace.waiting_among(&leaving.ops),
        records: leaving.records.len(),
        kinds: text.list(&kinds),
        lines: leaving.records.iter().take(listed).map(line).collect(),
        bytes: leaving.bytes,
    }
}

/// A kind before a number: English has its plural in the list's title.
fn kind_word(kind: Option<Kind>, text: &Catalog) -> &'static str {
    match (kind, text.language) {
        (None, _) => text.handing.other_kind(),
        (Some(kind), Language::Chinese) => text.kind_one(kind),
        (Some(kind), Language::English) => text.kind(kind),
    }
}
