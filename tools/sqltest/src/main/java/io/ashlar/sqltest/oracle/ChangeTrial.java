package io.ashlar.sqltest.oracle;

import io.ashlar.sqltest.change.Change;
import io.ashlar.sqltest.query.Engine;
import io.ashlar.sqltest.random.RandomTable;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * A change of a table that peers carry out as well, within a transaction that is rolled back: the
 * same number of rows is changed, or the same rows are given back, and the table is the same behind
 * it.
 *
 * @param change the change
 * @param table the table
 * @param peers who is asked
 */
record ChangeTrial(Change change, RandomTable table, Set<Engine> peers) implements Trial {

  /** A trial with all who can judge the change. */
  static ChangeTrial of(Change change, RandomTable table, Set<Engine> engines) {
    return new ChangeTrial(change, table, Explained.judges(engines, change.features()));
  }

  @Override
  public Finding judge(Bench bench, Tally tally) throws SQLException {
    Answer ours = bench.change(Engine.ASHLAR, change, table);
    for (Engine peer : peers) {
      Answer theirs = bench.change(peer, change, table);
      Finding finding = PeerTrial.compare(peer, ours, theirs, tally);
      if (finding != null) {
        return finding;
      }
    }
    return PeerTrial.alone(ours, peers, tally);
  }

  @Override
  public List<ChangeTrial> simpler() {
    return change.simpler().stream().map(each -> new ChangeTrial(each, table, peers)).toList();
  }

  @Override
  public List<String> statements() {
    return List.of(change.text(Engine.ASHLAR), "select * from " + table.name());
  }
}
