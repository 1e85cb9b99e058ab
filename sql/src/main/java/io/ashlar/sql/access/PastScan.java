package io.ashlar.sql.access;

import io.ashlar.Database;
import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.execute.PlanText;
import io.ashlar.sql.execute.RowSource;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.type.SqlKind;
import io.ashlar.transaction.ReadTransaction;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.UnaryOperator;

/** The rows of a table as they were at an earlier time, read beside the statement's transaction. */
public final class PastScan extends RowSource {

  private final Database database;
  private final Scalar time;
  private RowSource scan;
  private ReadTransaction past;

  /**
   * Of a scan.
   *
   * @param scan the scan
   * @param database what is read
   * @param time a TIMESTAMP WITH TIME ZONE, or a commit timestamp as BIGINT; reads no row
   */
  public PastScan(RowSource scan, Database database, Scalar time) {
    this.scan = scan;
    this.database = database;
    this.time = time;
  }

  @Override
  public void open(ReadTransaction transaction) {
    close();
    if (!time.evaluate(null)) {
      throw SqlException.nowhere(
          SqlState.INVALID_PARAMETER, "The time at which a table is read is null.");
    }
    past =
        time.type().kind() == SqlKind.BIGINT
            ? database.beginReadAsOf(time.word())
            : database.beginReadAsOf(Instant.EPOCH.plus(time.word(), ChronoUnit.MICROS));
    scan.open(past);
  }

  @Override
  public boolean next() {
    return scan.next();
  }

  @Override
  public boolean moveTo(int[] slots, Frame to) {
    return scan.moveTo(slots, to);
  }

  @Override
  protected void wrap(UnaryOperator<RowSource> wrapper) {
    scan = wrapper.apply(scan);
  }

  @Override
  public void explain(PlanText plan) {
    plan.line("as of an earlier time");
    plan.child(scan);
  }

  @Override
  public void close() {
    ReadTransaction open = past;
    past = null;
    try {
      scan.close();
    } finally {
      if (open != null) {
        open.close();
      }
    }
  }

  @Override
  public void release() {
    scan.release();
  }
}
