package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Database;
import io.ashlar.error.ClosedException;
import io.ashlar.transaction.Transaction;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What a close over open transactions leaves in the log. */
class CloseLogTest {

  @Test
  void shouldNameOpenTransactionsWhenTheDatabaseIsClosed() {
    Database db = Database.inMemory();
    Transaction ended = db.begin();
    ended.rollback();
    Transaction first = db.begin();
    Transaction second = db.begin();

    String log = standardErrorOf(db::close);

    assertThat(log.lines().filter(line -> line.contains("open transaction")))
        .hasSize(2)
        .doesNotHaveDuplicates()
        .allSatisfy(
            line -> assertThat(line).contains("SNAPSHOT", Thread.currentThread().getName()));
    assertThatThrownBy(first::commit).isInstanceOf(ClosedException.class);
    assertThatThrownBy(second::commit).isInstanceOf(ClosedException.class);
    first.close();
    second.close();
    ended.close();
  }

  private static String standardErrorOf(Runnable action) {
    ByteArrayOutputStream captured = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(captured, true, StandardCharsets.UTF_8));
    try {
      action.run();
    } finally {
      System.setErr(before);
    }
    return captured.toString(StandardCharsets.UTF_8);
  }
}
