package io.ashlar.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.error.ClosedException;
import io.ashlar.error.IllegalUseException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandleLifetimeTest {

  private static final int USERS = 4;

  @TempDir Path temp;

  @Test
  void shouldListLeaksWithTheirOpeners() {
    try (StoreFixture store = new StoreFixture(temp)) {
      EngineSnapshot snapshot = store.engine.openSnapshot();
      EngineBatch batch = store.engine.newBatch();
      EngineCursor cursor = store.engine.acquireCursor(Family.DATA);
      assertThat(store.engine.census())
          .extracting(OpenHandle::kind)
          .containsExactly("cursor", "batch", "snapshot", "reader");
      OpenHandle leak = store.engine.census().get(0);
      assertThat(leak.ageNs()).isPositive();
      assertThat(leak.opener())
          .anyMatch(frame -> frame.getMethodName().equals("shouldListLeaksWithTheirOpeners"));
      cursor.close();
      cursor.close();
      batch.close();
      snapshot.close();
      store.reader.close();
      assertThat(store.engine.census()).isEmpty();
    }
  }

  @Test
  void shouldRefuseEveryCallWhenTheHandleIsClosed() {
    try (StoreFixture store = new StoreFixture(temp)) {
      EngineCursor cursor = opened(store);
      EngineBatch batch = store.engine.newBatch();
      EngineSnapshot snapshot = store.engine.openSnapshot();
      cursor.close();
      batch.close();
      snapshot.close();
      assertAllClosed("The cursor is closed.", cursorCalls(cursor));
      assertAllClosed("The batch is closed.", batchCalls(store, batch));
      assertAllClosed("The snapshot is closed.", List.of(() -> store.reader.snapshot(snapshot)));
      store.reader.close();
      assertAllClosed("The reader is closed.", readerCalls(store));
    }
  }

  @Test
  void shouldRefuseEveryCallWhenTheStoreIsClosed() {
    StoreFixture store = new StoreFixture(temp);
    EngineCursor cursor = opened(store);
    EngineBatch batch = store.engine.newBatch();
    EngineSnapshot snapshot = store.engine.openSnapshot();
    store.close();
    store.close();
    assertThat(store.engine.census()).isEmpty();
    String closed = "The store is closed.";
    assertAllClosed(closed, cursorCalls(cursor));
    assertAllClosed(closed, batchCalls(store, batch));
    assertAllClosed(closed, readerCalls(store));
    Engine engine = store.engine;
    assertAllClosed(
        closed,
        List.of(
            engine::openSnapshot,
            engine::newReader,
            engine::newBatch,
            () -> engine.acquireCursor(Family.DATA),
            engine::flush,
            engine::syncWal,
            engine::latestSequence,
            () -> engine.gauges().sizeOnDisk(),
            () -> engine.trimIdle(0)));
    cursor.close();
    batch.close();
    snapshot.close();
    assertThat(snapshot.sequence()).isPositive();
  }

  @Test
  void shouldStopCompactionsThatRunAndLetOthersGoOn() throws Exception {
    try (StoreFixture store = new StoreFixture(temp)) {
      for (int i = 0; i < 500; i++) {
        store.put("k" + i, "v" + i);
      }
      store.engine.flush();
      CountDownLatch begun = new CountDownLatch(1);
      AtomicReference<Throwable> end = new AtomicReference<>();
      Thread compacting =
          new Thread(
              () -> {
                try {
                  while (true) {
                    store.engine.compact();
                    begun.countDown();
                  }
                } catch (RuntimeException e) {
                  end.set(e);
                }
              });
      compacting.start();
      begun.await();
      store.engine.stopCompactions();
      compacting.join();
      assertThat(end.get()).isInstanceOf(ClosedException.class);
      store.put("k", "v");
      store.engine.flush();
      assertThat(StoreFixture.get(store.reader, "k")).isEqualTo("v");
    }
  }

  @Test
  void shouldStayRefusedWhenTheSnapshotObjectServesAnotherState() {
    try (StoreFixture store = new StoreFixture(temp);
        EngineReader late = store.engine.newReader()) {
      store.put("k", "old");
      EngineSnapshot snapshot = store.engine.openSnapshot();
      late.snapshot(snapshot);
      assertThatThrownBy(() -> store.engine.reopenSnapshot(snapshot))
          .isInstanceOf(IllegalUseException.class);
      snapshot.close();
      store.put("k", "new");
      store.engine.reopenSnapshot(snapshot);
      store.put("k", "newer");
      assertThatThrownBy(() -> StoreFixture.get(late, "k")).isInstanceOf(ClosedException.class);
      late.snapshot(snapshot);
      assertThat(StoreFixture.get(late, "k")).isEqualTo("new");
      assertThat(store.engine.census()).extracting(OpenHandle::kind).contains("snapshot");
      snapshot.close();
      assertThatThrownBy(() -> StoreFixture.get(late, "k")).isInstanceOf(ClosedException.class);
    }
  }

  @Test
  void shouldRefuseSnapshotOfAnotherStore() {
    try (StoreFixture one = new StoreFixture(temp.resolve("one"));
        StoreFixture two = new StoreFixture(temp.resolve("two"));
        EngineSnapshot snapshot = one.engine.openSnapshot();
        EngineCursor cursor = two.engine.acquireCursor(Family.DATA)) {
      assertThatThrownBy(() -> two.reader.snapshot(snapshot))
          .isInstanceOf(IllegalUseException.class);
      assertThatThrownBy(() -> StoreFixture.reset(cursor, snapshot, null, null))
          .isInstanceOf(IllegalUseException.class);
    }
  }

  @Test
  void shouldSurviveCloseOfOneSharedHandleWhileOthersUseIt() throws Exception {
    try (StoreFixture store = new StoreFixture(temp)) {
      for (int i = 0; i < 500; i++) {
        store.put("k" + i, "v" + i);
      }
      store.engine.flush();
      for (int round = 0; round < 15; round++) {
        EngineSnapshot snapshot = store.engine.openSnapshot();
        EngineCursor cursor = opened(store);
        EngineReader reader = store.engine.newReader();
        EngineBatch batch = store.engine.newBatch();
        List<Runnable> uses = new ArrayList<>();
        for (int user = 0; user < USERS; user++) {
          uses.add(() -> scan(cursor));
          uses.add(() -> StoreFixture.get(reader, "k7"));
          uses.add(() -> StoreFixture.put(batch, "k", "v"));
          uses.add(readAt(store.engine, snapshot));
        }
        race(uses, List.of(cursor::close, reader::close, batch::close, snapshot::close));
      }
      assertThat(store.engine.census()).extracting(OpenHandle::kind).containsOnly("reader");
    }
  }

  @Test
  void shouldSurviveCloseOfTheStoreWhileOthersUseIt() throws Exception {
    for (int round = 0; round < 15; round++) {
      StoreFixture store = new StoreFixture(temp.resolve("store" + round));
      Engine engine = store.engine;
      for (int i = 0; i < 200; i++) {
        store.put("k" + i, "v");
      }
      List<Runnable> uses = new ArrayList<>();
      uses.add(() -> scanOnce(engine));
      uses.add(() -> store.get("k1"));
      uses.add(() -> store.put("k1", "w"));
      uses.add(engine::syncWal);
      uses.add(
          () -> {
            engine.trimIdle(0);
            engine.census();
            engine.gauges().sizeOnDisk();
          });
      race(uses, List.of(engine::close, engine::close));
      assertThat(engine.census()).isEmpty();
    }
  }

  /** Reads no views: with several users on one cursor, which is misuse, those are anybody's. */
  private static void scan(EngineCursor cursor) {
    for (boolean on = cursor.seekFirst(); on; on = cursor.next()) {
      cursor.value();
    }
  }

  private static void scanOnce(Engine engine) {
    try (EngineSnapshot snapshot = engine.openSnapshot();
        EngineCursor cursor = engine.acquireCursor(Family.DATA)) {
      StoreFixture.reset(cursor, snapshot, "k1", "k5");
      StoreFixture.backward(cursor);
    }
  }

  private static Runnable readAt(Engine engine, EngineSnapshot snapshot) {
    EngineReader reader = engine.newReader();
    return () -> {
      try {
        reader.snapshot(snapshot);
        assertThat(StoreFixture.get(reader, "k3")).isEqualTo("v3");
      } catch (ClosedException e) {
        reader.close();
        throw e;
      }
    };
  }

  /** All uses run in loops until the closers are done; then each has to end in ClosedException. */
  private static void race(List<Runnable> uses, List<Runnable> closers) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(uses.size() + closers.size());
    CountDownLatch started = new CountDownLatch(uses.size());
    AtomicLong calls = new AtomicLong();
    try {
      List<Future<?>> results = new ArrayList<>();
      for (Runnable use : uses) {
        results.add(threads.submit(() -> useUntilClosed(use, started, calls)));
      }
      started.await();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(3));
      for (Runnable closer : closers) {
        results.add(threads.submit(closer));
      }
      for (Future<?> result : results) {
        result.get(120, TimeUnit.SECONDS);
      }
      assertThat(calls.get()).isPositive();
    } finally {
      threads.shutdownNow();
    }
  }

  private static void useUntilClosed(Runnable use, CountDownLatch started, AtomicLong calls) {
    started.countDown();
    while (true) {
      try {
        use.run();
        calls.incrementAndGet();
      } catch (IllegalUseException e) {
        // Another user is inside, or has moved the shared cursor away: refused, which is the point.
        assertThat(e.sentence()).matches(".*(in use by another call|stands on no row).*");
      } catch (ClosedException e) {
        return;
      }
    }
  }

  private static EngineCursor opened(StoreFixture store) {
    store.put("a", "1");
    EngineCursor cursor = store.engine.acquireCursor(Family.DATA);
    StoreFixture.reset(cursor, null, null, null);
    assertThat(cursor.seekFirst()).isTrue();
    return cursor;
  }

  private static List<ThrowingCallable> cursorCalls(EngineCursor cursor) {
    return List.of(
        cursor::seekFirst,
        cursor::seekLast,
        cursor::next,
        cursor::prev,
        cursor::value,
        cursor::key,
        cursor::park,
        () -> StoreFixture.seek(cursor, "a"),
        () -> StoreFixture.seekBefore(cursor, "b"),
        () -> StoreFixture.reset(cursor, null, null, null));
  }

  private static List<ThrowingCallable> batchCalls(StoreFixture store, EngineBatch batch) {
    return List.of(
        () -> StoreFixture.put(batch, "a", "b"),
        () -> StoreFixture.delete(batch, "a"),
        batch::clear,
        batch::count,
        batch::bytes,
        () -> store.engine.write(batch));
  }

  private static List<ThrowingCallable> readerCalls(StoreFixture store) {
    return List.of(() -> store.get("a"), () -> store.reader.snapshot(null));
  }

  private static void assertAllClosed(String sentence, List<ThrowingCallable> calls) {
    for (ThrowingCallable call : calls) {
      assertThatThrownBy(call).isInstanceOf(ClosedException.class).hasMessage(sentence);
    }
  }
}
