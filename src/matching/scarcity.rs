//! The least prices that prove a plan: of all that do, those of what one unit more of a resource would save.
//!
//! They belong to the instance alone, not to the plan that was found nor to the way there.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::network::Network;

/// Lowers the prices of a finished plan as far as they go: to nothing, or to where somebody would rather be elsewhere. How far
/// is a shortest path from all such places at once.
pub(super) fn lower(network: &mut Network) {
    let mut by: Box<[i64]> = network.prices.clone();
    let mut is_done: Box<[bool]> = vec![false; network.resources()].into();
    let mut is_reached: Box<[bool]> = vec![false; network.needs()].into();
    let mut heap = BinaryHeap::new();
    for need in 0..network.needs() as u32 {
        if network.open[need as usize] > 0 {
            is_reached[need as usize] = true;
            spread(network, need, 0, &mut by, &mut heap);
        }
    }
    for resource in 0..network.resources() as u32 {
        heap.push(Reverse((by[resource as usize], resource)));
    }
    while let Some(Reverse((distance, resource))) = heap.pop() {
        if std::mem::replace(&mut is_done[resource as usize], true) {
            continue;
        }
        for held in network.held_of(resource) {
            let need = network.arc(*held).need;
            if !std::mem::replace(&mut is_reached[need as usize], true) {
                spread(network, need, distance, &mut by, &mut heap);
            }
        }
    }
    for (price, by) in network.prices.iter_mut().zip(&by) {
        *price -= *by;
    }
    for need in 0..network.needs() as u32 {
        network.need_prices[need as usize] = network.least(need);
    }
}

/// A need's price comes down by so much: the prices of its other resources by no more than brings them level with it.
fn spread(network: &Network, need: u32, distance: i64, by: &mut [i64], heap: &mut BinaryHeap<Reverse<(i64, u32)>>) {
    let base = distance - network.need_prices[need as usize];
    for arc in &network.arcs[network.arcs_of(need)] {
        let most = base + network.cost(arc);
        let known = &mut by[arc.resource as usize];
        if most < *known {
            *known = most;
            heap.push(Reverse((most, arc.resource)));
        }
    }
}
