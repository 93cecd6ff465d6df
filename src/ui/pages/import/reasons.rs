//! What is the matter with a row, in words.

use crate::domain::{Fields, Kind, Value};
use crate::i18n::Catalog;
use crate::tabular::{Issue, Reason, Severity};
use crate::workspace::EditError;

/// The words of an issue, without its column.
pub fn words(issue: &Issue, text: &Catalog) -> String {
    let import = text.import;
    match &issue.reason {
        Reason::RequiredBlank => import.blank_required().to_owned(),
        Reason::IdCard if issue.severity == Severity::Warning => import.id_card_outside().to_owned(),
        Reason::IdCard => import.id_card().to_owned(),
        Reason::TooLong { chars, max } => import.too_long_by(*chars as usize, *max as usize),
        // What is pasted on a record has no note to go to: the row stays out.
        Reason::UnknownChoice { .. } if issue.severity == Severity::Error => import.bad_choice().to_owned(),
        Reason::UnclearDate { .. } | Reason::MonthOnly { .. } if issue.severity == Severity::Error => {
            import.bad_date().to_owned()
        }
        Reason::UnclearQuantity { .. } | Reason::UnclearNumber { .. } if issue.severity == Severity::Error => {
            import.bad_number().to_owned()
        }
        Reason::UnknownChoice { text }
        | Reason::UnclearDate { text }
        | Reason::UnclearQuantity { text }
        | Reason::UnclearNumber { text } => import.kept_in_note(text),
        Reason::MonthOnly { text } => import.month_only(text),
        Reason::Approximate => import.approximate().to_owned(),
        Reason::FormulaLike => import.formula_like().to_owned(),
        Reason::FormulaError => import.formula_error().to_owned(),
        Reason::DuplicateOf { row } => import.same_as_row(*row as usize),
        Reason::CarriedDown => import.filled_down().to_owned(),
        Reason::Waits => import.waits().to_owned(),
        Reason::Archived => import.archived().to_owned(),
        Reason::NotAField => import.not_a_field().to_owned(),
        Reason::NotCleared => import.not_cleared().to_owned(),
        Reason::Clears => import.clears().to_owned(),
        Reason::InConflict => import.in_conflict().to_owned(),
        Reason::NoStep { text } => import.no_step(text),
        Reason::AlreadyListed => import.already_listed().to_owned(),
        Reason::NoRecord => import.no_record().to_owned(),
    }
}

/// The words of an issue with its column; fields no column is mapped to go by their own name.
pub fn line(issue: &Issue, kind: Kind, text: &Catalog) -> String {
    let words = words(issue, text);
    let column = if issue.column.is_none() { text.field(kind, &issue.header) } else { issue.header.as_str() };
    if column.trim().is_empty() { words } else { text.errors.in_field(column.trim(), &words) }
}

/// What to call the record of an edit.
pub fn title_of(fields: &Fields) -> String {
    let title = ["title", "name", "subject"].iter().find_map(|name| fields.get(*name).and_then(Value::as_text));
    title.unwrap_or_default().to_owned()
}

/// Why a command was refused as a whole.
pub fn refused(error: &EditError, titles: &[String], kind: Kind, text: &Catalog) -> String {
    let (edit, field, why) = match error {
        EditError::Missing { edit, field } => (edit, field, text.errors.missing().to_owned()),
        EditError::TooLong { edit, field, max } => (edit, field, text.errors.too_long(usize::from(*max))),
        EditError::BadValue { edit, field } => (edit, field, text.errors.bad_choice().to_owned()),
        EditError::BadLink { edit, field } => (edit, field, text.errors.bad_link().to_owned()),
        EditError::IdCardNumber { edit, field } => (edit, field, text.errors.id_card().to_owned()),
        EditError::NotFound | EditError::NothingToChange => return text.errors.unexpected().to_owned(),
    };
    let why = text.errors.in_field(text.field(kind, field), &why);
    text.import.refused_row(titles.get(*edit).map_or("", String::as_str), &why)
}
