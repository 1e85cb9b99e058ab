package io.ashlar.page;

import io.ashlar.argument.Arguments;
import io.ashlar.error.ContinuationException;
import java.util.Arrays;
import java.util.Base64;
import java.util.OptionalLong;

/**
 * Where a scan stopped: the key of the last entry that it read or, where rows were sorted, the
 * values of the order and the primary key of the last row that it showed. Given to {@link
 * io.ashlar.PreparedScan#resume}, the same scan goes on behind that key, in another transaction,
 * another process, or after a restart of the database.
 *
 * <p><b>What it is bound to.</b> The table, the key that is walked or the sort, the direction, the
 * predicate with the values of its constants and parameters, and the order. Another limit, offset,
 * budget, selection of columns or lock mode is no other statement. A scan goes on as it was begun,
 * along the same key or sorting, whatever it would choose at the beginning by now: renamed or
 * widened columns, new indexes and planner statistics do no harm; a dropped index that was walked,
 * a scan that may not sort any more, or a recreated table is a {@link ContinuationException}. A
 * sort goes on whatever indexes there are.
 *
 * <p><b>What it sees.</b> A token as {@link io.ashlar.RowCursor#continuation} gives it holds no
 * view: each run reads what its own transaction sees. Whoever goes on in the same {@link
 * io.ashlar.transaction.ReadTransaction} reads one state. Otherwise, where others write between two
 * runs, a row that stays as it is comes exactly once. Walked by the primary key that holds for
 * every row that exists all the time, whatever else of it changes; walked by an index or sorted, a
 * row whose indexed or ordering columns change may move past the place and be missed, or before it
 * and come again. A token of {@link io.ashlar.RowCursor#pinnedContinuation} holds the timestamp,
 * and is refused in a transaction that reads another state.
 *
 * <p><b>What it shows.</b> It is opaque and checksummed, not encrypted nor signed: it holds the
 * bytes of a key, so it tells the indexed or ordering values of one row to whoever has it. One that
 * was forged can move the place, but never out of the range that the scan's own predicate allows.
 *
 * <p>Immutable. Below 50 bytes and the length of the key.
 */
public final class Continuation {

  private final byte[] bytes;
  private final OptionalLong state;

  private Continuation(byte[] bytes, OptionalLong state) {
    this.bytes = bytes;
    this.state = state;
  }

  /**
   * Reads a token.
   *
   * @param bytes from {@link #toBytes}; copied
   * @return the token
   * @throws ContinuationException when it is damaged, or of a version that is not known here
   */
  public static Continuation of(byte[] bytes) {
    Arguments.requireGiven(bytes, "bytes");
    byte[] copy = bytes.clone();
    return new Continuation(copy, InstalledFormat.get().stateOf(copy));
  }

  /**
   * Reads a token from its text.
   *
   * @param text from {@link #toString}
   * @return the token
   * @throws ContinuationException as {@link #of}
   */
  public static Continuation parse(String text) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(Arguments.given(text, "text"));
    } catch (IllegalArgumentException e) {
      throw new ContinuationException(e, "The continuation is damaged.", "reason", "text");
    }
    Continuation parsed = of(bytes);
    if (!parsed.toString().equals(text)) {
      throw new ContinuationException("The continuation is damaged.", "reason", "text");
    }
    return parsed;
  }

  /**
   * The token as bytes.
   *
   * @return a copy
   */
  public byte[] toBytes() {
    return bytes.clone();
  }

  /**
   * The timestamp of the state that it is pinned to.
   *
   * @return the commit timestamp; empty when it goes on in whatever its transaction sees
   */
  public OptionalLong timestamp() {
    return state;
  }

  /**
   * The token as text that needs no escaping in a URL, a header or JSON.
   *
   * @return letters, digits, {@code -} and {@code _}
   */
  @Override
  public String toString() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Continuation token && Arrays.equals(bytes, token.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
