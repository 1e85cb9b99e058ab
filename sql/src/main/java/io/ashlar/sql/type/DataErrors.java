package io.ashlar.sql.type;

import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.error.SqlState;
import java.util.Optional;

/**
 * Makes the exceptions of types, expressions and functions: the one place that knows their codes.
 */
public final class DataErrors {

  private static final int SHOWN = 60;

  private DataErrors() {}

  /**
   * A number outside the range of a type.
   *
   * @param type the type
   * @return the exception, to be thrown
   */
  public static SqlException outOfRange(SqlType type) {
    return SqlException.nowhere(
        SqlState.NUMERIC_OUT_OF_RANGE, "The value is out of range for its type.", "type", type);
  }

  /**
   * A result of arithmetic outside the range of its type.
   *
   * @param operation a symbol or name
   * @param type the type
   * @return the exception, to be thrown
   */
  public static SqlException overflow(String operation, SqlType type) {
    return SqlException.nowhere(
        SqlState.NUMERIC_OUT_OF_RANGE,
        "The result of an operation is out of range.",
        "operation",
        operation,
        "type",
        type);
  }

  /**
   * A division by zero.
   *
   * @return the exception, to be thrown
   */
  public static SqlException divisionByZero() {
    return SqlException.nowhere(SqlState.DIVISION_BY_ZERO, "A number is divided by zero.");
  }

  /**
   * A date or time outside its range.
   *
   * @param type the type
   * @return the exception, to be thrown
   */
  public static SqlException datetimeOverflow(SqlType type) {
    return SqlException.nowhere(
        SqlState.DATETIME_OVERFLOW, "The date or time is out of range.", "type", type);
  }

  /**
   * A text that does not read as a value.
   *
   * @param text what was read
   * @param type the type
   * @return the exception, to be thrown
   */
  public static SqlException badCast(String text, SqlType type) {
    return SqlException.nowhere(
        SqlState.INVALID_CAST,
        "The text is not a value of the type.",
        "text",
        shown(text),
        "type",
        type);
  }

  /**
   * A number with a fraction for a parameter that is a whole number.
   *
   * @param value the number
   * @param type the type of the parameter
   * @return the exception, to be thrown
   */
  public static SqlException fraction(String value, SqlType type) {
    return SqlException.nowhere(
        SqlState.INVALID_CAST,
        "The parameter is a whole number, and the value is none; CAST says of which type it is.",
        "value",
        shown(value),
        "type",
        type);
  }

  /**
   * A text or byte string that is too long.
   *
   * @param type the type
   * @param length how long it is
   * @return the exception, to be thrown
   */
  public static SqlException tooLong(SqlType type, long length) {
    return SqlException.nowhere(
        SqlState.STRING_TOO_LONG,
        "The value is too long for its type.",
        "length",
        length,
        "type",
        type);
  }

  /**
   * There is no such cast where one is needed.
   *
   * @param from what it is
   * @param to what it should be
   * @param context where it stands
   * @return the exception, to be thrown
   */
  public static SqlException noCast(SqlType from, SqlType to, CastContext context) {
    return SqlException.nowhere(
        SqlState.CANNOT_COERCE,
        context == CastContext.EXPLICIT
            ? "There is no cast between the types."
            : "The value has another type than is needed here, and is not cast by itself.",
        "from",
        from,
        "to",
        to);
  }

  /**
   * Types that have none in common.
   *
   * @param where a symbol, a name or a clause
   * @param left one type
   * @param right the other
   * @return the exception, to be thrown
   */
  public static SqlException mismatch(String where, SqlType left, SqlType right) {
    return SqlException.nowhere(
        SqlState.DATATYPE_MISMATCH,
        "The types do not go together.",
        "where",
        where,
        "left",
        left,
        "right",
        right);
  }

  /**
   * A type other than the one that is needed.
   *
   * @param where a symbol, a name or a clause
   * @param needed the type that is needed
   * @param found the type that it has
   * @return the exception, to be thrown
   */
  public static SqlException wrongType(String where, SqlType needed, SqlType found) {
    return SqlException.nowhere(
        SqlState.DATATYPE_MISMATCH,
        "The expression has another type than is needed here.",
        "where",
        where,
        "needed",
        needed,
        "found",
        found);
  }

  /**
   * No operator for the types of its operands.
   *
   * @param operator its symbol
   * @param left one type
   * @param right the other
   * @return the exception, to be thrown
   */
  public static SqlException undefinedOperator(String operator, SqlType left, SqlType right) {
    return SqlException.nowhere(
        SqlState.UNDEFINED_FUNCTION,
        "There is no such operator for these types.",
        "operator",
        operator,
        "left",
        left,
        "right",
        right);
  }

  /**
   * No function of a name and arguments; the nearest name is told unless it is null.
   *
   * @param signature name and types
   * @param nearest a known name, or null
   * @return the exception, to be thrown
   */
  public static SqlException undefinedFunction(String signature, String nearest) {
    return nearest == null
        ? SqlException.nowhere(
            SqlState.UNDEFINED_FUNCTION,
            "There is no such function for these arguments.",
            "function",
            signature)
        : SqlException.nowhere(
            SqlState.UNDEFINED_FUNCTION,
            "There is no such function for these arguments.",
            "function",
            signature,
            "didYouMean",
            nearest);
  }

  /**
   * Several functions that fit arguments alike.
   *
   * @param signature name and types
   * @return the exception, to be thrown
   */
  public static SqlException ambiguousFunction(String signature) {
    return SqlException.nowhere(
        SqlState.AMBIGUOUS_FUNCTION,
        "Several functions fit the arguments; a cast tells which is meant.",
        "function",
        signature);
  }

  /**
   * No type of a name.
   *
   * @param name the name
   * @param nearest the name that was probably meant
   * @return the exception, to be thrown
   */
  public static SqlException undefinedType(String name, Optional<String> nearest) {
    return nearest.isEmpty()
        ? SqlException.nowhere(
            SqlState.UNDEFINED_TYPE, "There is no such type.", "type", shown(name))
        : SqlException.nowhere(
            SqlState.UNDEFINED_TYPE,
            "There is no such type.",
            "type",
            shown(name),
            "nearest",
            nearest.get());
  }

  /**
   * A length, precision or scale that a type cannot have.
   *
   * @param type the type
   * @param precision as declared
   * @param scale as declared
   * @return the exception, to be thrown
   */
  public static SqlException typeModifier(String type, int precision, int scale) {
    return SqlException.nowhere(
        SqlState.INVALID_PARAMETER,
        "The length, precision or scale of the type is out of range.",
        "type",
        type,
        "precision",
        precision,
        "scale",
        scale);
  }

  /**
   * An argument that a function does not take.
   *
   * @param function its name
   * @param argument what it is called
   * @param value what it was
   * @return the exception, to be thrown
   */
  public static SqlException argument(String function, String argument, Object value) {
    return SqlException.nowhere(
        SqlState.INVALID_PARAMETER,
        "An argument of the function is out of range.",
        "function",
        function,
        "argument",
        argument,
        "value",
        shown(String.valueOf(value)));
  }

  /**
   * A failure that has a code and a sentence and no facts.
   *
   * @param sqlState the code
   * @param sentence the sentence, with its full stop
   * @return the exception, to be thrown
   */
  public static SqlException plain(String sqlState, String sentence) {
    return SqlException.nowhere(sqlState, sentence);
  }

  /**
   * Something that there is not.
   *
   * @param sentence the sentence, with its full stop
   * @return the exception, to be thrown
   */
  public static SqlException notSupported(String sentence) {
    return SqlException.nowhere(SqlState.FEATURE_NOT_SUPPORTED, sentence);
  }

  /**
   * A value that would take more memory than values may.
   *
   * @param function its name
   * @param bytes how many it would take
   * @return the exception, to be thrown
   */
  public static SqlException limit(String function, long bytes) {
    return SqlException.nowhere(
        SqlState.LIMIT_EXCEEDED,
        "The result is larger than the limit.",
        "function",
        function,
        "bytes",
        bytes,
        "limitBytes",
        SqlType.MAX_LENGTH);
  }

  private static String shown(String text) {
    return text.codePointCount(0, text.length()) <= SHOWN
        ? text
        : text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "...";
  }
}
