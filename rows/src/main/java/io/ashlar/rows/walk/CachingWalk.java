package io.ashlar.rows.walk;

import io.ashlar.codec.key.KeyspacePrefix;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.LimitExceededException;
import io.ashlar.page.StopReason;
import io.ashlar.rows.plan.Plan;
import io.ashlar.rows.plan.RangeEncoder;
import io.ashlar.rows.predicate.Parameters;
import io.ashlar.rows.resultcache.CachedRows;
import io.ashlar.rows.resultcache.ResultCache;
import io.ashlar.rows.resultcache.ResultKey;
import io.ashlar.rows.resultcache.ResultSlot;
import io.ashlar.rows.resume.ReadMeter;
import io.ashlar.rows.resume.ScanPosition;
import io.ashlar.rows.row.RowSource;
import io.ashlar.rows.session.TransactionHandle;
import io.ashlar.txn.StoreTransaction;
import org.agrona.DirectBuffer;

/**
 * Shows the rows of a result that is still valid, or walks and keeps what it meets. A transaction
 * that has written, and one that reads the past, walks without the cache; what it meets is not what
 * others see.
 */
public final class CachingWalk implements RowWalk {

  private final RowWalk walk;
  private final ResultCache cache;
  private final Object scope;
  private final Parameters parameters;
  private final long limit;
  private final ResultKey key = new ResultKey();

  // What the plan walks, with the values that are bound; of the workspace.
  private DirectBuffer lower;
  private int lowerLength;
  private DirectBuffer upper;
  private int upperLength;

  private StoreTransaction store;

  /** What is shown; null while the walk is walked. */
  private CachedRows shown;

  /** Whether the last opening showed a result; stays when the walk is closed. */
  private boolean cached;

  private int position;
  private int ahead;

  /** What is kept of the walk; null while nothing is. */
  private CachedRows kept;

  private ResultSlot slot;

  /**
   * A walk.
   *
   * @param walk leads to the rows where no result is kept
   * @param cache keeps the results
   * @param scope tells statements apart that do not share results
   * @param parameters of the statement
   * @param limit how many rows are shown at most
   */
  public CachingWalk(
      RowWalk walk, ResultCache cache, Object scope, Parameters parameters, long limit) {
    this.walk = walk;
    this.cache = cache;
    this.scope = scope;
    this.parameters = parameters;
    this.limit = limit;
  }

  @Override
  public Plan plan() {
    return walk.plan();
  }

  @Override
  public RowSource source() {
    return walk.source();
  }

  @Override
  public void open(
      TransactionHandle transaction, Workspace memory, ScanPosition from, ReadMeter meter) {
    shown = null;
    cached = false;
    kept = null;
    slot = null;
    store = transaction.store();
    if (from == null && meter == null && mayCache(transaction) && named(memory)) {
      long view = store.readTimestamp();
      slot = cache.find(key);
      CachedRows found = slot == null ? null : slot.validAt(view, transaction.context().store());
      cache.count(found != null);
      if (found != null) {
        record(found);
        shown = found;
        cached = true;
        position = 0;
        ahead = found.rows();
        return;
      }
      if (slot == null) {
        slot = watched();
      }
      if (slot != null) {
        kept = new CachedRows(view, cache.resultLimitBytes());
      }
    }
    walk.open(transaction, memory, from, meter);
  }

  private boolean mayCache(TransactionHandle transaction) {
    return cache.resultLimitBytes() > 0
        && limit > 0
        && !transaction.readsPast()
        && !store.hasWrites()
        && !plan().predicate().isNeverTrue();
  }

  /** Names the result by the values that are bound and the range that they lead to. */
  private boolean named(Workspace memory) {
    Plan plan = plan();
    RangeEncoder range = memory.range;
    if (!range.encode(plan)) {
      return false;
    }
    hull(range);
    key.reset(scope, plan.path().table());
    key.addInt((plan.isBackward() ? 1 : 0) + (plan.fetchesRows() ? 2 : 0) + (plan.sorts() ? 4 : 0));
    key.add(lower, 0, lowerLength);
    key.add(upper, 0, upperLength);
    try {
      for (int i = 0; i < parameters.count(); i++) {
        int length = parameters.encode(i, memory.rowKey.resetEmpty()).length();
        key.add(memory.rowKey.buffer(), 0, length);
      }
      return true;
    } catch (LimitExceededException tooLong) {
      return false;
    }
  }

  /** Several ranges are watched and recorded as the one that spans them. */
  private void hull(RangeEncoder range) {
    if (range.isSeveral()) {
      lower = range.hullLower().buffer();
      lowerLength = range.hullLower().length();
      upper = range.hullUpper().buffer();
      upperLength = range.hullUpper().length();
    } else {
      lower = range.lower();
      lowerLength = range.lowerLength();
      upper = range.upper();
      upperLength = range.upperLength();
    }
  }

  private ResultSlot watched() {
    byte[][] rows = null;
    if (plan().fetchesRows()) {
      int keyspace = plan().path().table().keyspaceId();
      rows = new byte[][] {KeyspacePrefix.bytes(keyspace), KeyspacePrefix.bytes(keyspace + 1)};
    }
    return cache.watch(key, bytes(lower, lowerLength), bytes(upper, upperLength), rows);
  }

  private static byte[] bytes(DirectBuffer buffer, int length) {
    byte[] copy = new byte[length];
    buffer.getBytes(0, copy);
    return copy;
  }

  /** A serializable transaction has read this, too: the range, and the rows behind it. */
  private void record(CachedRows found) {
    if (!store.recordsReads()) {
      return;
    }
    store.recordRange(lower, lowerLength, upper, upperLength);
    if (!plan().fetchesRows()) {
      return;
    }
    if (!found.allFetched()) {
      int keyspace = plan().path().table().keyspaceId();
      store.recordRange(
          Flyweights.wrap(KeyspacePrefix.bytes(keyspace)),
          Integer.BYTES,
          Flyweights.wrap(KeyspacePrefix.bytes(keyspace + 1)),
          Integer.BYTES);
      return;
    }
    int at = 0;
    for (int i = 0; i < found.rows(); i++) {
      store.recordKey(found.buffer(), found.keyOffset(at), found.keyLength(at));
      at = found.next(at);
    }
  }

  @Override
  public boolean outgrown() {
    return walk.outgrown();
  }

  @Override
  public boolean next() {
    if (shown != null) {
      return showNext();
    }
    // Of a walk that fails there is nothing to keep.
    CachedRows result = kept;
    kept = null;
    boolean found = walk.next();
    // Own writes since the opening, of which others must not see anything, end it too.
    if (result != null && !store.hasWrites()) {
      keep(found, result);
    }
    return found;
  }

  private boolean showNext() {
    if (ahead == 0) {
      return false;
    }
    ahead--;
    DirectBuffer rows = shown.buffer();
    source()
        .wrap(
            rows,
            shown.keyOffset(position),
            shown.keyLength(position),
            rows,
            shown.valueOffset(position),
            shown.valueLength(position));
    position = shown.next(position);
    return true;
  }

  private void keep(boolean found, CachedRows result) {
    if (found && !copy(result)) {
      return;
    }
    if (found && result.rows() < limit) {
      kept = result;
    } else {
      result.finish(walk.fetches() == result.rows());
      cache.offer(slot, result);
    }
  }

  private boolean copy(CachedRows result) {
    RowSource row = source();
    return result.add(
        row.keyBuffer(),
        row.keyOffset(),
        row.keyLength(),
        row.valueBuffer(),
        row.valueOffset(),
        row.valueLength());
  }

  @Override
  public boolean cached() {
    return cached;
  }

  @Override
  public long moved() {
    return cached ? 0 : walk.moved();
  }

  @Override
  public long fetches() {
    return cached ? 0 : walk.fetches();
  }

  @Override
  public StopReason stopped() {
    if (shown == null) {
      return walk.stopped();
    }
    return ahead == 0 && shown.rows() < limit ? StopReason.EXHAUSTED : StopReason.RUNNING;
  }

  /** What is shown does not know the entries that led to it. */
  @Override
  public byte[] position() {
    throw new IllegalUseException(
        "A scan that keeps its results has no continuation.",
        "table",
        plan().path().table().name());
  }

  @Override
  public void requirePosition() {
    if (shown == null) {
      walk.requirePosition();
    }
  }

  @Override
  public void close() {
    shown = null;
    kept = null;
    slot = null;
    walk.close();
  }
}
