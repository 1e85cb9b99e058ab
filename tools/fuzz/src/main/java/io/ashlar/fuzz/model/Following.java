package io.ashlar.fuzz.model;

import io.ashlar.error.ConstraintException;
import io.ashlar.fuzz.model.table.Definition;
import io.ashlar.fuzz.model.table.Reference;
import io.ashlar.fuzz.model.table.State;
import io.ashlar.fuzz.model.table.Values;
import io.ashlar.fuzz.script.Step;
import io.ashlar.schema.ReferenceAction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What foreign keys make of a statement: the rows that follow those that it has changed, and
 * whether each row references one that is there in the end. All of it in the newest state, with the
 * own writes of the transaction over it.
 */
final class Following {

  /** More levels than there are tables and rows come of circles alone, which end sooner. */
  private static final int LEVELS = 100;

  /** A row before and after a statement; null where there is none. */
  record Changed(Map<Integer, Object> before, Map<Integer, Object> after) {}

  /** A key that rows may reference and that is no more; {@code replaced} is null for none. */
  private record Gone(
      Reference reference, List<Object> key, List<Object> replaced, boolean deleted) {

    ReferenceAction action() {
      return deleted ? reference.onDelete() : reference.onUpdate();
    }
  }

  private final State newest;
  private final ModelSession session;
  private final Map<Integer, NavigableMap<List<Object>, Map<Integer, Object>>> rows =
      new HashMap<>();
  private final Map<Integer, Writing> writings = new LinkedHashMap<>();

  Following(State newest, ModelSession session) {
    this.newest = newest;
    this.session = session;
  }

  /** The rows of a table as they are by now, expired ones included. */
  private NavigableMap<List<Object>, Map<Integer, Object>> rows(Definition table) {
    return rows.computeIfAbsent(
        table.id(),
        id -> {
          NavigableMap<List<Object>, Map<Integer, Object>> all = new TreeMap<>(Values.KEYS);
          newest.rowsOf(id).forEach((key, stored) -> all.put(key, stored.row()));
          NavigableMap<List<Object>, Optional<Map<Integer, Object>>> own = session.own().get(id);
          if (own != null) {
            own.forEach((key, row) -> put(all, key, row.orElse(null)));
          }
          return all;
        });
  }

  private static void put(
      NavigableMap<List<Object>, Map<Integer, Object>> into,
      List<Object> key,
      Map<Integer, Object> row) {
    if (row == null) {
      into.remove(key);
    } else {
      into.put(key, row);
    }
  }

  private Definition table(int id) {
    return newest.tables().get(id);
  }

  /** Does what follows from the changes of a statement on the table of a writing. */
  void follow(Writing main, List<Changed> changes) {
    Definition table = main.table();
    if (newest.referencesOf(table.id()).isEmpty()) {
      return;
    }
    writings.put(table.id(), main);
    apply(table, changes);
    lock(main, changes);
    List<Gone> gone = gone(table, changes);
    List<Gone> last = new ArrayList<>(gone);
    for (Gone each : gone) {
      if (each.action() == ReferenceAction.RESTRICT
          && !each.reference().self()
          && isReferenced(each)) {
        main.refuse(ConstraintException.class);
      }
    }
    for (int level = 0; !gone.isEmpty() && level < LEVELS; level++) {
      gone = act(gone);
      last.addAll(gone);
      // Whether other actions have led the rows elsewhere by then depends on their order.
      if (gone.stream().anyMatch(each -> each.action() == ReferenceAction.RESTRICT)) {
        main.mayBeRefused();
      }
    }
    judge(main, last);
    writings.values().stream().filter(each -> each != main).forEach(main::join);
  }

  /** Whether a column references something, or is referenced. */
  boolean mentions(Definition table, int column) {
    return newest.references().stream().anyMatch(each -> each.mentions(table.id(), column));
  }

  /** Notes the locks of keys that a statement may ask for. */
  Effect note(Step step, Effect effect) {
    boolean inserts = step instanceof Step.Insert insert && !insert.upsert();
    Set<Integer> written = newest.following(effect.table().id());
    for (Reference each : newest.references()) {
      effect.mayShareKeys(effect.mayShareKeys() || written.contains(each.table()));
      effect.mayTakeKeys(effect.mayTakeKeys() || (written.contains(each.referenced()) && !inserts));
    }
    return effect;
  }

  private void apply(Definition table, List<Changed> changes) {
    NavigableMap<List<Object>, Map<Integer, Object>> all = rows(table);
    changes.stream()
        .filter(each -> each.before() != null)
        .forEach(each -> all.remove(table.keyOf(each.before())));
    changes.stream()
        .filter(each -> each.after() != null)
        .forEach(each -> all.put(table.keyOf(each.after()), each.after()));
  }

  /** The locks of keys that a statement's own changes take for certain. */
  private void lock(Writing main, List<Changed> changes) {
    Definition table = main.table();
    for (Changed each : changes) {
      for (Reference reference : newest.references()) {
        if (reference.table() == table.id() && each.after() != null) {
          List<Object> key = reference.referencedBy(table, each.after());
          boolean moved =
              each.before() == null
                  || !table.keyOf(each.before()).equals(table.keyOf(each.after()));
          if (key != null && (moved || !key.equals(reference.referencedBy(table, each.before())))) {
            main.effect().shareKey(reference, key);
          }
        }
        if (reference.referenced() == table.id() && each.before() != null) {
          List<Object> key = reference.keyOf(table, each.before());
          if (key != null
              && (each.after() == null || !key.equals(reference.keyOf(table, each.after())))) {
            main.effect().takeKey(reference, key);
          }
        }
      }
    }
  }

  private List<Gone> gone(Definition table, List<Changed> changes) {
    List<Gone> gone = new ArrayList<>();
    for (Changed each : changes) {
      for (Reference reference : newest.references()) {
        if (reference.referenced() != table.id() || each.before() == null) {
          continue;
        }
        List<Object> key = reference.keyOf(table, each.before());
        if (key == null) {
          continue;
        }
        if (each.after() == null) {
          gone.add(new Gone(reference, key, null, true));
          continue;
        }
        List<Object> replaced = new ArrayList<>();
        reference.target().forEach(column -> replaced.add(table.value(each.after(), column)));
        if (!replaced.equals(key)) {
          gone.add(new Gone(reference, key, replaced, false));
        }
      }
    }
    return gone;
  }

  private boolean isReferenced(Gone gone) {
    Definition child = table(gone.reference().table());
    return rows(child).values().stream()
        .anyMatch(
            row ->
                gone.key().equals(gone.reference().referencedBy(child, row))
                    && !child.expired(row));
  }

  /** All rows that the actions of one level are for are found before the first is changed. */
  private List<Gone> act(List<Gone> level) {
    Map<Integer, Map<List<Object>, Map<Integer, Object>>> changed = new LinkedHashMap<>();
    for (Gone each : level) {
      if (each.action() == ReferenceAction.CASCADE || each.action() == ReferenceAction.SET_NULL) {
        Definition child = table(each.reference().table());
        rows(child)
            .forEach(
                (key, row) -> {
                  if (each.key().equals(each.reference().referencedBy(child, row))) {
                    Map<List<Object>, Map<Integer, Object>> rows =
                        changed.computeIfAbsent(child.id(), id -> new TreeMap<>(Values.KEYS));
                    Map<Integer, Object> now = rows.containsKey(key) ? rows.get(key) : row;
                    rows.put(key, now == null ? null : after(each, child, now));
                  }
                });
      }
    }
    List<Gone> next = new ArrayList<>();
    changed.forEach(
        (id, rows) -> {
          Definition child = table(id);
          List<Changed> changes = new ArrayList<>();
          rows.forEach((key, row) -> changes.add(new Changed(rows(child).get(key), row)));
          follow(child, changes);
          next.addAll(gone(child, changes));
        });
    return next;
  }

  private static Map<Integer, Object> after(Gone gone, Definition child, Map<Integer, Object> row) {
    if (child.expired(row) || (gone.deleted() && gone.action() == ReferenceAction.CASCADE)) {
      return null;
    }
    Map<Integer, Object> after = new HashMap<>(row);
    for (int i = 0; i < gone.reference().columns().size(); i++) {
      boolean nothing = gone.action() == ReferenceAction.SET_NULL;
      after.put(gone.reference().columns().get(i), nothing ? null : gone.replaced().get(i));
    }
    return after;
  }

  private void follow(Definition child, List<Changed> changes) {
    Writing writing =
        writings.computeIfAbsent(
            child.id(), id -> new Writing(child, session.overNewest(newest, id), null));
    writing.change(changes);
    apply(child, changes);
  }

  /** Rows that have expired go with what they reference; others reference what is there. */
  private void judge(Writing main, List<Gone> gone) {
    for (Gone each : gone) {
      boolean restricts = each.action() == ReferenceAction.RESTRICT;
      if (!restricts && each.action() != ReferenceAction.NO_ACTION) {
        continue;
      }
      if (restricts && isReferenced(each)) {
        main.refuse(ConstraintException.class);
      }
      if (restricts || !isThere(each.reference(), each.key())) {
        Definition child = table(each.reference().table());
        List<Changed> expired = new ArrayList<>();
        for (Map<Integer, Object> row : rows(child).values()) {
          if (child.expired(row) && each.key().equals(each.reference().referencedBy(child, row))) {
            expired.add(new Changed(row, null));
          }
        }
        if (!expired.isEmpty()) {
          follow(child, expired);
        }
      }
    }
    for (Reference each : newest.references()) {
      if (writings.containsKey(each.table()) || writings.containsKey(each.referenced())) {
        judge(main, each);
      }
    }
  }

  private void judge(Writing main, Reference reference) {
    Definition child = table(reference.table());
    Writing writing = writings.get(child.id());
    rows(child)
        .forEach(
            (rowKey, row) -> {
              List<Object> key = reference.referencedBy(child, row);
              boolean counts = !child.expired(row) || (writing != null && writing.leaves(rowKey));
              if (key != null && counts && !isThere(reference, key)) {
                main.refuse(ConstraintException.class);
              }
            });
  }

  private boolean isThere(Reference reference, List<Object> key) {
    Definition parent = table(reference.referenced());
    return rows(parent).values().stream().anyMatch(row -> key.equals(reference.keyOf(parent, row)));
  }
}
