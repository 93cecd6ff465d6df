//! From tokens to pieces: what belongs together, what is taken out, and what is left unread.

use super::scan::{Kind, Scanner, Token};
use super::{Day, Hours, Name, On, Piece, Span, When, Window};

/// What stands before a clause.
#[derive(Clone, Copy, PartialEq)]
enum Lead {
    /// The start of the text, a full stop, a line's end.
    Stop,
    Comma,
    Colon,
    Open,
    Close,
}

/// A token, or several that together take something out.
struct Item {
    said: Said,
    from: usize,
    to: usize,
}

enum Said {
    Token(Kind),
    Except(When),
}

/// A window with its glyphs.
struct Found {
    window: Window,
    from: usize,
    to: usize,
}

struct Reader {
    /// Glyphs from and to, and what they mean.
    found: Vec<(usize, usize, Option<Window>)>,
}

/// Reads a text.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let scanner = Scanner::scan(text);
    let mut reader = Reader { found: Vec::new() };
    let tokens = &scanner.tokens;
    let mut lead = Lead::Stop;
    let mut start = 0;
    for at in 0..=tokens.len() {
        let next = match tokens.get(at).map(|it| it.kind) {
            None | Some(Kind::Stop) => Lead::Stop,
            Some(Kind::Comma) => Lead::Comma,
            Some(Kind::Colon) => Lead::Colon,
            Some(Kind::Open) => Lead::Open,
            Some(Kind::Close) => Lead::Close,
            _ => continue,
        };
        if start < at {
            let spaced = scanner.spaced(tokens[start].from);
            reader.clause(&scanner, &tokens[start..at], lead, spaced);
            lead = next;
        } else if lead != Lead::Stop || next == Lead::Open {
            lead = next;
        }
        start = at + 1;
    }
    let place = |it: usize| scanner.glyphs.get(it).map_or((0, 0), |it| (it.start, it.end));
    let piece = |(from, to, window): (usize, usize, Option<Window>)| Piece {
        start: place(from).0,
        end: place(to - 1).1,
        window,
    };
    reader.found.into_iter().map(piece).collect()
}

impl Reader {
    /// Reads what stands between two separators.
    fn clause(&mut self, scanner: &Scanner, tokens: &[Token], lead: Lead, spaced: bool) {
        if tokens.iter().all(|it| matches!(it.kind, Kind::Filler | Kind::Join)) {
            return;
        }
        let spoiled = tokens.iter().any(|it| matches!(it.kind, Kind::Spoiler));
        // White space keeps what is not understood from what is; without it the one may change the other.
        let alone = |at: usize| {
            let token = tokens[at];
            let latin = scanner.glyphs[token.from..token.to].iter().any(|it| it.letter.is_ascii_alphabetic());
            let before = at == 0 || scanner.spaced(token.from);
            let behind = tokens.get(at + 1).is_none_or(|next| scanner.spaced(next.from));
            matches!(token.kind, Kind::Unknown) && before && behind && !latin
        };
        if let Some(at) = (0..tokens.len()).find(|at| tokens.len() > 1 && !spoiled && alone(*at)) {
            let (before, behind) = (&tokens[..at], &tokens[at + 1..]);
            self.clause(scanner, before, lead, spaced);
            self.clause(scanner, &tokens[at..=at], if at == 0 { lead } else { Lead::Comma }, true);
            return self.clause(scanner, behind, Lead::Comma, true);
        }
        let items = if spoiled { None } else { reduce(tokens) };
        let leftover = matches!(items.as_deref(), Some([Item { said: Said::Token(Kind::Except), .. }, ..]));
        match items.and_then(build) {
            Some(found) => {
                for (at, it) in found.into_iter().enumerate() {
                    self.add(it, if at == 0 { lead } else { Lead::Stop });
                }
            }
            None => {
                let (from, to) = (tokens[0].from, tokens[tokens.len() - 1].to);
                self.unread(from, to, leftover || (lead == Lead::Close && !spaced));
            }
        }
    }

    /// Keeps a stretch as it is, together with the piece before where that hangs on it.
    fn unread(&mut self, from: usize, to: usize, with_last: bool) {
        match self.found.last_mut().filter(|_| with_last) {
            Some(last) => (last.1, last.2) = (to, None),
            None => self.found.push((from, to, None)),
        }
    }

    /// Adds a window, or joins it with the one before where it goes on about the same days.
    fn add(&mut self, new: Found, lead: Lead) {
        let bracket = lead == Lead::Open;
        let Found { window, from, to } = new;
        let only_hours = window.when.on.is_empty() && !window.when.hours.is_empty();
        let read_before = self.found.iter().any(|it| it.2.is_some());
        match self.found.last_mut() {
            // Hours behind something unread, behind days: whose hours they are is not known.
            Some((_, _, None)) if only_hours && read_before => self.unread(from, to, false),
            Some((_, end, Some(last))) => match joined(last, &window, lead) {
                Joined::Whole(whole) => (*last, *end) = (whole, to),
                Joined::Apart => self.found.push((from, to, Some(window))),
                Joined::Unclear => self.unread(from, to, lead == Lead::Close),
            },
            Some(_) if bracket && !window.when.is_empty() => self.unread(from, to, false),
            _ => self.found.push((from, to, Some(window))),
        }
    }
}

/// How a window goes with the one before it.
enum Joined {
    Whole(Window),
    Apart,
    Unclear,
}

fn joined(last: &Window, new: &Window, lead: Lead) -> Joined {
    let mut whole = last.clone();
    let bracket = lead == Lead::Open;
    let glued = bracket || lead == Lead::Close;
    let speaks = !last.when.is_empty();
    if new.when.on.is_empty() {
        let hours = &new.when.hours;
        if hours.is_empty() && !glued {
            return Joined::Apart;
        }
        if !speaks && !hours.is_empty() {
            return if bracket { Joined::Unclear } else { Joined::Apart };
        }
        // A part of the day followed by hours in brackets or behind brackets would be said twice.
        let twice = glued && !hours.is_empty() && !last.when.hours.is_empty();
        let fits = !twice && hours.iter().all(|it| add_hours(&mut whole.when.hours, *it).is_some());
        let booked = new.appointment.is_some();
        if !fits || (booked && last.appointment.is_some()) {
            return Joined::Unclear;
        }
        whole.except.extend(new.except.iter().cloned());
        whole.appointment = new.appointment.or(last.appointment);
        return Joined::Whole(whole);
    }
    if lead == Lead::Stop || lead == Lead::Close {
        return Joined::Apart;
    }
    if !speaks {
        return if bracket { Joined::Unclear } else { Joined::Apart };
    }
    let ([old], [on]) = (last.when.on.as_slice(), new.when.on.as_slice()) else {
        return if bracket || lead == Lead::Colon { Joined::Unclear } else { Joined::Apart };
    };
    let narrows = on.spans.is_empty() && old.days.is_empty() && last.when.hours.is_empty();
    let within = on.days.is_empty() && old.spans.is_empty() && new.when.hours.is_empty();
    let plain = new.except.is_empty() && new.appointment.is_none();
    // "Summer holidays, weekends" is a list to one and a narrowing to another.
    let class = matches!(on.days[..], [Day::Workdays | Day::Weekends | Day::Holidays, ..]);
    let named = matches!(old.spans[..], [Span::Named(_, name), ..] if !always(name));
    if narrows && last.except.is_empty() && last.appointment.is_none() {
        if class && named && lead == Lead::Comma {
            return Joined::Unclear;
        }
        whole = new.clone();
        whole.when.on[0].spans.clone_from(&old.spans);
        return Joined::Whole(whole);
    }
    if bracket && within && plain {
        whole.when.on[0].spans.clone_from(&on.spans);
        return Joined::Whole(whole);
    }
    let lasting = matches!(on.spans[..], [Span::Named(_, name)] if always(name));
    // "Wednesday afternoons, March to June": in those months, or then as well?
    if bracket || lead == Lead::Colon || (within && !lasting) { Joined::Unclear } else { Joined::Apart }
}

fn always(name: Name) -> bool {
    matches!(name, Name::WholeYear | Name::LongTerm)
}

/// Gathers what each clause takes out, so that the other tokens are left.
fn reduce(tokens: &[Token]) -> Option<Vec<Item>> {
    let mut items: Vec<Item> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let token = tokens[at];
        at += 1;
        match token.kind {
            Kind::ExceptStart => {
                let rest = &tokens[at..];
                let inner = rest.iter().position(|it| matches!(it.kind, Kind::ExceptEnd | Kind::Except));
                let length = inner.unwrap_or(rest.len());
                let when = taken_out(rest[..length].iter().map(item).collect())?;
                // Without an end, hours may be those of the days left.
                if inner.is_none() && !when.hours.is_empty() {
                    return None;
                }
                at += length + usize::from(inner.is_some());
                items.push(Item { said: Said::Except(when), from: token.from, to: tokens[at - 1].to });
            }
            Kind::Except => {
                let start = target(&items);
                if start == items.len() {
                    return Some(vec![item(&token)]).filter(|_| items.is_empty());
                }
                let from = items[start].from;
                let when = taken_out(items.split_off(start))?;
                items.push(Item { said: Said::Except(when), from, to: token.to });
            }
            _ => items.push(item(&token)),
        }
    }
    Some(items)
}

fn item(token: &Token) -> Item {
    Item { said: Said::Token(token.kind), from: token.from, to: token.to }
}

/// Where in a clause that begins which a word behind it takes out: hours last, before them the days they belong to.
fn target(items: &[Item]) -> usize {
    let mut start = items.len();
    let mut days = false;
    let mut spans = false;
    let mut joined = true;
    while let Some(at) = start.checked_sub(1) {
        match &items[at].said {
            Said::Token(Kind::Filler) => {}
            Said::Token(Kind::Join) => joined = true,
            Said::Token(Kind::Hours(_)) if !days && !spans => joined = false,
            // "Monday to Friday holidays excepted": the days next to the word alone.
            Said::Token(Kind::Day(_)) if joined || (!days && !spans) => (days, spans, joined) = (true, false, false),
            Said::Token(Kind::Span(_)) if joined || !spans => (spans, joined) = (true, false),
            _ => break,
        }
        start = at;
    }
    // A list's last comma, or a word that says nothing, belongs to what stands before.
    while matches!(items.get(start).map(|it| &it.said), Some(Said::Token(Kind::Join | Kind::Filler))) {
        start += 1;
    }
    start
}

fn taken_out(items: Vec<Item>) -> Option<When> {
    let mut found = build(items)?;
    let only = found.pop().filter(|_| found.is_empty())?.window;
    (only.except.is_empty() && only.appointment.is_none()).then_some(only.when)
}

/// Builds the windows of one clause; nothing where any of it is unclear.
fn build(items: Vec<Item>) -> Option<Vec<Found>> {
    let mut all: Vec<Found> = Vec::new();
    let mut open: Option<Found> = None;
    let mut joined = false;
    for Item { said, from, to } in items {
        if matches!(said, Said::Token(Kind::Join)) {
            joined = true;
            continue;
        }
        let days = matches!(said, Said::Token(Kind::Day(_) | Kind::Span(_)));
        if let Some(done) = open.take_if(|it| days && !it.window.when.hours.is_empty()) {
            all.push(done);
        }
        let found = open.get_or_insert_with(|| Found { window: Window::default(), from, to });
        found.to = to;
        let window = &mut found.window;
        match said {
            Said::Token(Kind::Filler) => continue,
            Said::Token(Kind::Span(span)) => add_span(&mut window.when.on, span, joined)?,
            Said::Token(Kind::Day(day)) => add_day(&mut window.when.on, day, joined)?,
            // "Weekends or evenings" are not the evenings of weekends.
            Said::Token(Kind::Hours(_)) if joined && window.when.hours.is_empty() => return None,
            Said::Token(Kind::Hours(hours)) => {
                if !joined && window.when.hours.last().is_some_and(|it| is_part(*it) != is_part(hours)) {
                    return None;
                }
                add_hours(&mut window.when.hours, hours)?;
            }
            Said::Token(Kind::Booking(booking)) if window.appointment.is_none() => window.appointment = Some(booking),
            Said::Except(when) => window.except.push(when),
            Said::Token(_) => return None,
        }
        joined = false;
    }
    all.extend(open);
    let says = |it: &Found| it.window != Window::default();
    all.iter().all(says).then_some(all)
}

fn is_part(hours: Hours) -> bool {
    matches!(hours, Hours::Part(_))
}

fn add_span(on: &mut Vec<On>, span: Span, joined: bool) -> Option<()> {
    match on.last_mut() {
        Some(last) if last.days.is_empty() => {
            // "March 2026, April": of which year is not said.
            let same_year = last.spans.iter().all(|it| has_year(*it) == has_year(span));
            if !joined || !same_year || last.spans.contains(&span) {
                return None;
            }
            last.spans.push(span);
        }
        Some(_) if !joined => return None,
        _ => on.push(On { spans: vec![span], days: Vec::new() }),
    }
    Some(())
}

fn has_year(span: Span) -> bool {
    match span {
        Span::Named(year, _) => year.is_some(),
        Span::In(point) | Span::Between(point, _) | Span::From(point) | Span::Until(point) => point.year.is_some(),
    }
}

fn add_day(on: &mut Vec<On>, day: Day, joined: bool) -> Option<()> {
    let Some(last) = on.last_mut().filter(|it| !joined || !it.days.is_empty()) else {
        on.push(On { spans: Vec::new(), days: vec![day] });
        return Some(());
    };
    match (last.days.last().copied(), day) {
        // "Weekends every day": each of them.
        (Some(_), Day::Every) if !joined => return Some(()),
        (Some(Day::Week(_)), Day::Week(more)) => {
            if let Some(Day::Week(set)) = last.days.last_mut() {
                set.0 |= more.0;
            }
            return Some(());
        }
        (Some(_), Day::Every) | (Some(Day::Every), _) => return None,
        (Some(before), _) => {
            let free_days = |it: Day| matches!(it, Day::Weekends | Day::Holidays);
            let listed = joined || (free_days(before) && free_days(day));
            if !listed || last.days.contains(&day) {
                return None;
            }
        }
        (None, _) => {}
    }
    last.days.push(day);
    Some(())
}

fn add_hours(all: &mut Vec<Hours>, hours: Hours) -> Option<()> {
    let whole = |it: &Hours| *it == Hours::Part(super::DayPart::AllDay);
    if all.contains(&hours) || (!all.is_empty() && (whole(&hours) || all.iter().any(whole))) {
        return None;
    }
    all.push(hours);
    Some(())
}
