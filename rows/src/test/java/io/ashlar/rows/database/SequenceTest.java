package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Insert;
import io.ashlar.Sequence;
import io.ashlar.Table;
import io.ashlar.error.ClosedException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.LimitExceededException;
import io.ashlar.error.SchemaException;
import io.ashlar.query.IntColumn;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.ColumnType;
import io.ashlar.schema.SequenceOptions;
import io.ashlar.schema.TableSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
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
        db.createSequence(
            "falling",
            SequenceOptions.defaults().incrementingBy(-3).startingAt(10).upTo(2).reserving(2));
    assertThat(List.of(falling.next(), falling.next(), falling.next()))
        .containsExactly(10L, 7L, 4L);
    assertThatThrownBy(falling::next)
        .isInstanceOf(LimitExceededException.class)
        .hasMessage("The sequence has given out all its numbers. sequence=falling limit=2");
    Sequence last =
        db.createSequence("last", SequenceOptions.defaults().startingAt(Long.MAX_VALUE));
    assertThat(last.next()).isEqualTo(Long.MAX_VALUE);
    assertThatThrownBy(last::next).isInstanceOf(LimitExceededException.class);
    Sequence whole =
        db.createSequence("whole", new SequenceOptions(Long.MIN_VALUE, 1, Long.MAX_VALUE, 1));
    assertThat(List.of(whole.next(), whole.next()))
        .containsExactly(Long.MIN_VALUE, Long.MIN_VALUE + 1);
    assertThat(db.sequences()).containsExactly("falling", "last", "whole");
    assertThat(db.sequence("last")).isSameAs(last);
    assertThatThrownBy(() -> db.createSequence("Last", SequenceOptions.defaults()))
        .isInstanceOf(SchemaException.class)
        .hasMessage("There is a sequence of that name. sequence=last");
    db.dropSequence("last");
    assertThatThrownBy(last::next).isInstanceOf(ClosedException.class);
    assertThatThrownBy(() -> db.dropSequence("last")).isInstanceOf(SchemaException.class);
    assertThatThrownBy(() -> SequenceOptions.defaults().upTo(0))
        .isInstanceOf(SchemaException.class);
  }

  @Test
  void shouldGiveEachNumberOnceWhenManyDraw() {
    Sequence sequence = db.createSequence("s", SequenceOptions.defaults().reserving(7));
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
  void shouldNumberRowsWhenIdentityIsNotSet() {
    Table table = db.createTable(numbered());
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
    assertThatThrownBy(() -> db.alterTable("t", change -> change.dropNotNull("id")))
        .isInstanceOf(SchemaException.class);
    db.dropTable("t");
    assertThat(db.verify().problems()).isEmpty();
    assertThat(db.createTable(numbered()).insert().set(S, "").execute()).isEqualTo(1);
  }

  @Test
  void shouldKeepNumberOfExistingRowWhenUpserted() {
    Table table =
        db.createTable(
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
    db.alterTable("t", change -> change.dropColumn("id"));
    upsert.set(S, "b").execute();
    assertThat(db.verify().problems()).isEmpty();
  }
}
