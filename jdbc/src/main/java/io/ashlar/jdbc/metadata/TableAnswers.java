package io.ashlar.jdbc.metadata;

import io.ashlar.Database;
import io.ashlar.jdbc.error.SqlStates;
import io.ashlar.jdbc.result.ResultColumns;
import io.ashlar.jdbc.result.TypeFacts;
import io.ashlar.schema.ColumnSchema;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.KeyPart;
import io.ashlar.schema.TableSchema;
import io.ashlar.sql.catalog.SchemaText;
import io.ashlar.sql.plan.Tables;
import io.ashlar.sql.type.SqlKind;
import io.ashlar.sql.type.SqlType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tables, views, columns, keys, indexes and types as results. */
abstract class TableAnswers extends EmptyAnswers {

  static final String CATALOG = ResultColumns.CATALOG;
  static final String SCHEMA = ResultColumns.SCHEMA;

  private static final String TABLE = "TABLE";
  private static final String VIEW = "VIEW";
  private static final int RADIX = 10;

  private final Connection connection;
  private final SchemaTables tables;
  private final ColumnRows columnRows;

  TableAnswers(Connection connection, Database database) {
    this.connection = connection;
    this.tables = new SchemaTables(database);
    this.columnRows = new ColumnRows(database);
  }

  private void checkOpen() throws SQLException {
    if (connection.isClosed()) {
      throw SqlStates.failure(SqlStates.NO_CONNECTION, "The connection is closed.");
    }
  }

  private List<TableSchema> fitting(String catalog, String schema, String pattern)
      throws SQLException {
    checkOpen();
    return isHere(catalog, schema) ? tables.fitting(pattern) : List.of();
  }

  private List<TableSchema> named(String catalog, String schema, String name) throws SQLException {
    checkOpen();
    return isHere(catalog, schema) ? tables.named(name) : List.of();
  }

  private static boolean isHere(String catalog, String schema) {
    return new NamePattern(catalog).fits(CATALOG) && new NamePattern(schema).fits(SCHEMA);
  }

  @Override
  public Connection getConnection() {
    return connection;
  }

  @Override
  public ResultSet getTables(String catalog, String schema, String pattern, String[] types)
      throws SQLException {
    MetaRows rows =
        new MetaRows(
            "TABLE_CAT:s TABLE_SCHEM:s TABLE_NAME:s TABLE_TYPE:s REMARKS:s TYPE_CAT:s"
                + " TYPE_SCHEM:s TYPE_NAME:s SELF_REFERENCING_COL_NAME:s REF_GENERATION:s");
    if (types == null || Arrays.stream(types).anyMatch(TABLE::equalsIgnoreCase)) {
      for (TableSchema table : fitting(catalog, schema, pattern)) {
        addTable(rows, table.name(), TABLE, table.comment());
      }
    }
    if (types == null || Arrays.stream(types).anyMatch(VIEW::equalsIgnoreCase)) {
      checkOpen();
      if (isHere(catalog, schema)) {
        tables.each(
            pattern, table -> {}, view -> addTable(rows, view.name(), VIEW, view.comment()));
      }
    }
    return rows.result();
  }

  private static void addTable(MetaRows rows, String name, String type, String comment) {
    String remarks = comment == null ? "" : comment;
    rows.add(CATALOG, SCHEMA, name, type, remarks, null, null, null, null, null);
  }

  @Override
  public ResultSet getSchemas() {
    return getSchemas(null, null);
  }

  @Override
  public ResultSet getSchemas(String catalog, String pattern) {
    MetaRows rows = new MetaRows("TABLE_SCHEM:s TABLE_CATALOG:s");
    if (isHere(catalog, pattern)) {
      rows.add(SCHEMA, CATALOG);
    }
    return rows.result();
  }

  @Override
  public ResultSet getCatalogs() {
    MetaRows rows = new MetaRows("TABLE_CAT:s");
    rows.add(CATALOG);
    return rows.result();
  }

  @Override
  public ResultSet getTableTypes() {
    MetaRows rows = new MetaRows("TABLE_TYPE:s");
    rows.add(TABLE);
    rows.add(VIEW);
    return rows.result();
  }

  @Override
  public ResultSet getColumns(String catalog, String schema, String pattern, String columnPattern)
      throws SQLException {
    MetaRows rows =
        new MetaRows(
            "TABLE_CAT:s TABLE_SCHEM:s TABLE_NAME:s COLUMN_NAME:s DATA_TYPE:i TYPE_NAME:s"
                + " COLUMN_SIZE:i BUFFER_LENGTH:i DECIMAL_DIGITS:i NUM_PREC_RADIX:i NULLABLE:i"
                + " REMARKS:s COLUMN_DEF:s SQL_DATA_TYPE:i SQL_DATETIME_SUB:i"
                + " CHAR_OCTET_LENGTH:i ORDINAL_POSITION:i IS_NULLABLE:s SCOPE_CATALOG:s"
                + " SCOPE_SCHEMA:s SCOPE_TABLE:s SOURCE_DATA_TYPE:h IS_AUTOINCREMENT:s"
                + " IS_GENERATEDCOLUMN:s");
    NamePattern columns = new NamePattern(columnPattern);
    checkOpen();
    if (isHere(catalog, schema)) {
      tables.each(
          pattern,
          table -> columnRows.add(table, columns, rows),
          view -> columnRows.add(view, columns, rows));
    }
    return rows.result();
  }

  static String primaryName(TableSchema table) {
    return table.name() + "_pkey";
  }

  @Override
  public ResultSet getPrimaryKeys(String catalog, String schema, String name) throws SQLException {
    MetaRows rows =
        new MetaRows("TABLE_CAT:s TABLE_SCHEM:s TABLE_NAME:s COLUMN_NAME:s KEY_SEQ:h PK_NAME:s");
    for (TableSchema table : named(catalog, schema, name)) {
      List<String> key = table.primaryKey();
      key.stream()
          .sorted()
          .forEach(
              column ->
                  rows.add(
                      CATALOG,
                      SCHEMA,
                      table.name(),
                      column,
                      key.indexOf(column) + 1,
                      primaryName(table)));
    }
    return rows.result();
  }

  private ResultSet foreignKeys(Set<String> children, Set<String> parents, boolean byParent)
      throws SQLException {
    return new ForeignKeyRows(CATALOG, SCHEMA, tables.fitting(null))
        .between(children, parents, byParent);
  }

  private Set<String> names(String catalog, String schema, String name) throws SQLException {
    return named(catalog, schema, name).stream()
        .map(TableSchema::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public ResultSet getImportedKeys(String catalog, String schema, String name) throws SQLException {
    return foreignKeys(names(catalog, schema, name), null, true);
  }

  @Override
  public ResultSet getExportedKeys(String catalog, String schema, String name) throws SQLException {
    return foreignKeys(null, names(catalog, schema, name), false);
  }

  @Override
  public ResultSet getCrossReference(
      String parentCatalog,
      String parentSchema,
      String parentName,
      String foreignCatalog,
      String foreignSchema,
      String foreignName)
      throws SQLException {
    return foreignKeys(
        names(foreignCatalog, foreignSchema, foreignName),
        names(parentCatalog, parentSchema, parentName),
        false);
  }

  @Override
  public ResultSet getBestRowIdentifier(
      String catalog, String schema, String name, int scope, boolean nullable) throws SQLException {
    MetaRows rows =
        new MetaRows(
            "SCOPE:h COLUMN_NAME:s DATA_TYPE:i TYPE_NAME:s COLUMN_SIZE:i BUFFER_LENGTH:i"
                + " DECIMAL_DIGITS:h PSEUDO_COLUMN:h");
    for (TableSchema table : named(catalog, schema, name)) {
      for (ColumnSchema column : table.columns()) {
        if (table.primaryKey().contains(column.name())) {
          SqlType type = Tables.type(column);
          rows.add(
              bestRowSession,
              column.name(),
              type.kind().jdbcType(),
              type.kind().sqlName(),
              TypeFacts.precision(type),
              null,
              TypeFacts.scale(type),
              bestRowNotPseudo);
        }
      }
    }
    return rows.result();
  }

  @Override
  public ResultSet getIndexInfo(
      String catalog, String schema, String name, boolean unique, boolean approximate)
      throws SQLException {
    MetaRows rows =
        new MetaRows(
            "TABLE_CAT:s TABLE_SCHEM:s TABLE_NAME:s NON_UNIQUE:b INDEX_QUALIFIER:s INDEX_NAME:s"
                + " TYPE:h ORDINAL_POSITION:h COLUMN_NAME:s ASC_OR_DESC:s CARDINALITY:i PAGES:i"
                + " FILTER_CONDITION:s");
    for (TableSchema table : named(catalog, schema, name)) {
      for (IndexSchema index : indexes(table)) {
        if (!unique || index.unique()) {
          addIndex(rows, table, index);
        }
      }
    }
    return rows.result();
  }

  /** The indexes of a table and its primary key, unique ones first. */
  private static List<IndexSchema> indexes(TableSchema table) {
    List<IndexSchema> indexes = new ArrayList<>(table.indexes());
    List<KeyPart> key =
        table.primaryKey().stream().map(column -> new KeyPart(column, false)).toList();
    if (!key.isEmpty()) {
      indexes.add(new IndexSchema(primaryName(table), true, key, List.of()));
    }
    indexes.sort(
        Comparator.comparing((IndexSchema index) -> !index.unique())
            .thenComparing(index -> !index.name().equals(primaryName(table)))
            .thenComparing(IndexSchema::name));
    return indexes;
  }

  private static void addIndex(MetaRows rows, TableSchema table, IndexSchema index) {
    boolean primary = index.name().equals(primaryName(table));
    IntStream.range(0, index.key().size())
        .forEach(
            i ->
                rows.add(
                    CATALOG,
                    SCHEMA,
                    table.name(),
                    !index.unique(),
                    null,
                    index.name(),
                    primary ? tableIndexClustered : tableIndexOther,
                    i + 1,
                    index.key().get(i).column(),
                    index.key().get(i).descending() ? "D" : "A",
                    0,
                    0,
                    index.predicate() == null ? null : SchemaText.condition(index.predicate())));
  }

  @Override
  public ResultSet getTypeInfo() {
    MetaRows rows =
        new MetaRows(
            "TYPE_NAME:s DATA_TYPE:i PRECISION:i LITERAL_PREFIX:s LITERAL_SUFFIX:s"
                + " CREATE_PARAMS:s NULLABLE:h CASE_SENSITIVE:b SEARCHABLE:h"
                + " UNSIGNED_ATTRIBUTE:b FIXED_PREC_SCALE:b AUTO_INCREMENT:b"
                + " LOCAL_TYPE_NAME:s MINIMUM_SCALE:h MAXIMUM_SCALE:h SQL_DATA_TYPE:i"
                + " SQL_DATETIME_SUB:i NUM_PREC_RADIX:i");
    Arrays.stream(SqlKind.values())
        .filter(kind -> kind.valueKind().isPresent())
        .sorted(Comparator.comparingInt(SqlKind::jdbcType))
        .forEach(kind -> rows.add(type(kind)));
    return rows.result();
  }

  private static Object[] type(SqlKind kind) {
    SqlType type = SqlType.of(kind);
    boolean number = TypeFacts.isNumber(type);
    String quote = number || kind == SqlKind.BOOLEAN ? null : "'";
    return new Object[] {
      kind.sqlName(),
      kind.jdbcType(),
      TypeFacts.precision(type),
      kind.isBinary() ? "x'" : quote,
      quote,
      parameters(kind),
      typeNullable,
      kind.isText(),
      typeSearchable,
      !number,
      false,
      kind == SqlKind.INTEGER || kind == SqlKind.BIGINT,
      null,
      0,
      kind == SqlKind.DECIMAL ? TypeFacts.precision(type) : TypeFacts.scale(type),
      null,
      null,
      number ? RADIX : null
    };
  }

  private static String parameters(SqlKind kind) {
    return switch (kind) {
      case DECIMAL -> "precision,scale";
      case CHAR, VARCHAR, BINARY, VARBINARY -> "length";
      case TIME, TIMESTAMP, TIMESTAMP_TZ -> "fraction";
      default -> null;
    };
  }
}
