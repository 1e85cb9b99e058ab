package io.ashlar.schema;

import io.ashlar.argument.Arguments;
import io.ashlar.error.SchemaException;
import java.util.HashSet;
import java.util.List;

/**
 * A view: a query under a name. The database keeps the text and what the query needs, and sees to
 * it that this stays; what the text means, only SQL knows.
 *
 * @param name the name; tables and views have different ones
 * @param columns the names of the columns, in order; at least one, none twice
 * @param query the text of the query, 1 to {@value #MAX_QUERY_LENGTH} characters
 * @param uses the tables and views that the query names, each once
 * @param comment what is said of the view, at most 4,000 characters; null for nothing
 */
public record ViewSchema(
    String name, List<String> columns, String query, List<Use> uses, String comment) {

  /** The most characters of a query. */
  public static final int MAX_QUERY_LENGTH = 262_144;

  /** The most columns of a view, and the most tables and views that it names. */
  public static final int MAX_PARTS = 65_535;

  /**
   * Checks the parts and keeps copies; whether what it uses is there, the database checks.
   *
   * @param name the name
   * @param columns the names of the columns
   * @param query the text
   * @param uses what the query names
   * @param comment the comment, or null
   * @throws SchemaException when the view is not possible as described
   */
  public ViewSchema {
    Arguments.requireGiven(name, "name");
    columns = Arguments.allGiven(columns, "columns");
    Arguments.requireGiven(query, "query");
    uses = Arguments.allGiven(uses, "uses");
    Names.check("view", name);
    Names.checkText("query", query, MAX_QUERY_LENGTH);
    Names.checkText("comment", comment, TableSchema.MAX_COMMENT);
    requireOnce("A view needs a column, and none twice.", columns, name);
    columns.forEach(column -> Names.checkText("column", column, Names.MAX_LENGTH));
    List<String> used = uses.stream().map(Use::name).toList();
    if (!used.isEmpty()) {
      requireOnce("A view names a table twice.", used, name);
    }
  }

  private static void requireOnce(String sentence, List<String> names, String view) {
    if (names.isEmpty() || names.size() > MAX_PARTS || new HashSet<>(names).size() < names.size()) {
      throw new SchemaException(sentence, "view", view, "names", names.size());
    }
  }

  /**
   * A table or view that the query of a view names.
   *
   * @param name the table or view
   * @param visible its columns that the query sees, in order: those that were there when the view
   *     was made. Columns that are added later do not change what the query means.
   * @param needed those of them that the query names, so that they stay
   */
  public record Use(String name, List<String> visible, List<String> needed) {

    /**
     * Checks the parts and keeps copies.
     *
     * @param name the table or view
     * @param visible the columns that the query sees
     * @param needed those that it names
     * @throws SchemaException when one is needed and not seen
     */
    public Use {
      Arguments.requireGiven(name, "name");
      visible = Arguments.allGiven(visible, "visible");
      needed = Arguments.allGiven(needed, "needed");
      Names.check("use", name);
      requireOnce("A view uses a column, and none twice.", visible, name);
      if (!visible.containsAll(needed)) {
        throw new SchemaException("A view needs a column that it does not see.", "use", name);
      }
    }
  }

  /**
   * The same under another name.
   *
   * @param other the name
   * @return a new one
   */
  public ViewSchema withName(String other) {
    return new ViewSchema(Arguments.given(other, "other"), columns, query, uses, comment);
  }

  /**
   * The same with another comment.
   *
   * @param other the comment; empty for none
   * @return a new one
   */
  public ViewSchema withComment(String other) {
    String given = Arguments.given(other, "other");
    return new ViewSchema(name, columns, query, uses, given.isEmpty() ? null : given);
  }
}
