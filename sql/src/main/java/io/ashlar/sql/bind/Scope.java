package io.ashlar.sql.bind;

import io.ashlar.sql.scalar.ColumnReference;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.Identifier;
import io.ashlar.sql.syntax.QualifiedName;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What names mean in a query block: the columns of its sources.
 *
 * <p>A name that was not in quotes is in lower case and means the column of that name, or else the
 * only one that is the same but for case; one in quotes means exactly what it says.
 *
 * <p>Long because what a name means is decided in one place, whoever asks and however it is
 * written.
 */
public final class Scope {

  private final Binding binding;
  private final OuterRows outer;
  private final NameFaults faults;
  private final List<Source> sources = new ArrayList<>();

  /** The columns of each source, as qualified names mean them. */
  private final List<View> qualified = new ArrayList<>();

  /** What can be named now. */
  private View view = View.EMPTY;

  /** Names that mean a column by its place, whatever else is called so; null for none. */
  private IdentityHashMap<QualifiedName, View.Named> placed;

  /** Names that mean a value of the query around; null for none. */
  private IdentityHashMap<QualifiedName, Supplier<Scalar>> given;

  /** Which sources were asked for columns since {@link #watch}; null when nobody watches. */
  private BitSet asked;

  /** While set, columns are looked up and get no slot. */
  private boolean trying;

  /** Whether a function was called since {@link #watch} whose value differs from row to row. */
  private boolean isVolatile;

  /** Whether one was ever called. */
  private boolean hasVolatile;

  /** How many queries in expressions were bound. */
  private int queries;

  /**
   * Without sources.
   *
   * @param binding of the statement
   */
  public Scope(Binding binding) {
    this(binding, null);
  }

  /**
   * Without sources, within another query.
   *
   * @param binding of the statement
   * @param outer the rows around the query; null when there are none
   */
  public Scope(Binding binding, OuterRows outer) {
    this.binding = binding;
    this.outer = outer;
    this.faults = new NameFaults(binding, sources);
  }

  /**
   * Adds an item of FROM, which can be named from now on.
   *
   * @param source the item
   * @param offset where it stands
   * @throws io.ashlar.sql.error.SqlException 42712 when the name is there already
   */
  public void add(Source source, int offset) {
    view = view.and(declare(source, offset));
  }

  /**
   * Adds an item of FROM, which can be named where a view of it is {@linkplain #use used}.
   *
   * @param source the item
   * @param offset where it stands
   * @return what can be named of it
   * @throws io.ashlar.sql.error.SqlException 42712 when the name is there already
   */
  public View declare(Source source, int offset) {
    for (Source other : sources) {
      if (other.name().equals(source.name())) {
        throw faults.duplicate(source, offset);
      }
    }
    int number = sources.size();
    BitSet itself = new BitSet();
    itself.set(number);
    List<Source.SourceColumn> all = source.columns();
    List<View.Named> columns = new ArrayList<>(all.size());
    for (int i = 0; i < all.size(); i++) {
      columns.add(new View.Named(all.get(i).name(), number, i, null));
    }
    View own = new View(itself, columns);
    sources.add(source);
    qualified.add(own);
    return source.isUnqualified() ? own : new View(itself, List.of());
  }

  /**
   * An expression that means a column, whatever else has its name.
   *
   * @param column of a view
   * @return the expression
   */
  public Expression valueOf(View.Named column) {
    if (column.merged() != null) {
      return column.merged();
    }
    QualifiedName name =
        new QualifiedName(
            0,
            List.of(
                new Identifier(0, sources.get(column.source()).name(), true),
                new Identifier(0, column.name(), true)));
    if (placed == null) {
      placed = new IdentityHashMap<>();
    }
    placed.put(name, column);
    return new Expression.ColumnReference(0, name);
  }

  /**
   * An expression that means a value which is bound elsewhere.
   *
   * @param offset where it was written
   * @param value binds it, anew each time; depends on no row
   * @return the expression
   */
  public Expression given(int offset, Supplier<Scalar> value) {
    QualifiedName name = new QualifiedName(offset, List.of(new Identifier(offset, "", true)));
    if (given == null) {
      given = new IdentityHashMap<>();
    }
    given.put(name, value);
    return new Expression.ColumnReference(offset, name);
  }

  private boolean isGiven(QualifiedName name) {
    return given != null && given.containsKey(name);
  }

  /**
   * Whether a name means a value that is the same for all rows here: one that {@link #given} made
   * here, or of the rows around the query.
   *
   * @param expression any
   * @return false for what is no name
   */
  public boolean isFree(Expression expression) {
    return expression instanceof Expression.ColumnReference reference
        && (isGiven(reference.name()) || isAround(reference.name()));
  }

  /**
   * What can be named now.
   *
   * @return the view
   */
  public View view() {
    return view;
  }

  /**
   * Says what can be named from now on.
   *
   * @param value the view
   * @return what could be named before
   */
  public View use(View value) {
    View before = view;
    view = value;
    return before;
  }

  /**
   * The rows around the query.
   *
   * @return null when there are none
   */
  public OuterRows outer() {
    return outer;
  }

  /**
   * The items of FROM.
   *
   * @return in order
   */
  public List<Source> sources() {
    return sources;
  }

  /**
   * The set of one source.
   *
   * @param source its number
   * @return the number alone; not to be changed
   */
  public BitSet itself(int source) {
    return qualified.get(source).sources();
  }

  /**
   * Begins to note which sources are asked for columns, until {@link #unwatch}.
   *
   * @param dry whether columns that are looked up from now on get no slot, since what is bound is
   *     not evaluated
   * @return the numbers of the sources, filled as columns are looked up; the caller's
   */
  public BitSet watch(boolean dry) {
    setTrying(dry);
    isVolatile = false;
    asked = new BitSet();
    return asked;
  }

  /** Notes nothing any more; columns that are looked up get a slot. */
  public void unwatch() {
    setTrying(false);
    asked = null;
  }

  private void setTrying(boolean value) {
    trying = value;
    binding.parameters().setTrying(value);
  }

  /** Says that a query was bound. */
  void noteQuery() {
    queries++;
  }

  /**
   * How many queries in expressions were bound here so far.
   *
   * @return the number
   */
  public int queries() {
    return queries;
  }

  /** Says that a function was called whose value differs from row to row. */
  void noteVolatile() {
    isVolatile = true;
    hasVolatile = true;
  }

  /**
   * Whether such a function was called since {@link #watch}.
   *
   * @return true when what was bound must be computed for each row
   */
  public boolean wasVolatile() {
    return isVolatile;
  }

  /**
   * Whether such a function was ever called in the query block.
   *
   * @return true when it matters for which rows the block is computed
   */
  public boolean hasVolatile() {
    return hasVolatile;
  }

  /**
   * A column.
   *
   * @param name its name, which may be qualified by that of its source
   * @return what reads it from the frame; null for one that USING has {@link #merged} of two
   * @throws io.ashlar.sql.error.SqlException 42703, 42702 or 42P01
   */
  Scalar column(QualifiedName name) {
    Supplier<Scalar> value = given == null ? null : given.get(name);
    if (value != null) {
      return value.get();
    }
    if (isAround(name)) {
      return outer.capture(name);
    }
    View.Named found = find(name);
    if (found.merged() != null) {
      return null;
    }
    if (asked != null) {
      asked.set(found.source());
    }
    Source source = sources.get(found.source());
    Source.SourceColumn column = source.columns().get(found.column());
    return trying
        ? FrameLayout.unread(column.type())
        : ColumnReference.of(column.type(), source.slot(found.column()));
  }

  /**
   * The column of a source that an expression is, without using it.
   *
   * @param expression any
   * @return null when it is something else
   */
  public View.Named columnOf(Expression expression) {
    if (!(expression instanceof Expression.ColumnReference reference)
        || isGiven(reference.name())
        || isAround(reference.name())) {
      return null;
    }
    View.Named found = find(reference.name());
    return found.merged() == null ? found : null;
  }

  /**
   * The column of one source that an expression is, without using it.
   *
   * @param expression any
   * @param source the number of the source
   * @return null when it is something else
   */
  public Source.SourceColumn columnOf(Expression expression, int source) {
    View.Named found = columnOf(expression);
    return found != null && found.source() == source
        ? sources.get(source).columns().get(found.column())
        : null;
  }

  /**
   * Whether a column has a name.
   *
   * @param name not qualified
   * @return true when one or several have
   */
  public boolean isColumn(QualifiedName name) {
    return isKnown(name);
  }

  /** Whether a name means something here, and nothing around. */
  boolean isKnown(QualifiedName name) {
    if ((placed != null && placed.containsKey(name)) || isGiven(name)) {
      return true;
    }
    List<Identifier> parts = name.parts();
    return parts.size() == 1 ? view.has(parts.get(0)) : find(parts.get(parts.size() - 2)) >= 0;
  }

  /**
   * What tells a column from all others, however it is named.
   *
   * @param name as it was written
   * @return equal for the same column alone, and to no text
   */
  public Object identity(QualifiedName name) {
    return isAround(name) ? name.parts().stream().map(Identifier::text).toList() : find(name);
  }

  /** Whether a name means something of the rows around the query. */
  boolean isAround(QualifiedName name) {
    return outer != null && !isKnown(name) && outer.sees(name);
  }

  /** What a name means that {@code USING} has made of two columns. */
  Expression merged(QualifiedName name) {
    return find(name).merged();
  }

  private View.Named find(QualifiedName name) {
    View.Named found = lookUp(name);
    if (found.merged() == null) {
      sources.get(found.source()).name(found.column());
    }
    return found;
  }

  private View.Named lookUp(QualifiedName name) {
    View.Named exact = placed == null ? null : placed.get(name);
    if (exact != null) {
      return exact;
    }
    List<Identifier> parts = name.parts();
    Identifier column = parts.get(parts.size() - 1);
    if (parts.size() == 1) {
      return named(column, view);
    }
    return named(column, qualified.get(source(parts.get(parts.size() - 2))));
  }

  private View.Named named(Identifier column, View in) {
    View.Named only = in.only(column);
    if (only == null) {
      throw in.has(column) ? faults.ambiguous(column, in) : faults.unknownColumn(column);
    }
    return only;
  }

  /**
   * The column of a name alone, in a view.
   *
   * @param column the name
   * @param in where it is looked for
   * @return the column; empty when there is none
   * @throws io.ashlar.sql.error.SqlException 42702 when there are several
   */
  public Optional<View.Named> column(Identifier column, View in) {
    View.Named only = in.only(column);
    if (only == null && in.has(column)) {
      throw faults.ambiguous(column, in);
    }
    return Optional.ofNullable(only);
  }

  /**
   * The source of a name.
   *
   * @param name the name
   * @return its number
   * @throws io.ashlar.sql.error.SqlException 42P01 when there is none that can be named here
   */
  public int source(Identifier name) {
    int found = find(name);
    if (found < 0) {
      throw faults.unknownSource(name);
    }
    return found;
  }

  private int find(Identifier name) {
    for (int i = 0; i < sources.size(); i++) {
      if (view.sources().get(i) && NameMatch.matches(name, sources.get(i).name())) {
        return i;
      }
    }
    return -1;
  }

  /**
   * The columns of a source, by names that mean nothing else.
   *
   * @param source its number
   * @return in order
   */
  public List<View.Named> columns(int source) {
    return qualified.get(source).columns();
  }
}
