package io.ashlar.rows.session;

import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.catalog.format.ColumnDefinition;
import io.ashlar.rows.catalog.format.ForeignKeyRecord;
import io.ashlar.schema.ForeignKeySchema;
import java.util.ArrayList;
import java.util.List;

/**
 * A foreign key and the tables on both sides of it. Shared by all threads.
 *
 * @param record what the catalog has
 * @param table the referencing table
 * @param referenced the referenced table
 */
public record ForeignKey(ForeignKeyRecord record, TableState table, TableState referenced) {

  /**
   * The name.
   *
   * @return the name
   */
  public String name() {
    return record.name();
  }

  /**
   * What a user would declare to get it, by the names of now.
   *
   * @return the declaration
   */
  public ForeignKeySchema schema() {
    return new ForeignKeySchema(
        record.name(),
        names(table.definition(), record.columnIds()),
        referenced.name(),
        names(referenced.definition(), record.referencedIds()),
        record.onDelete(),
        record.onUpdate());
  }

  private static List<String> names(TableDefinition table, List<Integer> ids) {
    List<String> names = new ArrayList<>();
    for (int id : ids) {
      ColumnDefinition column = table.columns().get(table.ordinalOf(id));
      names.add(column.name());
    }
    return names;
  }
}
