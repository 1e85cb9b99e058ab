package io.ashlar.fuzz.model;

import io.ashlar.fuzz.model.table.Definition;
import io.ashlar.fuzz.model.table.State;
import io.ashlar.fuzz.model.table.Stored;
import io.ashlar.fuzz.model.table.Values;
import io.ashlar.fuzz.script.Level;
import io.ashlar.fuzz.script.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A transaction as it should be: a committed state and its own writes over it. */
final class ModelSession {

  /** What a serializable transaction has done, what came of it, and the newest state then. */
  record Done(Step step, Outcome found, int newest) {}

  private final Level level;

  /** The state of the past that is read, or null. */
  private final State past;

  /** What is read; null until the first statement has pinned it. */
  private State view;

  /** Own writes by table. */
  private Map<Integer, NavigableMap<List<Object>, Optional<Map<Integer, Object>>>> own =
      new HashMap<>();

  private final List<Map<Integer, NavigableMap<List<Object>, Optional<Map<Integer, Object>>>>>
      marks = new ArrayList<>();

  /** The tables that it has met, by id: their schemas cannot change until it ends. */
  private final Set<Integer> met = new HashSet<>();

  private final Set<Integer> perhapsMet = new HashSet<>();

  /** What it has locked for certain. */
  private final Set<LockKey> locked = new HashSet<>();

  /** What it may have locked, at most. */
  private final Set<LockKey> asked = new HashSet<>();

  /** What it has tried to write, undone or not. */
  private final Set<LockKey> contacts = new HashSet<>();

  /** Keys that it references for certain, or has taken away. */
  private final Set<LockKey> sharedKeys = new HashSet<>();

  private final Set<LockKey> takenKeys = new HashSet<>();

  /** Whether it may have asked for such locks at all. */
  private boolean mayShareKeys;

  private boolean mayTakeKeys;

  /** What others have locked. */
  private Held held = Held.unknown();

  private final List<Done> done = new ArrayList<>();

  /** The number of the newest state when the present statement began. */
  private int newest;

  ModelSession(Level level, State view, State past) {
    this.level = level;
    this.view = view;
    this.past = past;
  }

  Level level() {
    return level;
  }

  boolean writes() {
    return level.isolation() != null;
  }

  State past() {
    return past;
  }

  State view() {
    return view;
  }

  void view(State state) {
    view = state;
  }

  /** Whether each statement sees the newest state. */
  boolean refreshes() {
    return level == Level.READ_COMMITTED;
  }

  Set<Integer> met() {
    return met;
  }

  /** Notes a table that may have been met now; whether it may be for the first time. */
  boolean mayHaveMet(int table) {
    boolean first = !met.contains(table);
    if (first) {
      perhapsMet.add(table);
    }
    return first;
  }

  /** Tables of which it is not known whether they were met. */
  Set<Integer> perhapsMet() {
    return perhapsMet;
  }

  Set<LockKey> locked() {
    return locked;
  }

  Set<LockKey> asked() {
    return asked;
  }

  Set<LockKey> contacts() {
    return contacts;
  }

  Set<LockKey> sharedKeys() {
    return sharedKeys;
  }

  Set<LockKey> takenKeys() {
    return takenKeys;
  }

  /** Notes the locks of keys that a statement may have asked for. */
  void mayHaveKeys(Effect effect) {
    mayShareKeys |= effect.mayShareKeys();
    mayTakeKeys |= effect.mayTakeKeys();
  }

  /** Whether a statement of another session may have to wait for the lock of a key. */
  boolean mayHoldKeysFrom(Effect effect) {
    return (mayTakeKeys && (effect.mayShareKeys() || effect.mayTakeKeys()))
        || (mayShareKeys && effect.mayTakeKeys());
  }

  Held held() {
    return held;
  }

  void held(Held byOthers) {
    held = byOthers;
  }

  int newest() {
    return newest;
  }

  void newest(int state) {
    newest = state;
  }

  List<Done> done() {
    return done;
  }

  /** What was prepared in a slot is gone: runs of it cannot be done again. They write nothing. */
  void forgetRuns(int slot) {
    done.removeIf(each -> each.step() instanceof Step.Run run && run.slot() == slot);
  }

  Map<Integer, NavigableMap<List<Object>, Optional<Map<Integer, Object>>>> own() {
    return own;
  }

  /** The rows of a table, own writes included. */
  NavigableMap<List<Object>, Stored> rows(int table) {
    NavigableMap<List<Object>, Stored> base = (past == null ? view : past).rowsOf(table);
    NavigableMap<List<Object>, Optional<Map<Integer, Object>>> writes = own.get(table);
    if (writes == null || writes.isEmpty()) {
      return base;
    }
    NavigableMap<List<Object>, Stored> rows = new TreeMap<>(Values.KEYS);
    rows.putAll(base);
    writes.forEach(
        (key, row) -> {
          if (row.isPresent()) {
            rows.put(key, new Stored(row.get(), 0));
          } else {
            rows.remove(key);
          }
        });
    return rows;
  }

  /** The newest rows of a table, own writes over them. */
  NavigableMap<List<Object>, Stored> overNewest(State state, int table) {
    ModelSession over = new ModelSession(level, state, null);
    over.own = own;
    return over.rows(table);
  }

  void write(Definition table, Map<List<Object>, Optional<Map<Integer, Object>>> rows) {
    if (!rows.isEmpty()) {
      own.computeIfAbsent(table.id(), id -> new TreeMap<>(Values.KEYS)).putAll(rows);
    }
  }

  boolean hasWritten() {
    return own.values().stream().anyMatch(rows -> !rows.isEmpty());
  }

  void mark() {
    marks.add(copyOfOwn());
  }

  int marks() {
    return marks.size();
  }

  void rollbackTo(int place) {
    Map<Integer, NavigableMap<List<Object>, Optional<Map<Integer, Object>>>> kept =
        marks.get(place);
    marks.subList(place, marks.size()).clear();
    own = kept;
    mark();
  }

  void release(int place) {
    marks.subList(place, marks.size()).clear();
  }

  private Map<Integer, NavigableMap<List<Object>, Optional<Map<Integer, Object>>>> copyOfOwn() {
    Map<Integer, NavigableMap<List<Object>, Optional<Map<Integer, Object>>>> copy = new HashMap<>();
    own.forEach((table, rows) -> copy.put(table, new TreeMap<>(rows)));
    return copy;
  }
}
