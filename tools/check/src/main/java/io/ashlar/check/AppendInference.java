package io.ashlar.check;

import io.ashlar.check.KeyRecord.Read;
import io.ashlar.check.KeyRecord.Write;
import io.ashlar.check.history.History;
import io.ashlar.check.history.HistoryTransaction;
import io.ashlar.check.history.Names;
import io.ashlar.check.history.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The versions of a list. A read shows the whole order up to its version, so the longest one shows
 * the order of all versions that were read, and every other must be the beginning of it. Elements
 * that nobody read come behind, in the order of their commit timestamps where there are any. What a
 * transaction read of its own elements counts for the order too: it has committed, and them with
 * it.
 */
final class AppendInference {

  private final History history;
  private final Findings findings;
  private final ReadRules rules;
  private final DependencyGraph graph;

  private KeyRecord record;

  /**
   * The longest read, its reader's own elements included, and who wrote each element; null for one
   * that did not commit.
   */
  private long[] elements;

  private int length;
  private HistoryTransaction[] writers;

  /** The acknowledged writes that no read shows, in the order that is known of them. */
  private List<Write> unseen;

  private boolean unseenOrdered;

  AppendInference(History history, Findings findings, DependencyGraph graph) {
    this.history = history;
    this.findings = findings;
    this.rules = new ReadRules(history, findings);
    this.graph = graph;
  }

  void infer(KeyRecord key) {
    record = key;
    Read longest = longest();
    elements = longest == null ? new long[0] : longest.list();
    length = elements.length;
    writers = new HistoryTransaction[length];
    for (int place = 0; place < length; place++) {
      writers[place] =
          rules.writerOf(record, elements[place], longest.reader(), place == length - 1);
    }
    findDuplicates(longest);
    findUnseen();
    orderWrites();
    Map<Integer, HistoryTransaction> updaters = new HashMap<>();
    for (Read read : record.reads) {
      if (agrees(read, longest)) {
        addRead(read, updaters);
      }
    }
  }

  private Read longest() {
    Read longest = null;
    for (Read read : record.reads) {
      if (longest == null || read.list().length > longest.list().length) {
        longest = read;
      }
    }
    return longest;
  }

  private void findDuplicates(Read longest) {
    Set<Long> seen = new HashSet<>();
    for (int place = 0; place < length; place++) {
      if (!seen.add(elements[place])) {
        findings.add(
            Anomaly.DUPLICATE_ELEMENT,
            history.names().valueName(elements[place])
                + " is there twice in "
                + history.names().keyName(record.key),
            longest.reader().id());
      }
    }
  }

  private boolean agrees(Read read, Read longest) {
    for (int place = 0; place < read.list().length; place++) {
      if (read.list()[place] != elements[place]) {
        findings.add(
            Anomaly.INCOMPATIBLE_ORDER,
            "of "
                + history.names().keyName(record.key)
                + " T"
                + read.reader().id()
                + " read "
                + history.list(read.list(), read.list().length)
                + " and T"
                + longest.reader().id()
                + " read "
                + history.list(elements, length),
            read.reader().id(),
            longest.reader().id());
        return false;
      }
    }
    return true;
  }

  private void findUnseen() {
    Set<Long> seen = new HashSet<>();
    for (int place = 0; place < length; place++) {
      seen.add(elements[place]);
    }
    HistoryTransaction newestStamped = null;
    HistoryTransaction lastInvoked = null;
    for (HistoryTransaction each : writers) {
      if (each != null && each.stamped()) {
        newestStamped =
            newestStamped == null || each.timestamp() > newestStamped.timestamp()
                ? each
                : newestStamped;
      }
      lastInvoked = later(lastInvoked, each);
    }
    for (Read read : record.reads) {
      lastInvoked = later(lastInvoked, read.reader());
    }
    unseen = new ArrayList<>();
    unseenOrdered = true;
    for (Write write : record.writes.values()) {
      HistoryTransaction writer = write.writer();
      if (!writer.ok() || seen.contains(write.value())) {
        continue;
      }
      if (lastInvoked != null && writer.before(lastInvoked)) {
        rules.vanished(record, writer, write.value(), lastInvoked);
      } else if (newestStamped != null
          && writer.stamped()
          && writer.timestamp() < newestStamped.timestamp()) {
        rules.vanished(record, writer, write.value(), newestStamped);
      } else if (write.last()) {
        unseen.add(write);
        unseenOrdered &= writer.stamped();
      }
    }
    unseen.sort(Comparator.comparingLong(write -> write.writer().timestamp()));
  }

  private static HistoryTransaction later(HistoryTransaction one, HistoryTransaction other) {
    return one == null || (other != null && other.invoked() > one.invoked()) ? other : one;
  }

  private void orderWrites() {
    HistoryTransaction last = null;
    long lastValue = Names.ABSENT;
    for (int place = 0; place < length; place++) {
      if (writers[place] != null) {
        if (last == writers[place] && step(lastValue) > step(elements[place])) {
          rules.swapped(record, last);
        }
        follow(last, lastValue, writers[place], elements[place]);
        last = writers[place];
        lastValue = elements[place];
      }
    }
    for (Write write : unseen) {
      follow(last, lastValue, write.writer(), write.value());
      if (unseenOrdered) {
        last = write.writer();
        lastValue = write.value();
      }
    }
  }

  private int step(long value) {
    return record.writes.get(value).step();
  }

  private void follow(
      HistoryTransaction last, long lastValue, HistoryTransaction next, long value) {
    if (last == null || last == next) {
      return;
    }
    graph.add(last.id(), next.id(), DependencyGraph.WW, record.key, lastValue, value);
    if (last.stamped() && next.stamped() && last.timestamp() >= next.timestamp()) {
      rules.contradicts(record, last, next);
    }
  }

  private void addRead(Read read, Map<Integer, HistoryTransaction> updaters) {
    HistoryTransaction reader = read.reader();
    long newest = read.length() == 0 ? Names.ABSENT : read.list()[read.length() - 1];
    if (read.length() > 0) {
      HistoryTransaction writer = rules.writerOf(record, newest, reader, true);
      if (writer != null && writer.committed()) {
        graph.add(writer.id(), reader.id(), DependencyGraph.WR, record.key, newest, newest);
      }
    }
    boolean writes = writes(reader);
    if (writes) {
      HistoryTransaction first = updaters.putIfAbsent(read.length(), reader);
      boolean known = nextSeen(read.length()) < length || unseenOrdered;
      if (first != null && first != reader && !known) {
        rules.lostUpdate(record, reader, first);
      }
    }
    int next = nextSeen(read.length());
    if (next < length) {
      overwritten(reader, writes, newest, writers[next], elements[next]);
      if (writes && writers[next] != reader) {
        rules.lostUpdate(record, reader, writers[next]);
      }
      return;
    }
    if (writes && unseenOrdered && !unseen.isEmpty() && unseen.get(0).writer() != reader) {
      rules.lostUpdate(record, reader, unseen.get(0).writer());
    }
    for (Write write : unseen) {
      overwritten(reader, writes, newest, write.writer(), write.value());
      if (unseenOrdered) {
        return;
      }
    }
  }

  /** The first place from {@code place} on whose writer committed. */
  private int nextSeen(int place) {
    int next = place;
    while (next < length && writers[next] == null) {
      next++;
    }
    return next;
  }

  private void overwritten(
      HistoryTransaction reader, boolean writes, long read, HistoryTransaction next, long value) {
    int kind = writes ? DependencyGraph.LOST_RW : DependencyGraph.RW;
    graph.add(reader.id(), next.id(), kind, record.key, read, value);
  }

  private boolean writes(HistoryTransaction reader) {
    for (Operation step : reader.operations()) {
      if (step.key() == record.key && !step.isRead()) {
        return true;
      }
    }
    return false;
  }
}
