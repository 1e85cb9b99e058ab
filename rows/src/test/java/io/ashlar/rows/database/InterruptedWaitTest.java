package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Table;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.LockTimeoutException;
import io.ashlar.index.IndexBuildOptions;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.Partitioning;
import io.ashlar.schema.SequenceOptions;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.Transaction;
import io.ashlar.type.ColumnType;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Commands that wait, in a thread that is interrupted: they end as the wait for a row does. */
@ParameterizedClass
@EnumSource(StoreKind.class)
class InterruptedWaitTest extends DatabaseTest {

  private static final IndexSchema BY_AGE = IndexSchema.named("by_age").ascending("age").build();

  InterruptedWaitTest(StoreKind kind) {
    super(kind);
  }

  @AfterEach
  void clear() {
    Thread.interrupted();
  }

  @Test
  void shouldSayInterruptedWhenAChangeWaitsForTransactions() {
    Table people = people();
    Table parts =
        db.schema()
            .createTable(
                TableSchema.named("parts")
                    .column("number", ColumnType.LONG)
                    .primaryKey("number")
                    .partitionBy(Partitioning.range("number", 10))
                    .build());
    Map<String, ThrowingCallable> changes = new LinkedHashMap<>();
    changes.put("alterTable", () -> db.schema().alterTable("people", c -> c.dropColumn("age")));
    changes.put("dropIndex", () -> db.schema().dropIndex("people", "by_name"));
    changes.put("createIndex", () -> db.schema().createIndex("people", BY_AGE));
    changes.put(
        "startIndexBuild",
        () -> db.schema().startIndexBuild("people", BY_AGE, IndexBuildOptions.defaults()));
    changes.put("dropTable", () -> db.schema().dropTable("people"));
    changes.put("keepHistory", () -> db.schema().keepHistory("people", Duration.ofDays(1)));
    changes.put("dropPartition", () -> parts.dropPartition(parts.listPartitions().get(0)));
    changes.put("dropPartitionsBefore", () -> parts.dropPartitionsBefore(100));
    try (Transaction tx = db.begin()) {
      write(people, tx);
      parts.insert(tx).set(parts.longColumn("number"), 1).execute();
      changes.forEach(this::assertInterrupted);
      tx.commit();
    }
    assertThat(people.schema()).isEqualTo(PEOPLE);
    assertThat(parts.listPartitions()).hasSize(1);
    db.schema().alterTable("people", c -> c.addColumn("more", ColumnType.LONG));
  }

  @Test
  void shouldSayInterruptedWhenAChangeWaitsForAnother() throws InterruptedException {
    Table people = people();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread other =
        new Thread(
            () -> {
              try {
                db.schema().dropIndex("people", "by_name");
              } catch (LockTimeoutException e) {
                failure.set(e);
              }
            });
    try (Transaction tx = db.begin()) {
      write(people, tx);
      other.start();
      while (handle().context().transactions().locks().waiters() == 0 && other.isAlive()) {
        LockSupport.parkNanos(100_000);
      }
      // If the other one's time was over before, this finds its lock free and is not interrupted.
      Thread.currentThread().interrupt();
      try {
        db.schema().createSequence("numbers", SequenceOptions.defaults());
      } catch (LockTimeoutException e) {
        assertThat(e.facts()).containsEntry("interrupted", "true");
      }
      assertThat(Thread.interrupted()).isTrue();
      other.interrupt();
      other.join();
      tx.commit();
    }
    assertThat(failure.get()).isInstanceOf(LockTimeoutException.class);
  }

  @Test
  void shouldEndAnAnalysisWhenInterrupted() {
    Table people = people();
    for (int i = 0; i < 600; i++) {
      insert(people, i, "name" + i, null, i);
    }
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> db.maintenance().analyze("people"))
        .isInstanceOfSatisfying(
            IllegalUseException.class,
            e -> assertThat(e.facts()).containsEntry("interrupted", "true"));
    assertThat(Thread.interrupted()).isTrue();
    db.maintenance().analyze("people");
  }

  private static void write(Table people, Transaction tx) {
    people
        .insert(tx)
        .set(people.longColumn("id"), 1)
        .set(people.stringColumn("name"), "Abe")
        .execute();
  }

  private void assertInterrupted(String name, ThrowingCallable change) {
    Thread.currentThread().interrupt();
    assertThatThrownBy(change)
        .as(name)
        .isInstanceOfSatisfying(
            LockTimeoutException.class,
            e -> {
              assertThat(e.sentence()).isEqualTo("The wait for transactions was interrupted.");
              assertThat(e.facts()).containsEntry("interrupted", "true");
            });
    assertThat(Thread.interrupted()).as(name).isTrue();
  }
}
