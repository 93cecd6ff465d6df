//! Names of offices in a sheet against the offices that are kept: the same, new, or new but suspiciously alike.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::cells::OfficeRef;
use super::dictionary::{self, folded};

/// An office that is kept, as an import knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeName {
    /// Its record's id.
    pub id: String,
    /// Its name, then its aliases.
    pub names: Vec<String>,
    /// Its role's code.
    pub role: String,
}

/// An office that the import would make.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewOffice {
    /// As the sheet first writes it.
    pub name: String,
    /// The code of the role it seems to have.
    pub role: String,
    /// The sheet's rows that name it, from 1.
    pub rows: Vec<u32>,
    /// Offices that may be the same under another spelling; nothing is merged unasked.
    pub similar_to: Vec<Similar>,
}

/// An office whose name is close to another's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Similar {
    /// Its name.
    pub name: String,
    /// Which one it is.
    pub office: OfficeRef,
}

/// Hints shown at most for one office.
const MOST_HINTS: usize = 3;

/// Pairs of names compared at most; beyond it hints are left out, not offices.
const MOST_PAIRS: usize = 2_000_000;

/// A name as it is compared: folded, without marks that come and go.
pub fn office_key(name: &str) -> String {
    let marks = ['(', ')', '"', '\'', '\u{201C}', '\u{201D}', '\u{2018}', '\u{2019}', '\u{B7}', '.', '-', ','];
    let key: String = folded(name).chars().filter(|c| !marks.contains(c)).collect();
    if key.is_empty() { folded(name) } else { key }
}

/// The role a name suggests.
pub fn guess_role(name: &str) -> &'static str {
    let key = office_key(name);
    let street = |text: &str| dictionary::STREET_ENDINGS.iter().any(|it| text.ends_with(it));
    if street(&key) {
        return "street";
    }
    let ends = dictionary::PARTY_ENDINGS.iter();
    let office = ends.filter_map(|it| key.strip_suffix(it)).min_by_key(|it| it.len()).unwrap_or(&key);
    if street(office) {
        "street"
    } else if dictionary::COMMUNITY_ENDINGS.iter().any(|it| office.ends_with(it)) {
        "community"
    } else {
        "unit"
    }
}

/// Resolves names and gathers the unknown ones.
pub(super) struct Directory<'e> {
    offices: &'e [OfficeName],
    known: BTreeMap<String, &'e str>,
    fresh: BTreeMap<String, u32>,
    new: Vec<NewOffice>,
}

impl<'e> Directory<'e> {
    pub(super) fn new(offices: &'e [OfficeName]) -> Directory<'e> {
        let mut known: BTreeMap<String, &'e str> = BTreeMap::new();
        // Names come before aliases, whoever's they are.
        for pass in [true, false] {
            for office in offices {
                for (at, name) in office.names.iter().enumerate().filter(|(at, _)| (*at == 0) == pass) {
                    let key = office_key(name);
                    if !key.is_empty() && (at == 0 || !known.contains_key(&key)) {
                        known.entry(key).or_insert(&office.id);
                    }
                }
            }
        }
        Directory { offices, known, fresh: BTreeMap::new(), new: Vec::new() }
    }

    /// The office of that name, noted as new when nobody knows it.
    pub(super) fn resolve(&mut self, name: &str, role: Option<&str>) -> OfficeRef {
        let key = office_key(name);
        if let Some(id) = self.known.get(&key) {
            return OfficeRef::Known((*id).to_owned());
        }
        let next = self.new.len() as u32;
        let at = *self.fresh.entry(key).or_insert(next);
        if at == next {
            let role = role.unwrap_or_else(|| guess_role(name)).to_owned();
            self.new.push(NewOffice { name: name.to_owned(), role, rows: Vec::new(), similar_to: Vec::new() });
        }
        OfficeRef::New(at)
    }

    /// The new offices that rows really use, in the order of their first row, and each old place's new one.
    pub(super) fn finish(self, uses: &BTreeMap<u32, Vec<u32>>) -> (Vec<NewOffice>, BTreeMap<u32, u32>) {
        let mut places = BTreeMap::new();
        let mut kept = Vec::new();
        for (at, mut office) in self.new.into_iter().enumerate() {
            if let Some(rows) = uses.get(&(at as u32)) {
                places.insert(at as u32, kept.len() as u32);
                office.rows.clone_from(rows);
                kept.push(office);
            }
        }
        hint(&mut kept, self.offices);
        (kept, places)
    }
}

struct Form {
    key: Vec<char>,
    loose: Vec<char>,
    community: bool,
    name: String,
    office: OfficeRef,
}

impl Form {
    fn new(name: &str, role: &str, office: OfficeRef) -> Form {
        let plain = |c: char| dictionary::VARIANTS.iter().find(|it| it.0 == c).map_or(c, |it| it.1);
        let key: String = office_key(name).chars().map(plain).collect();
        let mut loose = key.clone();
        if let Some(ending) =
            dictionary::PARTY_ENDINGS.iter().filter(|it| key.ends_with(**it)).max_by_key(|it| it.len())
        {
            loose.truncate(key.len() - ending.len());
        }
        for word in dictionary::LOOSE_WORDS {
            loose = loose.replace(word, "");
        }
        let (key, loose) = (key.chars().collect(), loose.chars().collect());
        Form { key, loose, community: role == "community", name: name.to_owned(), office }
    }
}

fn hint(new: &mut [NewOffice], offices: &[OfficeName]) {
    let known = offices.iter().flat_map(|it| it.names.iter().map(move |name| (it, name)));
    let mut forms: Vec<Form> =
        known.map(|(it, name)| Form::new(name, &it.role, OfficeRef::Known(it.id.clone()))).collect();
    let before = forms.len();
    forms.extend(new.iter().enumerate().map(|(at, it)| Form::new(&it.name, &it.role, OfficeRef::New(at as u32))));
    if forms.len().saturating_mul(new.len()) > MOST_PAIRS {
        return;
    }
    for (at, office) in new.iter_mut().enumerate() {
        let own = &forms[before + at];
        // Of two new offices only the later one is marked, so that each pair is asked about once.
        let alike = forms[..before + at].iter().filter(|other| are_alike(own, other));
        for other in alike {
            let said = office.similar_to.iter().any(|it| it.office == other.office);
            if !said && office.similar_to.len() < MOST_HINTS {
                office.similar_to.push(Similar { name: other.name.clone(), office: other.office.clone() });
            }
        }
    }
}

fn are_alike(a: &Form, b: &Form) -> bool {
    if a.key == b.key || (a.loose.len() >= 2 && a.loose == b.loose) {
        return true;
    }
    let (short, long) = if a.loose.len() <= b.loose.len() { (a, b) } else { (b, a) };
    let (least, most) = if a.community && b.community { (2, 2) } else { (4, 4) };
    if short.loose.len() < least {
        return false;
    }
    if short.loose.len() == long.loose.len() {
        return one_slip(&short.loose, &long.loose);
    }
    let ends = a.community && b.community
        || (short.loose[..2] == long.loose[..2]
            && short.loose[short.loose.len() - 2..] == long.loose[long.loose.len() - 2..]);
    short.loose.first() == long.loose.first()
        && long.loose.len() - short.loose.len() <= most
        && ends
        && is_within(&short.loose, &long.loose)
}

/// One character written differently in a name long enough; a numeral is never a slip.
fn one_slip(a: &[char], b: &[char]) -> bool {
    let differing: Vec<(&char, &char)> = a.iter().zip(b).filter(|(x, y)| x != y).collect();
    let numeral = |c: &char| c.is_numeric() || NUMERALS.contains(c);
    a.len() >= 5 && differing.len() == 1 && !differing.iter().any(|(x, y)| numeral(x) || numeral(y))
}

const NUMERALS: [char; 10] = [
    '\u{4E00}', '\u{4E8C}', '\u{4E09}', '\u{56DB}', '\u{4E94}', '\u{516D}', '\u{4E03}', '\u{516B}', '\u{4E5D}',
    '\u{5341}',
];

/// True where the short name's characters stand in the long one in their order.
fn is_within(short: &[char], long: &[char]) -> bool {
    let mut rest = long.iter();
    short.iter().all(|c| rest.any(|it| it == c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_communities_streets_and_units_by_name() {
        for (name, role) in [
            ("乳五居民区", "community"),
            ("光辉居民区党总支", "community"),
            ("东湖社区党委", "community"),
            ("陆家嘴社区卫生服务中心", "unit"),
            ("某某街道办事处", "street"),
            ("某某街道党工委", "street"),
            ("江苏银行", "unit"),
            ("上海大润党总支", "unit"),
        ] {
            assert_eq!(guess_role(name), role, "{name}");
        }
    }

    fn check(a: &str, b: &str, alike: bool) {
        let form = |name: &str| Form::new(name, guess_role(name), OfficeRef::New(0));
        assert_eq!(are_alike(&form(a), &form(b)), alike, "{a} / {b}");
    }

    #[test]
    fn asks_about_spellings_and_not_about_neighbours() {
        check("南洋银行", "南洋商业银行", true);
        check("崂三居民区", "嶗三居民区", true);
        check("崂三居民区", "崂山三村居民区党总支", true);
        check("上海建工集团", "建工集团", true);
        check("崂二居民区", "崂三居民区", false);
        check("建设银行", "江苏银行", false);
        check("梅园小学", "崂山小学", false);
        check("东湖第一小学", "东湖第二小学", false);
    }

    #[test]
    fn the_same_name_in_other_marks_is_one_office() {
        let offices = [OfficeName {
            id: "office/a.1".into(),
            names: vec!["南洋（商业）银行".into(), "南洋".into()],
            role: "unit".into(),
        }];
        let mut directory = Directory::new(&offices);
        for name in ["南洋(商业)银行", " 南洋 （商业）银行", "南洋"] {
            assert_eq!(directory.resolve(name, None), OfficeRef::Known("office/a.1".into()), "{name}");
        }
        assert_eq!(directory.resolve("南京银行", None), directory.resolve("南 京银行", None));
    }
}
