package io.ashlar.rows.ddl;

import io.ashlar.error.CorruptionException;
import io.ashlar.error.SchemaException;
import io.ashlar.rows.catalog.format.BuildRecord;
import io.ashlar.rows.session.TableState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tables by name, and the views. Shared by all threads; changed by one schema change at a time.
 */
public final class TableRegistry {

  private final ConcurrentHashMap<String, TableState> tables = new ConcurrentHashMap<>();
  private final ViewRegistry views = new ViewRegistry();

  /** Holds none. */
  public TableRegistry() {}

  /**
   * Looks for a table.
   *
   * @param name its name, or null
   * @return the table, if there is one
   */
  public Optional<TableState> find(String name) {
    return name == null ? Optional.empty() : Optional.ofNullable(tables.get(name));
  }

  /**
   * The table of a name.
   *
   * @param name its name, or null
   * @return the table
   * @throws SchemaException when there is none
   */
  public TableState require(String name) {
    return find(name)
        .orElseThrow(
            () -> new SchemaException("There is no such table.", "table", String.valueOf(name)));
  }

  /**
   * The table of an index that is being built; the catalog was checked for it.
   *
   * @param build the build
   * @return the table
   * @throws CorruptionException when there is none
   */
  public TableState require(BuildRecord build) {
    for (TableState table : tables.values()) {
      if (table.id() == build.tableId()) {
        return table;
      }
    }
    throw new CorruptionException(
        "An index is built for a table that does not exist.", "tableId", build.tableId());
  }

  /**
   * The views, which share the names of the tables.
   *
   * @return the same object always
   */
  public ViewRegistry views() {
    return views;
  }

  /** Names that differ in case alone are refused, so that every schema can be written as SQL. */
  void requireFree(String name) {
    for (String taken : tables.keySet()) {
      if (taken.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
        throw new SchemaException("There is a table of that name.", "table", taken);
      }
    }
    views.requireFree(name);
  }

  void add(TableState table) {
    TableState before = tables.put(table.name(), table);
    assert before == null : "the name was free";
  }

  void remove(TableState table) {
    boolean removed = tables.remove(table.name(), table);
    assert removed : "the table was registered";
  }

  /**
   * The names, sorted.
   *
   * @return a copy
   */
  public List<String> names() {
    return tables.keySet().stream().sorted().toList();
  }

  /**
   * All tables, in no order.
   *
   * @return a copy
   */
  public List<TableState> all() {
    return new ArrayList<>(tables.values());
  }
}
