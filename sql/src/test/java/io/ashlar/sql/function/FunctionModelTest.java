package io.ashlar.sql.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.sql.ExpressionReader;
import io.ashlar.sql.scalar.EvaluationContext;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.scalar.Slot;
import io.ashlar.sql.type.SqlType;
import io.ashlar.sql.value.CivilTime;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;

/** Functions give what the JDK's strings, numbers and dates give. */
class FunctionModelTest {

  private final EvaluationContext context = new EvaluationContext();
  private final Slot s = Slot.parameter(SqlType.TEXT);
  private final Slot t = Slot.parameter(SqlType.TEXT);
  private final Slot i = Slot.parameter(SqlType.INTEGER);
  private final Slot j = Slot.parameter(SqlType.INTEGER);
  private final Slot n = Slot.parameter(SqlType.NUMERIC);
  private final Slot d = Slot.parameter(SqlType.DATE);
  private final Slot ts = Slot.parameter(SqlType.TIMESTAMP);
  private final Map<String, Scalar> columns =
      Map.of("s", s, "t", t, "i", i, "j", j, "n", n, "d", d, "ts", ts);

  private String value(String expression) {
    return ExpressionReader.textOf(
        ExpressionReader.read(expression, columns, context), null, context);
  }

  private static String part(String text, long from, long behind) {
    int points = text.codePointCount(0, text.length());
    int first = (int) Math.max(0, Math.min(from, points));
    int last = (int) Math.max(first, Math.min(behind, points));
    return text.substring(text.offsetByCodePoints(0, first), text.offsetByCodePoints(0, last));
  }

  @Property
  void shouldBeTheStringsOfJavaWhenTextsAreTakenApart(
      @ForAll("texts") String text,
      @ForAll("texts") String other,
      @ForAll @IntRange(min = -3, max = 15) int from,
      @ForAll @IntRange(min = 0, max = 6) int count) {
    s.set(text);
    t.set(other);
    i.set(from);
    j.set(count);
    int points = text.codePointCount(0, text.length());
    assertThat(value("length(s)")).isEqualTo(String.valueOf(points));
    assertThat(value("substring(s, i)")).isEqualTo(part(text, from - 1L, points));
    assertThat(value("substring(s, i, j)")).isEqualTo(part(text, from - 1L, from - 1L + count));
    assertThat(value("left(s, j)")).isEqualTo(part(text, 0, count));
    assertThat(value("left(s, -j)")).isEqualTo(part(text, 0, count == 0 ? 0 : points - count));
    assertThat(value("right(s, j)")).isEqualTo(part(text, points - (long) count, points));
    assertThat(value("reverse(s)")).isEqualTo(new StringBuilder(text).reverse().toString());
    assertThat(value("upper(s)")).isEqualTo(text.toUpperCase(Locale.ROOT));
    assertThat(value("lower(s)")).isEqualTo(text.toLowerCase(Locale.ROOT));
    assertThat(value("repeat(s, j)")).isEqualTo(text.repeat(count));
    assertThat(value("s || t")).isEqualTo(text + other);
    assertThat(value("starts_with(s, t)")).isEqualTo(String.valueOf(text.startsWith(other)));
    assertThat(value("ends_with(s, t)")).isEqualTo(String.valueOf(text.endsWith(other)));
    int at = text.indexOf(other);
    int place = at < 0 ? 0 : text.codePointCount(0, at) + 1;
    assertThat(value("strpos(s, t)")).isEqualTo(String.valueOf(place));
    assertThat(value("replace(s, t, 'x€')"))
        .isEqualTo(other.isEmpty() ? text : text.replace(other, "x€"));
    assertThat(value("overlay(s, t, j + 1)"))
        .isEqualTo(
            part(text, 0, count)
                + other
                + part(text, count + (long) other.codePointCount(0, other.length()), points));
    assertThat(value("length(lpad(s, j, t))")).isNotEmpty();
    assertThat(value("decode(encode(s::varbinary, 'hex'), 'hex') = s::varbinary"))
        .isEqualTo("true");
    assertThat(value("decode(encode(s::varbinary, 'base64'), 'base64') = s::varbinary"))
        .isEqualTo("true");
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of("a", "B", " ", "é", "€", "😀", "ß")
        .list()
        .ofMaxSize(6)
        .map(parts -> String.join("", parts));
  }

  @Property
  void shouldBeTheNumbersOfJavaWhenDecimalsAreRounded(
      @ForAll @Scale(5) BigDecimal number, @ForAll @IntRange(min = -3, max = 6) int digits) {
    n.set(number);
    i.set(digits);
    BigDecimal rounded = number.setScale(digits, RoundingMode.HALF_UP);
    assertThat(value("round(n, i)")).isEqualTo(rounded.toPlainString());
    assertThat(value("trunc(n, i)"))
        .isEqualTo(number.setScale(digits, RoundingMode.DOWN).toPlainString());
    assertThat(value("floor(n)")).isEqualTo(number.setScale(0, RoundingMode.FLOOR).toPlainString());
    assertThat(value("ceil(n)"))
        .isEqualTo(number.setScale(0, RoundingMode.CEILING).toPlainString());
    assertThat(value("abs(n)")).isEqualTo(number.abs().toPlainString());
    assertThat(value("sign(n)")).isEqualTo(String.valueOf(number.signum()));
  }

  @Property
  void shouldBeTheNumbersOfJavaWhenWholeNumbersAreTaken(
      @ForAll @IntRange(min = -100_000, max = 100_000) int a,
      @ForAll @IntRange(min = -10_000, max = 10_000) int b) {
    i.set(a);
    j.set(b);
    BigInteger left = BigInteger.valueOf(a);
    assertThat(value("gcd(i, j)")).isEqualTo(left.gcd(BigInteger.valueOf(b)).toString());
    if (b != 0) {
      assertThat(value("mod(i, j)")).isEqualTo(String.valueOf(a % b));
      assertThat(value("div(i, j)")).isEqualTo(String.valueOf(a / b));
    }
    assertThat(value("bitxor(i, j)")).isEqualTo(String.valueOf(a ^ b));
  }

  @Property
  void shouldBeTheDatesOfJavaWhenTimesAreTakenApart(
      @ForAll @LongRange(min = -60_000_000_000_000_000L, max = 200_000_000_000_000_000L)
          long micros) {
    LocalDateTime time =
        LocalDateTime.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), 0, ZoneOffset.UTC);
    LocalDate date = time.toLocalDate();
    ts.set(micros);
    d.set(date.toEpochDay());
    assertThat(value("year(d)")).isEqualTo(String.valueOf(date.getYear()));
    assertThat(value("quarter(ts)")).isEqualTo(String.valueOf(date.get(IsoFields.QUARTER_OF_YEAR)));
    assertThat(value("dayofyear(ts)")).isEqualTo(String.valueOf(date.getDayOfYear()));
    assertThat(value("week(d)"))
        .isEqualTo(String.valueOf(date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)));
    assertThat(value("extract('isoyear', d)"))
        .isEqualTo(String.valueOf(date.get(IsoFields.WEEK_BASED_YEAR)));
    assertThat(value("extract('isodow', d)"))
        .isEqualTo(String.valueOf(date.getDayOfWeek().getValue()));
    assertThat(value("hour(ts)")).isEqualTo(String.valueOf(time.getHour()));
    assertThat(value("minute(ts)")).isEqualTo(String.valueOf(time.getMinute()));
    assertThat(value("last_day(d)"))
        .isEqualTo(date.with(TemporalAdjusters.lastDayOfMonth()).toString());
    assertThat(value("date_trunc('week', ts)::date"))
        .isEqualTo(date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).toString());
    assertThat(value("date_trunc('hour', ts) = ts - (ts - date_trunc('hour', ts))"))
        .isEqualTo("true");
    assertThat(value("date_trunc('month', ts)::date")).isEqualTo(date.withDayOfMonth(1).toString());
  }

  @Property
  void shouldBeTheStepsOfJavaWhenTimesAreMoved(
      @ForAll @LongRange(min = -20_000, max = 80_000) long day,
      @ForAll @LongRange(min = -20_000, max = 80_000) long other,
      @ForAll @IntRange(min = -500, max = 500) int count) {
    LocalDate date = LocalDate.ofEpochDay(day);
    LocalDate later = LocalDate.ofEpochDay(other);
    d.set(day);
    ts.set(other * CivilTime.DAY);
    i.set(count);
    assertThat(value("dateadd('month', i, d)")).isEqualTo(date.plusMonths(count).toString());
    assertThat(value("dateadd('week', i, d)")).isEqualTo(date.plusWeeks(count).toString());
    assertThat(value("dateadd('year', i, d)")).isEqualTo(date.plusYears(count).toString());
    assertThat(value("d + i")).isEqualTo(date.plusDays(count).toString());
    assertThat(value("(ts::date) - d")).isEqualTo(String.valueOf(other - day));
    assertThat(value("datediff('month', d, ts)"))
        .isEqualTo(
            String.valueOf(
                ChronoUnit.MONTHS.between(date.withDayOfMonth(1), later.withDayOfMonth(1))));
    assertThat(value("datediff('year', d, ts)"))
        .isEqualTo(String.valueOf(later.getYear() - date.getYear()));
    // An age taken away from the later time leads back to the earlier, but over short months.
    if (other >= day && later.getDayOfMonth() >= date.getDayOfMonth()) {
      assertThat(value("(d + age(ts, d))::date")).isEqualTo(later.toString());
    }
  }
}
