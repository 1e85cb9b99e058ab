package io.ashlar.verify;

import io.ashlar.argument.Arguments;
import io.ashlar.error.IllegalUseException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What to check, how fast, and what to do about it. Immutable; each method gives another object.
 *
 * <pre>{@code
 * VerifyResult night =
 *     db.maintenance().verify(VerifyOptions.defaults().rowsPerSecond(20_000).maxRows(100_000_000));
 * }</pre>
 */
public final class VerifyOptions {

  private static final int DEFAULT_PROBLEMS = 1_000;
  private static final VerifyOptions DEFAULTS = new VerifyOptions();

  private Set<String> tables = Set.of();
  private boolean checksums = true;
  private boolean repair;
  private int rowsPerSecond;
  private long maxRows = Long.MAX_VALUE;
  private int maxProblems = DEFAULT_PROBLEMS;
  private String from = "";
  private Consumer<VerifyProgress> listener = progress -> {};

  private VerifyOptions() {}

  private VerifyOptions(VerifyOptions other) {
    tables = other.tables;
    checksums = other.checksums;
    repair = other.repair;
    rowsPerSecond = other.rowsPerSecond;
    maxRows = other.maxRows;
    maxProblems = other.maxProblems;
    from = other.from;
    listener = other.listener;
  }

  /**
   * Everything at full speed, nothing repaired.
   *
   * @return the defaults
   */
  public static VerifyOptions defaults() {
    return DEFAULTS;
  }

  private static void require(boolean condition, String option, Object value) {
    if (!condition) {
      throw new IllegalUseException(
          "An option of the check is not valid.", "option", option, "value", value);
    }
  }

  /**
   * Checks only some tables, and no checksums of files unless they are asked for again.
   *
   * @param names their names
   * @return options with that
   * @throws IllegalUseException when it is out of bounds
   */
  public VerifyOptions tables(String... names) {
    Set<String> asked = Set.copyOf(List.of(Arguments.allGiven(names, "names")));
    require(!asked.isEmpty(), "tables", "none");
    VerifyOptions changed = new VerifyOptions(this);
    changed.tables = asked;
    changed.checksums = false;
    return changed;
  }

  /**
   * Reads every file first and compares each block with its checksum. Default true. This part keeps
   * to no rate.
   *
   * @param wanted whether
   * @return options with that
   */
  public VerifyOptions checksums(boolean wanted) {
    VerifyOptions changed = new VerifyOptions(this);
    changed.checksums = wanted;
    return changed;
  }

  /**
   * Puts right what can be, under the locks of the rows: missing and wrong entries are written anew
   * from the rows, entries without rows removed, orphan keyspaces given back. Default false.
   *
   * @param wanted whether
   * @return options with that
   */
  public VerifyOptions repair(boolean wanted) {
    VerifyOptions changed = new VerifyOptions(this);
    changed.repair = wanted;
    return changed;
  }

  /**
   * Leaves room for others.
   *
   * @param rows most rows and entries to read in a second; 0, the default, for no limit
   * @return options with that
   * @throws IllegalUseException when it is out of bounds
   */
  public VerifyOptions rowsPerSecond(int rows) {
    require(rows >= 0, "rowsPerSecond", rows);
    VerifyOptions changed = new VerifyOptions(this);
    changed.rowsPerSecond = rows;
    return changed;
  }

  /**
   * Stops after so many rows and entries; the result says where to go on. Default: no limit.
   *
   * @param rows at least 1
   * @return options with that
   * @throws IllegalUseException when it is out of bounds
   */
  public VerifyOptions maxRows(long rows) {
    require(rows > 0, "maxRows", rows);
    VerifyOptions changed = new VerifyOptions(this);
    changed.maxRows = rows;
    return changed;
  }

  /**
   * How many problems are listed. All are counted. Default 1,000.
   *
   * @param problems at least 0
   * @return options with that
   * @throws IllegalUseException when it is out of bounds
   */
  public VerifyOptions maxProblems(int problems) {
    require(problems >= 0, "maxProblems", problems);
    VerifyOptions changed = new VerifyOptions(this);
    changed.maxProblems = problems;
    return changed;
  }

  /**
   * Goes on where another check was, which the checksums and the catalog are not part of.
   *
   * @param position as {@link VerifyProgress#position()} or {@link VerifyResult#position()} gave it
   * @return options with that
   * @throws IllegalUseException when it is out of bounds
   */
  public VerifyOptions from(String position) {
    Arguments.requireGiven(position, "position");
    VerifyOptions changed = new VerifyOptions(this);
    changed.from = position;
    return changed;
  }

  /**
   * Who is told of progress, some times a second, on the thread of the caller. What it throws ends
   * the verification.
   *
   * @param told the listener
   * @return options with that
   * @throws IllegalUseException when it is out of bounds
   */
  public VerifyOptions listener(Consumer<VerifyProgress> told) {
    Arguments.requireGiven(told, "told");
    VerifyOptions changed = new VerifyOptions(this);
    changed.listener = told;
    return changed;
  }

  /**
   * See {@link #tables(String...)}.
   *
   * @return the value
   */
  public Set<String> tables() {
    return tables;
  }

  /**
   * See {@link #checksums(boolean)}.
   *
   * @return the value
   */
  public boolean isChecksums() {
    return checksums;
  }

  /**
   * See {@link #repair(boolean)}.
   *
   * @return the value
   */
  public boolean isRepair() {
    return repair;
  }

  /**
   * See {@link #rowsPerSecond(int)}.
   *
   * @return the value
   */
  public int rowsPerSecond() {
    return rowsPerSecond;
  }

  /**
   * See {@link #maxRows(long)}.
   *
   * @return the value
   */
  public long maxRows() {
    return maxRows;
  }

  /**
   * See {@link #maxProblems(int)}.
   *
   * @return the value
   */
  public int maxProblems() {
    return maxProblems;
  }

  /**
   * See {@link #from(String)}.
   *
   * @return the value
   */
  public String from() {
    return from;
  }

  /**
   * See {@link #listener(Consumer)}.
   *
   * @return the value
   */
  public Consumer<VerifyProgress> listener() {
    return listener;
  }
}
