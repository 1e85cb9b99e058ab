package io.ashlar.mvcc.embedded;

import io.ashlar.codec.memory.BufferPool;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.engine.Engine;
import io.ashlar.engine.EngineReader;
import io.ashlar.engine.gate.CloseLimit;
import io.ashlar.mvcc.commit.CommitGroup;
import io.ashlar.mvcc.commit.CommitPipeline;
import io.ashlar.mvcc.commit.MaintenanceBatch;
import io.ashlar.mvcc.commit.OwnWrites;
import io.ashlar.mvcc.history.HistoryExpiry;
import io.ashlar.mvcc.history.HistoryKeyspaces;
import io.ashlar.mvcc.history.HistoryRecorder;
import io.ashlar.mvcc.log.DurableMark;
import io.ashlar.mvcc.log.EngineLog;
import io.ashlar.mvcc.log.FreeSpace;
import io.ashlar.mvcc.log.IntervalSchedule;
import io.ashlar.mvcc.log.LogDevice;
import io.ashlar.mvcc.log.Poison;
import io.ashlar.mvcc.log.WalSyncer;
import io.ashlar.mvcc.resident.ResidentRanges;
import io.ashlar.mvcc.seek.SeekHints;
import io.ashlar.mvcc.state.HybridClock;
import io.ashlar.mvcc.state.StatePointers;
import io.ashlar.mvcc.state.StatePublisher;
import io.ashlar.mvcc.state.ViewSlots;
import io.ashlar.mvcc.window.OrderedWindow;
import io.ashlar.mvcc.window.RecentCommits;
import io.ashlar.store.watch.RangeWatches;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/** Puts the parts of a store together, in the order in which recovery needs them. */
final class StoreOpener {

  private StoreOpener() {}

  /**
   * Opens a store.
   *
   * @param wallClockMs milliseconds since 1970
   * @param wrap puts another log in place of the engine's; for tests
   */
  static EmbeddedStore open(
      Path directory,
      StoreOptions options,
      LongSupplier wallClockMs,
      UnaryOperator<LogDevice> wrap) {
    return open(directory, options, wallClockMs, wrap, EngineLog::spaceOf);
  }

  /**
   * Opens a store on what is said to be left of the file system.
   *
   * @param space tells what is left; for tests
   */
  static EmbeddedStore open(
      Path directory,
      StoreOptions options,
      LongSupplier wallClockMs,
      UnaryOperator<LogDevice> wrap,
      Function<Engine, FreeSpace> space) {
    Engine engine = Engine.open(directory, options.engine());
    boolean opened = false;
    try {
      DurableMark mark = DurableMark.read(directory);
      mark.verify(engine.latestSequence());
      HybridClock clock = new HybridClock(wallClockMs, readCeiling(engine));
      LogDevice log =
          wrap.apply(new EngineLog(engine, options.minFreeBytes(), space.apply(engine)));
      EmbeddedStore store = assemble(engine, options, clock, log, mark);
      opened = true;
      return store;
    } finally {
      if (!opened) {
        engine.close();
      }
    }
  }

  private static long readCeiling(Engine engine) {
    try (BufferPool pool = new BufferPool(0);
        PooledBuffer buffer = pool.acquire(64);
        EngineReader reader = engine.newReader()) {
      return MaintenanceBatch.readCeiling(reader, buffer);
    }
  }

  private static EmbeddedStore assemble(
      Engine engine, StoreOptions options, HybridClock clock, LogDevice log, DurableMark mark) {
    StoreCore core = core(engine, options, clock, log);
    StatePointers pointers = core.pointers();
    WalSyncer syncer =
        new WalSyncer(
            engine,
            log,
            pointers,
            core.poison(),
            new IntervalSchedule(TimeUnit.MILLISECONDS.toNanos(options.syncIntervalMs())),
            TimeUnit.MICROSECONDS.toNanos(options.groupWindowMicros()),
            options.groupLimitCommits());
    HistoryRecorder recorder = new HistoryRecorder(core.history(), engine);
    CommitPipeline pipeline =
        new CommitPipeline(
            log,
            pointers,
            new StatePublisher(pointers, engine),
            clock,
            core.poison(),
            syncer,
            group(core, recorder),
            options.groupLimitBytes());
    OwnWrites ownWrites = pipeline.ownWrites();
    Reclaims reclaims =
        new Reclaims(core.slots(), core.history(), pipeline, core.resident(), engine);
    if (!engine.readOnly()) {
      // What was recovered is in the log, but perhaps not yet on the disk; the ceiling's sync
      // covers it, before anybody can see it as durable.
      ownWrites.raiseCeiling();
      String name = String.valueOf(engine.directory().getFileName());
      syncer.start(
          name,
          new Housekeeper(
              engine,
              log,
              clock,
              pointers,
              core.poison(),
              ownWrites,
              syncer,
              mark,
              reclaims,
              new HistoryExpiry(core.history(), clock, ownWrites)));
    }
    StoreClose close =
        new StoreClose(
            engine,
            core.poison(),
            pointers,
            core.ordered(),
            ownWrites,
            syncer,
            mark,
            recorder,
            core.resident(),
            CloseLimit.of(options.engine().closeTimeout()));
    return new EmbeddedStore(core, pipeline, syncer, reclaims, close);
  }

  private static StoreCore core(
      Engine engine, StoreOptions options, HybridClock clock, LogDevice log) {
    long recovered = clock.last();
    ViewSlots slots = new ViewSlots();
    StatePointers pointers = new StatePointers(slots, recovered, engine);
    RecentCommits window = new RecentCommits(options.windowEntries(), recovered);
    return new StoreCore(
        engine,
        log,
        options,
        clock,
        window,
        new OrderedWindow(options.windowEntries(), recovered),
        new RecentValues(window),
        new ResidentRanges(options.residentBytes(), pointers, engine, recovered),
        new SeekHints(),
        new RangeWatches(recovered),
        new HistoryKeyspaces(),
        slots,
        pointers,
        new Poison());
  }

  private static CommitGroup group(StoreCore core, HistoryRecorder recorder) {
    return new CommitGroup(
        core.engine().newBatch(),
        core.window(),
        core.ordered(),
        List.of(
            recorder,
            core.resident().writer(),
            core.values(),
            core.hints(),
            new WatchObserver(core.watches())),
        core.options().groupLimitCommits());
  }
}
