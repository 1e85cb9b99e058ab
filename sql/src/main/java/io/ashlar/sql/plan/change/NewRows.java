package io.ashlar.sql.plan.change;

import io.ashlar.Table;
import io.ashlar.schema.ColumnSchema;
import io.ashlar.schema.DefaultValue;
import io.ashlar.sql.access.ColumnStore;
import io.ashlar.sql.bind.Binding;
import io.ashlar.sql.bind.FrameLayout;
import io.ashlar.sql.bind.Source;
import io.ashlar.sql.change.ColumnDefault;
import io.ashlar.sql.change.RowWrite;
import io.ashlar.sql.plan.Tables;
import io.ashlar.sql.scalar.ColumnReference;
import io.ashlar.sql.scalar.Scalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows that are to be inserted, with all their columns: those that are not given by their defaults.
 */
final class NewRows {

  private final Binding binding;
  private final Table table;
  private final Source source;

  /**
   * Of a table.
   *
   * @param name by which the columns are qualified
   * @param layout of the frame; each column gets a slot, one behind the other
   */
  NewRows(Binding binding, Table table, String name, FrameLayout layout) {
    this.binding = binding;
    this.table = table;
    this.source = new Source(name, Tables.columns(table), layout);
    for (int i = 0; i < source.columns().size(); i++) {
      source.slot(i);
    }
  }

  Source source() {
    return source;
  }

  /** The slots of the columns, in order. */
  int[] slots() {
    return source.used().stream().mapToInt(Source.Used::slot).toArray();
  }

  /** Of each column of the table what it gets. */
  List<Scalar> complete(GivenRow row) {
    Map<String, Scalar> given = new HashMap<>();
    for (int i = 0; i < row.columns().size(); i++) {
      given.put(row.columns().get(i).name(), row.values().get(i));
    }
    List<Scalar> all = new ArrayList<>();
    for (Source.SourceColumn column : source.columns()) {
      Scalar value = given.get(column.name());
      all.add(value == null ? defaultOf(binding, table, column) : value);
    }
    return all;
  }

  /** What a column gets that is not given. */
  static Scalar defaultOf(Binding binding, Table table, Source.SourceColumn column) {
    ColumnSchema schema =
        table.schema().columns().stream()
            .filter(each -> each.name().equals(column.name()))
            .findFirst()
            .orElseThrow();
    if (schema.identity()) {
      return ColumnDefault.identity(column.type(), table.identitySequence());
    }
    return schema.defaultValue() instanceof DefaultValue computed
        ? ColumnDefault.computed(column.type(), computed, binding.context(), binding.reading())
        : ColumnDefault.constant(column.type(), schema.defaultValue());
  }

  /** Inserts the row that is in the frame. */
  RowWrite insert() {
    List<Scalar> values = new ArrayList<>();
    for (Source.Used used : source.used()) {
      values.add(ColumnReference.of(used.column().type(), used.slot()));
    }
    return insert(values);
  }

  /** Inserts a row, of which the columns are computed in order. */
  RowWrite insert(List<Scalar> values) {
    List<ColumnStore> stores = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      stores.add(new ColumnStore(source.columns().get(i).column(), values.get(i)));
    }
    return RowWrite.insert(table.insert(), stores, binding.reading());
  }
}
