package io.ashlar.sqltest.oracle;

import io.ashlar.sqltest.query.Engine;
import io.ashlar.sqltest.query.Select;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A query that peers answer as well.
 *
 * @param query the query
 * @param peers who is asked
 */
record PeerTrial(Select query, Set<Engine> peers) implements Trial {

  /** A trial with all who can judge the query. */
  static PeerTrial of(Select query, Set<Engine> engines) {
    return new PeerTrial(query, Explained.judges(engines, query.features()));
  }

  @Override
  public Finding judge(Bench bench, Tally tally) {
    Answer ours = bench.ask(Engine.ASHLAR, query);
    for (Engine peer : peers) {
      Finding finding = compare(peer, ours, bench.ask(peer, query), tally);
      if (finding != null) {
        return finding;
      }
    }
    return alone(ours, peers, tally);
  }

  /** What is wrong with an answer that nobody can judge. */
  static Finding alone(Answer ours, Set<Engine> peers, Tally tally) {
    if (!peers.isEmpty()) {
      return null;
    }
    tally.count("no peer can judge");
    return ours.isFailure() && !ours.isBadValue() && !ours.isBadRow() ? refused(ours) : null;
  }

  /** What of two answers is wrong with ours. */
  static Finding compare(Engine peer, Answer ours, Answer theirs, Tally tally) {
    String name = peer.name().toLowerCase(Locale.ROOT);
    if (ours.isFailure() && !ours.isBadValue()) {
      if (theirs.isFailure()) {
        tally.count("refused here and by " + name);
        return null;
      }
      return refused(ours);
    }
    if (theirs.isFailure()) {
      tally.count("failed in " + name + (ours.isFailure() ? " and here" : " alone"));
      return null;
    }
    if (ours.isFailure()) {
      tally.count("a value failed here, not in " + name);
      return null;
    }
    tally.count("compared with " + name);
    return ours.rows().equals(theirs.rows())
        ? null
        : new Finding(
            "rows differ from " + name,
            "ours " + ours.shown() + "; " + name + " " + theirs.shown());
  }

  private static Finding refused(Answer ours) {
    return new Finding("error " + ours.state(), ours.shown());
  }

  @Override
  public List<PeerTrial> simpler() {
    List<PeerTrial> simpler = new ArrayList<>();
    query.narrower().forEach(each -> simpler.add(new PeerTrial(each, peers)));
    query.simpler().forEach(each -> simpler.add(new PeerTrial(each, peers)));
    return simpler;
  }

  @Override
  public List<String> statements() {
    return List.of(query.text(Engine.ASHLAR));
  }
}
