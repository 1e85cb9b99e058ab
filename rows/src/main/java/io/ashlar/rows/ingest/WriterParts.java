package io.ashlar.rows.ingest;

import io.ashlar.codec.memory.BufferPool;
import io.ashlar.ingest.FailedRowHandler;
import io.ashlar.ingest.WriterOptions;
import io.ashlar.rows.write.Mutators;
import io.ashlar.transaction.Durability;

/**
 * What the threads of one writer share.
 *
 * @param mutators change the table
 * @param options how the writer works
 * @param handler takes the rows that fail
 * @param breaker whether the store takes commits
 * @param counters what has happened
 * @param columns those that were ever set
 */
record WriterParts(
    Mutators mutators,
    WriterOptions options,
    FailedRowHandler handler,
    Breaker breaker,
    WriterCounters counters,
    KnownColumns columns) {

  static WriterParts of(Mutators mutators, WriterOptions options) {
    return new WriterParts(
        mutators,
        options,
        options.failedRowHandler().orElseGet(FailureLog::new),
        new Breaker(options),
        new WriterCounters(),
        new KnownColumns());
  }

  String table() {
    return mutators.table().name();
  }

  BufferPool pool() {
    return mutators.table().context().pool();
  }

  Durability durability() {
    return options.durability().orElse(mutators.table().context().durability());
  }

  QueueBounds bounds() {
    return QueueBounds.of(options);
  }
}
