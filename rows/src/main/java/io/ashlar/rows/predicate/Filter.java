package io.ashlar.rows.predicate;

import io.ashlar.argument.Arguments;
import io.ashlar.codec.value.ValueReader;
import io.ashlar.error.IllegalUseException;
import io.ashlar.query.Column;
import io.ashlar.row.RowFilter;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.row.RowSource;
import io.ashlar.rows.row.RowWindow;
import java.util.BitSet;
import java.util.List;

/**
 * A condition that is code of the user, with the columns that it reads. It is the last term of a
 * conjunction, and asked only where all others are true.
 *
 * @param name tells filters apart that select different rows, or null where nothing does
 * @param judge the code
 * @param reads the columns
 */
public record Filter(String name, RowFilter judge, List<Column> reads) {

  /**
   * Refuses missing arguments.
   *
   * @param name the name, or null
   * @param judge the code
   * @param reads the columns, which are copied
   */
  public Filter {
    Arguments.requireGiven(judge, "filter");
    reads = List.copyOf(reads);
  }

  /**
   * A filter as users give it.
   *
   * @param name the name, or null
   * @param judge the code
   * @param reads the columns
   * @return the filter
   * @throws io.ashlar.error.IllegalUseException when code or columns are missing
   */
  public static Filter of(String name, RowFilter judge, Column... reads) {
    return new Filter(name, judge, List.of(Arguments.allGiven(reads, "reads")));
  }

  /**
   * Refuses a filter without a name, for what is kept, or gone on from later: that is known by what
   * says all of the statement.
   *
   * @param filter the filter, or null for none
   * @param table the name of the table
   * @throws IllegalUseException when nothing tells what it selects
   */
  public static void requireNamed(Filter filter, String table) {
    if (filter != null && filter.name == null) {
      throw new IllegalUseException(
          "A filter without a name goes with no pages, continuations and kept results.",
          "table",
          table);
    }
  }

  /** As a term of a predicate of one owner. */
  Conjunct term(TableDefinition table) {
    BitSet columns = new BitSet();
    for (Column column : reads) {
      columns.set(PredicateCompiler.ordinalOf(table, column));
    }
    String text = name == null ? "row filter" : "row filter " + name;
    return new Conjunct(new Judged(judge, columns), columns, -1, null, null, null, text, null);
  }

  /**
   * Whether a term is that of a filter.
   *
   * @param term the term
   * @return true when it is, and so the last of its predicate
   */
  public static boolean isTerm(Conjunct term) {
    return term.condition() instanceof Judged;
  }

  /** A filter's condition behind the other ones. */
  static Condition behind(Condition others, Condition filter) {
    return new Behind(others, filter);
  }

  private static final class Judged extends Condition {

    private final RowFilter judge;
    private final BitSet reads;
    private final RowWindow window = new RowWindow();
    private boolean looks;

    Judged(RowFilter judge, BitSet reads) {
      this.judge = judge;
      this.reads = reads;
    }

    @Override
    public int evaluate(ValueReader row) {
      RowSource source = (RowSource) row;
      if (looks) {
        window.follow(source);
      } else {
        window.look(source, reads);
        looks = true;
      }
      window.standOnRow();
      try {
        return of(judge.accepts(window));
      } finally {
        window.leaveRow();
      }
    }
  }

  private static final class Behind extends Condition {

    private final Condition others;
    private final Condition filter;

    Behind(Condition others, Condition filter) {
      this.others = others;
      this.filter = filter;
    }

    @Override
    public int evaluate(ValueReader row) {
      int outcome = others.evaluate(row);
      return outcome == TRUE ? filter.evaluate(row) : outcome;
    }
  }
}
