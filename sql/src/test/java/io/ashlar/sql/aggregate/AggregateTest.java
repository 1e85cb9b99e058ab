package io.ashlar.sql.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.sql.ExpressionReader;
import io.ashlar.sql.cast.Casts;
import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.scalar.ColumnReference;
import io.ashlar.sql.scalar.EvaluationContext;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.scalar.Slot;
import io.ashlar.sql.type.SqlType;
import io.ashlar.sql.type.TypeNames;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AggregateTest {

  private final EvaluationContext context = new EvaluationContext();
  private final Frame frame = new Frame(1);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "count | integer | 1,null,3 | 2 | bigint",
        "count | integer | '' | 0 | bigint",
        "count | text | a,a | 2 | bigint",
        "sum | integer | 1,null,3 | 4 | bigint",
        "sum | integer | '' | null | bigint",
        "sum | integer | null,null | null | bigint",
        "sum | smallint | 32767,32767 | 65534 | bigint",
        "sum | integer | 2147483647,2147483647 | 4294967294 | bigint",
        "sum | bigint | 9223372036854775807,9223372036854775807 | 18446744073709551614 | numeric",
        "sum | bigint | -9223372036854775808,-9223372036854775808,-1 | -18446744073709551617 | numeric",
        "sum | bigint | 9223372036854775807,-9223372036854775808,1 | 0 | numeric",
        "sum | numeric(5;2) | 1.10,2.25,-0.35 | 3.00 | numeric",
        "sum | numeric(38;2) | 1.10,99999999999999999999.99 | 100000000000000000001.09 | numeric",
        "sum | numeric | 1.5,2.25 | 3.75 | numeric",
        "sum | double precision | 0.1,0.2 | 0.30000000000000004 | double precision",
        "sum | real | 1.5,2.25 | 3.75 | real",
        "sum | double precision | 1e308,1e308 | ! 22003 | double precision",
        "sum | double precision | Infinity,1 | Infinity | double precision",
        "sum | interval | 1 day,2 hours,1 month | 1 mon 1 day 02:00:00 | interval",
        "avg | integer | 1,2,4 | 2.3333333333333333 | numeric",
        "avg | integer | 1,null,2 | 1.5000000000000000 | numeric",
        "avg | integer | '' | null | numeric",
        "avg | bigint | 9223372036854775807,9223372036854775805 | 9223372036854775806 | numeric",
        "avg | numeric(5;2) | 1.10,2.25 | 1.6750000000000000 | numeric",
        "avg | double precision | 1,2 | 1.5 | double precision",
        "avg | real | 1,2 | 1.5 | double precision",
        "avg | interval | 1 day,2 days | 1 day 12:00:00 | interval",
        "min | integer | 3,null,-1 | -1 | integer",
        "max | integer | 3,null,-1 | 3 | integer",
        "max | integer | '' | null | integer",
        "min | text | b,a,c | a | text",
        "max | text | é,z,a | é | text",
        "max | double precision | 1,NaN,2 | NaN | double precision",
        "max | numeric(38;2) | 1.5,-3 | 1.50 | numeric(38,2)",
        "min | date | 2026-11-30,2025-01-01 | 2025-01-01 | date",
        "max | interval | 1 month,31 days | 31 days | interval",
        "max | boolean | false,true | true | boolean",
        "bool_and | boolean | true,null | true | boolean",
        "bool_and | boolean | true,false | false | boolean",
        "every | boolean | '' | null | boolean",
        "bool_or | boolean | false,null | false | boolean",
        "bool_or | boolean | false,true | true | boolean",
        "any | boolean | null | null | boolean",
        "bit_and | integer | 6,3 | 2 | integer",
        "bit_or | integer | 6,3 | 7 | integer",
        "bit_xor | integer | 6,3 | 5 | integer",
        "bit_and | integer | '' | null | integer",
        "bit_and | smallint | -1 | -1 | smallint",
        "listagg | text | a,null,b | ab | text",
        "group_concat | text | a,null,b | a,b | text",
        "group_concat | text | '' | null | text",
        "var_pop | integer | 1,2,3,4 | 1.25 | double precision",
        "var_samp | integer | 2,4 | 2 | double precision",
        "variance | integer | 2 | null | double precision",
        "var_pop | integer | 2 | 0 | double precision",
        "stddev_pop | integer | 2,4 | 1 | double precision",
        "stddev | numeric(5;2) | 1.5,3.5 | 1.4142135623730951 | double precision",
        "any_value | integer | null,5,6 | 5 | integer",
      })
  void shouldGiveTheValueWhenRowsAreAdded(
      String name, String type, String values, String expected, String shownType) {
    SqlType argument = TypeNames.parse(type.replace(';', ','));
    Accumulator accumulator =
        Aggregates.of(name, List.of(ColumnReference.of(argument, 0)), context);
    assertThat(accumulator.type()).hasToString(shownType);
    // Twice, with a reset in between, since accumulators are used again.
    for (int round = 0; round < 2; round++) {
      accumulator.reset();
      for (String value : values.isEmpty() ? new String[0] : values.split(",", -1)) {
        Scalar scalar =
            value.equals("null")
                ? Slot.nullOf(argument)
                : Casts.explicit(Slot.literal(value), argument, context);
        frame.set(0, scalar, frame);
        accumulator.add(frame);
      }
      assertThat(outcome(accumulator)).isEqualTo(expected);
      assertThat(outcome(accumulator)).isEqualTo(expected);
    }
  }

  private String outcome(Accumulator accumulator) {
    try {
      return ExpressionReader.textOf(accumulator, frame, context);
    } catch (SqlException e) {
      return "! " + e.sqlState();
    }
  }

  @Test
  void shouldJoinBytesAndSeparatorsOfTheirRowsWhenSeparatorsAreGiven() {
    Frame row = new Frame(2);
    Accumulator joined =
        Aggregates.of(
            "string_agg",
            List.of(ColumnReference.of(SqlType.TEXT, 0), ColumnReference.of(SqlType.TEXT, 1)),
            context);
    for (String[] values : new String[][] {{"a", "-"}, {"b", "+"}, {"c", null}}) {
      for (int i = 0; i < 2; i++) {
        Slot slot = Slot.parameter(SqlType.TEXT);
        if (values[i] != null) {
          slot.set(values[i]);
        }
        row.set(i, slot, row);
      }
      joined.add(row);
    }
    assertThat(outcome(joined)).isEqualTo("a+bc");
  }

  @Test
  void shouldCountRowsWhenThereIsNoArgument() {
    Accumulator count = Aggregates.of("COUNT", List.of(), context);
    count.add(frame);
    count.add(frame);
    assertThat(outcome(count)).isEqualTo("2");
  }

  @Test
  void shouldRefuseTheSumWhenItIsNoLong() {
    Accumulator sum =
        Aggregates.of("sum", List.of(ColumnReference.of(SqlType.INTEGER, 0)), context);
    // No column has so many rows; the frame holds what no INTEGER is.
    frame.setWord(0, Long.MAX_VALUE);
    sum.add(frame);
    assertThatThrownBy(() -> sum.add(frame))
        .isInstanceOfSatisfying(
            SqlException.class, e -> assertThat(e.sqlState()).isEqualTo("22003"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"sum", "avg", "bool_and", "bit_or", "listagg", "var_pop", "nosuch", "string_agg"})
  void shouldBeRefusedWhenTheArgumentHasAnotherType(String name) {
    List<Scalar> arguments = List.of(ColumnReference.of(SqlType.DATE, 0));
    assertThatThrownBy(() -> Aggregates.of(name, arguments, context))
        .isInstanceOfSatisfying(
            SqlException.class, e -> assertThat(e.sqlState()).isEqualTo("42883"));
  }

  @Test
  void shouldBeDescribedWhenListed() {
    assertThat(Aggregates.definitions())
        .allSatisfy(
            definition -> {
              assertThat(definition.description()).endsWith(".");
              assertThat(definition.names()).allMatch(Aggregates::isAggregate);
            });
    assertThat(Aggregates.isAggregate("abs")).isFalse();
  }

  @Property
  void shouldBeExactWhenLongsAreSummed(@ForAll @Size(max = 50) List<Long> values) {
    Accumulator sum = Aggregates.of("sum", List.of(ColumnReference.of(SqlType.BIGINT, 0)), context);
    BigInteger model = BigInteger.ZERO;
    for (long value : values) {
      frame.setWord(0, value);
      sum.add(frame);
      model = model.add(BigInteger.valueOf(value));
    }
    assertThat(sum.evaluate(frame)).isEqualTo(!values.isEmpty());
    if (!values.isEmpty()) {
      assertThat(sum.decimal()).isEqualTo(new BigDecimal(model));
    }
  }

  @Property
  void shouldBeNearTheTwoPassesWhenVariancesAreTaken(
      @ForAll @Size(min = 2, max = 50) List<@DoubleRange(min = -1e6, max = 1e6) Double> values) {
    Accumulator variance =
        Aggregates.of("var_samp", List.of(ColumnReference.of(SqlType.DOUBLE, 0)), context);
    for (double value : values) {
      frame.setReal(0, value);
      variance.add(frame);
    }
    double mean = values.stream().mapToDouble(v -> v).average().orElseThrow();
    double model =
        values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum() / (values.size() - 1);
    assertThat(variance.evaluate(frame)).isTrue();
    assertThat(variance.real()).isCloseTo(model, Offset.offset(1e-9 * (1 + model)));
  }
}
