//! A new sheet: one for each office and year.

use crate::domain::order;
use chrono::Datelike;
use leptos::prelude::*;

use crate::domain::{Kind, RecordId, Value};
use crate::ui::route::Route;
use crate::ui::show;
use crate::ui::state::{location, store, words};
use crate::workspace::{Action, Edit, Workspace};

/// What keeps a sheet from being made.
#[derive(Clone, PartialEq)]
enum Trouble {
    Words(&'static str),
    Exists(RecordId),
}

/// Chooses scheme, office and year.
#[component]
pub fn NewSheet() -> impl IntoView {
    let (store, location, text) = (store(), location(), words());
    let schemes = store.slice(|workspace| titled(workspace, workspace.ids(Kind::Scheme)));
    let offices = store.slice(|workspace| {
        let all = workspace.ids(Kind::Office).into_iter();
        let mut all = titled(workspace, all.filter(|id| workspace.text(id, "role") != "street").collect());
        order::sort_by(&mut all, |a, b| a.1.cmp(&b.1));
        all
    });
    let first = schemes.with_untracked(|all| all.last().map(|it| it.0.clone()));
    let (scheme, office) = (RwSignal::new(first.unwrap_or_default()), RwSignal::new(String::new()));
    let year = RwSignal::new(store.today_now().0.year().to_string());
    let trouble = RwSignal::new(None::<Trouble>);
    let make = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let refuse = |words| trouble.set(Some(Trouble::Words(words)));
        let Some(number) = year.get_untracked().trim().parse().ok().filter(|it| (2000..=2100).contains(it)) else {
            return refuse(text.evaluation.bad_year());
        };
        let office = office.get_untracked();
        if office.is_empty() || scheme.get_untracked().is_empty() {
            return refuse(text.evaluation.choose_all());
        }
        if let Some(id) = store.peek(|workspace| standing(workspace, &office, number)) {
            return trouble.set(Some(Trouble::Exists(id)));
        }
        let fields = order::map([
            ("scheme".to_owned(), Value::from(scheme.get_untracked())),
            ("office".to_owned(), Value::from(office)),
            ("year".to_owned(), Value::Integer(number)),
        ]);
        match store.submit(vec![Edit::new(Kind::Sheet, fields)], Action::Save).as_deref() {
            Ok([id, ..]) => location.go(&Route::Sheet { id: id.clone() }),
            _ => refuse(text.errors.unexpected()),
        }
    };
    let told = move || {
        trouble.get().map(|trouble| match trouble {
            Trouble::Words(words) => view! { <p class="notice" role="alert">{words}</p> }.into_any(),
            Trouble::Exists(id) => view! {
                <div class="notice" role="alert">
                    <p>{text.evaluation.sheet_exists()}</p>
                    <a class="btn btn-small" href=Route::Sheet { id }.href()>{text.evaluation.open_first()}</a>
                </div>
            }
            .into_any(),
        })
    };
    let options = |all: Vec<(String, String)>, chosen: RwSignal<String>| {
        let option = move |(id, title): (String, String)| {
            let own = id.clone();
            view! { <option value=id selected=move || chosen.with(|it| *it == own)>{title}</option> }
        };
        all.into_iter().map(option).collect_view()
    };
    let no_offices = move || {
        offices.with(Vec::is_empty).then(|| {
            view! {
                <div class="notice">
                    <p>{text.evaluation.no_offices()}</p>
                    <a class="btn btn-small" href=Route::new_record(Kind::Office).href()>{text.new_record(Kind::Office)}</a>
                </div>
            }
        })
    };
    view! {
        <form class="card stack" on:submit=make>
            <h2>{text.evaluation.new_sheet()}</h2>
            {no_offices}
            <div class="import-choices">
                <label class="field">
                    <span class="label">{text.evaluation.office()}</span>
                    <select class="input" on:change=move |event| office.set(event_target_value(&event))>
                        <option value="">{text.form.choose()}</option>
                        {move || options(offices.get(), office)}
                    </select>
                </label>
                <label class="field">
                    <span class="label">{text.evaluation.year()}</span>
                    <input class="input" inputmode="numeric" prop:value=move || year.get() on:input=move |event| year.set(event_target_value(&event))/>
                </label>
                <label class="field">
                    <span class="label">{text.evaluation.scheme()}</span>
                    <select class="input" on:change=move |event| scheme.set(event_target_value(&event))>{move || options(schemes.get(), scheme)}</select>
                </label>
            </div>
            {told}
            <div class="buttons"><button type="submit" class="btn btn-main">{text.evaluation.create()}</button></div>
        </form>
    }
}

fn titled(workspace: &Workspace, ids: Vec<RecordId>) -> Vec<(String, String)> {
    ids.into_iter().map(|id| (id.to_string(), show_title(workspace, &id))).collect()
}

fn show_title(workspace: &Workspace, id: &RecordId) -> String {
    show::title(workspace, id, words())
}

/// The sheet of that office and year, if there is one.
fn standing(workspace: &Workspace, office: &str, year: i64) -> Option<RecordId> {
    let same = |id: &RecordId| {
        workspace.text(id, "office") == office && workspace.value(id, "year").as_integer() == Some(year)
    };
    workspace.ids(Kind::Sheet).into_iter().find(same)
}
