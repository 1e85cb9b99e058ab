package io.ashlar.codec.value;

import io.ashlar.type.ValueKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Random values of every kind, crowded where encodings break, and their order as plain Java defines
 * it: an oracle that shares no code with the codec.
 */
public final class TestValues {

  private static final int[] CODE_POINTS = {
    0, 1, 2, 'a', 'b', 0x7F, 0x80, 0xFF, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x10FFFF
  };

  private TestValues() {}

  /**
   * Values of a kind.
   *
   * @param kind the kind
   * @return Boolean, Integer, Long, Float, Double, BigDecimal, String, byte[] or UUID
   */
  public static Arbitrary<Object> of(ValueKind kind) {
    return switch (kind) {
      case BOOLEAN -> Arbitraries.of(true, false);
      case INT ->
          Arbitraries.oneOf(
                  Arbitraries.integers(),
                  Arbitraries.of(Integer.MIN_VALUE, -256, -1, 0, 1, 255, Integer.MAX_VALUE))
              .asGeneric();
      case LONG, DATE, TIME, TIMESTAMP -> longs().asGeneric();
      case FLOAT -> floats().asGeneric();
      case DOUBLE -> doubles().asGeneric();
      case DECIMAL -> decimals().asGeneric();
      case STRING -> strings().asGeneric();
      case BYTES -> bytes().asGeneric();
      case UUID -> Combinators.combine(longs(), longs()).as(UUID::new).asGeneric();
    };
  }

  /**
   * Values of a kind, and null one time in six.
   *
   * @param kind the kind
   * @return as {@link #of}, or null
   */
  public static Arbitrary<Object> orNull(ValueKind kind) {
    return of(kind).injectNull(1.0 / 6);
  }

  /**
   * Texts that are rich in zeros and in borders between encoded lengths.
   *
   * @return texts without unpaired surrogates
   */
  public static Arbitrary<String> strings() {
    Arbitrary<Integer> points =
        Arbitraries.oneOf(
            Arbitraries.of(Arrays.stream(CODE_POINTS).boxed().collect(Collectors.toList())),
            Arbitraries.integers().between(0, 0xD7FF));
    return points
        .list()
        .ofMaxSize(12)
        .map(
            list -> {
              StringBuilder text = new StringBuilder();
              list.forEach(text::appendCodePoint);
              return text.toString();
            });
  }

  /**
   * Compares two values of a kind, nulls first.
   *
   * @param kind the kind
   * @param a a value or null
   * @param b a value or null
   * @return negative, zero or positive
   */
  public static int compare(ValueKind kind, Object a, Object b) {
    if (a == null || b == null) {
      return Boolean.compare(a != null, b != null);
    }
    return switch (kind) {
      case BOOLEAN -> Boolean.compare((Boolean) a, (Boolean) b);
      case INT -> Integer.compare((Integer) a, (Integer) b);
      case LONG, DATE, TIME, TIMESTAMP -> Long.compare((Long) a, (Long) b);
      case FLOAT -> compareDoubles((Float) a, (Float) b);
      case DOUBLE -> compareDoubles((Double) a, (Double) b);
      case DECIMAL -> ((BigDecimal) a).compareTo((BigDecimal) b);
      case STRING -> compareCodePoints((String) a, (String) b);
      case BYTES -> Arrays.compareUnsigned((byte[]) a, (byte[]) b);
      case UUID -> compareUuids((UUID) a, (UUID) b);
    };
  }

  private static int compareDoubles(double a, double b) {
    if (Double.isNaN(a) || Double.isNaN(b)) {
      return Boolean.compare(Double.isNaN(a), Double.isNaN(b));
    }
    return a < b ? -1 : a > b ? 1 : 0;
  }

  private static int compareCodePoints(String a, String b) {
    return Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());
  }

  private static int compareUuids(UUID a, UUID b) {
    int upper = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
    return upper != 0
        ? upper
        : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
  }

  private static Arbitrary<Long> longs() {
    return Arbitraries.oneOf(
        Arbitraries.longs(),
        Arbitraries.of(Long.MIN_VALUE, -256L, -2L, -1L, 0L, 1L, 2L, 255L, Long.MAX_VALUE));
  }

  private static Arbitrary<Float> floats() {
    return Arbitraries.oneOf(
        Arbitraries.integers().map(Float::intBitsToFloat),
        Arbitraries.of(
            0f, -0f, 1f, -1f, Float.NaN, Float.MIN_VALUE, -Float.MIN_VALUE, Float.MAX_VALUE),
        Arbitraries.of(Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY));
  }

  private static Arbitrary<Double> doubles() {
    return Arbitraries.oneOf(
        Arbitraries.longs().map(Double::longBitsToDouble),
        Arbitraries.of(
            0d, -0d, 1d, -1d, Double.NaN, Double.MIN_VALUE, -Double.MIN_VALUE, Double.MAX_VALUE),
        Arbitraries.of(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
  }

  private static Arbitrary<BigDecimal> decimals() {
    Arbitrary<BigDecimal> small =
        Combinators.combine(
                Arbitraries.integers().between(-1200, 1200), Arbitraries.integers().between(-3, 3))
            .as(BigDecimal::valueOf);
    Arbitrary<BigDecimal> any =
        Combinators.combine(
                Arbitraries.bigIntegers()
                    .between(BigInteger.TEN.pow(60).negate(), BigInteger.TEN.pow(60)),
                Arbitraries.integers().between(-5000, 5000))
            .as(BigDecimal::new);
    return Arbitraries.oneOf(small, any, Arbitraries.of(BigDecimal.ZERO, new BigDecimal("0.000")));
  }

  private static Arbitrary<byte[]> bytes() {
    Arbitrary<Byte> tricky = Arbitraries.of(List.of((byte) 0, (byte) 1, (byte) 0xFE, (byte) 0xFF));
    Arbitrary<Byte> octets = Arbitraries.oneOf(Arbitraries.bytes(), tricky);
    return octets.array(byte[].class).ofMaxSize(12);
  }
}
