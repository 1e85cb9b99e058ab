package io.ashlar.rows.table;

import io.ashlar.argument.Arguments;
import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.value.CommitTimestamp;
import io.ashlar.codec.value.Timestamps;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.SchemaException;
import io.ashlar.query.Column;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.entry.Assigned;
import io.ashlar.rows.entry.AssignmentsBase;
import io.ashlar.rows.entry.RowBuilder;
import io.ashlar.rows.partition.PartitionRouter;
import io.ashlar.rows.partition.PartitionTimes;
import io.ashlar.rows.partition.TablePartition;
import io.ashlar.rows.partition.TablePartitions;
import io.ashlar.rows.row.Columns;
import io.ashlar.rows.session.TableState;
import io.ashlar.schema.Partition;
import io.ashlar.schema.Partitioning;
import java.time.Instant;
import java.util.List;

/** What users do to partitions. Stateless; allocates. */
final class PartitionCommands {

  private PartitionCommands() {}

  private static TablePartitions of(TableState table) {
    table.ensureUsable();
    if (table.partitions() == null) {
      throw new SchemaException("The table has no partitions.", "table", table.name());
    }
    return table.partitions();
  }

  static boolean create(TableState table, Object... values) {
    TablePartitions partitions = of(table);
    TableDefinition definition = table.definition();
    int[] ordinals = definition.partitionColumns();
    if (values.length != ordinals.length) {
      throw new IllegalUseException(
          "A partition needs a value for each of its columns.",
          "table",
          table.name(),
          "columns",
          ordinals.length,
          "values",
          values.length);
    }
    Values row = new Values(table);
    PartitionRouter router = new PartitionRouter();
    KeyEncoder key = router.columns();
    for (int i = 0; i < ordinals.length; i++) {
      Column column = Columns.handle(definition, ordinals[i]);
      row.setValue(column, values[i]);
      row.given().adopt(definition);
      if (!row.given().hasValue(ordinals[i])) {
        throw RowBuilder.nullRefused(definition, ordinals[i]);
      }
      key.put(row.given(), ordinals[i], definition.columns().get(ordinals[i]).valueType(), false);
    }
    if (!router.route(partitions.rule())) {
      throw new SchemaException("No partition takes the value.", "table", table.name());
    }
    List<byte[]> bound = List.of(router.boundBytes());
    return table.context().partitions().create(partitions, bound) > 0;
  }

  static int createUntil(TableState table, Instant end) {
    TablePartitions partitions = of(table);
    long now = CommitTimestamp.micros(table.context().store().newestTimestamp());
    return table
        .context()
        .partitions()
        .create(partitions, PartitionTimes.between(partitions, now, micros(table, end)));
  }

  static boolean drop(TableState table, Partition partition) {
    TablePartitions partitions = of(table);
    requireDroppable(table, partitions);
    for (TablePartition live : partitions.live()) {
      // By its name as well: one of another database may have the same id by chance.
      if (live.id() == partition.id() && live.name().equals(partition.name())) {
        return table.context().partitions().drop(partitions, live);
      }
    }
    return false;
  }

  static int dropBefore(TableState table, Instant time) {
    TablePartitions partitions = of(table);
    return drop(
        table, partitions, PartitionTimes.endedBefore(partitions, Arguments.given(time, "time")));
  }

  static int dropBelow(TableState table, long number) {
    TablePartitions partitions = of(table);
    return drop(table, partitions, PartitionTimes.below(partitions, number));
  }

  private static int drop(
      TableState table, TablePartitions partitions, List<TablePartition> dropped) {
    int count = 0;
    for (TablePartition partition : dropped) {
      count += table.context().partitions().drop(partitions, partition) ? 1 : 0;
    }
    return count;
  }

  private static void requireDroppable(TableState table, TablePartitions partitions) {
    if (partitions.rule().kind() == Partitioning.Kind.HASH) {
      throw new SchemaException("A partition by hash is not dropped.", "table", table.name());
    }
  }

  private static long micros(TableState table, Instant time) {
    try {
      return Timestamps.toMicros(time);
    } catch (ArithmeticException e) {
      throw new IllegalUseException(
          e, "The time is beyond what partitions can hold.", "table", table.name(), "time", time);
    }
  }

  /** Takes values of columns as an insert does. */
  private static final class Values extends AssignmentsBase<Values> {

    Values(TableState table) {
      super(table);
    }

    Assigned given() {
      return assigned();
    }

    @Override
    protected Values self() {
      return this;
    }
  }
}
