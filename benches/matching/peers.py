"""OR-Tools and SciPy on one instance; one JSON line a system. Called by run.mjs: peers.py FILE ROUNDS."""

import json
import sys
import time

import numpy as np
import ortools
import scipy
from ortools.graph.python import min_cost_flow
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

# Beyond this SciPy, which gets each unit of a resource as a column of its own, takes minutes.
MOST_COLUMNS = 30_000


def load(file):
    numbers = np.fromfile(file, np.int32)
    needs, resources, penalty, pairs = (int(it) for it in numbers[:4])
    lists, at = [], 4
    for length in (needs, resources, needs + 1, pairs, pairs):
        lists.append(numbers[at : at + length])
        at += length
    return needs, resources, penalty, *lists


def timed(run, rounds):
    taken, worked = [], []
    for _ in range(rounds):
        begun, before = time.perf_counter(), time.process_time()
        value = run()
        taken.append((time.perf_counter() - begun) * 1000)
        worked.append((time.process_time() - before) * 1000)
    ms, cpu_ms = (round(sorted(it)[len(it) // 2], 2) for it in (taken, worked))
    return {"ms": ms, "cpu_ms": cpu_ms, "cost": value}


def flow(instance):
    """One min-cost flow: a source a need, one sink, and an arc to it for what stays open."""
    needs, resources, penalty, demands, capacities, starts, columns, costs = instance
    rows = np.repeat(np.arange(needs, dtype=np.int32), np.diff(starts))
    sink = needs + resources
    own, theirs = np.arange(needs, dtype=np.int32), np.arange(needs, sink, dtype=np.int32)
    tails = np.concatenate([rows, theirs, own])
    heads = np.concatenate([columns + needs, np.full(resources + needs, sink)]).astype(np.int32)
    most = np.concatenate([demands[rows], capacities, demands]).astype(np.int64)
    each = np.concatenate([costs, np.zeros(resources), np.full(needs, penalty)]).astype(np.int64)
    supplies = np.zeros(sink + 1, np.int64)
    supplies[:needs] = demands
    supplies[sink] = -demands.sum()

    def run():
        solver = min_cost_flow.SimpleMinCostFlow()
        solver.add_arcs_with_capacity_and_unit_cost(tails, heads, most, each)
        solver.set_nodes_supplies(np.arange(sink + 1, dtype=np.int32), supplies)
        assert solver.solve() == solver.OPTIMAL
        return int(solver.optimal_cost())

    return run


def matching(instance):
    """One full matching: a column a unit of a resource, and one a need for what stays open. Zeros count as no pair."""
    needs, _, penalty, demands, capacities, starts, columns, costs = instance
    first = np.concatenate([[0], np.cumsum(capacities)])
    width = int(first[-1]) + needs
    if demands.max() > 1 or width > MOST_COLUMNS:
        return None
    rows = np.repeat(np.arange(needs), np.diff(starts))
    times = capacities[columns]
    place = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times)
    table = csr_matrix(
        (
            np.concatenate([np.repeat(costs, times) + 1, np.full(needs, penalty + 1)]).astype(float),
            (
                np.concatenate([np.repeat(rows, times), np.arange(needs)]),
                np.concatenate([np.repeat(first[columns], times) + place, first[-1] + np.arange(needs)]),
            ),
        ),
        shape=(needs, width),
    )

    def run():
        taken = min_weight_full_bipartite_matching(table)
        return int(table[taken].sum()) - needs

    return run


def main():
    instance, rounds = load(sys.argv[1]), int(sys.argv[2])
    systems = [("OR-Tools", ortools.__version__, flow), ("SciPy", scipy.__version__, matching)]
    for name, version, build in systems:
        run = build(instance)
        if run is not None:
            print(json.dumps({"system": name, "version": version, **timed(run, rounds)}), flush=True)


main()
