package io.ashlar.shell.format;

/** The ways to show rows that can be asked for. */
public enum OutputFormat {
  /** Columns under each other, for people. */
  ALIGNED,
  /** Each value on a line of its own, for people and wide rows. */
  EXPANDED,
  /** Values with commas between them. */
  CSV,
  /** One JSON object on a line for each row. */
  JSON;

  /**
   * Writes the rows.
   *
   * @return the format
   */
  public RowFormat rows() {
    return switch (this) {
      case ALIGNED -> new AlignedFormat();
      case EXPANDED -> new ExpandedFormat();
      case CSV -> new CsvFormat();
      case JSON -> new JsonFormat();
    };
  }

  /**
   * Whether people read it, so that it may also tell what is no row: counts, times.
   *
   * @return false where only rows may be written
   */
  public boolean isForPeople() {
    return this == ALIGNED || this == EXPANDED;
  }
}
