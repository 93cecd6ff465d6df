//! The kinds of record an office keeps.

/// A kind of record. Kinds this version does not know stay in the op log untouched and have no `Kind`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The sub-district's workspace itself: one record, made by the street's first op.
    Workspace,
    /// Which office an installation speaks for.
    Device,
    /// A street, community or partner unit.
    Office,
    /// What an office can offer.
    Resource,
    /// What residents or an office ask for.
    Need,
    /// What joins needs and resources.
    Project,
    /// One entry of a project's progress ledger.
    Progress,
    /// An offer of (part of) what a need or project asks.
    Claim,
    /// A community and a partner unit that work together.
    Pairing,
    /// A docking meeting: what people decided about the proposal of one day.
    Docking,
    /// An evaluation scheme: parts, indicators, bands.
    Scheme,
    /// One office's evaluation sheet for one year.
    Sheet,
}

impl Kind {
    /// Every kind, in the order lists are shown.
    pub const ALL: [Kind; 12] = [
        Kind::Workspace,
        Kind::Device,
        Kind::Office,
        Kind::Resource,
        Kind::Need,
        Kind::Project,
        Kind::Progress,
        Kind::Claim,
        Kind::Pairing,
        Kind::Docking,
        Kind::Scheme,
        Kind::Sheet,
    ];

    /// The kinds that have a list of their own, with import, form and record page.
    pub const LISTS: [Kind; 6] = [Kind::Resource, Kind::Need, Kind::Project, Kind::Office, Kind::Pairing, Kind::Claim];

    /// The word used in record ids, addresses and files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Workspace => "workspace",
            Kind::Device => "device",
            Kind::Office => "office",
            Kind::Resource => "resource",
            Kind::Need => "need",
            Kind::Project => "project",
            Kind::Progress => "progress",
            Kind::Claim => "claim",
            Kind::Pairing => "pairing",
            Kind::Docking => "docking",
            Kind::Scheme => "scheme",
            Kind::Sheet => "sheet",
        }
    }

    /// How many there are of each kind, in the order lists are shown; of kinds nobody knows here last, as none.
    pub fn counted(kinds: impl Iterator<Item = Option<Kind>>) -> Vec<(Option<Kind>, usize)> {
        let mut counts = [0; Kind::ALL.len() + 1];
        for kind in kinds {
            let place = Kind::ALL.iter().position(|it| Some(*it) == kind).unwrap_or(Kind::ALL.len());
            counts[place] += 1;
        }
        let kinds = Kind::ALL.into_iter().map(Some).chain([None]);
        kinds.zip(counts).filter(|(_, count)| *count > 0).collect()
    }

    /// The kind of that name, if this version knows it.
    pub fn parse(word: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}
