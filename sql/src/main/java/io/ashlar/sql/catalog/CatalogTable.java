package io.ashlar.sql.catalog;

import io.ashlar.sql.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * A table whose rows are computed from the schema.
 *
 * @param name its name
 * @param columns its columns
 * @param source gives the rows: one array of texts, numbers and nulls for each
 */
public record CatalogTable(
    String name, List<Column> columns, BiConsumer<CatalogReader, List<Object[]>> source) {

  /**
   * Keeps a copy.
   *
   * @param name the name
   * @param columns the columns
   * @param source gives the rows
   */
  public CatalogTable {
    columns = List.copyOf(columns);
  }

  /**
   * A column.
   *
   * @param name its name
   * @param type {@link SqlType#TEXT} or {@link SqlType#BIGINT}
   */
  public record Column(String name, SqlType type) {}

  /**
   * Of a specification.
   *
   * @param name the name
   * @param columns the names of the columns with blanks between; those of numbers end with {@code
   *     #}
   * @param source gives the rows
   * @return the table
   */
  static CatalogTable of(
      String name, String columns, BiConsumer<CatalogReader, List<Object[]>> source) {
    List<Column> all = new ArrayList<>();
    for (String column : columns.trim().split("\\s+", -1)) {
      boolean number = column.endsWith("#");
      all.add(
          new Column(
              number ? column.substring(0, column.length() - 1) : column,
              number ? SqlType.BIGINT : SqlType.TEXT));
    }
    return new CatalogTable(name, all, source);
  }

  /** The rows as they are now. */
  List<Object[]> rows(CatalogReader reader) {
    List<Object[]> rows = new ArrayList<>();
    source.accept(reader, rows);
    return rows;
  }
}
