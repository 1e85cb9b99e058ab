package io.ashlar.bench.recipes;

import java.util.Locale;
import java.util.function.IntPredicate;

/** What the predecessor measured of itself, and the scans of the indexes, which it did not. */
enum Recipe {
  UPDATE_ROWS(1_000, 500, true, 42_189, 2.3e6),
  DELETE_ROWS_OF_100(100, 34, true, 16_600, 0.8e6),
  DELETE_ROWS_OF_700(700, 34, true, 16_600, 0.8e6),
  SCAN(1_000, 1_000, false, 23_011, 0.8e6),
  SCAN_BY_EMAIL(1_000, 1_000, false, 0, 0),
  SCAN_BY_NAME(1_000, 1_000, false, 0, 0);

  private static final int ACTIVE_STEP = 3;
  private static final int ACTIVE_AMONG = 100;

  private final int tableRows;
  private final int touchedRows;
  private final boolean writes;
  private final long predecessorObjects;
  private final double predecessorBytes;

  Recipe(
      int tableRows,
      int touchedRows,
      boolean writes,
      long predecessorObjects,
      double predecessorBytes) {
    this.tableRows = tableRows;
    this.touchedRows = touchedRows;
    this.writes = writes;
    this.predecessorObjects = predecessorObjects;
    this.predecessorBytes = predecessorBytes;
  }

  /** Rows of the table before each operation. */
  int tableRows() {
    return tableRows;
  }

  /** Rows that one operation changes or reads. */
  int touchedRows() {
    return touchedRows;
  }

  /** Whether an operation commits something, so that an fsync makes a difference. */
  boolean writes() {
    return writes;
  }

  /** Objects that the predecessor allocated for an operation; 0 where it did not measure. */
  long predecessorObjects() {
    return predecessorObjects;
  }

  /** Bytes that the predecessor allocated for an operation; 0 where it did not measure. */
  double predecessorBytes() {
    return predecessorBytes;
  }

  /** Which rows are active: every other one, or every third of the first hundred. */
  IntPredicate activeRows() {
    boolean deletes = this == DELETE_ROWS_OF_100 || this == DELETE_ROWS_OF_700;
    return deletes ? row -> row < ACTIVE_AMONG && row % ACTIVE_STEP == 0 : row -> row % 2 == 0;
  }

  /** The name in results. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
