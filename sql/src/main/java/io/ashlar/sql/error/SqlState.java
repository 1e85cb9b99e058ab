package io.ashlar.sql.error;

/** The codes by which programs tell failures of SQL apart; PostgreSQL gives the same. */
public final class SqlState {

  /** The session is closed. */
  public static final String NO_CONNECTION = "08003";

  /** A construct that is known and that there is not. */
  public static final String FEATURE_NOT_SUPPORTED = "0A000";

  /** A statement changes one row twice. */
  public static final String CARDINALITY_VIOLATION = "21000";

  /** A text is longer than its column. */
  public static final String STRING_TOO_LONG = "22001";

  /** A number is outside the range of its type. */
  public static final String NUMERIC_OUT_OF_RANGE = "22003";

  /** A date, time or timestamp is outside its range. */
  public static final String DATETIME_OVERFLOW = "22008";

  /** A substring of negative length. */
  public static final String SUBSTRING_ERROR = "22011";

  /** A number is divided by 0. */
  public static final String DIVISION_BY_ZERO = "22012";

  /** A value is none of the type that it is cast to. */
  public static final String INVALID_CAST = "22018";

  /** An escape of a pattern is longer than one character. */
  public static final String INVALID_ESCAPE = "22019";

  /** A logarithm of what has none. */
  public static final String INVALID_LOGARITHM = "2201E";

  /** A power or root that has no real result. */
  public static final String INVALID_POWER = "2201F";

  /** An argument, a length or a number of rows is outside what is taken. */
  public static final String INVALID_PARAMETER = "22023";

  /** A pattern ends with its escape. */
  public static final String INVALID_ESCAPE_SEQUENCE = "22025";

  /** A column that may not be null is. */
  public static final String NOT_NULL_VIOLATION = "23502";

  /** A row refers to one that is not there. */
  public static final String FOREIGN_KEY_VIOLATION = "23503";

  /** A key is there twice. */
  public static final String UNIQUE_VIOLATION = "23505";

  /** A check does not hold. */
  public static final String CHECK_VIOLATION = "23514";

  /** A transaction is under way, and none may be. */
  public static final String ACTIVE_TRANSACTION = "25001";

  /** A write where only reads are allowed. */
  public static final String READ_ONLY_TRANSACTION = "25006";

  /** A schema that is there already. */
  public static final String DUPLICATE_SCHEMA = "42P06";

  /** Something that others need, which is not to go with it. */
  public static final String DEPENDENT_OBJECTS = "2BP01";

  /** A statement in a transaction that has failed. */
  public static final String FAILED_TRANSACTION = "25P02";

  /** There is no such savepoint. */
  public static final String INVALID_SAVEPOINT = "3B001";

  /** A transaction that can be tried again. */
  public static final String SERIALIZATION_FAILURE = "40001";

  /** A transaction that was ended to end a deadlock. */
  public static final String DEADLOCK = "40P01";

  /** A value for a column that is always generated. */
  public static final String GENERATED_ALWAYS = "428C9";

  /** A text that is no statement. */
  public static final String SYNTAX_ERROR = "42601";

  /** A column is there twice. */
  public static final String DUPLICATE_COLUMN = "42701";

  /** A name stands for several columns. */
  public static final String AMBIGUOUS_COLUMN = "42702";

  /** There is no such column. */
  public static final String UNDEFINED_COLUMN = "42703";

  /** There is no such type, or no such constraint. */
  public static final String UNDEFINED_TYPE = "42704";

  /** Two items of FROM have one name. */
  public static final String DUPLICATE_ALIAS = "42712";

  /** Several functions fit alike. */
  public static final String AMBIGUOUS_FUNCTION = "42725";

  /** A column of a row is named where there are groups, or an aggregate where there are none. */
  public static final String GROUPING_ERROR = "42803";

  /** An object that is there, but of another kind. */
  public static final String WRONG_OBJECT_TYPE = "42809";

  /** The types of operands do not go together. */
  public static final String DATATYPE_MISMATCH = "42804";

  /** There is no cast between two types. */
  public static final String CANNOT_COERCE = "42846";

  /** There is no such function. */
  public static final String UNDEFINED_FUNCTION = "42883";

  /** There is no such table. */
  public static final String UNDEFINED_TABLE = "42P01";

  /** A table, or what shares names with tables, is there already. */
  public static final String DUPLICATE_TABLE = "42P07";

  /** Rows are ordered by what is not there any more. */
  public static final String INVALID_COLUMN_REFERENCE = "42P10";

  /** A table is defined in a way that contradicts itself. */
  public static final String INVALID_TABLE_DEFINITION = "42P16";

  /** Memory is used up. */
  public static final String OUT_OF_MEMORY = "53200";

  /** A text that is longer, or more, than a limit allows. */
  public static final String LIMIT_EXCEEDED = "54000";

  /** A statement that nests deeper than a limit allows. */
  public static final String TOO_COMPLEX = "54001";

  /** Something is used when it cannot be. */
  public static final String OBJECT_NOT_IN_STATE = "55000";

  /** A lock was not granted in time. */
  public static final String LOCK_NOT_AVAILABLE = "55P03";

  /** A statement was cancelled, or its time was up. */
  public static final String QUERY_CANCELED = "57014";

  private SqlState() {}
}
