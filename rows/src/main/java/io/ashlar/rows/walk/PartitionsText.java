package io.ashlar.rows.walk;

import io.ashlar.rows.partition.TablePartition;
import java.util.List;

/** What a plan as text says of partitions. */
final class PartitionsText {

  /** Most partitions that are named. */
  private static final int MAX_SHOWN = 16;

  private PartitionsText() {}

  /**
   * Adds a line.
   *
   * @param planned the partitions that can hold selected rows
   * @param live how many there are
   * @param downward whether they are walked from the last to the first
   * @param merged whether they are walked all at once
   */
  static void append(
      StringBuilder text,
      List<TablePartition> planned,
      int live,
      boolean downward,
      boolean merged) {
    text.append("\npartitions ").append(planned.size()).append(" of ").append(live);
    String separator = ": ";
    for (int i = 0; i < planned.size() && i < MAX_SHOWN; i++) {
      int at = downward ? planned.size() - 1 - i : i;
      text.append(separator).append(planned.get(at).name());
      separator = ", ";
    }
    text.append(planned.size() > MAX_SHOWN ? ", ..." : "");
    if (planned.size() > 1) {
      text.append(merged ? ", merged by the key" : ", one after the other");
    }
  }
}
