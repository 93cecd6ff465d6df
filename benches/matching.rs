//! Matching inside an engine, for `matching/run.mjs`: instances of a docking meeting's shape, and an index of short texts.

use std::hint::black_box;

use three_lists::matching::text::Index;
use three_lists::matching::{self, Arc, Instance, Need, Plan};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::workload::{HAN, Numbers};

/// What a unit left open costs in every instance.
const PENALTY: i64 = 2_000;

/// Pairs of each need.
const CANDIDATES: usize = 16;

/// An instance's shape.
struct Shape {
    name: &'static str,
    needs: usize,
    resources: usize,
    /// A resource has 1 to so many units.
    capacity: usize,
    /// A need asks for 1 to so many.
    demand: usize,
    /// Costs are 1 to 1,000; or one of eleven, hundreds apart.
    has_levels: bool,
    /// Resources are drawn alike; or a few of them much more often.
    is_skewed: bool,
}

const PLAIN: Shape = Shape {
    name: "tight",
    needs: 10_000,
    resources: 5_000,
    capacity: 3,
    demand: 1,
    has_levels: false,
    is_skewed: false,
};

const SHAPES: [Shape; 7] = [
    Shape { name: "office", needs: 1_000, resources: 500, ..PLAIN },
    PLAIN,
    Shape { name: "ties", has_levels: true, ..PLAIN },
    Shape { name: "loose", capacity: 20, ..PLAIN },
    Shape { name: "skew", capacity: 20, is_skewed: true, ..PLAIN },
    Shape { name: "amounts", capacity: 20, demand: 5, ..PLAIN },
    Shape { name: "big", needs: 50_000, resources: 25_000, ..PLAIN },
];

/// One instance, and its last plan.
#[wasm_bindgen]
pub struct Docking {
    needs: Vec<Need>,
    capacities: Vec<u64>,
    arcs: Vec<Arc>,
    instance: Instance,
    plan: Option<Plan>,
}

#[wasm_bindgen]
impl Docking {
    /// The instance of a name.
    #[wasm_bindgen(constructor)]
    pub fn new(name: &str) -> Docking {
        let shape = SHAPES.iter().find(|it| it.name == name).expect("an instance of that name");
        let mut numbers = Numbers::new(20_260_700 + shape.name.bytes().map(u32::from).sum::<u32>());
        let needs = (0..shape.needs)
            .map(|_| Need { demand: 1 + numbers.below(shape.demand) as u64, penalty: PENALTY })
            .collect();
        let capacities = (0..shape.resources).map(|_| 1 + numbers.below(shape.capacity) as u64).collect();
        let mut arcs = Vec::with_capacity(shape.needs * CANDIDATES);
        let mut last = vec![usize::MAX; shape.resources];
        for need in 0..shape.needs {
            for _ in 0..CANDIDATES {
                let resource = loop {
                    let drawn = draw(&mut numbers, shape);
                    if std::mem::replace(&mut last[drawn], need) != need {
                        break drawn;
                    }
                };
                let cost = if shape.has_levels { numbers.below(11) * 100 } else { 1 + numbers.below(1_000) };
                arcs.push(Arc { need: need as u32, resource: resource as u32, cost: cost as i64 });
            }
        }
        Docking { needs, capacities, arcs, instance: Instance::default(), plan: None }
    }

    /// Checks and sorts it, as before every plan; returns how many pairs it has.
    pub fn take(&mut self) -> usize {
        let (needs, capacities, arcs) = (self.needs.clone(), self.capacities.clone(), self.arcs.clone());
        self.instance = Instance::new(needs, capacities, arcs).expect("a good instance");
        self.instance.arcs().len()
    }

    /// Solves it; returns what the plan costs.
    pub fn solve(&mut self) -> f64 {
        let plan = matching::solve(&self.instance);
        let cost = plan.cost as f64;
        self.plan = Some(plan);
        cost
    }

    /// Checks the plan once more.
    pub fn check(&self) -> bool {
        self.plan.as_ref().is_some_and(|it| matching::check(&self.instance, it).is_ok())
    }

    /// How many units the plan leaves open.
    pub fn open(&self) -> f64 {
        self.plan.as_ref().map_or(0, |it| it.open.iter().sum::<u64>()) as f64
    }

    /// The instance for other solvers, as numbers of 32 bits: needs, resources, penalty, pairs; demands; capacities; where
    /// each need's pairs begin, and the end; their resources; their costs.
    pub fn numbers(&self) -> Vec<i32> {
        let arcs = self.instance.arcs();
        let mut numbers: Vec<i32> =
            [self.needs.len(), self.capacities.len(), PENALTY as usize, arcs.len()].map(|it| it as i32).to_vec();
        numbers.extend(self.needs.iter().map(|it| it.demand as i32));
        numbers.extend(self.capacities.iter().map(|it| *it as i32));
        numbers.extend((0..self.needs.len()).map(|it| self.instance.arcs_of(it as u32).start as i32));
        numbers.push(arcs.len() as i32);
        numbers.extend(arcs.iter().map(|it| it.resource as i32));
        numbers.extend(arcs.iter().map(|it| it.cost as i32));
        numbers
    }
}

/// A resource: any, or the one before another the more often the fewer stand before it (as 1 / place).
fn draw(numbers: &mut Numbers, shape: &Shape) -> usize {
    if !shape.is_skewed {
        return numbers.below(shape.resources);
    }
    // Half of the draws lie in the first half by the number of binary digits, and so on down.
    let digits = numbers.below(shape.resources.ilog2() as usize + 1);
    (numbers.below(1 << digits) + (1 << digits) - 1).min(shape.resources - 1)
}

/// Short texts of invented words, and the index over them.
#[wasm_bindgen]
pub struct Texts {
    texts: Vec<String>,
    queries: Vec<(usize, String)>,
    index: Index,
}

#[wasm_bindgen]
impl Texts {
    /// So many texts of three to eight words each, some words said much more often than others.
    ///
    /// Queries are texts that are there, with a word left out and another put in.
    #[wasm_bindgen(constructor)]
    pub fn new(records: usize, queries: usize) -> Texts {
        let mut numbers = Numbers::new(20_260_802);
        let letters: Vec<char> = HAN.chars().collect();
        let words: Vec<String> = (0..6_000)
            .map(|_| {
                let length = [1, 2, 2, 2, 2, 3, 3, 4][numbers.below(8)];
                (0..length).map(|_| letters[frequent(&mut numbers, letters.len())]).collect()
            })
            .collect();
        let text = |numbers: &mut Numbers| -> Vec<usize> {
            (0..3 + numbers.below(6)).map(|_| frequent(numbers, words.len())).collect()
        };
        let all: Vec<Vec<usize>> = (0..records).map(|_| text(&mut numbers)).collect();
        let said = |text: &[usize]| text.iter().map(|it| words[*it].as_str()).collect::<String>();
        let queries = (0..queries)
            .map(|_| {
                let record = numbers.below(records);
                let mut asked = all[record].clone();
                let out = numbers.below(asked.len());
                asked[out] = frequent(&mut numbers, words.len());
                (record, said(&asked))
            })
            .collect();
        Texts { texts: all.iter().map(|it| said(it)).collect(), queries, index: Index::new() }
    }

    /// All texts, one a line, for other indexes.
    pub fn texts(&self) -> String {
        self.texts.join("\n")
    }

    /// All queries, one a line: the number of the text it was made from, a tab, what is asked.
    pub fn queries(&self) -> String {
        self.queries.iter().map(|(record, asked)| format!("{record}\t{asked}")).collect::<Vec<_>>().join("\n")
    }

    /// Indexes the texts anew; returns how many there are.
    pub fn build(&mut self) -> usize {
        self.index = Index::new();
        for text in &self.texts {
            self.index.add(text);
        }
        self.index.len()
    }

    /// The ten texts that fit a query best.
    pub fn find(&self, query: &str) -> Vec<u32> {
        black_box(self.index.find(query, 10)).iter().map(|it| it.text).collect()
    }
}

/// A number below `bound`, small ones the most often.
fn frequent(numbers: &mut Numbers, bound: usize) -> usize {
    let [one, other] = [numbers.below(bound), numbers.below(bound)];
    one * other / bound
}

/// The memory the module has by now, in bytes; it never gives any back.
#[wasm_bindgen]
pub fn memory_held() -> usize {
    std::arch::wasm32::memory_size(0) << 16
}
