//! What stays on this machine unless somebody says so, field by field, and by whom it was written.

use leptos::prelude::*;

use crate::domain::{Kind, RecordId, order};
use crate::exchange::{Private, private_logs};
use crate::i18n::Catalog;
use crate::oplog::ActorId;
use crate::ui::state::{WorkspaceStore, words};
use crate::workspace::{Workspace, fingerprint};

/// The private entries of one office.
#[derive(Clone, Debug, PartialEq)]
struct Group {
    /// Its name; nothing for this machine's own office.
    name: Option<String>,
    /// Whose they are: two offices of one name are two, and so are two machines without an office.
    whose: Whose,
    actors: Vec<ActorId>,
    values: Vec<(Option<Kind>, String, usize)>,
    bytes: u64,
}

#[derive(Clone, Debug, PartialEq)]
enum Whose {
    Own,
    Office(RecordId),
    Machine(ActorId),
}

impl Group {
    fn count(&self) -> usize {
        self.values.iter().map(|(.., count)| count).sum()
    }
}

/// The private entries that are here, and whose of them go along.
#[derive(Clone, Copy)]
pub struct Privates {
    groups: Memo<Vec<Group>>,
    chosen: RwSignal<Vec<ActorId>>,
}

impl Privates {
    /// Nobody's go along.
    pub fn new(store: WorkspaceStore, text: &'static Catalog) -> Privates {
        let groups = Memo::new(move |_| store.try_read(|workspace| groups(workspace, text)).unwrap_or_default());
        Privates { groups, chosen: RwSignal::new(Vec::new()) }
    }

    /// Whose go along; tracked.
    pub fn chosen(self) -> Private {
        // What is shown as chosen, and nothing beside: an office's logs go together or not at all.
        let groups =
            self.groups.with(|groups| groups.iter().filter(|it| self.is_chosen(it)).cloned().collect::<Vec<_>>());
        let chosen: Vec<ActorId> = groups.into_iter().flat_map(|it| it.actors).collect();
        if chosen.is_empty() { Private::None } else { Private::Of(chosen) }
    }

    /// How many values go along, how many stay, and about how many bytes the former take; tracked.
    pub fn counts(self) -> (usize, usize, u64) {
        self.groups.with(|groups| {
            let mut counts = (0, 0, 0);
            for group in groups {
                match self.is_chosen(group) {
                    true => counts = (counts.0 + group.count(), counts.1, counts.2 + group.bytes),
                    false => counts.1 += group.count(),
                }
            }
            counts
        })
    }

    fn is_chosen(self, group: &Group) -> bool {
        self.chosen.with(|chosen| group.actors.iter().all(|it| chosen.contains(it)))
    }
}

/// What is here by office, this machine's own first.
fn groups(workspace: &Workspace, text: &Catalog) -> Vec<Group> {
    let mine = workspace.my_office();
    let mut groups: Vec<Group> = Vec::new();
    for log in private_logs(workspace.replica()) {
        let office = workspace.office_of(log.actor);
        let is_own = log.actor == workspace.actor() || (mine.is_some() && office == mine);
        let whose = match office {
            _ if is_own => Whose::Own,
            Some(office) => Whose::Office(office),
            None => Whose::Machine(log.actor),
        };
        let name = match &whose {
            Whose::Own => None,
            Whose::Office(id) => Some(workspace.title_of(id)).filter(|name| !name.trim().is_empty()),
            Whose::Machine(actor) => Some(text.handing.some_machine(&fingerprint(*actor))),
        };
        let name = (!is_own).then(|| name.unwrap_or_else(|| text.handing.some_office().to_owned()));
        let Some(known) = groups.iter_mut().find(|it| it.whose == whose) else {
            groups.push(Group { name, whose, actors: vec![log.actor], values: log.values, bytes: log.bytes });
            continue;
        };
        known.actors.push(log.actor);
        known.bytes += log.bytes;
        for (kind, field, count) in log.values {
            match known.values.iter_mut().find(|it| (it.0, &it.1) == (kind, &field)) {
                Some((.., sum)) => *sum += count,
                None => known.values.push((kind, field, count)),
            }
        }
    }
    for group in &mut groups {
        order::sort(&mut group.values);
    }
    order::sort_by(&mut groups, |a, b| a.name.cmp(&b.name));
    groups
}

/// A field's label without what it says in brackets: here everything is private.
fn plain(label: &str) -> &str {
    label.split(['(', '\u{ff08}']).next().unwrap_or_default().trim_end()
}

/// The entries, office by office.
#[component]
pub fn PrivateChoice(privates: Privates) -> impl IntoView {
    let text = words();
    let Privates { groups, chosen } = privates;
    let is_empty = move || groups.with(Vec::is_empty);
    let row = move |group: Group| {
        let label = match &group.name {
            Some(name) => text.handing.private_of(name),
            None => text.handing.private_own().to_owned(),
        };
        let value = |(kind, field, count): &(Option<Kind>, String, usize)| match kind {
            Some(kind) => text.handing.values(text.kind_one(*kind), plain(text.field(*kind, field)), *count),
            None => text.handing.values(text.handing.other_kind(), field, *count),
        };
        let values = text.list(&group.values.iter().map(value).collect::<Vec<_>>());
        let ours = group.clone();
        let tick = move |event| {
            let on = event_target_checked(&event);
            chosen.update(|chosen| {
                chosen.retain(|it| !group.actors.contains(it));
                chosen.extend(group.actors.iter().filter(|_| on));
            });
        };
        view! {
            <li><label>
                <input type="checkbox" prop:checked=move || privates.is_chosen(&ours) on:change=tick/>
                <span>{label}<span class="muted small">{values}</span></span>
            </label></li>
        }
    };
    let intro = move || if is_empty() { text.handing.private_none() } else { text.handing.private_intro() };
    let warning = move || {
        (privates.counts().0 > 0)
            .then(|| view! { <p class="notice" role="status">{text.handing.private_warning()}</p> })
    };
    view! {
        <fieldset class="whose">
            <legend><strong>{text.handing.private_title()}</strong></legend>
            <p class="muted small">{intro}</p>
            <ul class="receivers" id="privates" hidden=is_empty>
                <For each=move || groups.get() key=|group| format!("{group:?}") children=row/>
            </ul>
            {warning}
        </fieldset>
    }
    .into_any()
}
