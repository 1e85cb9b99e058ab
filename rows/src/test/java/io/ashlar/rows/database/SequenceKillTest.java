package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Database;
import io.ashlar.Insert;
import io.ashlar.Options;
import io.ashlar.Sequence;
import io.ashlar.Table;
import io.ashlar.error.ClosedException;
import io.ashlar.error.ConstraintException;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.SequenceOptions;
import io.ashlar.schema.TableSchema;
import io.ashlar.testkit.StoreCopy;
import io.ashlar.transaction.Transaction;
import io.ashlar.type.ColumnType;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of sequences and changed tables when the process is killed. */
class SequenceKillTest extends DatabaseTest {

  private static final StringColumn S = StringColumn.named("s");

  @TempDir Path copies;

  SequenceKillTest() {
    super(StoreKind.EMBEDDED);
  }

  /** The directory as a kill at this moment would leave it. */
  private Database killed(String name) throws IOException {
    Path copy = copies.resolve(name);
    StoreCopy.copy(directory, copy);
    return Databases.open(copy, Options.defaults());
  }

  @Test
  void shouldNeverRepeatNumbersWhenKilledOrReopened() throws IOException {
    Sequence sequence = db.schema().createSequence("s", SequenceOptions.defaults().reserving(4));
    Table table = db.schema().createTable(numbered());
    long drawn = 0;
    Insert insert = table.insert();
    for (int i = 0; i < 6; i++) {
      drawn = sequence.next();
      insert.set(S, "x").execute();
    }
    try (Database after = killed("first")) {
      assertThat(after.sequence("s").next()).isGreaterThan(drawn).isEqualTo(9);
      assertThat(after.sequence("s").options()).isEqualTo(sequence.options());
      Insert next = after.table("t").insert();
      next.set(S, "y").execute();
      assertThat(next.generatedKey()).isGreaterThan(insert.generatedKey());
      assertThat(after.maintenance().verify().problems()).isEmpty();
    }
    db.close();
    open();
    assertThat(db.sequence("s").next()).isEqualTo(7);
    Insert next = db.table("t").insert();
    next.set(S, "y").execute();
    assertThat(next.generatedKey()).isEqualTo(7);
  }

  @Test
  void shouldLeaveNoGapWhenClosedAndKeepRolledBackNumbers() {
    Sequence sequence = db.schema().createSequence("s", SequenceOptions.defaults());
    db.schema().createSequence("idle", SequenceOptions.defaults());
    assertThat(sequence.next()).isEqualTo(1);
    Transaction open = db.begin();
    Table table = db.schema().createTable(numbered());
    SequenceOptions falling = SequenceOptions.defaults().incrementingBy(-7).startingAt(70);
    TableSchema other =
        TableSchema.named("u").column("id", ColumnType.LONG).identity().primaryKey("id").build();
    db.schema().createTable(other, falling);
    Insert insert = table.insert(open);
    insert.set(S, "lost").execute();
    assertThat(insert.generatedKey()).isEqualTo(1);
    // Rolled back by the close, which gives the numbers of transactions to nobody else.
    db.close();
    assertThatThrownBy(sequence::next).isInstanceOf(ClosedException.class);
    assertThatThrownBy(() -> sequence.advancePast(9)).isInstanceOf(ClosedException.class);
    assertThatThrownBy(() -> sequence.restartWith(9)).isInstanceOf(ClosedException.class);
    for (int i = 2; i < 5; i++) {
      open();
      assertThat(db.sequence("s").last()).hasValue(i - 1);
      assertThat(db.sequence("s").next()).isEqualTo(i);
      assertThat(db.sequence("idle").last()).isEmpty();
      Insert next = db.table("t").insert();
      next.set(S, "kept").execute();
      assertThat(next.generatedKey()).isEqualTo(i);
      Insert down = db.table("u").insert();
      assertThat(down.execute()).isEqualTo(1);
      assertThat(down.generatedKey()).isEqualTo(70 - 7 * (i - 2));
      db.close();
    }
    open();
    assertThat(db.table("u").identitySequence().options()).isEqualTo(falling);
    assertThat(db.maintenance().verify().problems()).isEmpty();
  }

  @Test
  void shouldGoOnFromWhereItWasMovedWhenKilled() throws IOException {
    Sequence sequence = db.schema().createSequence("s", SequenceOptions.defaults().reserving(4));
    Table table = db.schema().createTable(numbered());
    table.insert().set(LongColumn.named("id"), 1_000).set(S, "imported").execute();
    table.identitySequence().advancePast(1_000);
    sequence.next();
    sequence.restartWith(50);
    try (Database after = killed("moved")) {
      assertThat(after.sequence("s").next()).isEqualTo(50);
      Insert next = after.table("t").insert();
      next.set(S, "y").execute();
      assertThat(next.generatedKey()).isEqualTo(1_001);
    }
    assertThat(sequence.next()).isEqualTo(50);
    sequence.advancePast(52);
    try (Database after = killed("within")) {
      assertThat(after.sequence("s").next()).isEqualTo(54);
    }
    assertThat(sequence.next()).isEqualTo(53);
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
  void shouldHaveWholeChangeOrNoneWhenKilled() throws IOException {
    Table people = people();
    insert(people, 1, "Abe", null, 30);
    LongColumn age = LongColumn.named("age");
    assertThatThrownBy(
            () ->
                db.schema()
                    .alterTable(
                        "people",
                        change ->
                            change
                                .addColumn("x", ColumnType.LONG)
                                .addCheck("old", age.atLeast(31))))
        .isInstanceOf(ConstraintException.class);
    try (Database none = killed("none")) {
      assertThat(none.table("people").schema()).isEqualTo(PEOPLE);
      assertThat(none.maintenance().verify().problems()).isEmpty();
    }
    db.schema()
        .alterTable(
            "people",
            change ->
                change
                    .addColumn("x", ColumnType.LONG)
                    .defaultValue(3)
                    .addCheck("old", age.atLeast(30))
                    .renameTo("folk"));
    try (Database whole = killed("whole")) {
      assertThat(whole.schema().tables()).containsExactly("folk");
      assertThat(whole.table("folk").describe()).isEqualTo(people.describe());
      assertThat(
              whole.table("folk").get().set(LongColumn.named("id"), 1).find().orElseThrow().toMap())
          .containsEntry("x", 3L);
      assertThat(whole.maintenance().verify().problems()).isEmpty();
    }
  }
}
