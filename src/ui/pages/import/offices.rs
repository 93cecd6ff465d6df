//! Offices that rows name and nobody keeps yet: new ones, or other spellings of known ones.

use crate::domain::order;
use leptos::prelude::*;

use super::wizard::Wizard;
use crate::domain::schema::OFFICE_ROLES;
use crate::tabular::{NewOffice, OfficeRef};
use crate::ui::intake::OfficeChoice;
use crate::ui::state::words;

/// Names listed before the rest is asked for; those with a likeness always are.
const FIRST: usize = 4;

/// The offices an import would make, with the choice of what each is.
#[component]
pub fn NewOffices(wizard: Wizard) -> impl IntoView {
    let text = words();
    let whole = RwSignal::new(false);
    move || {
        let preview = wizard.preview.get()?;
        let mut offices: Vec<(usize, NewOffice)> = preview.new_offices.iter().cloned().enumerate().collect();
        let count = offices.len();
        if count == 0 {
            return None;
        }
        order::sort_by_key(&mut offices, |(at, office)| (office.similar_to.is_empty(), *at));
        let alike = offices.iter().filter(|(_, it)| !it.similar_to.is_empty()).count();
        let shown = if whole.get() { count } else { count.min(FIRST.max(alike)) };
        let rows =
            offices.into_iter().take(shown).map(|(at, office)| view! { <Office wizard at office/> }).collect_view();
        let more = (shown < count).then(|| {
            let label = format!("{} {}", text.nav.more(), count - shown);
            view! { <button type="button" class="btn btn-text btn-small" on:click=move |_| whole.set(true)>{label}</button> }
        });
        let help = (alike > 0).then(|| view! { <p class="muted">{text.import.similar_help()}</p> });
        let made = move || {
            let made = wizard.offices.with(|it| it.iter().filter(|it| matches!(it, OfficeChoice::New { .. })).count());
            text.import.new_office_count(made)
        };
        Some(view! {
            <section class="card stack">
                <h2>{made}</h2>
                {help}
                <ul class="new-offices">{rows}</ul>
                {more}
            </section>
        })
    }
}

#[component]
fn Office(wizard: Wizard, at: usize, office: NewOffice) -> impl IntoView {
    let text = words();
    let choice = Memo::new(move |_| wizard.offices.with(|it| it.get(at).cloned()));
    let set = move |to: OfficeChoice| {
        wizard.offices.update(|it| {
            if let Some(choice) = it.get_mut(at) {
                *choice = to;
            }
        });
    };
    let option = |value: String, label: String, is: OfficeChoice| {
        let chosen = move || choice.get().as_ref() == Some(&is);
        view! { <option value=value selected=chosen>{label}</option> }.into_any()
    };
    let same = office.similar_to.iter().enumerate().map(|(place, similar)| {
        let is = OfficeChoice::Same(similar.office.clone());
        option(place.to_string(), text.import.same_office_as(&similar.name), is)
    });
    let new = OFFICE_ROLES.iter().map(|role| {
        let label = format!("{} · {}", text.import.create_office(), text.choice("office_role", role));
        option((*role).to_owned(), label, OfficeChoice::New { role: (*role).to_owned() })
    });
    let options: Vec<AnyView> = new.chain(same).collect();
    let offices: Vec<OfficeRef> = office.similar_to.iter().map(|it| it.office.clone()).collect();
    let choose = move |event| {
        let value = event_target_value(&event);
        let same = value.parse::<usize>().ok().and_then(|place| offices.get(place).cloned());
        set(match same {
            Some(office) => OfficeChoice::Same(office),
            None => OfficeChoice::New { role: value },
        });
    };
    let rows: Vec<String> = office.rows.iter().take(3).map(u32::to_string).collect();
    let rows = format!("{} {}{}", text.import.row(), text.list(&rows), if office.rows.len() > 3 { "…" } else { "" });
    let names: Vec<&str> = office.similar_to.iter().map(|it| it.name.as_str()).collect();
    let hint = (!names.is_empty()).then(|| text.import.similar_to(&text.list(&names)));
    let alike = (!office.similar_to.is_empty()).then_some("");
    view! {
        <li data-alike=alike>
            <span><strong>{office.name.clone()}</strong>" "<span class="muted small">{rows}" "{hint}</span></span>
            <select class="input" aria-label=office.name on:change=choose>{options}</select>
        </li>
    }
}
