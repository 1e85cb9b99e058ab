package io.ashlar.sql.type;

import io.ashlar.argument.Arguments;
import io.ashlar.type.ColumnType;
import io.ashlar.type.ValueKind;
import java.util.Optional;

/**
 * A type of SQL: a kind, and what was declared of length, digits or fraction.
 *
 * @param kind the kind
 * @param precision digits of a DECIMAL, code points or bytes of a text or byte string, digits of
 *     the fraction of a second; {@link #UNBOUNDED} when nothing was declared
 * @param scale digits of a DECIMAL behind the point; 0 for other kinds and when unbounded
 */
public record SqlType(SqlKind kind, int precision, int scale) {

  /** Nothing was declared. */
  public static final int UNBOUNDED = -1;

  /** Decimals of so many digits are evaluated as longs. */
  public static final int MAX_WORD_DIGITS = 18;

  /** The most digits of the fraction of a second. */
  public static final int MAX_FRACTION = 6;

  /** The longest length of a text or byte string that can be declared. */
  public static final int MAX_LENGTH = 16 * 1024 * 1024;

  /** The type of NULL, of literals in quotes and of parameters that met nothing yet. */
  public static final SqlType UNKNOWN = of(SqlKind.UNKNOWN);

  /** True or false. */
  public static final SqlType BOOLEAN = of(SqlKind.BOOLEAN);

  /** Eight bits. */
  public static final SqlType TINYINT = of(SqlKind.TINYINT);

  /** Sixteen bits. */
  public static final SqlType SMALLINT = of(SqlKind.SMALLINT);

  /** 32 bits. */
  public static final SqlType INTEGER = of(SqlKind.INTEGER);

  /** 64 bits. */
  public static final SqlType BIGINT = of(SqlKind.BIGINT);

  /** A single. */
  public static final SqlType REAL = of(SqlKind.REAL);

  /** A double. */
  public static final SqlType DOUBLE = of(SqlKind.DOUBLE);

  /** A decimal of any digits; no column has this type. */
  public static final SqlType NUMERIC = of(SqlKind.DECIMAL);

  /** Text of any length. */
  public static final SqlType TEXT = of(SqlKind.TEXT);

  /** Text of any length, called varchar. */
  public static final SqlType VARCHAR = of(SqlKind.VARCHAR);

  /** Bytes of any number. */
  public static final SqlType VARBINARY = of(SqlKind.VARBINARY);

  /** A UUID. */
  public static final SqlType UUID = of(SqlKind.UUID);

  /** A date. */
  public static final SqlType DATE = of(SqlKind.DATE);

  /** A time of day to the microsecond. */
  public static final SqlType TIME = of(SqlKind.TIME);

  /** A local date and time to the microsecond. */
  public static final SqlType TIMESTAMP = of(SqlKind.TIMESTAMP);

  /** An instant to the microsecond. */
  public static final SqlType TIMESTAMP_TZ = of(SqlKind.TIMESTAMP_TZ);

  /** Months, days, microseconds. */
  public static final SqlType INTERVAL = of(SqlKind.INTERVAL);

  /**
   * Checks what was declared.
   *
   * @param kind the kind
   * @param precision digits or length
   * @param scale digits behind the point
   * @throws io.ashlar.sql.error.SqlException 22023 when a length, precision or scale is out of
   *     range or the kind has none
   */
  public SqlType {
    Arguments.requireGiven(kind, "kind");
    if (!isPossible(kind, precision, scale)) {
      throw DataErrors.typeModifier(kind.sqlName(), precision, scale);
    }
  }

  private static boolean isPossible(SqlKind kind, int precision, int scale) {
    if (kind == SqlKind.DECIMAL && precision != UNBOUNDED) {
      return precision >= 1
          && precision <= ColumnType.MAX_PRECISION
          && scale >= 0
          && scale <= precision;
    }
    if (scale != 0) {
      return false;
    }
    if (precision == UNBOUNDED) {
      return true;
    }
    return kind.hasLength()
        ? precision >= 1 && precision <= MAX_LENGTH
        : kind.hasFraction() && precision >= 0 && precision <= MAX_FRACTION;
  }

  /**
   * A type of which nothing but the kind is declared.
   *
   * @param kind the kind
   * @return the type
   */
  public static SqlType of(SqlKind kind) {
    return new SqlType(kind, UNBOUNDED, 0);
  }

  /**
   * A decimal.
   *
   * @param precision digits in all, 1 to 1,000
   * @param scale digits behind the point, 0 to {@code precision}
   * @return the type
   * @throws io.ashlar.sql.error.SqlException 22023 when either is out of range
   */
  public static SqlType decimal(int precision, int scale) {
    return new SqlType(SqlKind.DECIMAL, precision, scale);
  }

  /**
   * A text of limited length.
   *
   * @param length code points, at least 1
   * @return the type
   * @throws io.ashlar.sql.error.SqlException 22023 when it is out of range
   */
  public static SqlType varchar(int length) {
    return new SqlType(SqlKind.VARCHAR, length, 0);
  }

  /**
   * Whether a length, digits or a fraction was declared.
   *
   * @return false when values are limited by the kind alone
   */
  public boolean isBounded() {
    return precision != UNBOUNDED;
  }

  /**
   * What values are while they are evaluated.
   *
   * @return the form
   */
  public ScalarForm form() {
    return switch (kind) {
      case REAL, DOUBLE -> ScalarForm.REAL;
      case DECIMAL ->
          isBounded() && precision <= MAX_WORD_DIGITS ? ScalarForm.WORD : ScalarForm.DECIMAL;
      case UNKNOWN, CHAR, VARCHAR, TEXT, CLOB, BINARY, VARBINARY, BLOB -> ScalarForm.BYTES;
      case UUID, INTERVAL -> ScalarForm.PAIR;
      default -> ScalarForm.WORD;
    };
  }

  /**
   * What a column of this type is stored as.
   *
   * @return empty for types that no column can have: UNKNOWN, INTERVAL and decimals without digits
   */
  public Optional<ColumnType> columnType() {
    if (kind == SqlKind.DECIMAL) {
      return isBounded() ? Optional.of(ColumnType.decimal(precision, scale)) : Optional.empty();
    }
    return kind.valueKind().map(value -> new ColumnType(value, 0, 0));
  }

  /**
   * The type that a column has of which only Ashlar's type is known.
   *
   * @param type Ashlar's type
   * @return the widest type of SQL that is stored so
   */
  public static SqlType of(ColumnType type) {
    Arguments.requireGiven(type, "type");
    return switch (type.kind()) {
      case BOOLEAN -> BOOLEAN;
      case INT -> INTEGER;
      case LONG -> BIGINT;
      case FLOAT -> REAL;
      case DOUBLE -> DOUBLE;
      case DECIMAL -> decimal(type.precision(), type.scale());
      case STRING -> VARCHAR;
      case BYTES -> VARBINARY;
      case UUID -> UUID;
      case DATE -> DATE;
      case TIME -> TIME;
      case TIMESTAMP -> TIMESTAMP;
    };
  }

  /**
   * Whether a column of this type is stored as some type.
   *
   * @param type Ashlar's type
   * @return true when it is {@link #columnType}
   */
  boolean isStoredAs(ColumnType type) {
    if (kind == SqlKind.DECIMAL) {
      return isBounded()
          && type.kind() == ValueKind.DECIMAL
          && type.precision() == precision
          && type.scale() == scale;
    }
    return kind.valueKind().orElse(null) == type.kind();
  }

  /** The kind that a column of this type has, for documents and checks. */
  Optional<ValueKind> valueKind() {
    return columnType().map(ColumnType::kind);
  }

  // Written out, as those that a record has are put together by a process that first calls them,
  // which takes it longer than to plan a query.

  @Override
  public boolean equals(Object other) {
    return other instanceof SqlType type
        && kind == type.kind
        && precision == type.precision
        && scale == type.scale;
  }

  @Override
  public int hashCode() {
    return (kind.hashCode() * 31 + precision) * 31 + scale;
  }

  /**
   * As in SQL text: {@code varchar(40)}, {@code numeric(38,2)}, {@code timestamp(6) with time
   * zone}.
   *
   * @return the text; {@link TypeNames#parse} reads it back
   */
  @Override
  public String toString() {
    return TypeNames.text(this);
  }
}
