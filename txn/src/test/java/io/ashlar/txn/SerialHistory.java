package io.ashlar.txn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What one transaction has read and written, and the check that committed ones are serial: carried
 * out one after the other in the order of their commit timestamps, on a plain map, each must read
 * there what it has read.
 */
final class SerialHistory {

  /** One reading or writing, replayed on the state before it. */
  private interface Step {
    /** Returns what does not agree, or null. */
    String replay(NavigableMap<Long, Long> state);
  }

  private final String name;
  private final List<Step> steps = new ArrayList<>();
  private final List<Step> outcome = new ArrayList<>();
  private long timestamp;

  SerialHistory(String name) {
    this.name = name;
  }

  /**
   * Only what the others wrote can be told apart: call it before the transaction writes the key.
   */
  void read(long key, Long seen) {
    steps.add(
        state -> {
          Long there = state.get(key);
          return java.util.Objects.equals(there, seen)
              ? null
              : "read " + key + "=" + seen + " where " + there + " was";
        });
  }

  /** A scan of [lower, upper) that has shown the rows and ended, or stopped after the last. */
  void scanned(
      long lower, long upper, boolean forward, boolean ended, NavigableMap<Long, Long> seen) {
    NavigableMap<Long, Long> rows = new TreeMap<>(seen);
    steps.add(
        state -> {
          NavigableMap<Long, Long> there = state.subMap(lower, true, upper, false);
          if (!ended && !rows.isEmpty()) {
            there =
                forward
                    ? there.headMap(rows.lastKey(), true)
                    : there.tailMap(rows.firstKey(), true);
          }
          return there.equals(rows) ? null : "scanned " + rows + " where " + there + " was";
        });
  }

  /** A later reading of the transaction sees it, so it is a step as well. */
  void wrote(long key, Long value) {
    Step write =
        state -> {
          if (value == null) {
            state.remove(key);
          } else {
            state.put(key, value);
          }
          return null;
        };
    steps.add(write);
    outcome.add(write);
  }

  SerialHistory committedAt(long commit) {
    timestamp = commit;
    return this;
  }

  /** Replays all; returns what does not agree, or null. */
  static String firstDisagreement(List<SerialHistory> committed, Map<Long, Long> initial) {
    List<SerialHistory> inOrder = new ArrayList<>(committed);
    inOrder.sort((a, b) -> Long.compare(a.rank(), b.rank()));
    NavigableMap<Long, Long> state = new TreeMap<>(initial);
    for (SerialHistory each : inOrder) {
      for (Step step : each.steps) {
        String disagreement = step.replay(state);
        if (disagreement != null) {
          return each.name + " at " + each.timestamp + " " + disagreement;
        }
      }
    }
    return null;
  }

  /** One that has written nothing belongs behind the commit whose state it saw. */
  private long rank() {
    return outcome.isEmpty() ? 2 * timestamp + 1 : 2 * timestamp;
  }

  /** The state after all. */
  static NavigableMap<Long, Long> finalState(
      List<SerialHistory> committed, Map<Long, Long> initial) {
    List<SerialHistory> inOrder = new ArrayList<>(committed);
    inOrder.sort((a, b) -> Long.compare(a.rank(), b.rank()));
    NavigableMap<Long, Long> state = new TreeMap<>(initial);
    for (SerialHistory each : inOrder) {
      for (Step step : each.outcome) {
        String nothing = step.replay(state);
        assert nothing == null : "a writing agrees with every state";
      }
    }
    return state;
  }
}
