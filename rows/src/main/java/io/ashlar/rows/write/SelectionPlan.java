package io.ashlar.rows.write;

import io.ashlar.error.IllegalUseException;
import io.ashlar.error.SchemaException;
import io.ashlar.query.Order;
import io.ashlar.query.Predicate;
import io.ashlar.rows.analyze.TableStatistics;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.plan.OrderColumn;
import io.ashlar.rows.plan.Plan;
import io.ashlar.rows.plan.Planner;
import io.ashlar.rows.plan.Request;
import io.ashlar.rows.plan.Sorting;
import io.ashlar.rows.predicate.Filter;
import io.ashlar.rows.predicate.Parameters;
import io.ashlar.rows.predicate.PredicateCompiler;
import io.ashlar.rows.session.TableState;
import io.ashlar.rows.walk.LockedRow;
import java.util.List;

/**
 * By what an update or delete selects its rows, and the plan that finds them, which is kept from
 * one run to the next and made anew when the table or its statistics have changed. Of the
 * statement's user.
 */
final class SelectionPlan {

  /** The parameters of a statement that its predicate does not name. */
  interface OtherParameters {

    /**
     * Declares them, as the last that can be refused of a change to the statement.
     *
     * @throws io.ashlar.error.SchemaException when one does not go with those of the predicate;
     *     nothing has been changed then
     */
    void declare(TableDefinition definition, Parameters parameters);
  }

  private final TableState table;
  private final long sortBytes;
  private Predicate predicate;
  private Filter filter;
  private long limit = Long.MAX_VALUE;
  private List<Order> order = List.of();
  private Parameters parameters = new Parameters();
  private TableDefinition plannedFor;

  /** The statistics that the plan was chosen by, or null: it is chosen anew by others. */
  private TableStatistics plannedWith;

  private Plan plan;

  private LockedRow row;

  /**
   * Nothing is selected yet.
   *
   * @param sortBytes what a sort may use
   */
  SelectionPlan(TableState table, long sortBytes) {
    this.table = table;
    this.sortBytes = sortBytes;
  }

  Parameters parameters() {
    return parameters;
  }

  long limit() {
    return limit;
  }

  /** By which definition of the table it was planned. */
  TableDefinition definition() {
    return plannedFor;
  }

  Plan plan() {
    return plan;
  }

  /** A row of the plan under its lock; another object after each planning. */
  LockedRow row() {
    return row;
  }

  /** Selects by another predicate from here on; all parameters are unbound. */
  void where(Predicate condition, OtherParameters others) {
    Parameters fresh = new Parameters();
    TableDefinition definition = table.definition();
    Plan planned = planFor(definition, condition, filter, order, limit, fresh, true);
    others.declare(definition, fresh);
    predicate = condition;
    parameters = fresh;
    use(definition, planned);
  }

  /** Selects by another filter, beside the predicate. Bindings stay. */
  void filter(Filter judged) {
    TableDefinition definition = table.definition();
    Plan planned = planFor(definition, predicate, judged, order, limit, parameters, true);
    filter = judged;
    use(definition, planned);
  }

  /** Selects so many rows at most. Bindings stay. */
  void limit(long rows) {
    if (rows < 0) {
      throw new IllegalUseException("The limit is negative.", "limit", rows);
    }
    plan(order, rows);
  }

  /** Takes the rows in an order. Bindings stay. */
  void orderBy(List<Order> asked) {
    plan(asked, limit);
  }

  private void plan(List<Order> asked, long rows) {
    TableDefinition definition = table.definition();
    Plan planned = planFor(definition, predicate, filter, asked, rows, parameters, true);
    order = asked;
    limit = rows;
    use(definition, planned);
  }

  /** Unbinds all parameters, of which the others are these from here on. */
  void replaceParameters(OtherParameters others) {
    where(predicate, others);
  }

  /** Has these as the other parameters from here on, some of them new. Bindings stay. */
  void addParameters(OtherParameters others) {
    TableDefinition definition = table.definition();
    Parameters trial = new Parameters();
    new PredicateCompiler(definition, trial).compileLive(predicate);
    others.declare(definition, trial);
    others.declare(definition, parameters);
  }

  /** Plans anew unless the plan is of this definition and of the newest statistics. */
  void renew(TableDefinition definition) {
    if (definition != plannedFor || !table.liveStatistics().isAnalyzed(plannedWith)) {
      use(definition, planFor(definition, predicate, filter, order, limit, parameters, true));
    }
  }

  /** Plans without a sort from here on; false where no key gives the order. */
  boolean renewWithoutSort() {
    try {
      use(plannedFor, planFor(plannedFor, predicate, filter, order, limit, parameters, false));
    } catch (SchemaException noSuchKey) {
      return false;
    }
    return true;
  }

  private Plan planFor(
      TableDefinition definition,
      Predicate condition,
      Filter judged,
      List<Order> asked,
      long rows,
      Parameters parameters,
      boolean maySort) {
    TableStatistics analyzed = table.liveStatistics().analyzed();
    Plan planned =
        Planner.plan(
            definition,
            new Request(
                new PredicateCompiler(definition, parameters).compileLive(condition, judged),
                Request.primaryKeyOf(definition),
                OrderColumn.listOf(definition, asked),
                null,
                false,
                rows,
                0,
                asked.isEmpty() || !maySort
                    ? Sorting.NEVER
                    : new Sorting(Sorting.When.IF_CHEAPER, sortBytes)),
            table.liveStatistics());
    plannedWith = analyzed;
    return planned;
  }

  private void use(TableDefinition definition, Plan planned) {
    plannedFor = definition;
    plan = planned;
    row = new LockedRow(planned);
  }
}
