package io.ashlar.rows.analyze;

import io.ashlar.codec.key.KeyDecoder;
import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.error.IllegalUseException;
import io.ashlar.rows.catalog.IndexDefinition;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.txn.StoreTransaction;
import io.ashlar.txn.cursor.TransactionCursor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;

/**
 * Walks one key from end to end, at one view, and counts. Keys come in order, so prefixes differ
 * from those before them or were never met, and every n-th key is a boundary of equal depth; n
 * doubles whenever there are twice as many as are kept. The walk rests as long as it works, in
 * turns of some milliseconds, so that it takes at most half of a processor and of the disk.
 */
final class KeyAnalysis {

  private static final int SAMPLES = 8 * KeyStatistics.MAX_BUCKETS;

  /** Entries between two looks at the clock: some 100 µs. */
  private static final int TURN = 512;

  private static final long WORK_NS = 5_000_000;

  private final TableDefinition table;
  private final int keyspaceId;
  private final int[] ordinals;
  private final boolean[] descending;
  private final KeyDecoder decoder = new KeyDecoder();
  private final long[] distinct;
  private final long[] nulls;
  private final List<byte[]> samples = new ArrayList<>();
  private byte[] previous = new byte[64];
  private int previousLength = -1;
  private long stride = 1;
  private long entries;
  private long bytes;
  private long workingSince = System.nanoTime();

  private KeyAnalysis(TableDefinition table, IndexDefinition index) {
    this.table = table;
    this.keyspaceId = index == null ? table.keyspaceId() : index.keyspaceId();
    this.ordinals = index == null ? table.primaryKey() : index.keyColumns();
    this.descending = index == null ? new boolean[ordinals.length] : index.descending();
    this.distinct = new long[ordinals.length];
    this.nulls = new long[ordinals.length];
  }

  /** Analyzes the primary key, or an index. */
  static KeyStatistics of(
      StoreTransaction reader, TableDefinition table, IndexDefinition index, int[] keyspaces) {
    KeyAnalysis analysis = new KeyAnalysis(table, index);
    List<TransactionCursor> cursors = new ArrayList<>();
    try {
      for (int keyspace : keyspaces) {
        TransactionCursor cursor = reader.newCursor();
        cursors.add(cursor);
        open(cursor, keyspace);
      }
      analysis.walk(cursors);
    } finally {
      cursors.forEach(TransactionCursor::close);
    }
    return analysis.result();
  }

  private static void open(TransactionCursor cursor, int keyspace) {
    KeyEncoder lower = new KeyEncoder().reset(keyspace);
    KeyEncoder upper = new KeyEncoder().reset(keyspace + 1);
    cursor.open(lower.buffer(), 0, lower.length(), upper.buffer(), 0, upper.length());
  }

  /** The keys of partitions, as they would lie in one keyspace. */
  private void walk(List<TransactionCursor> cursors) {
    PriorityQueue<TransactionCursor> ahead = new PriorityQueue<>(KeyAnalysis::compare);
    for (TransactionCursor cursor : cursors) {
      if (cursor.first()) {
        ahead.add(cursor);
      }
    }
    while (!ahead.isEmpty()) {
      TransactionCursor cursor = ahead.poll();
      add(cursor.key(), cursor.keyLength());
      bytes += cursor.keyLength() + cursor.valueLength();
      if (entries % TURN == 0) {
        rest();
      }
      if (cursor.next()) {
        ahead.add(cursor);
      }
    }
  }

  private static int compare(TransactionCursor a, TransactionCursor b) {
    return UnsignedBytes.compare(
        a.key(),
        Integer.BYTES,
        a.keyLength() - Integer.BYTES,
        b.key(),
        Integer.BYTES,
        b.keyLength() - Integer.BYTES);
  }

  private void rest() {
    if (Thread.currentThread().isInterrupted()) {
      throw new IllegalUseException("The analysis was interrupted.", "interrupted", true);
    }
    long worked = System.nanoTime() - workingSince;
    if (worked >= WORK_NS) {
      LockSupport.parkNanos(worked);
      workingSince = System.nanoTime();
    }
  }

  private void add(DirectBuffer key, int keyLength) {
    int start = Integer.BYTES;
    int length = keyLength - start;
    int same = common(key, start, length);
    decoder.wrap(key, start, length);
    for (int i = 0; i < ordinals.length; i++) {
      if (decoder.nextIsNull(descending[i])) {
        nulls[i]++;
      } else {
        decoder.skip(table.columns().get(ordinals[i]).valueType(), descending[i]);
      }
      if (previousLength < 0 || decoder.position() - start > same) {
        distinct[i]++;
      }
    }
    if (previous.length < length) {
      previous = new byte[2 * length];
    }
    key.getBytes(start, previous, 0, length);
    previousLength = length;
    if (entries % stride == 0) {
      sample();
    }
    entries++;
  }

  private int common(DirectBuffer key, int start, int length) {
    int same = 0;
    int most = Math.min(length, previousLength);
    while (same < most && key.getByte(start + same) == previous[same]) {
      same++;
    }
    return same;
  }

  private byte[] boundary() {
    return Arrays.copyOf(previous, Math.min(previousLength, KeyStatistics.BOUNDARY_BYTES));
  }

  private void sample() {
    samples.add(boundary());
    if (samples.size() == 2 * SAMPLES) {
      stride *= 2;
      for (int i = 0; i < SAMPLES; i++) {
        samples.set(i, samples.get(2 * i));
      }
      samples.subList(SAMPLES, samples.size()).clear();
    }
  }

  private KeyStatistics result() {
    byte[][] boundaries = new byte[0][];
    if (entries > 0) {
      int buckets = Math.min(KeyStatistics.MAX_BUCKETS, samples.size());
      boundaries = new byte[buckets + 1][];
      for (int i = 0; i < buckets; i++) {
        boundaries[i] = samples.get((int) ((long) i * samples.size() / buckets));
      }
      boundaries[buckets] = boundary();
    }
    return new KeyStatistics(keyspaceId, entries, bytes, distinct, nulls, boundaries);
  }
}
