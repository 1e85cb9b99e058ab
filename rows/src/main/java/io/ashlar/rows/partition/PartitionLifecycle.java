package io.ashlar.rows.partition;

import java.util.List;

/** Makes and drops partitions. The database implements it, so that tables need not know how. */
public interface PartitionLifecycle {

  /**
   * Makes a partition for a row, in a commit of its own, unless there is one by now. The caller
   * shares the lock of the table. Does not wait for the commit to be durable: whatever is committed
   * after it is durable after it.
   *
   * @param partitions the partitions of the table
   * @param bound what the new one holds
   */
  void create(TablePartitions partitions, byte[] bound);

  /**
   * Makes partitions, durably.
   *
   * @param partitions the partitions of the table
   * @param bounds what they hold
   * @return how many were absent
   */
  int create(TablePartitions partitions, List<byte[]> bounds);

  /**
   * Drops a partition, durably. Waits for the transactions that write to it.
   *
   * @param partitions the partitions of the table
   * @param partition the partition
   * @return false when it is gone already
   * @throws io.ashlar.error.LockTimeoutException when one of them ran for too long
   */
  boolean drop(TablePartitions partitions, TablePartition partition);
}
