package io.ashlar.sql.bind;

import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.Identifier;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What can be named at one place of FROM: sources by their names, and columns without them. The
 * condition of a join sees what stands on its sides, and what follows FROM sees all of it.
 *
 * @param sources the numbers of the sources
 * @param columns the columns in the order in which a star gives them; not changed any more
 */
public record View(BitSet sources, List<Named> columns) {

  /**
   * A column that can be named alone: that of a source, or one that {@code USING} made of two.
   *
   * @param name its name
   * @param source the number of its source; -1 for one that was made of two
   * @param column its number there
   * @param merged what one means that was made of two; null for that of a source
   */
  public record Named(String name, int source, int column, Expression merged) {}

  /** What nothing is seen from. */
  static final View EMPTY = new View(new BitSet(), List.of());

  /** The one column of exactly a name, or else that is the same but for case; null for none. */
  Named only(Identifier column) {
    boolean exactly = hasExactly(column);
    int first = next(column, exactly, 0);
    return first < 0 || next(column, exactly, first + 1) >= 0 ? null : columns.get(first);
  }

  /** Whether any column has a name. */
  boolean has(Identifier column) {
    return next(column, hasExactly(column), 0) >= 0;
  }

  /** The columns of a name, of which there may be several. */
  List<Named> matching(Identifier column) {
    boolean exactly = hasExactly(column);
    List<Named> found = new ArrayList<>();
    for (int i = next(column, exactly, 0); i >= 0; i = next(column, exactly, i + 1)) {
      found.add(columns.get(i));
    }
    return found;
  }

  private boolean hasExactly(Identifier column) {
    return column.quoted() || next(column, true, 0) >= 0;
  }

  private int next(Identifier column, boolean exactly, int from) {
    for (int i = from; i < columns.size(); i++) {
      String name = columns.get(i).name();
      if (exactly ? name.equals(column.text()) : NameMatch.matches(column, name)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * This and what stands to its right.
   *
   * @param right seen too
   * @return the columns of both
   */
  public View and(View right) {
    if (sources.isEmpty()) {
      return right;
    }
    List<Named> all = new ArrayList<>(columns.size() + right.columns.size());
    all.addAll(columns);
    all.addAll(right.columns);
    return with(right, all);
  }

  /**
   * The sources of this and another, with other columns.
   *
   * @param right whose sources are seen too
   * @param named the columns, not changed any more
   * @return a new view
   */
  public View with(View right, List<Named> named) {
    BitSet both = (BitSet) sources.clone();
    both.or(right.sources);
    return new View(both, named);
  }
}
