package io.ashlar.bench.world;

import static io.ashlar.type.ColumnType.BOOLEAN;
import static io.ashlar.type.ColumnType.INT;
import static io.ashlar.type.ColumnType.LONG;
import static io.ashlar.type.ColumnType.STRING;

import io.ashlar.Database;
import io.ashlar.Table;
import io.ashlar.query.BooleanColumn;
import io.ashlar.query.IntColumn;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.Partitioning;
import io.ashlar.schema.TableSchema;

/**
 * The tables of the planet with their columns. Shared by all sessions.
 *
 * <p>Who looks around asks for the nine columns of regions next to its own, so the position is a
 * key: of the regions themselves, of what is in them by kind, and of those who are there; who is
 * away has no entry in that index. A player is also found by its name, and the index tells the
 * position without the row. Regions are divided by a hash of x alone: then the three values of x
 * that a session asks for lead to three partitions at most, in each to a range of y.
 */
public final class WorldTables {

  private static final int REGION_PARTITIONS = 8;

  final Table regions;
  final Table entities;
  final Table players;
  final Table trades;

  final IntColumn regionX;
  final IntColumn regionY;
  final IntColumn regionZ;
  final LongColumn regionOwner;
  final BooleanColumn regionActive;

  final LongColumn entityId;
  final IntColumn entityRegionX;
  final IntColumn entityRegionY;
  final IntColumn entityRegionZ;
  final StringColumn entityKind;
  final IntColumn entityStrength;
  final StringColumn entityTale;

  final LongColumn playerId;
  final StringColumn playerName;
  final IntColumn playerRegionX;
  final IntColumn playerRegionY;
  final IntColumn playerX;
  final IntColumn playerY;
  final IntColumn playerZ;
  final LongColumn playerCoins;
  final LongColumn playerGoods;
  final BooleanColumn playerActive;
  final LongColumn playerActs;

  final LongColumn tradeBuyer;
  final LongColumn tradeAct;
  final LongColumn tradeSeller;
  final LongColumn tradeCoins;
  final LongColumn tradeGoods;

  private WorldTables(Table regions, Table entities, Table players, Table trades) {
    this.regions = regions;
    this.entities = entities;
    this.players = players;
    this.trades = trades;
    regionX = regions.intColumn("x");
    regionY = regions.intColumn("y");
    regionZ = regions.intColumn("z");
    regionOwner = regions.longColumn("owner");
    regionActive = regions.booleanColumn("active");
    entityId = entities.longColumn("id");
    entityRegionX = entities.intColumn("region_x");
    entityRegionY = entities.intColumn("region_y");
    entityRegionZ = entities.intColumn("region_z");
    entityKind = entities.stringColumn("kind");
    entityStrength = entities.intColumn("strength");
    entityTale = entities.stringColumn("tale");
    playerId = players.longColumn("id");
    playerName = players.stringColumn("name");
    playerRegionX = players.intColumn("region_x");
    playerRegionY = players.intColumn("region_y");
    playerX = players.intColumn("x");
    playerY = players.intColumn("y");
    playerZ = players.intColumn("z");
    playerCoins = players.longColumn("coins");
    playerGoods = players.longColumn("goods");
    playerActive = players.booleanColumn("active");
    playerActs = players.longColumn("acts");
    tradeBuyer = trades.longColumn("buyer");
    tradeAct = trades.longColumn("act");
    tradeSeller = trades.longColumn("seller");
    tradeCoins = trades.longColumn("coins");
    tradeGoods = trades.longColumn("goods");
  }

  /**
   * Creates the tables, empty.
   *
   * @param database a database without tables of these names
   * @return the tables
   */
  static WorldTables create(Database database) {
    return new WorldTables(
        database.schema().createTable(regionSchema()),
        database.schema().createTable(entitySchema()),
        database.schema().createTable(playerSchema()),
        database.schema().createTable(tradeSchema()));
  }

  /**
   * The tables of a world that was loaded before.
   *
   * @param database its database
   * @return the tables
   * @throws io.ashlar.error.SchemaException when there is no world
   */
  public static WorldTables open(Database database) {
    return new WorldTables(
        database.table("regions"),
        database.table("entities"),
        database.table("players"),
        database.table("trades"));
  }

  private static TableSchema regionSchema() {
    return TableSchema.named("regions")
        .column("x", INT)
        .column("y", INT)
        .column("z", INT)
        .column("owner", LONG)
        .column("active", BOOLEAN)
        .notNull()
        .primaryKey("x", "y", "z")
        .partitionBy(Partitioning.hash(REGION_PARTITIONS, "x"))
        .build();
  }

  private static TableSchema entitySchema() {
    return TableSchema.named("entities")
        .column("id", LONG)
        .column("region_x", INT)
        .notNull()
        .column("region_y", INT)
        .notNull()
        .column("region_z", INT)
        .notNull()
        .column("kind", STRING)
        .notNull()
        .column("strength", INT)
        .notNull()
        .column("tale", STRING)
        .primaryKey("id")
        .index(
            "by_region",
            ix ->
                ix.ascending("region_x")
                    .ascending("region_y")
                    .ascending("region_z")
                    .ascending("kind")
                    .storing("strength"))
        .build();
  }

  private static TableSchema playerSchema() {
    return TableSchema.named("players")
        .column("id", LONG)
        .column("name", STRING)
        .notNull()
        .column("region_x", INT)
        .notNull()
        .column("region_y", INT)
        .notNull()
        .column("x", INT)
        .notNull()
        .column("y", INT)
        .notNull()
        .column("z", INT)
        .notNull()
        .column("coins", LONG)
        .notNull()
        .column("goods", LONG)
        .notNull()
        .column("active", BOOLEAN)
        .notNull()
        .column("acts", LONG)
        .notNull()
        .check("solvent", LongColumn.named("coins").atLeast(0))
        .check("stocked", LongColumn.named("goods").atLeast(0))
        .primaryKey("id")
        .uniqueIndex("by_name", ix -> ix.ascending("name").storing("x", "y", "z"))
        .index(
            "active_by_region",
            ix ->
                ix.ascending("region_x")
                    .ascending("region_y")
                    .storing("name", "x", "y", "z")
                    .where(BooleanColumn.named("active").eq(true)))
        .build();
  }

  /** Keyed by who paid and which of its acts it was: so no trade can be written twice. */
  private static TableSchema tradeSchema() {
    return TableSchema.named("trades")
        .column("buyer", LONG)
        .column("act", LONG)
        .column("seller", LONG)
        .notNull()
        .column("coins", LONG)
        .notNull()
        .column("goods", LONG)
        .notNull()
        .primaryKey("buyer", "act")
        .build();
  }
}
