package io.ashlar.bench.reads.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is measured. */
public enum ReadCase {

  /** All spans are written, in transactions of 1,000 that are not synced. */
  INSERT("rows loaded, 1,000 a transaction, not synced", 0),

  /** A process opens the store and reads its first spans by their ids. */
  COLD_START("the first 1,000 point reads of a process", 0),

  /** One span by its id. */
  POINT("a row by its primary key", 50),

  /** A span that is not there, by an id between two others. */
  ABSENT("a primary key that is not there", 20),

  /** All spans of a trace, in the order of their ids. */
  TRACE("all rows of a trace, by an index", 30),

  /** The newest spans of a service in a time window, newest first. */
  NEWEST("the newest 100 rows of a service in a window, by an index", 20),

  /** Spans by their ids, in order. */
  RANGE("100 rows by the primary key, in order", 10),

  /** How many spans took longer than a time, and their sum. */
  SCAN("a full scan with a filter and a sum", 2),

  /** Count and newest start of each service. */
  GROUP("count and maximum by service, along an index", 1);

  private final String title;
  private final int checks;

  ReadCase(String title, int checks) {
    this.title = title;
    this.checks = checks;
  }

  /**
   * As the command line takes it, and as it stands in results.
   *
   * @return the name in lower case
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The case with a name.
   *
   * @param word as {@link #word} gives it
   * @return the case
   */
  public static ReadCase of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /**
   * For people.
   *
   * @return a phrase
   */
  public String title() {
    return title;
  }

  /**
   * How many queries are compared before anything is timed.
   *
   * @return the number; 0 for what is no query
   */
  public int checks() {
    return checks;
  }

  /**
   * Whether it is asked again and again while it is measured.
   *
   * @return false for {@link #INSERT} and {@link #COLD_START}
   */
  public boolean isQuery() {
    return checks > 0;
  }

  /**
   * Those that are queries.
   *
   * @return in the order in which they are measured
   */
  public static List<ReadCase> queries() {
    List<ReadCase> queries = new ArrayList<>(List.of(values()));
    queries.removeIf(one -> !one.isQuery());
    return List.copyOf(queries);
  }

  /** As the command line takes it. */
  @Override
  public String toString() {
    return word();
  }
}
