package io.ashlar.torture.writer;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What the n-th transaction of a thread does, computed from seed, thread and n alone, so that the
 * process that carries it out and the one that checks it need not talk about it.
 *
 * <p>It writes some of the thread's {@value #SLOTS} slots, each of which holds a row or none: an
 * empty slot gets a row, a full one is updated or deleted as the plan says. So the state of all
 * slots after n transactions is known too, and a row tells by its sequence number which transaction
 * wrote it and what every one of its columns must be. Each plan also sets the thread's head to n;
 * some add 1 to a total that all threads share.
 *
 * <p>One in {@value #ONE_IN_LARGE} is large: its log record spans several of the log's 32 KiB
 * blocks, so that a tear goes through its middle.
 */
public final class TransactionPlan {

  /** Slots of each thread. */
  public static final int SLOTS = 256;

  private static final int ONE_IN_LARGE = 40;
  private static final int ONE_IN_TOTAL = 8;
  private static final int LARGE_SLOTS = 60;
  private static final int SMALL_SLOTS = 6;
  private static final int LARGE_PAYLOAD = 1_500;
  private static final int SMALL_PAYLOAD = 120;
  private static final int BUCKETS = 32;

  private final long seed;
  private final int[] slots = new int[SLOTS];
  private final boolean[] deletes = new boolean[SLOTS];
  private final boolean[] taken = new boolean[SLOTS];
  private int size;
  private boolean total;

  /**
   * Plans of one seed; {@link #of} makes the first.
   *
   * @param seed of the whole run
   */
  public TransactionPlan(long seed) {
    this.seed = seed;
  }

  /**
   * Turns this into the plan of a transaction.
   *
   * @param thread whose
   * @param sequence from 1
   * @return this
   */
  public TransactionPlan of(int thread, long sequence) {
    SplittableRandom random = random(seed, thread, sequence, 0);
    int wanted = 1 + random.nextInt(isLarge(sequence) ? LARGE_SLOTS : SMALL_SLOTS);
    total = random.nextInt(ONE_IN_TOTAL) == 0;
    Arrays.fill(taken, false);
    size = 0;
    while (size < wanted) {
      int slot = random.nextInt(SLOTS);
      if (!taken[slot]) {
        taken[slot] = true;
        slots[size] = slot;
        deletes[size] = random.nextInt(4) == 0;
        size++;
      }
    }
    return this;
  }

  /**
   * How many slots are written.
   *
   * @return at least 1
   */
  public int size() {
    return size;
  }

  /**
   * A slot that is written; no slot twice.
   *
   * @param index below {@link #size}
   * @return its number
   */
  public int slot(int index) {
    return slots[index];
  }

  /**
   * Whether a row in that slot is deleted; otherwise it is updated.
   *
   * @param index below {@link #size}
   * @return what happens if there is a row
   */
  public boolean deletes(int index) {
    return deletes[index];
  }

  /**
   * Whether 1 is added to the total.
   *
   * @return true for some
   */
  public boolean addsToTotal() {
    return total;
  }

  /** The indexed column of a row; null where it is null. */
  static Integer bucket(long seed, int thread, int slot, long sequence) {
    int bucket = random(seed, thread, sequence, 1 + slot).nextInt(BUCKETS + 1);
    return bucket == BUCKETS ? null : Integer.valueOf(bucket);
  }

  /** The unique column of a row: comes again for the same slot, also after a delete. */
  static String tag(int thread, int slot, long sequence) {
    return thread + ":" + slot + ":" + (sequence & 3);
  }

  /** The rest of a row. */
  static String payload(long seed, int thread, int slot, long sequence) {
    SplittableRandom random = random(seed, thread, sequence, SLOTS + 1 + slot);
    int length = random.nextInt(isLarge(sequence) ? LARGE_PAYLOAD : SMALL_PAYLOAD);
    StringBuilder text = new StringBuilder(length + 16);
    while (text.length() < length) {
      text.append(Long.toString(random.nextLong() & Long.MAX_VALUE, 36));
    }
    text.setLength(length);
    return text.toString();
  }

  private static boolean isLarge(long sequence) {
    return sequence % ONE_IN_LARGE == 0;
  }

  private static SplittableRandom random(long seed, int thread, long sequence, int part) {
    long mixed = seed * 31 + thread;
    mixed = mixed * 0x9E3779B97F4A7C15L + sequence;
    return new SplittableRandom(mixed * 0xC2B2AE3D27D4EB4FL + part);
  }
}
