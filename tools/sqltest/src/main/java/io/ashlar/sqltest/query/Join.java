package io.ashlar.sqltest.query;

import java.util.Map;
import java.util.Set;

/**
 * One of the tables of a query.
 *
 * @param how it is joined with those before it; of no meaning for the first
 * @param table the name of a table, or of a query in front of all; null where a query stands
 * @param query whose rows are taken; null where a table stands
 * @param alias its name in the query
 * @param on the condition; null for the first, and for a cross join
 */
public record Join(How how, String table, Select query, String alias, Term on) {

  /** How rows are put together. */
  public enum How {
    /** All pairs. */
    CROSS(" cross join ", null),

    /** Pairs that meet the condition. */
    INNER(" join ", null),

    /** Those, and rows on the left that are in no pair. */
    LEFT(" left join ", null),

    /** Those, and rows on the right that are in no pair. */
    RIGHT(" right join ", Feature.RIGHT_JOIN),

    /** Those, and rows on both sides that are in no pair. */
    FULL(" full join ", Feature.FULL_JOIN);

    private final String words;
    private final Feature feature;

    How(String words, Feature feature) {
      this.words = words;
      this.feature = feature;
    }

    /**
     * What it asks of an engine.
     *
     * @return null for nothing that some lack
     */
    public Feature feature() {
      return feature;
    }
  }

  void write(StringBuilder text, Engine engine, boolean first) {
    if (!first) {
      text.append(how.words);
    }
    if (table == null) {
      text.append('(');
      query.write(text, engine);
      text.append(')');
    } else {
      text.append(table);
    }
    text.append(" as ").append(alias);
    if (!first && on != null) {
      text.append(" on ");
      on.write(text, engine);
    }
  }

  void collect(Set<Feature> features) {
    if (how.feature != null) {
      features.add(how.feature);
    }
    if (query != null) {
      query.collect(features);
    }
    if (query != null && table != null) {
      features.add(Feature.NAMED_QUERY);
    }
    if (on != null) {
      on.collect(features);
    }
  }

  void named(Map<String, Select> all) {
    if (query != null) {
      query.named(all);
    }
    if (query != null && table != null) {
      all.putIfAbsent(table, query);
    }
    if (on != null) {
      on.named(all);
    }
  }

  Join with(Select other) {
    return new Join(how, table, other, alias, on);
  }

  Join with(Term condition) {
    return new Join(how, table, query, alias, condition);
  }

  Join with(How other) {
    return new Join(other, table, query, alias, on);
  }
}
