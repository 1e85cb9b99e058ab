package io.ashlar.sql.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.codec.value.Utf8;
import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.function.library.StandardFunctions;
import io.ashlar.sql.scalar.EvaluationContext;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.scalar.SequenceNumbers;
import io.ashlar.sql.scalar.Slot;
import io.ashlar.sql.type.ScalarForm;
import io.ashlar.sql.type.SqlKind;
import io.ashlar.sql.type.SqlType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FunctionRegistryTest {

  private static final FunctionRegistry REGISTRY = StandardFunctions.registry();
  private static final int CALLS = 300;
  private static final int LARGE = 100_000;

  private final EvaluationContext context = new EvaluationContext();

  static List<FunctionDefinition> definitions() {
    return REGISTRY.definitions();
  }

  @Test
  void shouldHaveTheFunctionsOfUsersWhenNamesAreCounted() {
    long names = definitions().stream().mapToLong(function -> function.names().size()).sum();
    assertThat(names).isGreaterThan(160);
    assertThat(REGISTRY.find("UPPER")).isEqualTo(REGISTRY.find("ucase"));
    assertThat(REGISTRY.find("nosuch")).isEmpty();
  }

  @Test
  void shouldHaveTheFunctionsOfJdbcWhenTheyAreAskedByName() {
    List<String> names =
        List.of(
            "abs acos asin atan atan2 ceiling cos cot degrees exp floor log log10 mod pi power",
            "radians rand round sign sin sqrt tan truncate",
            "ascii char char_length character_length concat difference insert lcase left length",
            "locate ltrim octet_length position repeat replace right rtrim soundex space substring",
            "ucase database ifnull user curdate current_date current_time current_timestamp curtime",
            "dayname dayofmonth dayofweek dayofyear extract hour minute month monthname now quarter",
            "second timestampadd timestampdiff week year");
    List<String> missing = new ArrayList<>();
    for (String name : String.join(" ", names).split(" ", -1)) {
      if (REGISTRY.find(name).isEmpty()) {
        missing.add(name);
      }
    }
    assertThat(missing).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("definitions")
  void shouldBeNullWhenAnArgumentOfAStrictFunctionIs(FunctionDefinition function) {
    if (!function.isStrict()) {
      return;
    }
    Random random = new Random(1);
    for (Overload overload : function.overloads()) {
      for (int i = 0; i < overload.parameters().size(); i++) {
        List<Scalar> arguments = arguments(overload, random);
        arguments.set(i, Slot.parameter(overload.parameter(i)));
        Scalar call = REGISTRY.call(function.names().get(0), arguments, context);
        assertThat(call.evaluate(null)).as("%s, argument %d", overload, i).isFalse();
      }
    }
  }

  /** Whatever the arguments: a value of the type, null, or a failure that has a code. */
  @ParameterizedTest
  @MethodSource("definitions")
  void shouldGiveAValueOfItsTypeWhenArgumentsAreExtreme(FunctionDefinition function) {
    context.setSequences(new OneNumber());
    Random random = new Random(20261130);
    for (Overload overload : function.overloads()) {
      for (int i = 0; i < CALLS; i++) {
        List<Scalar> arguments = arguments(overload, random);
        Scalar call = REGISTRY.call(function.names().get(0), arguments, context);
        assertThat(call.type()).isEqualTo(overload.result());
        try {
          if (call.evaluate(null)) {
            requireOfType(call);
          }
        } catch (SqlException e) {
          assertThat(e.sqlState()).matches("22...|2201.|54000");
        }
      }
    }
  }

  private static void requireOfType(Scalar value) {
    SqlKind kind = value.type().kind();
    if (kind.isWhole()) {
      assertThat(value.word()).isBetween(kind.least(), kind.greatest());
    } else if (kind == SqlKind.DATE) {
      assertThat(value.word()).isBetween((long) Integer.MIN_VALUE, (long) Integer.MAX_VALUE);
    } else if (kind == SqlKind.TIME) {
      assertThat(value.word()).isBetween(0L, 86_399_999_999L);
    } else if (kind == SqlKind.BOOLEAN) {
      assertThat(value.word()).isBetween(0L, 1L);
    } else if (kind.isText()) {
      assertThat(Utf8.isValid(value.buffer(), value.offset(), value.length())).isTrue();
    } else if (value.form() == ScalarForm.REAL) {
      assertThat(Double.doubleToRawLongBits(value.real())).isNotEqualTo(Long.MIN_VALUE);
    } else if (value.form() == ScalarForm.DECIMAL) {
      assertThat(value.decimal().scale()).isNotNegative();
    }
  }

  private static List<Scalar> arguments(Overload overload, Random random) {
    List<Scalar> arguments = new ArrayList<>();
    for (SqlType type : overload.parameters()) {
      // Parameters, so that nothing is folded and the types are as declared.
      arguments.add(extreme(type.kind() == SqlKind.UNKNOWN ? SqlType.TEXT : type, random));
    }
    return arguments;
  }

  private static Slot extreme(SqlType type, Random random) {
    Slot slot = Slot.parameter(type);
    SqlKind kind = type.kind();
    return switch (type.form()) {
      case WORD -> slot.set(word(kind, random));
      case REAL ->
          slot.set(
              of(
                  random,
                  0.0,
                  1.0,
                  -1.0,
                  0.5,
                  1e-300,
                  Double.MAX_VALUE,
                  -Double.MAX_VALUE,
                  Double.NaN,
                  Double.POSITIVE_INFINITY,
                  Double.NEGATIVE_INFINITY,
                  1e18,
                  -7.25));
      case DECIMAL ->
          slot.set(
              new BigDecimal(
                  of(
                      random,
                      "0",
                      "1",
                      "-1",
                      "0.5",
                      "-2.5",
                      "1234567.891",
                      "0.0000001",
                      "9".repeat(900),
                      "-0." + "1".repeat(500))));
      case BYTES ->
          kind.isBinary()
              ? slot.set(of(random, new byte[0], new byte[] {0}, new byte[] {-1, 1, 127}))
              : slot.set(
                  of(
                      random,
                      "",
                      "a",
                      "abc",
                      "😀é",
                      " x ",
                      "%",
                      "hex",
                      "base64",
                      "day",
                      "month",
                      "second",
                      "FMDay YYYY",
                      "UTC",
                      "12",
                      "z".repeat(50)));
      case PAIR ->
          slot.set(
              of(random, 0L, 1L, -1L, Long.MAX_VALUE, Long.MIN_VALUE),
              of(random, 0L, 1L, -1L, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 32));
    };
  }

  private static long word(SqlKind kind, Random random) {
    if (kind == SqlKind.BOOLEAN) {
      return random.nextInt(2);
    }
    if (kind == SqlKind.TIME) {
      return of(random, 0L, 1L, 86_399_999_999L, 43_200_000_000L);
    }
    return of(random, 0L, 1L, -1L, 2L, 7L, -10L, (long) LARGE, kind.greatest(), kind.least());
  }

  @SafeVarargs
  private static <T> T of(Random random, T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "uper | upper",
        "substing | substring",
        "lenght | length",
        "coalese | coalesce",
        "UPPERR | upper",
      })
  void shouldTellTheNearestNameWhenAFunctionIsUnknown(String name, String nearest) {
    List<Scalar> arguments = List.of(Slot.text("a"));
    assertThatThrownBy(() -> REGISTRY.call(name, arguments, context))
        .isInstanceOfSatisfying(
            SqlException.class,
            e -> {
              assertThat(e.sqlState()).isEqualTo("42883");
              assertThat(e.facts()).containsEntry("didYouMean", nearest);
            });
  }

  @Test
  void shouldTellNoNameWhenNoneIsNear() {
    List<Scalar> arguments = List.of(Slot.text("a"), Slot.word(SqlType.INTEGER, 1));
    assertThatThrownBy(() -> REGISTRY.call("no_such_thing_at_all", arguments, context))
        .hasMessageContaining("function=no_such_thing_at_all(text, integer)")
        .hasMessageNotContaining("didYouMean");
  }

  @Test
  void shouldBeRefusedWhenTwoWaysToCallAreAsNear() {
    FunctionRegistry two =
        new FunctionRegistry(
            List.of(
                FunctionDefinition.named("f")
                    .takes(call -> call.give(1L), SqlType.INTEGER, SqlType.BIGINT, SqlType.INTEGER)
                    .takes(
                        call -> call.give(2L), SqlType.INTEGER, SqlType.INTEGER, SqlType.BIGINT)));
    List<Scalar> alike = List.of(Slot.word(SqlType.INTEGER, 1), Slot.word(SqlType.INTEGER, 1));
    assertThatThrownBy(() -> two.call("f", alike, context))
        .isInstanceOfSatisfying(
            SqlException.class, e -> assertThat(e.sqlState()).isEqualTo("42725"));
    List<Scalar> nearer = List.of(Slot.word(SqlType.BIGINT, 1), Slot.word(SqlType.INTEGER, 1));
    Scalar call = two.call("F", nearer, context);
    assertThat(call.isConstant()).isTrue();
    assertThat(call.word()).isEqualTo(1);
  }

  @Test
  void shouldBeRefusedWhenTwoFunctionsHaveOneName() {
    List<FunctionDefinition> twice =
        List.of(FunctionDefinition.named("f"), FunctionDefinition.named("g", "f"));
    assertThatThrownBy(() -> new FunctionRegistry(twice))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** A sequence that gives one number. */
  private static final class OneNumber implements SequenceNumbers {

    @Override
    public long next(String sequence) {
      return 1;
    }

    @Override
    public long current(String sequence) {
      return 1;
    }
  }
}
