package io.ashlar.rows.table;

import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.session.ForeignKey;
import io.ashlar.rows.session.TableState;
import io.ashlar.schema.ForeignKeySchema;
import io.ashlar.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;

/**
 * A schema as users are told it, and what it was made of. The definition of a table does not know
 * the names of the tables that it references, so the schema is made of all of them; it is asked for
 * before each run of a statement that was planned for it, so it is kept, and the same object is
 * told while nothing has changed.
 */
final class ToldSchema {

  private final TableDefinition definition;
  private final List<ForeignKey> foreignKeys;
  private final TableDefinition[] referenced;
  private final TableSchema schema;

  private ToldSchema(
      TableDefinition definition,
      List<ForeignKey> foreignKeys,
      TableDefinition[] referenced,
      TableSchema schema) {
    this.definition = definition;
    this.foreignKeys = foreignKeys;
    this.referenced = referenced;
    this.schema = schema;
  }

  /** The schema of a table as it is now. */
  static ToldSchema of(TableState table) {
    TableDefinition definition = table.definition();
    List<ForeignKey> foreignKeys = table.foreignKeys();
    TableDefinition[] referenced = new TableDefinition[foreignKeys.size()];
    List<ForeignKeySchema> schemas = new ArrayList<>();
    for (int i = 0; i < referenced.length; i++) {
      // Taken before its names are: a change in between is another definition at the next look.
      referenced[i] = foreignKeys.get(i).referenced().definition();
      schemas.add(foreignKeys.get(i).schema());
    }
    TableSchema plain = definition.schema();
    TableSchema schema = schemas.isEmpty() ? plain : plain.withForeignKeys(schemas);
    return new ToldSchema(definition, foreignKeys, referenced, schema);
  }

  /** Whether the table is still defined so. Allocates nothing. */
  @SuppressWarnings("ReferenceEquality") // each change makes another object
  boolean isOf(TableState table) {
    if (table.definition() != definition || table.foreignKeys() != foreignKeys) {
      return false;
    }
    for (int i = 0; i < referenced.length; i++) {
      if (foreignKeys.get(i).referenced().definition() != referenced[i]) {
        return false;
      }
    }
    return true;
  }

  TableSchema schema() {
    return schema;
  }
}
