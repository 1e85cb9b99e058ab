package io.ashlar.sql.type;

import io.ashlar.type.ValueKind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/**
 * The kinds of SQL types, with what of Ashlar, of JDBC and of Java each stands for. The numbers are
 * those of {@code java.sql.Types}.
 */
public enum SqlKind {
  /** What a literal in quotes, NULL or a parameter is before it meets something. */
  UNKNOWN("unknown", 0, String.class, null, TypeCategory.UNKNOWN),
  /** True or false. */
  BOOLEAN("boolean", 16, Boolean.class, ValueKind.BOOLEAN, TypeCategory.BOOLEAN),
  /** Eight bits. */
  TINYINT("tinyint", -6, Integer.class, ValueKind.INT, TypeCategory.NUMERIC),
  /** Sixteen bits. */
  SMALLINT("smallint", 5, Integer.class, ValueKind.INT, TypeCategory.NUMERIC),
  /** 32 bits. */
  INTEGER("integer", 4, Integer.class, ValueKind.INT, TypeCategory.NUMERIC),
  /** 64 bits. */
  BIGINT("bigint", -5, Long.class, ValueKind.LONG, TypeCategory.NUMERIC),
  /** A single. */
  REAL("real", 7, Float.class, ValueKind.FLOAT, TypeCategory.NUMERIC),
  /** A double. */
  DOUBLE("double precision", 8, Double.class, ValueKind.DOUBLE, TypeCategory.NUMERIC),
  /** Exact digits. */
  DECIMAL("numeric", 2, BigDecimal.class, ValueKind.DECIMAL, TypeCategory.NUMERIC),
  /** Text of at most so many code points; never padded. */
  CHAR("char", 1, String.class, ValueKind.STRING, TypeCategory.TEXT),
  /** Text of at most so many code points. */
  VARCHAR("varchar", 12, String.class, ValueKind.STRING, TypeCategory.TEXT),
  /** Text. */
  TEXT("text", 12, String.class, ValueKind.STRING, TypeCategory.TEXT),
  /** Text that JDBC hands out as a CLOB. */
  CLOB("clob", 2005, String.class, ValueKind.STRING, TypeCategory.TEXT),
  /** At most so many bytes; never padded. */
  BINARY("binary", -2, byte[].class, ValueKind.BYTES, TypeCategory.BINARY),
  /** At most so many bytes. */
  VARBINARY("varbinary", -3, byte[].class, ValueKind.BYTES, TypeCategory.BINARY),
  /** Bytes that JDBC hands out as a BLOB. */
  BLOB("blob", 2004, byte[].class, ValueKind.BYTES, TypeCategory.BINARY),
  /** 128 bits. */
  UUID("uuid", 1111, UUID.class, ValueKind.UUID, TypeCategory.UUID),
  /** Days since 1970-01-01. */
  DATE("date", 91, LocalDate.class, ValueKind.DATE, TypeCategory.DATETIME),
  /** Microseconds since midnight. */
  TIME("time", 92, LocalTime.class, ValueKind.TIME, TypeCategory.TIME),
  /** Microseconds since 1970-01-01 of the local date and time, read as if it were UTC. */
  TIMESTAMP("timestamp", 93, LocalDateTime.class, ValueKind.TIMESTAMP, TypeCategory.DATETIME),
  /** Microseconds since 1970-01-01 UTC. */
  TIMESTAMP_TZ(
      "timestamp with time zone",
      2014,
      OffsetDateTime.class,
      ValueKind.TIMESTAMP,
      TypeCategory.DATETIME),
  /** Months, days and microseconds; in expressions alone. */
  INTERVAL("interval", 1111, String.class, null, TypeCategory.INTERVAL);

  private final String sqlName;
  private final int jdbcType;
  private final Class<?> javaClass;
  private final ValueKind valueKind;
  private final TypeCategory category;

  SqlKind(
      String sqlName,
      int jdbcType,
      Class<?> javaClass,
      ValueKind valueKind,
      TypeCategory category) {
    this.sqlName = sqlName;
    this.jdbcType = jdbcType;
    this.javaClass = javaClass;
    this.valueKind = valueKind;
    this.category = category;
  }

  /**
   * The name as it is shown, without length or precision.
   *
   * @return in lower case
   */
  public String sqlName() {
    return sqlName;
  }

  /**
   * The number of {@code java.sql.Types}.
   *
   * @return the number
   */
  public int jdbcType() {
    return jdbcType;
  }

  /**
   * What JDBC's {@code getObject} gives.
   *
   * @return the class
   */
  public Class<?> javaClass() {
    return javaClass;
  }

  /**
   * What a column of this kind is stored as.
   *
   * @return empty for UNKNOWN and INTERVAL, which no column has
   */
  public Optional<ValueKind> valueKind() {
    return Optional.ofNullable(valueKind);
  }

  /**
   * What it compares and combines with.
   *
   * @return the category
   */
  public TypeCategory category() {
    return category;
  }

  /**
   * Whether it is a whole number.
   *
   * @return true from TINYINT to BIGINT
   */
  public boolean isWhole() {
    // Not by compareTo, which looks at the classes of both: getters ask for each value.
    return this == BIGINT || this == INTEGER || this == SMALLINT || this == TINYINT;
  }

  /**
   * Whether it is a floating-point number.
   *
   * @return true for REAL and DOUBLE
   */
  public boolean isReal() {
    return this == REAL || this == DOUBLE;
  }

  /**
   * Whether it is a text.
   *
   * @return true from CHAR to CLOB
   */
  public boolean isText() {
    return category == TypeCategory.TEXT;
  }

  /**
   * Whether it is a byte string.
   *
   * @return true from BINARY to BLOB
   */
  public boolean isBinary() {
    return category == TypeCategory.BINARY;
  }

  /** Whether the type may say how long values are. */
  boolean hasLength() {
    return this == CHAR || this == VARCHAR || this == BINARY || this == VARBINARY;
  }

  /** Whether the type may say how many digits a second's fraction has. */
  boolean hasFraction() {
    return this == TIME || this == TIMESTAMP || this == TIMESTAMP_TZ;
  }

  /**
   * The least whole number of the kind.
   *
   * @return the number
   */
  public long least() {
    return -greatest() - 1;
  }

  /**
   * The greatest whole number of the kind.
   *
   * @return the number
   */
  public long greatest() {
    return switch (this) {
      case TINYINT -> Byte.MAX_VALUE;
      case SMALLINT -> Short.MAX_VALUE;
      case INTEGER, DATE -> Integer.MAX_VALUE;
      default -> Long.MAX_VALUE;
    };
  }

  /** Decimal digits that the whole numbers of the kind take. */
  int digits() {
    return switch (this) {
      case TINYINT -> 3;
      case SMALLINT -> 5;
      case INTEGER -> 10;
      default -> 19;
    };
  }
}
