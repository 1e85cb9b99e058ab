package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Insert;
import io.ashlar.Table;
import io.ashlar.error.ClosedException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.WriteConflictException;
import io.ashlar.query.LongColumn;
import io.ashlar.statistics.DatabaseStatistics;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Commits without waiting, as users meet them. */
@Timeout(300)
@ParameterizedClass
@EnumSource(StoreKind.class)
class AsyncCommitTest extends DatabaseTest {

  private final boolean durable;
  private Table people;
  private LongColumn id;

  AsyncCommitTest(StoreKind kind) {
    super(kind);
    durable = kind == StoreKind.EMBEDDED;
  }

  @BeforeEach
  void create() {
    people = people();
    id = people.longColumn("id");
  }

  private void write(Transaction tx, Insert insert, long row) {
    long rows = insert.set(id, row).set(people.stringColumn("name"), "n" + row).execute(tx);
    assertThat(rows).isEqualTo(1);
  }

  private static long outcome(CompletableFuture<Long> commit) throws Exception {
    return commit.get(120, TimeUnit.SECONDS);
  }

  @Test
  void shouldCompleteWithTheTimestampWhenDurable() throws Exception {
    try (Transaction tx = db.begin();
        Transaction next = db.begin()) {
      Insert insert = people.insert();
      List<CompletableFuture<Long>> commits = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        write(tx, insert, i);
        commits.add(tx.commitAsync().toCompletableFuture());
        assertThat(tx.active()).isFalse();
        tx.begin();
      }
      assertThat(people.get().set(id, 499).fetch(next)).as("visible at once").isTrue();
      db.flush();
      long before = 0;
      for (CompletableFuture<Long> commit : commits) {
        long timestamp = outcome(commit);
        assertThat(timestamp).isGreaterThan(before);
        before = timestamp;
      }
      try (ReadTransaction view = db.beginReadDurable()) {
        assertThat(people.get().set(id, 499).fetch(view)).isTrue();
      }
    }
    DatabaseStatistics statistics = db.monitor().statistics();
    assertThat(statistics.commits()).isGreaterThanOrEqualTo(500);
    if (durable) {
      assertThat(statistics.syncs()).isLessThan(500);
      assertThat(statistics.durabilityWaits()).isPositive();
      assertThat(statistics.syncNs()).isGreaterThanOrEqualTo(statistics.maxSyncNs());
      assertThat(statistics.maxSyncNs()).isPositive();
      assertThat(statistics.largestGroup()).isPositive();
      assertThat(statistics.commitsPerGroup()).isGreaterThanOrEqualTo(1);
    }
  }

  @Test
  void shouldCompleteBeforeReturningWhenAcknowledgedAtOnce() throws Exception {
    try (Transaction tx = db.begin()) {
      write(tx, people.insert(), 1);
      CompletableFuture<Long> commit =
          tx.commitAsync(Durability.NONE, task -> fail()).toCompletableFuture();
      assertThat(commit).isCompleted();
      tx.begin();
      CompletableFuture<Long> empty = tx.commitAsync().toCompletableFuture();
      assertThat(outcome(empty)).isNotNegative();
    }
  }

  private static void fail() {
    throw new IllegalStateException("nothing was to be executed");
  }

  @Test
  void shouldRunDependentsOnTheGivenExecutor() throws Exception {
    ExecutorService executor = Executors.newSingleThreadExecutor(task -> new Thread(task, "mine"));
    try (Transaction tx = db.begin()) {
      write(tx, people.insert(), 1);
      AtomicReference<String> ranOn = new AtomicReference<>();
      CompletableFuture<Void> dependent =
          tx.commitAsync(Durability.GROUP, executor)
              .thenAccept(timestamp -> ranOn.set(Thread.currentThread().getName()))
              .toCompletableFuture();
      dependent.get(120, TimeUnit.SECONDS);
      assertThat(ranOn.get()).isIn("mine", Thread.currentThread().getName());
    } finally {
      executor.shutdown();
    }
    // An executor that takes nothing any more does not keep the result back.
    try (Transaction tx = db.begin()) {
      write(tx, people.insert(), 2);
      assertThat(outcome(tx.commitAsync(Durability.GROUP, executor).toCompletableFuture()))
          .isPositive();
    }
  }

  @Test
  void shouldThrowAtOnceWhenInConflictOrEnded() {
    try (Transaction tx = db.begin(IsolationLevel.SNAPSHOT)) {
      assertThatThrownBy(() -> tx.commitAsync(Durability.GROUP, null))
          .isInstanceOf(IllegalUseException.class);
      assertThat(people.get().set(id, 1).fetch(tx)).isFalse();
      insert(people, 1, "Abe", null, 1);
      assertThatThrownBy(() -> write(tx, people.insert(), 1))
          .isInstanceOf(WriteConflictException.class);
      assertThatThrownBy(tx::commitAsync).isInstanceOf(ClosedException.class);
    }
    assertThat(db.monitor().statistics().conflicts()).isEqualTo(1);
  }

  @Test
  void shouldCompleteWhenTheDatabaseIsClosed() throws Exception {
    List<CompletableFuture<Long>> commits = new ArrayList<>();
    try (Transaction tx = db.begin()) {
      Insert insert = people.insert();
      for (int i = 0; i < 100; i++) {
        write(tx, insert, i);
        commits.add(tx.commitAsync().toCompletableFuture());
        tx.begin();
      }
    }
    db.close();
    for (CompletableFuture<Long> commit : commits) {
      assertThat(outcome(commit)).isPositive();
    }
    if (durable) {
      open();
      assertThat(StoredRows.all(handle(), db.table("people"))).hasSize(100);
    }
  }
}
