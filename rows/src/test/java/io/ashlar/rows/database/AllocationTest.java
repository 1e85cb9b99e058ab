package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Insert;
import io.ashlar.Table;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.DefaultValue;
import io.ashlar.schema.SequenceOptions;
import io.ashlar.schema.TableSchema;
import io.ashlar.testkit.AllocationRounds;
import io.ashlar.transaction.Transaction;
import io.ashlar.type.ColumnType;
import org.junit.jupiter.api.Test;

/**
 * What a prepared statement allocates in steady state: row, index entries, unique check, and the
 * begin and end of its transaction. Commits are left out, as the store takes a snapshot object for
 * each group.
 */
class AllocationTest extends DatabaseTest {

  private static final int MEASURED = 10_000;

  /** Below the smallest object for each operation, above what the JVM itself adds now and then. */
  private static final double TOLERATED_BYTES = 1.0;

  private static final int STATEMENTS_PER_TRANSACTION = 10;
  private static final String[] NAMES = {"Abe", "Beatrice"};
  private static final String[] EMAILS = {"a@x", "b@x", "c@x"};

  private long rows;
  private long runs;

  AllocationTest() {
    super(StoreKind.EMBEDDED);
  }

  @Test
  void shouldAllocateNothingWhenDefaultsAreComputed() {
    SequenceOptions numbers = SequenceOptions.defaults().reserving(SequenceOptions.MAX_BLOCK);
    assertThat(db.schema().createSequence("numbers", numbers).next()).isEqualTo(1);
    TableSchema schema =
        TableSchema.named("events")
            .column("id", ColumnType.LONG)
            .column("at", ColumnType.TIMESTAMP)
            .defaultTo(DefaultValue.currentTimestamp())
            .column("code", ColumnType.UUID)
            .defaultTo(DefaultValue.randomUuid())
            .column("n", ColumnType.LONG)
            .defaultTo(DefaultValue.nextValueOf("numbers"))
            .column("name", ColumnType.STRING)
            .maxLength(8)
            .primaryKey("id")
            .build();
    Table events = db.schema().createTable(schema);
    LongColumn id = events.longColumn("id");
    StringColumn name = events.stringColumn("name");
    try (Transaction tx = db.begin()) {
      Insert insert = events.insert(tx);
      double bytes =
          AllocationRounds.leastBytes(
              TOLERATED_BYTES / 2,
              MEASURED,
              i -> {
                runs++;
                if (i % STATEMENTS_PER_TRANSACTION == 0) {
                  tx.rollback();
                  tx.begin();
                }
                insert.set(id, i % STATEMENTS_PER_TRANSACTION).set(name, NAMES[i % 2]);
                rows += insert.execute();
              });
      assertThat(bytes).isLessThan(TOLERATED_BYTES);
    }
    assertThat(rows).isEqualTo(runs);
  }

  @Test
  void shouldAllocateNothingWhenUpsertIsReused() {
    Table people = people();
    LongColumn id = people.longColumn("id");
    LongColumn age = people.longColumn("age");
    StringColumn name = people.stringColumn("name");
    StringColumn email = people.stringColumn("email");
    for (int i = 0; i < EMAILS.length; i++) {
      insert(people, i, "Zoe", EMAILS[i], i);
    }
    try (Transaction tx = db.begin()) {
      Insert upsert = people.upsert(tx);
      double bytes =
          AllocationRounds.leastBytes(
              TOLERATED_BYTES / 2,
              MEASURED,
              i -> {
                runs++;
                if (i % STATEMENTS_PER_TRANSACTION == 0) {
                  tx.rollback();
                  tx.begin();
                }
                int row = i % EMAILS.length;
                upsert.set(id, row).set(name, NAMES[i % 2]).set(email, EMAILS[row]).set(age, i);
                rows += upsert.execute();
              });
      assertThat(bytes).isLessThan(TOLERATED_BYTES);
    }
    assertThat(rows).isEqualTo(runs);
  }
}
