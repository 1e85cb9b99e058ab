package io.ashlar.rows.catalog.format;

import io.ashlar.codec.value.Durations;
import io.ashlar.codec.valuetype.ValueType;
import io.ashlar.schema.Partitioning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How a table is partitioned, as the catalog stores it: by column ids, and with listed values as
 * text, so that neither a new name nor a wider type of a column changes it. Immutable.
 */
public final class PartitionScheme {

  private final Partitioning.Kind kind;
  private final long size;
  private final int[] columnIds;
  private final List<List<String>> lists;
  private final long retainedMicros;

  PartitionScheme(
      Partitioning.Kind kind,
      long size,
      int[] columnIds,
      List<List<String>> lists,
      long retainedMicros) {
    this.kind = kind;
    this.size = size;
    this.columnIds = columnIds;
    this.lists = lists;
    this.retainedMicros = retainedMicros;
  }

  /**
   * The scheme that a schema declares.
   *
   * @param declared the declaration, or null
   * @param columns the columns of the table
   * @return the scheme, or null when the table has no partitions
   */
  public static PartitionScheme of(Partitioning declared, List<ColumnDefinition> columns) {
    if (declared == null) {
      return null;
    }
    int[] ids = new int[declared.columns().size()];
    for (int i = 0; i < ids.length; i++) {
      String name = declared.columns().get(i);
      ids[i] = columns.stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow().id();
    }
    List<List<String>> lists = new ArrayList<>();
    for (List<Object> list : declared.lists()) {
      lists.add(list.stream().map(Object::toString).toList());
    }
    Duration kept = declared.retention();
    long micros = kept == null ? 0 : Durations.toMicros(kept);
    return new PartitionScheme(declared.kind(), declared.size(), ids, List.copyOf(lists), micros);
  }

  /**
   * The scheme as a schema declares it.
   *
   * @param columns the columns of the table
   * @return the declaration
   */
  public Partitioning declared(List<ColumnDefinition> columns) {
    List<String> names = new ArrayList<>();
    List<List<Object>> values = new ArrayList<>();
    for (int id : columnIds) {
      ColumnDefinition column =
          columns.stream().filter(c -> c.id() == id).findFirst().orElseThrow();
      names.add(column.name());
      for (List<String> list : lists) {
        values.add(
            list.stream().map(text -> ValueType.of(column.type().kind()).parse(text)).toList());
      }
    }
    Duration kept = retainedMicros == 0 ? null : Durations.ofMicros(retainedMicros);
    return new Partitioning(kind, size, names, values, kept);
  }

  /**
   * How a row finds its partition.
   *
   * @return the kind
   */
  public Partitioning.Kind kind() {
    return kind;
  }

  /**
   * The size of a range, or the number of buckets.
   *
   * @return the number, in microseconds, months or numbers
   */
  public long size() {
    return size;
  }

  /**
   * The columns that decide.
   *
   * @return their ids, in declared order; not to be changed
   */
  public int[] columnIds() {
    return columnIds;
  }

  List<List<String>> lists() {
    return lists;
  }

  /**
   * How long a partition by time is kept after its end.
   *
   * @return microseconds; 0 for ever
   */
  public long retainedMicros() {
    return retainedMicros;
  }
}
