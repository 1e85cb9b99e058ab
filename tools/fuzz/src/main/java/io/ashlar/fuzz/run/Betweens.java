package io.ashlar.fuzz.run;

import io.ashlar.query.BytesColumn;
import io.ashlar.query.Column;
import io.ashlar.query.Comparison;
import io.ashlar.query.DateColumn;
import io.ashlar.query.DecimalColumn;
import io.ashlar.query.IntColumn;
import io.ashlar.query.LongColumn;
import io.ashlar.query.Parameter;
import io.ashlar.query.Predicate;
import io.ashlar.query.StringColumn;
import io.ashlar.query.TimeColumn;
import io.ashlar.query.TimestampColumn;
import io.ashlar.query.UuidColumn;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.UUID;

/** Predicates between two constants or parameters, by the methods of their columns. */
final class Betweens {

  private Betweens() {}

  static Predicate of(Column column, Object low, Object high) {
    if (low instanceof Parameter || high instanceof Parameter) {
      return new Predicate.Compare(column, Comparison.AT_LEAST, low)
          .and(new Predicate.Compare(column, Comparison.AT_MOST, high));
    }
    if (column instanceof IntColumn c) {
      return c.between(((Number) low).longValue(), ((Number) high).longValue());
    }
    if (column instanceof LongColumn c) {
      return c.between((long) (Long) low, (long) (Long) high);
    }
    if (column instanceof DecimalColumn c) {
      return c.between((BigDecimal) low, (BigDecimal) high);
    }
    if (column instanceof StringColumn c) {
      return c.between((String) low, (String) high);
    }
    if (column instanceof BytesColumn c) {
      return c.between((byte[]) low, (byte[]) high);
    }
    if (column instanceof UuidColumn c) {
      return c.between((UUID) low, (UUID) high);
    }
    if (column instanceof DateColumn c) {
      return c.between((LocalDate) low, (LocalDate) high);
    }
    if (column instanceof TimeColumn c) {
      return c.between((LocalTime) low, (LocalTime) high);
    }
    return column instanceof TimestampColumn c
        ? c.between((Instant) low, (Instant) high)
        : new Predicate.Compare(column, Comparison.AT_LEAST, low)
            .and(new Predicate.Compare(column, Comparison.AT_MOST, high));
  }
}
