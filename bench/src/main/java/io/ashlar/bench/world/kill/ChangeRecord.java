package io.ashlar.bench.world.kill;

import io.ashlar.Database;
import io.ashlar.torture.Problems;
import io.ashlar.transaction.ReadTransaction;
import java.util.ArrayList;
import java.util.List;

/**
 * What sessions were told, kept outside of the store, round after round, and how a reopened store
 * is judged by it. For any number of threads.
 *
 * <p>A session makes one change at a time and is told of it before the next. So a player's row is
 * at the last change that was told, or one further; at the one that was told, it is just as was
 * told; and the ledger has a line for each purchase that was ever told.
 */
final class ChangeRecord {

  private final Problems problems;

  /** By player; guarded by this object. */
  private final List<Change> newest = new ArrayList<>();

  private final List<Change> trades = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private long told;
  private long toldInRound;
  private long untold;

  /** Of a world that was just made. */
  ChangeRecord(List<Change> players, Problems problems) {
    newest.addAll(players);
    this.problems = problems;
  }

  /** A line of the child. */
  synchronized void note(String line) {
    if (!Change.isLine(line)) {
      remarks.add(line);
      return;
    }
    Change change = Change.ofLine(line);
    Change before = newest.set((int) change.player(), change);
    if (before.acts() + 1 != change.acts()) {
      problems.add(
          "player %d skipped from change %s to %s".formatted(change.player(), before, change));
    }
    if (change.trade()) {
      trades.add(change);
    }
    told++;
    toldInRound++;
  }

  synchronized void beginRound() {
    toldInRound = 0;
    remarks.clear();
  }

  synchronized long toldInRound() {
    return toldInRound;
  }

  synchronized long told() {
    return told;
  }

  synchronized long trades() {
    return trades.size();
  }

  /** Changes that were found although nobody had been told of them. */
  synchronized long untold() {
    return untold;
  }

  /** What the child said beside changes. */
  synchronized List<String> remarks() {
    return List.copyOf(remarks);
  }

  /** Compares the reopened store, and takes over what is there though it was not told. */
  synchronized void judge(Database database) {
    PlayerRows rows = new PlayerRows(database);
    List<Change> found = rows.all();
    if (found.size() != newest.size()) {
      problems.add("players: expected %d, found %d".formatted(newest.size(), found.size()));
      return;
    }
    for (int player = 0; player < found.size(); player++) {
      judge(newest.get(player), found.get(player));
    }
    newest.clear();
    newest.addAll(found);
    try (ReadTransaction view = database.beginRead()) {
      for (Change trade : trades) {
        if (!rows.traded(view, trade.player(), trade.acts())) {
          problems.add("a purchase is lost: %s".formatted(trade));
        }
      }
    }
  }

  private void judge(Change expected, Change found) {
    if (found.acts() == expected.acts()) {
      if (!found.standsAs(expected)) {
        problems.add("told %s, found %s".formatted(expected, found));
      }
    } else if (found.acts() == expected.acts() + 1) {
      untold++;
      if (found.trade()) {
        trades.add(found);
      }
    } else {
      problems.add("told %s, found %s".formatted(expected, found));
    }
  }
}
