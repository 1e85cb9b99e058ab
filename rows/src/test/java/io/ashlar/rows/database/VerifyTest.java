package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Table;
import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.codec.row.RowWriter;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.SchemaException;
import io.ashlar.rows.catalog.IndexDefinition;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.session.DatabaseContext;
import io.ashlar.rows.table.TableHandle;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.txn.StoreTransaction;
import io.ashlar.type.ColumnType;
import io.ashlar.verify.ProblemKind;
import io.ashlar.verify.VerifyOptions;
import io.ashlar.verify.VerifyProgress;
import io.ashlar.verify.VerifyResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(StoreKind.class)
class VerifyTest extends DatabaseTest {

  private final KeyEncoder key = new KeyEncoder();
  private TableDefinition table;

  VerifyTest(StoreKind kind) {
    super(kind);
  }

  @BeforeEach
  void fill() {
    Table people = people();
    insert(people, 1, "Abe", "abe@x", 30);
    insert(people, 2, "Bea", null, 31);
    table = ((TableHandle) people).state().definition();
  }

  /** The damage is undone by hand, so that the check at the end of the test finds none. */
  @AfterEach
  void clean() {
    assertThat(db.maintenance().verify().problems()).isEmpty();
  }

  @Test
  void shouldCountWhenAllIsWell() {
    assertThat(db.maintenance().verify())
        .isEqualTo(new VerifyResult(1, 2, 4, 0, 0, List.of(), Optional.empty()));
  }

  @Test
  void shouldFindRowWithoutEntry() {
    byte[][] entry = take("by_email", k -> k.putString("abe@x", false));
    assertProblem("A row has no index entry.", "table=people", "index=by_email");
    assertRepaired(ProblemKind.ROW_WITHOUT_ENTRY, "by_email", "(1)");
    byte[][] again = take("by_email", k -> k.putString("abe@x", false));
    assertThat(again[0]).isEqualTo(entry[0]);
    assertThat(again[1]).hasSameSizeAs(entry[1]);
    put(entry);
  }

  @Test
  void shouldFindEntryWithoutRow() {
    key.reset(index("by_name").keyspaceId());
    key.putString("Nobody", false).putLong(1, true).putLong(99, false);
    plant(index("by_name"), writer -> {});
    assertProblem("An index entry has no row.", "table=people", "index=by_name");
    assertRepaired(ProblemKind.ENTRY_WITHOUT_ROW, "by_name", "(Nobody,1)");
  }

  @Test
  void shouldRepairUniqueEntryWithoutRow() {
    key.reset(index("by_email").keyspaceId()).putString("nobody@x", false);
    byte[] row = {1, 2};
    plant(index("by_email"), writer -> writer.setBytes(0, row));
    assertRepaired(ProblemKind.ENTRY_WITHOUT_ROW, "by_email", "(nobody@x)");
  }

  @Test
  void shouldRepairEntryThatCannotBeRead() {
    key.reset(index("by_name").keyspaceId()).putBoolean(true, false);
    plant(index("by_name"), writer -> {});
    assertRepaired(ProblemKind.ENTRY_DAMAGED, "by_name", "(unreadable)");
  }

  @Test
  void shouldGoOnWhereItStoppedWhenLimited() {
    String from = "";
    long rows = 0;
    long entries = 0;
    int parts = 0;
    List<VerifyProgress> told = new ArrayList<>();
    VerifyOptions one =
        VerifyOptions.defaults().maxRows(1).rowsPerSecond(10_000).listener(told::add);
    for (boolean more = true; more; parts++) {
      VerifyResult result = db.maintenance().verify(one.from(from));
      assertThat(result.clean()).isTrue();
      rows += result.rows();
      entries += result.indexEntries();
      more = result.position().isPresent();
      from = result.position().orElse("");
    }
    assertThat(rows).isEqualTo(2);
    assertThat(entries).isEqualTo(4);
    assertThat(parts).isBetween(6, 8);
    assertThat(told).extracting(VerifyProgress::index).contains("primary", "by_name", "by_email");
    assertThatThrownBy(() -> db.maintenance().verify(one.from("elsewhere")))
        .isInstanceOf(IllegalUseException.class);
    assertThatThrownBy(() -> db.maintenance().verify(one.tables("nobody")))
        .isInstanceOf(SchemaException.class);
    assertThat(db.maintenance().verify(VerifyOptions.defaults().tables("people")).rows())
        .isEqualTo(2);
  }

  @Test
  void shouldCountAllAndListSomeWhenThereIsMuchWrong() {
    byte[][] one = take("by_email", k -> k.putString("abe@x", false));
    byte[][] two =
        take("by_name", k -> k.putString("Bea", false).putLong(31, true).putLong(2, false));
    VerifyResult found = db.maintenance().verify(VerifyOptions.defaults().maxProblems(1));
    assertThat(found.problemCount()).isEqualTo(2);
    assertThat(found.problems()).hasSize(1);
    assertThat(found.clean()).isFalse();
    put(one);
    put(two);
  }

  @Test
  void shouldFindEntryThatDiffersFromRow() {
    byte[][] entry =
        take("by_name", k -> k.putString("Abe", false).putLong(30, true).putLong(1, false));
    key.reset(index("by_name").keyspaceId());
    key.putString("Abe", false).putLong(30, true).putLong(1, false);
    plant(index("by_name"), writer -> writer.setString(0, "other@x"));
    assertProblem("An index entry differs from its row.", "table=people", "index=by_name");
    assertRepaired(ProblemKind.ENTRY_DIFFERS, "by_name", "(1)");
    put(entry);
  }

  @Test
  void shouldFindKeyThatCannotBeDecoded() {
    key.reset(table.keyspaceId()).putBoolean(true, false);
    plant(index("by_name"), writer -> {});
    assertProblem("A key ends within a column.", "table=people", "index=primary");
    VerifyResult result = db.maintenance().verify(VerifyOptions.defaults().repair(true));
    assertThat(result.repairedCount()).isZero();
    assertThat(result.problems())
        .singleElement()
        .satisfies(p -> assertThat(p.kind()).isEqualTo(ProblemKind.ROW_DAMAGED));
    delete();
  }

  @Test
  void shouldFindKeyspaceThatBelongsToNothing() {
    db.schema().createIndex("people", IndexSchema.named("gone").ascending("age").build());
    TableDefinition with = ((TableHandle) db.table("people")).state().definition();
    int keyspace = with.index("gone").orElseThrow().keyspaceId();
    db.schema().dropIndex("people", "gone");
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (handle().context().store().reclaimPending(keyspace)) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.onSpinWait();
    }
    // A schema change forgets the keyspaces that were given back before it.
    db.schema()
        .createTable(
            TableSchema.named("next").column("id", ColumnType.LONG).primaryKey("id").build());
    db.schema().dropTable("next");
    key.reset(keyspace).putLong(1, false);
    plant(index("by_name"), writer -> {});
    assertProblem("A keyspace that belongs to nothing holds keys.", "keyspaceId=" + keyspace);
    assertRepaired(ProblemKind.ORPHAN_KEYSPACE, "", "");
  }

  private void assertProblem(String... parts) {
    VerifyResult found = db.maintenance().verify();
    assertThat(found.clean()).isFalse();
    assertThat(found.problems())
        .anySatisfy(problem -> assertThat(problem.message()).contains(parts));
  }

  /** Finds it, repairs it, and finds nothing any more. */
  private void assertRepaired(ProblemKind kind, String index, String keyText) {
    VerifyResult found = db.maintenance().verify(VerifyOptions.defaults());
    assertThat(found.clean()).isFalse();
    VerifyResult repaired = db.maintenance().verify(VerifyOptions.defaults().repair(true));
    assertThat(repaired.clean()).isTrue();
    assertThat(repaired.repairedCount()).isPositive().isEqualTo(repaired.problemCount());
    assertThat(repaired.problems())
        .first()
        .satisfies(
            problem -> {
              assertThat(problem.kind()).isEqualTo(kind);
              assertThat(problem.index()).isEqualTo(index);
              assertThat(problem.key()).isEqualTo(keyText);
              assertThat(problem.repaired()).isTrue();
            });
    assertThat(db.maintenance().verify(VerifyOptions.defaults()).problemCount()).isZero();
  }

  private IndexDefinition index(String name) {
    return table.index(name).orElseThrow();
  }

  private void plant(IndexDefinition index, Consumer<RowWriter> content) {
    DatabaseContext context = handle().context();
    try (RowWriter writer = new RowWriter(context.pool())) {
      writer.begin(index.entryLayout());
      content.accept(writer);
      int length = writer.finish();
      below(tx -> tx.put(key.buffer(), 0, key.length(), writer.buffer(), 0, length));
    }
  }

  private void delete() {
    below(tx -> tx.delete(key.buffer(), 0, key.length()));
  }

  /** Removes an entry and returns its key and value. */
  private byte[][] take(String index, Consumer<KeyEncoder> columns) {
    key.reset(index(index).keyspaceId());
    columns.accept(key);
    byte[][] entry = new byte[2][];
    DatabaseContext context = handle().context();
    below(
        tx -> {
          try (var value = context.pool().acquire(256)) {
            int length = tx.get(key.buffer(), 0, key.length(), value);
            assertThat(length).isPositive();
            entry[0] = new byte[key.length()];
            key.buffer().getBytes(0, entry[0]);
            entry[1] = new byte[length];
            value.buffer().getBytes(0, entry[1]);
          }
          tx.delete(key.buffer(), 0, key.length());
        });
    return entry;
  }

  private void put(byte[][] entry) {
    key.resetEmpty();
    key.putRaw(Flyweights.wrap(entry[0]), 0, entry[0].length);
    DatabaseContext context = handle().context();
    try (var value = context.pool().acquire(entry[1].length)) {
      value.buffer().putBytes(0, entry[1]);
      below(tx -> tx.put(key.buffer(), 0, key.length(), value.buffer(), 0, entry[1].length));
    }
  }

  private void below(Consumer<StoreTransaction> work) {
    try (StoreTransaction tx = handle().context().transactions().newTransaction()) {
      tx.begin(IsolationLevel.SNAPSHOT, Durability.GROUP);
      work.accept(tx);
      assertThat(tx.commit()).isPositive();
    }
  }
}
