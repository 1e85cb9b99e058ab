package io.ashlar.rows.history;

import io.ashlar.rows.history.Versions.Touched;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A transaction as it should be: a committed state and its own writes over it. */
final class ModelTransaction {

  private NavigableMap<Long, Item> base;
  private TreeMap<Long, Optional<Item>> own = new TreeMap<>();
  private final List<TreeMap<Long, Optional<Item>>> marks = new ArrayList<>();

  /** What the present statement locks for certain when it succeeds. */
  private final Touched locked = new Touched();

  /** What it may have tried to lock, at most. */
  private final Touched asked = new Touched();

  ModelTransaction(NavigableMap<Long, Item> base) {
    this.base = base;
  }

  /** A transaction that goes on from this one, about to run a statement on a state. */
  ModelTransaction next(NavigableMap<Long, Item> state) {
    ModelTransaction copy = new ModelTransaction(state);
    copy.own = new TreeMap<>(own);
    copy.marks.addAll(marks);
    return copy;
  }

  /** A later state for the next statement. */
  void base(NavigableMap<Long, Item> state) {
    base = state;
  }

  NavigableMap<Long, Item> visible() {
    NavigableMap<Long, Item> rows = new TreeMap<>(base);
    own.forEach(
        (id, item) -> {
          if (item.isPresent()) {
            rows.put(id, item.get());
          } else {
            rows.remove(id);
          }
        });
    return rows;
  }

  NavigableMap<Long, Optional<Item>> own() {
    return own;
  }

  Touched locked() {
    return locked;
  }

  Touched asked() {
    return asked;
  }

  void mark() {
    marks.add(new TreeMap<>(own));
  }

  void rollbackTo(int mark) {
    own = new TreeMap<>(marks.get(mark));
    release(mark + 1);
  }

  void release(int mark) {
    marks.subList(mark, marks.size()).clear();
  }

  int marks() {
    return marks.size();
  }

  void lock(List<Item> rows) {
    rows.forEach(item -> locked.ids().add(item.id()));
    asked.addAll(locked);
  }

  /** Notes that a row is locked whether it is there or not, and whatever comes of it. */
  void ask(long id, Long code) {
    asked.ids().add(id);
    asked.addCode(code);
  }

  /**
   * Replaces rows as one statement: null deletes.
   *
   * @return whether no two rows would have the same code; otherwise nothing is changed
   */
  boolean write(NavigableMap<Long, Optional<Item>> rows) {
    NavigableMap<Long, Item> before = visible();
    Touched touched = new Touched();
    rows.forEach((id, item) -> touch(touched, id, before.get(id), item.orElse(null)));
    asked.addAll(touched);
    TreeMap<Long, Optional<Item>> saved = new TreeMap<>(own);
    own.putAll(rows);
    Set<Long> codes = new HashSet<>();
    for (Item item : visible().values()) {
      if (item.code() != null && !codes.add(item.code())) {
        own = saved;
        return false;
      }
    }
    locked.addAll(touched);
    return true;
  }

  private static void touch(Touched touched, Long id, Item old, Item item) {
    touched.ids().add(id);
    Long oldCode = old == null ? null : old.code();
    Long newCode = item == null ? null : item.code();
    if (!Objects.equals(oldCode, newCode)) {
      touched.addCode(oldCode);
      touched.addCode(newCode);
    }
  }
}
