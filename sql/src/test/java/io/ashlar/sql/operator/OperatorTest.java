package io.ashlar.sql.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.sql.ExpressionReader;
import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.function.library.StandardFunctions;
import io.ashlar.sql.scalar.ColumnReference;
import io.ashlar.sql.scalar.EvaluationContext;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.scalar.Slot;
import io.ashlar.sql.type.SqlType;
import io.ashlar.sql.value.CivilTime;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorTest {

  private static final int MANY = 100_000;

  private final EvaluationContext context = new EvaluationContext();
  private final Frame frame = new Frame(2);
  private final Scalar first = ColumnReference.of(SqlType.BIGINT, 0);
  private final Scalar second = ColumnReference.of(SqlType.BIGINT, 1);

  private Scalar read(String expression) {
    return ExpressionReader.read(expression, Map.of("a", first, "b", second), context);
  }

  private String outcome(Scalar scalar) {
    try {
      return ExpressionReader.textOf(scalar, frame, context);
    } catch (SqlException e) {
      return e.sqlState();
    }
  }

  @Property
  void shouldBeExactOrRefusedWhenLongsAreComputed(
      @ForAll long a, @ForAll long b, @ForAll ArithmeticOperator operator) {
    frame.setWord(0, a);
    frame.setWord(1, b);
    BigInteger left = BigInteger.valueOf(a);
    BigInteger right = BigInteger.valueOf(b);
    boolean divides =
        operator == ArithmeticOperator.DIVIDED_BY || operator == ArithmeticOperator.REMAINDER;
    String expected;
    if (divides && b == 0) {
      expected = "22012";
    } else {
      BigInteger model =
          switch (operator) {
            case PLUS -> left.add(right);
            case MINUS -> left.subtract(right);
            case TIMES -> left.multiply(right);
            case DIVIDED_BY -> left.divide(right);
            case REMAINDER -> left.remainder(right);
          };
      expected = model.bitLength() < Long.SIZE ? model.toString() : "22003";
    }
    assertThat(outcome(Arithmetic.of(operator, first, second, context))).isEqualTo(expected);
  }

  @Property
  void shouldBeExactWhenScaledNumbersAreComputed(
      @ForAll @IntRange(min = -99_999, max = 99_999) int a,
      @ForAll @IntRange(min = 0, max = 5) int aScale,
      @ForAll @IntRange(min = -99_999_999, max = 99_999_999) int b,
      @ForAll @IntRange(min = 0, max = 8) int bScale,
      @ForAll("exact") ArithmeticOperator operator) {
    BigDecimal left = BigDecimal.valueOf(a, aScale);
    BigDecimal right = BigDecimal.valueOf(b, bScale);
    Scalar one = ColumnReference.of(SqlType.decimal(5, aScale), 0);
    Scalar other = ColumnReference.of(SqlType.decimal(8, bScale), 1);
    frame.setWord(0, a);
    frame.setWord(1, b);
    Scalar made = Arithmetic.of(operator, one, other, context);
    if (operator == ArithmeticOperator.REMAINDER && b == 0) {
      assertThat(outcome(made)).isEqualTo("22012");
      return;
    }
    BigDecimal model =
        switch (operator) {
          case PLUS -> left.add(right);
          case MINUS -> left.subtract(right);
          case TIMES -> left.multiply(right);
          default -> left.remainder(right).setScale(Math.max(aScale, bScale));
        };
    assertThat(made.evaluate(frame)).isTrue();
    assertThat(made.exact()).isEqualTo(model);
    assertThat(model.precision())
        .isLessThanOrEqualTo(made.type().isBounded() ? made.type().precision() : 1_000);
  }

  @Provide
  Arbitrary<ArithmeticOperator> exact() {
    return Arbitraries.of(ArithmeticOperator.class)
        .filter(operator -> operator != ArithmeticOperator.DIVIDED_BY);
  }

  @Property
  void shouldFollowTheTablesWhenLogicHasThreeValues(
      @ForAll @Size(max = 5) List<@IntRange(min = 0, max = 2) Integer> values) {
    Scalar and = Logic.and(truths(values), context);
    Scalar or = Logic.or(truths(values), context);
    // 0 is false, 1 unknown, 2 true: a conjunction is the least and a disjunction the greatest.
    int least = values.stream().mapToInt(v -> v).min().orElse(2);
    int greatest = values.stream().mapToInt(v -> v).max().orElse(0);
    assertThat(three(and)).isEqualTo(least);
    assertThat(three(or)).isEqualTo(greatest);
    assertThat(three(Logic.not(and, context))).isEqualTo(2 - least);
  }

  private List<Scalar> truths(List<Integer> values) {
    List<Scalar> terms = new ArrayList<>();
    for (int value : values) {
      // Parameters, so that nothing is folded.
      Slot slot = Slot.parameter(SqlType.BOOLEAN);
      if (value != 1) {
        slot.set(value / 2);
      }
      terms.add(slot);
    }
    return terms;
  }

  private int three(Scalar scalar) {
    return scalar.evaluate(frame) ? scalar.isTrue() ? 2 : 0 : 1;
  }

  @Test
  void shouldNotNestWhenListsAreLong() {
    List<Scalar> terms = new ArrayList<>();
    Scalar sum = read("a");
    Scalar text = read("a::text");
    Scalar either = read("a = -1");
    for (int i = 0; i < MANY; i++) {
      terms.add(read("a = 5"));
      sum = Arithmetic.of(ArithmeticOperator.PLUS, sum, read("b"), context);
      text = Concatenation.of(text, Slot.text("x"), context);
    }
    frame.setWord(0, 1);
    frame.setWord(1, 2);
    assertThat(outcome(Logic.or(terms, context))).isEqualTo("false");
    assertThat(outcome(sum)).isEqualTo(String.valueOf(1 + 2L * MANY));
    assertThat(outcome(text)).hasSize(MANY + 1);
    assertThat(outcome(Logic.or(List.of(either, Logic.or(terms, context)), context)))
        .isEqualTo("false");
  }

  @Test
  void shouldTakeWhatParametersAreInEachStatementWhenAListHasSome() {
    Slot parameter = Slot.parameter(SqlType.INTEGER).set(5);
    Scalar in =
        Membership.of(first, List.of(Slot.word(SqlType.INTEGER, 1), parameter), false, context);
    frame.setWord(0, 5);
    assertThat(outcome(in)).isEqualTo("true");
    parameter.set(6);
    context.beginStatement(1);
    assertThat(outcome(in)).isEqualTo("false");
    parameter.setNull();
    context.beginStatement(2);
    assertThat(outcome(in)).isEqualTo("null");
    frame.setWord(0, 1);
    assertThat(outcome(in)).isEqualTo("true");
    frame.setNull(0);
    assertThat(outcome(in)).isEqualTo("null");
  }

  @Property
  void shouldFindWhatIsInItWhenAListIsLong(
      @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 50) Integer> values,
      @ForAll @IntRange(min = 0, max = 50) int sought) {
    List<Scalar> elements = new ArrayList<>();
    for (int value : values) {
      // Numbers of several forms, of which some are equal to no whole number.
      elements.add(
          Slot.decimal(BigDecimal.valueOf(value).setScale(value % 3).add(fraction(value))));
    }
    frame.setWord(0, sought);
    boolean model = values.contains(sought) && sought % 7 != 0;
    assertThat(outcome(Membership.of(first, elements, false, context)))
        .isEqualTo(String.valueOf(model));
  }

  private static BigDecimal fraction(int value) {
    return value % 7 == 0 ? new BigDecimal("0.5") : BigDecimal.ZERO;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a + null",
        "null + a",
        "a = null",
        "a || null",
        "a::text like null",
        "a between null and null",
        "nullif(null, a)",
        "-null::integer",
        "a in (null)",
        "case when null then a end",
        "greatest(null, null)",
        "null is distinct from null or null",
      })
  void shouldBeNullWhenAPartIsNull(String expression) {
    frame.setWord(0, 5);
    assertThat(outcome(read(expression))).isEqualTo("null");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a + true ; 42883",
        "'x'::text + 1 ; 42883",
        "date '2026-01-01' * 2 ; 42883",
        "date '2026-01-01' + 1.5 ; 42883",
        "interval '1 day' + 1 ; 42883",
        "interval '1 day' % 2 ; 42883",
        "- date '2026-01-01' ; 42883",
        "a like 'x' ; 42883",
        "a = true ; 42883",
        "a in (true) ; 42883",
        "a between true and 5 ; 42883",
        "a is distinct from true ; 42883",
        "a and true ; 42804",
        "not a ; 42804",
        "a is true ; 42804",
        "case when a then 1 end ; 42804",
        "case when true then a else true end ; 42804",
        "coalesce(a, true) ; 42804",
        "a || x'01' ; 42883",
        "1 || 2 ; 42883",
        "true || false ; 42883",
      })
  void shouldBeRefusedWhenTypesDoNotGoTogether(String expression, String sqlState) {
    assertThatThrownBy(() -> read(expression))
        .isInstanceOfSatisfying(
            SqlException.class, e -> assertThat(e.sqlState()).isEqualTo(sqlState));
  }

  @Test
  void shouldBeAConstantWhenAllPartsAre() {
    assertThat(read("1 + 2 * 3 = 7 and 'a' || 'b' like 'a%'").isConstant()).isTrue();
    assertThat(read("upper('a') in ('A', lower('B'))").isConstant()).isTrue();
    assertThat(read("case when 1 < 2 then coalesce(null, 5) end").isConstant()).isTrue();
    assertThat(read("a + 1").isConstant()).isFalse();
    assertThat(read("random() + 1").isConstant()).isFalse();
    assertThat(read("now()").isConstant()).isFalse();
    assertThat(read("timestamptz '2026-01-01'").isConstant()).isFalse();
  }

  @Test
  void shouldFailWhenItIsEvaluatedAndNotBeforeWhenConstantsHaveNoResult() {
    Scalar division = read("case when a = 0 then 0 else 1 / 0 end");
    frame.setWord(0, 0);
    assertThat(outcome(division)).isEqualTo("0");
    frame.setWord(0, 1);
    assertThat(outcome(division)).isEqualTo("22012");
  }

  @Test
  void shouldBeComputedOnceInAStatementWhenItDependsOnTheSessionAlone() {
    Scalar now = StandardFunctions.registry().call("now", List.of(), context);
    Scalar literal = read("timestamptz '2026-01-01 00:00'");
    context.beginStatement(CivilTime.HOUR);
    assertThat(outcome(now)).isEqualTo("1970-01-01 01:00:00+00");
    assertThat(outcome(literal)).isEqualTo("2026-01-01 00:00:00+00");
    context.setZone(ZoneId.of("Europe/Paris"));
    context.beginStatement(2 * CivilTime.HOUR);
    assertThat(outcome(now)).isEqualTo("1970-01-01 03:00:00+01");
    assertThat(outcome(literal)).isEqualTo("2026-01-01 00:00:00+01");
  }

  @Test
  void shouldDifferFromCallToCallWhenItIsVolatile() {
    context.setSeed(42);
    Scalar random = StandardFunctions.registry().call("random", List.of(), context);
    random.evaluate(frame);
    double once = random.real();
    random.evaluate(frame);
    assertThat(random.real()).isNotEqualTo(once).isBetween(0.0, 1.0);
  }

  @Property
  void shouldBeWhatJavaComputesWhenDoublesAreComputed(@ForAll double a, @ForAll double b) {
    Scalar left = Slot.parameter(SqlType.DOUBLE).set(a);
    Scalar right = Slot.parameter(SqlType.DOUBLE).set(b);
    double product = a * b;
    boolean vanishes = product == 0 && a != 0 && b != 0;
    Scalar made = Arithmetic.of(ArithmeticOperator.TIMES, left, right, context);
    if (vanishes || Double.isInfinite(product)) {
      assertThat(outcome(made)).isEqualTo("22003");
    } else {
      assertThat(made.evaluate(frame)).isTrue();
      assertThat(made.real()).isEqualTo(product + 0.0);
    }
  }

  @Property
  void shouldOrderAsDecimalsWhenNumbersOfAllFormsAreCompared(
      @ForAll long a, @ForAll @IntRange(min = 0, max = 12) int scale, @ForAll long b) {
    BigDecimal left = BigDecimal.valueOf(a, scale);
    int model = left.compareTo(BigDecimal.valueOf(b));
    Scalar decimal = Slot.parameter(SqlType.NUMERIC).set(left);
    Scalar whole = Slot.parameter(SqlType.BIGINT).set(b);
    for (ComparisonOperator operator : ComparisonOperator.values()) {
      assertThat(outcome(Comparison.of(operator, decimal, whole, context)))
          .isEqualTo(String.valueOf(operator.holds(model)));
      assertThat(outcome(Comparison.of(operator.mirrored(), whole, decimal, context)))
          .isEqualTo(String.valueOf(operator.holds(model)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a / 0 < null",
        "null = a / 0",
        "a / 0 <> cast(null as bigint)",
        "a / 0 + null",
        "null * (a / 0)",
        "a + a / 0 - null + a",
        "-(a / 0 % null)",
        "9223372036854775807 * a / 0 >= null",
        "null between a / 0 and a",
        "null not between a and a / 0",
        "a / 0 between null and null",
        "a / 0 not between null and null",
        "cast(a / 0 as text) || null",
        "'x' || cast(a / 0 as text) || 'y' || null",
        "cast(a / 0 as text) like null",
        "null not like cast(a / 0 as text)",
        "power(a / 0, null)",
        "date '2026-01-01' + a / 0 + null",
        "cast(cast(a / 0 as text) as timestamp with time zone) - cast(null as interval)"
      })
  void shouldBeNullWithoutTheOtherOperandWhenOneIsTheConstantNull(String expression) {
    frame.setWord(0, 7);
    Scalar made = read(expression);
    assertThat(made.isConstant()).isTrue();
    assertThat(outcome(made)).isEqualTo("null");
  }

  @ParameterizedTest
  @CsvSource({
    "a / 0 < b, 22012",
    "b < a / 0, null",
    "a / 0 between null and 5, 22012",
    "5 between null and a / 0, 22012",
    "5 between 6 and a / 0, false",
    "a between null and 5, false",
    "a not between null and 5, true",
    "a between null and 9, null",
    "a not between null and 9, null",
    "a / 0 is distinct from null, 22012",
    "a / 0 = 1 and null, 22012",
    "null and a / 0 = 1, 22012",
    "null or a = 7, true",
    "a is distinct from null, true",
    "(a / 0 < null) is null, true",
    "'coalesce(a / 0 < null, true)', true"
  })
  void shouldComputeAnOperandWhenNullDoesNotDecideAlone(String expression, String expected) {
    frame.setWord(0, 7);
    frame.setNull(1);
    assertThat(outcome(read(expression))).isEqualTo(expected);
  }
}
