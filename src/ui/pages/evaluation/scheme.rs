//! The editor of a scheme: parts with weights, indicators with maxima, grades. It saves only what holds together.

use leptos::prelude::*;

use super::Archive;
use super::draft::{GradeDraft, Place, SchemeDraft};
use crate::domain::{Fields, Kind, RecordId};
use crate::evaluation::Scheme;
use crate::i18n::Catalog;
use crate::ui::components::page_head::PageHead;
use crate::ui::components::record::{Clashes, History};
use crate::ui::pages::not_found::NotFoundPage;
use crate::ui::route::Route;
use crate::ui::state::{Location, location, store, words};
use crate::workspace::{Action, Edit};

/// The boxes, what is wrong with them, and whether they were touched.
#[derive(Clone, Copy)]
struct Editor {
    /// Typing changes it untracked; only a box added or removed builds the boxes anew.
    draft: RwSignal<SchemeDraft>,
    problem: RwSignal<Option<(Place, String)>>,
    location: Location,
    text: &'static Catalog,
}

/// One scheme.
#[component]
pub fn SchemePage(id: RecordId) -> impl IntoView {
    let (store, location, text) = (store(), location(), words());
    if !store.peek(|workspace| workspace.contains(&id)) {
        return view! { <NotFoundPage/> }.into_any();
    }
    let (fields, seen) = store.peek(|workspace| (workspace.fields(&id), workspace.seen(&id)));
    let draft = Scheme::from_fields(&fields).map(|it| SchemeDraft::of(&it)).unwrap_or_default();
    let title = draft.title.clone();
    let editor = Editor { draft: RwSignal::new(draft), problem: RwSignal::new(None), location, text };
    let (known, seen) = (StoredValue::new(fields), StoredValue::new(seen));
    let save = {
        let id = id.clone();
        move |_| {
            let scheme = match editor.draft.with_untracked(|it| it.read(text)) {
                Ok(scheme) => scheme,
                Err(problem) => return editor.problem.set(Some(problem)),
            };
            editor.problem.set(None);
            let mut set: Fields = scheme.to_fields();
            known.with_value(|known| set.retain(|name, value| known.get(name) != Some(value)));
            location.set_unsaved(false);
            if set.is_empty() {
                return store.announce(text.form.nothing_changed());
            }
            let edit = Edit::change(id.clone(), set).having_seen(seen.get_value());
            match store.submit(vec![edit], Action::Save) {
                Ok(_) => {
                    store.peek(|workspace| {
                        known.set_value(workspace.fields(&id));
                        seen.set_value(workspace.seen(&id));
                    });
                    store.announce(text.evaluation.scheme_saved());
                }
                Err(_) => store.announce(text.errors.unexpected()),
            }
        }
    };
    let used = {
        let id = id.clone();
        store.slice(move |workspace| {
            workspace.ids(Kind::Sheet).iter().any(|it| workspace.link(it, "scheme").as_ref() == Some(&id))
        })
    };
    let in_use = move || used.get().then(|| view! { <p class="notice">{text.evaluation.scheme_in_use()}</p> });
    let foot = {
        let id = id.clone();
        move || {
            let (id, save) = (id.clone(), save.clone());
            store.may_write().then(|| {
                view! { <button type="button" class="btn btn-main" on:click=save>{text.form.save()}</button><Archive id/> }
            })
        }
    };
    view! {
        <div class="page">
            <div class="page-narrow stack">
                <div class="crumbs no-print"><a class="link" href=Route::Evaluation.href()>{text.evaluation.back()}</a></div>
                <PageHead title=title about=Signal::stored(text.evaluation.how_computed().to_owned())/>
                <Clashes id=id.clone()/>
                {in_use}
                <div class="stack">{move || boxes(editor)}</div>
                <div class="form-foot no-print">{foot}{move || editor.problem.get().map(|(_, words)| view! { <span class="field"><span class="problem">{words}</span></span> })}</div>
                <section class="card record"><History id/></section>
            </div>
        </div>
    }
    .into_any()
}

impl Editor {
    /// A box whose text goes into the draft.
    fn input(
        self,
        label: &'static str,
        value: &str,
        place: Place,
        numeric: bool,
        set: fn(&mut SchemeDraft, Place, String),
    ) -> AnyView {
        let typed = move |event| {
            self.draft.update_untracked(|draft| set(draft, place, event_target_value(&event)));
            self.location.set_unsaved(true);
        };
        let invalid = move || self.problem.with(|it| it.as_ref().is_some_and(|it| it.0 == place)).to_string();
        let mode = if numeric { "decimal" } else { "text" };
        view! { <input class="input" aria-label=label title=label inputmode=mode aria-invalid=invalid value=value.to_owned() on:input=typed/> }.into_any()
    }

    fn wrong(self, place: Place) -> impl IntoView {
        move || {
            let words = self.problem.with(|it| it.as_ref().filter(|it| it.0 == place).map(|it| it.1.clone()));
            words.map(|words| view! { <p class="field"><span class="problem" role="alert">{words}</span></p> })
        }
    }

    /// A button that adds or removes something.
    fn button(self, label: &'static str, change: impl Fn(&mut SchemeDraft) + Send + Sync + 'static) -> AnyView {
        let press = move |_| {
            self.problem.set(None);
            self.location.set_unsaved(true);
            self.draft.update(|draft| change(draft));
        };
        view! { <button type="button" class="btn btn-small no-print" on:click=press>{label}</button> }.into_any()
    }
}

fn boxes(editor: Editor) -> AnyView {
    let draft = editor.draft.get();
    let words = editor.text.evaluation;
    let parts = (0..draft.parts.len()).map(|at| part(editor, &draft, at)).collect_view();
    let grades = (0..draft.grades.len()).map(|at| grade(editor, &draft, at)).collect_view();
    let title =
        editor.input(words.scheme_title(), &draft.title, Place::Title, false, |draft, _, text| draft.title = text);
    let bonus =
        editor.input(words.bonus_cap(), &draft.bonus_cap, Place::Bonus, true, |draft, _, text| draft.bonus_cap = text);
    view! {
        <section class="card stack">
            <div class="import-choices">
                <div class="field"><span class="label">{words.scheme_title()}</span>{title}{editor.wrong(Place::Title)}</div>
                <div class="field"><span class="label">{words.bonus_cap()}</span>{bonus}{editor.wrong(Place::Bonus)}</div>
            </div>
        </section>
        {parts}
        {editor.wrong(Place::Parts)}
        <div class="buttons">{editor.button(words.add_part(), SchemeDraft::add_part)}</div>
        <section class="card stack">
            <h2>{words.grades()}</h2>
            <table class="plain-table scheme-table" aria-label=words.grades()>
                <thead><tr><th>{words.grade()}</th><th>{words.grade_from()}</th><td></td></tr></thead>
                <tbody>{grades}</tbody>
            </table>
            {editor.wrong(Place::Grades)}
            <div class="buttons">{editor.button(words.add_grade(), |draft| draft.grades.push(GradeDraft::default()))}</div>
        </section>
    }
    .into_any()
}

fn part(editor: Editor, draft: &SchemeDraft, at: usize) -> AnyView {
    let words = editor.text.evaluation;
    let part = &draft.parts[at];
    let rows = (0..part.indicators.len()).map(|place| indicator(editor, draft, at, place)).collect_view();
    let name = editor.input(words.part(), &part.name, Place::Part(at), false, |draft, place, text| {
        if let Place::Part(at) = place {
            draft.parts[at].name = text;
        }
    });
    let weight = editor.input(words.weight(), &part.weight, Place::Part(at), true, |draft, place, text| {
        if let Place::Part(at) = place {
            draft.parts[at].weight = text;
        }
    });
    view! {
        <section class="card stack">
            <div class="import-choices">
                <div class="field"><span class="label">{words.part()}</span>{name}</div>
                <div class="field"><span class="label">{words.weight()}</span>{weight}</div>
            </div>
            {editor.wrong(Place::Part(at))}
            <table class="plain-table scheme-table" aria-label=part.name.clone()>
                <thead><tr><th>{words.code()}</th><th>{words.indicator()}</th><th>{words.max_points()}</th><td></td></tr></thead>
                <tbody>{rows}</tbody>
            </table>
            <div class="buttons">
                {editor.button(words.add_indicator(), move |draft| draft.add_indicator(at))}
                {editor.button(words.remove(), move |draft| drop(draft.parts.remove(at)))}
            </div>
        </section>
    }
    .into_any()
}

fn indicator(editor: Editor, draft: &SchemeDraft, at: usize, row: usize) -> AnyView {
    let words = editor.text.evaluation;
    let it = &draft.parts[at].indicators[row];
    let place = Place::Indicator(at, row);
    let code = editor.input(words.code(), &it.code, place, false, |draft, place, text| {
        if let Place::Indicator(at, row) = place {
            draft.parts[at].indicators[row].code = text;
        }
    });
    let name = editor.input(words.indicator(), &it.name, place, false, |draft, place, text| {
        if let Place::Indicator(at, row) = place {
            draft.parts[at].indicators[row].name = text;
        }
    });
    let max = editor.input(words.max_points(), &it.max, place, true, |draft, place, text| {
        if let Place::Indicator(at, row) = place {
            draft.parts[at].indicators[row].max = text;
        }
    });
    let remove = editor.button(words.remove(), move |draft| drop(draft.parts[at].indicators.remove(row)));
    view! {
        <tr>
            <td class="narrow">{code}</td>
            <td>{name}{editor.wrong(place)}</td>
            <td class="narrow">{max}</td>
            <td class="act">{remove}</td>
        </tr>
    }
    .into_any()
}

fn grade(editor: Editor, draft: &SchemeDraft, at: usize) -> AnyView {
    let words = editor.text.evaluation;
    let it = &draft.grades[at];
    let name = editor.input(words.grade(), &it.name, Place::Grade(at), false, |draft, place, text| {
        if let Place::Grade(at) = place {
            draft.grades[at].name = text;
        }
    });
    let min = editor.input(words.grade_from(), &it.min, Place::Grade(at), true, |draft, place, text| {
        if let Place::Grade(at) = place {
            draft.grades[at].min = text;
        }
    });
    let remove = editor.button(words.remove(), move |draft| drop(draft.grades.remove(at)));
    view! { <tr><td>{name}{editor.wrong(Place::Grade(at))}</td><td class="narrow">{min}</td><td class="act">{remove}</td></tr> }.into_any()
}
