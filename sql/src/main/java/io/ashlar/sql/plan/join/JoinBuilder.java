package io.ashlar.sql.plan.join;

import io.ashlar.Database;
import io.ashlar.query.Order;
import io.ashlar.sql.access.FrameTarget;
import io.ashlar.sql.access.Operands;
import io.ashlar.sql.access.PastScan;
import io.ashlar.sql.access.PointGet;
import io.ashlar.sql.access.ScanRequest;
import io.ashlar.sql.access.TableScan;
import io.ashlar.sql.bind.Binding;
import io.ashlar.sql.bind.Source;
import io.ashlar.sql.execute.Derived;
import io.ashlar.sql.execute.Filter;
import io.ashlar.sql.execute.NestedLoop;
import io.ashlar.sql.execute.OneRow;
import io.ashlar.sql.execute.RowSource;
import io.ashlar.sql.execute.RowStore;
import io.ashlar.sql.join.EqualityKeys;
import io.ashlar.sql.join.HashJoin;
import io.ashlar.sql.operator.Logic;
import io.ashlar.sql.scalar.ColumnReference;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.type.SqlType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Makes sources of what was planned, when all columns are known that anybody asks for. */
public final class JoinBuilder {

  private final List<FromItem> items;
  private final Frame frame;
  private final Binding binding;
  private final Database database;
  private final ScanWishes wishes;

  /**
   * What the one table sees to itself, and which rows are locked.
   *
   * @param order empty for any
   * @param count LIMIT; null when it is judged above
   * @param skipped OFFSET, the same
   * @param lock how rows are locked
   * @param locked the numbers of the items of which
   */
  public record ScanWishes(
      List<Order> order, Scalar count, Scalar skipped, ScanRequest.Lock lock, BitSet locked) {}

  /**
   * For one query block.
   *
   * @param items all items of FROM, by their numbers
   * @param frame where rows are put
   * @param binding of the statement
   * @param database where earlier times are read
   * @param wishes what is asked of tables
   */
  public JoinBuilder(
      List<FromItem> items, Frame frame, Binding binding, Database database, ScanWishes wishes) {
    this.items = items;
    this.frame = frame;
    this.binding = binding;
    this.database = database;
    this.wishes = wishes;
  }

  /**
   * The source of a plan.
   *
   * @param plan as {@link JoinPlanner} made it of the items
   * @return a new source, to be opened
   */
  public RowSource build(JoinPlan plan) {
    if (plan instanceof JoinPlan.Read read) {
      return read(read.item());
    }
    if (plan instanceof JoinPlan.Filtered filtered) {
      return new Filter(build(filtered.rows()), filtered.condition(), frame);
    }
    if (plan instanceof JoinPlan.Loop loop) {
      int[] nulled = loop.left() ? slots(loop.inner().sources()) : null;
      return new NestedLoop(
          build(loop.outer()),
          build(loop.inner()),
          loop.condition(),
          nulled,
          frame,
          binding.reading());
    }
    return plan instanceof JoinPlan.Hash hash ? hash(hash) : new OneRow();
  }

  private RowSource hash(JoinPlan.Hash hash) {
    BitSet kept = hash.build().sources();
    List<SqlType> types = used(kept).stream().map(used -> used.column().type()).toList();
    List<Integer> slots = used(kept).stream().map(Source.Used::slot).toList();
    return new HashJoin(
        build(hash.probe()),
        build(hash.build()),
        new HashJoin.Kept(types, slots, RowStore.MAX_BYTES),
        new EqualityKeys(hash.probes(), hash.kept()),
        hash.condition(),
        hash.kind(),
        slots(hash.probe().sources()),
        frame,
        binding.reading());
  }

  private List<Source.Used> used(BitSet sources) {
    List<Source.Used> used = new ArrayList<>();
    sources.stream().forEach(number -> used.addAll(items.get(number).source().used()));
    return used;
  }

  private int[] slots(BitSet sources) {
    return used(sources).stream().mapToInt(Source.Used::slot).toArray();
  }

  private RowSource read(FromItem item) {
    RowSource rows = item.table() != null ? scan(item) : derived(item);
    return item.filters().isEmpty()
        ? rows
        : new Filter(rows, Logic.and(item.filters(), binding.context()), frame);
  }

  private RowSource scan(FromItem item) {
    FrameTarget target = FrameTarget.of(item.source(), frame);
    ScanRequest.Lock lock =
        wishes.locked().get(item.number()) ? wishes.lock() : ScanRequest.Lock.NONE;
    ScanRequest request =
        new ScanRequest(item.table(), item.predicate(), wishes.order(), target.columns(), lock);
    if (item.asOf() == null && wishes.count() == null && wishes.skipped() == null) {
      RowSource row =
          PointGet.of(request, item.lowering().operands(), target, frame, binding.reading());
      if (row != null) {
        return row;
      }
    }
    Operands operands = new Operands(item.lowering().operands());
    RowSource scan =
        new TableScan(
            request, operands, target, frame, wishes.count(), wishes.skipped(), binding.reading());
    return item.asOf() == null ? scan : new PastScan(scan, database, item.asOf());
  }

  private RowSource derived(FromItem item) {
    List<Scalar> columns = new ArrayList<>();
    List<Source.Used> used = item.source().used();
    for (Source.Used column : used) {
      columns.add(ColumnReference.of(column.column().type(), column.index()));
    }
    int[] slots = used.stream().mapToInt(Source.Used::slot).toArray();
    return new Derived(item.rows(), item.frame(), columns, slots, item.captured(), frame);
  }
}
