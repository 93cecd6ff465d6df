//! A canary in every private field of every kind, in three offices; then every way out that others share is searched for
//! them. Which fields are private is read from the schema: a new one is covered by itself.

mod offices;

use std::collections::BTreeSet;

use offices::{CANARY, device, offices, private_fields, stamp};
use three_lists::domain::{Date, Kind, RecordId, Shape, Value, order, schema};
use three_lists::exchange::{
    Found, Have, Here, Intake, Private, common, have, leaving, lock, plan, preview, private_logs, read, receive,
    unlock, write_backup,
};
use three_lists::i18n::{Catalog, Language, catalog};
use three_lists::oplog::{ActorId, Scope};
use three_lists::tabular::desk::{Desk, Request};
use three_lists::tabular::to_tsv;
use three_lists::ui::{action_name, show};
use three_lists::workspace::{
    Action, Asked, Edit, LIGHT, ListQuery, StoredText, Workspace, board, can_group, facet, groups, run, totals,
};

/// Where something came out, and what: searched for canaries.
#[derive(Default)]
struct Searched {
    texts: usize,
    sang: Vec<String>,
}

impl Searched {
    fn text(&mut self, where_from: &str, text: &str) {
        self.texts += 1;
        for (at, _) in text.match_indices(CANARY) {
            let canary: String = text[at..].chars().take(40).collect();
            self.sang.push(format!("{where_from}: {canary}"));
        }
    }

    fn done(self, what: &str) {
        println!("{what}: {} texts searched, {} canaries", self.texts, self.sang.len());
        assert!(self.texts > 0, "{what}: nothing was searched");
        assert!(self.sang.is_empty(), "{what}: {:#?}", self.sang);
    }
}

/// The canaries in a text.
fn singers(text: &str, written: &BTreeSet<String>) -> usize {
    written.iter().filter(|it| text.contains(it.as_str())).count()
}

#[test]
fn every_private_field_has_a_canary_and_a_backup_holds_them_all() {
    let fields: usize = Kind::ALL.into_iter().map(|kind| private_fields(kind).count()).sum();
    for mut office in offices() {
        // Two rounds on each, and the sheet's.
        assert_eq!(office.written.len(), fields * 2 + 1);
        let whole = office.file(None, true).expect("a file");
        let backup = write_backup(&whole, &office.workspace.device().key).expect("a backup");
        assert_eq!(singers(&backup, &office.written), office.written.len(), "a backup is everything");
        assert_eq!(singers(&whole, &office.written), office.written.len(), "the private log goes where it is told to");
        assert!(receive(backup.as_bytes()).is_ok());
        // The canaries that stand are read here, by their own office.
        let workspace = &office.workspace;
        for kind in Kind::ALL {
            for field in private_fields(kind) {
                let ids = workspace.ids(kind).into_iter().chain(workspace.archived(kind));
                let shown = ids.filter(|id| show::field_text(workspace, id, field, text()).contains(CANARY)).count();
                assert!(shown > 0, "{kind:?}.{}", field.name);
            }
        }
    }
    println!("{fields} private fields, each of three offices with two canaries and one from a sheet");
}

fn text() -> &'static Catalog {
    catalog(Language::Chinese)
}

#[test]
fn no_file_for_others_holds_a_canary() {
    let mut offices = offices();
    let mut searched = Searched::default();
    let bases: Vec<Have> = offices.iter().map(|it| have(it.workspace.replica())).collect();
    for round in ["before they met", "after"] {
        for sender in 0..offices.len() {
            let complete = offices[sender].file(None, false).expect("a file");
            searched.text(&format!("complete file of {sender}, {round}"), &complete);
            for (receiver, base) in bases.iter().enumerate().filter(|it| it.0 != sender) {
                if let Ok(delta) = offices[sender].file(Some(base.clone()), false) {
                    assert!(delta.len() < complete.len(), "a delta is a part");
                    searched.text(&format!("delta of {sender} for {receiver}, {round}"), &delta);
                }
            }
            let others: Vec<&Have> = bases.iter().enumerate().filter(|it| it.0 != sender).map(|it| it.1).collect();
            let answer = common(offices[sender].workspace.replica(), &others);
            if let Ok(answer) = offices[sender].file(Some(answer), false) {
                searched.text(&format!("answer of {sender}, {round}"), &answer);
            }
            for receiver in (0..offices.len()).filter(|it| *it != sender) {
                offices[receiver].take(&complete);
            }
        }
    }
    searched.done("files between three offices");
}

/// Each office holds the private logs of all: of whom nothing was chosen, nothing leaves, by whatever road.
#[test]
fn a_private_log_of_a_writer_not_chosen_never_leaves() {
    let mut offices = offices();
    let wholes: Vec<String> = offices.iter_mut().map(|it| it.file(None, true).expect("a file")).collect();
    for office in &mut offices {
        wholes.iter().for_each(|whole| office.take(whole));
    }
    let actors: Vec<ActorId> = offices.iter().map(|it| it.workspace.actor()).collect();
    let written: Vec<BTreeSet<String>> = offices.iter().map(|it| it.written.clone()).collect();
    let mut files = 0;
    for (sender, office) in offices.iter_mut().enumerate() {
        let all = have(office.workspace.replica());
        let early = read(wholes[0].as_bytes()).expect("a good file").have;
        for choice in 0..1u32 << actors.len() {
            let is_chosen = |writer: usize| choice & (1 << writer) != 0;
            let chosen: Vec<ActorId> = (0..actors.len()).filter(|it| is_chosen(*it)).map(|it| actors[it]).collect();
            for base in [None, Some(early.clone()), Some(all.clone())] {
                let Ok(file) = office.file_with(base, Private::Of(chosen.clone())) else {
                    assert_eq!(choice, 0, "what was chosen leaves, whatever else is new");
                    continue;
                };
                files += 1;
                for (writer, written) in written.iter().enumerate() {
                    let expected = if is_chosen(writer) { written.len() } else { 0 };
                    assert_eq!(singers(&file, written), expected, "{sender} hands on of {writer}, chosen {choice:b}");
                }
            }
        }
    }
    println!("{files} files with the private logs of some of three writers");
}

/// What is shown before they leave: every private field by name, and none of their values.
#[test]
fn what_would_leave_is_told_field_by_field_and_without_a_canary() {
    let mut searched = Searched::default();
    for office in offices() {
        let replica = office.workspace.replica();
        let told = private_logs(replica);
        assert_eq!(told.iter().map(|it| it.actor).collect::<Vec<_>>(), [office.workspace.actor()]);
        for kind in Kind::ALL {
            for field in private_fields(kind) {
                let count = told[0].values.iter().find(|it| it.0 == Some(kind) && it.1 == field.name).map(|it| it.2);
                assert!(count.is_some_and(|count| count >= 2), "{kind:?}.{}: {count:?}", field.name);
            }
        }
        searched.text("private logs", &format!("{told:?}"));
        searched.text("what leaves", &format!("{:?}", leaving(replica, None)));
        for record in leaving(replica, None).records {
            searched.text("what leaves", &office.workspace.title_of_pending(replica.id_at(record)));
        }
    }
    searched.done("what is told of a file beforehand");
}

#[test]
fn a_locked_file_holds_no_canary_once_it_is_open() {
    let mut office = offices().remove(0);
    let file = office.file(None, false).expect("a file");
    let locked = lock(file.as_bytes(), "示例口令 1234", [1; 16], [2; 12]).expect("a locked file");
    let opened = unlock(locked.as_bytes(), "示例口令 1234").expect("its own passphrase");
    let mut searched = Searched::default();
    searched.text("locked", &locked);
    searched.text("unlocked", &String::from_utf8(opened).expect("a file is text"));
    searched.done("locked file");
}

/// Stronger than a canary: what a private cell says leaves no trace at all, not even one that only a guess can read.
#[test]
fn what_is_shared_of_an_import_does_not_depend_on_its_private_cells() {
    let office = offices().remove(0);
    let [one, other] = ["13800000001", "13800000002"].map(|contact| {
        let mut office = office.clone();
        office.import(&format!("场地名称,所属单位,容量,联系人\n排练厅,示例单位,30人,{contact}\n"));
        let replica = office.workspace.replica();
        let shared = replica.branch_states().into_iter().filter(|it| it.header.scope == Scope::Shared);
        shared.flat_map(|it| replica.op_texts(&it, 1, it.last).concat().into_bytes()).collect::<Vec<u8>>()
    });
    assert_eq!(String::from_utf8(one), String::from_utf8(other));
}

fn asked() -> Asked {
    Asked::on(Date::parse("2026-11-22").expect("a day"))
}

/// The columns of an exported sheet: `ui/pages/list/export.rs` chooses them so, in the browser only.
fn columns(kind: Kind) -> Vec<&'static str> {
    let fields = schema::fields(kind).iter().filter(|it| !it.private && it.shape != Shape::Structure);
    fields.map(|it| it.name).chain([LIGHT]).collect()
}

#[test]
fn no_sheet_for_others_holds_a_canary() {
    let mut searched = Searched::default();
    for office in offices() {
        for kind in Kind::ALL {
            let workspace = &office.workspace;
            let ids = workspace.ids(kind).into_iter().chain(workspace.archived(kind));
            let cell = |id: &RecordId, field: &&str| show::plain_text(workspace, id, field, asked().today, text());
            let rows = ids.map(|id| columns(kind).iter().map(|field| cell(&id, field)).collect());
            let rows: Vec<Vec<String>> = rows.collect();
            searched.text("copied records", &to_tsv(&rows));
            let heads = columns(kind).into_iter().map(str::to_owned).collect();
            let title = kind.as_str().to_owned();
            let (_, bytes) = Desk::default().answer(Request::Export { title, heads, rows }, &[]).expect("a sheet");
            let sheets = three_lists::tabular::read(&bytes, "a.xlsx").expect("it can be read").sheets;
            let cells = sheets.into_iter().flat_map(|it| it.rows).flatten().map(|it| it.text);
            searched.text("exported sheet", &cells.collect::<Vec<_>>().join("\n"));
        }
    }
    searched.done("sheets");
}

#[test]
fn no_title_name_offer_or_hit_holds_a_canary() {
    let mut searched = Searched::default();
    for office in offices() {
        let workspace = &office.workspace;
        searched.text("workspace", &workspace.title());
        searched.text("offices", &format!("{:?}", workspace.offices()));
        for action in workspace.actions(1_000) {
            searched.text("action", &action_name::name(workspace, &action, text()));
            searched.text("action", &format!("{action:?}"));
        }
        for name in [action_name::next_undo(workspace, text()), action_name::next_redo(workspace, text())] {
            searched.text("next step", &name.unwrap_or_default());
        }
        for figure in board(workspace, asked()) {
            searched.text("dashboard", &format!("{} {figure:?}", figure.query.to_query()));
        }
        for kind in Kind::ALL {
            for id in workspace.ids(kind).iter().chain(&workspace.archived(kind)) {
                searched.text("title", &workspace.title_of(id));
                searched.text("title", &show::title(workspace, id, text()));
                let near = workspace.near(kind, &workspace.fields(id), None);
                searched.text("near", &format!("{near:?}"));
            }
            of_list(workspace, kind, &mut searched);
        }
    }
    searched.done("titles, names, offers, hits");
}

fn of_list(workspace: &Workspace, kind: Kind, searched: &mut Searched) {
    for typed in ["", "canary", "示例"] {
        let offered = workspace.offered(kind, typed, 50);
        searched.text("offered", &format!("{offered:?}"));
        // A hit is shown by its title.
        let query = ListQuery { text: typed.to_owned(), ..ListQuery::new(kind) };
        for id in run(workspace, &query, asked()) {
            searched.text("hit", &show::title(workspace, &id, text()));
        }
        for field in schema::fields(kind) {
            searched.text("remembered", &workspace.remembered(kind, field.name, typed, 50).join("\n"));
        }
    }
    let whole = ListQuery::new(kind);
    searched.text("totals", &format!("{:?}", totals(workspace, &whole, asked())));
    for field in schema::fields(kind).iter().filter(|field| can_group(kind, field.name)) {
        assert!(!field.private, "a list is not divided by what is private: {kind:?}.{}", field.name);
        searched.text("facet", &format!("{:?}", facet(workspace, &whole, field.name, asked())));
        let rows = run(workspace, &whole, asked());
        let grouped = ListQuery { group: Some(field.name.to_owned()), ..ListQuery::new(kind) };
        searched.text("groups", &format!("{:?}", groups(workspace, &grouped, &rows, asked())));
    }
}

/// A plan and a preview name records and fields, never values.
#[test]
fn no_preview_holds_a_canary() {
    let mut offices = offices();
    let mut searched = Searched::default();
    for sender in 0..offices.len() {
        let whole = offices[sender].file(None, true).expect("a file");
        for receiver in &offices {
            let workspace = &receiver.workspace;
            let file = read(whole.as_bytes()).expect("a good file");
            let shown = preview(workspace.replica(), &file).expect("a complete file");
            searched.text("preview", &format!("{shown:?}"));
            let mut intake = Intake::default();
            intake.add(Found { name: "a.json".to_owned(), content: Ok(whole.clone().into_bytes()) });
            let here = Here { replica: workspace.replica(), workspace: workspace.id(), actor: workspace.actor() };
            let plan = plan(here, &intake);
            searched.text("plan", &format!("{:?} {:?} {:?}", plan.missing, plan.preview, plan.senders));
        }
    }
    searched.done("previews");
}

#[test]
fn no_refused_edit_tells_a_canary() {
    let mut searched = Searched::default();
    let mut office = offices().remove(0);
    for kind in Kind::ALL {
        let ids = office.workspace.ids(kind);
        let Some(id) = ids.first() else { continue };
        for field in private_fields(kind) {
            let long = format!("{CANARY}{}", "很".repeat(5_000));
            for bad in [Value::from(long.as_str()), Value::List(vec![Value::Map(order::map([(long, Value::Null)]))])] {
                let set = order::map([(field.name.to_owned(), bad)]);
                let refused = office.workspace.edit(vec![Edit::change(id.clone(), set)], &stamp(Action::Save));
                let refused = refused.expect_err("a field of text with an end");
                searched.text("refused edit", &format!("{refused} {refused:?}"));
            }
            let card = format!("{CANARY}11010519491231002X");
            let set = order::map([(field.name.to_owned(), Value::from(card))]);
            if let Err(refused) = office.workspace.edit(vec![Edit::change(id.clone(), set)], &stamp(Action::Save)) {
                searched.text("refused edit", &format!("{refused} {refused:?}"));
            }
        }
    }
    searched.done("refused edits");
}

/// Says what an error says, with what it was caused by.
fn words(error: &dyn std::error::Error) -> String {
    let mut words = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        words = format!("{words}: {error}");
        source = error.source();
    }
    words
}

/// A private log damaged in storage or in a backup: what is said of it is said without what it holds.
#[test]
fn no_damaged_file_or_store_tells_a_canary() {
    let mut searched = Searched::default();
    let mut office = offices().remove(0);
    let whole = office.file(None, true).expect("a file");
    let key = office.workspace.device().key.clone();
    let backup = write_backup(&whole, &key).expect("a backup");
    let (_, changes) = {
        let file = read(whole.as_bytes()).expect("a good file");
        Workspace::receive(file.workspace, file.logs, device(1)).expect("a complete file")
    };
    let chains = changes.batch.into_iter();
    let chains = chains.map(|it| StoredText { chain: it.chain, meta: it.meta, ops: it.ops.join("\n"), head: it.head });
    let chains: Vec<StoredText> = chains.collect();
    for damage in DAMAGES {
        for bytes in damaged(&whole, damage).into_iter().chain(damaged(&backup, damage)) {
            if let Err(refused) = receive(bytes.as_bytes()) {
                searched.text("refused file", &format!("{} {refused:?}", words(&refused)));
            }
        }
        for at in 0..chains.len() {
            for ops in damaged(&chains[at].ops, damage) {
                let mut chains = chains.clone();
                chains[at].ops = ops;
                if let Err(refused) = Workspace::open(&chains, device(1)) {
                    searched.text("refused store", &format!("{} {refused:?}", words(&refused)));
                }
            }
        }
    }
    searched.done("damaged files and stores");
}

/// What is done to a text where a canary stands: what the canary becomes.
const DAMAGES: [&str; 6] =
    ["\"", "\\", "\u{1}", "\",\"at\":\"canary-", "\"},\"canary-x\":{\"a\":\"", "\",\"deep\":1.5,\"b\":\"canary-"];

/// The text with the damage put before each of its canaries in turn, after it, and the text cut there.
fn damaged(text: &str, damage: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices(CANARY) {
        let (before, after) = text.split_at(at);
        found.push(format!("{before}{damage}{after}"));
        let (canary, rest) = after.split_at(CANARY.len());
        found.push(format!("{before}{canary}{damage}{rest}"));
        found.push(format!("{before}{canary}"));
        // The canary where something else belongs: the op's other keys.
        for (key, value) in [("\"set\":{", "\"set\":\"canary-\",\"x\":{"), ("\"at\":\"", "\"at\":\"canary-")] {
            if let Some(place) = before.rfind(key) {
                found.push(format!("{}{value}{}", &text[..place], &text[place + key.len()..]));
            }
        }
    }
    found
}
