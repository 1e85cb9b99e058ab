package io.ashlar.sql.value;

import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.type.DataErrors;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/**
 * Matches texts with a pattern of LIKE, by code points. A pattern is compiled once into the runs
 * between its {@code %}; each run is searched from where the last one ended and never further left,
 * so a text is walked once for each place where a run may begin: the time is at most the product of
 * the text and its longest run, and for runs without {@code _} and patterns without two {@code %} a
 * walk. One owner; matching allocates nothing, nor does compiling a pattern that is not longer than
 * any before.
 */
public final class LikeMatcher {

  /** What a pattern has that says that there is no escape. */
  public static final int NO_ESCAPE = -1;

  private static final int ANY = -1;
  private static final int FIRST_POINTS = 16;

  private final boolean ignoreCase;

  /** Code points of all runs; ANY stands for a {@code _}. */
  private int[] points = new int[FIRST_POINTS];

  /** Where each run ends in {@link #points}; a pattern has one run more than {@code %}. */
  private int[] runs = new int[FIRST_POINTS];

  private int pointCount;
  private int runCount;

  /**
   * A matcher.
   *
   * @param ignoreCase whether letters match in either case
   */
  public LikeMatcher(boolean ignoreCase) {
    this.ignoreCase = ignoreCase;
  }

  /**
   * Takes a pattern.
   *
   * @param pattern where
   * @param offset its first byte
   * @param length how many bytes
   * @param escape the code point that makes the next one stand for itself, or {@link #NO_ESCAPE}
   * @throws io.ashlar.sql.error.SqlException 22025 when the pattern ends with its escape
   */
  public void compile(DirectBuffer pattern, int offset, int length, int escape) {
    pointCount = 0;
    runCount = 0;
    int end = offset + length;
    int at = offset;
    while (at < end) {
      int point = Utf8Text.pointAt(pattern, at);
      at += Utf8Text.bytesOf(pattern.getByte(at));
      if (point == escape) {
        if (at >= end) {
          throw DataErrors.plain(
              SqlState.INVALID_ESCAPE_SEQUENCE, "The pattern ends with its escape character.");
        }
        add(folded(Utf8Text.pointAt(pattern, at)));
        at += Utf8Text.bytesOf(pattern.getByte(at));
      } else if (point == '%') {
        // Two % beside each other match what one matches.
        if (runCount == 0 || runs[runCount - 1] != pointCount) {
          endRun();
        }
      } else {
        add(point == '_' ? ANY : folded(point));
      }
    }
    endRun();
  }

  private void add(int point) {
    if (pointCount == points.length) {
      points = Arrays.copyOf(points, 2 * pointCount);
    }
    points[pointCount++] = point;
  }

  private void endRun() {
    if (runCount == runs.length) {
      runs = Arrays.copyOf(runs, 2 * runCount);
    }
    runs[runCount++] = pointCount;
  }

  /**
   * Whether a text matches the pattern that was taken last.
   *
   * @param text where
   * @param offset its first byte
   * @param length how many bytes
   * @return true when it does
   */
  public boolean matches(DirectBuffer text, int offset, int length) {
    int end = offset + length;
    int at = match(text, offset, end, 0, runs[0]);
    if (at < 0 || runCount == 1) {
      return at == end;
    }
    for (int run = 1; run < runCount - 1; run++) {
      at = find(text, at, end, runs[run - 1], runs[run]);
      if (at < 0) {
        return false;
      }
    }
    return endsWith(text, at, end, runs[runCount - 2], runs[runCount - 1]);
  }

  /** Where the text goes on behind a run that it begins with at a place; -1 when it does not. */
  private int match(DirectBuffer text, int from, int end, int first, int last) {
    int at = from;
    for (int i = first; i < last; i++) {
      if (at >= end) {
        return -1;
      }
      int point = points[i];
      byte lead = text.getByte(at);
      if (lead >= 0) {
        if (point != ANY && point != (ignoreCase ? folded(lead) : lead)) {
          return -1;
        }
        at++;
      } else {
        if (point != ANY && point != folded(Utf8Text.pointAt(text, at))) {
          return -1;
        }
        at += Utf8Text.bytesOf(lead);
      }
    }
    return at;
  }

  /** Where the text goes on behind the first place that has a run; -1 when none has. */
  private int find(DirectBuffer text, int from, int end, int first, int last) {
    int at = from;
    while (true) {
      int behind = match(text, at, end, first, last);
      if (behind >= 0) {
        return behind;
      }
      if (at >= end) {
        return -1;
      }
      at += Utf8Text.bytesOf(text.getByte(at));
    }
  }

  private boolean endsWith(DirectBuffer text, int from, int end, int first, int last) {
    int at = end;
    for (int i = first; i < last; i++) {
      if (at <= from) {
        return false;
      }
      at = Utf8Text.before(text, at);
    }
    return match(text, at, end, first, last) == end;
  }

  private int folded(int point) {
    if (!ignoreCase) {
      return point;
    }
    if (point < 0x80) {
      return point >= 'A' && point <= 'Z' ? point + 0x20 : point;
    }
    return Character.toLowerCase(Character.toUpperCase(point));
  }
}
