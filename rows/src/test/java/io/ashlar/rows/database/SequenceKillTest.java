package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Database;
import io.ashlar.Insert;
import io.ashlar.Options;
import io.ashlar.Sequence;
import io.ashlar.Table;
import io.ashlar.error.ConstraintException;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.ColumnType;
import io.ashlar.schema.SequenceOptions;
import io.ashlar.schema.TableSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
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
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.toList()) {
        Path target = copy.resolve(directory.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
    return Databases.open(copy, Options.defaults());
  }

  @Test
  void shouldNeverRepeatNumbersWhenKilledOrReopened() throws IOException {
    Sequence sequence = db.createSequence("s", SequenceOptions.defaults().reserving(4));
    Table table =
        db.createTable(
            TableSchema.named("t")
                .column("id", ColumnType.LONG)
                .identity()
                .column("s", ColumnType.STRING)
                .primaryKey("id")
                .build());
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
      assertThat(after.verify().problems()).isEmpty();
    }
    db.close();
    open();
    assertThat(db.sequence("s").next()).isEqualTo(9);
    Insert next = db.table("t").insert();
    next.set(S, "y").execute();
    assertThat(next.generatedKey()).isGreaterThan(6);
  }

  @Test
  void shouldHaveWholeChangeOrNoneWhenKilled() throws IOException {
    Table people = people();
    insert(people, 1, "Abe", null, 30);
    LongColumn age = LongColumn.named("age");
    assertThatThrownBy(
            () ->
                db.alterTable(
                    "people",
                    change ->
                        change.addColumn("x", ColumnType.LONG).addCheck("old", age.atLeast(31))))
        .isInstanceOf(ConstraintException.class);
    try (Database none = killed("none")) {
      assertThat(none.table("people").schema()).isEqualTo(PEOPLE);
      assertThat(none.verify().problems()).isEmpty();
    }
    db.alterTable(
        "people",
        change ->
            change
                .addColumn("x", ColumnType.LONG)
                .defaultValue(3)
                .addCheck("old", age.atLeast(30))
                .renameTo("folk"));
    try (Database whole = killed("whole")) {
      assertThat(whole.tables()).containsExactly("folk");
      assertThat(whole.table("folk").describe()).isEqualTo(people.describe());
      assertThat(
              whole.table("folk").get().set(LongColumn.named("id"), 1).find().orElseThrow().toMap())
          .containsEntry("x", 3L);
      assertThat(whole.verify().problems()).isEmpty();
    }
  }
}
