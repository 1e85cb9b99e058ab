package io.ashlar.fuzz.model.table;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Everything that is committed after some commit. Immutable.
 *
 * @param number how many commits, changes of schemas included
 * @param tables the tables by id
 * @param rows the rows of each table by primary key
 * @param references the foreign keys of all tables
 */
public record State(
    int number,
    Map<Integer, Definition> tables,
    Map<Integer, NavigableMap<List<Object>, Stored>> rows,
    List<Reference> references) {

  private static final NavigableMap<List<Object>, Stored> NO_ROWS =
      Collections.unmodifiableNavigableMap(new TreeMap<>(Values.KEYS));

  /** The state before the first commit. */
  public static final State EMPTY = new State(0, Map.of(), Map.of(), List.of());

  /**
   * A table.
   *
   * @param name its name
   * @return the table, or null when there is none
   */
  public Definition table(String name) {
    for (Definition each : tables.values()) {
      if (each.name().equals(name)) {
        return each;
      }
    }
    return null;
  }

  /**
   * The same state with other foreign keys.
   *
   * @param others all foreign keys
   * @return the state with the same number
   */
  public State withReferences(List<Reference> others) {
    return new State(number, tables, rows, List.copyOf(others));
  }

  /**
   * The foreign keys that have a table on one of their sides.
   *
   * @param table its id
   * @return those that it has, and those that reference it
   */
  public List<Reference> referencesOf(int table) {
    return references.stream()
        .filter(each -> each.table() == table || each.referenced() == table)
        .toList();
  }

  /**
   * The tables whose rows may follow those of a table.
   *
   * @param table its id
   * @return the ids, its own first
   */
  public Set<Integer> following(int table) {
    Set<Integer> written = new LinkedHashSet<>(List.of(table));
    int before = 0;
    while (before < written.size()) {
      before = written.size();
      references.stream()
          .filter(each -> written.contains(each.referenced()))
          .forEach(each -> written.add(each.table()));
    }
    return written;
  }

  /**
   * The tables that a statement on a table may lead to by foreign keys.
   *
   * @param table its id
   * @return the ids of the others
   */
  public Set<Integer> led(int table) {
    Set<Integer> met = following(table);
    for (Reference each : references) {
      if (following(table).contains(each.table())) {
        met.add(each.referenced());
      }
    }
    met.remove(table);
    return met;
  }

  /**
   * The rows of a table, expired ones included.
   *
   * @param table its id
   * @return the rows by primary key; unmodifiable
   */
  public NavigableMap<List<Object>, Stored> rowsOf(int table) {
    return rows.getOrDefault(table, NO_ROWS);
  }

  /**
   * The next state, with another definition of a table.
   *
   * @param id of the table
   * @param table its definition; null to drop it
   * @return the next state
   */
  public State withTable(int id, Definition table) {
    Map<Integer, Definition> others = new HashMap<>(tables);
    Map<Integer, NavigableMap<List<Object>, Stored>> allRows = new HashMap<>(rows);
    if (table == null) {
      others.remove(id);
      allRows.remove(id);
    } else {
      others.put(id, table);
    }
    List<Reference> left =
        table == null
            ? references.stream().filter(each -> each.table() != id).toList()
            : references;
    return new State(number + 1, others, allRows, left);
  }

  /**
   * The next state, with other rows in some tables.
   *
   * @param writes rows by table and primary key; empty for one that is deleted
   * @return the next state
   */
  public State withWrites(
      Map<Integer, NavigableMap<List<Object>, Optional<Map<Integer, Object>>>> writes) {
    Map<Integer, NavigableMap<List<Object>, Stored>> all = new HashMap<>(rows);
    writes.forEach(
        (table, changes) -> {
          NavigableMap<List<Object>, Stored> changed = new TreeMap<>(Values.KEYS);
          changed.putAll(rowsOf(table));
          changes.forEach(
              (key, row) -> {
                if (row.isPresent()) {
                  changed.put(key, new Stored(row.get(), number + 1));
                } else {
                  changed.remove(key);
                }
              });
          all.put(table, changed);
        });
    return new State(number + 1, tables, all, references);
  }

  /**
   * The next state, without some rows of a table.
   *
   * @param table its id
   * @param keys the primary keys of the rows
   * @return the next state
   */
  public State without(int table, Collection<List<Object>> keys) {
    Map<Integer, NavigableMap<List<Object>, Stored>> all = new HashMap<>(rows);
    NavigableMap<List<Object>, Stored> left = new TreeMap<>(Values.KEYS);
    left.putAll(rowsOf(table));
    left.keySet().removeAll(keys);
    all.put(table, left);
    return new State(number + 1, tables, all, references);
  }
}
