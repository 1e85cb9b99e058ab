package io.ashlar.fuzz.model;

import io.ashlar.fuzz.model.table.Definition;
import io.ashlar.fuzz.model.table.State;
import io.ashlar.fuzz.model.table.Stored;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;

/** Every committed state, from the empty one on, and what each commit has changed. */
final class History {

  private final List<State> states = new ArrayList<>(List.of(State.EMPTY));

  /** Keys whose rows or entries each state has changed. */
  private final List<Set<LockKey>> changes = new ArrayList<>(List.of(Set.of()));

  /** The same, with all keys that the commit may have written, were it from and to the same. */
  private final List<Set<LockKey>> contacts = new ArrayList<>(List.of(Set.of()));

  /** The newest state when a change of a table was given up, by table. */
  private final Map<Integer, Integer> perhapsChanged = new HashMap<>();

  /** Numbers of states that have the timestamp of the state before. */
  private final Set<Integer> repeated = new HashSet<>();

  void nothingWritten() {
    repeated.add(newest().number());
  }

  /** The number of the first state that has the timestamp of one. */
  int firstOf(int state) {
    int first = state;
    while (repeated.contains(first)) {
      first--;
    }
    return first;
  }

  State newest() {
    return states.get(states.size() - 1);
  }

  /** A change of a table was begun and given up, and may have been seen meanwhile. */
  void perhapsChanged(int table) {
    perhapsChanged.put(table, newest().number());
  }

  /** Whether a table may have been changed, and back, after a state. */
  boolean perhapsChangedSince(int table, int state) {
    return perhapsChanged.getOrDefault(table, -1) >= state;
  }

  State state(int number) {
    return states.get(number);
  }

  /** A change of a schema or of partitions. */
  void add(State state) {
    states.add(state);
    changes.add(Set.of());
    contacts.add(Set.of());
  }

  void commit(ModelSession session) {
    State before = newest();
    Set<LockKey> changed = new HashSet<>();
    for (Map.Entry<Integer, NavigableMap<List<Object>, Optional<Map<Integer, Object>>>> each :
        session.own().entrySet()) {
      Definition table = before.tables().get(each.getKey());
      each.getValue()
          .forEach(
              (key, row) -> {
                Stored old = before.rowsOf(table.id()).get(key);
                Effect effect = new Effect(table);
                effect.lock(LockKey.row(table, key));
                effect.lockChangedKeys(old == null ? null : old.row(), row.orElse(null));
                changed.addAll(effect.certain());
              });
    }
    states.add(before.withWrites(session.own()));
    changes.add(changed);
    Set<LockKey> touched = new HashSet<>(changed);
    touched.addAll(session.asked());
    contacts.add(touched);
  }

  /** Whether a commit after a state has changed one of the keys. */
  boolean changedSince(int state, Set<LockKey> keys) {
    return meets(changes, state, keys);
  }

  /** Whether a commit after a state may have written what a statement asks for. */
  boolean mayBeChangedSince(int state, Effect effect) {
    return contacts.subList(state + 1, contacts.size()).stream().anyMatch(effect::mayMeet);
  }

  private static boolean meets(List<Set<LockKey>> commits, int state, Set<LockKey> keys) {
    for (int i = state + 1; i < commits.size(); i++) {
      if (meet(commits.get(i), keys)) {
        return true;
      }
    }
    return false;
  }

  static boolean meet(Set<LockKey> some, Set<LockKey> others) {
    return some.stream().anyMatch(others::contains);
  }
}
