package io.ashlar.rows.ddl;

import io.ashlar.error.SchemaException;
import io.ashlar.rows.catalog.CatalogIds;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.catalog.format.ColumnDefinition;
import io.ashlar.rows.catalog.format.ViewRecord;
import io.ashlar.rows.session.TableState;
import io.ashlar.schema.ViewSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes, replaces and drops views, and sees to it that what they use stays. */
public final class ViewChanges {

  private final SchemaWork work;
  private final ViewRegistry views;

  ViewChanges(SchemaWork work) {
    this.work = work;
    this.views = work.tables().views();
  }

  /** Takes over what the catalog has, once the tables are known. */
  void load(List<ViewRecord> records, CatalogIds ids) {
    List<TableDefinition> tables =
        work.tables().all().stream().map(TableState::definition).toList();
    CatalogCheck.requireViews(tables, records, ids);
    records.forEach(views::add);
  }

  /**
   * Makes a view.
   *
   * @param view the view
   * @throws SchemaException when the name is taken, or something is not there that it uses
   */
  public void create(ViewSchema view) {
    work.enter();
    try {
      work.context().ensureWritable();
      work.tables().requireFree(view.name());
      requireUses(view, view.name());
      List<ViewRecord> made = new ArrayList<>();
      long timestamp =
          work.catalog()
              .commit(
                  (store, tx, ids) -> {
                    made.add(new ViewRecord(ids.nextKeyspaceId(), view));
                    store.put(tx, made.get(0));
                    return ids.afterKeyspace();
                  });
      assert timestamp > 0 : "a new view is a write";
      views.add(made.get(0));
    } finally {
      work.leave();
    }
  }

  /**
   * Puts a view in the place of another.
   *
   * @param name the view
   * @param view what it becomes
   * @throws SchemaException when there is none, the new name is taken, something is not there that
   *     it uses, or others use what it loses
   */
  public void alter(String name, ViewSchema view) {
    work.enter();
    try {
      work.context().ensureWritable();
      ViewRecord before = views.require(name);
      boolean renamed = !view.name().equals(name);
      if (renamed && !view.name().equalsIgnoreCase(name)) {
        work.tables().requireFree(view.name());
      }
      requireUses(view, name);
      views.requireUnused(
          name,
          renamed ? null : view.columns(),
          "The view is in use and cannot have another name.");
      ViewRecord after = new ViewRecord(before.id(), view);
      long timestamp = work.commit((store, tx) -> store.put(tx, after));
      assert timestamp > 0 : "a changed view is a write";
      views.replace(before, after);
    } finally {
      work.leave();
    }
  }

  /**
   * Drops a view.
   *
   * @param name the view
   * @throws SchemaException when there is none, or another one uses it
   */
  public void drop(String name) {
    work.enter();
    try {
      work.context().ensureWritable();
      ViewRecord view = views.require(name);
      views.requireUnused(name, null, "The view is in use and cannot be dropped.");
      long timestamp = work.commit((store, tx) -> store.delete(tx, view));
      assert timestamp > 0 : "a view less is a write";
      views.remove(view);
    } finally {
      work.leave();
    }
  }

  /** A change of a table leaves what views use of it. */
  void requireKept(String name, TableDefinition table) {
    views.requireUnused(
        name,
        table.name().equals(name) ? names(table) : null,
        "The table is in use and cannot have another name.");
  }

  /** No view uses the table. */
  void requireUnused(String table) {
    views.requireUnused(table, null, "The table is in use and cannot be dropped.");
  }

  /** All that a view uses is there; nothing of it uses the view. */
  private void requireUses(ViewSchema view, String itself) {
    Set<String> reached = new HashSet<>();
    for (ViewSchema.Use use : view.uses()) {
      List<String> columns =
          work.tables()
              .find(use.name())
              .map(table -> names(table.definition()))
              .or(() -> views.find(use.name()).map(ViewSchema::columns))
              .orElseThrow(
                  () ->
                      new SchemaException(
                          "A view uses a table that there is not.",
                          "view",
                          view.name(),
                          "table",
                          use.name()));
      for (String column : use.visible()) {
        if (!columns.contains(column)) {
          throw new SchemaException(
              "There is no such column.", "table", use.name(), "column", column);
        }
      }
      reach(use.name(), reached);
    }
    if (reached.contains(itself)) {
      throw new SchemaException("A view cannot use itself.", "view", view.name());
    }
  }

  private void reach(String name, Set<String> reached) {
    if (reached.add(name)) {
      views.find(name).ifPresent(view -> view.uses().forEach(use -> reach(use.name(), reached)));
    }
  }

  /** The columns of a table that can be named. */
  static List<String> names(TableDefinition table) {
    return table.columns().stream()
        .filter(column -> !column.hidden())
        .map(ColumnDefinition::name)
        .toList();
  }
}
