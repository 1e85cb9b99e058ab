package io.ashlar.sql.type;

import io.ashlar.schema.ColumnSchema;
import io.ashlar.sql.error.SqlException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The types of the columns of tables. Stateless. */
public final class ColumnTypes {

  /** Behind the type of a column that is always generated. */
  private static final String ALWAYS = " GENERATED ALWAYS AS IDENTITY";

  /** Types by how they are declared: of each column of each table that a statement names. */
  private static final Map<String, SqlType> DECLARED = new ConcurrentHashMap<>();

  private static final int MOST_DECLARED = 1_024;

  private ColumnTypes() {}

  /**
   * The type of a column.
   *
   * @param column its definition
   * @return what it was declared as, or else the widest type that is stored so
   */
  public static SqlType of(ColumnSchema column) {
    SqlType stored = SqlType.of(column.type());
    if (column.declaredType() == null) {
      return stored;
    }
    try {
      SqlType declared = declared(withoutRule(column.declaredType()));
      return declared.isStoredAs(column.type()) ? declared : stored;
    } catch (SqlException anotherLanguage) {
      return stored;
    }
  }

  /**
   * The declaration of a column that is always generated: kept with its type, since to the table it
   * is numbered as any other.
   *
   * @param type its declared type
   * @return what is kept as its declared type
   */
  public static String alwaysGenerated(SqlType type) {
    return type + ALWAYS;
  }

  /**
   * Whether an identity column takes no values that are given.
   *
   * @param column its definition
   * @return true when it was declared as always generated
   */
  public static boolean isAlwaysGenerated(ColumnSchema column) {
    return column.identity()
        && column.declaredType() != null
        && column.declaredType().endsWith(ALWAYS);
  }

  private static String withoutRule(String declared) {
    return declared.endsWith(ALWAYS)
        ? declared.substring(0, declared.length() - ALWAYS.length())
        : declared;
  }

  private static SqlType declared(String text) {
    SqlType known = DECLARED.get(text);
    if (known != null) {
      return known;
    }
    SqlType parsed = TypeNames.parse(text);
    if (DECLARED.size() < MOST_DECLARED) {
      DECLARED.put(text, parsed);
    }
    return parsed;
  }
}
