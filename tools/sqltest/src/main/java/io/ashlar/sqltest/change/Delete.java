package io.ashlar.sqltest.change;

import io.ashlar.sqltest.query.Engine;
import io.ashlar.sqltest.query.Feature;
import io.ashlar.sqltest.query.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * DELETE. By the rows of another table it is MERGE in H2, and a condition in SQLite.
 *
 * @param table the table
 * @param origin the other rows; null for none
 * @param condition which rows are deleted; null for all
 * @param returned what is given back
 */
public record Delete(String table, Origin origin, Term condition, List<Term> returned)
    implements Change {

  @Override
  public String body(Engine engine) {
    if (origin == null) {
      return "delete from " + table + Change.condition(" where ", condition, engine);
    }
    String rows = origin.rows(engine);
    String match = origin.match().text(engine) + Change.condition(" and ", condition, engine);
    return switch (engine) {
      case H2 ->
          "merge into " + table + " using " + rows + " on (" + match + ") when matched then delete";
      case SQLITE ->
          "delete from " + table + " where exists (select 1 from " + rows + " where " + match + ")";
      default -> "delete from " + table + " using " + rows + " where " + match;
    };
  }

  @Override
  public String version() {
    return "old";
  }

  @Override
  public void collect(Set<Feature> features) {
    if (origin != null) {
      origin.collect(features);
    }
    if (condition != null) {
      condition.collect(features);
    }
  }

  @Override
  public List<Delete> simpler() {
    List<Delete> all = new ArrayList<>();
    Change.simpler(returned, some -> new Delete(table, origin, condition, some), all);
    Change.simpler(condition, some -> new Delete(table, origin, some, returned), all);
    if (origin != null) {
      all.add(new Delete(table, null, condition, returned));
      origin.simpler(some -> new Delete(table, some, condition, returned), all);
    }
    return all;
  }
}
