package io.ashlar.jdbc.metadata;

import io.ashlar.schema.ForeignKeySchema;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.KeyPart;
import io.ashlar.schema.ReferenceAction;
import io.ashlar.schema.TableSchema;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Foreign keys, a row for each column, as JDBC tells them. */
final class ForeignKeyRows {

  private static final String COLUMNS =
      "PKTABLE_CAT:s PKTABLE_SCHEM:s PKTABLE_NAME:s PKCOLUMN_NAME:s FKTABLE_CAT:s"
          + " FKTABLE_SCHEM:s FKTABLE_NAME:s FKCOLUMN_NAME:s KEY_SEQ:h UPDATE_RULE:h"
          + " DELETE_RULE:h FK_NAME:s PK_NAME:s DEFERRABILITY:h";

  private final String catalog;
  private final String schema;
  private final List<TableSchema> all;

  private record Pair(TableSchema child, ForeignKeySchema key, TableSchema parent) {}

  /** Of a database with these tables, whose catalog and schema have these names. */
  ForeignKeyRows(String catalog, String schema, List<TableSchema> all) {
    this.catalog = catalog;
    this.schema = schema;
    this.all = all;
  }

  /**
   * The foreign keys between some tables.
   *
   * @param children names of those that reference; null for any
   * @param parents names of those that are referenced; null for any
   * @param byParent whether rows come by the names of the parents, else of the children
   */
  ResultSet between(Set<String> children, Set<String> parents, boolean byParent) {
    List<Pair> pairs = new ArrayList<>();
    for (TableSchema child : all) {
      for (ForeignKeySchema key : child.foreignKeys()) {
        boolean asked =
            (children == null || children.contains(child.name()))
                && (parents == null || parents.contains(key.table()));
        if (asked) {
          all.stream()
              .filter(table -> table.name().equals(key.table()))
              .forEach(parent -> pairs.add(new Pair(child, key, parent)));
        }
      }
    }
    Comparator<Pair> order =
        Comparator.comparing(pair -> byParent ? pair.parent.name() : pair.child.name());
    pairs.sort(order.thenComparing(pair -> pair.key.name()));
    MetaRows rows = new MetaRows(COLUMNS);
    pairs.forEach(pair -> add(rows, pair));
    return rows.result();
  }

  private void add(MetaRows rows, Pair pair) {
    ForeignKeySchema key = pair.key;
    List<String> referenced =
        key.referenced().isEmpty() ? pair.parent.primaryKey() : key.referenced();
    for (int i = 0; i < key.columns().size(); i++) {
      rows.add(
          catalog,
          schema,
          pair.parent.name(),
          referenced.get(i),
          catalog,
          schema,
          pair.child.name(),
          key.columns().get(i),
          i + 1,
          rule(key.onUpdate()),
          rule(key.onDelete()),
          key.name(),
          keyName(pair.parent, referenced),
          DatabaseMetaData.importedKeyNotDeferrable);
    }
  }

  private static int rule(ReferenceAction action) {
    return switch (action) {
      case CASCADE -> DatabaseMetaData.importedKeyCascade;
      case RESTRICT -> DatabaseMetaData.importedKeyRestrict;
      case SET_NULL -> DatabaseMetaData.importedKeySetNull;
      case NO_ACTION -> DatabaseMetaData.importedKeyNoAction;
    };
  }

  /** The name of the key that is referenced: of the primary key, or of a unique index. */
  private static String keyName(TableSchema parent, List<String> referenced) {
    if (Set.copyOf(parent.primaryKey()).equals(Set.copyOf(referenced))) {
      return TableAnswers.primaryName(parent);
    }
    return parent.indexes().stream()
        .filter(IndexSchema::unique)
        .filter(
            index ->
                Set.copyOf(index.key().stream().map(KeyPart::column).toList())
                    .equals(Set.copyOf(referenced)))
        .map(IndexSchema::name)
        .findFirst()
        .orElse(null);
  }
}
