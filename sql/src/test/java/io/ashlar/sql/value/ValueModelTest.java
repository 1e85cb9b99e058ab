package io.ashlar.sql.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.codec.memory.Flyweights;
import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.type.SqlType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;
import org.agrona.DirectBuffer;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What is computed with words and bytes is what the JDK's objects say. */
class ValueModelTest {

  private final TextBuilder built = new TextBuilder();
  private final DateTimeParser parser = new DateTimeParser();
  private final IntervalParser intervals = new IntervalParser();

  private static DirectBuffer utf8(String text) {
    return Flyweights.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  @Property
  void shouldBeTheDayOfJavaWhenADateIsTakenApart(
      @ForAll @LongRange(min = -300_000_000, max = 300_000_000) long days) {
    LocalDate date = LocalDate.ofEpochDay(days);
    assertThat(CivilTime.year(days)).isEqualTo(date.getYear());
    assertThat(CivilTime.month(days)).isEqualTo(date.getMonthValue());
    assertThat(CivilTime.day(days)).isEqualTo(date.getDayOfMonth());
    assertThat(CivilTime.days(date.getYear(), date.getMonthValue(), date.getDayOfMonth()))
        .isEqualTo(days);
    assertThat(CivilTime.monthLength(date.getYear(), date.getMonthValue()))
        .isEqualTo(date.lengthOfMonth());
    assertThat(CivilTime.isLeap(date.getYear())).isEqualTo(date.isLeapYear());
  }

  @Property
  void shouldBeTheDayOfJavaWhenMonthsAreAdded(
      @ForAll @LongRange(min = -1_000_000, max = 1_000_000) long days,
      @ForAll @IntRange(min = -100_000, max = 100_000) int months) {
    assertThat(CivilTime.plusMonths(days, months))
        .isEqualTo(LocalDate.ofEpochDay(days).plusMonths(months).toEpochDay());
  }

  @Property
  void shouldReadWhatIsWrittenWhenTimestampsAreTexts(@ForAll long micros) {
    built.clear();
    DateTimeText.appendTimestamp(micros, built);
    assertThat(parser.timestamp(built.buffer(), 0, built.length())).isEqualTo(micros);
    if (CivilTime.year(CivilTime.dayOf(micros)) > 0
        && CivilTime.year(CivilTime.dayOf(micros)) < 10_000) {
      LocalDateTime time = LocalDateTime.of(1970, 1, 1, 0, 0).plus(micros, ChronoUnit.MICROS);
      assertThat(LocalDateTime.parse(built.toString().replace(' ', 'T'))).isEqualTo(time);
    }
  }

  @Property
  void shouldReadWhatIsWrittenWhenDatesAndTimesAreTexts(
      @ForAll int days, @ForAll @LongRange(min = 0, max = 86_399_999_999L) long micros) {
    built.clear();
    DateTimeText.appendDate(days, built);
    assertThat(parser.date(built.buffer(), 0, built.length())).isEqualTo(days);
    built.clear();
    DateTimeText.appendTime(micros, built);
    assertThat(parser.time(built.buffer(), 0, built.length())).isEqualTo(micros);
    assertThat(LocalTime.parse(built.toString())).isEqualTo(LocalTime.ofNanoOfDay(micros * 1_000));
  }

  @Property
  void shouldBeTheInstantOfJavaWhenAZoneIsApplied(
      @ForAll @LongRange(min = -2_000_000_000, max = 4_000_000_000L) long second,
      @ForAll("zones") ZoneId zone) {
    long micros = second * CivilTime.SECOND + 7;
    long local = CivilTime.toLocal(micros, zone);
    LocalDateTime model =
        LocalDateTime.ofEpochSecond(
            second, 0, zone.getRules().getOffset(Instant.ofEpochSecond(second)));
    assertThat(Math.floorDiv(local, CivilTime.SECOND))
        .isEqualTo(model.toEpochSecond(ZoneOffset.UTC));
    // What a local time was comes back, but of an hour that there is twice.
    long back = CivilTime.toInstant(local, zone);
    assertThat(CivilTime.toLocal(back, zone)).isEqualTo(local);
    built.clear();
    DateTimeText.appendInstant(micros, zone, built);
    assertThat(parser.instant(built.buffer(), 0, built.length(), ZoneOffset.UTC)).isEqualTo(micros);
  }

  @Provide
  Arbitrary<ZoneId> zones() {
    return Arbitraries.of("Europe/Paris", "America/New_York", "Asia/Kolkata", "UTC", "+02:00")
        .map(name -> ZoneId.of(name).normalized());
  }

  @Property
  void shouldReadWhatIsWrittenWhenIntervalsAreTexts(
      @ForAll int months, @ForAll int days, @ForAll long micros) {
    long packed = Intervals.pack(months, days);
    assertThat(Intervals.months(packed)).isEqualTo(months);
    assertThat(Intervals.days(packed)).isEqualTo(days);
    if (micros == Long.MIN_VALUE) {
      return;
    }
    built.clear();
    Intervals.append(micros, packed, built);
    intervals.parse(built.toString());
    assertThat(intervals.micros()).isEqualTo(micros);
    assertThat(intervals.packed()).isEqualTo(packed);
  }

  @Property
  void shouldRoundHalfUpWhenATimeHasFewerDigits(
      @ForAll @LongRange(min = -1_000_000_000L, max = 1_000_000_000L) long micros,
      @ForAll @IntRange(min = 0, max = 6) int digits) {
    BigDecimal model =
        new BigDecimal(micros)
            .movePointLeft(6)
            .add(new BigDecimal("0.5").movePointLeft(digits))
            .setScale(digits, RoundingMode.FLOOR)
            .movePointRight(6);
    assertThat(CivilTime.rounded(micros, digits, SqlType.TIMESTAMP))
        .isEqualTo(model.longValueExact());
  }

  @Property
  void shouldCompareAsDecimalsWhenScalesDiffer(
      @ForAll long left,
      @ForAll @IntRange(min = 0, max = 18) int leftScale,
      @ForAll long right,
      @ForAll @IntRange(min = 0, max = 18) int rightScale) {
    BigDecimal one = BigDecimal.valueOf(left, leftScale);
    assertThat(Integer.signum(Exact.compare(left, leftScale, right, rightScale)))
        .isEqualTo(one.compareTo(BigDecimal.valueOf(right, rightScale)));
    long near = one.setScale(rightScale, RoundingMode.HALF_UP).unscaledValue().longValue();
    assertThat(Integer.signum(Exact.compare(left, leftScale, near, rightScale)))
        .isEqualTo(one.compareTo(BigDecimal.valueOf(near, rightScale)));
  }

  @Property
  void shouldRoundHalfAwayFromZeroWhenAScaleIsChanged(
      @ForAll long unscaled,
      @ForAll @IntRange(min = 0, max = 18) int from,
      @ForAll @IntRange(min = 0, max = 18) int to) {
    BigDecimal model = BigDecimal.valueOf(unscaled, from).setScale(to, RoundingMode.HALF_UP);
    if (model.unscaledValue().bitLength() >= Long.SIZE) {
      assertThatThrownBy(() -> Exact.rescale(unscaled, from, to, SqlType.BIGINT))
          .isInstanceOf(SqlException.class);
    } else {
      assertThat(Exact.rescale(unscaled, from, to, SqlType.BIGINT))
          .isEqualTo(model.unscaledValue().longValueExact());
    }
  }

  @Property
  void shouldHaveSixteenRightDigitsWhenDecimalsAreDivided(
      @ForAll @Scale(10) BigDecimal dividend, @ForAll @Scale(10) BigDecimal divisor) {
    if (divisor.signum() == 0) {
      assertThatThrownBy(() -> Exact.divide(dividend, divisor)).isInstanceOf(SqlException.class);
      return;
    }
    BigDecimal quotient = Exact.divide(dividend, divisor);
    assertThat(quotient.scale())
        .isGreaterThanOrEqualTo(Math.max(dividend.scale(), divisor.scale()));
    assertThat(quotient)
        .isEqualTo(dividend.divide(divisor, quotient.scale(), RoundingMode.HALF_UP));
    assertThat(quotient.signum() == 0 ? 16 : quotient.precision()).isGreaterThanOrEqualTo(16);
  }

  @Property
  void shouldReadWhatIsWrittenWhenDoublesAreTexts(@ForAll double value, @ForAll float single) {
    built.clear();
    RealText.append(value, false, built);
    assertThat(RealText.parse(built.toString(), SqlType.DOUBLE)).isEqualTo(value + 0.0);
    assertThat(built.length()).isLessThanOrEqualTo(25);
    built.clear();
    RealText.append(single, true, built);
    assertThat((float) RealText.parse(built.toString(), SqlType.REAL)).isEqualTo(single + 0.0f);
  }

  @Property
  void shouldBeNearTheNumberWhenADoubleBecomesADecimal(
      @ForAll @DoubleRange(min = -1e15, max = 1e15) double value) {
    BigDecimal decimal = Exact.ofDouble(value);
    assertThat(decimal.precision()).isLessThanOrEqualTo(16);
    assertThat(decimal.doubleValue()).isCloseTo(value, Offset.offset(Math.abs(value) * 1e-14));
  }

  @Property
  void shouldBeTheDigitsOfJavaWhenNumbersAreAppended(
      @ForAll long value, @ForAll @IntRange(min = 0, max = 18) int scale) {
    built.clear();
    built.appendLong(value);
    assertThat(built).hasToString(Long.toString(value));
    if (value != Long.MIN_VALUE) {
      built.clear();
      built.appendScaled(value, scale);
      assertThat(built).hasToString(BigDecimal.valueOf(value, scale).toPlainString());
    }
  }

  @Property
  void shouldCountCodePointsWhenTextsAreWalked(@ForAll("texts") String text) {
    DirectBuffer bytes = utf8(text);
    int length = bytes.capacity();
    assertThat(Utf8Text.count(bytes, 0, length)).isEqualTo(text.codePointCount(0, text.length()));
    StringBuilder back = new StringBuilder();
    built.clear();
    for (int at = 0; at < length; at += Utf8Text.bytesOf(bytes.getByte(at))) {
      back.appendCodePoint(Utf8Text.pointAt(bytes, at));
      built.appendCodePoint(Utf8Text.pointAt(bytes, at));
    }
    assertThat(back).hasToString(text);
    assertThat(built).hasToString(text);
    int half = text.codePointCount(0, text.length()) / 2;
    int cut = Utf8Text.skip(bytes, 0, length, half);
    assertThat(Utf8Text.string(bytes, 0, cut))
        .isEqualTo(text.substring(0, text.offsetByCodePoints(0, half)));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withChars("aé€b%_\\")
        .ofMaxLength(12)
        .map(text -> text.replace("b", "😀"));
  }

  @Property(tries = 5_000)
  void shouldMatchAsARegularExpressionWhenAPatternOfLikeIsUsed(
      @ForAll("likeTexts") String text, @ForAll("likePatterns") String pattern) {
    LikeMatcher matcher = new LikeMatcher(false);
    DirectBuffer like = utf8(pattern);
    matcher.compile(like, 0, like.capacity(), '!');
    DirectBuffer bytes = utf8(text);
    assertThat(matcher.matches(bytes, 0, bytes.capacity()))
        .as("%s like %s", text, pattern)
        .isEqualTo(model(pattern).matcher(text).matches());
  }

  private static Pattern model(String like) {
    StringBuilder regex = new StringBuilder();
    int[] points = like.codePoints().toArray();
    for (int i = 0; i < points.length; i++) {
      if (points[i] == '!') {
        regex.append(Pattern.quote(Character.toString(points[++i])));
      } else if (points[i] == '%') {
        regex.append(".*");
      } else if (points[i] == '_') {
        regex.append('.');
      } else {
        regex.append(Pattern.quote(Character.toString(points[i])));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  @Provide
  Arbitrary<String> likeTexts() {
    return Arbitraries.strings()
        .withChars("abé%\n")
        .ofMaxLength(10)
        .map(text -> text.replace("b", "😀"));
  }

  @Provide
  Arbitrary<String> likePatterns() {
    return Arbitraries.of("a", "😀", "é", "%", "_", "!%", "!_", "!!", "%%")
        .list()
        .ofMaxSize(8)
        .map(parts -> String.join("", parts));
  }

  @Test
  void shouldTakeTimeOfTheProductAtMostWhenAPatternHasManyWildcards() {
    LikeMatcher matcher = new LikeMatcher(false);
    DirectBuffer like = utf8("%a".repeat(1_000) + "%b");
    matcher.compile(like, 0, like.capacity(), LikeMatcher.NO_ESCAPE);
    DirectBuffer text = utf8("a".repeat(200_000));
    // A matcher that goes back over what it has matched would not come to an end.
    assertThat(matcher.matches(text, 0, text.capacity())).isFalse();
  }
}
