//! The words of views, signs, amounts and turns.

use crate::domain::{Date, RecordId};
use crate::i18n::Catalog;
use crate::ui::show;
use crate::workspace::{Amount, LedgerQuery, LedgerView, Met, Project, Sign, SignKind, Who, Workspace};

/// What a view is called.
pub fn view(view: LedgerView, text: &Catalog) -> &'static str {
    match view {
        LedgerView::Entries => text.ledger.entries(),
        LedgerView::Table => text.ledger.table(),
        LedgerView::Timeline => text.ledger.timeline(),
        LedgerView::Board => text.ledger.board(),
    }
}

/// What kind of sign.
pub fn sign_kind(kind: SignKind, text: &Catalog) -> &'static str {
    match kind {
        SignKind::Stalled => text.ledger.stalled(),
        SignKind::Hollow => text.ledger.hollow(),
        SignKind::Copied => text.ledger.copied(),
        SignKind::Moved => text.ledger.moved(),
        SignKind::NoNeed => text.ledger.no_need(),
    }
}

/// The conditions of a question, each with its name.
pub fn conditions(workspace: &Workspace, query: &LedgerQuery, text: &Catalog) -> Vec<String> {
    let office = |id: &Option<RecordId>| id.as_ref().map(|id| show::title(workspace, id, text));
    let all = [
        (text.ledger.office(), office(&query.office)),
        (text.ledger.community(), office(&query.community)),
        (text.ledger.light(), query.light.map(|it| text.light(it).to_owned())),
        (text.ledger.sign(), query.sign.map(|it| sign_kind(it, text).to_owned())),
    ];
    all.into_iter().filter_map(|(name, value)| Some(text.errors.in_field(name, &value?))).collect()
}

/// A sign with its figures.
pub fn sign(workspace: &Workspace, sign: &Sign, text: &Catalog) -> String {
    match sign {
        Sign::Stalled { days, ever: true } => text.ledger.stalled_for(*days),
        Sign::Stalled { days, ever: false } => text.ledger.never_told(*days),
        Sign::NothingDelivered { asked } => {
            let asked: Vec<String> = asked.iter().map(|it| text.quantity(it)).collect();
            text.ledger.nothing_delivered(&text.list(&asked))
        }
        Sign::NoEvidence => text.ledger.no_evidence().to_owned(),
        Sign::Copied { project, nth, exact, .. } => {
            let title = show::title(workspace, project, text);
            if *exact { text.ledger.same_as(&title, *nth) } else { text.ledger.nearly_same_as(&title, *nth) }
        }
        Sign::Moved { times, first } => text.ledger.moved_times(*times, &text.day(*first)),
        Sign::NoNeed => text.ledger.no_need_long().to_owned(),
    }
}

/// Sums in words, each unit by itself.
pub fn amounts(sums: &[Amount], text: &Catalog) -> String {
    let one = |it: &Amount| {
        let unit = if it.unit.is_empty() { text.board.no_unit() } else { &it.unit };
        [&it.sum.to_string(), " ", unit].concat()
    };
    text.list(&sums.iter().map(one).collect::<Vec<_>>())
}

/// What a need asked and what was delivered for it.
pub fn met(met: &Met, text: &Catalog) -> String {
    let asked = met.asked.as_ref().map_or_else(|| text.ledger.whole().to_owned(), |it| text.quantity(it));
    let delivered = match &met.delivered[..] {
        [] => text.ledger.nothing_yet().to_owned(),
        some => amounts(some, text),
    };
    let is_other = met.asked.as_ref().is_some_and(|asked| met.delivered.iter().any(|it| it.unit != asked.unit));
    let said = [[text.ledger.asked(), " ", &asked].concat(), [text.ledger.delivered(), " ", &delivered].concat()];
    let said = text.list(&said);
    if is_other { text.with_aside(&said, text.ledger.other_unit()) } else { said }
}

/// Whose turn it is, with the office's name.
pub fn turn(workspace: &Workspace, project: &Project, text: &Catalog) -> Option<String> {
    let turn = project.turn.as_ref()?;
    let name = office(workspace, turn.office.as_ref(), text);
    Some(match (turn.who, turn.to) {
        (Some(Who::Community), _) => text.ledger.wait_community(&name),
        (Some(Who::Responsible), _) => text.ledger.wait_responsible(&name),
        (Some(Who::Street), "approved") => text.ledger.wait_street_approve().to_owned(),
        (Some(Who::Street), "signed_off") => text.ledger.wait_street().to_owned(),
        (Some(_), to) => text.stepping.waits_for(text.choice("project_status", to), &name),
        (None, _) => text.ledger.wait_nobody().to_owned(),
    })
}

/// An office's name, or that none is filled in.
pub fn office(workspace: &Workspace, id: Option<&RecordId>, text: &Catalog) -> String {
    id.map_or_else(|| text.ledger.not_named().to_owned(), |id| show::title(workspace, id, text))
}

/// The names of offices in a row.
pub fn offices(workspace: &Workspace, ids: &[RecordId], text: &Catalog) -> String {
    text.list(&ids.iter().map(|id| show::title(workspace, id, text)).collect::<Vec<_>>())
}

/// The deadline, with how far away it is while something is owed.
pub fn deadline(project: &Project, today: Date, text: &Catalog) -> String {
    let Some(day) = project.deadline else { return text.ledger.no_deadline().to_owned() };
    let day = text.day_short(day, today);
    match project.left {
        Some(left) => text.with_aside(&day, &text.due(left)),
        None => day,
    }
}
