package io.ashlar.sqltest.oracle;

import io.ashlar.sqltest.query.Engine;
import io.ashlar.sqltest.random.RandomTable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Makes a failing trial and its tables small, as long as the same is wrong. */
final class Shrinker {

  private static final int MAX_TRIES = 3_000;

  private final Bench bench;
  private final Finding finding;
  private final Tally nowhere = new Tally();
  private int tries;

  Shrinker(Bench bench, Finding finding) {
    this.bench = bench;
    this.finding = finding;
  }

  /** The smallest trial that was found; its tables are in the bench. */
  Trial shrink(Trial trial) throws SQLException {
    Trial smaller = smallest(trial);
    List<RandomTable> tables = rowsOut(smaller, bench.tables());
    bench.load(tables);
    return smallest(smaller);
  }

  private Trial smallest(Trial trial) throws SQLException {
    Trial current = trial;
    boolean better = true;
    while (better && tries < MAX_TRIES) {
      better = false;
      int length = length(current);
      for (Trial each : current.simpler()) {
        if (length(each) < length && fails(each)) {
          current = each;
          better = true;
          break;
        }
      }
    }
    return current;
  }

  private static int length(Trial trial) {
    return trial.statements().stream().mapToInt(String::length).sum();
  }

  private boolean fails(Trial trial) throws SQLException {
    tries++;
    Finding found = trial.judge(bench, nowhere);
    return found != null && found.kind().equals(finding.kind());
  }

  private List<RandomTable> rowsOut(Trial trial, List<RandomTable> tables) throws SQLException {
    List<RandomTable> current = tables;
    for (int place = 0; place < tables.size(); place++) {
      for (int span = current.get(place).rows().size(); span >= 1; span /= 2) {
        for (int from = 0; from + span <= current.get(place).rows().size(); ) {
          List<RandomTable> fewer =
              with(current, place, current.get(place).without(from, from + span));
          if (failsWith(trial, fewer)) {
            current = fewer;
          } else {
            from += span;
          }
        }
      }
      current = smallestView(trial, current, place);
      for (int index = current.get(place).indexes().size() - 1; index >= 0; index--) {
        List<RandomTable> fewer = with(current, place, current.get(place).withoutIndex(index));
        if (failsWith(trial, fewer)) {
          current = fewer;
        }
      }
    }
    return current;
  }

  private List<RandomTable> smallestView(Trial trial, List<RandomTable> tables, int place)
      throws SQLException {
    List<RandomTable> current = tables;
    boolean better = true;
    while (better && tries < MAX_TRIES) {
      better = false;
      int length = length(current.get(place));
      for (RandomTable each : current.get(place).simpler()) {
        List<RandomTable> changed = with(current, place, each);
        if (length(each) < length && canFailWith(trial, changed)) {
          current = changed;
          better = true;
          break;
        }
      }
    }
    return current;
  }

  private static int length(RandomTable table) {
    return table.statements(Engine.ASHLAR).stream().mapToInt(String::length).sum();
  }

  /** Not each view that is simpler is one that engines take. */
  private boolean canFailWith(Trial trial, List<RandomTable> tables) {
    try {
      return failsWith(trial, tables);
    } catch (SQLException e) {
      return false;
    }
  }

  private boolean failsWith(Trial trial, List<RandomTable> tables) throws SQLException {
    bench.load(tables);
    return fails(trial);
  }

  private static List<RandomTable> with(List<RandomTable> tables, int place, RandomTable table) {
    List<RandomTable> changed = new ArrayList<>(tables);
    changed.set(place, table);
    return changed;
  }
}
