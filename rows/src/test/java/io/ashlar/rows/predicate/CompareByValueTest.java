package io.ashlar.rows.predicate;

import static io.ashlar.query.Parameter.parameter;
import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.query.Column;
import io.ashlar.query.Comparison;
import io.ashlar.query.LongColumn;
import io.ashlar.query.Predicate;
import io.ashlar.query.TimestampColumn;
import io.ashlar.schema.Partitioning;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.type.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Columns compared with values that they cannot hold: as constants and parameters, by every key,
 * alone, in lists, ranges and negations, against exact arithmetic. Long because each type has its
 * own values that no column holds.
 */
class CompareByValueTest {

  private static final LongColumn ID = LongColumn.named("id");

  private static final Instant FIRST = Instant.EPOCH.plus(Long.MIN_VALUE, ChronoUnit.MICROS);
  private static final Instant LAST = Instant.EPOCH.plus(Long.MAX_VALUE, ChronoUnit.MICROS);
  private static final Instant NOON = Instant.parse("2024-05-01T12:00:00.000001Z");
  private static final BigDecimal CENT = new BigDecimal("0.01");

  /**
   * A column, the values in its rows, and what it is compared with besides them.
   *
   * @param type its type
   * @param values one for each row, from id 0 on
   * @param others what the column cannot hold, or no row does
   */
  record Kind(ColumnType type, List<Object> values, List<Object> others) {

    List<Object> probes() {
      List<Object> probes = new ArrayList<>(values);
      probes.addAll(others);
      return probes;
    }

    @Override
    public String toString() {
      return type.toString();
    }
  }

  static List<Kind> kinds() {
    return List.of(
        new Kind(
            ColumnType.TIMESTAMP,
            List.of(FIRST, Instant.EPOCH, NOON, NOON.plusNanos(1_000), LAST),
            List.of(
                Instant.MIN,
                FIRST.minusNanos(1),
                FIRST.plusNanos(1),
                Instant.EPOCH.minusNanos(1),
                NOON.minusNanos(1),
                NOON.plusNanos(1),
                NOON.plusNanos(999),
                LAST.plusNanos(1),
                Instant.MAX)),
        new Kind(
            ColumnType.TIME,
            List.of(LocalTime.MIN, LocalTime.of(12, 0, 0, 1_000), LocalTime.MAX.minusNanos(999)),
            List.of(LocalTime.of(0, 0, 0, 1), LocalTime.of(12, 0, 0, 1_001), LocalTime.MAX)),
        new Kind(
            ColumnType.DATE,
            List.of(
                LocalDate.ofEpochDay(Integer.MIN_VALUE),
                LocalDate.EPOCH,
                LocalDate.ofEpochDay(Integer.MAX_VALUE)),
            List.of(
                LocalDate.MIN,
                LocalDate.ofEpochDay(Integer.MIN_VALUE - 1L),
                LocalDate.ofEpochDay(Integer.MAX_VALUE + 1L),
                LocalDate.MAX)),
        new Kind(
            ColumnType.INT,
            List.of(Integer.MIN_VALUE, 0, Integer.MAX_VALUE),
            List.of(
                Long.MIN_VALUE, Integer.MIN_VALUE - 1L, Integer.MAX_VALUE + 1L, Long.MAX_VALUE)),
        new Kind(
            ColumnType.FLOAT,
            List.of(-Float.MAX_VALUE, 0f, 0.1f, 16_777_216f, Float.MAX_VALUE),
            List.of(-Double.MAX_VALUE, 0.1d, 16_777_217L, Long.MAX_VALUE, Double.MAX_VALUE)),
        new Kind(
            ColumnType.DOUBLE,
            List.of(0d, 0x1p53, 0x1p53 + 2, 0x1p63, -0x1p63),
            List.of(
                (1L << 53) - 1,
                1L << 53,
                (1L << 53) + 1,
                (1L << 53) + 3,
                Long.MAX_VALUE,
                Long.MAX_VALUE - 600,
                Long.MIN_VALUE,
                Long.MIN_VALUE + 1)),
        new Kind(
            ColumnType.decimal(6, 2),
            List.of(new BigDecimal("-9999.99"), CENT, BigDecimal.ONE, new BigDecimal("9999.99")),
            List.of(
                new BigDecimal("1E+2000000000"),
                new BigDecimal("-1E+2000000000"),
                new BigDecimal("1E-2000000000"),
                new BigDecimal("-1E-2000000000"),
                new BigDecimal("1E+1000"),
                CENT.add(new BigDecimal("1E-5000")),
                CENT.subtract(new BigDecimal("1E-5000")),
                new BigDecimal("0.015"),
                new BigDecimal("10000"),
                new BigDecimal("9".repeat(1_500)),
                1,
                1L << 40,
                BigInteger.ONE.shiftLeft(200))));
  }

  private static BigDecimal exact(Object value) {
    if (value instanceof Instant instant) {
      return BigDecimal.valueOf(instant.getEpochSecond())
          .add(BigDecimal.valueOf(instant.get(ChronoField.NANO_OF_SECOND), 9));
    } else if (value instanceof LocalTime time) {
      return BigDecimal.valueOf(time.toNanoOfDay());
    } else if (value instanceof LocalDate date) {
      return BigDecimal.valueOf(date.toEpochDay());
    } else if (value instanceof BigDecimal decimal) {
      return decimal;
    } else if (value instanceof BigInteger whole) {
      return new BigDecimal(whole);
    } else if (value instanceof Float || value instanceof Double) {
      return new BigDecimal(((Number) value).doubleValue());
    }
    return BigDecimal.valueOf(((Number) value).longValue());
  }

  private static boolean isTrue(Object left, Comparison comparison, Object right) {
    int order = exact(left).compareTo(exact(right));
    return switch (comparison) {
      case EQUAL -> order == 0;
      case NOT_EQUAL -> order != 0;
      case LESS -> order < 0;
      case AT_MOST -> order <= 0;
      case GREATER -> order > 0;
      case AT_LEAST -> order >= 0;
      case STARTS_WITH -> throw new AssertionError("texts alone begin with something");
    };
  }

  private static final List<Comparison> COMPARISONS =
      List.of(
          Comparison.EQUAL,
          Comparison.NOT_EQUAL,
          Comparison.LESS,
          Comparison.AT_MOST,
          Comparison.GREATER,
          Comparison.AT_LEAST);

  private static Table table(Database db, Kind kind) {
    Table table =
        db.schema()
            .createTable(
                TableSchema.named("t")
                    .column("id", ColumnType.LONG)
                    .column("v", kind.type())
                    .primaryKey("id")
                    .index("up", ix -> ix.ascending("v"))
                    .index("down", ix -> ix.descending("v"))
                    .build());
    Column v = table.column("v");
    for (int i = 0; i < kind.values().size(); i++) {
      table.insert().set(ID, i).setValue(v, kind.values().get(i)).execute();
    }
    table.insert().set(ID, 99).setNull(v).execute();
    return table;
  }

  private static List<Long> ids(Database db, PreparedScan scan) {
    List<Long> ids = new ArrayList<>();
    try (ReadTransaction tx = db.beginRead();
        RowCursor rows = scan.open(tx)) {
      while (rows.next()) {
        ids.add(rows.getLong(ID));
      }
    }
    ids.sort(null);
    return ids;
  }

  private static List<Long> ids(Database db, Table table, Predicate predicate, String key) {
    try (PreparedScan scan = table.scan().where(predicate).using(key).prepare()) {
      return ids(db, scan);
    }
  }

  private static void bind(PreparedScan scan, int parameter, Object value) {
    if (value instanceof Instant v) {
      scan.bind(parameter, v);
    } else if (value instanceof LocalTime v) {
      scan.bind(parameter, v);
    } else if (value instanceof LocalDate v) {
      scan.bind(parameter, v);
    } else if (value instanceof BigDecimal v) {
      scan.bind(parameter, v);
    } else if (value instanceof BigInteger v) {
      scan.bind(parameter, v);
    } else if (value instanceof Float || value instanceof Double) {
      scan.bind(parameter, ((Number) value).doubleValue());
    } else {
      scan.bind(parameter, ((Number) value).longValue());
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void shouldCompareByValueWhenColumnCannotHoldOperand(Kind kind) {
    try (Database db = Database.inMemory()) {
      Table table = table(db, kind);
      Column v = table.column("v");
      for (String key : List.of("primary", "up", "down")) {
        for (Comparison comparison : COMPARISONS) {
          Predicate asked = new Predicate.Compare(v, comparison, parameter(0));
          try (PreparedScan bound = table.scan().where(asked).using(key).prepare();
              PreparedScan negated = table.scan().where(asked.not()).using(key).prepare()) {
            for (Object probe : kind.probes()) {
              List<Long> expected = new ArrayList<>();
              List<Long> others = new ArrayList<>();
              for (int i = 0; i < kind.values().size(); i++) {
                boolean selected = isTrue(kind.values().get(i), comparison, probe);
                (selected ? expected : others).add((long) i);
              }
              String what = key + " " + comparison + " " + probe.getClass();
              Predicate constant = new Predicate.Compare(v, comparison, probe);
              assertThat(ids(db, table, constant, key)).as(what).isEqualTo(expected);
              assertThat(ids(db, table, constant.not(), key)).as(what).isEqualTo(others);
              bind(bound, 0, probe);
              assertThat(ids(db, bound)).as(what).isEqualTo(expected);
              bind(negated, 0, probe);
              assertThat(ids(db, negated)).as(what).isEqualTo(others);
            }
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void shouldDropWhatColumnCannotHoldWhenAmongSeveral(Kind kind) {
    try (Database db = Database.inMemory()) {
      Table table = table(db, kind);
      Column v = table.column("v");
      List<Object> odd = new ArrayList<>(kind.probes());
      odd.removeIf(
          probe -> kind.values().stream().anyMatch(each -> isTrue(each, Comparison.EQUAL, probe)));
      List<Object> mixed = new ArrayList<>(odd);
      mixed.add(kind.values().get(1));
      List<Long> all = new ArrayList<>();
      for (int i = 0; i < kind.values().size(); i++) {
        all.add((long) i);
      }
      List<Long> rest = new ArrayList<>(all);
      rest.remove(1L);
      Predicate either = v.in(parameter(0), parameter(1));
      for (String key : List.of("primary", "up", "down")) {
        assertThat(ids(db, table, new Predicate.In(v, odd), key)).isEmpty();
        assertThat(ids(db, table, new Predicate.In(v, odd).not(), key)).isEqualTo(all);
        assertThat(ids(db, table, new Predicate.In(v, mixed), key)).containsExactly(1L);
        assertThat(ids(db, table, new Predicate.In(v, mixed).not(), key)).isEqualTo(rest);
        try (PreparedScan scan = table.scan().where(either).using(key).prepare()) {
          bind(scan, 0, odd.get(0));
          bind(scan, 1, kind.values().get(1));
          assertThat(ids(db, scan)).containsExactly(1L);
          bind(scan, 1, odd.get(0));
          assertThat(ids(db, scan)).isEmpty();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void shouldSelectWhatLiesBetweenWhenBoundsCannotBeHeld(Kind kind) {
    Map<BigDecimal, Object> sorted = new TreeMap<>();
    kind.probes().forEach(probe -> sorted.put(exact(probe), probe));
    List<Object> probes = new ArrayList<>(sorted.values());
    try (Database db = Database.inMemory()) {
      Table table = table(db, kind);
      Column v = table.column("v");
      for (int low = 0; low < probes.size(); low++) {
        for (int high = low; high < probes.size(); high++) {
          List<Long> expected = new ArrayList<>();
          for (int i = 0; i < kind.values().size(); i++) {
            if (isTrue(kind.values().get(i), Comparison.AT_LEAST, probes.get(low))
                && isTrue(kind.values().get(i), Comparison.AT_MOST, probes.get(high))) {
              expected.add((long) i);
            }
          }
          Predicate between =
              new Predicate.Compare(v, Comparison.AT_LEAST, probes.get(low))
                  .and(new Predicate.Compare(v, Comparison.AT_MOST, probes.get(high)));
          String key = List.of("primary", "up", "down").get((low + high) % 3);
          assertThat(ids(db, table, between, key)).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void shouldPruneNoPartitionThatIsNeededWhenBoundHasNanoseconds() {
    try (Database db = Database.inMemory()) {
      Table table =
          db.schema()
              .createTable(
                  TableSchema.named("t")
                      .column("ts", ColumnType.TIMESTAMP)
                      .column("id", ColumnType.LONG)
                      .primaryKey("ts", "id")
                      .partitionBy(Partitioning.range("ts", Duration.ofDays(1)))
                      .build());
      Column ts = table.column("ts");
      Instant midnight = Instant.parse("2024-05-02T00:00:00Z");
      Instant[] values = {
        midnight.minusNanos(1_000), midnight, midnight.plusNanos(1_000), FIRST, LAST
      };
      for (int i = 0; i < values.length; i++) {
        table.insert().setValue(ts, values[i]).set(ID, i).execute();
      }
      Instant[] probes = {
        Instant.MIN,
        FIRST,
        midnight.minusNanos(1),
        midnight,
        midnight.plusNanos(1),
        LAST,
        Instant.MAX
      };
      for (Instant probe : probes) {
        for (Comparison comparison : COMPARISONS) {
          List<Long> expected = new ArrayList<>();
          for (int i = 0; i < values.length; i++) {
            if (isTrue(values[i], comparison, probe)) {
              expected.add((long) i);
            }
          }
          Predicate asked = new Predicate.Compare(ts, comparison, probe);
          assertThat(ids(db, table, asked, "primary")).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void shouldJudgeChecksAndPartialIndexesByValueWhenConstantHasNanoseconds() {
    try (Database db = Database.inMemory()) {
      Instant edge = NOON.plusNanos(500);
      TimestampColumn ts = TimestampColumn.named("ts");
      Table table =
          db.schema()
              .createTable(
                  TableSchema.named("t")
                      .column("id", ColumnType.LONG)
                      .column("ts", ColumnType.TIMESTAMP)
                      .primaryKey("id")
                      .check("late", ts.notEq(edge).and(ts.greaterThan(Instant.MIN)))
                      .index("early", ix -> ix.ascending("ts").where(ts.lessThan(edge)))
                      .build());
      table.insert().set(ID, 1).set(ts, NOON).execute();
      table.insert().set(ID, 2).set(ts, NOON.plusNanos(1_000)).execute();
      table.insert().set(ID, 3).execute();
      assertThat(db.maintenance().verify().problems()).isEmpty();
      // All of these hold the same rows of those that there can be.
      List<Predicate> implying =
          List.of(
              ts.lessThan(edge),
              ts.atMost(edge),
              ts.atMost(NOON),
              ts.lessThan(NOON.plusNanos(1)),
              ts.lessThan(NOON.plusNanos(1_000)),
              ts.greaterThan(NOON.plusNanos(999)).not());
      for (Predicate predicate : implying) {
        assertThat(ids(db, table, predicate, "early")).containsExactly(1L);
      }
    }
  }
}
