package io.ashlar.mvcc.embedded;

import io.ashlar.codec.key.KeyspacePrefix;
import io.ashlar.codec.memory.BufferPool;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.codec.row.RowFormat;
import io.ashlar.codec.value.CommitTimestamp;
import io.ashlar.engine.Engine;
import io.ashlar.engine.EngineBatch;
import io.ashlar.engine.EngineCursor;
import io.ashlar.engine.EngineReader;
import io.ashlar.engine.Family;
import io.ashlar.error.CorruptionException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.mvcc.commit.MaintenanceBatch;
import io.ashlar.mvcc.log.DurableMark;
import io.ashlar.mvcc.log.EngineLog;
import io.ashlar.mvcc.log.LogDevice;
import io.ashlar.mvcc.state.HybridClock;
import io.ashlar.store.provider.AcceptedLoss;
import java.nio.file.Path;
import org.agrona.DirectBuffer;

/**
 * Accepts that a store has lost durable commits: makes what was recovered durable, lifts the clock
 * above everything that was ever promised, and writes a mark that promises no more than is there.
 */
final class StoreRepair {

  private StoreRepair() {}

  static AcceptedLoss run(Path directory, StoreOptions options) {
    try (Engine engine = Engine.open(directory, options.engine())) {
      DurableMark mark;
      try {
        mark = DurableMark.read(directory);
        if (mark.holds(engine.latestSequence())) {
          throw new IllegalUseException(
              "The store has lost nothing that was durable.", "path", directory);
        }
      } catch (CorruptionException unreadable) {
        mark = DurableMark.none(directory);
      }
      AcceptedLoss loss =
          new AcceptedLoss(
              newestStamp(engine), mark.timestamp(), engine.latestSequence(), mark.sequence());
      accept(engine, options, mark, loss);
      return loss;
    }
  }

  /** The mark last: until it is written the store is refused as before. */
  private static void accept(
      Engine engine, StoreOptions options, DurableMark mark, AcceptedLoss loss) {
    long promised = Math.max(loss.newestTimestamp(), loss.durableTimestamp());
    LogDevice log = new EngineLog(engine, options.minFreeBytes(), EngineLog.spaceOf(engine));
    try (BufferPool pool = new BufferPool(0);
        PooledBuffer buffer = pool.acquire(64);
        EngineReader reader = engine.newReader();
        EngineBatch batch = engine.newBatch()) {
      long ceiling = MaintenanceBatch.readCeiling(reader, buffer);
      // The ceiling itself may be among what was lost, so its lead is added once more.
      long lead = CommitTimestamp.firstOf(HybridClock.CEILING_AHEAD_MS);
      new MaintenanceBatch(batch, log).putCeiling(Math.max(ceiling, promised + lead));
    }
    log.sync();
    mark.lower(loss.newestTimestamp(), engine.latestSequence());
  }

  private static long newestStamp(Engine engine) {
    long newest = 0;
    for (Family family : new Family[] {Family.CATALOG, Family.DATA}) {
      try (EngineCursor cursor = engine.acquireCursor(family)) {
        cursor.reset(null, null, 0, 0, null, 0, 0);
        for (boolean on = cursor.seekFirst(); on; on = cursor.next()) {
          DirectBuffer key = cursor.key();
          boolean ofStore = KeyspacePrefix.of(key, 0) == 0;
          if (!ofStore && cursor.valueLength() >= RowFormat.VERSION_OFFSET) {
            newest = Math.max(newest, RowFormat.stampOf(cursor.value(), 0));
          }
        }
      }
    }
    return newest;
  }
}
