//! Scores, reasons and what stands in the way, in words.

use crate::domain::RecordId;
use crate::i18n::Catalog;
use crate::matching::score::{GOOD, LEAST, Reason, Why};
use crate::ui::show::{self, Tint};
use crate::workspace::Workspace;
use crate::workspace::proposal::{PinTrouble, Unfit, WhyLeft, WhyNot, public_title};

/// From so many points on it fits very well.
const VERY_GOOD: i32 = 75;

/// Names told before the others are counted.
const NAMED: usize = 3;

/// How well so many points fit.
pub fn fit(points: i32, text: &'static Catalog) -> &'static str {
    match points {
        VERY_GOOD.. => text.docking.fits_very_well(),
        GOOD.. => text.docking.fits_well(),
        LEAST.. => text.docking.fits_somewhat(),
        _ => text.docking.fits_little(),
    }
}

/// A reason in a few words.
pub fn reason(reason: &Reason, text: &'static Catalog) -> String {
    let words = match reason.why {
        Why::SameCategory => text.docking.same_category(),
        Why::RelatedCategory => text.docking.related_category(),
        Why::OtherCategory => text.docking.other_category(),
        Why::Text => text.docking.same_words(),
        Why::Near => text.docking.near(),
        Why::PlaceUnknown => text.docking.place_unknown(),
        Why::Paired => text.docking.paired(),
        Why::Own => text.docking.own(),
        Why::TimeFits => text.docking.time_fits(),
        Why::TimeApart => text.docking.time_apart(),
        Why::Expired => text.docking.expired(),
        Why::Enough => text.docking.enough(),
        Why::Ample => text.docking.ample(),
        Why::Short => text.docking.short(),
        Why::OtherUnit => text.docking.other_unit(),
        Why::WorkedTogether(n) => return text.docking.worked_together(n),
        Why::BrokenOff(n) => return text.docking.broken_off(n),
    };
    words.to_owned()
}

/// The tint of a reason.
pub fn tint(reason: &Reason) -> Tint {
    if reason.points < 0 { Tint::Warn } else { Tint::Good }
}

/// What a record is called on the board: a need by its public wording.
pub fn title(workspace: &Workspace, id: &RecordId, text: &'static Catalog) -> String {
    match id.kind() {
        Some(crate::domain::Kind::Need) => {
            let title = public_title(workspace, id);
            if title.trim().is_empty() { text.nav.unknown().to_owned() } else { title }
        }
        _ => show::title(workspace, id, text),
    }
}

fn titles(workspace: &Workspace, ids: &[RecordId], text: &'static Catalog) -> String {
    let named: Vec<String> = ids.iter().take(NAMED).map(|id| title(workspace, id, text)).collect();
    let named = text.list(&named);
    if ids.len() > NAMED { text.docking.and_more(&named, ids.len()) } else { named }
}

fn unfit(workspace: &Workspace, unfit: &Unfit, text: &'static Catalog) -> String {
    match unfit {
        Unfit::NoAmount => text.docking.no_amount().to_owned(),
        Unfit::HugeAmount => text.docking.huge_amount().to_owned(),
        Unfit::Unclear => text.docking.unclear_amount().to_owned(),
        Unfit::NothingSaid => text.docking.nothing_said().to_owned(),
        Unfit::Merged(into) => text.docking.merged(&title(workspace, into, text)),
    }
}

/// Why a need is left over. `named` is the resource of the candidate that a reason names.
pub fn why_left(workspace: &Workspace, why: &WhyLeft, named: Option<&RecordId>, text: &'static Catalog) -> String {
    match why {
        WhyLeft::Unfit(it) => unfit(workspace, it, text),
        WhyLeft::NoCategory => text.docking.no_category().to_owned(),
        WhyLeft::NoTime => text.docking.no_time().to_owned(),
        WhyLeft::NothingFits(best) => {
            let name = named.map(|id| title(workspace, id, text)).unwrap_or_default();
            text.docking.nothing_fits(&name, best.points)
        }
        WhyLeft::AllForbidden => text.docking.all_forbidden().to_owned(),
        WhyLeft::Taken(by) => text.docking.taken(&titles(workspace, by, text)),
        WhyLeft::LowPriority(by) => text.docking.low_priority(&titles(workspace, by, text)),
        WhyLeft::NotEnough => text.docking.not_enough().to_owned(),
    }
}

/// Why a pair is not in the plan.
pub fn why_not(workspace: &Workspace, why: &WhyNot, text: &'static Catalog) -> String {
    match why {
        WhyNot::Proposed => text.docking.is_proposed().to_owned(),
        WhyNot::InProject(id) => text.docking.in_project(&title(workspace, id, text)),
        WhyNot::Forbidden => text.docking.is_forbidden().to_owned(),
        WhyNot::NeedNotOpen => text.docking.need_not_open().to_owned(),
        WhyNot::ResourceGone => text.docking.resource_gone().to_owned(),
        WhyNot::Expired => text.docking.expired().to_owned(),
        WhyNot::Taken(by) => text.docking.taken_by(&titles(workspace, by, text)),
        WhyNot::TooLittle(it) => text.docking.too_little(it.points),
        WhyNot::NotWeighed(_) => text.docking.not_weighed().to_owned(),
        WhyNot::Costs { points: 0, .. } => text.docking.as_good().to_owned(),
        WhyNot::Costs { points, losers } if losers.is_empty() => text.docking.costs(*points),
        WhyNot::Costs { points, losers } => text.docking.costs_from(*points, &titles(workspace, losers, text)),
    }
}

/// Why a pinned pair cannot be kept as it is.
pub fn trouble(workspace: &Workspace, trouble: &PinTrouble, text: &'static Catalog) -> String {
    match trouble {
        PinTrouble::NeedGone => text.docking.need_gone().to_owned(),
        PinTrouble::NeedNotOpen(state) => text.docking.state_of(text.choice("need_status", state)),
        PinTrouble::NeedUnfit(it) => unfit(workspace, it, text),
        PinTrouble::ResourceGone => text.docking.resource_gone().to_owned(),
        PinTrouble::Expired => text.docking.expired().to_owned(),
        PinTrouble::Taken(by) => text.docking.taken_by(&titles(workspace, by, text)),
        PinTrouble::TooSmall(amount) => text.docking.too_small(&text.quantity(amount)),
    }
}
