package io.ashlar.sql.access;

import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.sql.execute.Limit;
import io.ashlar.sql.execute.PlanText;
import io.ashlar.sql.execute.Reading;
import io.ashlar.sql.execute.RowSource;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.transaction.ReadTransaction;

/**
 * Rows of one table, by a scan that the table plans: its predicate, order and limit are judged
 * there. What is planned is kept until the table must plan anew by itself, or the limit changes.
 */
public final class TableScan extends RowSource {

  private static final long ALL = -1;

  private final ScanRequest request;
  private final Operands operands;
  private FrameTarget target;
  private final Frame frame;
  private final Scalar count;
  private final Scalar skipped;
  private final GivenLimits limits;
  private PreparedScan scan;

  /** What {@link #scan} was planned for. */
  private long plannedCount;

  private long plannedSkipped;
  private RowCursor cursor;

  /**
   * Of one query.
   *
   * @param request what is asked of the table
   * @param operands the parameters of its predicate
   * @param target takes each row
   * @param frame where that puts it
   * @param count LIMIT, as {@link Limit} takes it; null where another source limits
   * @param skipped OFFSET, the same
   * @param reading of the session
   */
  public TableScan(
      ScanRequest request,
      Operands operands,
      FrameTarget target,
      Frame frame,
      Scalar count,
      Scalar skipped,
      Reading reading) {
    this.limits = new GivenLimits(reading);
    this.request = request;
    this.operands = operands;
    this.target = target;
    this.frame = frame;
    this.count = count;
    this.skipped = skipped;
  }

  @Override
  public void open(ReadTransaction transaction) {
    plan();
    operands.bindTo(scan, frame);
    limits.limit(scan);
    cursor = scan.open(transaction);
  }

  private void plan() {
    long rows = Limit.number(count, ALL, "LIMIT");
    long passed = Limit.number(skipped, 0, "OFFSET");
    if (scan != null && (rows != plannedCount || passed != plannedSkipped)) {
      release();
    }
    if (scan == null) {
      scan = request.prepare(rows, passed);
      limits.renew();
      plannedCount = rows;
      plannedSkipped = passed;
    }
  }

  @Override
  public boolean next() {
    if (!cursor.next()) {
      return false;
    }
    cursor.readInto(target);
    return true;
  }

  @Override
  public boolean moveTo(int[] slots, Frame to) {
    FrameTarget moved = target.moved(slots, to);
    if (moved != null) {
      target = moved;
    }
    return moved != null;
  }

  @Override
  public void explain(PlanText plan) {
    plan();
    plan.line(request.table().name() + ":\n" + scan.explain());
  }

  @Override
  public String analyzed(ReadTransaction transaction) {
    plan();
    operands.bindTo(scan, frame);
    limits.limit(scan);
    return request.table().name() + ":\n" + scan.explainAnalyze(transaction).text();
  }

  @Override
  public void close() {
    RowCursor open = cursor;
    cursor = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public void release() {
    PreparedScan planned = scan;
    scan = null;
    if (planned != null) {
      planned.close();
    }
  }
}
