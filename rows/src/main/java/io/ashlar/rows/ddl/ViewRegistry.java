package io.ashlar.rows.ddl;

import io.ashlar.error.SchemaException;
import io.ashlar.rows.catalog.format.ViewRecord;
import io.ashlar.schema.ViewSchema;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The views by name. Shared by all threads; changed by one schema change at a time. */
public final class ViewRegistry {

  private final ConcurrentHashMap<String, ViewRecord> views = new ConcurrentHashMap<>();

  ViewRegistry() {}

  /**
   * Looks for a view.
   *
   * @param name its name
   * @return the view, if there is one
   */
  public Optional<ViewSchema> find(String name) {
    return Optional.ofNullable(views.get(name)).map(ViewRecord::view);
  }

  ViewRecord require(String name) {
    ViewRecord view = views.get(name);
    if (view == null) {
      throw new SchemaException("There is no such view.", "view", name);
    }
    return view;
  }

  /**
   * The names, sorted.
   *
   * @return a copy
   */
  public List<String> names() {
    return views.keySet().stream().sorted().toList();
  }

  void requireFree(String name) {
    for (String taken : views.keySet()) {
      if (taken.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
        throw new SchemaException("There is a view of that name.", "view", taken);
      }
    }
  }

  void add(ViewRecord view) {
    ViewRecord before = views.put(view.view().name(), view);
    assert before == null : "the name was free";
  }

  void remove(ViewRecord view) {
    boolean removed = views.remove(view.view().name(), view);
    assert removed : "the view was registered";
  }

  /** Puts a view in the place of another, in one step where the name is the same. */
  void replace(ViewRecord view, ViewRecord by) {
    if (view.view().name().equals(by.view().name())) {
      views.put(by.view().name(), by);
    } else {
      remove(view);
      add(by);
    }
  }

  /**
   * Refuses what would take from a view something that it uses.
   *
   * @param name a table or view
   * @param left the columns that are left of it; null when it goes, or gets another name
   * @param sentence says what cannot be done
   * @throws SchemaException when a view uses it
   */
  void requireUnused(String name, List<String> left, String sentence) {
    for (ViewRecord record : views.values()) {
      for (ViewSchema.Use use : record.view().uses()) {
        if (!use.name().equals(name)) {
          continue;
        }
        if (left == null) {
          throw new SchemaException(
              sentence, "name", name, "usedBy", "view " + record.view().name());
        }
        for (String column : use.needed()) {
          if (!left.contains(column)) {
            throw new SchemaException(
                "A view uses the column.",
                "table",
                name,
                "column",
                column,
                "usedBy",
                "view " + record.view().name());
          }
        }
      }
    }
  }
}
