package io.ashlar.bench.reads.engine;

import static io.ashlar.query.Parameter.parameter;

import io.ashlar.Buffers;
import io.ashlar.Database;
import io.ashlar.Get;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Scan;
import io.ashlar.aggregate.Aggregate;
import io.ashlar.aggregate.AggregateReader;
import io.ashlar.aggregate.GroupCursor;
import io.ashlar.aggregate.LongAggregate;
import io.ashlar.aggregate.PreparedAggregate;
import io.ashlar.aggregate.PreparedGroups;
import io.ashlar.bench.reads.data.RowDigest;
import io.ashlar.bench.reads.data.Span;
import io.ashlar.bench.reads.data.SpanReader;
import io.ashlar.row.ByteView;
import io.ashlar.transaction.ReadTransaction;
import java.nio.ByteOrder;
import org.agrona.MutableDirectBuffer;

/** The prepared statements of one thread. */
final class AshlarReader implements SpanReader {

  private final Database database;
  private final SpanColumns columns;
  private final Get get;
  private final PreparedScan trace;
  private final PreparedScan newest;
  private final PreparedScan range;
  private final LongAggregate count = Aggregate.count();
  private final LongAggregate sum;
  private final LongAggregate last;
  private final PreparedAggregate scan;
  private final PreparedGroups group;
  private final DigestTarget ofGet;
  private final DigestTarget ofTrace;
  private final DigestTarget ofNewest;
  private final DigestTarget ofRange;
  private final MutableDirectBuffer traceKey = Buffers.wrap(new byte[Span.TRACE_BYTES]);
  private ReadTransaction transaction;

  AshlarReader(Database database, SpanColumns columns) {
    this.database = database;
    this.columns = columns;
    get = columns.table().get();
    trace =
        rows()
            .where(columns.traceId().eq(parameter(0)))
            .orderBy(columns.id().ascending())
            .unbounded()
            .prepare();
    newest =
        rows()
            .where(
                columns
                    .service()
                    .eq(parameter(0))
                    .and(columns.started().atLeast(parameter(1)))
                    .and(columns.started().lessThan(parameter(2))))
            .orderBy(columns.started().descending())
            .limit(NEWEST)
            .prepare();
    range =
        rows()
            .where(columns.id().atLeast(parameter(0)).and(columns.id().lessThan(parameter(1))))
            .orderBy(columns.id().ascending())
            .unbounded()
            .prepare();
    sum = Aggregate.sum(columns.duration());
    scan = rows().where(columns.duration().greaterThan(parameter(0))).aggregate(count, sum);
    last = Aggregate.max(columns.started());
    group = rows().groupBy(columns.service()).aggregate(count, last);
    ofGet = new DigestTarget(columns.all());
    ofTrace = new DigestTarget(columns.all());
    ofNewest = new DigestTarget(columns.all());
    ofRange = new DigestTarget(columns.all());
  }

  private Scan rows() {
    return columns.table().scan();
  }

  @Override
  public void begin() {
    transaction = database.beginRead();
  }

  @Override
  public void end() {
    transaction.close();
  }

  @Override
  public int point(long id, RowDigest digest) {
    if (!get.set(columns.id(), id).fetch(transaction)) {
      return 0;
    }
    get.readInto(ofGet.into(digest));
    return 1;
  }

  @Override
  public int trace(long high, long low, RowDigest digest) {
    traceKey.putLong(0, high, ByteOrder.BIG_ENDIAN);
    traceKey.putLong(Long.BYTES, low, ByteOrder.BIG_ENDIAN);
    return read(trace.bind(0, traceKey, 0, Span.TRACE_BYTES), ofTrace.into(digest));
  }

  @Override
  public int newest(String service, long from, long to, RowDigest digest) {
    return read(newest.bind(0, service).bind(1, from).bind(2, to), ofNewest.into(digest));
  }

  @Override
  public int range(long from, long to, RowDigest digest) {
    return read(range.bind(0, from).bind(1, to), ofRange.into(digest));
  }

  private int read(PreparedScan bound, DigestTarget target) {
    int found = 0;
    try (RowCursor row = bound.open(transaction)) {
      while (row.next()) {
        row.readInto(target);
        found++;
      }
    }
    return found;
  }

  @Override
  public int scan(long duration, RowDigest digest) {
    AggregateReader result = scan.bind(0, duration).fetch(transaction);
    digest.number(result.getLong(count));
    digest.number(result.isNull(sum) ? 0 : result.getLong(sum));
    return 1;
  }

  @Override
  public int group(RowDigest digest) {
    int found = 0;
    try (GroupCursor groups = group.open(transaction)) {
      while (groups.next()) {
        ByteView service = groups.view(columns.service());
        digest.bytes(service.buffer(), service.offset(), service.length());
        digest.number(groups.getLong(count));
        digest.number(groups.getLong(last));
        found++;
      }
    }
    return found;
  }

  @Override
  public void close() {
    trace.close();
    newest.close();
    range.close();
    scan.close();
    group.close();
  }
}
