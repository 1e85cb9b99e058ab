package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Insert;
import io.ashlar.Sequence;
import io.ashlar.Table;
import io.ashlar.error.ClosedException;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.LimitExceededException;
import io.ashlar.error.SchemaException;
import io.ashlar.query.IntColumn;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.SequenceOptions;
import io.ashlar.schema.TableSchema;
import io.ashlar.type.ColumnType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Sequences and identity columns. */
@ParameterizedClass
@EnumSource(StoreKind.class)
class SequenceTest extends DatabaseTest {

  private static final LongColumn ID = LongColumn.named("id");
  private static final StringColumn S = StringColumn.named("s");

  SequenceTest(StoreKind kind) {
    super(kind);
  }

  private static TableSchema numbered() {
    return TableSchema.named("t")
        .column("id", ColumnType.LONG)
        .identity()
        .column("s", ColumnType.STRING)
        .primaryKey("id")
        .build();
  }

  @Test
  void shouldCountAsDeclaredAndEndAtLimit() {
    Sequence falling =
        db.schema()
            .createSequence(
                "falling",
                SequenceOptions.defaults().incrementingBy(-3).startingAt(10).upTo(2).reserving(2));
    assertThat(List.of(falling.next(), falling.next(), falling.next()))
        .containsExactly(10L, 7L, 4L);
    assertThatThrownBy(falling::next)
        .isInstanceOf(LimitExceededException.class)
        .hasMessage("The sequence has given out all its numbers. sequence=falling limit=2");
    Sequence last =
        db.schema().createSequence("last", SequenceOptions.defaults().startingAt(Long.MAX_VALUE));
    assertThat(last.next()).isEqualTo(Long.MAX_VALUE);
    assertThatThrownBy(last::next).isInstanceOf(LimitExceededException.class);
    Sequence whole =
        db.schema()
            .createSequence("whole", new SequenceOptions(Long.MIN_VALUE, 1, Long.MAX_VALUE, 1));
    assertThat(List.of(whole.next(), whole.next()))
        .containsExactly(Long.MIN_VALUE, Long.MIN_VALUE + 1);
    assertThat(db.schema().sequences()).containsExactly("falling", "last", "whole");
    assertThat(db.sequence("last")).isSameAs(last);
    assertThatThrownBy(() -> db.schema().createSequence("Last", SequenceOptions.defaults()))
        .isInstanceOf(SchemaException.class)
        .hasMessage("There is a sequence of that name. sequence=last");
    db.schema().dropSequence("last");
    assertThatThrownBy(last::next).isInstanceOf(ClosedException.class);
    assertThatThrownBy(() -> db.schema().dropSequence("last")).isInstanceOf(SchemaException.class);
    assertThatThrownBy(() -> SequenceOptions.defaults().upTo(0))
        .isInstanceOf(SchemaException.class);
  }

  @Test
  void shouldGiveEachNumberOnceWhenManyDraw() {
    Sequence sequence = db.schema().createSequence("s", SequenceOptions.defaults().reserving(7));
    List<CompletableFuture<List<Long>>> drawers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      drawers.add(
          CompletableFuture.supplyAsync(
              () -> {
                List<Long> drawn = new ArrayList<>();
                for (int n = 0; n < 200; n++) {
                  drawn.add(sequence.next());
                }
                return drawn;
              }));
    }
    Set<Long> all = new HashSet<>();
    for (CompletableFuture<List<Long>> drawer : drawers) {
      List<Long> drawn = drawer.join();
      assertThat(drawn).isSorted();
      all.addAll(drawn);
    }
    assertThat(all).hasSize(800).contains(1L, 800L);
  }

  @Test
  void shouldGoOnBehindNumberWhenAdvancedOrRestarted() {
    Sequence sequence =
        db.schema().createSequence("s", SequenceOptions.defaults().incrementingBy(10).reserving(3));
    assertThat(sequence.last()).isEmpty();
    assertThat(sequence.next()).isEqualTo(1);
    assertThat(sequence.last()).hasValue(1);
    sequence.advancePast(0);
    sequence.advancePast(1);
    assertThat(sequence.next()).isEqualTo(11);
    sequence.advancePast(20);
    assertThat(sequence.last()).hasValue(11);
    assertThat(sequence.next()).isEqualTo(21);
    sequence.advancePast(1_001);
    assertThat(sequence.last()).hasValue(1_001);
    assertThat(sequence.next()).isEqualTo(1_011);
    sequence.restartWith(7);
    assertThat(sequence.last()).isEmpty();
    assertThat(sequence.options())
        .isEqualTo(SequenceOptions.defaults().incrementingBy(10).startingAt(7).reserving(3));
    assertThat(List.of(sequence.next(), sequence.next())).containsExactly(7L, 17L);
    sequence.advancePast(Long.MAX_VALUE);
    assertThatThrownBy(sequence::next).isInstanceOf(LimitExceededException.class);
    sequence.restartWith(-5);
    assertThat(sequence.next()).isEqualTo(-5);
    Sequence falling =
        db.schema().createSequence("f", new SequenceOptions(Long.MAX_VALUE, -3, Long.MIN_VALUE, 2));
    falling.advancePast(Long.MAX_VALUE);
    assertThat(falling.next()).isEqualTo(Long.MAX_VALUE - 3);
    falling.advancePast(Long.MIN_VALUE + 2);
    assertThat(falling.next()).isEqualTo(Long.MIN_VALUE);
    assertThatThrownBy(falling::next).isInstanceOf(LimitExceededException.class);
    Sequence bounded = db.schema().createSequence("b", SequenceOptions.defaults().upTo(9));
    assertThatThrownBy(() -> bounded.restartWith(10)).isInstanceOf(SchemaException.class);
    assertThat(bounded.next()).isEqualTo(1);
    db.schema().dropSequence("b");
    assertThatThrownBy(bounded::last).isInstanceOf(ClosedException.class);
    assertThatThrownBy(() -> bounded.advancePast(1)).isInstanceOf(ClosedException.class);
    assertThatThrownBy(() -> bounded.restartWith(1)).isInstanceOf(ClosedException.class);
  }

  @Test
  void shouldGiveNoNumberThatWasPassedOverWhenOthersDraw() {
    Sequence sequence = db.schema().createSequence("s", SequenceOptions.defaults().reserving(5));
    AtomicLong passed = new AtomicLong();
    AtomicBoolean done = new AtomicBoolean();
    List<CompletableFuture<List<Long>>> drawers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      drawers.add(
          CompletableFuture.supplyAsync(
              () -> {
                List<Long> drawn = new ArrayList<>();
                while (!done.get()) {
                  long before = passed.get();
                  long number = sequence.next();
                  assertThat(number).isGreaterThan(before);
                  drawn.add(number);
                }
                return drawn;
              }));
    }
    for (int i = 0; i < 100; i++) {
      long number = sequence.last().orElse(0) + i % 12;
      sequence.advancePast(number);
      passed.set(number);
    }
    done.set(true);
    List<Long> all = new ArrayList<>();
    for (CompletableFuture<List<Long>> drawer : drawers) {
      List<Long> drawn = drawer.join();
      assertThat(drawn).isSorted();
      all.addAll(drawn);
    }
    assertThat(all).doesNotHaveDuplicates();
  }

  @Test
  void shouldNumberBehindImportedRowsWhenIdentityIsAdvanced() {
    Table table = db.schema().createTable(numbered());
    Insert insert = table.insert();
    insert.set(S, "a").execute();
    for (int i = 2; i < 6; i++) {
      insert.set(ID, i).set(S, "imported").execute();
    }
    assertThatThrownBy(() -> insert.set(S, "b").execute()).isInstanceOf(ConstraintException.class);
    table.identitySequence().advancePast(5);
    assertThat(table.identitySequence().last()).hasValue(5);
    insert.set(S, "b").execute();
    assertThat(insert.generatedKey()).isEqualTo(6);
    table.identitySequence().restartWith(100);
    insert.set(S, "c").execute();
    assertThat(insert.generatedKey()).isEqualTo(100);
    Table plain =
        db.schema()
            .createTable(
                TableSchema.named("plain").column("id", ColumnType.LONG).primaryKey("id").build());
    assertThatThrownBy(plain::identitySequence)
        .isInstanceOf(SchemaException.class)
        .hasMessage("The table has no identity column. table=plain");
    Sequence gone = table.identitySequence();
    db.schema().dropTable("t");
    assertThatThrownBy(gone::next).isInstanceOf(ClosedException.class);
  }

  @Test
  void shouldNumberAsDeclaredWhenIdentityCountsOtherwise() {
    SequenceOptions options =
        SequenceOptions.defaults().incrementingBy(10).startingAt(100).upTo(120);
    Table table = db.schema().createTable(numbered(), options);
    assertThat(table.identitySequence().options()).isEqualTo(options);
    Insert insert = table.insert();
    for (long number = 100; number <= 120; number += 10) {
      insert.set(S, "a").execute();
      assertThat(insert.generatedKey()).isEqualTo(number);
    }
    assertThatThrownBy(() -> insert.set(S, "a").execute())
        .isInstanceOf(LimitExceededException.class);
    TableSchema keyless = TableSchema.named("k").column("id", ColumnType.INT).identity().build();
    Table other = db.schema().createTable(keyless, options);
    assertThat(other.insert().execute()).isEqualTo(1);
    assertThat(other.identitySequence().last()).hasValue(100);
    TableSchema plain =
        TableSchema.named("p").column("id", ColumnType.LONG).primaryKey("id").build();
    assertThatThrownBy(() -> db.schema().createTable(plain, options))
        .isInstanceOf(SchemaException.class)
        .hasMessage("The table has no identity column. table=p");
    assertThat(db.findTable("p")).isEmpty();
    assertThat(db.maintenance().verify().problems()).isEmpty();
  }

  @Test
  void shouldNumberRowsWhenIdentityIsNotSet() {
    Table table = db.schema().createTable(numbered());
    Insert insert = table.insert();
    assertThatThrownBy(insert::generatedKey).isInstanceOf(IllegalUseException.class);
    insert.set(S, "a").execute();
    assertThat(insert.generatedKey()).isEqualTo(1);
    db.transact(tx -> insert.set(S, "b").execute(tx));
    assertThat(insert.generatedKey()).isEqualTo(2);
    insert.set(ID, 50).execute();
    assertThatThrownBy(insert::generatedKey).isInstanceOf(IllegalUseException.class);
    table.upsert().set(S, "c").execute();
    assertThat(table.get().set(ID, 3).find().orElseThrow().getString(S)).isEqualTo("c");
    assertThatThrownBy(() -> db.schema().alterTable("t", change -> change.dropNotNull("id")))
        .isInstanceOf(SchemaException.class);
    db.schema().dropTable("t");
    assertThat(db.maintenance().verify().problems()).isEmpty();
    assertThat(db.schema().createTable(numbered()).insert().set(S, "").execute()).isEqualTo(1);
  }

  @Test
  void shouldKeepNumberOfExistingRowWhenUpserted() {
    Table table =
        db.schema()
            .createTable(
                TableSchema.named("t")
                    .column("s", ColumnType.STRING)
                    .column("id", ColumnType.INT)
                    .identity()
                    .primaryKey("s")
                    .build());
    IntColumn id = table.intColumn("id");
    Insert upsert = table.upsert();
    upsert.set(S, "a").execute();
    assertThat(upsert.generatedKey()).isEqualTo(1);
    upsert.set(S, "a").execute();
    assertThatThrownBy(upsert::generatedKey).isInstanceOf(IllegalUseException.class);
    assertThat(table.get().set(S, "a").find().orElseThrow().getInt(id)).isEqualTo(1);
    db.schema().alterTable("t", change -> change.dropColumn("id"));
    upsert.set(S, "b").execute();
    assertThat(db.maintenance().verify().problems()).isEmpty();
  }
}
