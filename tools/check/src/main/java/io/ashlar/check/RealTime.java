package io.ashlar.check;

import io.ashlar.check.history.History;
import io.ashlar.check.history.HistoryTransaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Adds the edges of real time: from each transaction to those that began after it had ended, less
 * what follows from the others. Going through the events, a frontier holds those that have ended
 * and that no ended one follows; who begins follows all of the frontier, and who ends takes the
 * places of those that it follows. The frontier is never larger than the number of transactions
 * that ran at once, so the edges are linear in the history.
 */
final class RealTime {

  private RealTime() {}

  static void addTo(DependencyGraph graph, History history) {
    List<HistoryTransaction> frontier = new ArrayList<>();
    for (long event : events(history)) {
      HistoryTransaction each = history.get((int) (event & Integer.MAX_VALUE));
      if (event >>> 32 == each.invoked()) {
        for (HistoryTransaction earlier : frontier) {
          graph.add(earlier.id(), each.id(), DependencyGraph.REAL_TIME, 0, 0, 0);
        }
      } else {
        frontier.removeIf(earlier -> earlier.before(each));
        frontier.add(each);
      }
    }
  }

  /** Place in the order of events above, transaction below, in the order of events. */
  private static long[] events(History history) {
    long[] events = new long[history.transactions().size() * 2];
    int size = 0;
    for (HistoryTransaction each : history.transactions()) {
      if (each.committed()) {
        events[size] = ((long) each.invoked() << 32) | each.id();
        size++;
        if (each.completed() != HistoryTransaction.NEVER) {
          events[size] = ((long) each.completed() << 32) | each.id();
          size++;
        }
      }
    }
    long[] sorted = Arrays.copyOf(events, size);
    Arrays.sort(sorted);
    return sorted;
  }
}
