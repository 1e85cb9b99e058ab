package io.ashlar.sql.catalog;

import static io.ashlar.sql.catalog.CatalogReader.PUBLIC;

import io.ashlar.Sequence;
import io.ashlar.schema.ColumnSchema;
import io.ashlar.schema.SequenceOptions;
import io.ashlar.schema.TableSchema;
import io.ashlar.schema.ViewSchema;
import io.ashlar.sql.type.ColumnTypes;
import io.ashlar.sql.type.SqlKind;
import io.ashlar.sql.type.SqlType;
import java.util.List;

/** Tables of the catalog that tell of schemas, tables, columns, views and sequences. Stateless. */
final class ObjectTables {

  private static final int DECIMAL = 10;
  private static final int BINARY = 2;
  private static final int BYTES_OF_CHARACTER = 4;
  private static final int FRACTION_DIGITS = 6;
  private static final int MAX_NUMBER_BITS = 64;

  private ObjectTables() {}

  static List<CatalogTable> all() {
    return List.of(
        CatalogTable.of(
            "schemata", "catalog_name schema_name schema_owner", ObjectTables::schemata),
        CatalogTable.of(
            "tables",
            "table_catalog table_schema table_name table_type self_referencing_column_name"
                + " reference_generation is_insertable_into is_typed commit_action remarks",
            ObjectTables::tables),
        CatalogTable.of(
            "columns",
            "table_catalog table_schema table_name column_name ordinal_position# column_default"
                + " is_nullable data_type character_maximum_length# character_octet_length#"
                + " numeric_precision# numeric_precision_radix# numeric_scale#"
                + " datetime_precision# character_set_name collation_name domain_name udt_name"
                + " is_identity identity_generation identity_start identity_increment"
                + " identity_maximum identity_minimum identity_cycle is_generated"
                + " generation_expression is_updatable remarks",
            ObjectTables::columns),
        CatalogTable.of(
            "views",
            "table_catalog table_schema table_name view_definition check_option is_updatable"
                + " is_insertable_into remarks",
            ObjectTables::views),
        CatalogTable.of(
            "sequences",
            "sequence_catalog sequence_schema sequence_name data_type numeric_precision#"
                + " numeric_precision_radix# numeric_scale# start_value minimum_value"
                + " maximum_value increment cycle_option cache_size#",
            ObjectTables::sequences));
  }

  private static void schemata(CatalogReader reader, List<Object[]> rows) {
    for (String schema : List.of(InformationSchema.NAME, PUBLIC)) {
      rows.add(new Object[] {reader.catalog(), schema, reader.context().user()});
    }
  }

  private static void tables(CatalogReader reader, List<Object[]> rows) {
    for (TableSchema table : reader.tables()) {
      rows.add(
          new Object[] {
            reader.catalog(),
            PUBLIC,
            table.name(),
            "BASE TABLE",
            null,
            null,
            "YES",
            "NO",
            null,
            table.comment()
          });
    }
    for (ViewSchema view : reader.views()) {
      rows.add(
          new Object[] {
            reader.catalog(),
            PUBLIC,
            view.name(),
            "VIEW",
            null,
            null,
            "NO",
            "NO",
            null,
            view.comment()
          });
    }
  }

  private static void columns(CatalogReader reader, List<Object[]> rows) {
    for (TableSchema table : reader.tables()) {
      for (int i = 0; i < table.columns().size(); i++) {
        rows.add(column(reader, table, i));
      }
    }
    for (ViewSchema view : reader.views()) {
      SqlType[] types = reader.types(view);
      for (int i = 0; i < types.length; i++) {
        Object[] row = described(reader, view.name(), view.columns().get(i), i, types[i]);
        row[6] = "YES";
        row[18] = "NO";
        row[25] = "NEVER";
        row[27] = "NO";
        rows.add(row);
      }
    }
  }

  private static Object[] column(CatalogReader reader, TableSchema table, int index) {
    ColumnSchema column = table.columns().get(index);
    Object[] row = described(reader, table.name(), column.name(), index, ColumnTypes.of(column));
    row[5] = SchemaText.defaultOf(column.defaultValue());
    row[6] = column.nullable() ? "YES" : "NO";
    row[18] = column.identity() ? "YES" : "NO";
    if (column.identity()) {
      row[19] = ColumnTypes.isAlwaysGenerated(column) ? "ALWAYS" : "BY DEFAULT";
      reader
          .database()
          .findTable(table.name())
          .ifPresent(found -> identity(found.identitySequence().options(), row));
    }
    row[25] = "NEVER";
    row[27] = "YES";
    row[28] = column.comment();
    return row;
  }

  private static void identity(SequenceOptions options, Object[] row) {
    row[20] = options.start();
    row[21] = options.increment();
    row[22] = options.increment() > 0 ? options.limit() : options.start();
    row[23] = options.increment() > 0 ? options.start() : options.limit();
    row[24] = "NO";
  }

  /** What is said of all columns; the places of a row are those of the table's columns. */
  private static Object[] described(
      CatalogReader reader, String table, String column, int index, SqlType type) {
    Object[] row = new Object[29];
    row[0] = reader.catalog();
    row[1] = PUBLIC;
    row[2] = table;
    row[3] = column;
    row[4] = index + 1;
    if (type == null) {
      return row;
    }
    SqlKind kind = type.kind();
    row[7] = longName(kind);
    row[17] = kind.sqlName();
    if (type.isBounded() && (kind.isText() || kind.isBinary())) {
      row[8] = type.precision();
    }
    if (kind.isText()) {
      row[9] = type.isBounded() ? (Object) (type.precision() * BYTES_OF_CHARACTER) : null;
      row[14] = "UTF8";
    }
    number(type, row);
    if (kind == SqlKind.TIME || kind == SqlKind.TIMESTAMP || kind == SqlKind.TIMESTAMP_TZ) {
      row[13] = type.isBounded() ? type.precision() : FRACTION_DIGITS;
    } else if (kind == SqlKind.DATE) {
      row[13] = 0;
    }
    return row;
  }

  private static void number(SqlType type, Object[] row) {
    Integer bits =
        switch (type.kind()) {
          case TINYINT -> 8;
          case SMALLINT -> 16;
          case INTEGER -> 32;
          case BIGINT -> MAX_NUMBER_BITS;
          case REAL -> 24;
          case DOUBLE -> 53;
          default -> null;
        };
    if (bits != null) {
      row[10] = bits;
      row[11] = BINARY;
      row[12] = type.kind().isWhole() ? 0 : null;
    } else if (type.kind() == SqlKind.DECIMAL && type.isBounded()) {
      row[10] = type.precision();
      row[11] = DECIMAL;
      row[12] = type.scale();
    }
  }

  /** The name of a type in the standard. */
  static String longName(SqlKind kind) {
    return switch (kind) {
      case CHAR -> "character";
      case VARCHAR -> "character varying";
      case CLOB -> "character large object";
      case VARBINARY -> "binary varying";
      case BLOB -> "binary large object";
      case TIME -> "time without time zone";
      case TIMESTAMP -> "timestamp without time zone";
      default -> kind.sqlName();
    };
  }

  private static void views(CatalogReader reader, List<Object[]> rows) {
    for (ViewSchema view : reader.views()) {
      rows.add(
          new Object[] {
            reader.catalog(), PUBLIC, view.name(), view.query(), "NONE", "NO", "NO", view.comment()
          });
    }
  }

  private static void sequences(CatalogReader reader, List<Object[]> rows) {
    for (String name : reader.database().schema().sequences()) {
      Sequence sequence = reader.database().sequence(name);
      SequenceOptions options = sequence.options();
      boolean up = options.increment() > 0;
      rows.add(
          new Object[] {
            reader.catalog(),
            PUBLIC,
            name,
            "bigint",
            MAX_NUMBER_BITS,
            BINARY,
            0,
            String.valueOf(options.start()),
            String.valueOf(up ? options.start() : options.limit()),
            String.valueOf(up ? options.limit() : options.start()),
            String.valueOf(options.increment()),
            "NO",
            options.block()
          });
    }
  }
}
