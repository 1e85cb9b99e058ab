package io.ashlar.sqltest.change;

import io.ashlar.sqltest.query.Engine;
import io.ashlar.sqltest.query.Feature;
import io.ashlar.sqltest.query.Select;
import io.ashlar.sqltest.query.Term;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The rows that a table is changed by.
 *
 * @param query gives them
 * @param alias their name
 * @param match which of them belongs to a row of the table
 */
public record Origin(Select query, String alias, Term match) {

  String rows(Engine engine) {
    return "(" + query.text(engine) + ") as " + alias;
  }

  void collect(Set<Feature> features) {
    features.add(Feature.CHANGE_BY_TABLE);
    query.collect(features);
    match.collect(features);
  }

  <T> void simpler(Function<Origin, T> with, List<T> all) {
    query.simpler().forEach(each -> all.add(with.apply(new Origin(each, alias, match))));
    match.simpler().forEach(each -> all.add(with.apply(new Origin(query, alias, each))));
  }
}
