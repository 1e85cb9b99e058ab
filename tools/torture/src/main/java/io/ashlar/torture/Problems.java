package io.ashlar.torture;

import java.util.ArrayList;
import java.util.List;

/** What was found lost or wrong: the first hundred sentences, and how many there were. */
public final class Problems {

  private static final int KEPT = 100;

  private final List<String> kept = new ArrayList<>();
  private String context = "";
  private long count;

  /** None yet. */
  public Problems() {}

  /**
   * What every following problem begins with.
   *
   * @param where such as the number of the round
   */
  public synchronized void in(String where) {
    context = where + ": ";
  }

  /**
   * Notes one.
   *
   * @param sentence what is wrong, with facts
   */
  public synchronized void add(String sentence) {
    count++;
    if (kept.size() < KEPT) {
      kept.add(context + sentence);
    }
  }

  /**
   * How many there are.
   *
   * @return the number, those that are not kept included
   */
  public synchronized long count() {
    return count;
  }

  /**
   * The first of them.
   *
   * @return a copy, in the order in which they were noted
   */
  public synchronized List<String> list() {
    return List.copyOf(kept);
  }
}
