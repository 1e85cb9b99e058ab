package io.ashlar.sqltest.query;

import java.util.Map;
import java.util.Set;

/** A part of a query that is written on its own. */
public sealed interface Fragment permits Term, Select, Fragment.Word, Fragment.Wording {

  /**
   * Appends the part.
   *
   * @param text what stands before it
   * @param engine whose dialect to write
   */
  void write(StringBuilder text, Engine engine);

  /**
   * Adds what the part asks of an engine.
   *
   * @param features to add to
   */
  default void collect(Set<Feature> features) {}

  /**
   * Adds the queries within the part that are to be given a name in front of all.
   *
   * @param all the queries by their names, those first that others need
   */
  default void named(Map<String, Select> all) {}

  /**
   * Characters that are the same for all.
   *
   * @param text the characters
   */
  record Word(String text) implements Fragment {
    @Override
    public void write(StringBuilder out, Engine engine) {
      out.append(text);
    }
  }

  /**
   * Characters that differ by engine.
   *
   * @param ashlar for us
   * @param h2 for H2
   * @param sqlite for SQLite
   * @param duckdb for DuckDB
   */
  record Wording(String ashlar, String h2, String sqlite, String duckdb) implements Fragment {
    @Override
    public void write(StringBuilder out, Engine engine) {
      out.append(
          switch (engine) {
            case ASHLAR -> ashlar;
            case H2 -> h2;
            case SQLITE -> sqlite;
            case DUCKDB -> duckdb;
          });
    }
  }
}
