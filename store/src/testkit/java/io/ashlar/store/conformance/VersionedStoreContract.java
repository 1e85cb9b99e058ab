package io.ashlar.store.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.codec.key.KeyHash;
import io.ashlar.error.ClosedException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.SerializationConflictException;
import io.ashlar.error.WriteConflictException;
import io.ashlar.store.Freshness;
import io.ashlar.store.VersionedStore;
import io.ashlar.transaction.Durability;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every store must do; run on each of them. Long because it is one suite, passed as a whole.
 */
public abstract class VersionedStoreContract {

  private static final List<Freshness> FRESHNESSES = List.of(Freshness.values());
  private static final List<Durability> DURABILITIES = List.of(Durability.values());

  private VersionedStore store;
  private StoreClient client;
  private StoreClient other;

  /** Made for each test. */
  protected VersionedStoreContract() {}

  /**
   * Opens the store that is held to the contract.
   *
   * @return an empty store, which the contract closes
   */
  protected abstract VersionedStore openStore();

  @BeforeEach
  void open() {
    store = openStore();
    client = new StoreClient(store);
    other = new StoreClient(store);
  }

  @AfterEach
  void close() {
    client.close();
    other.close();
    store.close();
  }

  @Test
  void shouldReadOwnCommitAndItsStamp() {
    long timestamp = client.put("a", 1);
    assertThat(client.pin()).isEqualTo(timestamp).isEqualTo(store.newestTimestamp());
    assertThat(client.get("a")).isEqualTo(1);
    assertThat(client.stamp()).isEqualTo(timestamp);
    assertThat(client.get("b")).isEqualTo(StoreClient.NONE);
  }

  @Test
  void shouldRaiseTimestampWithEveryCommit() {
    long last = store.newestTimestamp();
    for (int i = 0; i < 100; i++) {
      long next = client.put("a", i);
      assertThat(next).isGreaterThan(last);
      last = next;
    }
  }

  @Test
  void shouldKeepViewWhenKeysChangeAfterIt() {
    client.put("a", 1);
    client.put("b", 2);
    client.pin();
    for (int i = 0; i < 50; i++) {
      other.put("a", 100 + i);
      other.delete("b");
      other.put("b", 5);
      other.put("c", 3);
    }
    assertThat(client.get("a")).isEqualTo(1);
    assertThat(client.get("b")).isEqualTo(2);
    assertThat(client.get("c")).isEqualTo(StoreClient.NONE);
    assertThat(client.scan("", "z", true)).containsExactly("a=1", "b=2");
    client.pin();
    assertThat(client.scan("", "z", true)).containsExactly("a=149", "b=5", "c=3");
  }

  @Test
  void shouldNotSeeKeyAfterDelete() {
    client.put("a", 1);
    client.delete("a");
    client.pin();
    assertThat(client.get("a")).isEqualTo(StoreClient.NONE);
    assertThat(client.scan("", "z", true)).isEmpty();
  }

  @Test
  void shouldKeepFamiliesApartWhenKeyspaceIsOfTheCatalog() {
    MutableDirectBuffer catalog = TestWrites.key(VersionedStore.FIRST_FREE_KEYSPACE - 1, "a");
    MutableDirectBuffer first = TestWrites.key(VersionedStore.FIRST_FREE_KEYSPACE, "a");
    client.writes().put(catalog, 1, Long.MAX_VALUE).put(first, 2, Long.MAX_VALUE);
    client.commit(0, Durability.GROUP);
    client.pin();
    assertThat(client.get(catalog)).isEqualTo(1);
    assertThat(client.get(first)).isEqualTo(2);
    MutableDirectBuffer end = TestWrites.key(VersionedStore.FIRST_FREE_KEYSPACE - 1, "b");
    client.cursor().open(client.view(), catalog, 0, catalog.capacity(), end, 0, end.capacity());
    assertThat(client.cursor().first()).isTrue();
    assertThat(client.current()).isEqualTo("a=1");
    assertThat(client.cursor().next()).isFalse();
  }

  @Test
  void shouldRefuseWholeCommitWhenOneKeyChanged() {
    client.put("a", 1);
    long view = client.pin();
    other.put("a", 2);
    client.writes().put(StoreClient.key("b"), 1, view).put(StoreClient.key("a"), 3, view);
    assertThatThrownBy(() -> client.commit(view, Durability.GROUP))
        .isInstanceOf(WriteConflictException.class);
    MutableDirectBuffer key = StoreClient.key("a");
    assertThat(client.committer().conflictHash()).isEqualTo(KeyHash.hash(key, 0, key.capacity()));
    client.pin();
    assertThat(client.get("a")).isEqualTo(2);
    assertThat(client.get("b")).isEqualTo(StoreClient.NONE);
    assertThat(store.statistics().conflicts()).isEqualTo(1);
  }

  @Test
  void shouldFindConflictWhenKeyWasInsertedAndDeletedAfterItWasReadAsAbsent() {
    long view = client.pin();
    other.put("k", 1);
    other.delete("k");
    client.writes().put(StoreClient.key("k"), 2, view);
    assertThatThrownBy(() -> client.commit(view, Durability.NONE))
        .isInstanceOf(WriteConflictException.class);
  }

  @Test
  void shouldFindConflictWhenKeyWasDeletedAndInsertedAgain() {
    client.put("k", 1);
    long view = client.pin();
    other.delete("k");
    other.put("k", 1);
    client.writes().delete(StoreClient.key("k"), view);
    assertThatThrownBy(() -> client.commit(view, Durability.NONE))
        .isInstanceOf(WriteConflictException.class);
  }

  @Test
  void shouldNotConflictWhenOtherKeysChanged() {
    long view = client.pin();
    other.put("x", 1);
    client.writes().put(StoreClient.key("y"), 2, view);
    assertThat(client.commit(view, Durability.GROUP)).isGreaterThan(view);
  }

  @Test
  void shouldJudgeChecksWithAndWithoutWrites() {
    client.put("c", 1);
    long view = client.pin();
    client.writes().check(StoreClient.key("c"), view);
    assertThat(client.commit(view, Durability.GROUP)).isEqualTo(view);
    assertThat(store.newestTimestamp()).isEqualTo(view);
    other.put("c", 2);
    client.writes().check(StoreClient.key("c"), view);
    assertThatThrownBy(() -> client.commit(view, Durability.GROUP))
        .isInstanceOf(WriteConflictException.class);
    client.writes().check(StoreClient.key("c"), view).put(StoreClient.key("d"), 1, view);
    assertThatThrownBy(() -> client.commit(view, Durability.GROUP))
        .isInstanceOf(WriteConflictException.class);
    client.pin();
    assertThat(client.get("d")).isEqualTo(StoreClient.NONE);
  }

  @Test
  void shouldRefuseCommitWhenKeyThatWasReadChanged() {
    client.put("r", 1);
    long view = pinTracked();
    other.put("x", 1);
    TestReads reads = new TestReads(view).point(StoreClient.key("r"));
    client.writes().put(StoreClient.key("a"), 1, view).reads(reads);
    assertThat(client.commit(view, Durability.GROUP)).isGreaterThan(view);
    other.delete("r");
    client.writes().put(StoreClient.key("b"), 1, view).reads(reads);
    assertThatThrownBy(() -> client.commit(view, Durability.GROUP))
        .isInstanceOf(SerializationConflictException.class);
    MutableDirectBuffer key = StoreClient.key("r");
    assertThat(client.committer().conflictHash()).isEqualTo(KeyHash.hash(key, 0, key.capacity()));
    client.pin();
    assertThat(client.get("b")).isEqualTo(StoreClient.NONE);
    assertThat(store.statistics().conflicts()).isEqualTo(1);
  }

  @Test
  void shouldRefuseCommitWhenRangeThatWasReadChanged() {
    client.put("r", 1);
    long view = pinTracked();
    MutableDirectBuffer lower = StoreClient.key("m");
    MutableDirectBuffer upper = StoreClient.key("t");
    TestReads reads = new TestReads(view).range(lower, upper);
    other.put("l", 1);
    other.put("t", 1);
    client.writes().put(StoreClient.key("a"), 1, view).reads(reads);
    assertThat(client.commit(view, Durability.GROUP)).isGreaterThan(view);
    other.put("s", 1);
    other.delete("s");
    client.writes().put(StoreClient.key("b"), 1, view).reads(reads);
    assertThatThrownBy(() -> client.commit(view, Durability.GROUP))
        .isInstanceOf(SerializationConflictException.class);
    assertThat(client.committer().conflictHash()).isZero();
    assertThat(store.statistics().conflicts()).isEqualTo(1);
  }

  @Test
  void shouldJudgeViewOfItsOwnWhenTrackingBeginsAnew() {
    for (int i = 0; i < 5; i++) {
      other.put("s", i);
      long view = pinTracked();
      TestReads reads = new TestReads(view).range(StoreClient.key("m"), StoreClient.key("t"));
      client.writes().put(StoreClient.key("a"), 1, view).reads(reads);
      assertThat(client.commit(view, Durability.NONE)).isGreaterThan(view);
      other.put("n", i);
      client.writes().put(StoreClient.key("a"), 1, Long.MAX_VALUE).reads(reads);
      assertThatThrownBy(() -> client.commit(view, Durability.NONE))
          .isInstanceOf(SerializationConflictException.class);
      client.view().release();
      other.put("o", i);
    }
  }

  private long pinTracked() {
    client.view().pinTracked(Freshness.WRITTEN);
    return client.view().timestamp();
  }

  @Test
  void shouldTellWhetherKeyChangedSince() {
    long before = client.put("a", 1);
    assertThat(client.changedSince("a", before)).isFalse();
    assertThat(client.changedSince("a", before - 1)).isTrue();
    long deleted = client.delete("a");
    assertThat(client.changedSince("a", before)).isTrue();
    assertThat(client.changedSince("a", deleted)).isFalse();
    assertThat(client.changedSince("b", before)).isFalse();
  }

  @Test
  void shouldTellListenerBeforeCommitReturns() {
    AtomicLong ordered = new AtomicLong();
    client.writes().put(StoreClient.key("a"), 1, Long.MAX_VALUE);
    TestWrites writes = new TestWrites().put(StoreClient.key("a"), 1, Long.MAX_VALUE);
    long timestamp = client.committer().commit(writes, 0, Durability.GROUP, ordered::set);
    assertThat(ordered.get()).isEqualTo(timestamp);
    ordered.set(0);
    client.committer().commit(new TestWrites(), timestamp, Durability.GROUP, ordered::set);
    assertThat(ordered.get()).isZero();
  }

  @Test
  void shouldScanBothDirectionsWithinBounds() {
    for (String text : List.of("b", "d", "f", "h")) {
      client.put(text, text.charAt(0));
    }
    client.put("g", 0);
    client.delete("g");
    client.pin();
    assertThat(client.scan("b", "h", true)).containsExactly("b=98", "d=100", "f=102");
    assertThat(client.scan("b", "h", false)).containsExactly("f=102", "d=100", "b=98");
    assertThat(client.scan("c", "c", true)).isEmpty();
    assertThat(client.scan("z", "a", true)).isEmpty();
    assertThat(client.scan("z", "a", false)).isEmpty();
    assertThat(client.scan("c", "e", false)).containsExactly("d=100");
  }

  @Test
  void shouldSeekWithinBoundsAndTurnRound() {
    for (String text : List.of("b", "d", "f", "h")) {
      client.put(text, 1);
    }
    client.pin();
    client.open("c", "g");
    assertThat(seek("a")).isEqualTo("d=1");
    assertThat(client.cursor().next()).isTrue();
    assertThat(client.current()).isEqualTo("f=1");
    assertThat(client.cursor().previous()).isTrue();
    assertThat(client.current()).isEqualTo("d=1");
    assertThat(client.cursor().previous()).isFalse();
    assertThat(seek("f")).isEqualTo("f=1");
    assertThat(seek("g")).isNull();
    assertThat(seekBefore("f")).isEqualTo("d=1");
    assertThat(seekBefore("z")).isEqualTo("f=1");
    assertThat(seekBefore("d")).isNull();
    assertThatThrownBy(() -> client.cursor().next()).isInstanceOf(IllegalUseException.class);
  }

  private String seek(String text) {
    MutableDirectBuffer key = StoreClient.key(text);
    return client.cursor().seek(key, 0, key.capacity()) ? client.current() : null;
  }

  private String seekBefore(String text) {
    MutableDirectBuffer key = StoreClient.key(text);
    return client.cursor().seekBefore(key, 0, key.capacity()) ? client.current() : null;
  }

  @Test
  void shouldShowWholeCommitsOnlyWhenViewIsPinnedDuringCommits() throws Exception {
    run(
        4,
        thread -> {
          try (StoreClient mine = new StoreClient(store)) {
            if (thread < 2) {
              for (int i = 0; i < 300; i++) {
                TestWrites writes = mine.writes();
                for (int k = 0; k < 5; k++) {
                  writes.put(StoreClient.key(thread + "/" + k), i, Long.MAX_VALUE);
                }
                mine.commit(0, i % 2 == 0 ? Durability.GROUP : Durability.NONE);
              }
            } else {
              for (int i = 0; i < 300; i++) {
                mine.view().pin(FRESHNESSES.get(i % 3));
                long value = mine.get("0/0");
                for (int k = 1; k < 5; k++) {
                  assertThat(mine.get("0/" + k)).isEqualTo(value);
                }
              }
            }
          }
        });
  }

  @Test
  void shouldLoseNoIncrementWhenManyThreadsRetry() throws Exception {
    int threads = 16;
    int turns = 60;
    client.put("n", 0);
    run(
        threads,
        thread -> {
          try (StoreClient mine = new StoreClient(store)) {
            for (int i = 0; i < turns; i++) {
              increment(mine, DURABILITIES.get((thread + i) % 4));
            }
          }
        });
    client.pin();
    assertThat(client.get("n")).isEqualTo((long) threads * turns);
    assertThat(store.statistics().commits()).isEqualTo(1L + (long) threads * turns);
  }

  private static void increment(StoreClient mine, Durability durability) {
    while (true) {
      long view = mine.pin();
      long value = mine.get("n");
      mine.writes().put(StoreClient.key("n"), value + 1, view);
      try {
        mine.commit(view, durability);
        return;
      } catch (WriteConflictException e) {
        assertThat(mine.committer().conflictHash()).isNotZero();
      }
    }
  }

  @Test
  void shouldShowAcknowledgedCommitsToReadersOfEveryMode() {
    for (Durability durability : Durability.values()) {
      client.writes().put(StoreClient.key("a"), durability.name().length(), Long.MAX_VALUE);
      long timestamp = client.commit(0, durability);
      other.view().pin(Freshness.ACKNOWLEDGED);
      assertThat(other.view().timestamp()).isGreaterThanOrEqualTo(timestamp);
      if (durability.waitsForSync()) {
        other.view().pin(Freshness.DURABLE);
        assertThat(other.view().timestamp()).isGreaterThanOrEqualTo(timestamp);
      }
    }
    other.put("b", 1);
    store.flush();
    other.view().pin(Freshness.DURABLE);
    assertThat(other.get("b")).isEqualTo(1);
  }

  @Test
  void shouldCommitAndKeepFlagWhenThreadIsInterrupted() {
    Thread.currentThread().interrupt();
    client.writes().put(StoreClient.key("a"), 1, Long.MAX_VALUE);
    client.commit(0, Durability.GROUP);
    assertThat(Thread.interrupted()).isTrue();
    client.pin();
    assertThat(client.get("a")).isEqualTo(1);
  }

  @Test
  void shouldReclaimKeyspaceOnceNoOlderViewIsPinned() throws Exception {
    client.put("a", 1);
    client.pin();
    MutableDirectBuffer beside = TestWrites.key(StoreClient.KEYSPACE + 1, "");
    other.writes().put(beside, 7, Long.MAX_VALUE);
    long droppedAt = other.commit(0, Durability.NONE);
    store.reclaimKeyspace(StoreClient.KEYSPACE, droppedAt);
    Thread.sleep(300);
    assertThat(store.reclaimPending(StoreClient.KEYSPACE)).isTrue();
    assertThat(client.get("a")).isEqualTo(1);
    client.view().release();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (store.reclaimPending(StoreClient.KEYSPACE) && System.nanoTime() < deadline) {
      Thread.sleep(10);
    }
    assertThat(store.reclaimPending(StoreClient.KEYSPACE)).isFalse();
    other.put("later", 1);
    client.pin();
    assertThat(client.get("a")).isEqualTo(StoreClient.NONE);
    assertThat(client.get(beside)).isEqualTo(7);
  }

  @Test
  void shouldRefuseUseAfterClose() {
    client.put("a", 1);
    client.pin();
    client.open("", "z");
    client.cursor().first();
    store.close();
    store.close();
    assertThatThrownBy(() -> client.get("a")).isInstanceOf(ClosedException.class);
    assertThatThrownBy(() -> client.pin()).isInstanceOf(ClosedException.class);
    assertThatThrownBy(() -> client.put("a", 2)).isInstanceOf(ClosedException.class);
    assertThatThrownBy(() -> client.cursor().next()).isInstanceOf(ClosedException.class);
    assertThatThrownBy(() -> store.newView()).isInstanceOf(ClosedException.class);
    assertThatThrownBy(() -> store.flush()).isInstanceOf(ClosedException.class);
    assertThatThrownBy(() -> client.changedSince("a", 0)).isInstanceOf(ClosedException.class);
  }

  @Test
  void shouldRefuseReadsWhenViewIsNotPinned() {
    assertThatThrownBy(() -> client.get("a")).isInstanceOf(IllegalUseException.class);
    assertThatThrownBy(() -> client.view().timestamp()).isInstanceOf(IllegalUseException.class);
    assertThatThrownBy(() -> client.open("a", "b")).isInstanceOf(IllegalUseException.class);
    client.view().release();
    assertThat(client.view().pinned()).isFalse();
    client.view().close();
    client.view().close();
    assertThatThrownBy(() -> client.pin()).isInstanceOf(ClosedException.class);
  }

  @Test
  void shouldCountPinnedViews() {
    assertThat(store.statistics().pinnedViews()).isZero();
    long pinned = client.pin();
    other.pin();
    other.put("a", 1);
    assertThat(store.statistics().pinnedViews()).isEqualTo(2);
    store.flush();
    assertThat(store.statistics().oldestViewTimestamp()).isEqualTo(pinned);
    client.view().release();
    other.view().release();
    assertThat(store.statistics().pinnedViews()).isZero();
  }

  /** The work of one thread. */
  interface Work {
    void run(int thread) throws Exception;
  }

  static void run(int threads, Work work) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> futures = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int thread = i;
        futures.add(
            executor.submit(
                () -> {
                  work.run(thread);
                  return null;
                }));
      }
      for (Future<?> future : futures) {
        future.get(120, TimeUnit.SECONDS);
      }
    } finally {
      executor.shutdownNow();
    }
  }
}
