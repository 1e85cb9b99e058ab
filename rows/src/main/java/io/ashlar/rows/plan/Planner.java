package io.ashlar.rows.plan;

import io.ashlar.error.SchemaException;
import io.ashlar.rows.analyze.LiveStatistics;
import io.ashlar.rows.analyze.TableStatistics;
import io.ashlar.rows.catalog.IndexDefinition;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.catalog.format.PredicateText;
import io.ashlar.rows.predicate.Conjunct;
import io.ashlar.schema.IndexSchema;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Chooses the key to walk. Of a table that was analyzed it takes the candidate of least {@linkplain
 * CostModel cost}. Otherwise, of those that give the asked order, it takes the one that leads to a
 * single row, else the one with most columns fixed by equality, else the one with a range, else one
 * of a partial index, else one that needs no fetch of rows, else the primary key, else the one
 * declared first. Rows are sorted where no key gives the order, and, with a limit, where the keys
 * that do fix no column while another one does: an equality on an index is assumed to lead to ten
 * rows, as SQLite assumes, however large the table is; in runs that are read in portions, only
 * where no key gives the order. A partial index is a candidate only where every row that the
 * predicate selects is provably one that the index holds. Stateless.
 */
public final class Planner {

  /** The name by which {@code using} asks for the primary key. */
  public static final String PRIMARY = IndexSchema.PRIMARY;

  /** What a row is assumed to take in a sort. */
  private static final long ROW_BYTES = 1_024;

  private Planner() {}

  /**
   * Plans a statement without statistics.
   *
   * @param table the table
   * @param request what is asked for
   * @return the plan
   * @throws SchemaException when the named index does not exist or may lack selected rows, or no
   *     key gives the asked order and it may not be sorted
   */
  public static Plan plan(TableDefinition table, Request request) {
    return plan(table, request, new LiveStatistics());
  }

  /**
   * Plans a statement.
   *
   * @param table the table
   * @param request what is asked for
   * @param statistics what is known of the table
   * @return the plan
   * @throws SchemaException when the named index does not exist, or no key gives the asked order
   *     and it may not be sorted
   */
  public static Plan plan(TableDefinition table, Request request, LiveStatistics statistics) {
    List<Candidate> candidates = candidates(paths(table, request), request);
    if (candidates.isEmpty()) {
      throw new SchemaException(
          "No key gives the asked order.",
          "table",
          table.name(),
          "order",
          describe(table, request.order()),
          "using",
          request.using() == null ? "any" : request.using());
    }
    if (request.sorting().when() == Sorting.When.WITHOUT_KEY
        && !candidates.stream().allMatch(Candidate::sorts)) {
      candidates.removeIf(Candidate::sorts);
    }
    TableStatistics analyzed = statistics.analyzed();
    if (analyzed == null || analyzed.rows() == 0) {
      return new Plan(request, Choice.byRule(candidates, sortsFew(request)));
    }
    CostModel costs = new CostModel(table, analyzed, statistics.estimatedRows(), wholePaths(table));
    List<Estimate> estimates = new ArrayList<>(candidates.size());
    for (Candidate candidate : candidates) {
      estimates.add(costs.estimate(candidate, request));
    }
    return new Plan(request, Choice.byCost(candidates, estimates));
  }

  /**
   * Whether rows may be sorted on the assumption that they are few. Where it is wrong the first
   * rows are kept while all are met, and where these do not fit a plan {@linkplain Sorting#NEVER
   * without a sort} takes over.
   */
  private static boolean sortsFew(Request request) {
    return request.sorting().when() == Sorting.When.IF_CHEAPER
        && request.limit() <= request.sorting().bytes() / ROW_BYTES;
  }

  /** Every way to answer a request, keys in the given order. */
  private static List<Candidate> candidates(List<KeyPath> paths, Request request) {
    List<Candidate> candidates = new ArrayList<>();
    for (KeyPath path : paths) {
      Candidate candidate = candidate(path, request, true);
      if (candidate != null) {
        candidates.add(candidate);
        if (candidate.bounds().isSeveral()) {
          candidates.add(candidate(path, request, false));
        }
      }
    }
    return candidates;
  }

  private static List<KeyPath> paths(TableDefinition table, Request request) {
    String using = request.using();
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
      KeyPath path = KeyPath.of(table, index);
      if (!path.holdsAll(request.predicate().terms())) {
        throw new SchemaException(
            "The partial index may lack rows that the predicate selects.",
            "table",
            table.name(),
            "index",
            using,
            "holds",
            PredicateText.of(index.predicate()));
      }
      return List.of(path);
    }
    List<KeyPath> paths = new ArrayList<>();
    paths.add(KeyPath.primary(table));
    for (IndexDefinition index : table.indexes()) {
      KeyPath path = KeyPath.of(table, index);
      if (path.holdsAll(request.predicate().terms())) {
        paths.add(path);
      }
    }
    return paths;
  }

  /** The keys that tell of all rows what share of them has a value. */
  private static List<KeyPath> wholePaths(TableDefinition table) {
    List<KeyPath> paths = new ArrayList<>();
    paths.add(KeyPath.primary(table));
    for (IndexDefinition index : table.indexes()) {
      if (!index.isPartial()) {
        paths.add(KeyPath.of(table, index));
      }
    }
    return paths;
  }

  private static Candidate candidate(KeyPath path, Request request, boolean several) {
    List<Conjunct> terms = request.predicate().terms();
    boolean forward = gives(path, request.order(), terms, false);
    boolean given = forward || gives(path, request.order(), terms, true);
    Sorting.When sorting = request.sorting().when();
    if (!given && sorting == Sorting.When.NEVER) {
      return null;
    }
    boolean sorts = !given || sorting == Sorting.When.ALWAYS;
    BitSet needed = (BitSet) request.selected().clone();
    for (Conjunct term : terms) {
      if (!path.guarantees(term)) {
        needed.or(term.columns());
      }
    }
    for (OrderColumn column : request.order()) {
      if (sorts) {
        needed.set(column.ordinal());
      }
    }
    return new Candidate(
        Bounds.of(path, terms, several), !forward && !sorts, path.covers(needed), sorts);
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
}
