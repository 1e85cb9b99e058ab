package io.ashlar.mvcc.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.codec.memory.BufferPool;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.engine.EngineOptions;
import io.ashlar.engine.EngineReader;
import io.ashlar.engine.Family;
import io.ashlar.error.CloseTimeoutException;
import io.ashlar.error.ClosedException;
import io.ashlar.error.CommitOutcomeUnknownException;
import io.ashlar.error.StoreOpenException;
import io.ashlar.mvcc.log.DurableMark;
import io.ashlar.mvcc.log.FaultyLog;
import io.ashlar.store.conformance.StoreClient;
import io.ashlar.transaction.Durability;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
final class StoreCloseTest {

  @TempDir private Path directory;
  private FaultyLog log;

  private EmbeddedStore open() {
    return open(StoreOptions.defaults());
  }

  private EmbeddedStore open(StoreOptions options) {
    return StoreOpener.open(
        directory.resolve("store"),
        options,
        System::currentTimeMillis,
        device -> log = new FaultyLog(device));
  }

  private long writeOne(EmbeddedStore store) {
    try (StoreClient client = new StoreClient(store)) {
      return client.put("a", 1);
    }
  }

  private void verifyReopened(long timestamp) {
    assertThat(DurableMark.read(directory.resolve("store")).timestamp()).isEqualTo(timestamp);
    try (EmbeddedStore store = open();
        StoreClient client = new StoreClient(store)) {
      assertThat(client.pin()).isGreaterThanOrEqualTo(timestamp);
      assertThat(client.get("a")).isEqualTo(1);
      assertThat(client.put("b", 2)).isGreaterThan(timestamp);
    }
  }

  @Test
  void shouldCloseWholeWhenThreadIsInterrupted() {
    EmbeddedStore store = open();
    long timestamp = writeOne(store);
    Thread.currentThread().interrupt();
    try {
      assertThatCode(store::close).doesNotThrowAnyException();
    } finally {
      assertThat(Thread.interrupted()).as("the flag stays set").isTrue();
    }
    verifyReopened(timestamp);
  }

  @Test
  void shouldMakeAllDurableUponCloseWhenDiskIsFull() {
    EmbeddedStore store = open();
    long timestamp = writeOne(store);
    log.full = true;
    assertThatCode(store::close).doesNotThrowAnyException();
    verifyReopened(timestamp);
  }

  @Test
  void shouldReportCloseWhoseSyncFails() {
    EmbeddedStore store = open();
    writeOne(store);
    log.failSyncs = true;
    assertThatThrownBy(store::close).isInstanceOf(CommitOutcomeUnknownException.class);
    assertThatCode(store::close).doesNotThrowAnyException();
    open().close();
  }

  private EmbeddedStore openImpatient() {
    return open(
        StoreOptions.builder()
            .engine(EngineOptions.builder().closeTimeout(Duration.ofMillis(50)).build())
            .build());
  }

  @Test
  void shouldGoOnWithTheEngineWhenAReadHasHeldUpTheCloseBefore() throws Exception {
    EmbeddedStore store = openImpatient();
    long timestamp = writeOne(store);
    StuckRead read = new StuckRead();
    EngineReader reader = store.core().engine().newReader();
    BufferPool pool = new BufferPool(0);
    PooledBuffer value = pool.acquire(64);
    Thread reading =
        new Thread(() -> assertThat(reader.get(Family.DATA, read.key, 0, 1, value)).isNegative());
    reading.setDaemon(true);
    reading.start();
    read.inside.await();
    for (int trial = 0; trial < 3; trial++) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(store::close)
          .isInstanceOf(CloseTimeoutException.class)
          .hasMessageContaining("gate=reader");
      assertThat(Thread.interrupted()).as("the flag stays set").isTrue();
    }
    read.leave.countDown();
    reading.join();
    closeAtLast(store);
    value.close();
    pool.close();
    verifyReopened(timestamp);
  }

  /** Keeps whoever reads with its key inside the engine. */
  private static final class StuckRead implements InvocationHandler {
    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch leave = new CountDownLatch(1);
    private final DirectBuffer bytes = Flyweights.wrap(new byte[1]);
    private final DirectBuffer key =
        (DirectBuffer)
            Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DirectBuffer.class}, this);

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Exception {
      inside.countDown();
      spinUntilOpen(leave);
      return method.invoke(bytes, arguments);
    }
  }

  @Test
  void shouldTouchNothingWhileAListenerKeepsTheStoresThread() throws Exception {
    EmbeddedStore store = openImpatient();
    CountDownLatch told = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    AtomicReference<Throwable> last = new AtomicReference<>();
    try (StoreClient client = new StoreClient(store)) {
      client.writes().put(StoreClient.key("a"), 1, Long.MAX_VALUE);
      client.commitAsync(
          0,
          Durability.GROUP,
          (at, failure) -> {
            told.countDown();
            spinUntilOpen(leave);
          });
      told.await();
      client.writes().put(StoreClient.key("a"), 1, Long.MAX_VALUE);
      long timestamp =
          client.commitAsync(
              0,
              Durability.GROUP,
              (at, failure) -> {
                last.set(failure);
                store.close();
              });
      assertThatThrownBy(store::close)
          .isInstanceOf(CloseTimeoutException.class)
          .hasMessageContaining("gate=sync");
      assertThatThrownBy(this::open).isInstanceOf(StoreOpenException.class);
      last.set(new AssertionError("not told"));
      leave.countDown();
      closeAtLast(store);
      assertThat(last.get()).as("told by the last sync").isNull();
      verifyReopened(timestamp);
    }
  }

  /** Closes a store that gives up soon: a busy machine may take longer to end a thread. */
  private static void closeAtLast(EmbeddedStore store) {
    while (true) {
      try {
        store.close();
        return;
      } catch (CloseTimeoutException busy) {
        Thread.onSpinWait();
      }
    }
  }

  private static void spinUntilOpen(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void shouldGiveUpAndCloseLaterWhenACommitStaysInside() throws Exception {
    EmbeddedStore store = openImpatient();
    CountDownLatch gate = new CountDownLatch(1);
    log.writeGate = gate;
    Thread committing = new Thread(() -> writeOne(store), "committing");
    committing.start();
    while (log.writesWaiting.get() == 0) {
      Thread.onSpinWait();
    }
    assertThatThrownBy(store::close)
        .isInstanceOf(CloseTimeoutException.class)
        .hasMessageContaining("gate=commits")
        .hasMessageContaining("[committing at io.ashlar.mvcc.")
        .hasMessageNotContaining("ashlar-wal-sync");
    assertThatThrownBy(store::newCommitter).isInstanceOf(ClosedException.class);
    gate.countDown();
    committing.join();
    closeAtLast(store);
    try (EmbeddedStore again = open();
        StoreClient client = new StoreClient(again)) {
      assertThat(client.pin()).isPositive();
      assertThat(client.get("a")).isEqualTo(1);
    }
  }
}
