package io.ashlar.fuzz.model;

import io.ashlar.fuzz.model.table.Definition;
import io.ashlar.fuzz.model.table.Fitting;
import io.ashlar.fuzz.model.table.ModelIndex;
import io.ashlar.fuzz.model.table.Reference;
import io.ashlar.fuzz.model.table.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What a statement may answer, what it changes when it succeeds, and what it locks. */
final class Effect {

  private final Definition table;
  private Expected expected;

  /** The number that an identity column has drawn, or null. */
  private Long drawn;

  /** What it writes when it succeeds. */
  private final Map<List<Object>, Optional<Map<Integer, Object>>> writes =
      new TreeMap<>(Values.KEYS);

  /** What it has locked for certain when it has succeeded. */
  private final Set<LockKey> certain = new HashSet<>();

  /** Whether it passes over rows and keys that others have locked. */
  private boolean passesOver;

  /** What it may have tried to lock, at most, whatever came of it. */
  private final Set<LockKey> possible = new HashSet<>();

  /** Keys that it references for certain, or takes away. */
  private final Set<LockKey> sharedKeys = new HashSet<>();

  private final Set<LockKey> takenKeys = new HashSet<>();

  /** Whether it may have asked for such locks at all: keys may have one lock together. */
  private boolean mayShareKeys;

  private boolean mayTakeKeys;

  /** What foreign keys have led to in other tables. */
  private final List<Effect> joined = new ArrayList<>();

  Effect(Definition table) {
    this.table = table;
  }

  Definition table() {
    return table;
  }

  Expected expected() {
    return expected;
  }

  Long drawn() {
    return drawn;
  }

  void drawn(Long number) {
    drawn = number;
  }

  Effect expect(Expected what) {
    expected = what;
    return this;
  }

  Map<List<Object>, Optional<Map<Integer, Object>>> writes() {
    return writes;
  }

  Set<LockKey> certain() {
    return certain;
  }

  Set<LockKey> possible() {
    return possible;
  }

  void lock(LockKey key) {
    certain.add(key);
    possible.add(key);
  }

  void ask(LockKey key) {
    possible.add(key);
  }

  void passesOver() {
    passesOver = true;
  }

  void join(Effect other) {
    joined.add(other);
    certain.addAll(other.certain);
    possible.addAll(other.possible);
  }

  /** Itself, and what foreign keys have led to in other tables. */
  List<Effect> all() {
    List<Effect> all = new ArrayList<>(joined);
    all.add(0, this);
    return all;
  }

  void shareKey(Reference reference, List<Object> key) {
    sharedKeys.add(LockKey.referenced(reference, key));
  }

  void takeKey(Reference reference, List<Object> key) {
    takenKeys.add(LockKey.referenced(reference, key));
  }

  Set<LockKey> sharedKeys() {
    return sharedKeys;
  }

  Set<LockKey> takenKeys() {
    return takenKeys;
  }

  boolean mayShareKeys() {
    return mayShareKeys;
  }

  boolean mayTakeKeys() {
    return mayTakeKeys;
  }

  void mayShareKeys(boolean may) {
    mayShareKeys = may;
  }

  void mayTakeKeys(boolean may) {
    mayTakeKeys = may;
  }

  /** Whether it may have to wait for one of the keys. */
  boolean mayWaitFor(Set<LockKey> keys) {
    return passesOver
        ? possible.stream().anyMatch(key -> key.index() == LockKey.PARTITION && keys.contains(key))
        : mayMeet(keys);
  }

  /** Whether it may have asked for one of the keys. */
  boolean mayMeet(Set<LockKey> keys) {
    return History.meet(keys, possible)
        || meetUnknown(possible, keys)
        || meetUnknown(keys, possible);
  }

  private static boolean meetUnknown(Set<LockKey> some, Set<LockKey> others) {
    return some.stream()
        .filter(key -> key.index() == LockKey.UNKNOWN)
        .anyMatch(key -> others.stream().anyMatch(other -> other.table() == key.table()));
  }

  private LockKey unknown() {
    return new LockKey(table.id(), LockKey.UNKNOWN, List.of());
  }

  /** Says that a number was drawn, which may be in any key, and that it is not known. */
  void drewUnknown() {
    ask(unknown());
  }

  /** Locks a row, and shares the lock of its partition. */
  void lockRow(List<Object> key, Map<Integer, Object> row) {
    lock(LockKey.row(table, key));
    askPartition(row);
  }

  /** May lock a key, whether it has a row or not, in its partition if a row could have it. */
  void askKey(List<Object> key) {
    ask(LockKey.row(table, key));
    askPartition(table.primaryKey(), key);
  }

  /** May share the lock of the partition in which a row with these values would be. */
  void askPartition(List<Integer> columns, List<Object> values) {
    Map<Integer, Object> row = new HashMap<>();
    for (int i = 0; i < values.size(); i++) {
      int column = columns.get(i);
      if (values.get(i) == null || !Fitting.fits(table.column(column), values.get(i))) {
        return;
      }
      row.put(column, values.get(i));
    }
    if (table.division() != null && row.keySet().containsAll(table.divisionColumns())) {
      askPartition(row);
    }
  }

  void askPartition(Map<Integer, Object> row) {
    if (table.division() != null) {
      ask(Divisions.lockOf(table, row));
    }
  }

  /**
   * Locks the keys of unique indexes that a row gives up or takes; perhaps those that a row gives
   * up that has expired, as several such rows may have had one key when the index was made.
   */
  void lockChangedKeys(Map<Integer, Object> before, Map<Integer, Object> after) {
    for (ModelIndex index : table.indexes()) {
      List<Object> old = before == null ? null : index.exclusiveKey(table, before);
      List<Object> next = after == null ? null : index.exclusiveKey(table, after);
      if (old != null && !old.equals(next)) {
        LockKey given = new LockKey(table.id(), index.id(), old);
        if (table.expired(before)) {
          ask(given);
        } else {
          lock(given);
        }
      }
      if (next != null && !next.equals(old)) {
        lock(new LockKey(table.id(), index.id(), next));
      }
    }
  }
}
