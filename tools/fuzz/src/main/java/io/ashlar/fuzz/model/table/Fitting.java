package io.ashlar.fuzz.model.table;

import io.ashlar.error.ConstraintException;
import io.ashlar.fuzz.script.schema.Type;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

/** What becomes of a value that a column is given. */
public final class Fitting {

  private static final Instant FIRST = Instant.EPOCH.plus(Long.MIN_VALUE, ChronoUnit.MICROS);
  private static final Instant LAST = Instant.EPOCH.plus(Long.MAX_VALUE, ChronoUnit.MICROS);

  private Fitting() {}

  /** A value that does not fit. */
  public static final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    Refused() {
      super("refused");
    }

    /**
     * What a statement is refused with.
     *
     * @return the type of the exception
     */
    public Class<?> error() {
      return ConstraintException.class;
    }
  }

  /**
   * Whether a column can hold a value.
   *
   * @param column the column
   * @param value the value
   * @return false when it would be refused
   */
  public static boolean fits(ModelColumn column, Object value) {
    try {
      Object stored = stored(column.type(), value);
      return stored != null || value == null;
    } catch (Refused e) {
      return false;
    }
  }

  /**
   * The value as it is stored; parts below microseconds are cut off.
   *
   * @param type the type of the column
   * @param value the value
   * @return the value in the form in which values are compared
   * @throws Refused when it does not fit
   */
  public static Object stored(Type type, Object value) throws Refused {
    if (value instanceof Instant time) {
      return instant(time);
    }
    if (value instanceof LocalTime time) {
      return time.truncatedTo(ChronoUnit.MICROS);
    }
    boolean fits = true;
    if (value instanceof LocalDate date) {
      fits = date.toEpochDay() == (int) date.toEpochDay();
    } else if (value instanceof BigDecimal decimal) {
      fits = fits(type, decimal);
    } else if (value instanceof String text) {
      fits = wellFormed(text);
    }
    if (!fits) {
      throw new Refused();
    }
    return Values.canonical(value);
  }

  private static Instant instant(Instant time) throws Refused {
    Instant cut = time.truncatedTo(ChronoUnit.MICROS);
    if (cut.isBefore(FIRST) || cut.isAfter(LAST)) {
      throw new Refused();
    }
    return cut;
  }

  private static boolean fits(Type type, BigDecimal decimal) {
    BigDecimal shortest = (BigDecimal) Values.canonical(decimal);
    return shortest.signum() == 0
        || (shortest.scale() <= type.scale()
            && shortest.precision() - shortest.scale() <= type.precision() - type.scale());
  }

  /** Whether every surrogate has its partner. */
  static boolean wellFormed(String text) {
    return text.codePoints()
        .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  /**
   * The number that an update has computed, as the column holds it.
   *
   * @param column the column
   * @param number the number
   * @return the value in the form in which values are compared
   * @throws Refused when it does not fit
   */
  public static Object computed(ModelColumn column, Object number) throws Refused {
    return switch (column.kind()) {
      case INT -> {
        long value = (Long) number;
        if (value != (int) value) {
          throw new Refused();
        }
        yield value;
      }
      case LONG -> number;
      case FLOAT -> {
        double value = ((Number) number).doubleValue();
        float narrow = (float) value;
        if (Float.isInfinite(narrow) && !Double.isInfinite(value)) {
          throw new Refused();
        }
        yield Values.canonical((double) narrow);
      }
      case DOUBLE -> Values.canonical(((Number) number).doubleValue());
      default -> {
        BigDecimal value =
            Values.decimal(number).setScale(column.type().scale(), RoundingMode.HALF_EVEN);
        yield stored(column.type(), value);
      }
    };
  }
}
