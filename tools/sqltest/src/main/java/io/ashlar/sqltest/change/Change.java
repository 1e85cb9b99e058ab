package io.ashlar.sqltest.change;

import io.ashlar.sqltest.query.Engine;
import io.ashlar.sqltest.query.Feature;
import io.ashlar.sqltest.query.Term;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** A statement that changes one table. */
public sealed interface Change permits Update, Delete, Insert, Merge {

  /**
   * The table.
   *
   * @return its name
   */
  String table();

  /**
   * What is given back of each changed row.
   *
   * @return values over the columns of the table; empty for nothing
   */
  List<Term> returned();

  /**
   * The statement without what is given back.
   *
   * @param engine whose dialect to write
   * @return the text
   */
  String body(Engine engine);

  /**
   * What H2 calls the rows that are given back.
   *
   * @return {@code old} or {@code final}
   */
  String version();

  /**
   * Adds what the parts of the statement ask of an engine.
   *
   * @param features to add to
   */
  void collect(Set<Feature> features);

  /**
   * Statements that are simpler, those that lack most first. Not each is one that an engine takes.
   *
   * @return new statements
   */
  List<? extends Change> simpler();

  /**
   * The statement.
   *
   * @param engine whose dialect to write
   * @return the text
   */
  default String text(Engine engine) {
    if (returned().isEmpty()) {
      return body(engine);
    }
    StringBuilder items = new StringBuilder();
    for (int i = 0; i < returned().size(); i++) {
      items.append(i == 0 ? "" : ", ").append(returned().get(i).text(engine)).append(" as x" + i);
    }
    return engine == Engine.H2
        ? "select " + items + " from " + version() + " table (" + body(engine) + ")"
        : body(engine) + " returning " + items;
  }

  /**
   * What the statement asks of an engine.
   *
   * @return a new set
   */
  default Set<Feature> features() {
    Set<Feature> features = EnumSet.noneOf(Feature.class);
    collect(features);
    returned().forEach(each -> each.collect(features));
    if (!returned().isEmpty()) {
      features.add(Feature.RETURNING);
    }
    return features;
  }

  /**
   * A condition behind a word.
   *
   * @param word what stands before it
   * @param term the condition; null for none
   * @param engine whose dialect to write
   * @return the text, empty where there is no condition
   */
  static String condition(String word, Term term, Engine engine) {
    return term == null ? "" : word + term.text(engine);
  }

  /**
   * Adds what comes of simpler terms in place of one.
   *
   * @param term the term; null for none, of which nothing is simpler
   * @param with makes a statement with another term
   * @param all receives the statements
   * @param <T> what they are
   */
  static <T> void simpler(Term term, Function<Term, T> with, List<T> all) {
    if (term != null) {
      all.add(with.apply(null));
      term.simpler().forEach(each -> all.add(with.apply(each)));
    }
  }

  /**
   * Adds what comes of fewer and simpler terms in place of some.
   *
   * @param terms the terms
   * @param with makes a statement with other terms
   * @param all receives the statements
   * @param <T> what they are
   */
  static <T> void simpler(List<Term> terms, Function<List<Term>, T> with, List<T> all) {
    for (int i = 0; i < terms.size(); i++) {
      List<Term> fewer = new ArrayList<>(terms);
      fewer.remove(i);
      all.add(with.apply(fewer));
      for (Term each : terms.get(i).simpler()) {
        List<Term> changed = new ArrayList<>(terms);
        changed.set(i, each);
        all.add(with.apply(changed));
      }
    }
  }
}
