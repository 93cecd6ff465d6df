//! Resources worth looking at for a need: those whose texts speak of the same things, those of its category and those of
//! offices paired with the asker. Never all pairs.

use std::collections::BTreeMap;

use super::ground::{Facts, OpenNeed, Read, Rest, UsableResource};
use crate::domain::{Quantity, order};
use crate::matching::score::{self, Amount, Features, LEAST, Place};
use crate::matching::text::{BIT, Index};

/// The most resources that are weighed for one need in a proposal.
pub const MOST_CANDIDATES: usize = 16;

/// The most hits of the text index that are scored, and of each other way in.
const LOOKED_AT: usize = 24;

/// Hits that are fetched, so that not all needs look at the same few of those that are alike.
const ALIKE: usize = 512;

/// So many of the rarest words in common are all there is to have in common.
const FULL_WORDS: u32 = 10;

/// A resource that may serve a need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Its place among the resources.
    pub resource: u32,
    /// 0 to [`score::MOST`].
    pub points: i32,
    /// What is known of the two.
    pub features: Features,
}

/// Resources by the ways one finds them.
#[derive(Default)]
pub struct Shelf {
    index: Index,
    /// By the number of the text: the resource.
    texts: Vec<u32>,
    by_category: BTreeMap<String, Vec<u32>>,
    by_office: BTreeMap<u32, Vec<u32>>,
}

impl Shelf {
    /// Adds a resource.
    pub fn add(&mut self, at: u32, facts: &Facts) {
        let text = self.index.add(&facts.words) as usize;
        self.texts.resize(text + 1, at);
        self.texts[text] = at;
        if !facts.category.is_empty() {
            self.by_category.entry(facts.category.clone()).or_default().push(at);
        }
        if let Some(office) = facts.office {
            self.by_office.entry(office).or_default().push(at);
        }
    }

    /// Resources worth scoring for a need, each with how much its text has in common, 0 to 1000. `turn` says where in a
    /// long category to begin, so that many needs alike do not all look at the same few.
    fn found(&self, read: &Read, need: &Facts, turn: usize) -> BTreeMap<u32, u16> {
        let mut found = self.near(need, turn);
        if let Some(asker) = need.office {
            let is_near = |office: u32| office == asker || read.offices.are_paired(asker, office);
            let near = self.by_office.iter().filter(|(office, _)| is_near(**office)).flat_map(|(_, all)| all);
            let same = near.filter(|it| read.resources[**it as usize].facts.category == need.category);
            for it in same.take(LOOKED_AT) {
                found.entry(*it).or_insert(0);
            }
        }
        found
    }

    /// What is on a shelf of needs and worth scoring for a resource, by text, category and office.
    pub fn found_for(&self, read: &Read, resource: &Facts) -> BTreeMap<u32, u16> {
        let mut found = self.near(resource, 0);
        if let Some(provider) = resource.office {
            let is_near = |office: u32| office == provider || read.offices.are_paired(office, provider);
            let near = self.by_office.iter().filter(|(office, _)| is_near(**office)).flat_map(|(_, all)| all);
            let same = near.filter(|it| read.needs[**it as usize].facts.category == resource.category);
            for it in same.take(LOOKED_AT) {
                found.entry(*it).or_insert(0);
            }
        }
        found
    }

    /// What speaks of the same things, and some of the same category.
    fn near(&self, facts: &Facts, turn: usize) -> BTreeMap<u32, u16> {
        let mut found = BTreeMap::new();
        let hits = self.index.find(&facts.words, ALIKE);
        let mut taken = 0;
        for alike in hits.chunk_by(|a, b| a.score == b.score) {
            for at in 0..alike.len().min(LOOKED_AT - taken) {
                let hit = alike[(turn + at) % alike.len()];
                found.insert(self.texts[hit.text as usize], self.share(hit.score));
                taken += 1;
            }
        }
        if let Some(same) = self.by_category.get(&facts.category) {
            for at in 0..same.len().min(LOOKED_AT) {
                found.entry(same[(turn + at) % same.len()]).or_insert(0);
            }
        }
        found
    }

    /// How much of all there could be in common a hit is: the rarer words are among more texts, the more they say.
    fn share(&self, score: u32) -> u16 {
        let full = u64::from(FULL_WORDS * BIT) * u64::from((self.index.len() as u64 + 2).ilog2());
        (u64::from(score) * 1000 / full).min(1000) as u16
    }

    /// All that was looked at for a need, the best first; of equals by id, beginning elsewhere for each need.
    pub fn candidates(&self, read: &Read, need: &OpenNeed, at: usize) -> Vec<Candidate> {
        let turn = at.wrapping_mul(MOST_CANDIDATES);
        let found = self.found(read, &need.facts, turn);
        let all = read.resources.len().max(1);
        let place = |it: &Candidate| (it.resource as usize + all - turn % all) % all;
        let scored = found.into_iter().map(|(at, text)| {
            let features = features(read, need, &read.resources[at as usize], text);
            Candidate { resource: at, points: score::points(&features), features }
        });
        let mut scored: Vec<Candidate> = scored.collect();
        order::sort_by(&mut scored, |a, b| b.points.cmp(&a.points).then(place(a).cmp(&place(b))));
        scored
    }

    /// How a need and a resource fit that nobody proposed: their texts are compared alone.
    pub fn pair(&self, read: &Read, need: &OpenNeed, at: u32) -> Candidate {
        let found = self.index.find(&need.facts.words, self.index.len().min(4096));
        let hit = found.iter().find(|hit| self.texts[hit.text as usize] == at);
        let text = hit.map_or(0, |hit| self.share(hit.score));
        let features = features(read, need, &read.resources[at as usize], text);
        Candidate { resource: at, points: score::points(&features), features }
    }
}

/// Candidates good enough to be proposed, and no more than [`MOST_CANDIDATES`].
pub fn proposed(all: &[Candidate]) -> &[Candidate] {
    let enough = all.iter().take(MOST_CANDIDATES).take_while(|it| it.points >= LEAST).count();
    &all[..enough]
}

fn counted(rest: &Rest) -> Option<&Quantity> {
    match rest {
        Rest::Counted(it) => Some(it),
        Rest::Whole | Rest::Nothing => None,
    }
}

/// What is known of a pair.
pub fn features(read: &Read, need: &OpenNeed, resource: &UsableResource, text: u16) -> Features {
    let (asks, offers) = (&need.facts, &resource.facts);
    let (asker, provider) = (asks.office, offers.office);
    let both = asker.zip(provider).filter(|(one, other)| one != other);
    let (signed_off, terminated) = both.map(|(one, other)| read.offices.past(one, other)).unwrap_or_default();
    let amount = match score::amount(counted(&need.rest), counted(&resource.capacity)) {
        // What is taken already counts once it is too little.
        Amount::Enough | Amount::Ample if is_short(&need.rest, &resource.rest) => Amount::Short,
        amount => amount,
    };
    Features {
        category: score::category(&asks.category, &offers.category),
        text,
        place: place(read, asks, offers),
        is_venue: offers.category == "venue",
        is_paired: both.is_some_and(|(one, other)| read.offices.are_paired(one, other)),
        is_own: asker.is_some() && asker == provider,
        time: offers.week.meets(&asks.week, need.days_left),
        is_expired: resource.is_expired,
        amount,
        signed_off,
        terminated,
    }
}

fn is_short(need: &Rest, left: &Rest) -> bool {
    matches!((need, left), (Rest::Counted(asked), Rest::Counted(left)) if score::same_unit(asked, left) && left.n < asked.n)
}

/// A place shorter than this stands in any other.
const LEAST_PLACE: usize = 2;

fn place(read: &Read, need: &Facts, resource: &Facts) -> Place {
    if resource.place.is_empty() {
        return Place::Unknown;
    }
    let named = need.office.is_some_and(|office| read.offices.is_named_in(office, &resource.place));
    let (asked, there) = (&need.place, &resource.place);
    let holds =
        |long: &[u16], short: &[u16]| short.len() >= LEAST_PLACE && long.windows(short.len()).any(|it| it == short);
    if named || holds(there, asked) || holds(asked, there) {
        return Place::Near;
    }
    if need.place.is_empty() && need.office.is_none() { Place::Unknown } else { Place::Elsewhere }
}
