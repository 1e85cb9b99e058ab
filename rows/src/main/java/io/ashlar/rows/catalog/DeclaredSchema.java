package io.ashlar.rows.catalog;

import io.ashlar.rows.catalog.format.ColumnDefinition;
import io.ashlar.rows.catalog.format.PartitionScheme;
import io.ashlar.rows.catalog.format.TableRecord;
import io.ashlar.schema.CheckSchema;
import io.ashlar.schema.ColumnSchema;
import io.ashlar.schema.DefaultValue;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;

/** What a user would declare to get a table that there is. Stateless. */
final class DeclaredSchema {

  private DeclaredSchema() {}

  /**
   * Makes the schema.
   *
   * @throws io.ashlar.error.SchemaException when no such table can be declared
   */
  static TableSchema of(
      TableRecord record, List<IndexDefinition> indexes, List<CheckDefinition> checks) {
    List<ColumnSchema> columns = new ArrayList<>();
    for (ColumnDefinition column : record.columns()) {
      if (!column.hidden()) {
        columns.add(declared(column));
      }
    }
    List<String> primaryKey = new ArrayList<>();
    for (int ordinal : record.primaryKey()) {
      ColumnDefinition column = record.columns().get(ordinal);
      if (!column.hidden()) {
        primaryKey.add(column.name());
      }
    }
    List<IndexSchema> declared = new ArrayList<>();
    for (IndexDefinition index : indexes) {
      declared.add(index.schema(record.columns()));
    }
    List<CheckSchema> declaredChecks = checks.stream().map(CheckDefinition::schema).toList();
    PartitionScheme partitions = record.partitions();
    return new TableSchema(
        record.name(),
        columns,
        primaryKey,
        declared,
        declaredChecks,
        partitions == null ? null : partitions.declared(record.columns()),
        record.expiry() == null ? null : record.expiry().declared(record.columns()),
        record.comment(),
        List.of());
  }

  private static ColumnSchema declared(ColumnDefinition column) {
    DefaultValue computed = column.computedDefault();
    return new ColumnSchema(
        column.name(),
        column.type(),
        column.nullable(),
        computed == null ? column.valueType().declared(column.defaultValue()) : computed,
        column.identity(),
        column.declaredType(),
        column.maxLength(),
        column.comment());
  }
}
