package io.ashlar.sqltest.query;

/** Who is asked. */
public enum Engine {
  /** Ours, through its driver. */
  ASHLAR("jdbc:ashlar:mem:"),

  /** H2, in memory. */
  H2("jdbc:h2:mem:"),

  /** SQLite, in memory. */
  SQLITE("jdbc:sqlite::memory:"),

  /** DuckDB, in memory. */
  DUCKDB("jdbc:duckdb:");

  private final String url;

  Engine(String url) {
    this.url = url;
  }

  /**
   * Where a new, empty database of the engine is.
   *
   * @return the URL of JDBC
   */
  public String url() {
    return url;
  }
}
