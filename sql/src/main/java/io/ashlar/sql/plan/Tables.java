package io.ashlar.sql.plan;

import io.ashlar.Database;
import io.ashlar.Table;
import io.ashlar.query.Column;
import io.ashlar.schema.ColumnSchema;
import io.ashlar.schema.TableSchema;
import io.ashlar.schema.ViewSchema;
import io.ashlar.sql.bind.Binding;
import io.ashlar.sql.bind.NameMatch;
import io.ashlar.sql.bind.OuterRows;
import io.ashlar.sql.bind.Source;
import io.ashlar.sql.catalog.InformationSchema;
import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.join.SharedRows;
import io.ashlar.sql.syntax.Identifier;
import io.ashlar.sql.syntax.QualifiedName;
import io.ashlar.sql.syntax.Query;
import io.ashlar.sql.text.NearestName;
import io.ashlar.sql.type.ColumnTypes;
import io.ashlar.sql.type.SqlType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The tables and views of a database by the names that statements use. Each statement has one of
 * its own, which remembers what it was asked for.
 *
 * <p>Long because each of tables, views and queries with names may be meant by a name, and hidden
 * by another.
 */
public final class Tables {

  /** The one schema that there is. */
  private static final String SCHEMA = "public";

  private final Database database;

  /** The definitions of the tables that were asked for, as they were then. */
  private final Map<Table, TableSchema> used;

  /** The views that were asked for, as they were then. */
  private final Map<String, ViewSchema> views;

  /** What items of FROM name, and which of their columns. */
  private final List<Named> named = new ArrayList<>();

  /** The view in which names are meant; null for the statement itself. */
  private final ViewSchema within;

  /** How many views stand around. */
  private final int depth;

  /** How often views were named: one count for the whole statement. */
  private final int[] expansions;

  /** What items of FROM are, by the names of tables, in the whole statement. */
  private final List<String> read;

  private record Named(String name, Supplier<List<String>> columns, Source source) {}

  /** The queries with names that are known where the planner is; null for none. */
  private Common common;

  /**
   * A query with a name, and those that are known where it stands.
   *
   * @param name its name
   * @param query its syntax
   * @param columns its columns, by the names that they have outside
   * @param rows its rows; null where it is planned anew wherever it is read
   * @param outer the rows around it; null when there are none
   * @param before what was known before it; null for nothing
   */
  record Common(
      Identifier name,
      Query query,
      List<ResultColumn> columns,
      SharedRows rows,
      OuterRows outer,
      Common before) {

    /** The nearest query that a name means; null for none. */
    static Common find(Common known, Identifier name) {
      Common at = known;
      while (at != null && !NameMatch.matches(name, at.name.text())) {
        at = at.before;
      }
      return at;
    }
  }

  /**
   * Of a database.
   *
   * @param database the database
   */
  public Tables(Database database) {
    this(database, new HashMap<>(), new HashMap<>(), null, 0, new int[1], new ArrayList<>());
  }

  private Tables(
      Database database,
      Map<Table, TableSchema> used,
      Map<String, ViewSchema> views,
      ViewSchema within,
      int depth,
      int[] expansions,
      List<String> read) {
    this.read = read;
    this.database = database;
    this.used = used;
    this.views = views;
    this.within = within;
    this.depth = depth;
    this.expansions = expansions;
  }

  /**
   * For the query of a view that is made: it has room for the view around it.
   *
   * @param database the database
   * @return new ones
   */
  public static Tables ofView(Database database) {
    return new Tables(
        database, new HashMap<>(), new HashMap<>(), null, 1, new int[] {1}, new ArrayList<>());
  }

  /** What names mean within a view, which is used from now on. */
  Tables within(ViewSchema view) {
    views.put(view.name(), view);
    expansions[0]++;
    return new Tables(database, used, views, view, depth + 1, expansions, read);
  }

  int depth() {
    return depth;
  }

  int expansions() {
    return expansions[0];
  }

  /**
   * What was asked for so far.
   *
   * @return the definitions, which do not grow when more is asked for
   */
  public Definitions definitions() {
    return new Definitions(database.schema(), used, views.values());
  }

  /** What a name stands for that is no table: the query of a view, or a table of the catalog. */
  Optional<PlannedQuery> query(QualifiedName name, Binding binding) {
    if (find(name).isPresent()) {
      return Optional.empty();
    }
    Optional<PlannedQuery> view = Views.find(name, binding, this);
    return view.isPresent()
        ? view
        : InformationSchema.find(name).map(table -> CatalogQueries.plan(table, binding, this));
  }

  /** Notes an item of FROM, whose columns are named from now on, there perhaps by other names. */
  void note(String name, Supplier<List<String>> columns, Source source) {
    named.add(new Named(name, columns, source));
  }

  /** Notes an item of FROM: a table by its name, or what is none. */
  void read(String item) {
    read.add(item);
  }

  /**
   * Whether a table is read so far, anywhere in the statement.
   *
   * @param table the table
   * @return whether it stands in a FROM
   */
  public boolean reads(Table table) {
    return read.contains(table.name());
  }

  /**
   * Whether a table is read so far, and beside it anything else or the table once more: so that it
   * may be read again when some rows have been shown.
   *
   * @param table the table
   * @return whether it is not the one item of all FROM
   */
  public boolean readsAgain(Table table) {
    return reads(table) && read.size() > 1;
  }

  /**
   * What the items of FROM name.
   *
   * @return each table and view once, with the columns that are seen and those that are named
   */
  public List<ViewSchema.Use> uses() {
    Map<String, Set<String>> visible = new TreeMap<>();
    Map<String, Set<String>> needed = new TreeMap<>();
    for (Named item : named) {
      Set<String> seen = visible.computeIfAbsent(item.name, name -> new LinkedHashSet<>());
      List<String> columns = item.columns.get();
      seen.addAll(columns);
      Set<String> names = needed.computeIfAbsent(item.name, name -> new LinkedHashSet<>());
      item.source.named().forEach(index -> names.add(columns.get(index)));
    }
    List<ViewSchema.Use> uses = new ArrayList<>();
    visible.forEach(
        (name, seen) ->
            uses.add(new ViewSchema.Use(name, List.copyOf(seen), List.copyOf(needed.get(name)))));
    return uses;
  }

  /**
   * Of some columns those that are seen: within a view, those that were there when it was made, in
   * the order that they had.
   */
  <T> List<T> seen(String table, List<T> columns, Function<T, String> name) {
    if (within == null) {
      return columns;
    }
    for (ViewSchema.Use use : within.uses()) {
      if (use.name().equals(table)) {
        Map<String, T> byName = new HashMap<>();
        columns.forEach(column -> byName.put(name.apply(column), column));
        return use.visible().stream().map(byName::get).filter(Objects::nonNull).toList();
      }
    }
    return columns;
  }

  /**
   * A view.
   *
   * @param name as it was written
   * @return empty when there is none
   */
  public Optional<ViewSchema> findView(QualifiedName name) {
    if (!isInSchema(name)) {
      return Optional.empty();
    }
    Optional<ViewSchema> exact = database.schema().findView(last(name).text());
    if (exact.isPresent() || last(name).quoted()) {
      return exact;
    }
    List<String> names = database.schema().views();
    int index = NameMatch.indexOf(last(name), names);
    return index < 0 ? Optional.empty() : database.schema().findView(names.get(index));
  }

  private static boolean isInSchema(QualifiedName name) {
    List<Identifier> parts = name.parts();
    return parts.size() == 1 || NameMatch.matches(parts.get(parts.size() - 2), SCHEMA);
  }

  /**
   * A table that must be there.
   *
   * @param name as it was written, with {@code public} before it or without
   * @param binding of the statement
   * @return the table
   * @throws SqlException 42P01 when there is none, with the nearest name that there is; 42809 when
   *     it is the name of a view
   */
  public Table table(QualifiedName name, Binding binding) {
    Optional<Table> found = find(name);
    if (found.isPresent()) {
      used.put(found.get(), found.get().schema());
      return found.get();
    }
    String wrong = last(name).text();
    if (findView(name).isPresent()) {
      throw binding.fault(
          SqlState.WRONG_OBJECT_TYPE, name.offset(), "The name is that of a view.", "name", wrong);
    }
    List<String> names = new ArrayList<>(database.schema().tables());
    names.addAll(database.schema().views());
    Optional<String> nearest = NearestName.of(wrong, names);
    throw nearest.isEmpty()
        ? binding.fault(
            SqlState.UNDEFINED_TABLE,
            name.offset(),
            "There is no table of this name.",
            "name",
            wrong)
        : binding.fault(
            SqlState.UNDEFINED_TABLE,
            name.offset(),
            "There is no table of this name.",
            "name",
            wrong,
            "nearest",
            nearest.get());
  }

  /**
   * A table.
   *
   * @param name as it was written
   * @return empty when there is none
   */
  public Optional<Table> find(QualifiedName name) {
    if (!isInSchema(name)) {
      return Optional.empty();
    }
    Optional<Table> exact = database.findTable(last(name).text());
    if (exact.isPresent() || last(name).quoted()) {
      return exact;
    }
    List<String> names = database.schema().tables();
    int index = NameMatch.indexOf(last(name), names);
    return index < 0 ? Optional.empty() : database.findTable(names.get(index));
  }

  /** What has the tables. */
  Database database() {
    return database;
  }

  /** The query that a name means where the planner is; null for none. */
  Common common(QualifiedName name) {
    return name.parts().size() > 1 ? null : Common.find(common, last(name));
  }

  /** The queries with names that are known where the planner is; null for none. */
  Common known() {
    return common;
  }

  /** Says which queries with names are known from now on. */
  void know(Common queries) {
    common = queries;
  }

  private static Identifier last(QualifiedName name) {
    return name.parts().get(name.parts().size() - 1);
  }

  /**
   * The columns of a table with their types.
   *
   * @param table the table
   * @return in the table's order
   */
  public static List<Source.SourceColumn> columns(Table table) {
    List<ColumnSchema> stored = table.schema().columns();
    List<Source.SourceColumn> columns = new ArrayList<>(stored.size());
    for (ColumnSchema column : stored) {
      columns.add(
          new Source.SourceColumn(column.name(), type(column), table.column(column.name())));
    }
    return columns;
  }

  /** Columns with the names behind an alias; those without keep theirs. */
  static List<Source.SourceColumn> renamed(
      List<Source.SourceColumn> columns, List<Identifier> names, Binding binding) {
    if (names.size() > columns.size()) {
      throw binding.fault(
          SqlState.INVALID_COLUMN_REFERENCE,
          names.get(columns.size()).offset(),
          "There are more names than columns.",
          "names",
          names.size(),
          "columns",
          columns.size());
    }
    if (names.isEmpty()) {
      return columns;
    }
    List<Source.SourceColumn> all = new ArrayList<>(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      Source.SourceColumn column = columns.get(i);
      String name = i < names.size() ? names.get(i).text() : column.name();
      all.add(new Source.SourceColumn(name, column.type(), column.column()));
    }
    return all;
  }

  /**
   * The columns by which one row of a table is told: those of the primary key, or else the number
   * of the row, to which no name leads.
   *
   * @param table the table
   * @return in the order of the key, at least one
   */
  public static List<Source.SourceColumn> key(Table table) {
    List<String> names = table.schema().primaryKey();
    if (names.isEmpty()) {
      Column number = table.rowNumber();
      return List.of(new Source.SourceColumn(number.name(), SqlType.BIGINT, number));
    }
    Map<String, Source.SourceColumn> byName = new HashMap<>();
    columns(table).forEach(column -> byName.put(column.name(), column));
    return names.stream().map(byName::get).toList();
  }

  /**
   * The type of a column.
   *
   * @param column its definition
   * @return what it was declared as, or else the widest type that is stored so
   */
  public static SqlType type(ColumnSchema column) {
    return ColumnTypes.of(column);
  }
}
