package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Delete;
import io.ashlar.Insert;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.Update;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.query.LongColumn;
import io.ashlar.query.Parameter;
import io.ashlar.schema.Partitioning;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.StatementLimits;
import io.ashlar.transaction.Transaction;
import io.ashlar.transaction.TransactionBody;
import io.ashlar.type.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Several rows as one statement. */
@ParameterizedClass
@EnumSource(StoreKind.class)
class ExecuteEachTest extends DatabaseTest {

  private static final LongColumn ID = LongColumn.named("id");
  private static final LongColumn PLACE = LongColumn.named("place");
  private static final LongColumn BOSS = LongColumn.named("boss");

  private Table table;

  ExecuteEachTest(StoreKind kind) {
    super(kind);
  }

  @BeforeEach
  void create() {
    table =
        db.schema()
            .createTable(
                TableSchema.named("t")
                    .column("id", ColumnType.LONG)
                    .column("place", ColumnType.LONG)
                    .column("boss", ColumnType.LONG)
                    .primaryKey("id")
                    .uniqueIndex("t_place", ix -> ix.ascending("place"))
                    .index("t_boss", ix -> ix.ascending("boss"))
                    .foreignKey("t_fk", fk -> fk.columns("boss").references("t", "id"))
                    .build());
  }

  /** Says yes for each of some numbers, after something was done with it. */
  private static BooleanSupplier each(int rows, LongConsumer ready) {
    long[] row = {0};
    return () -> {
      if (row[0] == rows) {
        return false;
      }
      ready.accept(row[0]++);
      return true;
    };
  }

  private long together(TransactionBody<Long> body) {
    return db.transact(IsolationLevel.SNAPSHOT, body);
  }

  private List<String> rows() {
    List<String> rows = new ArrayList<>();
    try (ReadTransaction tx = db.beginRead();
        PreparedScan scan = table.scan().prepare();
        RowCursor cursor = scan.open(tx)) {
      while (cursor.next()) {
        rows.add(cursor.get(ID) + ":" + cursor.get(PLACE) + ":" + cursor.get(BOSS));
      }
    }
    return rows;
  }

  private void insert(int rows) {
    Insert insert = table.insert();
    long inserted =
        together(
            tx ->
                insert.executeEach(
                    tx, each(rows, i -> insert.set(ID, i).set(PLACE, i * 10).set(BOSS, i))));
    assertThat(inserted).isEqualTo(rows);
  }

  @Test
  void shouldJudgeReferencesAtTheEndWhenRowsAreInsertedTogether() {
    Insert insert = table.insert();
    long inserted =
        together(
            tx -> insert.executeEach(tx, each(3, i -> insert.set(ID, i).set(BOSS, (i + 1) % 3))));
    assertThat(inserted).isEqualTo(3);
    assertThat(rows()).containsExactly("0:null:1", "1:null:2", "2:null:0");
    assertThatThrownBy(insert::generatedKey).isInstanceOf(IllegalUseException.class);
    assertThatThrownBy(
            () ->
                together(
                    tx ->
                        insert.executeEach(
                            tx, each(2, i -> insert.set(ID, 5 + i).set(BOSS, 6 + i)))))
        .isInstanceOf(ConstraintException.class)
        .hasMessageStartingWith("The row references a key that is not there.");
    assertThat(rows()).hasSize(3);
    // What was set of the row that failed is unset.
    assertThat(insert.set(ID, 50).execute()).isEqualTo(1);
  }

  @Test
  void shouldExchangeKeysWhenRowsAreChangedTogether() {
    insert(4);
    Update update = table.update().where(ID.eq(new Parameter(0)));
    long changed =
        together(
            tx -> update.executeEach(tx, each(4, i -> update.bind(0, i).set(PLACE, (3 - i) * 10))));
    assertThat(changed).isEqualTo(4);
    assertThat(rows()).containsExactly("0:30:0", "1:20:1", "2:10:2", "3:0:3");
    changed =
        together(
            tx ->
                update.executeEach(
                    tx, each(4, i -> update.bind(0, i).set(ID, i ^ 1).set(BOSS, i ^ 1))));
    assertThat(changed).isEqualTo(4);
    assertThat(rows()).containsExactly("0:20:0", "1:30:1", "2:0:2", "3:10:3");
    assertThatThrownBy(
            () ->
                together(
                    tx -> update.executeEach(tx, each(2, i -> update.bind(0, i).set(PLACE, 777)))))
        .isInstanceOf(ConstraintException.class)
        .hasMessageStartingWith("A row with this key exists in a unique index.");
    assertThat(rows()).containsExactly("0:20:0", "1:30:1", "2:0:2", "3:10:3");
  }

  @Test
  void shouldCountRowsThatAreThereWhenSomeAreNot() {
    insert(3);
    Update update = table.update().where(ID.eq(new Parameter(0)).and(PLACE.greaterThan(5L)));
    assertThat(
            together(
                tx -> update.executeEach(tx, each(6, i -> update.bind(0, i).set(PLACE, i + 100)))))
        .isEqualTo(2);
    Delete delete = table.delete().where(ID.eq(new Parameter(0)));
    assertThat(together(tx -> delete.executeEach(tx, each(6, i -> delete.bind(0, i)))))
        .isEqualTo(3);
    assertThat(rows()).isEmpty();
  }

  @Test
  void shouldJudgeReferencesAtTheEndWhenRowsAreDeletedTogether() {
    Insert insert = table.insert();
    together(tx -> insert.executeEach(tx, each(3, i -> insert.set(ID, i).set(BOSS, (i + 1) % 3))));
    Delete delete = table.delete().where(ID.eq(new Parameter(0)));
    assertThatThrownBy(
            () -> together(tx -> delete.executeEach(tx, each(2, i -> delete.bind(0, i)))))
        .isInstanceOf(ConstraintException.class)
        .hasMessageStartingWith("Rows reference the key of the row.");
    assertThat(rows()).hasSize(3);
    assertThat(together(tx -> delete.executeEach(tx, each(3, i -> delete.bind(0, i)))))
        .isEqualTo(3);
  }

  @Test
  void shouldChangeNothingAndGoOnWhenOneRowOrTheCodeFails() {
    insert(2);
    try (Transaction tx = db.begin()) {
      Insert insert = table.insert();
      assertThatThrownBy(
              () -> insert.executeEach(tx, each(3, i -> insert.set(ID, 3 - i).set(PLACE, 100 + i))))
          .isInstanceOf(ConstraintException.class)
          .hasMessageStartingWith("A row with this primary key exists.");
      IllegalStateException thrown = new IllegalStateException("by the code");
      assertThatThrownBy(
              () ->
                  insert.executeEach(
                      tx,
                      each(
                          3,
                          i -> {
                            insert.set(ID, 10 + i);
                            if (i == 2) {
                              throw thrown;
                            }
                          })))
          .isSameAs(thrown);
      assertThat(insert.set(ID, 20).execute(tx)).isEqualTo(1);
      tx.commit();
    }
    assertThat(rows()).containsExactly("0:0:0", "1:10:1", "20:null:null");
  }

  @Test
  void shouldRefuseOtherWorkWhileCodeRuns() {
    insert(2);
    Insert insert = table.insert();
    Delete other = table.delete();
    assertThatThrownBy(
            () ->
                together(
                    tx ->
                        insert.executeEach(
                            tx,
                            () -> {
                              long deleted = other.execute(tx);
                              return deleted < 0;
                            })))
        .isInstanceOf(IllegalUseException.class);
    assertThatThrownBy(
            () ->
                together(
                    tx ->
                        insert.executeEach(
                            tx,
                            () -> {
                              long inserted = insert.set(ID, 9).execute(tx);
                              return inserted < 0;
                            })))
        .isInstanceOf(IllegalUseException.class);
    assertThat(rows()).hasSize(2);
    Update update = table.update().where(PLACE.eq(new Parameter(0)));
    assertThatThrownBy(
            () ->
                together(
                    tx -> update.executeEach(tx, each(1, i -> update.bind(0, i).set(BOSS, 1)))))
        .isInstanceOf(IllegalUseException.class)
        .hasMessageStartingWith("Rows that are given one by one");
    Update unset = table.update().where(ID.eq(new Parameter(0)));
    assertThatThrownBy(() -> together(tx -> unset.executeEach(tx, each(1, i -> unset.bind(0, i)))))
        .isInstanceOf(IllegalUseException.class)
        .hasMessageStartingWith("The update sets no column.");
    Update unbound = table.update().where(ID.eq(new Parameter(0)));
    assertThatThrownBy(
            () -> together(tx -> unbound.executeEach(tx, each(1, i -> unbound.set(BOSS, 1)))))
        .isInstanceOf(IllegalUseException.class);
    assertThatThrownBy(() -> together(tx -> insert.executeEach(tx, null)))
        .isInstanceOf(IllegalUseException.class);
    assertThat(insert.set(ID, 30).execute()).isEqualTo(1);
  }

  @Test
  void shouldSeeItsOwnRowsWhenUpserted() {
    Insert upsert = table.upsert();
    long written =
        together(
            tx ->
                upsert.executeEach(
                    tx,
                    each(
                        4,
                        i -> {
                          upsert.set(ID, i / 2);
                          if (i % 2 == 0) {
                            upsert.set(PLACE, i);
                          } else {
                            upsert.set(BOSS, 0);
                          }
                        })));
    assertThat(written).isEqualTo(4);
    assertThat(rows()).containsExactly("0:0:0", "1:2:0");
  }

  @Test
  void shouldReachEveryPartitionWhenRowsAreGivenByTurns() {
    Table parts =
        db.schema()
            .createTable(
                TableSchema.named("p")
                    .column("id", ColumnType.LONG)
                    .column("place", ColumnType.LONG)
                    .primaryKey("id")
                    .index("p_place", ix -> ix.ascending("place"))
                    .partitionBy(Partitioning.range("id", 10))
                    .build());
    Insert insert = parts.insert();
    together(tx -> insert.executeEach(tx, each(40, i -> insert.set(ID, i * 7 % 40).set(PLACE, i))));
    assertThat(parts.listPartitions()).hasSize(4);
    Update update = parts.update().where(ID.eq(new Parameter(0)));
    assertThat(
            together(
                tx ->
                    update.executeEach(
                        tx, each(40, i -> update.bind(0, i * 11 % 40).set(PLACE, 1)))))
        .isEqualTo(40);
    Delete delete = parts.delete().where(ID.eq(new Parameter(0)));
    assertThat(together(tx -> delete.executeEach(tx, each(39, i -> delete.bind(0, i * 3 % 40)))))
        .isEqualTo(39);
    assertThat(parts.estimatedRowCount()).isEqualTo(1);
  }

  @Test
  void shouldTakeValuesAloneWhileItRuns() {
    Insert insert = table.insert();
    long inserted =
        together(
            tx ->
                insert.executeEach(
                    tx,
                    each(
                        2,
                        i -> {
                          insert.set(ID, i);
                          refused(insert::execute);
                          refused(() -> insert.executeEach(tx, () -> false));
                          refused(() -> insert.limitedBy(StatementLimits.none()));
                          insert.set(PLACE, i);
                        })));
    assertThat(inserted).isEqualTo(2);
    Update update = table.update().where(ID.eq(Parameter.parameter(0)));
    together(
        tx ->
            update.executeEach(
                tx,
                each(
                    2,
                    i -> {
                      update.bind(0, i);
                      refused(update::execute);
                      refused(() -> update.executeEach(tx, () -> false));
                      refused(() -> update.where(ID.eq(7)));
                      refused(() -> update.set(BOSS, Parameter.parameter(1)));
                      refused(() -> update.limit(0));
                      refused(() -> update.ifVersion(0));
                      update.add(PLACE, 10);
                    })));
    assertThat(rows()).containsExactly("0:10:null", "1:11:null");
    Delete delete = table.delete().where(ID.eq(Parameter.parameter(0)));
    together(
        tx ->
            delete.executeEach(
                tx,
                each(
                    1,
                    i -> {
                      delete.bind(0, i);
                      refused(delete::execute);
                      refused(() -> delete.where(ID.atLeast(0)));
                    })));
    assertThat(rows()).containsExactly("1:11:null");
  }

  private static void refused(Runnable use) {
    assertThatThrownBy(use::run)
        .isInstanceOf(IllegalUseException.class)
        .hasMessageStartingWith("The statement is running, and takes values alone until it ends.");
  }
}
