package io.ashlar.sqltest.random;

import io.ashlar.sqltest.query.Feature;
import io.ashlar.sqltest.query.Kind;
import io.ashlar.sqltest.query.Term;
import java.util.List;
import java.util.Set;

/** Makes aggregates over columns. */
final class AggregateSource {

  private final Dice dice;
  private final Set<Feature> features;
  private final ExpressionSource expressions;

  AggregateSource(Dice dice, Set<Feature> features) {
    this.dice = dice;
    this.features = features;
    this.expressions = new ExpressionSource(dice, features);
  }

  /** An aggregate of any kind. */
  Term any(List<Term> columns) {
    return of(
        dice.one(Kind.LONG, Kind.LONG, Kind.INT, Kind.TEXT, Kind.REAL, Kind.DECIMAL, Kind.DATE),
        columns);
  }

  /** An aggregate whose values are of a kind, perhaps of some rows alone. */
  Term of(Kind kind, List<Term> columns) {
    Term aggregate = all(kind, columns);
    // In these words it ends with something else.
    boolean whole = kind != Kind.BOOL && !aggregate.features().contains(Feature.WHOLE_AVERAGE);
    return whole && dice.percent(12)
        ? Term.of(
                kind, aggregate, " filter (where ", expressions.truth(columns, dice.below(2)), ")")
            .with(Feature.AGGREGATE_FILTER)
        : aggregate;
  }

  private Term all(Kind kind, List<Term> columns) {
    return switch (kind) {
      case LONG ->
          switch (dice.below(4)) {
            case 0 -> Term.of(kind, "count(*)");
            case 1 -> sum(columns);
            default ->
                Term.of(
                    kind,
                    dice.one("count(", "count(distinct "),
                    argument(dice.one(Kind.values()), columns),
                    ")");
          };
      case REAL ->
          fraction()
              ? Term.of(kind, dice.one("sum(", "avg("), argument(kind, columns), ")")
                  .with(Feature.FRACTION_AGGREGATE)
              : mean(columns);
      case DECIMAL ->
          fraction()
              ? Term.of(kind, "sum(", argument(kind, columns), ")")
                  .with(Feature.FRACTION_AGGREGATE, Feature.DECIMAL_SUM)
              : extreme(kind, columns);
      case BOOL -> Term.of(kind, "(", any(columns), " is null)").with(Feature.TRUTH_VALUE);
      default -> extreme(kind, columns);
    };
  }

  private boolean fraction() {
    return features.contains(Feature.FRACTION_AGGREGATE) && dice.percent(60);
  }

  private Term mean(List<Term> columns) {
    return features.contains(Feature.WHOLE_AVERAGE)
        ? Term.of(Kind.REAL, "cast(avg(", argument(Kind.INT, columns), ") as double precision)")
            .with(Feature.WHOLE_AVERAGE)
        : extreme(Kind.REAL, columns);
  }

  private Term sum(List<Term> columns) {
    return Term.of(
        Kind.LONG, dice.one("sum(", "sum(", "sum(distinct "), argument(Kind.INT, columns), ")");
  }

  private Term extreme(Kind kind, List<Term> columns) {
    return Term.of(kind, dice.one("min(", "max("), argument(kind, columns), ")");
  }

  private Term argument(Kind kind, List<Term> columns) {
    return expressions.any(kind, columns, dice.below(2));
  }
}
