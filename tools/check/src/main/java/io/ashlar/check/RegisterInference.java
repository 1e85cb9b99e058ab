package io.ashlar.check;

import io.ashlar.check.KeyRecord.Read;
import io.ashlar.check.KeyRecord.Write;
import io.ashlar.check.history.History;
import io.ashlar.check.history.HistoryTransaction;
import io.ashlar.check.history.Names;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The versions of a register: null first, then those with a commit timestamp in its order. One
 * without comes after what its writer had read of the key, and before what was written by who had
 * read it; more is not known of it.
 *
 * <p>A read of null does not say which null it was, the first or one that a deletion left. It was
 * none that was deleted after the reader had ended, nor after the reader's own timestamp. The
 * newest of the others gives a dependency that holds for all: the reader comes before who wrote
 * next after it, since whoever wrote after an older null came before that one.
 */
final class RegisterInference {

  private static final int FIRST_NULL = -1;
  private static final int UNKNOWN = -2;

  private final ReadRules rules;
  private final DependencyGraph graph;

  private KeyRecord record;

  /** The versions that have a timestamp, in its order. */
  private final List<Write> chain = new ArrayList<>();

  /** Places in the chain of values and, by the id of the transaction, of writers. */
  private final Map<Long, Integer> places = new HashMap<>();

  private final Map<Integer, Integer> placesOfWriters = new HashMap<>();

  /** Places in the chain of deletions. */
  private final List<Integer> deletions = new ArrayList<>();

  /** The versions without a timestamp, by writer. */
  private final Map<Integer, Write> loose = new HashMap<>();

  /** Versions next to a value, of which one of the two has no timestamp. */
  private final Map<Long, List<Write>> followers = new HashMap<>();

  private boolean looseDeletions;

  RegisterInference(History history, Findings findings, DependencyGraph graph) {
    this.rules = new ReadRules(history, findings);
    this.graph = graph;
  }

  void infer(KeyRecord key) {
    record = key;
    orderStamped();
    followReads();
    Map<Long, HistoryTransaction> updaters = new HashMap<>();
    int[] seen = new int[record.reads.size()];
    for (int i = 0; i < seen.length; i++) {
      seen[i] = addRead(record.reads.get(i), updaters);
    }
    findVanished(seen);
  }

  private void orderStamped() {
    chain.clear();
    places.clear();
    placesOfWriters.clear();
    deletions.clear();
    loose.clear();
    followers.clear();
    looseDeletions = false;
    for (Write write : record.installed) {
      if (!write.writer().committed()) {
        continue;
      }
      if (write.writer().stamped()) {
        chain.add(write);
      } else {
        loose.put(write.writer().id(), write);
        looseDeletions |= write.value() == Names.ABSENT;
      }
    }
    chain.sort(Comparator.comparingLong(write -> write.writer().timestamp()));
    for (int place = 0; place < chain.size(); place++) {
      Write write = chain.get(place);
      placesOfWriters.put(write.writer().id(), place);
      if (write.value() == Names.ABSENT) {
        deletions.add(place);
      } else {
        places.put(write.value(), place);
      }
      if (place > 0) {
        Write last = chain.get(place - 1);
        link(last, write);
        if (last.writer().timestamp() == write.writer().timestamp()) {
          rules.contradicts(record, last.writer(), write.writer());
        }
      }
    }
  }

  private void link(Write earlier, Write later) {
    graph.add(
        earlier.writer().id(),
        later.writer().id(),
        DependencyGraph.WW,
        record.key,
        earlier.value(),
        later.value());
  }

  /** Orders versions without a timestamp by what their neighbours had read. */
  private void followReads() {
    if (loose.isEmpty()) {
      return;
    }
    Set<Integer> followed = new HashSet<>();
    for (Read read : record.reads) {
      Write next = installedBy(read.reader());
      Write last = read.value() == Names.ABSENT ? null : record.writes.get(read.value());
      if (next == null || last == null || !last.last() || !last.writer().committed()) {
        continue;
      }
      if (loose.containsKey(next.writer().id()) || loose.containsKey(last.writer().id())) {
        followers.computeIfAbsent(read.value(), value -> new ArrayList<>()).add(next);
        followed.add(next.writer().id());
        link(last, next);
      }
    }
    // Nothing is known to come before the others but the null at the beginning.
    for (Write write : loose.values()) {
      if (!followed.contains(write.writer().id())) {
        followers.computeIfAbsent(Names.ABSENT, value -> new ArrayList<>()).add(write);
      }
    }
  }

  private Write installedBy(HistoryTransaction writer) {
    Integer place = placesOfWriters.get(writer.id());
    return place == null ? loose.get(writer.id()) : chain.get(place);
  }

  /** The place in the chain that was read, the last of those that it may have been. */
  private int addRead(Read read, Map<Long, HistoryTransaction> updaters) {
    HistoryTransaction reader = read.reader();
    long value = read.value();
    int place;
    if (value == Names.ABSENT) {
      if (looseDeletions) {
        return UNKNOWN;
      }
      place = newestNull(reader);
    } else {
      HistoryTransaction writer = rules.writerOf(record, value, reader, true);
      if (writer == null || !writer.committed()) {
        return UNKNOWN;
      }
      graph.add(writer.id(), reader.id(), DependencyGraph.WR, record.key, value, value);
      place = places.getOrDefault(value, UNKNOWN);
    }
    boolean writes = installedBy(reader) != null;
    if (place != UNKNOWN && place + 1 < chain.size()) {
      overwritten(reader, writes, value, chain.get(place + 1));
    }
    for (Write next : followers.getOrDefault(value, List.of())) {
      overwritten(reader, writes, value, next);
    }
    if (writes) {
      findLostUpdate(reader, value, place, updaters);
    }
    return place;
  }

  /** The newest null that the reader may have met. */
  private int newestNull(HistoryTransaction reader) {
    for (int i = deletions.size() - 1; i >= 0; i--) {
      HistoryTransaction deleter = chain.get(deletions.get(i)).writer();
      boolean later = reader.stamped() && deleter.timestamp() > reader.timestamp();
      if (deleter != reader && !later && !reader.before(deleter)) {
        return deletions.get(i);
      }
    }
    return FIRST_NULL;
  }

  private void overwritten(HistoryTransaction reader, boolean writes, long value, Write next) {
    int kind = value == Names.ABSENT ? DependencyGraph.PREDICATE_RW : DependencyGraph.RW;
    if (writes) {
      kind = DependencyGraph.LOST_RW;
    }
    graph.add(reader.id(), next.writer().id(), kind, record.key, value, next.value());
  }

  private void findLostUpdate(
      HistoryTransaction reader, long value, int place, Map<Long, HistoryTransaction> updaters) {
    Integer own = placesOfWriters.get(reader.id());
    if (own != null && place != UNKNOWN) {
      if (own > place + 1) {
        rules.lostUpdate(record, reader, chain.get(place + 1).writer());
      }
      return;
    }
    if (value != Names.ABSENT || deletions.isEmpty()) {
      HistoryTransaction first = updaters.putIfAbsent(value, reader);
      if (first != null && first != reader) {
        rules.lostUpdate(record, reader, first);
      }
    }
  }

  /**
   * Acknowledged writes after which no read, of those that began later, shows anything that new.
   *
   * @param seen the places that the reads showed
   */
  private void findVanished(int[] seen) {
    List<Integer> byInvocation = new ArrayList<>(seen.length);
    for (int i = 0; i < seen.length; i++) {
      byInvocation.add(i);
    }
    byInvocation.sort(Comparator.comparingInt(i -> record.reads.get(i).reader().invoked()));
    int[] newest = new int[seen.length];
    int best = Integer.MIN_VALUE;
    for (int i = seen.length - 1; i >= 0; i--) {
      int place = seen[byInvocation.get(i)];
      best = Math.max(best, place == UNKNOWN ? Integer.MAX_VALUE : place);
      newest[i] = best;
    }
    for (int place = 0; place < chain.size(); place++) {
      Write write = chain.get(place);
      int first = firstAfter(byInvocation, write.writer());
      if (write.writer().ok() && first < newest.length && newest[first] < place) {
        HistoryTransaction proof = record.reads.get(byInvocation.get(first)).reader();
        rules.vanished(record, write.writer(), write.value(), proof);
      }
    }
  }

  private int firstAfter(List<Integer> byInvocation, HistoryTransaction writer) {
    int low = 0;
    int high = byInvocation.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (writer.before(record.reads.get(byInvocation.get(middle)).reader())) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
