package io.ashlar.sqltest.change;

import io.ashlar.sqltest.query.Engine;
import io.ashlar.sqltest.query.Feature;
import io.ashlar.sqltest.query.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * UPDATE. By the rows of another table it is MERGE in H2.
 *
 * @param table the table
 * @param settings what is set
 * @param origin the other rows; null for none
 * @param condition which rows are changed; null for all
 * @param returned what is given back
 */
public record Update(
    String table, List<Setting> settings, Origin origin, Term condition, List<Term> returned)
    implements Change {

  @Override
  public String body(Engine engine) {
    String set = " set " + Setting.text(settings, engine);
    if (origin == null) {
      return "update " + table + set + Change.condition(" where ", condition, engine);
    }
    return engine == Engine.H2
        ? "merge into "
            + table
            + " using "
            + origin.rows(engine)
            + " on ("
            + origin.match().text(engine)
            + Change.condition(" and ", condition, engine)
            + ") when matched then update"
            + set
        : "update "
            + table
            + set
            + " from "
            + origin.rows(engine)
            + " where "
            + origin.match().text(engine)
            + Change.condition(" and ", condition, engine);
  }

  @Override
  public String version() {
    return "final";
  }

  @Override
  public void collect(Set<Feature> features) {
    settings.forEach(each -> each.value().collect(features));
    if (origin != null) {
      origin.collect(features);
    }
    if (condition != null) {
      condition.collect(features);
    }
  }

  @Override
  public List<Update> simpler() {
    List<Update> all = new ArrayList<>();
    Change.simpler(returned, some -> new Update(table, settings, origin, condition, some), all);
    Change.simpler(condition, some -> new Update(table, settings, origin, some, returned), all);
    if (origin != null) {
      all.add(new Update(table, settings, null, condition, returned));
      origin.simpler(some -> new Update(table, settings, some, condition, returned), all);
    }
    Setting.simpler(settings, some -> new Update(table, some, origin, condition, returned), all);
    return all;
  }
}
