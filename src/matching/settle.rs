//! From nearly best to exactly: prices come down until what everybody holds is the cheapest for them. What would bring a price
//! below nothing, or down again and again, is taken back instead: a search finds it another place.

use std::collections::VecDeque;

use super::network::Network;

/// How often a price may come down before it counts as coming down for ever.
const MOST_TIMES: u8 = 30;

/// Makes exact what an auction left: see above. Prices of needs are from now on the least a unit can cost.
pub(super) fn settle(network: &mut Network) {
    let needs = network.needs() as u32;
    for need in 0..needs {
        network.need_prices[need as usize] = network.least(need);
    }
    let mut queue: VecDeque<u32> = (0..needs).collect();
    let mut is_queued: Box<[bool]> = vec![true; needs as usize].into();
    let mut times: Box<[u8]> = vec![0; network.resources()].into();
    while let Some(need) = queue.pop_front() {
        is_queued[need as usize] = false;
        let price = network.need_prices[need as usize];
        if network.open[need as usize] > 0 && network.penalty(need) > price {
            network.left[need as usize] += std::mem::take(&mut network.open[need as usize]);
        }
        for at in network.arcs_of(need) {
            if network.amounts[at] == 0 {
                continue;
            }
            let arc = network.arc(at as u32);
            let resource = arc.resource as usize;
            let fair = price - (arc.cost << network.shift);
            if network.prices[resource] <= fair {
                continue;
            }
            if fair < 0 || times[resource] == MOST_TIMES {
                network.unplace(at as u32);
                continue;
            }
            times[resource] += 1;
            network.prices[resource] = fair;
            let (backs, need_prices) = network.backs_and_need_prices(arc.resource);
            for back in backs {
                let other = &mut need_prices[back.need as usize];
                if back.cost + fair < *other {
                    *other = back.cost + fair;
                    if !std::mem::replace(&mut is_queued[back.need as usize], true) {
                        queue.push_back(back.need);
                    }
                }
            }
        }
    }
}
