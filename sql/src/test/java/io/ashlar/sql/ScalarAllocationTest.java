package io.ashlar.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.codec.memory.Flyweights;
import io.ashlar.sql.aggregate.Accumulator;
import io.ashlar.sql.aggregate.Aggregates;
import io.ashlar.sql.scalar.ColumnReference;
import io.ashlar.sql.scalar.EvaluationContext;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.scalar.Slot;
import io.ashlar.sql.type.SqlType;
import io.ashlar.testkit.AllocationRounds;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions over rows allocate nothing once they are warm. */
class ScalarAllocationTest {

  private static final int ROWS = 1_000;
  private static final List<SqlType> TYPES =
      List.of(
          SqlType.INTEGER,
          SqlType.BIGINT,
          SqlType.DOUBLE,
          SqlType.decimal(12, 2),
          SqlType.TEXT,
          SqlType.DATE,
          SqlType.TIMESTAMP,
          SqlType.BOOLEAN,
          SqlType.UUID,
          SqlType.INTERVAL);
  private static final List<String> NAMES =
      List.of("i", "l", "d", "n", "t", "dt", "ts", "b", "u", "iv");

  private final EvaluationContext context = new EvaluationContext();
  private final Frame frame = new Frame(TYPES.size());
  private final DirectBuffer text =
      Flyweights.wrap("Häuser am 😀 Fluss, und dahinter ein Wald".getBytes(StandardCharsets.UTF_8));
  private long sink;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "i + l * 2 - i % 7",
        "l / 3 + -i",
        "d * 2 + i",
        "n + n",
        "n * 2.5",
        "n > 12.345",
        "n = i",
        "l < n",
        "d > l or d < 0",
        "i between 10 and l and not b",
        "i in (1, 2, 3, 500, 600, 700)",
        "n in (1, 2.5, 3.75)",
        "t in ('a', 'b', 'Wald')",
        "i in (l, 5, p)",
        "t = 'Haus'",
        "t < 'Haus' or t > 'Zebra'",
        "t like 'H%am%Wald'",
        "t like '%F_uss%'",
        "t ilike '%WALD'",
        "t like p2",
        "case when i < 10 then 'few' when i < 100 then t else 'many' end",
        "case i when 1 then l when 2 then 5 else null end",
        "coalesce(null, i, 5)",
        "nullif(i, 5)",
        "greatest(i, l, 5)",
        "i is distinct from l",
        "i is null or b is true",
        "dt > date '2020-01-01'",
        "dt + 5",
        "dt - date '2020-01-01'",
        "dt < ts",
        "ts + interval '1 month 2 days'",
        "ts - timestamp '2020-01-01'",
        "ts < timestamptz '2026-01-01 00:00+02'",
        "u = '00000000-0000-0000-0000-000000000005'",
        "iv > interval '3 days'",
        "extract('year', dt)",
        "year(dt) * 12 + month(dt)",
        "date_part('hour', ts)",
        "length(t) + octet_length(t)",
        "substring(t, 3, 5)",
        "left(t, i) || right(t, 2)",
        "trim(t)",
        "replace(t, 'a', 'bb')",
        "strpos(t, 'Fluss')",
        "lpad(i::text, 10, '0')",
        "i::text || ':' || dt::text || ' ' || ts::text || n::text || u::text || iv::text",
        "concat(i, l, dt)",
        "(i::text)::integer",
        "(dt::text)::date",
        "(ts::text)::timestamp",
        "(n::integer)::bigint",
        "d::integer",
        "n::double precision",
        "abs(i) + mod(i, 5) + sign(l)",
        "floor(d) + round(d) + sqrt(abs(d))",
        "now() > ts",
      })
  void shouldAllocateNothingWhenEvaluated(String expression) {
    Scalar scalar = ExpressionReader.read(expression, columns(), context);
    assertThat(allocated(() -> evaluate(scalar))).isLessThan(1.0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"count", "sum", "avg", "min", "max", "bit_or", "var_samp", "stddev_pop"})
  void shouldAllocateNothingWhenRowsAreAggregated(String name) {
    for (int column : new int[] {0, 1, 2, 3}) {
      if (name.equals("bit_or") && column > 1) {
        continue;
      }
      Scalar argument = ColumnReference.of(TYPES.get(column), column);
      Accumulator accumulator = Aggregates.of(name, List.of(argument), context);
      assertThat(allocated(() -> accumulator.add(frame))).isLessThan(1.0);
      assertThat(accumulator.evaluate(frame)).isTrue();
    }
  }

  private Map<String, Scalar> columns() {
    Map<String, Scalar> columns = new HashMap<>();
    for (int i = 0; i < TYPES.size(); i++) {
      columns.put(NAMES.get(i), ColumnReference.of(TYPES.get(i), i));
    }
    columns.put("p", Slot.parameter(SqlType.INTEGER).set(7));
    columns.put("p2", Slot.parameter(SqlType.TEXT).set("%und%"));
    return columns;
  }

  private void evaluate(Scalar scalar) {
    sink |= (scalar.evaluate(frame) ? scalar.word() + scalar.length() : 1) & Long.MAX_VALUE;
  }

  private double allocated(Runnable operation) {
    double bytes =
        AllocationRounds.leastBytes(
            0.5,
            ROWS,
            i -> {
              row(i % ROWS);
              operation.run();
            });
    assertThat(sink).isNotNegative();
    return bytes;
  }

  private void row(int i) {
    frame.setWord(0, i);
    frame.setWord(1, i * 31L);
    frame.setReal(2, i * 0.37);
    frame.setWord(3, i * 101L);
    frame.setBytes(4, text, 0, text.capacity());
    frame.setWord(5, 18_000 + i);
    frame.setWord(6, 1_600_000_000_000_000L + i * 12_345_678L);
    frame.setWord(7, i & 1);
    frame.setPair(8, 0, i);
    frame.setPair(9, i * 1_000_000L, i & 7);
    if (i % 5 == 0) {
      frame.setNull(i % TYPES.size());
    }
  }
}
