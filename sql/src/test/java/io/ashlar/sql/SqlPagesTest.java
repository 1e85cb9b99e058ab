package io.ashlar.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The pages of types and functions say what the tables say; {@link SqlPages} writes them anew. */
class SqlPagesTest {

  @Test
  void shouldSayWhatTheTableSaysWhenTypesAreRead() throws IOException {
    assertThat(Files.readString(SqlPages.path("sql-types.md"))).isEqualTo(SqlPages.types());
  }

  @Test
  void shouldSayWhatTheTableSaysWhenFunctionsAreRead() throws IOException {
    assertThat(Files.readString(SqlPages.path("sql-functions.md"))).isEqualTo(SqlPages.functions());
  }
}
