package io.ashlar.rows.ingest;

import io.ashlar.ingest.DropCause;
import io.ashlar.ingest.FlushCause;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What a writer counts. Shared by all its threads and producers. */
final class WriterCounters {

  private final Map<FlushCause, LongAdder> flushes = new EnumMap<>(FlushCause.class);
  private final Map<DropCause, LongAdder> drops = new EnumMap<>(DropCause.class);
  private final LongAdder batches = new LongAdder();
  private final LongAdder written = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder refused = new LongAdder();

  /** Of those that have failed: because the writer was closed. */
  private final LongAdder unwritten = new LongAdder();

  WriterCounters() {
    for (FlushCause cause : FlushCause.values()) {
      flushes.put(cause, new LongAdder());
    }
    for (DropCause cause : DropCause.values()) {
      drops.put(cause, new LongAdder());
    }
  }

  void flushed(FlushCause cause) {
    flushes.get(cause).increment();
  }

  void dropped(DropCause cause, long rows) {
    drops.get(cause).add(rows);
  }

  void committed(long rows) {
    batches.increment();
    written.add(rows);
  }

  void failed() {
    failed.increment();
  }

  void refused() {
    refused.increment();
  }

  void unwritten() {
    unwritten.increment();
  }

  Map<FlushCause, Long> flushes() {
    Map<FlushCause, Long> sums = new EnumMap<>(FlushCause.class);
    flushes.forEach((cause, adder) -> sums.put(cause, adder.sum()));
    return sums;
  }

  Map<DropCause, Long> drops() {
    Map<DropCause, Long> sums = new EnumMap<>(DropCause.class);
    drops.forEach((cause, adder) -> sums.put(cause, adder.sum()));
    return sums;
  }

  long batches() {
    return batches.sum();
  }

  long rowsWritten() {
    return written.sum();
  }

  long rowsFailed() {
    return failed.sum();
  }

  long rowsRefused() {
    return refused.sum();
  }

  long rowsUnwritten() {
    return unwritten.sum();
  }
}
