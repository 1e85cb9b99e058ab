package io.ashlar.bench.world.kill;

import static io.ashlar.query.Parameter.parameter;
import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.Table;
import io.ashlar.bench.world.WorldLoader;
import io.ashlar.bench.world.WorldScale;
import io.ashlar.torture.Problems;
import io.ashlar.workbench.Progress;
import java.io.PrintWriter;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each way in which a store can differ from what was told is found. */
class ChangeRecordTest {

  private static final Progress SILENT = new Progress(new PrintWriter(PrintWriter.nullWriter()));

  private final Problems problems = new Problems();
  private Database database;
  private Table players;
  private List<Change> before;
  private ChangeRecord record;

  @BeforeEach
  void load() {
    database = Database.inMemory();
    WorldLoader.load(database, new WorldScale(5, 10, 10), 1, SILENT);
    players = database.table("players");
    before = new PlayerRows(database).all();
    record = new ChangeRecord(before, problems);
    record.judge(database);
    assertThat(problems.list()).isEmpty();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void shouldFindNothingWhenTheStoreIsAsTold() {
    move(2, 7, 1);
    record.note(changed(2, 7, 1, false).toLine());
    record.judge(database);
    assertThat(problems.list()).isEmpty();
    assertThat(record.told()).isOne();
    assertThat(record.untold()).isZero();
  }

  @Test
  void shouldFindAChangeThatWasNotToldWhenTheKillCameBetween() {
    move(2, 7, 1);
    record.judge(database);
    assertThat(problems.list()).isEmpty();
    assertThat(record.untold()).isOne();
  }

  @Test
  void shouldFindAProblemWhenAToldChangeIsLost() {
    record.note(changed(2, 7, 1, false).toLine());
    record.judge(database);
    assertThat(problems.list())
        .singleElement()
        .asString()
        .startsWith("told Change[player=2, acts=1");
  }

  @Test
  void shouldFindAProblemWhenAChangeIsThereInHalf() {
    move(2, 7, 1);
    record.note(changed(2, 8, 1, false).toLine());
    record.judge(database);
    assertThat(problems.list()).singleElement().asString().contains("x=8", "x=7");
  }

  @Test
  void shouldFindAProblemWhenTwoChangesWereNotTold() {
    move(2, 7, 2);
    record.judge(database);
    assertThat(problems.count()).isOne();
  }

  @Test
  void shouldFindAProblemWhenALineOfTheLedgerIsLost() {
    move(2, 7, 1);
    record.note(changed(2, 7, 1, true).toLine());
    record.judge(database);
    assertThat(problems.list()).singleElement().asString().startsWith("a purchase is lost");
  }

  @Test
  void shouldFindAProblemWhenAPlayerIsLost() {
    players.delete().where(players.longColumn("id").eq(4)).execute();
    record.judge(database);
    assertThat(problems.list()).containsExactly("players: expected 5, found 4");
  }

  private void move(long player, int x, long acts) {
    players
        .update()
        .where(players.longColumn("id").eq(parameter(0)))
        .bind(0, player)
        .set(players.intColumn("x"), x)
        .set(players.longColumn("acts"), acts)
        .execute();
  }

  private Change changed(int player, int x, long acts, boolean trade) {
    Change old = before.get(player);
    return new Change(player, acts, trade, x, old.y(), old.z(), old.active());
  }
}
