package io.ashlar.rows.partition;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.error.SchemaException;
import io.ashlar.schema.Partitioning;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Which partitions by range lie before or up to a value. Stateless; allocates. */
public final class PartitionTimes {

  /** Most partitions that one call makes. */
  public static final int MAX_AHEAD = 10_000;

  private PartitionTimes() {}

  /**
   * The partitions that the table keeps no longer.
   *
   * @param partitions the partitions of a table
   * @param nowMicros the time, in microseconds since 1970
   * @return those that were to be kept until then at most; none where all are kept
   */
  public static List<TablePartition> over(TablePartitions partitions, long nowMicros) {
    long kept = partitions.rule().scheme().retainedMicros();
    return kept == 0
        ? List.of()
        : endedBefore(partitions, Instant.EPOCH.plus(nowMicros - kept, ChronoUnit.MICROS));
  }

  /**
   * The partitions by time that have ended.
   *
   * @param partitions the partitions of a table
   * @param time a time
   * @return those whose last time is before it
   * @throws SchemaException when the table is not partitioned by time
   */
  public static List<TablePartition> endedBefore(TablePartitions partitions, Instant time) {
    PartitionRule rule = byTime(partitions);
    List<TablePartition> ended = new ArrayList<>();
    for (TablePartition partition : partitions.live()) {
      if (rule.isOver(PartitionRule.number(partition.record().bound()), time)) {
        ended.add(partition);
      }
    }
    return ended;
  }

  /**
   * The partitions by numbers that lie below one.
   *
   * @param partitions the partitions of a table
   * @param number the number
   * @return those whose last number is below it
   * @throws SchemaException when the table is not partitioned by numbers
   */
  public static List<TablePartition> below(TablePartitions partitions, long number) {
    PartitionRule rule = partitions.rule();
    require(rule.kind() == Partitioning.Kind.NUMBERS, partitions);
    List<TablePartition> below = new ArrayList<>();
    for (TablePartition partition : partitions.live()) {
      if (PartitionRule.number(partition.record().bound()) < rule.range(number)) {
        below.add(partition);
      }
    }
    return below;
  }

  /**
   * The bounds from one time to another.
   *
   * @param partitions the partitions of a table
   * @param fromMicros a time in the first, in microseconds since 1970
   * @param toMicros a time in the last
   * @return the bounds, none when the last is before the first
   * @throws SchemaException when the table is not partitioned by time, or there are more than
   *     {@value #MAX_AHEAD}
   */
  public static List<byte[]> between(TablePartitions partitions, long fromMicros, long toMicros) {
    PartitionRule rule = byTime(partitions);
    long first = rule.rangeOfMicros(fromMicros);
    long last = rule.rangeOfMicros(toMicros);
    if (last - first >= MAX_AHEAD) {
      throw new SchemaException(
          "So many partitions are not made ahead.",
          "partitions",
          last - first + 1,
          "limit",
          MAX_AHEAD);
    }
    List<byte[]> bounds = new ArrayList<>();
    for (long range = first; range <= last; range++) {
      bounds.add(bound(range));
    }
    return bounds;
  }

  /**
   * The bounds that there are from the beginning.
   *
   * @param partitions the partitions of a table
   * @return those of its buckets or lists; none when partitions are made as they are needed
   */
  public static List<byte[]> fixed(TablePartitions partitions) {
    List<byte[]> bounds = new ArrayList<>();
    for (int number = 0; number < partitions.rule().fixed(); number++) {
      bounds.add(bound(number));
    }
    return bounds;
  }

  private static byte[] bound(long number) {
    KeyEncoder key = new KeyEncoder().resetEmpty().putLong(number, false);
    byte[] bytes = new byte[key.length()];
    key.buffer().getBytes(0, bytes);
    return bytes;
  }

  private static PartitionRule byTime(TablePartitions partitions) {
    PartitionRule rule = partitions.rule();
    require(rule.isRange() && rule.kind() != Partitioning.Kind.NUMBERS, partitions);
    return rule;
  }

  private static void require(boolean fits, TablePartitions partitions) {
    if (!fits) {
      throw new SchemaException(
          "The partitions of the table are of another kind.",
          "tableId",
          partitions.tableId(),
          "kind",
          partitions.rule().kind());
    }
  }
}
