package io.ashlar.sqltest.change;

import io.ashlar.sqltest.query.Engine;
import io.ashlar.sqltest.query.Feature;
import io.ashlar.sqltest.query.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * MERGE.
 *
 * @param table the table
 * @param origin the other rows
 * @param branches what becomes of rows, in the order in which they are asked
 * @param returned what is given back; nothing where rows are deleted
 */
public record Merge(String table, Origin origin, List<When> branches, List<Term> returned)
    implements Change {

  @Override
  public String body(Engine engine) {
    return "merge into "
        + table
        + " using "
        + origin.rows(engine)
        + " on ("
        + origin.match().text(engine)
        + ")"
        + branches.stream().map(each -> each.text(engine)).collect(Collectors.joining());
  }

  @Override
  public String version() {
    return "final";
  }

  @Override
  public void collect(Set<Feature> features) {
    features.add(Feature.MERGE);
    origin.collect(features);
    for (When branch : branches) {
      if (branch.side() == When.Side.NOT_MATCHED_BY_SOURCE
          || branch.action() == When.Action.NOTHING) {
        features.add(Feature.MERGE_BY_SOURCE);
      }
      if (branch.condition() != null) {
        branch.condition().collect(features);
      }
      branch.settings().forEach(each -> each.value().collect(features));
    }
  }

  @Override
  public List<Merge> simpler() {
    List<Merge> all = new ArrayList<>();
    Change.simpler(returned, some -> new Merge(table, origin, branches, some), all);
    for (int i = 0; i < branches.size(); i++) {
      List<When> fewer = new ArrayList<>(branches);
      When branch = fewer.remove(i);
      if (!fewer.isEmpty()) {
        all.add(new Merge(table, origin, fewer, returned));
      }
      for (When each : branch.simpler()) {
        List<When> changed = new ArrayList<>(branches);
        changed.set(i, each);
        all.add(new Merge(table, origin, changed, returned));
      }
    }
    origin.simpler(some -> new Merge(table, some, branches, returned), all);
    return all;
  }
}
