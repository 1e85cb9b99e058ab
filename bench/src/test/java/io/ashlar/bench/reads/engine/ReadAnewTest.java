package io.ashlar.bench.reads.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.bench.reads.data.SpanSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** H2 would show the result of a query again instead of reading. */
public class ReadAnewTest {

  private static final AtomicInteger READ = new AtomicInteger();

  @TempDir private Path directory;

  /** What a query of H2 calls for each row that it reads. */
  public static long read(long id) {
    READ.incrementAndGet();
    return id;
  }

  @Test
  void shouldReadAgainWhenAQueryIsAskedAgain() throws Exception {
    SpanSource source = new SpanSource(1, 10);
    try (SpanStore store = SpanEngine.H2.open(new StoreSetup(directory, 16L << 20, 0))) {
      store.create();
      store.write(List.of(source.span(0), source.span(1)));
      try (Connection connection =
          DriverManager.getConnection("jdbc:h2:file:" + directory.resolve("h2"), "sa", "")) {
        assertThat(readByTwoQueries(connection)).isEqualTo(4);
      }
    }
  }

  private static int readByTwoQueries(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "create alias read_row deterministic for '" + ReadAnewTest.class.getName() + ".read'");
    }
    READ.set(0);
    try (PreparedStatement query =
        connection.prepareStatement("select sum(read_row(id)) from spans")) {
      for (int i = 0; i < 2; i++) {
        try (ResultSet row = query.executeQuery()) {
          assertThat(row.next()).isTrue();
          assertThat(row.getLong(1)).isEqualTo(6);
        }
      }
    }
    return READ.get();
  }
}
