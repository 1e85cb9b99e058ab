package io.ashlar.bench.world;

import io.ashlar.Database;
import io.ashlar.Insert;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.Transaction;
import io.ashlar.workbench.Progress;
import java.util.List;
import java.util.SplittableRandom;

/** Makes a world. The same seed makes the same one. Confined to one thread. */
public final class WorldLoader {

  private static final int ROWS_PER_COMMIT = 1_000;
  private static final int STRONGEST = 100;
  private static final int ONE_OWNED_IN = 8;
  private static final int MOST_WORDS = 16;

  private static final List<String> KINDS =
      List.of("animal", "house", "machine", "ore", "ship", "tree");

  private static final String[] WORDS = {
    "amber",
    "broken",
    "cold",
    "deep",
    "early",
    "far",
    "golden",
    "hollow",
    "idle",
    "low",
    "old",
    "quiet",
    "red",
    "silent",
    "tall",
    "weathered"
  };

  private final Database database;
  private final WorldScale scale;
  private final Progress progress;
  private final SplittableRandom random;
  private final StringBuilder tale = new StringBuilder();
  private WorldTables tables;
  private long rows;

  private WorldLoader(Database database, WorldScale scale, long seed, Progress progress) {
    this.database = database;
    this.scale = scale;
    this.progress = progress;
    this.random = new SplittableRandom(seed);
  }

  /**
   * Creates the tables and fills them. What was loaded is durable afterwards.
   *
   * @param database a database without tables of these names
   * @param scale how large
   * @param seed of names, places and tales
   * @param progress shows the phase
   * @return the tables
   */
  public static WorldTables load(
      Database database, WorldScale scale, long seed, Progress progress) {
    return new WorldLoader(database, scale, seed, progress).load();
  }

  private WorldTables load() {
    tables = WorldTables.create(database);
    try (Transaction transaction = database.begin()) {
      loadRegions(transaction);
      loadEntities(transaction);
      loadPlayers(transaction);
      transaction.commit(Durability.NONE);
    }
    database.flush();
    return tables;
  }

  private void loadRegions(Transaction transaction) {
    progress.show("loading " + scale.regions() + " regions");
    Insert insert = tables.regions.insert();
    for (int x = 0; x < scale.side(); x++) {
      for (int y = 0; y < scale.side(); y++) {
        for (int z = 0; z < WorldScale.LEVELS; z++) {
          insert
              .set(tables.regionX, x)
              .set(tables.regionY, y)
              .set(tables.regionZ, z)
              .set(tables.regionActive, random.nextBoolean());
          if (random.nextInt(ONE_OWNED_IN) == 0) {
            insert.set(tables.regionOwner, random.nextInt(scale.players()));
          }
          insert.execute(transaction);
          next(transaction);
        }
      }
    }
  }

  /** Region by region, as a world grows: numbers of neighbours lie close to each other. */
  private void loadEntities(Transaction transaction) {
    progress.show("loading " + scale.entities() + " entities");
    Insert insert = tables.entities.insert();
    int columns = scale.side() * WorldScale.LEVELS;
    for (int id = 0; id < scale.entities(); id++) {
      int region = (int) ((long) id * scale.regions() / scale.entities());
      insert
          .set(tables.entityId, id)
          .set(tables.entityRegionX, region / columns)
          .set(tables.entityRegionY, region % columns / WorldScale.LEVELS)
          .set(tables.entityRegionZ, region % WorldScale.LEVELS)
          .set(tables.entityKind, KINDS.get(random.nextInt(KINDS.size())))
          .set(tables.entityStrength, random.nextInt(STRONGEST))
          .set(tables.entityTale, tale())
          .execute(transaction);
      next(transaction);
    }
  }

  private void loadPlayers(Transaction transaction) {
    progress.show("loading " + scale.players() + " players");
    Insert insert = tables.players.insert();
    for (int id = 0; id < scale.players(); id++) {
      int home = scale.homeUnits(id);
      int x = random.nextInt(home);
      int y = random.nextInt(home);
      insert
          .set(tables.playerId, id)
          .set(tables.playerName, nameOf(id))
          .set(tables.playerRegionX, WorldScale.regionOf(x))
          .set(tables.playerRegionY, WorldScale.regionOf(y))
          .set(tables.playerX, x)
          .set(tables.playerY, y)
          .set(tables.playerZ, random.nextInt(WorldScale.LEVELS * WorldScale.REGION_UNITS))
          .set(tables.playerCoins, WorldScale.FIRST_COINS)
          .set(tables.playerGoods, WorldScale.FIRST_GOODS)
          .set(tables.playerActive, true)
          .set(tables.playerActs, 0)
          .execute(transaction);
      next(transaction);
    }
  }

  static String nameOf(long player) {
    return "citizen-" + player;
  }

  private CharSequence tale() {
    tale.setLength(0);
    int words = random.nextInt(MOST_WORDS / 2, MOST_WORDS);
    for (int i = 0; i < words; i++) {
      tale.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
    }
    return tale;
  }

  private void next(Transaction transaction) {
    rows++;
    if (rows % ROWS_PER_COMMIT == 0) {
      transaction.commit(Durability.NONE);
      transaction.begin();
    }
  }
}
