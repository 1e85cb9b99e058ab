package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Insert;
import io.ashlar.Options;
import io.ashlar.Table;
import io.ashlar.error.LimitExceededException;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.rows.session.TransactionHandle;
import io.ashlar.transaction.Transaction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Write sets at their limit, and the memory of what savepoints undo. */
@ParameterizedClass
@EnumSource(StoreKind.class)
class WriteSetLimitTest extends DatabaseTest {

  private static final int LIMIT_BYTES = 16 * 1024;

  private Table people;
  private LongColumn id;
  private StringColumn name;

  WriteSetLimitTest(StoreKind kind) {
    super(kind);
  }

  @Override
  Options options() {
    return Options.builder().writeSetLimitBytes(LIMIT_BYTES).build();
  }

  @BeforeEach
  void create() {
    people = people();
    id = people.longColumn("id");
    name = people.stringColumn("name");
  }

  private void insert(Transaction tx, long row, String text) {
    assertThat(people.insert(tx).set(id, row).set(name, text).execute()).isEqualTo(1);
  }

  private long bytes(Transaction tx) {
    return TransactionHandle.of(tx, handle().context()).store().writeSetBytes();
  }

  @Test
  void shouldGoOnWithoutTheStatementWhenTheLimitIsReached() {
    try (Transaction tx = db.begin()) {
      insert(tx, 1, "Abe");
      long before = bytes(tx);
      assertThatThrownBy(() -> insert(tx, 2, "x".repeat(7_000)))
          .isInstanceOf(LimitExceededException.class)
          .hasMessageContaining("write set")
          .hasMessageContaining("limitBytes=" + LIMIT_BYTES);
      assertThat(bytes(tx)).isEqualTo(before);
      insert(tx, 3, "Cid");
      long filled = fill(tx, 10);
      assertThat(filled).isGreaterThan(20);
      // Full as it is, it can be emptied by a savepoint's rollback only, or ended.
      assertThat(tx.active()).isTrue();
      tx.commit();
      assertThat(StoredRows.all(handle(), people)).hasSize((int) filled + 2);
    }
    try (Transaction tx = db.begin()) {
      long filled = fill(tx, 1_000);
      assertThat(filled).isPositive();
      tx.rollback();
      tx.begin();
      insert(tx, 2, "Bea");
      tx.commit();
    }
  }

  /** Inserts until no row fits; returns how many did. */
  private long fill(Transaction tx, long from) {
    for (long row = from; ; row++) {
      try {
        insert(tx, row, "n" + row);
      } catch (LimitExceededException full) {
        return row - from;
      }
    }
  }

  @Test
  void shouldUndoTheWholeStatementWhenItMeetsTheLimitHalfway() {
    for (int i = 0; i < 20; i++) {
      insert(people, i, "n" + i, null, 1);
    }
    try (Transaction tx = db.begin()) {
      insert(tx, 100, "Zoe");
      long before = bytes(tx);
      assertThatThrownBy(() -> people.update(tx).set(name, "x".repeat(400)).execute())
          .isInstanceOf(LimitExceededException.class);
      assertThat(bytes(tx)).isEqualTo(before);
      tx.commit();
    }
    assertThat(StoredRows.all(handle(), people)).extracting("name").contains("n0", "n19", "Zoe");
  }

  @Test
  void shouldUseMemoryAgainWhenSavepointsAreUndone() {
    for (boolean release : new boolean[] {true, false}) {
      try (Transaction tx = db.begin()) {
        insert(tx, 1, "Abe");
        long bound = 0;
        Insert insert = people.insert(tx);
        for (int round = 0; round < 10_000; round++) {
          long savepoint = tx.savepoint();
          insert.set(id, 2 + round % 7).set(name, "Bea").execute();
          bound = round == 0 ? bytes(tx) : bound;
          assertThat(bytes(tx)).isEqualTo(bound);
          tx.rollbackTo(savepoint);
          if (release) {
            tx.release(savepoint);
          }
        }
        assertThat(bytes(tx)).isLessThan(bound);
        tx.rollback();
      }
    }
  }

  @Test
  void shouldBindTheCommitToTheSchemaAgainWhenTheFirstWriteIsUndone() {
    try (Transaction tx = db.begin();
        Transaction plain = db.begin()) {
      insert(plain, 1, "Abe");
      long savepoint = tx.savepoint();
      insert(tx, 2, "Bea");
      tx.rollbackTo(savepoint);
      insert(tx, 3, "Cid");
      assertThat(bytes(tx)).as("row, entries, and the check of the schema").isEqualTo(bytes(plain));
    }
  }
}
