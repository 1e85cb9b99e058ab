package io.ashlar.rows.plan;

import io.ashlar.error.SchemaException;
import io.ashlar.rows.catalog.IndexDefinition;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.predicate.Conjunct;
import io.ashlar.schema.IndexSchema;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Chooses the key to walk. Of those that give the asked order it takes the one that leads to a
 * single row, else the one with most columns fixed by equality, else the one with a range, else one
 * that needs no fetch of rows, else the primary key, else the one declared first. Stateless.
 */
public final class Planner {

  /** The name by which {@code using} asks for the primary key. */
  public static final String PRIMARY = IndexSchema.PRIMARY;

  private Planner() {}

  /**
   * Plans a statement.
   *
   * @param table the table
   * @param request what is asked for
   * @return the plan
   * @throws SchemaException when the named index does not exist, or no key gives the asked order
   */
  public static Plan plan(TableDefinition table, Request request) {
    Candidate best = null;
    for (KeyPath path : paths(table, request.using())) {
      Candidate candidate = candidate(path, request);
      if (candidate != null && (best == null || candidate.isBetterThan(best))) {
        best = candidate;
      }
    }
    if (best == null) {
      throw new SchemaException(
          "No key gives the asked order.",
          "table",
          table.name(),
          "order",
          describe(table, request.order()),
          "using",
          request.using() == null ? "any" : request.using());
    }
    return new Plan(request, best.bounds, best.backward != request.reverse());
  }

  private static List<KeyPath> paths(TableDefinition table, String using) {
    if (PRIMARY.equals(using)) {
      return List.of(KeyPath.primary(table));
    }
    if (using != null) {
      IndexDefinition index =
          table
              .index(using)
              .orElseThrow(
                  () ->
                      new SchemaException(
                          "There is no such index.", "table", table.name(), "index", using));
      return List.of(KeyPath.of(table, index));
    }
    List<KeyPath> paths = new ArrayList<>();
    paths.add(KeyPath.primary(table));
    for (IndexDefinition index : table.indexes()) {
      paths.add(KeyPath.of(table, index));
    }
    return paths;
  }

  private static Candidate candidate(KeyPath path, Request request) {
    List<Conjunct> terms = request.predicate().terms();
    boolean forward = gives(path, request.order(), terms, false);
    if (!forward && !gives(path, request.order(), terms, true)) {
      return null;
    }
    BitSet needed = (BitSet) request.selected().clone();
    for (Conjunct term : terms) {
      needed.or(term.columns());
    }
    return new Candidate(Bounds.of(path, terms), !forward, path.covers(needed));
  }

  /**
   * Whether a walk in one direction meets the rows in the asked order. Columns that the predicate
   * holds to one value order nothing, neither in the key nor in what is asked.
   */
  private static boolean gives(
      KeyPath path, List<OrderColumn> order, List<Conjunct> terms, boolean backward) {
    BitSet settled = new BitSet();
    int position = 0;
    for (OrderColumn asked : order) {
      if (settled.get(asked.ordinal()) || Bounds.fixing(terms, asked.ordinal()) != null) {
        continue;
      }
      while (position < path.ordinals().length
          && (settled.get(path.ordinals()[position])
              || Bounds.fixing(terms, path.ordinals()[position]) != null)) {
        position++;
      }
      if (path.isDistinct(position)) {
        return true;
      }
      if (path.ordinals()[position] != asked.ordinal()
          || path.isDescending(position) != (asked.descending() != backward)) {
        return false;
      }
      settled.set(asked.ordinal());
      position++;
    }
    return true;
  }

  private static String describe(TableDefinition table, List<OrderColumn> order) {
    StringBuilder text = new StringBuilder();
    for (OrderColumn column : order) {
      text.append(text.isEmpty() ? "" : ",").append(table.columns().get(column.ordinal()).name());
      text.append(column.descending() ? ":descending" : "");
    }
    return text.toString();
  }

  private record Candidate(Bounds bounds, boolean backward, boolean covering) {

    boolean isBetterThan(Candidate other) {
      int order = Boolean.compare(isOneKey(), other.isOneKey());
      if (order == 0) {
        order = Integer.compare(bounds.equalities().size(), other.bounds.equalities().size());
      }
      if (order == 0) {
        order = Boolean.compare(bounds.hasRange(), other.bounds.hasRange());
      }
      if (order == 0) {
        order = Boolean.compare(covering, other.covering);
      }
      // What was met first stays in a tie: the primary key, then indexes as declared.
      return order > 0;
    }

    private boolean isOneKey() {
      return bounds.path().isOneKey(bounds.equalities().size());
    }
  }
}
