package io.ashlar.rows.write;

import io.ashlar.Update;
import io.ashlar.argument.Arguments;
import io.ashlar.error.IllegalUseException;
import io.ashlar.query.Column;
import io.ashlar.query.DecimalColumn;
import io.ashlar.query.DecimalExpression;
import io.ashlar.query.DoubleColumn;
import io.ashlar.query.FloatColumn;
import io.ashlar.query.IntColumn;
import io.ashlar.query.IntegerExpression;
import io.ashlar.query.LongColumn;
import io.ashlar.query.NumericExpression;
import io.ashlar.query.Order;
import io.ashlar.query.Parameter;
import io.ashlar.query.Predicate;
import io.ashlar.row.RowFilter;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.entry.AssignmentsBase;
import io.ashlar.rows.plan.Sorting;
import io.ashlar.rows.predicate.Parameters;
import io.ashlar.rows.session.BoundStatement;
import io.ashlar.rows.session.OneUser;
import io.ashlar.rows.session.OwnWork;
import io.ashlar.rows.session.TransactionHandle;
import io.ashlar.rows.walk.WorkspacePool;
import io.ashlar.transaction.Transaction;
import java.util.function.BooleanSupplier;
import org.agrona.DirectBuffer;

/** Changes the rows of a selection. */
public final class UpdateStatement extends AssignmentsBase<Update>
    implements Update, BoundStatement<Update>, OwnWork, RowSelection.Change {

  private final Mutators mutators;
  private final TransactionHandle bound;
  private final RowSelection selection;
  private ComputedColumns computed = ComputedColumns.none();

  /**
   * A statement.
   *
   * @param mutators change the table
   * @param bound what it runs in, or null for transactions of its own
   * @param workspaces lend memory
   */
  public UpdateStatement(Mutators mutators, TransactionHandle bound, WorkspacePool workspaces) {
    super(mutators.table());
    this.mutators = mutators;
    this.bound = bound;
    this.selection =
        new RowSelection(mutators, workspaces, assigned().user(), Sorting.DEFAULT_BYTES);
  }

  @Override
  protected Update self() {
    return this;
  }

  @Override
  public Update statement() {
    return this;
  }

  @Override
  public OneUser user() {
    return assigned().user();
  }

  @Override
  public Parameters parameters() {
    return selection.parameters();
  }

  @Override
  public Update where(Predicate predicate) {
    selection.where(predicate, (definition, declared) -> computed.compile(definition, declared));
    return this;
  }

  @Override
  public Update set(IntColumn column, IntegerExpression value) {
    return compute(column, value);
  }

  @Override
  public Update set(LongColumn column, IntegerExpression value) {
    return compute(column, value);
  }

  @Override
  public Update set(FloatColumn column, NumericExpression value) {
    return compute(column, value);
  }

  @Override
  public Update set(DoubleColumn column, NumericExpression value) {
    return compute(column, value);
  }

  @Override
  public Update set(DecimalColumn column, DecimalExpression value) {
    return compute(column, value);
  }

  @Override
  public Update set(DecimalColumn column, IntegerExpression value) {
    return compute(column, value);
  }

  @Override
  public Update set(Column column, Parameter value) {
    return compute(column, value);
  }

  @Override
  public Update add(LongColumn column, Parameter delta) {
    return compute(column, sum(column, delta));
  }

  @Override
  public Update add(IntColumn column, Parameter delta) {
    return compute(column, sum(column, delta));
  }

  private static IntegerExpression sum(IntegerExpression column, Parameter delta) {
    Arguments.requireGiven(column, "column");
    return column.plus(Arguments.given(delta, "delta"));
  }

  /** Sets to a {@link NumericExpression} or a {@link Parameter}. */
  private Update compute(Column column, Object value) {
    Arguments.requireGiven(column, "column");
    Arguments.requireGiven(value, "value");
    assigned().user().enter();
    try {
      return computeInside(column, value);
    } finally {
      assigned().user().leave();
    }
  }

  private Update computeInside(Column column, Object value) {
    TableDefinition definition = table().definition();
    int ordinal = ordinal(definition, column);
    ComputedColumns changed = computed.with(definition, column, value);
    if (computed.isOther(definition, ordinal, value)) {
      selection.replaceParameters(changed::compile);
    } else {
      selection.addParameters(changed::compile);
    }
    computed = changed;
    return this;
  }

  @Override
  public Update add(LongColumn column, long delta) {
    return addTo(column, delta);
  }

  @Override
  public Update add(IntColumn column, int delta) {
    return addTo(column, delta);
  }

  private Update addTo(Column column, long delta) {
    assigned().user().enterToSet();
    try {
      assigned().putDelta(ordinal(column), delta);
    } finally {
      assigned().user().leave();
    }
    return this;
  }

  @Override
  public Update filter(RowFilter filter, Column... reads) {
    selection.filter(filter, reads);
    return this;
  }

  @Override
  public Update limit(long rows) {
    selection.limit(rows);
    return this;
  }

  @Override
  public Update orderBy(Order... columns) {
    selection.orderBy(columns);
    return this;
  }

  @Override
  public Update ifVersion(long version) {
    selection.expectVersion(version);
    return this;
  }

  @Override
  public long execute() {
    assigned().user().enter();
    try {
      checkAssigned();
      return mutators.run(bound, this);
    } finally {
      forget();
    }
  }

  @Override
  public long execute(Transaction transaction) {
    Arguments.requireGiven(transaction, "transaction");
    assigned().user().enter();
    try {
      checkAssigned();
      return run(TransactionHandle.of(transaction, table().context()));
    } finally {
      forget();
    }
  }

  @Override
  public long executeEach(Transaction transaction, BooleanSupplier next) {
    Arguments.requireGiven(transaction, "transaction");
    Arguments.requireGiven(next, "next");
    assigned().user().enter();
    try {
      return selection.runEach(
          TransactionHandle.of(transaction, table().context()), this, () -> isGiven(next));
    } finally {
      forget();
    }
  }

  private boolean isGiven(BooleanSupplier next) {
    assigned().clear();
    boolean given = assigned().user().lend(next);
    if (given) {
      checkAssigned();
    }
    return given;
  }

  private void forget() {
    assigned().clear();
    selection.expectAnyVersion();
    assigned().user().leave();
  }

  /** Judged here and not at the first row: whether rows are selected must not matter. */
  private void checkAssigned() {
    if (assigned().isEmpty() && computed.isEmpty()) {
      throw new IllegalUseException("The update sets no column.", "table", table().name());
    }
    TableDefinition definition = table().definition();
    assigned().adopt(definition);
    selection.parameters().ensureBound();
    computed.begin(definition, selection.parameters(), assigned());
  }

  @Override
  public long run(TransactionHandle transaction) {
    return selection.run(transaction, this);
  }

  @Override
  public void apply(
      RowMutator mutator,
      DirectBuffer key,
      int keyOffset,
      int keyLength,
      DirectBuffer row,
      int rowLength) {
    if (!computed.isEmpty()) {
      // The table may have been altered after the values were checked, before it was locked.
      assigned().adopt(selection.definition());
      computed.evaluate(
          selection.definition(), selection.parameters(), selection.source(), assigned());
    }
    mutator.update(key, keyOffset, keyLength, row, 0, rowLength, assigned());
  }
}
