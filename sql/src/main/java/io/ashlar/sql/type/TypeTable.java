package io.ashlar.sql.type;

import io.ashlar.type.ColumnType;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which type goes where: the one table of casts, and what two types have in common, as PostgreSQL
 * decides it. Comparisons, CASE, COALESCE, IN and UNION all bring their sides to the common type.
 *
 * <p>Where PostgreSQL has no such kind: TINYINT is below SMALLINT; CLOB and BLOB are above the
 * other texts and byte strings; whole and decimal numbers meet REAL in DOUBLE, which is what its
 * operators do.
 */
public final class TypeTable {

  /** One row for each kind a value comes from, one letter for each kind it goes to. */
  private static final String[] CASTS = {
    "IIIIIIIIIIIIIIIIIIIIII", // UNKNOWN
    "-IEEEE---AAAA---------", // BOOLEAN
    "-EIIIIIIIAAAA---------", // TINYINT
    "-EAIIIIIIAAAA---------", // SMALLINT
    "-EAAIIIIIAAAA---------", // INTEGER
    "-EAAAIIIIAAAA---------", // BIGINT
    "--AAAAIIAAAAA---------", // REAL
    "--AAAAAIAAAAA---------", // DOUBLE
    "--AAAAIIIAAAA---------", // DECIMAL
    "-EEEEEEEEIIIIEEEEEEEEE", // CHAR
    "-EEEEEEEEIIIIEEEEEEEEE", // VARCHAR
    "-EEEEEEEEIIIIEEEEEEEEE", // TEXT
    "-EEEEEEEEIIIIEEEEEEEEE", // CLOB
    "---------EEEEIIIE-----", // BINARY
    "---------EEEEIIIE-----", // VARBINARY
    "---------EEEEIIIE-----", // BLOB
    "---------AAAAEEEI-----", // UUID
    "---------AAAA----I-II-", // DATE
    "---------AAAA-----I--I", // TIME
    "---------AAAA----AAII-", // TIMESTAMP
    "---------AAAA----AAAI-", // TIMESTAMP_TZ
    "---------AAAA-----A--I", // INTERVAL
  };

  private static final Map<SqlKind, Map<SqlKind, CastContext>> BY_KIND = byKind();

  private TypeTable() {}

  private static Map<SqlKind, Map<SqlKind, CastContext>> byKind() {
    Map<SqlKind, Map<SqlKind, CastContext>> all = new EnumMap<>(SqlKind.class);
    int row = 0;
    for (SqlKind from : SqlKind.values()) {
      Map<SqlKind, CastContext> casts = new EnumMap<>(SqlKind.class);
      int column = 0;
      for (SqlKind to : SqlKind.values()) {
        casts.put(to, context(CASTS[row].charAt(column++)));
      }
      all.put(from, casts);
      row++;
    }
    return all;
  }

  private static CastContext context(char letter) {
    return switch (letter) {
      case 'I' -> CastContext.IMPLICIT;
      case 'A' -> CastContext.ASSIGNMENT;
      case 'E' -> CastContext.EXPLICIT;
      default -> CastContext.NONE;
    };
  }

  /**
   * How much must be said for values of one kind to become values of another.
   *
   * @param from what they are
   * @param to what they are to be
   * @return NONE when they never do
   */
  public static CastContext cast(SqlKind from, SqlKind to) {
    return BY_KIND.get(from).get(to);
  }

  /**
   * The kind that two kinds are brought to when they meet.
   *
   * @param left one
   * @param right the other
   * @return empty when they do not go together; UNKNOWN when both are
   */
  public static Optional<SqlKind> common(SqlKind left, SqlKind right) {
    if (left == right || right == SqlKind.UNKNOWN) {
      return Optional.of(left);
    }
    if (left == SqlKind.UNKNOWN) {
      return Optional.of(right);
    }
    if (left.category() != right.category()) {
      return Optional.empty();
    }
    // Kinds of a category are declared in the order in which one takes in the other.
    SqlKind wider = left.compareTo(right) > 0 ? left : right;
    SqlKind narrower = wider == left ? right : left;
    boolean meetsReal = narrower.isReal() || wider.isReal();
    return Optional.of(
        wider.category() == TypeCategory.NUMERIC && meetsReal ? SqlKind.DOUBLE : wider);
  }

  /**
   * The type that two types are brought to when they meet.
   *
   * @param where named in the failure: an operator, CASE, UNION
   * @param left one
   * @param right the other
   * @return the type; UNKNOWN when both are
   * @throws io.ashlar.sql.error.SqlException 42804 when they do not go together
   */
  public static SqlType common(String where, SqlType left, SqlType right) {
    Optional<SqlKind> both = common(left.kind(), right.kind());
    if (both.isEmpty()) {
      throw DataErrors.mismatch(where, left, right);
    }
    SqlKind kind = both.get();
    if (left.equals(right) || right.kind() == SqlKind.UNKNOWN) {
      return left;
    }
    if (left.kind() == SqlKind.UNKNOWN) {
      return right;
    }
    if (kind == SqlKind.DECIMAL) {
      return commonDecimal(exact(left), exact(right));
    }
    boolean bounded =
        left.isBounded() && right.isBounded() && (kind.hasLength() || fractions(left, right));
    return bounded
        ? new SqlType(kind, Math.max(left.precision(), right.precision()), 0)
        : SqlType.of(kind);
  }

  /**
   * The type that any number of types are brought to.
   *
   * @param where named in the failure
   * @param types at least one
   * @return the type; TEXT when all are UNKNOWN
   * @throws io.ashlar.sql.error.SqlException 42804 when they do not go together
   */
  public static SqlType common(String where, List<SqlType> types) {
    SqlType common = SqlType.UNKNOWN;
    for (SqlType type : types) {
      common = common(where, common, type);
    }
    return common.kind() == SqlKind.UNKNOWN ? SqlType.TEXT : common;
  }

  /**
   * The decimal type that holds all numbers of a whole or decimal type.
   *
   * @param type a whole number or a decimal
   * @return itself when it is a decimal
   */
  public static SqlType exact(SqlType type) {
    return type.kind().isWhole() ? SqlType.decimal(type.kind().digits(), 0) : type;
  }

  private static boolean fractions(SqlType left, SqlType right) {
    return left.kind().hasFraction() && right.kind().hasFraction();
  }

  private static SqlType commonDecimal(SqlType left, SqlType right) {
    if (!left.isBounded() || !right.isBounded()) {
      return SqlType.NUMERIC;
    }
    int scale = Math.max(left.scale(), right.scale());
    int whole = Math.max(left.precision() - left.scale(), right.precision() - right.scale());
    return decimalOrUnbounded(whole + scale, scale);
  }

  /**
   * A decimal type of computed digits.
   *
   * @param precision digits in all
   * @param scale digits behind the point
   * @return without bounds when there are more digits than a type can say
   */
  public static SqlType decimalOrUnbounded(int precision, int scale) {
    return precision > ColumnType.MAX_PRECISION
        ? SqlType.NUMERIC
        : SqlType.decimal(Math.max(precision, 1), scale);
  }
}
