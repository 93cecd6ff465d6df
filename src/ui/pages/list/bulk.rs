//! What can be done with many records at once: a change of one field, handing over, archiving. A preview says what will
//! change before it does; one undo takes it back.

use leptos::prelude::*;

use super::query::ListState;
use crate::domain::schema::{self, Field};
use crate::domain::{Kind, RecordId, Value};
use crate::i18n::Catalog;
use crate::ui::components::form::{FieldInput, Filling, is_input};
use crate::ui::components::table::{Picking, Selection};
use crate::ui::show;
use crate::ui::state::{WorkspaceStore, store, words};
use crate::workspace::{Action, Edit, FieldPlan, Workspace, totals_of};

/// Records named in a preview before the rest is counted.
const NAMED: usize = 6;

/// The bar over the table while something is selected.
#[component]
pub fn BulkBar(state: ListState, picking: Picking) -> impl IntoView {
    let (store, text) = (store(), words());
    let kind = state.kind;
    let changing = RwSignal::new(None::<&'static str>);
    let count = Memo::new(move |_| picking.chosen().len());
    let listed = move || picking.rows.with(|rows| rows.len());
    let away = Memo::new(move |_| !state.query().archived);
    let clear = move |_| {
        picking.selection.update(Selection::clear);
        changing.set(None);
    };
    let archive = move |_| {
        let away = away.get_untracked();
        let chosen = untrack(|| picking.chosen());
        let edits = store.peek(|workspace| workspace.plan_archive(&chosen, away));
        let count = edits.len();
        let done = if away { text.bulk.archived(count) } else { text.bulk.restored(count) };
        finish(store, picking, changing, edits, done, text);
    };
    let owner = schema::owner_field(kind);
    let hand_over = move || {
        owner.map(|field| {
        view! { <button type="button" class="btn btn-small" on:click=move |_| changing.set(Some(field))>{text.bulk.hand_over()}</button> }
    })
    };
    let fields = schema::fields(kind).iter().filter(|field| is_input(field) && field.name != schema::title_field(kind));
    let first = fields.clone().find(|field| field.column).or(fields.clone().next()).map(|field| field.name);
    let archive_label = move || if away.get() { text.record.archive() } else { text.record.restore() };
    let all = move || {
        (count.get() < listed()).then(|| {
            view! { <button type="button" class="btn btn-text btn-small" on:click=move |_| picking.all()>{text.bulk.select_listed(listed())}</button> }
        })
    };
    let sums = move || {
        let sums = store.try_read(|workspace| totals_of(workspace, kind, &picking.chosen())).unwrap_or_default();
        let line = show::totals_text(kind, &sums, text);
        line.map(|line| view! { <span class="muted small" title=text.board.total_help()>{text.board.total_of_selected()}" "{line}</span> })
    };
    let bar = move || {
        view! {
            <div class="bulk-bar" role="group" aria-label=text.bulk.title()>
                <strong role="status">{move || text.lists.selected(count.get())}</strong>
                {sums}
                {all}
                <span class="grow"></span>
                <button type="button" class="btn btn-small" on:click=move |_| changing.set(first)>{text.bulk.change_field()}</button>
                {hand_over}
                <button type="button" class="btn btn-small" on:click=archive>{archive_label}</button>
                <button type="button" class="btn btn-text btn-small" on:click=clear>{text.bulk.clear()}</button>
            </div>
        }
    };
    let panel = move || changing.get().map(|field| view! { <ChangePanel kind picking changing field/> });
    let standing = Memo::new(move |_| count.get() > 0 && store.may_write());
    move || standing.get().then(|| view! { {bar()}{panel} })
}

/// Writes edits, says so, and leaves nothing selected.
fn finish(
    store: WorkspaceStore,
    picking: Picking,
    changing: RwSignal<Option<&'static str>>,
    edits: Vec<Edit>,
    done: String,
    text: &'static Catalog,
) {
    if edits.is_empty() {
        return store.announce(text.errors.nothing_to_change());
    }
    match store.submit(edits, Action::Save) {
        Ok(_) => {
            changing.set(None);
            picking.selection.update(Selection::clear);
            store.announce_change(done);
        }
        Err(_) => store.announce(text.errors.unexpected()),
    }
}

/// Which field to what, and what that would do.
#[component]
fn ChangePanel(
    kind: Kind,
    picking: Picking,
    changing: RwSignal<Option<&'static str>>,
    field: &'static str,
) -> impl IntoView {
    let (store, text) = (store(), words());
    let Some(field) = schema::field(kind, field) else { return ().into_any() };
    let filling = Filling::for_many(kind);
    // Nothing filled in changes nothing: clearing a field must be said.
    let clearing = RwSignal::new(false);
    let plan = Memo::new(move |_| {
        filling.input(field).track();
        let (value, chosen) = (filling.value(field).ok()?, picking.chosen());
        let value = if clearing.get() { Value::Null } else { Some(value).filter(|it| !it.is_blank())? };
        let plan =
            store.try_read(|workspace| workspace.plan_field(kind, &chosen, field.name, &value).ok()).flatten()?;
        Some((plan, value))
    });
    // What cannot be saved says so at once; an input nobody touched does not.
    Effect::watch(move || filling.input(field).get(), move |_, _, _| filling.check(field), false);
    let option = move |other: &'static Field| {
        view! { <option value=other.name selected=other.name == field.name>{text.field(kind, other.name)}</option> }
    };
    let offered = schema::fields(kind).iter().filter(|it| is_input(it) && it.name != schema::title_field(kind));
    let options = offered.map(option).collect_view();
    let pick = move |event| changing.set(schema::field(kind, &event_target_value(&event)).map(|it| it.name));
    let apply = move |_| {
        let Some((plan, value)) = plan.get_untracked() else { return };
        let done = text.bulk.changed(plan.changes.len());
        finish(store, picking, changing, plan.edits(field.name, &value), done, text);
    };
    let changes = move || plan.with(|plan| plan.as_ref().map_or(0, |(plan, _)| plan.changes.len()));
    let preview = move || match plan.get() {
        Some((plan, value)) => store.peek(|workspace| preview(workspace, kind, field, &plan, &value, text)),
        None => view! { <p class="muted">{text.bulk.say_what()}</p> }.into_any(),
    };
    let can_clear = (!field.required && field.name != "status").then(|| {
        let tick = move |event| clearing.set(event_target_checked(&event));
        view! { <label class="check-line"><input type="checkbox" prop:checked=move || clearing.get() on:change=tick/>{text.bulk.clear_field()}</label> }
    });
    view! {
        <section class="card bulk" aria-label=text.bulk.change_field()>
            <div class="bulk-inputs">
                <div class="field">
                    <label for="bulk-field">{text.bulk.which_field()}</label>
                    <select class="input" id="bulk-field" on:change=pick>{options}</select>
                </div>
                <fieldset class="plain" disabled=move || clearing.get()><FieldInput filling field/></fieldset>
            </div>
            {can_clear}
            <div aria-live="polite">{preview}</div>
            <div class="buttons">
                <button type="button" class="btn btn-main" disabled=move || changes() == 0 on:click=apply>{move || text.bulk.apply(changes())}</button>
                <button type="button" class="btn" on:click=move |_| changing.set(None)>{text.nav.cancel()}</button>
            </div>
        </section>
    }
    .into_any()
}

/// What a plan would do: the first records by name, with before and after, and the numbers.
fn preview(
    workspace: &Workspace,
    kind: Kind,
    field: &'static Field,
    plan: &FieldPlan,
    value: &Value,
    text: &'static Catalog,
) -> AnyView {
    let words = |value: &Value| {
        let words = show::value_text(workspace, field, value, text);
        if words.is_empty() { text.record.blank().to_owned() } else { words }
    };
    let after = words(value);
    let line = |(id, before): &(RecordId, Value)| {
        let change = text.record.from_to(&words(before), &after);
        view! { <li><span>{show::title(workspace, id, text)}</span><span class="muted">{change}</span></li> }
    };
    let lines = plan.changes.iter().take(NAMED).map(line).collect_view();
    let more = (plan.changes.len() > NAMED)
        .then(|| view! { <li class="muted">{text.bulk.and_more(plan.changes.len() - NAMED)}</li> });
    let same = (plan.same > 0).then(|| view! { <p class="muted">{text.bulk.already_so(plan.same)}</p> });
    let stays = plan.unreachable.first().map(|(id, state)| {
        let example = text.bulk.cannot_reach(&show::title(workspace, id, text), &words(state), &after);
        view! { <p class="notice">{text.bulk.left_out(plan.unreachable.len())}" "{example}</p> }
    });
    view! {
        <p><strong>{text.bulk.will_change(plan.changes.len(), text.field(kind, field.name), &after)}</strong></p>
        <ul class="bulk-preview">{lines}{more}</ul>
        {same}
        {stays}
    }
    .into_any()
}
