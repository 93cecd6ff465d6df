//! Actions by name: what was done, to what.

use crate::i18n::Catalog;
use crate::ui::show;
use crate::workspace::{Action, ActionSummary, Doing, Workspace};

/// What an action did, in a few words: the category of three resources changed.
pub fn name(workspace: &Workspace, action: &ActionSummary, text: &'static Catalog) -> String {
    let kind = action.kind.map_or(text.record.any_record(), |kind| text.kind_one(kind));
    let what = if action.records == 1 {
        text.record.quoted(&show::title(workspace, &action.example, text))
    } else {
        text.record.counted(action.records, kind)
    };
    match (&action.action, action.doing) {
        (Action::Undo { .. }, _) => {
            let (root, times) = root(workspace, action);
            // What cannot be followed back is told by its records.
            let done = if matches!(root.action, Action::Undo { .. }) { what } else { name(workspace, &root, text) };
            if times % 2 == 1 { text.record.undo_it(&done) } else { text.record.redo_it(&done) }
        }
        (Action::Import { source }, _) if !source.is_empty() => text.record.name_imported(source, &what),
        (Action::Sample, _) => text.record.name_sample().to_owned(),
        (Action::Resolve, _) => text.record.name_resolved(&what),
        (Action::Admit, _) => text.record.name_admitted(&what),
        (Action::Settle, _) => text.record.name_settled(&what),
        (Action::Recall { .. }, _) => text.record.name_recalled(&what),
        (_, Doing::Made) => text.record.name_made(&what),
        (_, Doing::Archived) => text.record.name_archived(&what),
        (_, Doing::Restored) => text.record.name_restored(&what),
        (_, Doing::Changed) => match (&action.fields[..], action.kind) {
            ([field], Some(kind)) => {
                // Not “3 resources' resource category”.
                let field = text.field(kind, field);
                let short = field.strip_prefix(text.kind_one(kind)).filter(|it| !it.is_empty()).unwrap_or(field);
                text.record.name_changed_field(&what, short)
            }
            _ => text.record.name_changed(&what),
        },
    }
}

/// What was done at first, followed back through every undo and redo of it, with how many those are.
fn root(workspace: &Workspace, action: &ActionSummary) -> (ActionSummary, usize) {
    let (mut at, mut times) = (action.clone(), 0);
    while let Action::Undo { of } = &at.action {
        times += 1;
        match workspace.action(of) {
            Some(before) => at = before,
            None => break,
        }
    }
    (at, times)
}

/// The name of what an undo or redo was about.
pub fn root_name(workspace: &Workspace, action: &ActionSummary, text: &'static Catalog) -> String {
    name(workspace, &root(workspace, action).0, text)
}

/// The name of what the next undo takes back, if anything.
pub fn next_undo(workspace: &Workspace, text: &'static Catalog) -> Option<String> {
    workspace.next_undo().map(|action| root_name(workspace, &action, text))
}

/// The name of what the next redo does again, if anything.
pub fn next_redo(workspace: &Workspace, text: &'static Catalog) -> Option<String> {
    workspace.next_redo().map(|undoing| root_name(workspace, &undoing, text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Kind, Value, order};
    use crate::i18n::{Language, catalog};
    use crate::oplog::{SecretKey, Timestamp};
    use crate::workspace::{Device, Edit, Stamp};

    #[test]
    fn actions_are_called_what_people_call_them() {
        let device = Device { key: SecretKey::from_bytes([3; 32]), run: "run00003".to_owned() };
        let stamp = |action: Action| Stamp { action, ..Stamp::save(Timestamp(1_795_312_980), None) };
        let mut workspace = Workspace::create("街道", "街道", device, &stamp(Action::Save)).expect("a street").0;
        let text = catalog(Language::Chinese);
        let set = |name: &str, value: &str| order::map([(name.to_owned(), Value::from(value))]);
        let make = ["甲", "乙", "丙"].map(|title| Edit::new(Kind::Resource, set("title", title)));
        let source = "场地.xlsx".to_owned();
        let made = workspace.edit(make.to_vec(), &stamp(Action::Import { source })).expect("three").records;
        let next = |workspace: &Workspace| (next_undo(workspace, text), next_redo(workspace, text));
        assert_eq!(next(&workspace), (Some("由“场地.xlsx”导入 3 条资源".to_owned()), None));
        let category = made.iter().map(|id| Edit::change(id.clone(), set("category", "venue")));
        workspace.edit(category.collect(), &stamp(Action::Save)).expect("a change");
        assert_eq!(next(&workspace).0.as_deref(), Some("修改 3 条资源的类别"));
        workspace.edit(vec![Edit::archive(made[0].clone())], &stamp(Action::Save)).expect("archived");
        assert_eq!(next(&workspace).0.as_deref(), Some("归档“甲”"));
        // Back, and forth, and back: the thing keeps its name.
        for (undo, redo) in
            [("修改 3 条资源的类别", Some("归档“甲”")), ("归档“甲”", None), ("修改 3 条资源的类别", Some("归档“甲”"))]
        {
            let step = workspace.next_redo().or(workspace.next_undo()).expect("a step");
            workspace.undo(&step.group, &stamp(Action::Save)).expect("taken back");
            assert_eq!(next(&workspace), (Some(undo.to_owned()), redo.map(str::to_owned)));
        }
        let newest = workspace.actions(1).remove(0);
        assert_eq!(name(&workspace, &newest, text), "撤销：归档“甲”");
        // Records of several kinds: a sheet that brings its offices along.
        let office = order::map([("name".to_owned(), "馆".into()), ("role".to_owned(), "unit".into())]);
        let both = vec![Edit::new(Kind::Office, office), Edit::new(Kind::Need, set("title", "书"))];
        workspace.edit(both, &stamp(Action::Save)).expect("two kinds");
        assert_eq!(next(&workspace).0.as_deref(), Some("登记 2 条记录"));
    }
}
