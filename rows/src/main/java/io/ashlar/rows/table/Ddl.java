package io.ashlar.rows.table;

import io.ashlar.schema.ColumnSchema;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.KeyPart;
import io.ashlar.schema.TableSchema;

/** A schema as DDL text. Stateless. */
final class Ddl {

  private Ddl() {}

  static String text(TableSchema schema) {
    StringBuilder text = new StringBuilder("CREATE TABLE ").append(schema.name()).append(" (\n");
    for (ColumnSchema column : schema.columns()) {
      text.append("  ").append(column.name()).append(' ').append(column.type());
      text.append(column.nullable() ? ",\n" : " NOT NULL,\n");
    }
    text.append("  PRIMARY KEY (").append(String.join(", ", schema.primaryKey())).append(")\n);\n");
    for (IndexSchema index : schema.indexes()) {
      appendIndex(text, schema.name(), index);
    }
    return text.toString();
  }

  private static void appendIndex(StringBuilder text, String table, IndexSchema index) {
    text.append(index.unique() ? "CREATE UNIQUE INDEX " : "CREATE INDEX ").append(index.name());
    text.append(" ON ").append(table).append(" (");
    String separator = "";
    for (KeyPart part : index.key()) {
      text.append(separator).append(part.column()).append(part.descending() ? " DESC" : "");
      separator = ", ";
    }
    text.append(')');
    if (!index.stored().isEmpty()) {
      text.append(" STORING (").append(String.join(", ", index.stored())).append(')');
    }
    text.append(";\n");
  }
}
