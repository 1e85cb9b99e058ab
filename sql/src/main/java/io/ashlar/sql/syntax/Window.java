package io.ashlar.sql.syntax;

import java.util.List;
import java.util.Optional;

/** What {@code OVER} says. */
public sealed interface Window extends SyntaxNode {

  /**
   * A window that the query defines.
   *
   * @param offset where it begins in the text
   * @param name its name
   */
  record Named(int offset, Identifier name) implements Window {}

  /**
   * A window.
   *
   * @param offset where it begins in the text
   * @param base the window that it extends
   * @param partitionBy what rows of one partition share
   * @param orderBy their order
   * @param frame which rows are taken
   */
  record Specification(
      int offset,
      Optional<Identifier> base,
      List<Expression> partitionBy,
      List<Query.SortItem> orderBy,
      Optional<Frame> frame)
      implements Window {}

  /**
   * Which rows around the current one are taken.
   *
   * @param offset where it begins in the text
   * @param unit what is counted
   * @param start the first
   * @param end the last; the current row if it was not said
   * @param exclusion which rows are left out
   */
  record Frame(
      int offset, FrameUnit unit, Bound start, Optional<Bound> end, FrameExclusion exclusion)
      implements SyntaxNode {}

  /**
   * An end of a frame.
   *
   * @param offset where it begins in the text
   * @param kind where it is
   * @param distance how far away, where it is a number
   */
  record Bound(int offset, BoundKind kind, Optional<Expression> distance) implements SyntaxNode {}

  /** What a frame counts. */
  enum FrameUnit {
    /** Rows. */
    ROWS,
    /** Values. */
    RANGE,
    /** Groups of equal rows. */
    GROUPS
  }

  /** Rows that are left out of a frame. */
  enum FrameExclusion {
    /** Nothing was said. */
    UNSAID,
    /** The current row. */
    CURRENT_ROW,
    /** Its equals as well. */
    GROUP,
    /** Its equals alone. */
    TIES,
    /** None. */
    NO_OTHERS
  }

  /** Where an end of a frame is. */
  enum BoundKind {
    /** At the first row. */
    UNBOUNDED_PRECEDING,
    /** Before the current row. */
    PRECEDING,
    /** At it. */
    CURRENT_ROW,
    /** Behind it. */
    FOLLOWING,
    /** At the last row. */
    UNBOUNDED_FOLLOWING
  }
}
