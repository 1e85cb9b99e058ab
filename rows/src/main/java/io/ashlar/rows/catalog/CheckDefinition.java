package io.ashlar.rows.catalog;

import io.ashlar.query.Predicate;
import io.ashlar.rows.catalog.format.CheckRecord;
import io.ashlar.rows.catalog.format.PredicateFormat;
import io.ashlar.rows.catalog.format.TableRecord;
import io.ashlar.schema.CheckSchema;

/**
 * A check constraint as the catalog knows it.
 *
 * @param name the name
 * @param predicate what no row may make false, of handles of its table
 * @param declared the same of handles that only name their columns, as in a schema
 */
public record CheckDefinition(String name, Predicate predicate, Predicate declared) {

  static CheckDefinition of(TableRecord table, CheckRecord check) {
    byte[] bytes = check.predicate();
    return new CheckDefinition(
        check.name(),
        PredicateFormat.decode(bytes, table.id(), table.name(), table.columns()),
        PredicateFormat.decode(bytes, 0, table.name(), table.columns()));
  }

  CheckSchema schema() {
    return new CheckSchema(name, declared);
  }
}
