package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ashlar.Database;
import io.ashlar.Options;
import io.ashlar.Sequence;
import io.ashlar.Table;
import io.ashlar.error.CloseTimeoutException;
import io.ashlar.error.ClosedException;
import io.ashlar.expire.SweepOptions;
import io.ashlar.index.IndexBuild;
import io.ashlar.index.IndexBuildOptions;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.Partitioning;
import io.ashlar.schema.SequenceOptions;
import io.ashlar.schema.TableSchema;
import io.ashlar.store.Committer;
import io.ashlar.store.VersionedStore;
import io.ashlar.store.memory.InMemoryStore;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.Transaction;
import io.ashlar.type.ColumnType;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** A close over threads that do not come back, and over what fails. */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class DatabaseCloseTest {

  /** Which commits wait for the disk. */
  private volatile Predicate<Durability> stuck = mode -> false;

  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger storeCloses = new AtomicInteger();
  private final CountDownLatch answer = new CountDownLatch(1);
  private Database db;

  private static Object call(Object on, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(on, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private Committer slow(Committer committer) {
    return proxy(
        Committer.class,
        (self, method, arguments) -> {
          if (method.getName().equals("commit") && stuck.test((Durability) arguments[2])) {
            waiting.incrementAndGet();
            answer.await();
          }
          return call(committer, method, arguments);
        });
  }

  @BeforeEach
  void open() {
    open(Duration.ofMillis(20));
  }

  private void open(Duration closeTimeout) {
    VersionedStore store = new InMemoryStore();
    VersionedStore watched =
        proxy(
            VersionedStore.class,
            (self, method, arguments) -> {
              if (method.getName().equals("close")) {
                storeCloses.incrementAndGet();
              }
              Object result = call(store, method, arguments);
              return result instanceof Committer committer ? slow(committer) : result;
            });
    db = Databases.over(watched, Options.builder().closeTimeout(closeTimeout).build());
  }

  @AfterEach
  void end() {
    answer.countDown();
    closeUntilClosed();
    assertThat(Thread.interrupted()).isFalse();
  }

  private Table people() {
    return db.schema().createTable(DatabaseTest.PEOPLE);
  }

  private static void insert(Table people, Transaction tx, long id) {
    people
        .insert(tx)
        .set(people.longColumn("id"), id)
        .set(people.stringColumn("name"), "Ann")
        .execute();
  }

  /** Syncs end no more; returns once the work waits for one. */
  private Thread stick(Runnable work) {
    stuck = Durability::waitsForSync;
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (ClosedException closedMeanwhile) {
                assertThat(closedMeanwhile.sentence()).isNotEmpty();
              }
            },
            "stuck");
    thread.start();
    awaitStuck();
    return thread;
  }

  private void awaitStuck() {
    while (waiting.get() == 0) {
      Thread.onSpinWait();
    }
  }

  /** Asks again where something else was too slow for so short a limit. */
  private void requireGivenUp(String sentence) {
    for (int told = 0; told < 2; ) {
      CloseTimeoutException e = catchThrowableOfType(CloseTimeoutException.class, db::close);
      assertThat(e).isNotNull();
      told += e.getMessage().startsWith(sentence) ? 1 : 0;
      assertThat(storeCloses).hasValue(0);
      assertThatThrownBy(db.schema()::tables).isInstanceOf(ClosedException.class);
    }
  }

  private void requireClosedOnce() {
    answer.countDown();
    closeUntilClosed();
    assertThatCode(db::close).doesNotThrowAnyException();
    assertThat(storeCloses).hasValue(1);
  }

  private void closeUntilClosed() {
    while (storeCloses.get() == 0) {
      try {
        db.close();
      } catch (CloseTimeoutException tooShort) {
        assertThat(storeCloses).hasValue(0);
      }
    }
  }

  @Test
  void shouldGiveUpWhenASequenceWaitsForTheDisk() throws InterruptedException {
    Sequence sequence = db.schema().createSequence("s", SequenceOptions.defaults());
    Thread drawing = stick(sequence::next);
    requireGivenUp("The last writes have not ended; what they may use was not freed. thread=");
    requireClosedOnce();
    drawing.join();
  }

  /**
   * Whether the commit of a close waits. Its thread may begin so late, on a busy machine, that the
   * close has given up already; then nothing is committed, and another close frees everything.
   */
  private boolean isOwnCommitStuck() {
    stuck = mode -> false;
    Table people = people();
    db.transact(tx -> insert(people, tx, 1));
    stuck = mode -> true;
    while (waiting.get() == 0) {
      if (catchThrowableOfType(CloseTimeoutException.class, db::close) == null) {
        return false;
      }
    }
    return true;
  }

  @Test
  void shouldGiveUpWhenItsOwnCommitWaitsForTheDisk() {
    while (!isOwnCommitStuck()) {
      storeCloses.set(0);
      open();
    }
    requireGivenUp("The last writes have not ended; what they may use was not freed. thread=");
    requireClosedOnce();
  }

  @Test
  void shouldGiveUpWhenAnAnalysisWaitsForTheDisk() throws InterruptedException {
    assertThat(people().schema()).isEqualTo(DatabaseTest.PEOPLE);
    Thread analyzing = stick(() -> db.maintenance().analyze("people"));
    requireGivenUp("An analysis has not ended; what it may use was not freed. thread=stuck at=[");
    requireClosedOnce();
    analyzing.join();
  }

  @Test
  void shouldGiveUpWhenAChangeOfTheSchemaWaitsForTheDisk() throws InterruptedException {
    Thread changing = stick(this::people);
    requireGivenUp(
        "A change of the schema has not ended; what it may use was not freed. thread=stuck at=[");
    Thread.currentThread().interrupt();
    requireGivenUp("A change of the schema has not ended; what it may use was not freed.");
    assertThat(Thread.interrupted()).as("the flag stays set").isTrue();
    requireClosedOnce();
    changing.join();
  }

  @Test
  void shouldGiveUpWhenASweeperWaitsForTheDisk() {
    Table parts =
        db.schema()
            .createTable(
                TableSchema.named("parts")
                    .column("at", ColumnType.TIMESTAMP)
                    .primaryKey("at")
                    .partitionBy(
                        Partitioning.range("at", Duration.ofDays(1))
                            .retainPartitions(Duration.ofDays(1)))
                    .build());
    parts.insert().set(parts.timestampColumn("at"), Instant.EPOCH).execute();
    stuck = Durability::waitsForSync;
    assertThat(db.maintenance().startSweeper("night", SweepOptions.defaults())).isNotNull();
    awaitStuck();
    requireGivenUp(
        "A sweeper has not ended; what it may use was not freed. thread=ashlar-sweep-night at=[");
    requireClosedOnce();
  }

  @Test
  void shouldFreeNothingWhenTheListenerOfABuildDoesNotReturn() {
    Table people = people();
    db.transact(
        tx -> {
          // More than are indexed at once.
          for (int id = 0; id < 1_100; id++) {
            insert(people, tx, id);
          }
        });
    IndexBuild build =
        db.schema()
            .startIndexBuild(
                "people",
                IndexSchema.named("by_age").ascending("age").build(),
                IndexBuildOptions.defaults()
                    .listener(
                        progress -> {
                          waiting.incrementAndGet();
                          try {
                            answer.await();
                          } catch (InterruptedException e) {
                            throw new AssertionError(e);
                          }
                        }));
    awaitStuck();
    requireGivenUp("An index build has not ended; what it may use was not freed.");
    requireClosedOnce();
    assertThat(build.ended()).isTrue();
  }

  @Test
  void shouldCloseWholeWhenTheLogThrows() {
    requireClosedOnce();
    storeCloses.set(0);
    open(Duration.ofMinutes(5));
    try (Transaction tx = db.begin()) {
      PrintStream before = System.err;
      System.setErr(
          new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8) {
            @Override
            public void println(String line) {
              throw new OutOfMemoryError("unexpected");
            }
          });
      try {
        assertThatThrownBy(db::close).isInstanceOf(OutOfMemoryError.class);
      } finally {
        System.setErr(before);
      }
      assertThat(storeCloses).hasValue(1);
      assertThatThrownBy(tx::commit).isInstanceOf(ClosedException.class);
    }
    assertThatCode(db::close).doesNotThrowAnyException();
    assertThat(storeCloses).hasValue(1);
  }
}
