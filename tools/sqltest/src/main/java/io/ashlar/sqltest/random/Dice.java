package io.ashlar.sqltest.random;

import java.util.List;
import java.util.SplittableRandom;

/** Random choices from a seed. Belongs to one thread. */
public final class Dice {

  private final SplittableRandom random;

  /**
   * Dice.
   *
   * @param seed the same seed makes the same choices
   */
  public Dice(long seed) {
    random = new SplittableRandom(seed);
  }

  /**
   * A number.
   *
   * @param bound above all that may come
   * @return from 0 to the bound, exclusive
   */
  public int below(int bound) {
    return random.nextInt(bound);
  }

  /**
   * Whether something is to be.
   *
   * @param percent how often in a hundred times
   * @return true so often
   */
  public boolean percent(int percent) {
    return random.nextInt(100) < percent;
  }

  /**
   * One of several.
   *
   * @param all at least one
   * @param <T> what they are
   * @return one
   */
  @SafeVarargs
  public final <T> T one(T... all) {
    return all[random.nextInt(all.length)];
  }

  /**
   * One of several.
   *
   * @param all at least one
   * @param <T> what they are
   * @return one
   */
  public <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  /**
   * The seed of other dice.
   *
   * @return any number
   */
  public long seed() {
    return random.nextLong();
  }
}
