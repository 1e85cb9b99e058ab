package io.ashlar.sql.access;

import io.ashlar.Get;
import io.ashlar.PreparedScan;
import io.ashlar.query.Comparison;
import io.ashlar.query.Parameter;
import io.ashlar.query.Predicate;
import io.ashlar.sql.execute.PlanText;
import io.ashlar.sql.execute.Reading;
import io.ashlar.sql.execute.RowSource;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.transaction.ReadTransaction;
import java.util.List;

/**
 * The row of one primary key, for a condition that says what each of its columns is equal to and
 * nothing else: a get, where a scan would open a cursor for it. The row is read when the run
 * begins, so that it does not show what is written after that.
 */
public final class PointGet extends RowSource {

  private final ScanRequest request;
  private final KeyColumn[] key;
  private FrameTarget target;
  private final Frame frame;
  private final GivenLimits limits;

  /** Made for the first run. */
  private Get get;

  /** Whether the row was found and not shown. */
  private boolean ahead;

  private PointGet(
      ScanRequest request, KeyColumn[] key, FrameTarget target, Frame frame, Reading reading) {
    this.request = request;
    this.key = key;
    this.target = target;
    this.frame = frame;
    this.limits = new GivenLimits(reading);
  }

  /**
   * For what is asked of a table.
   *
   * @param request what is asked
   * @param operands the parameters of its predicate
   * @param target takes the row
   * @param frame where that puts it
   * @param reading of the session
   * @return null where more than one row can be meant, or rows are locked
   */
  public static PointGet of(
      ScanRequest request,
      List<Scalar> operands,
      FrameTarget target,
      Frame frame,
      Reading reading) {
    List<String> names = request.table().schema().primaryKey();
    List<Predicate> terms =
        request.predicate() instanceof Predicate.And and
            ? and.terms()
            : request.predicate() == null ? List.of() : List.of(request.predicate());
    if (names.isEmpty()
        || terms.size() != names.size()
        || request.lock() != ScanRequest.Lock.NONE) {
      return null;
    }
    KeyColumn[] key = new KeyColumn[names.size()];
    for (int i = 0; i < key.length; i++) {
      key[i] = keyColumn(names.get(i), terms, operands);
      if (key[i] == null) {
        return null;
      }
    }
    return new PointGet(request, key, target, frame, reading);
  }

  private static KeyColumn keyColumn(String name, List<Predicate> terms, List<Scalar> operands) {
    for (Predicate term : terms) {
      if (term instanceof Predicate.Compare compare
          && compare.comparison() == Comparison.EQUAL
          && compare.column().name().equals(name)
          && compare.operand() instanceof Parameter parameter) {
        return KeyColumn.of(compare.column(), operands.get(parameter.index()));
      }
    }
    return null;
  }

  @Override
  public void open(ReadTransaction transaction) {
    if (get == null) {
      get = request.table().get();
    }
    for (KeyColumn column : key) {
      column.set(get, frame);
    }
    limits.limit(get);
    ahead = get.fetch(transaction);
  }

  @Override
  public boolean next() {
    if (!ahead) {
      return false;
    }
    ahead = false;
    get.readInto(target);
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
    try (PreparedScan scan = request.prepare(-1, 0)) {
      plan.line(request.table().name() + ":\n" + scan.explain());
    }
  }

  @Override
  public void close() {
    ahead = false;
  }
}
