package io.ashlar.bench.world;

import static io.ashlar.query.Parameter.parameter;
import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.workbench.Progress;
import java.io.PrintWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorldCheckTest {

  private static final Progress SILENT = new Progress(new PrintWriter(PrintWriter.nullWriter()));
  private static final WorldScale SCALE = new WorldScale(20, 10, 100);

  private Database database;
  private WorldTables tables;

  @BeforeEach
  void load() {
    database = Database.inMemory();
    tables = WorldLoader.load(database, SCALE, 3, SILENT);
    assertThat(WorldCheck.problems(database, SCALE)).isEmpty();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void shouldFindAProblemWhenACoinIsLost() {
    tables
        .players
        .update()
        .where(tables.playerId.eq(parameter(0)))
        .bind(0, 3)
        .add(tables.playerCoins, -1)
        .execute();
    assertThat(WorldCheck.problems(database, SCALE))
        .containsExactly(
            "coins of 3: expected 1000, found 999", "all coins: expected 20000, found 19999");
  }

  @Test
  void shouldFindAProblemWhenTheLedgerLacksATrade() {
    Trade trade = new Trade(database, tables);
    Session session = new Session(4, 1, 1_000);
    session.seen = WorldLoader.nameOf(5);
    assertThat(trade.run(session)).isTrue();
    assertThat(WorldCheck.problems(database, SCALE)).isEmpty();
    tables.trades.delete().execute();
    trade.close();
    // The sums hold, but not what each of the two has.
    assertThat(WorldCheck.problems(database, SCALE)).hasSize(4);
  }

  @Test
  void shouldFindAProblemWhenAPlayerStandsElsewhere() {
    tables
        .players
        .update()
        .where(tables.playerId.eq(parameter(0)))
        .bind(0, 3)
        .set(tables.playerRegionX, 9)
        .execute();
    assertThat(WorldCheck.problems(database, SCALE))
        .singleElement()
        .asString()
        .startsWith("region of 3: expected ");
  }

  @Test
  void shouldNotTradeWhenTheBuyerCannotPay() {
    tables
        .players
        .update()
        .where(tables.playerId.eq(parameter(0)))
        .bind(0, 4)
        .set(tables.playerCoins, 0)
        .execute();
    Session session = new Session(4, 1, 1_000);
    session.seen = WorldLoader.nameOf(5);
    try (Trade trade = new Trade(database, tables)) {
      assertThat(trade.run(session)).isFalse();
    }
  }
}
