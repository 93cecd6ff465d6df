//! Addresses: every list, record and filter has one, after the `#`. Reading and writing them is pure; the listener
//! stands in `location`.

use crate::domain::{Kind, RecordId};

/// A place in the app.
#[expect(missing_docs, reason = "a variant's sentence says what its fields are")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// The counts of the lists and what to do next.
    Overview,
    /// A list; `query` is what `ListQuery` wrote.
    List { kind: Kind, query: String },
    /// A form for a new record, with fields given beforehand; the name [`COPY`] gives a record to copy.
    New { kind: Kind, given: Vec<(String, String)> },
    /// One record.
    Record { id: RecordId },
    /// The form of one record.
    Edit { id: RecordId },
    /// Reading a spreadsheet into a list.
    Import { kind: Kind },
    /// Exchange files: writing, reading, merging.
    Exchange,
    /// Backup and settings.
    Settings,
    /// Evaluation schemes and sheets.
    Evaluation,
    /// One evaluation sheet.
    Sheet { id: RecordId },
    /// One evaluation scheme.
    Scheme { id: RecordId },
    /// Claims to answer, or an office's own; `over` leaves those on needs with too many.
    Claims { over: bool },
    /// Records with fields that two offices filled differently.
    Conflicts,
    /// Machines and whom they speak for.
    Machines,
    /// Changes that wait for the street.
    Pending,
    /// Who may write what.
    Rules,
    /// Docking meetings.
    Docking,
    /// One docking meeting.
    Meeting { id: RecordId },
    /// Every change; of one record where one is given.
    Audit { record: Option<RecordId> },
    /// The evidence about a project, for paper.
    Evidence { id: RecordId },
    /// The ledger; `query` is what `LedgerQuery` wrote.
    Ledger { query: String },
    /// The dual report; `query` names the days and the addressee.
    Report { query: String },
    /// An address nothing stands at.
    Unknown { address: String },
}

/// The name under which the address of a new record gives the record to copy.
pub const COPY: &str = "copy";

/// What the address of the claims page asks for needs with too many.
const OVER: &str = "only=over";

impl Route {
    /// A list without filters.
    pub fn list(kind: Kind) -> Route {
        Route::List { kind, query: String::new() }
    }

    /// An empty form.
    pub fn new_record(kind: Kind) -> Route {
        Route::New { kind, given: Vec::new() }
    }

    /// The page a record is read on: evaluation records have pages of their own.
    pub fn record(id: RecordId) -> Route {
        match id.kind() {
            Some(Kind::Sheet) => Route::Sheet { id },
            Some(Kind::Scheme) => Route::Scheme { id },
            Some(Kind::Docking) => Route::Meeting { id },
            _ => Route::Record { id },
        }
    }

    /// Reads the part of an address from the `#` on; the `#` may be missing.
    pub fn parse(hash: &str) -> Route {
        let address = hash.strip_prefix('#').unwrap_or(hash);
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let steps: Vec<&str> = path.split('/').filter(|step| !step.is_empty()).collect();
        read(&steps, query).unwrap_or_else(|| Route::Unknown { address: address.to_owned() })
    }

    /// The address, `#` included.
    pub fn href(&self) -> String {
        match self {
            Route::Overview => "#/".to_owned(),
            Route::List { kind, query } => with_query(format!("#/list/{}", kind.as_str()), query),
            Route::New { kind, given } => {
                let query: Vec<String> =
                    given.iter().map(|(name, value)| format!("{}={}", escape(name), escape(value))).collect();
                with_query(format!("#/list/{}/new", kind.as_str()), &query.join("&"))
            }
            Route::Record { id } => format!("#/record/{id}"),
            Route::Edit { id } => format!("#/record/{id}/edit"),
            Route::Import { kind } => format!("#/import/{}", kind.as_str()),
            Route::Exchange => "#/exchange".to_owned(),
            Route::Settings => "#/settings".to_owned(),
            Route::Evaluation => "#/evaluation".to_owned(),
            Route::Sheet { id } => format!("#/evaluation/sheet/{}", id.origin()),
            Route::Scheme { id } => format!("#/scheme/{}", id.origin()),
            Route::Claims { over } => with_query("#/claims".to_owned(), if *over { OVER } else { "" }),
            Route::Conflicts => "#/conflicts".to_owned(),
            Route::Machines => "#/machines".to_owned(),
            Route::Pending => "#/pending".to_owned(),
            Route::Rules => "#/rules".to_owned(),
            Route::Docking => "#/docking".to_owned(),
            Route::Meeting { id } => format!("#/docking/{}", id.origin()),
            Route::Audit { record: None } => "#/audit".to_owned(),
            Route::Audit { record: Some(id) } => format!("#/audit/{id}"),
            Route::Evidence { id } => format!("#/audit/{id}/evidence"),
            Route::Ledger { query } => with_query("#/ledger".to_owned(), query),
            Route::Report { query } => with_query("#/report".to_owned(), query),
            Route::Unknown { address } => format!("#{address}"),
        }
    }

    /// The list this place belongs to, for the mark in the navigation.
    pub fn kind(&self) -> Option<Kind> {
        match self {
            Route::List { kind, .. } | Route::New { kind, .. } | Route::Import { kind } => Some(*kind),
            Route::Record { id } | Route::Edit { id } => id.kind(),
            _ => None,
        }
    }
}

fn read(steps: &[&str], query: &str) -> Option<Route> {
    let id = |kind: &str, origin: &str| RecordId::parse(&format!("{kind}/{origin}")).ok();
    Some(match steps {
        [] => Route::Overview,
        ["list", kind] => Route::List { kind: Kind::parse(kind)?, query: query.to_owned() },
        ["list", kind, "new"] => Route::New { kind: Kind::parse(kind)?, given: pairs(query) },
        ["record", kind, origin] => Route::Record { id: id(kind, origin)? },
        ["record", kind, origin, "edit"] => Route::Edit { id: id(kind, origin)? },
        ["import", kind] => Route::Import { kind: Kind::parse(kind)? },
        ["exchange"] => Route::Exchange,
        ["settings"] => Route::Settings,
        ["evaluation"] => Route::Evaluation,
        ["evaluation", "sheet", origin] => Route::Sheet { id: id("sheet", origin)? },
        ["scheme", origin] => Route::Scheme { id: id("scheme", origin)? },
        ["claims"] => Route::Claims { over: query == OVER },
        ["conflicts"] => Route::Conflicts,
        ["machines"] => Route::Machines,
        ["pending"] => Route::Pending,
        ["rules"] => Route::Rules,
        ["docking"] => Route::Docking,
        ["docking", origin] => Route::Meeting { id: id("docking", origin)? },
        ["audit"] => Route::Audit { record: None },
        ["audit", kind, origin] => Route::Audit { record: Some(id(kind, origin)?) },
        ["audit", kind, origin, "evidence"] => Route::Evidence { id: id(kind, origin)? },
        ["ledger"] => Route::Ledger { query: query.to_owned() },
        ["report"] => Route::Report { query: query.to_owned() },
        _ => return None,
    })
}

fn with_query(path: String, query: &str) -> String {
    if query.is_empty() { path } else { format!("{path}?{query}") }
}

fn pairs(query: &str) -> Vec<(String, String)> {
    let pair = |part: &str| part.split_once('=').map(|(name, value)| (unescape(name), unescape(value)));
    query.split('&').filter_map(pair).collect()
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_./".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

fn unescape(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let coded = match (first, tail) {
            (b'%', [high, low, ..]) => hex(*high).zip(hex(*low)).map(|(high, low)| high * 16 + low),
            _ => None,
        };
        bytes.push(coded.unwrap_or(*first));
        rest = if coded.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|it| u8::try_from(it).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(href: &str, expected: &str) {
        let route = Route::parse(href);
        assert!(format!("{route:?}").starts_with(expected), "{href} read as {route:?}");
        assert_eq!(route.href(), href, "{route:?} writes another address");
    }

    #[test]
    fn every_place_writes_the_address_it_is_read_from() {
        check("#/", "Overview");
        check("#/list/resource", "List { kind: Resource");
        check("#/list/need?text=%E4%B9%A6&status=closed", "List { kind: Need");
        check("#/list/need/new", "New { kind: Need");
        check("#/list/need/new?copy=need/a1b2c3d4.7&title=%E4%B9%A6%26%E7%94%BB", "New { kind: Need");
        check("#/record/need/a1b2c3d4.7", "Record");
        check("#/record/need/a1b2c3d4.7/edit", "Edit");
        check("#/import/pairing", "Import { kind: Pairing");
        check("#/exchange", "Exchange");
        check("#/settings", "Settings");
        check("#/evaluation", "Evaluation");
        check("#/evaluation/sheet/a1b2c3d4.9", "Sheet");
        check("#/scheme/a1b2c3d4.9", "Scheme");
        check("#/claims", "Claims { over: false");
        check("#/claims?only=over", "Claims { over: true");
        check("#/docking", "Docking");
        check("#/docking/a1b2c3d4.9", "Meeting");
        check("#/conflicts", "Conflicts");
        check("#/audit/project/a1b2c3d4.9", "Audit");
        check("#/audit/project/a1b2c3d4.9/evidence", "Evidence");
        check("#/ledger", "Ledger");
        check("#/ledger?view=table&light=red", "Ledger { query: \"view");
        check("#/report?days=2026-h1", "Report { query: \"days");
        check("#/nowhere/at all", "Unknown");
        check("#/record/need/BAD ID", "Unknown");
    }

    #[test]
    fn an_empty_address_is_the_overview() {
        for empty in ["", "#", "#/", "/"] {
            assert_eq!(Route::parse(empty), Route::Overview, "{empty:?}");
        }
    }

    #[test]
    fn given_fields_survive_the_address() {
        let given = vec![(COPY.to_owned(), "need/a.1".to_owned()), ("title".to_owned(), "书&画=100%".to_owned())];
        let route = Route::New { kind: Kind::Need, given };
        assert_eq!(Route::parse(&route.href()), route);
    }

    #[test]
    fn broken_escapes_are_kept_as_text() {
        let Route::New { given, .. } = Route::parse("#/list/need/new?title=50%&note=%zz%4") else {
            panic!("not a form");
        };
        assert_eq!(given, [("title".to_owned(), "50%".to_owned()), ("note".to_owned(), "%zz%4".to_owned())]);
    }
}
