package io.ashlar.rows.verify;

import io.ashlar.error.CorruptionException;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.catalog.format.PartitionRecord;
import io.ashlar.rows.partition.PartitionRouter;
import io.ashlar.rows.partition.PartitionRule;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/** Checks that rows lie in the partition where they are looked for. One owner; allocates freely. */
final class PartitionCheck {

  private final TableDefinition table;
  private final PartitionRecord partition;
  private final PartitionRule rule;
  private final PartitionRouter router = new PartitionRouter();

  PartitionCheck(TableDefinition table, PartitionRecord partition) {
    this.table = table;
    this.partition = partition;
    this.rule = new PartitionRule(table);
  }

  void check(DirectBuffer key, int length) {
    boolean taken = router.route(rule, table, key, 0, length);
    if (!taken || !Arrays.equals(router.boundBytes(), partition.bound())) {
      throw new CorruptionException("A row lies in a partition where it does not belong.");
    }
  }
}
