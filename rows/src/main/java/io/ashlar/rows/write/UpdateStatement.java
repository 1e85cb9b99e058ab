package io.ashlar.rows.write;

import io.ashlar.Update;
import io.ashlar.argument.Arguments;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.SchemaException;
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
    int ordinal = ordinal(column);
    TableDefinition definition = table().definition();
    refusePrimaryKey(definition, ordinal);
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
    assigned().setDelta(ordinal(column), delta);
    return this;
  }

  @Override
  public Update add(IntColumn column, int delta) {
    assigned().setDelta(ordinal(column), delta);
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
    for (int ordinal = 0; ordinal < assigned().columns(); ordinal++) {
      if (assigned().isSet(ordinal)) {
        refusePrimaryKey(definition, ordinal);
      }
    }
    selection.parameters().ensureBound();
    computed.begin(definition, selection.parameters(), assigned());
  }

  private static void refusePrimaryKey(TableDefinition definition, int changed) {
    for (int ordinal : definition.primaryKey()) {
      if (ordinal == changed && !definition.isChangeable(ordinal)) {
        throw new SchemaException(
            "A column of the primary key cannot be changed.",
            "table",
            definition.name(),
            "column",
            definition.columns().get(ordinal).name());
      }
    }
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
      computed.evaluate(
          selection.definition(), selection.parameters(), selection.source(), assigned());
    }
    mutator.update(key, keyOffset, keyLength, row, 0, rowLength, assigned());
  }
}
