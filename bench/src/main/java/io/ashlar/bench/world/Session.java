package io.ashlar.bench.world;

import java.util.SplittableRandom;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;

/**
 * One player's connection: what it knows of its player, and when it means to act next. Used by one
 * thread at a time, and handed on through a queue.
 *
 * <p>The times are fixed by the seed alone: the next one is counted from the last one, and not from
 * the moment at which the last act was done. So a session that was kept waiting does not wait for
 * the same delay again in silence, but is late, and its latency says so.
 */
final class Session implements Delayed {

  final long player;
  final SplittableRandom random;

  int x;
  int y;
  int z;
  boolean active;

  /** How many of its own changes have been acknowledged; the row says the same. */
  long acts;

  /** Who was seen last; null before anybody was. */
  String seen;

  private final long thinkNs;
  private long dueNs;

  Session(long player, long seed, long thinkNs) {
    this.player = player;
    this.random = new SplittableRandom(seed ^ (player * 0x9E37_79B9_7F4A_7C15L));
    this.thinkNs = thinkNs;
  }

  /** The first time lies within one think time, so that sessions do not begin together. */
  void beginAt(long nowNs) {
    dueNs = nowNs + random.nextLong(thinkNs);
  }

  /** When it means to act, on the clock of {@link System#nanoTime}. */
  long dueNs() {
    return dueNs;
  }

  /** Goes on to the next time: after half a think time to one and a half. */
  void think() {
    dueNs += thinkNs / 2 + random.nextLong(thinkNs) + 1;
  }

  @Override
  public long getDelay(TimeUnit unit) {
    return unit.convert(dueNs - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  @Override
  public int compareTo(Delayed other) {
    return Long.signum(dueNs - ((Session) other).dueNs);
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(player);
  }
}
