package io.ashlar.torture.writer;

import java.util.Arrays;

/** What the slots of one thread must hold after its n-th transaction: its plans, played again. */
final class ExpectedRows {

  private final TransactionPlan plan;
  private final int thread;

  /** The transaction that wrote the row of each slot; 0 for an empty slot. */
  private final long[] sequences = new long[TransactionPlan.SLOTS];

  /** Its commit timestamp; 0 where nobody was told. */
  private final long[] timestamps = new long[TransactionPlan.SLOTS];

  private long newest;
  private long additions;

  ExpectedRows(long seed, int thread) {
    this.plan = new TransactionPlan(seed);
    this.thread = thread;
  }

  long newest() {
    return newest;
  }

  /** How often the total was added to. */
  long additions() {
    return additions;
  }

  long sequence(int slot) {
    return sequences[slot];
  }

  long timestamp(int slot) {
    return timestamps[slot];
  }

  /** Back to the empty store. */
  void clear() {
    Arrays.fill(sequences, 0);
    Arrays.fill(timestamps, 0);
    newest = 0;
    additions = 0;
  }

  /** Carries out the next transaction; its timestamp is 0 when nobody was told. */
  void advance(long timestamp) {
    newest++;
    plan.of(thread, newest);
    for (int i = 0; i < plan.size(); i++) {
      int slot = plan.slot(i);
      boolean emptied = sequences[slot] != 0 && plan.deletes(i);
      sequences[slot] = emptied ? 0 : newest;
      timestamps[slot] = emptied ? 0 : timestamp;
    }
    additions += plan.addsToTotal() ? 1 : 0;
  }
}
