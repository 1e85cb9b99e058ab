package io.ashlar.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Database;
import io.ashlar.error.SchemaException;
import io.ashlar.error.StoreOpenException;
import io.ashlar.schema.TableSchema;
import io.ashlar.type.ColumnType;
import io.ashlar.workbench.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {

  private static final int ROWS = 2_000;

  private final StringWriter story = new StringWriter();

  @TempDir private Path directory;

  @Test
  void shouldPassEveryCheckWhenRunTwiceInOneDirectory() throws Exception {
    assertThat(run(ROWS).passed()).isTrue();
    DemoReport second = run(ROWS);
    assertThat(second.toJson()).contains("\"passed\":true").doesNotContain("\"passed\":false");
    assertThat(story.toString()).contains("The largest cities of ", CityTable.BY_COUNTRY);
    StringWriter text = new StringWriter();
    second.printTo(new PrintWriter(text, true));
    assertThat(text.toString()).contains("2,000 rows", "MB on disk").doesNotContain("FAILED");
  }

  @Test
  void shouldPassWhenThereIsOneRowOnly() throws Exception {
    assertThat(run(1).passed()).isTrue();
  }

  @Test
  void shouldRefuseWhenTheDirectoryHoldsSomethingElse() throws IOException {
    Path file = Files.writeString(directory.resolve("letter.txt"), "Dear ...");
    assertThatThrownBy(() -> run(ROWS)).isInstanceOf(StoreOpenException.class);
    assertThat(file).exists();
    assertThat(directory.toFile().list()).containsExactly("letter.txt");
  }

  @Test
  void shouldRefuseWhenATableOfTheSameNameIsNotItsOwn() {
    TableSchema other =
        TableSchema.named(CityTable.NAME).column("id", ColumnType.LONG).primaryKey("id").build();
    try (Database database = Database.open(directory)) {
      database.schema().createTable(other);
    }
    assertThatThrownBy(() -> run(ROWS)).isInstanceOf(SchemaException.class);
    try (Database database = Database.open(directory)) {
      assertThat(database.table(CityTable.NAME).schema()).isEqualTo(other);
    }
  }

  private DemoReport run(int rows) throws Exception {
    Progress progress = new Progress(new PrintWriter(story));
    return new Demo(directory, rows, 1, new PrintWriter(story), progress).run();
  }
}
