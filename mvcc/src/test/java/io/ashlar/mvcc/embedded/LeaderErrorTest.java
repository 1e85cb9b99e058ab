package io.ashlar.mvcc.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.mvcc.log.FaultyLog;
import io.ashlar.store.Committer;
import io.ashlar.store.WriteSource;
import io.ashlar.store.WriteVisitor;
import io.ashlar.store.conformance.StoreClient;
import io.ashlar.store.conformance.TestWrites;
import io.ashlar.transaction.Durability;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A leader that gets no stack or no memory before the log was touched harms nobody but itself. */
@Timeout(60)
final class LeaderErrorTest {

  @TempDir private Path directory;
  private FaultyLog log;
  private EmbeddedStore store;
  private StoreClient client;

  @BeforeEach
  void open() {
    store =
        StoreOpener.open(
            directory.resolve("store"),
            StoreOptions.defaults(),
            System::currentTimeMillis,
            device -> log = new FaultyLog(device));
    client = new StoreClient(store);
  }

  @AfterEach
  void close() {
    client.close();
    store.close();
  }

  @Test
  void shouldFailLonelyCommitAloneWhenItsLeaderHasNoStack() {
    assertThatThrownBy(() -> commit(failing(new StackOverflowError(), Thread.currentThread())))
        .isInstanceOf(StackOverflowError.class);
    client.put("after", 1);
    client.pin();
    assertThat(client.get("mine")).isEqualTo(StoreClient.NONE);
    assertThat(client.get("after")).isEqualTo(1);
  }

  @Test
  void shouldCommitForOthersWhenOneThreadHasNoStack() throws Exception {
    for (int round = 0; round < 20; round++) {
      inOneGroup(new StackOverflowError(), false);
    }
  }

  @Test
  void shouldFailOneMemberAloneWhenThereIsNoMemoryForIt() throws Exception {
    for (int round = 0; round < 20; round++) {
      assertThat(inOneGroup(new OutOfMemoryError(), true)).isInstanceOf(OutOfMemoryError.class);
    }
  }

  /** Two commits that wait for a leader together; returns what the one got that cannot lead. */
  private Throwable inOneGroup(Error error, boolean everywhere) throws InterruptedException {
    AtomicReference<Throwable> poorOutcome = new AtomicReference<>();
    AtomicReference<Throwable> richOutcome = new AtomicReference<>();
    CountDownLatch gate = new CountDownLatch(1);
    log.writeGate = gate;
    Thread first = start(() -> client.put("first", 1), new AtomicReference<>());
    while (log.writesWaiting.get() == 0) {
      Thread.onSpinWait();
    }
    Thread poor =
        start(
            () -> commit(failing(error, everywhere ? null : Thread.currentThread())), poorOutcome);
    Thread rich = start(() -> commit(writes("rich")), richOutcome);
    while (poor.getState() != Thread.State.WAITING || rich.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    gate.countDown();
    for (Thread thread : new Thread[] {first, poor, rich}) {
      thread.join();
    }
    assertThat(richOutcome.get()).isNull();
    assertThat(poorOutcome.get()).isIn(null, error);
    return poorOutcome.get();
  }

  private static Thread start(Runnable work, AtomicReference<Throwable> outcome) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (Throwable e) {
                outcome.set(e);
              }
            });
    thread.start();
    return thread;
  }

  private void commit(WriteSource writes) {
    try (Committer committer = store.newCommitter()) {
      assertThat(committer.commit(writes, 0, Durability.NONE, timestamp -> {})).isPositive();
    }
  }

  private static TestWrites writes(String key) {
    return new TestWrites().put(StoreClient.key(key), 1, Long.MAX_VALUE);
  }

  /** A write set that one thread cannot deliver, or, without a thread, nobody. */
  private static WriteSource failing(Error error, Thread where) {
    TestWrites writes = writes("mine");
    return new WriteSource() {
      @Override
      public int size() {
        return writes.size();
      }

      @Override
      public long bytes() {
        return writes.bytes();
      }

      @Override
      public void forEach(WriteVisitor visitor) {
        writes.forEach(visitor);
        if (where == null || where == Thread.currentThread()) {
          throw error;
        }
      }
    };
  }
}
