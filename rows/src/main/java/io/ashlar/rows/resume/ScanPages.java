package io.ashlar.rows.resume;

import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.argument.Arguments;
import io.ashlar.page.Continuation;
import io.ashlar.page.Page;
import io.ashlar.page.Pages;
import io.ashlar.page.StopReason;
import io.ashlar.row.Row;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.StatementLimits;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.agrona.DirectBuffer;

/**
 * Pages by two prepared scans of the same statement, one the reverse of the other. Each reads one
 * row more than a page has, to know whether another page follows.
 */
public final class ScanPages implements Pages {

  private final PreparedScan onward;
  private final PreparedScan back;
  private final int size;

  /**
   * Takes over two prepared scans.
   *
   * @param onward the statement, with a limit one above the size
   * @param back the same, walked the other way
   * @param size rows of a full page
   */
  public ScanPages(PreparedScan onward, PreparedScan back, int size) {
    this.onward = onward;
    this.back = back;
    this.size = size;
  }

  @Override
  public Page first(ReadTransaction transaction) {
    return read(transaction, onward, null).page(false);
  }

  @Override
  public Page last(ReadTransaction transaction) {
    return read(transaction, back, null).page(true);
  }

  @Override
  public Page get(ReadTransaction transaction, Continuation token) {
    Arguments.requireGiven(transaction, "transaction");
    Arguments.requireGiven(token, "token");
    boolean previous = positionOf(token).previous();
    return read(transaction, previous ? back : onward, token).page(previous);
  }

  private Portion read(ReadTransaction transaction, PreparedScan scan, Continuation token) {
    PreparedScan ready = token == null ? scan : scan.resume(token);
    try (RowCursor cursor = ready.open(transaction)) {
      List<Row> rows = new ArrayList<>();
      Optional<Continuation> behind = Optional.empty();
      // An empty page leads back to all before its place, the row there included.
      Optional<Continuation> before =
          Optional.ofNullable(token)
              .map(ScanPages::positionOf)
              .filter(at -> at.key() != null)
              .map(at -> tokenOf(at.turned(!at.inclusive())));
      while (cursor.next()) {
        if (rows.size() == size) {
          return new Portion(rows, before, behind, StopReason.LIMIT);
        }
        rows.add(cursor.copy());
        if (rows.size() == 1 && token != null) {
          before = cursor.continuation().map(at -> tokenOf(positionOf(at).turned(false)));
        }
        if (rows.size() == size) {
          behind = cursor.continuation();
        }
      }
      return new Portion(rows, before, cursor.continuation(), cursor.stopped());
    }
  }

  private static ScanPosition positionOf(Continuation token) {
    return ScanPosition.decode(token.toBytes());
  }

  private static Continuation tokenOf(ScanPosition position) {
    return Continuation.of(position.encode());
  }

  /** What one run has read, in the direction of the run. */
  private record Portion(
      List<Row> rows,
      Optional<Continuation> before,
      Optional<Continuation> behind,
      StopReason stopped) {

    Page page(boolean reversed) {
      if (!reversed) {
        return new Page(rows, behind, before, stopped);
      }
      Collections.reverse(rows);
      return new Page(rows, before, behind, stopped);
    }
  }

  @Override
  public Pages limitedBy(StatementLimits limits) {
    onward.limitedBy(limits);
    back.limitedBy(limits);
    return this;
  }

  @Override
  public Pages bind(int parameter, boolean value) {
    onward.bind(parameter, value);
    back.bind(parameter, value);
    return this;
  }

  @Override
  public Pages bind(int parameter, long value) {
    onward.bind(parameter, value);
    back.bind(parameter, value);
    return this;
  }

  @Override
  public Pages bind(int parameter, double value) {
    onward.bind(parameter, value);
    back.bind(parameter, value);
    return this;
  }

  @Override
  public Pages bind(int parameter, CharSequence value) {
    onward.bind(parameter, value);
    back.bind(parameter, value);
    return this;
  }

  @Override
  public Pages bind(int parameter, DirectBuffer value, int offset, int length) {
    onward.bind(parameter, value, offset, length);
    back.bind(parameter, value, offset, length);
    return this;
  }

  @Override
  public Pages bind(int parameter, byte[] value) {
    onward.bind(parameter, value);
    back.bind(parameter, value);
    return this;
  }

  @Override
  public Pages bind(int parameter, BigDecimal value) {
    onward.bind(parameter, value);
    back.bind(parameter, value);
    return this;
  }

  @Override
  public Pages bindValue(int parameter, Object value) {
    onward.bindValue(parameter, value);
    back.bindValue(parameter, value);
    return this;
  }

  @Override
  public Pages bindNull(int parameter) {
    onward.bindNull(parameter);
    back.bindNull(parameter);
    return this;
  }

  @Override
  public void close() {
    try {
      onward.close();
    } finally {
      back.close();
    }
  }
}
