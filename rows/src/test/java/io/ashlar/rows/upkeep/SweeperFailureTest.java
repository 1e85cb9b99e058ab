package io.ashlar.rows.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.Options;
import io.ashlar.Table;
import io.ashlar.error.OutOfSpaceException;
import io.ashlar.error.StorePoisonedException;
import io.ashlar.expire.SweepOptions;
import io.ashlar.expire.Sweeper;
import io.ashlar.expire.SweeperState;
import io.ashlar.rows.database.Databases;
import io.ashlar.schema.Partitioning;
import io.ashlar.schema.TableSchema;
import io.ashlar.store.VersionedStore;
import io.ashlar.store.memory.InMemoryStore;
import io.ashlar.type.ColumnType;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a sweeper over a store that fails. */
@Timeout(120)
class SweeperFailureTest {

  private static final SweepOptions FAST = SweepOptions.defaults().interval(Duration.ofMillis(1));

  /** Thrown at the beginning of each round, or null. */
  private volatile Supplier<Throwable> fault;

  private Database db;

  @BeforeEach
  void open() {
    VersionedStore store = new InMemoryStore();
    VersionedStore faulty =
        (VersionedStore)
            Proxy.newProxyInstance(
                VersionedStore.class.getClassLoader(),
                new Class<?>[] {VersionedStore.class},
                (proxy, method, arguments) -> {
                  boolean bySweeper =
                      Thread.currentThread().getName().startsWith(SweeperThread.THREAD_PREFIX);
                  if (fault != null && bySweeper) {
                    throw fault.get();
                  }
                  try {
                    return method.invoke(store, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
    db = Databases.over(faulty, Options.defaults());
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
    assertThat(parts.listPartitions()).isEmpty();
  }

  @AfterEach
  void close() {
    db.close();
  }

  @Test
  void shouldEndAndSaySoOnceWhenTheStoreIsPoisoned() {
    fault = () -> new StorePoisonedException("The log of the store has failed; reopen the store.");
    ByteArrayOutputStream captured = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(captured, true, StandardCharsets.UTF_8));
    Sweeper sweeper;
    try {
      sweeper = db.maintenance().startSweeper("night", FAST);
      awaitEnd(sweeper);
      // What it would say in another round would be here by the end of its thread.
      sweeper.close();
    } finally {
      System.setErr(before);
    }
    assertThat(sweeper.state()).isEqualTo(SweeperState.FAILED);
    assertThat(sweeper.lastFailure()).containsInstanceOf(StorePoisonedException.class);
    assertThat(sweeper.statistics().failures()).isEqualTo(1);
    assertThat(captured.toString(StandardCharsets.UTF_8).lines())
        .filteredOn(line -> line.contains("A sweeper has ended: night"))
        .hasSize(1);
    assertThat(db.maintenance().sweepers()).containsExactly(sweeper);
    fault = null;
    Sweeper next = db.maintenance().startSweeper("night", FAST);
    assertThat(db.maintenance().sweepers()).containsExactly(next);
    next.close();
    assertThat(next.state()).isEqualTo(SweeperState.STOPPED);
    assertThat(db.maintenance().sweepers()).isEmpty();
  }

  @Test
  void shouldKnowThoseThatHaveFailedUntilTheirNameIsTakenAgain() {
    fault = () -> new StorePoisonedException("The log of the store has failed; reopen the store.");
    Sweeper first = db.maintenance().startSweeper("first", FAST);
    Sweeper second = db.maintenance().startSweeper("second", FAST);
    awaitEnd(first);
    awaitEnd(second);
    awaitDeath("first");
    awaitDeath("second");
    fault = null;
    Sweeper third = db.maintenance().startSweeper("third", FAST);
    assertThat(db.maintenance().sweepers()).containsExactly(first, second, third);
    Sweeper again = db.maintenance().startSweeper("first", FAST);
    assertThat(db.maintenance().sweepers()).containsExactly(second, third, again);
    third.close();
    assertThat(db.maintenance().sweepers()).containsExactly(second, again);
  }

  /** Nobody is forgotten because his thread is gone. */
  private static void awaitDeath(String name) {
    String thread = SweeperThread.THREAD_PREFIX + name;
    while (Thread.getAllStackTraces().keySet().stream().anyMatch(t -> t.getName().equals(thread))) {
      Thread.onSpinWait();
    }
  }

  static Stream<Supplier<Throwable>> faults() {
    return Stream.of(
        () -> new OutOfSpaceException("The file system is full."),
        () -> new IllegalStateException("unexpected"),
        () -> new StackOverflowError("unexpected"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void shouldGoOnWhenARoundIsCutShort(Supplier<Throwable> kind) {
    fault = kind;
    try (Sweeper sweeper = db.maintenance().startSweeper("night", FAST)) {
      while (sweeper.statistics().failures() < 3) {
        Thread.onSpinWait();
      }
      assertThat(sweeper.state()).isEqualTo(SweeperState.RUNNING);
      assertThat(sweeper.lastFailure())
          .hasValueSatisfying(failure -> assertThat(failure).hasSameClassAs(kind.get()));
      fault = null;
      while (sweeper.statistics().rounds() < 2) {
        Thread.onSpinWait();
      }
      assertThat(sweeper.lastFailure()).isEmpty();
    }
  }

  private static void awaitEnd(Sweeper sweeper) {
    while (sweeper.state() == SweeperState.RUNNING) {
      Thread.onSpinWait();
    }
  }
}
