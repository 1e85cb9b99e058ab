package io.ashlar.rows.plan;

import io.ashlar.codec.key.KeyspacePrefix;
import io.ashlar.query.Comparison;
import io.ashlar.rows.analyze.KeyStatistics;
import io.ashlar.rows.analyze.TableStatistics;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.predicate.Conjunct;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Estimates what a candidate costs. The unit is what a move to a neighbouring entry of some hundred
 * bytes costs, about 0.2 microseconds. Constants are looked up in histograms; a parameter stands
 * for an average value, so that a plan stays what it is whatever is bound. Columns are taken to be
 * independent of each other but for those of one key's prefix.
 */
final class CostModel {

  /** To find the beginning of a range. */
  private static final double SEARCH = 8;

  /** To get the row behind an entry: a search that a bloom filter and a cache make cheaper. */
  private static final double FETCH = 7;

  /** To keep a row for an order, until it is sorted or cut off. */
  static final double SORT = 2;

  /** Bytes of an entry that cost as much to pass as the move itself. */
  private static final double BYTES_OF_A_MOVE = 256;

  // Guesses for terms of which no statistic tells anything.
  private static final double EQUAL = 0.05;

  /** Rows that a value of a column is assumed to have that an index begins with. */
  private static final double ROWS_OF_AN_INDEXED_VALUE = 10;

  private static final double ONE_SIDE = 0.33;
  private static final double PREFIX = 0.05;
  private static final double IS_NULL = 0.1;
  private static final double OTHER = 0.5;

  private final TableDefinition table;
  private final TableStatistics statistics;
  private final double rows;
  private final List<KeyPath> paths;
  private final RangeEncoder ranges = new RangeEncoder();

  /**
   * For one planning.
   *
   * @param rows how many rows there are now
   * @param paths keys that have all rows, whose statistics tell of all of them
   */
  CostModel(TableDefinition table, TableStatistics statistics, long rows, List<KeyPath> paths) {
    this.table = table;
    this.statistics = statistics;
    this.rows = (double) Math.max(1, rows);
    this.paths = paths;
  }

  Estimate estimate(Candidate candidate, Request request) {
    Bounds bounds = candidate.bounds();
    KeyPath path = bounds.path();
    KeyStatistics key = statistics.key(path.keyspaceId());
    double all =
        rows * (key == null ? held(path, request) : ratio(key.entries(), statistics.rows()));
    double met = all * bounded(bounds);
    if (bounds.isKeys()) {
      met = Math.min(met, bounds.ranges());
    }
    double passed = met;
    double selected = met;
    BitSet judged = new BitSet();
    for (Conjunct term : request.predicate().terms()) {
      if (bounds.stands(term)
          || path.guarantees(term)
          || (term.ordinal() >= 0 && judged.get(term.ordinal()))) {
        continue;
      }
      double share = OTHER;
      if (term.ordinal() >= 0) {
        judged.set(term.ordinal());
        share = selectivity(term.ordinal(), request.predicate().terms(), bounds);
      }
      selected *= share;
      passed *= path.covers(term.columns()) ? share : 1;
    }
    double read = 1;
    double shown = Math.min(selected, (double) request.limit());
    if (!candidate.sorts() && shown < selected) {
      read = shown / selected;
    }
    double move = 1 + bytes(key) / BYTES_OF_A_MOVE;
    double cost = SEARCH * Math.max(1, bounds.ranges() * read) + met * read * move;
    cost += candidate.covering() ? 0 : passed * read * FETCH;
    cost += candidate.sorts() ? selected * SORT : 0;
    return new Estimate(met * read, shown, cost);
  }

  /** The share of the rows that a key without statistics holds: a guess for a partial index. */
  private double held(KeyPath path, Request request) {
    double share = 1;
    for (Conjunct term : request.predicate().terms()) {
      share *= path.guarantees(term) ? selectivity(term) : 1;
    }
    return share;
  }

  private double bytes(KeyStatistics key) {
    return key == null ? 64 : ratio(key.bytes(), key.entries());
  }

  private static double ratio(long part, long whole) {
    return whole <= 0 ? 1 : (double) part / (double) whole;
  }

  /** The share of a key's entries that lie within bounds. */
  private double bounded(Bounds bounds) {
    KeyStatistics key = statistics.key(bounds.path().keyspaceId());
    if (key == null || key.entries() == 0) {
      double share = 1;
      for (Conjunct term : bounds.terms()) {
        share *= selectivity(term);
      }
      return share;
    }
    int known = 0;
    while (known < bounds.fixing().size() && isConstant(bounds.fixing().get(known))) {
      known++;
    }
    if (known == bounds.fixing().size() && rangeIsConstant(bounds)) {
      return constant(bounds, key);
    }
    Bounds beginning =
        new Bounds(bounds.path(), bounds.fixing().subList(0, known), null, null, null);
    double share = known == 0 ? 1 : constant(beginning, key);
    return share * average(bounds, key, known);
  }

  /** What remains behind the first columns, on the average of all values. */
  private double average(Bounds bounds, KeyStatistics key, int known) {
    double share = 1;
    for (int i = known; i < bounds.fixing().size(); i++) {
      Conjunct term = bounds.fixing().get(i);
      double nulls = ratio(key.nulls(i), key.entries());
      if (!term.fixesToSome() && term.comparison() == null) {
        share *= nulls;
        continue;
      }
      double values = ratio(key.distinct(i + 1), i == 0 ? 1 : key.distinct(i));
      int asked = term.fixesToSome() ? term.members().size() : 1;
      share *= Math.min(1, asked / Math.max(1, values)) * (i == 0 ? 1 - nulls : 1);
    }
    if (bounds.prefix() != null) {
      return share * PREFIX;
    }
    share *= bounds.lower() == null ? 1 : ONE_SIDE;
    return share * (bounds.upper() == null ? 1 : ONE_SIDE);
  }

  private double constant(Bounds bounds, KeyStatistics key) {
    double average = ratio(1, key.distinct(Math.max(1, bounds.fixing().size())));
    double share = 0;
    for (boolean more = ranges.encode(bounds, false); more; more = ranges.advance()) {
      double width = below(key, false) - below(key, true);
      // The width of a single value within a bucket says nothing: there are its neighbours too.
      share += bounds.hasRange() ? width : Math.max(width, Math.min(average, key.bucket()));
    }
    return Math.max(0, Math.min(1, share));
  }

  private double below(KeyStatistics key, boolean lower) {
    int skipped = KeyspacePrefix.BYTES;
    int length = lower ? ranges.lowerLength() : ranges.upperLength();
    if (!lower && KeyspacePrefix.of(ranges.upper(), 0) != key.keyspaceId()) {
      return 1;
    }
    return key.below(
        lower ? ranges.lower() : ranges.upper(), skipped, Math.max(0, length - skipped));
  }

  private static boolean isConstant(Conjunct term) {
    if (term == null) {
      return true;
    }
    if (term.fixesToSome()) {
      return term.members().stream().noneMatch(member -> member.isParameter());
    }
    return term.operand() == null || !term.operand().isParameter();
  }

  private static boolean rangeIsConstant(Bounds bounds) {
    return isConstant(bounds.lower()) && isConstant(bounds.upper()) && isConstant(bounds.prefix());
  }

  /**
   * The share of the rows for which all terms of a column are true that bounds do not stand for.
   */
  private double selectivity(int ordinal, List<Conjunct> terms, Bounds standing) {
    List<Conjunct> ofColumn = new ArrayList<>();
    for (Conjunct term : terms) {
      if (term.ordinal() == ordinal && !standing.stands(term)) {
        ofColumn.add(term);
      }
    }
    for (KeyPath path : paths) {
      // The two ends of a range are one range, not two that are independent of each other.
      Bounds bounds = Bounds.of(path, ofColumn, true);
      if (path.ordinals()[0] == ordinal && bounds.terms().size() > 1) {
        double share = bounded(bounds);
        for (Conjunct term : ofColumn) {
          share *= bounds.stands(term) ? 1 : selectivity(term);
        }
        return share;
      }
    }
    double share = 1;
    for (Conjunct term : ofColumn) {
      share *= selectivity(term);
    }
    return share;
  }

  /** The share of the rows for which a term is true, from any key that begins with its column. */
  private double selectivity(Conjunct term) {
    if (term.ordinal() < 0) {
      return OTHER;
    }
    boolean indexed = false;
    for (KeyPath path : paths) {
      KeyStatistics key = statistics.key(path.keyspaceId());
      indexed |= path.ordinals()[0] == term.ordinal();
      if (path.ordinals()[0] == term.ordinal() && key != null && key.entries() > 0) {
        if (term.comparison() == Comparison.NOT_EQUAL) {
          return 1 - EQUAL;
        }
        Bounds bounds = Bounds.of(path, List.of(term), true);
        if (!bounds.terms().isEmpty()) {
          return bounded(bounds);
        }
      }
    }
    return guess(term, indexed ? Math.min(EQUAL, ROWS_OF_AN_INDEXED_VALUE / rows) : EQUAL);
  }

  /** Equal is the share of one value. */
  private static double guess(Conjunct term, double equal) {
    if (term.fixesToSome()) {
      return Math.min(OTHER, equal * term.members().size());
    }
    if (term.comparison() == null) {
      return IS_NULL;
    }
    return switch (term.comparison()) {
      case EQUAL -> equal;
      case NOT_EQUAL -> 1 - equal;
      case STARTS_WITH -> PREFIX;
      case LESS, AT_MOST, GREATER, AT_LEAST -> ONE_SIDE;
    };
  }

  @Override
  public String toString() {
    return table.name() + " of " + rows + " rows";
  }
}
