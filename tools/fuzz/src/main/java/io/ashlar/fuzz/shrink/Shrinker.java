package io.ashlar.fuzz.shrink;

import io.ashlar.fuzz.script.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Finds a smaller script that shows the same. First whole steps go, in runs that halve from half of
 * the script down to one step (delta debugging); then each step is replaced by simpler ones, one
 * part at a time; and so on until nothing can be left out, or the time is over.
 */
public final class Shrinker {

  private final Predicate<List<Step>> shows;
  private final long deadlineNs;

  /**
   * A shrinker.
   *
   * @param shows whether a script still shows the fault
   * @param seconds how long to try at most
   */
  public Shrinker(Predicate<List<Step>> shows, int seconds) {
    this.shows = shows;
    this.deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
  }

  /**
   * Makes a script small.
   *
   * @param script it shows the fault
   * @return a script that shows it too
   */
  public List<Step> shrink(List<Step> script) {
    List<Step> smaller = script;
    List<Step> last;
    do {
      last = smaller;
      smaller = simplify(leaveOut(smaller));
    } while (!smaller.equals(last) && !isOver());
    return smaller;
  }

  private boolean isOver() {
    return System.nanoTime() - deadlineNs > 0;
  }

  private List<Step> leaveOut(List<Step> script) {
    List<Step> left = script;
    for (int run = Math.max(1, left.size() / 2); run > 0; run /= 2) {
      int from = 0;
      while (from < left.size() && !isOver()) {
        List<Step> without = new ArrayList<>(left.subList(0, from));
        without.addAll(left.subList(Math.min(left.size(), from + run), left.size()));
        if (!without.isEmpty() && shows.test(without)) {
          left = without;
        } else {
          from += run;
        }
      }
    }
    return left;
  }

  private List<Step> simplify(List<Step> script) {
    List<Step> simple = new ArrayList<>(script);
    for (int i = simple.size() - 1; i >= 0; i--) {
      boolean again = true;
      while (again && !isOver()) {
        again = simplifyAt(simple, i);
      }
    }
    return simple;
  }

  private boolean simplifyAt(List<Step> script, int place) {
    Step step = script.get(place);
    for (Object simpler : Simpler.than(step)) {
      script.set(place, (Step) simpler);
      if (isOver()) {
        break;
      }
      if (shows.test(script)) {
        return true;
      }
    }
    script.set(place, step);
    return false;
  }
}
