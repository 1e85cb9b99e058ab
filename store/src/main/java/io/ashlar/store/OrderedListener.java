package io.ashlar.store;

/** Is told when a commit has its place in commit order, which is when its row locks can go. */
@FunctionalInterface
public interface OrderedListener {

  /**
   * The commit is ordered: later views of kind {@link Freshness#WRITTEN} contain it. It may not be
   * durable yet. Called once, by the thread that leads the commit group, while the committing
   * thread waits; must be short and must not call the store.
   *
   * @param timestamp the commit timestamp
   */
  void ordered(long timestamp);
}
