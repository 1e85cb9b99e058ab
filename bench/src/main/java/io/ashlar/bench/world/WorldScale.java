package io.ashlar.bench.world;

/**
 * How large the world is.
 *
 * @param players inhabitants, one for each session, at least 2
 * @param side regions along x and along y, at least 10
 * @param entities things that stand or walk in the regions, at least 0
 */
public record WorldScale(int players, int side, int entities) {

  /** Units along each edge of a region. */
  public static final int REGION_UNITS = 16;

  /** Regions above one another. */
  public static final int LEVELS = 4;

  /** What every player begins with. */
  public static final long FIRST_COINS = 1_000;

  /** What every player begins with. */
  public static final long FIRST_GOODS = 100;

  /** One player of so many lives anywhere; all others live in the capital. */
  static final int ONE_ABROAD_IN = 10;

  private static final double CAPITAL_SIDE = 0.316;

  /**
   * All regions.
   *
   * @return their number
   */
  public int regions() {
    return side * side * LEVELS;
  }

  /** Regions along each edge of the capital, which is a tenth of the world. */
  int capitalSide() {
    return (int) Math.max(1, Math.round(side * CAPITAL_SIDE));
  }

  /** Units along each edge of the part of the world in which a player stays. */
  int homeUnits(long player) {
    return (player % ONE_ABROAD_IN == 0 ? side : capitalSide()) * REGION_UNITS;
  }

  /** The region of a coordinate. */
  static int regionOf(int coordinate) {
    return coordinate / REGION_UNITS;
  }
}
