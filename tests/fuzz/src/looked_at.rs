//! A workspace looked at in every way the page looks at one.

use three_lists::domain::{Date, Kind, schema};
use three_lists::i18n::{Language, catalog};
use three_lists::oplog::SecretKey;
use three_lists::ui::{action_name, show};
use three_lists::workspace::{
    Asked, Device, LIGHT, ListQuery, StoredText, Workspace, board, combined, difference, facet, groups, only_counts,
    run, totals,
};

/// The machine that reads.
pub fn device() -> Device {
    Device { key: SecretKey::from_bytes([9; 32]), run: "run00009".to_owned() }
}

/// A workspace's chains as storage would give them back.
pub fn stored(changes: three_lists::workspace::Changes) -> Vec<StoredText> {
    let chains = changes.batch.into_iter();
    chains.map(|it| StoredText { chain: it.chain, meta: it.meta, ops: it.ops.join("\n"), head: it.head }).collect()
}

/// Asks for all that is shown.
pub fn look_at(workspace: &Workspace) {
    let asked = Asked::on(Date::parse("2026-11-22").expect("a day"));
    let text = catalog(Language::Chinese);
    workspace.title();
    workspace.offices();
    workspace.state_code();
    board(workspace, asked);
    for kind in Kind::ALL {
        lists(workspace, kind, asked);
        for id in workspace.ids(kind).iter().chain(&workspace.archived(kind)) {
            show::title(workspace, id, text);
            workspace.linked_from(id);
            let fields = workspace.fields(id);
            workspace.near(kind, &fields, None);
            for field in schema::fields(kind).iter().map(|it| it.name).chain([LIGHT]) {
                show::plain_text(workspace, id, field, asked.today, text);
            }
            for (name, value) in &fields {
                show::named_value_text(workspace, Some(kind), name, value, text);
            }
            for entry in workspace.history(id) {
                workspace.fields_after(id, &entry.op);
                for change in &entry.changes {
                    let words = |value| show::named_value_text(workspace, Some(kind), &change.field, value, text);
                    difference(&words(&change.before), &words(&change.after));
                }
            }
        }
    }
    for id in workspace.conflicts() {
        for name in workspace.conflicted_fields(&id) {
            let values: Vec<_> = workspace.heads(&id, &name).into_iter().map(|it| it.value).collect();
            if let Some(field) = id.kind().and_then(|kind| schema::field(kind, &name)) {
                combined(field, &values);
            }
        }
    }
    for action in workspace.actions(20) {
        action_name::name(workspace, &action, text);
    }
}

fn lists(workspace: &Workspace, kind: Kind, asked: Asked) {
    for words in ["", "\u{7A7A}\u{8C03} a"] {
        let query = ListQuery { text: words.to_owned(), ..ListQuery::new(kind) };
        run(workspace, &query, asked);
        workspace.offered(kind, words, 8);
        workspace.find_exactly(kind, words);
    }
    let whole = ListQuery::new(kind);
    totals(workspace, &whole, asked);
    only_counts(workspace, kind, asked);
    for field in schema::fields(kind) {
        let sorted = ListQuery { sort: vec![(field.name.to_owned(), true)], ..ListQuery::new(kind) };
        let rows = run(workspace, &sorted, asked);
        let grouped = ListQuery { group: Some(field.name.to_owned()), ..ListQuery::new(kind) };
        groups(workspace, &grouped, &rows, asked);
        facet(workspace, &whole, field.name, asked);
        workspace.remembered(kind, field.name, "", 8);
    }
}
