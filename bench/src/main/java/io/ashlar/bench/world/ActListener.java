package io.ashlar.bench.world;

/** Is told of every change that was acknowledged. Called by many threads at once. */
@FunctionalInterface
public interface ActListener {

  /** Does not listen. */
  ActListener NONE = (player, acts, trade, x, y, z, active) -> {};

  /**
   * A session's change was committed. All of a player's own changes are told in their order.
   *
   * @param player whose
   * @param acts the number of this change, from 1 on
   * @param trade whether it wrote a line of the ledger
   * @param x where the player is now
   * @param y where the player is now
   * @param z where the player is now
   * @param active whether the player is there
   */
  void acknowledged(long player, long acts, boolean trade, int x, int y, int z, boolean active);
}
