package io.ashlar.sql.type;

import io.ashlar.argument.Arguments;
import io.ashlar.sql.text.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts of types: the one that is shown, and all that are understood. */
public final class TypeNames {

  /** A name of words, digits in parentheses, more words. */
  private static final Pattern SHAPE =
      Pattern.compile(
          "\\s*([a-z][a-z0-9 ]*?)\\s*(?:\\(\\s*(\\d{1,9})\\s*(?:,\\s*(\\d{1,9})\\s*)?\\))?"
              + "\\s*((?:with|without) time zone)?\\s*");

  private static final int FLOAT_BITS = 24;
  private static final int DOUBLE_BITS = 53;

  private static final Map<String, SqlKind> NAMES =
      Map.ofEntries(
          Map.entry("boolean", SqlKind.BOOLEAN),
          Map.entry("bool", SqlKind.BOOLEAN),
          Map.entry("bit", SqlKind.BOOLEAN),
          Map.entry("tinyint", SqlKind.TINYINT),
          Map.entry("int1", SqlKind.TINYINT),
          Map.entry("smallint", SqlKind.SMALLINT),
          Map.entry("int2", SqlKind.SMALLINT),
          Map.entry("integer", SqlKind.INTEGER),
          Map.entry("int", SqlKind.INTEGER),
          Map.entry("int4", SqlKind.INTEGER),
          Map.entry("mediumint", SqlKind.INTEGER),
          Map.entry("bigint", SqlKind.BIGINT),
          Map.entry("int8", SqlKind.BIGINT),
          Map.entry("long", SqlKind.BIGINT),
          Map.entry("real", SqlKind.REAL),
          Map.entry("float4", SqlKind.REAL),
          Map.entry("double precision", SqlKind.DOUBLE),
          Map.entry("double", SqlKind.DOUBLE),
          Map.entry("float8", SqlKind.DOUBLE),
          Map.entry("float", SqlKind.DOUBLE),
          Map.entry("numeric", SqlKind.DECIMAL),
          Map.entry("decimal", SqlKind.DECIMAL),
          Map.entry("dec", SqlKind.DECIMAL),
          Map.entry("char", SqlKind.CHAR),
          Map.entry("character", SqlKind.CHAR),
          Map.entry("bpchar", SqlKind.CHAR),
          Map.entry("nchar", SqlKind.CHAR),
          Map.entry("varchar", SqlKind.VARCHAR),
          Map.entry("character varying", SqlKind.VARCHAR),
          Map.entry("char varying", SqlKind.VARCHAR),
          Map.entry("nvarchar", SqlKind.VARCHAR),
          Map.entry("varchar2", SqlKind.VARCHAR),
          Map.entry("string", SqlKind.VARCHAR),
          Map.entry("text", SqlKind.TEXT),
          Map.entry("longvarchar", SqlKind.TEXT),
          Map.entry("tinytext", SqlKind.TEXT),
          Map.entry("mediumtext", SqlKind.TEXT),
          Map.entry("longtext", SqlKind.TEXT),
          Map.entry("clob", SqlKind.CLOB),
          Map.entry("nclob", SqlKind.CLOB),
          Map.entry("character large object", SqlKind.CLOB),
          Map.entry("binary", SqlKind.BINARY),
          Map.entry("varbinary", SqlKind.VARBINARY),
          Map.entry("binary varying", SqlKind.VARBINARY),
          Map.entry("longvarbinary", SqlKind.VARBINARY),
          Map.entry("bytea", SqlKind.VARBINARY),
          Map.entry("raw", SqlKind.VARBINARY),
          Map.entry("blob", SqlKind.BLOB),
          Map.entry("binary large object", SqlKind.BLOB),
          Map.entry("uuid", SqlKind.UUID),
          Map.entry("date", SqlKind.DATE),
          Map.entry("time", SqlKind.TIME),
          Map.entry("timestamp", SqlKind.TIMESTAMP),
          Map.entry("datetime", SqlKind.TIMESTAMP),
          Map.entry("timestamptz", SqlKind.TIMESTAMP_TZ),
          Map.entry("interval", SqlKind.INTERVAL));

  private TypeNames() {}

  /**
   * The type that a text names.
   *
   * @param text as in a definition of a column, in any case: {@code character varying(40)}
   * @return the type
   * @throws io.ashlar.sql.error.SqlException 42704 when there is no such type; 22023 when a length,
   *     precision or scale is out of range; 0A000 for times with a zone
   */
  public static SqlType parse(String text) {
    Arguments.requireGiven(text, "text");
    Matcher shape = SHAPE.matcher(text.toLowerCase(Locale.ROOT));
    if (!shape.matches()) {
      throw DataErrors.undefinedType(text, Optional.empty());
    }
    List<Integer> modifiers = new ArrayList<>();
    for (int group = 2; group <= 3 && shape.group(group) != null; group++) {
      modifiers.add(Integer.valueOf(shape.group(group)));
    }
    String name = shape.group(1).replaceAll(" +", " ");
    String zone = shape.group(4);
    if (zone == null) {
      return of(name, modifiers);
    }
    return of(name + " " + zone, modifiers);
  }

  /**
   * The type of a name and what stands in parentheses behind its first word.
   *
   * @param name words in lower case with one space between them, {@code with time zone} included
   * @param modifiers the numbers in parentheses; empty when there are none
   * @return the type
   * @throws io.ashlar.sql.error.SqlException as {@link #parse}
   */
  public static SqlType of(String name, List<Integer> modifiers) {
    boolean zoned = name.endsWith(" with time zone");
    String plain = name.replaceFirst(" with(out)? time zone$", "");
    SqlKind kind = NAMES.get(plain);
    boolean hasZone = !plain.equals(name);
    if (kind == null || (hasZone && kind != SqlKind.TIME && kind != SqlKind.TIMESTAMP)) {
      throw DataErrors.undefinedType(name, NearestName.of(plain, NAMES.keySet()));
    }
    if (zoned && kind == SqlKind.TIME) {
      throw DataErrors.notSupported("Times of day have no time zone.");
    }
    return declared(zoned ? SqlKind.TIMESTAMP_TZ : kind, plain, modifiers);
  }

  private static SqlType declared(SqlKind kind, String name, List<Integer> modifiers) {
    if (modifiers.isEmpty()) {
      return SqlType.of(kind);
    }
    int first = modifiers.get(0);
    int second = modifiers.size() > 1 ? modifiers.get(1) : 0;
    if (kind == SqlKind.DOUBLE && name.equals("float") && modifiers.size() == 1) {
      if (first < 1 || first > DOUBLE_BITS) {
        throw DataErrors.typeModifier(name, first, 0);
      }
      return first <= FLOAT_BITS ? SqlType.REAL : SqlType.DOUBLE;
    }
    if (kind == SqlKind.BOOLEAN && (first != 1 || modifiers.size() > 1)) {
      throw DataErrors.typeModifier(name, first, second);
    }
    // Widths that change nothing but a display, and lengths of large objects, are let pass.
    boolean ignored =
        modifiers.size() == 1
            && (kind.isWhole()
                || kind == SqlKind.BOOLEAN
                || kind == SqlKind.TEXT
                || kind == SqlKind.CLOB
                || kind == SqlKind.BLOB);
    return ignored ? SqlType.of(kind) : new SqlType(kind, first, second);
  }

  /** The text of a type. */
  static String text(SqlType type) {
    SqlKind kind = type.kind();
    if (!type.isBounded()) {
      return kind.sqlName();
    }
    if (kind == SqlKind.DECIMAL) {
      return kind.sqlName() + "(" + type.precision() + "," + type.scale() + ")";
    }
    return kind == SqlKind.TIMESTAMP_TZ
        ? "timestamp(" + type.precision() + ") with time zone"
        : kind.sqlName() + "(" + type.precision() + ")";
  }
}
