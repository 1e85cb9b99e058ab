package io.ashlar.rows.aggregate;

import io.ashlar.aggregate.Aggregate;
import io.ashlar.aggregate.AggregateReader;
import io.ashlar.aggregate.DecimalAggregate;
import io.ashlar.aggregate.DoubleAggregate;
import io.ashlar.aggregate.LongAggregate;
import io.ashlar.argument.Arguments;
import io.ashlar.codec.value.ValueReader;
import io.ashlar.codec.valuetype.ValueType;
import io.ashlar.error.IllegalUseException;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.predicate.ExpressionCompiler;
import io.ashlar.rows.predicate.Parameters;
import io.ashlar.rows.predicate.PredicateCompiler;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.util.BitSet;
import java.util.List;

/** The aggregates of one statement: takes rows, shows results. Allocates for decimals alone. */
public final class AggregateValues implements AggregateReader {

  private final Aggregate[] handles;
  private final Accumulator[] accumulators;
  private final BitSet columns = new BitSet();
  private boolean shown;

  /** Raised whenever results are shown or forgotten: a getter meanwhile has read neither. */
  private long generation;

  /**
   * Compiles the aggregates against a table.
   *
   * @param table the table
   * @param parameters receives the parameters that occur
   * @param aggregates the handles
   * @throws io.ashlar.error.SchemaException when a column does not belong to the table
   */
  public AggregateValues(TableDefinition table, Parameters parameters, List<Aggregate> aggregates) {
    handles = aggregates.toArray(new Aggregate[0]);
    accumulators = new Accumulator[handles.length];
    ExpressionCompiler compiler = new ExpressionCompiler(table, parameters, columns);
    for (int i = 0; i < handles.length; i++) {
      accumulators[i] = accumulator(table, compiler, handles[i]);
    }
  }

  private Accumulator accumulator(
      TableDefinition table, ExpressionCompiler compiler, Aggregate handle) {
    boolean greatest = handle.function() == Aggregate.Function.MAX;
    if (handle.column() != null) {
      int ordinal = PredicateCompiler.ordinalOf(table, handle.column());
      columns.set(ordinal);
      return handle.function() == Aggregate.Function.COUNT
          ? Counts.of(ordinal)
          : new KeptColumn(ordinal, ValueType.of(handle.column().type().kind()), greatest);
    }
    return switch (handle.function()) {
      case COUNT -> Counts.ofRows();
      case SUM, AVG ->
          Sums.of(compiler.scalar(handle.number()), handle.function() == Aggregate.Function.AVG);
      case MIN, MAX -> Extremes.of(compiler.scalar(handle.number()), greatest);
    };
  }

  /**
   * The columns that are read.
   *
   * @return their ordinals; not to be changed
   */
  public BitSet columns() {
    return columns;
  }

  /** Forgets all rows. */
  public void reset() {
    shown = false;
    generation++;
    for (Accumulator accumulator : accumulators) {
      accumulator.reset();
    }
  }

  /**
   * Takes one row.
   *
   * @param row the row
   */
  public void accept(ValueReader row) {
    for (Accumulator accumulator : accumulators) {
      accumulator.accept(row);
    }
  }

  /**
   * Takes one row for one aggregate alone.
   *
   * @param aggregate the place of its handle
   * @param row the row
   */
  public void accept(int aggregate, ValueReader row) {
    accumulators[aggregate].accept(row);
  }

  /**
   * Whether an aggregate has met a value.
   *
   * @param aggregate the place of its handle
   * @return true when one was not null
   */
  public boolean hasValue(int aggregate) {
    return accumulators[aggregate].values > 0;
  }

  /** Bytes that {@link #save} writes. */
  int stateBytes() {
    int bytes = 0;
    for (Accumulator accumulator : accumulators) {
      bytes += accumulator.stateBytes();
    }
    return bytes;
  }

  /** Writes what is known of one group, where zeros stand or what was written for it earlier. */
  void save(GroupMemory memory, int at) {
    int next = at;
    for (Accumulator accumulator : accumulators) {
      accumulator.save(memory, next);
      next += accumulator.stateBytes();
    }
  }

  /** Knows of another group what was saved of it. */
  void restore(GroupMemory memory, int at) {
    int next = at;
    for (Accumulator accumulator : accumulators) {
      accumulator.restore(memory, next);
      next += accumulator.stateBytes();
    }
  }

  /** Shows the results, until the next {@link #reset}. */
  public void show() {
    generation++;
    shown = true;
  }

  private Accumulator result(Aggregate handle) {
    Arguments.requireGiven(handle, "aggregate");
    if (!shown) {
      throw new IllegalUseException("There is no result to read.", "aggregate", handle);
    }
    for (int i = 0; i < handles.length; i++) {
      if (handles[i] == handle) {
        return accumulators[i];
      }
    }
    throw new IllegalUseException("The statement has no such aggregate.", "aggregate", handle);
  }

  private Accumulator value(Aggregate handle) {
    Accumulator result = result(handle);
    if (result.isNull()) {
      throw new IllegalUseException("The aggregate is null.", "aggregate", handle);
    }
    return result;
  }

  /** What a getter fails with: of results that were gone meanwhile a failure says nothing. */
  private RuntimeException judged(long before, RuntimeException failure) {
    VarHandle.loadLoadFence();
    return generation == before
        ? failure
        : new IllegalUseException(failure, "The reader was moved by another thread.");
  }

  @Override
  public boolean isNull(Aggregate aggregate) {
    return result(aggregate).isNull();
  }

  @Override
  public long getLong(LongAggregate aggregate) {
    long before = generation;
    try {
      return value(aggregate).longResult();
    } catch (RuntimeException e) {
      throw judged(before, e);
    }
  }

  @Override
  public double getDouble(DoubleAggregate aggregate) {
    long before = generation;
    try {
      return value(aggregate).doubleResult();
    } catch (RuntimeException e) {
      throw judged(before, e);
    }
  }

  @Override
  public BigDecimal getDecimal(DecimalAggregate aggregate) {
    long before = generation;
    try {
      return value(aggregate).decimalResult();
    } catch (RuntimeException e) {
      throw judged(before, e);
    }
  }

  @Override
  public Object get(Aggregate aggregate) {
    long before = generation;
    try {
      Accumulator result = result(aggregate);
      return result.isNull() ? null : result.objectResult();
    } catch (RuntimeException e) {
      throw judged(before, e);
    }
  }
}
