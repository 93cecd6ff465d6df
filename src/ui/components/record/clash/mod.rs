//! Fields that offices filled differently without knowing of each other: every value with who, when and what it took the
//! place of, and the ways to settle it.

mod rewrite;
mod wording;

use leptos::prelude::*;

use self::rewrite::Rewrite;
use self::wording::Wording;
use crate::domain::schema::{self, DELETED, Field};
use crate::domain::{RecordId, Shape, Value};
use crate::i18n::Catalog;
use crate::ui::components::focus::{place_among, to_next};
use crate::ui::components::form::is_input;
use crate::ui::show;
use crate::ui::state::{WorkspaceStore, clock, store, words};
use crate::workspace::{Action, Edit, EditError, HeadView, Seen, Workspace, combined};

/// The conflict that is being written anew, if one is, and what its input began with: one at a time in a page.
pub type Rewriting = RwSignal<Option<(RecordId, String, Value)>>;

/// A field with several values, as it stood when it was shown.
#[derive(Clone, Debug, Default, PartialEq)]
struct Clash {
    field: String,
    heads: Vec<HeadView>,
    /// What stands in until a person chooses.
    shown: Value,
    seen: Seen,
}

/// What every part of a card is told.
#[derive(Clone)]
struct Card {
    id: RecordId,
    clash: Clash,
    store: WorkspaceStore,
    text: &'static Catalog,
    rewriting: Rewriting,
}

/// One card for each conflicted field.
#[component]
pub fn Clashes(id: RecordId, #[prop(default = RwSignal::new(None))] rewriting: Rewriting) -> impl IntoView {
    let (store, text) = (store(), words());
    let of = id.clone();
    let clashes = store.slice(move |workspace| clashes(workspace, &of));
    // A card stays, with what is being written in it, while its values stay. Whoever takes a record out or keeps it answers
    // for all its fields, so that card goes with any of them.
    let key = |clash: &Clash| {
        let seen =
            (clash.field == DELETED).then(|| clash.seen.ops().iter().map(ToString::to_string).collect::<Vec<_>>());
        (clash.field.clone(), clash.heads.iter().map(|it| it.op.to_string()).collect::<Vec<_>>(), seen)
    };
    let card = move |clash: Clash| card(Card { id: id.clone(), clash, store, text, rewriting });
    view! { <For each=move || clashes.get() key=key children=card/> }
}

fn clashes(workspace: &Workspace, id: &RecordId) -> Vec<Clash> {
    let clash = |field: String| Clash {
        heads: workspace.heads(id, &field),
        shown: workspace.value(id, &field),
        seen: workspace.seen(id),
        field,
    };
    workspace.conflicted_fields(id).into_iter().map(clash).collect()
}

impl Card {
    fn field(&self) -> Option<&'static Field> {
        self.id.kind().and_then(|kind| schema::field(kind, &self.clash.field)).filter(|_| self.clash.field != DELETED)
    }

    /// What a value says.
    fn words(&self, value: &Value) -> String {
        let text = self.text;
        if self.clash.field == DELETED {
            return if *value == Value::Flag(true) { text.record.archive() } else { text.record.keep() }.to_owned();
        }
        let words =
            |workspace: &Workspace| show::named_value_text(workspace, self.id.kind(), &self.clash.field, value, text);
        let words = self.store.peek(words);
        if words.is_empty() { text.record.blank().to_owned() } else { words }
    }

    /// Settles the field.
    fn settle(&self, value: Value) -> Result<(), EditError> {
        let place = place_among(".clash");
        let edit = Edit::choose(self.id.clone(), &self.clash.field, value).having_seen(self.clash.seen.clone());
        self.store.submit(vec![edit], Action::Resolve)?;
        self.store.announce_change(self.text.record.conflict_settled());
        to_next(place, ".clash h3", &[".record-head h2", "h1"]);
        Ok(())
    }

    /// Settles it on what offices wrote. What this version refuses is put into the input, which says why.
    fn choose(&self, value: Value) {
        let Err(error) = self.settle(value.clone()) else { return };
        match (error, self.field()) {
            (EditError::NothingToChange, _) | (_, None) => self.store.announce(self.text.errors.unexpected()),
            _ => self.rewriting.set(Some((self.id.clone(), self.clash.field.clone(), value))),
        }
    }
}

fn card(card: Card) -> AnyView {
    let text = card.text;
    let deleted = card.clash.field == DELETED;
    let label = card.id.kind().map(|kind| text.field(kind, &card.clash.field).to_owned());
    let label = label.unwrap_or_else(|| card.clash.field.clone());
    let title = if deleted {
        text.record.conflict_deleted().to_owned()
    } else {
        text.errors.in_field(&label, text.record.conflict_title())
    };
    let before = card.clash.heads.first().map(|it| it.before.clone()).unwrap_or_default();
    let one_before = !deleted && !before.is_blank() && card.clash.heads.iter().all(|it| it.before == before);
    let was = one_before.then(|| {
        let was = text.errors.in_field(text.record.before(), &card.words(&before));
        view! { <p class="was">{was}</p> }
    });
    let sides: Vec<AnyView> = card.clash.heads.iter().map(|head| side(&card, head, &label, one_before)).collect();
    // Taken out here and edited there: nobody wrote that it stays.
    let stays = Value::Flag(false);
    let keep = (deleted && card.clash.heads.iter().all(|it| it.value != stays)).then(|| {
        let card = card.clone();
        let keep = move |_| card.choose(stays.clone());
        view! {
            <li>
                <span class="said">{text.record.keep()}</span>
                <button type="button" class="btn btn-small no-print" on:click=keep>{text.record.choose_this()}</button>
            </li>
        }
    });
    let more = card.field().filter(|field| is_input(field)).map(|field| more(card.clone(), field));
    view! { <section class="card clash"><h3 tabindex="-1">{title}</h3>{was}<ul>{sides}{keep}</ul>{more}</section> }
        .into_any()
}

/// One of the values: what it says, how that differs from what stood there, who wrote it, and the choice.
fn side(card: &Card, head: &HeadView, label: &str, one_before: bool) -> AnyView {
    let text = card.text;
    let is_text = card.field().is_some_and(|field| matches!(field.shape, Shape::Line | Shape::Text));
    let (before, now) = (card.words(&head.before), card.words(&head.value));
    let compared = is_text && !head.before.is_blank() && !head.value.is_blank();
    let was = (!one_before && !compared && !head.before.is_blank() && card.clash.field != DELETED)
        .then(|| text.errors.in_field(text.record.before(), &before));
    let was = was.map(|was| view! { <span class="source">{was}</span> });
    let wording =
        if compared { view! { <Wording before now=now.clone()/> }.into_any() } else { now.clone().into_any() };
    let shown = (head.value == card.clash.shown)
        .then(|| view! { <span class="muted small">" · "{text.record.shown_now()}</span> });
    let by = head.by.as_ref().filter(|by| !by.is_empty());
    let who = by.map_or_else(|| head.office.clone(), |by| format!("{} {by}", head.office));
    let source = text.record.changed_by(&who, &text.moment(clock::local(head.at)));
    let name = text.record.choose_named(label, &now);
    let (card, value) = (card.clone(), head.value.clone());
    let choose = move |_| card.choose(value.clone());
    view! {
        <li>
            <span class="said">{wording}{shown}</span>
            {was}
            <span class="source">{source}</span>
            <button type="button" class="btn btn-small no-print" aria-label=name on:click=choose>{text.record.choose_this()}</button>
        </li>
    }
    .into_any()
}

/// Putting the values together, and writing another.
fn more(card: Card, field: &'static Field) -> AnyView {
    let (text, rewriting) = (card.text, card.rewriting);
    let values: Vec<Value> = card.clash.heads.iter().map(|it| it.value.clone()).collect();
    let both = combined(field, &values).filter(|both| !values.contains(both));
    let here = (card.id.clone(), card.clash.field.clone());
    let open = {
        let here = here.clone();
        Memo::new(move |_| {
            rewriting.with(|it| it.as_ref().is_some_and(|(id, field, _)| (id, field) == (&here.0, &here.1)))
        })
    };
    let put_together = {
        let (card, both) = (card.clone(), both.clone());
        move || {
            let (card, both) = (card.clone(), both.clone()?);
            let combine = move |_| card.choose(both.clone());
            let help = text.record.combine_help();
            Some(
                view! { <button type="button" class="btn btn-small" title=help on:click=combine>{text.record.combine()}</button> },
            )
        }
    };
    let given = both.unwrap_or_else(|| card.clash.shown.clone());
    let write = move |_| rewriting.set(Some((here.0.clone(), here.1.clone(), given.clone())));
    // What is being written in another card stays.
    let elsewhere = move || rewriting.with(Option::is_some);
    let buttons = move || {
        (!open.get()).then(|| {
            view! {
                <div class="clash-more no-print">
                    {put_together()}
                    <button type="button" class="btn btn-small" data-rewrite="" disabled=elsewhere on:click=write.clone()>{text.record.choose_other()}</button>
                </div>
            }
        })
    };
    let rewrite = move || {
        let given = open.get().then(|| rewriting.with_untracked(|it| it.as_ref().map(|it| it.2.clone()))).flatten();
        given.map(|given| view! { <Rewrite card=card.clone() field given/> })
    };
    view! { {buttons}{rewrite} }.into_any()
}
