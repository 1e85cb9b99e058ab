package io.ashlar.bench.reads.data;

import java.util.SplittableRandom;

/**
 * The queries of a case, one after the other, the same for every engine. Choosing one allocates
 * nothing. Belongs to one thread.
 */
public final class ReadQuery {

  /** How many ids a range has. */
  public static final int RANGE = 100;

  /** A window is this part of the time of all spans. */
  private static final int WINDOWS = 10;

  private static final long SHORTEST_THRESHOLD = 5_000;
  private static final long LONGEST_THRESHOLD = 200_000;

  private final ReadCase asked;
  private final SpanSource source;
  private final SplittableRandom random;
  private int number;
  private int trace;
  private String service = "";
  private long from;
  private long to;
  private long duration;

  /**
   * Begins before the first query.
   *
   * @param asked a case that {@linkplain ReadCase#isQuery is a query}
   * @param source the spans that there are
   * @param seed the same queries for the same seed
   */
  public ReadQuery(ReadCase asked, SpanSource source, long seed) {
    this.asked = asked;
    this.source = source;
    this.random = new SplittableRandom(seed * ReadCase.values().length + asked.checks());
  }

  /** Chooses the next query. */
  public void next() {
    number = random.nextInt(source.rows());
    switch (asked) {
      case TRACE -> trace = source.trace(number);
      case NEWEST -> {
        // Both ends are starts of spans, the last of which is of the service and not in the window.
        service = source.service(number);
        to = source.started(number);
        from = source.started(Math.max(0, number - source.rows() / WINDOWS));
      }
      case RANGE -> number = Math.max(0, Math.min(number, source.rows() - RANGE));
      case SCAN -> duration = random.nextLong(SHORTEST_THRESHOLD, LONGEST_THRESHOLD);
      default -> {}
    }
  }

  /**
   * Asks the query that was chosen.
   *
   * @param reader who answers; its transaction has begun
   * @param digest takes the answer
   * @return how many rows the answer has
   * @throws Exception when the engine fails
   */
  public int ask(SpanReader reader, RowDigest digest) throws Exception {
    long id = SpanSource.id(number);
    return switch (asked) {
      case POINT -> reader.point(id, digest);
      case ABSENT -> reader.point(id + 1, digest);
      case TRACE -> reader.trace(source.traceHigh(trace), source.traceLow(trace), digest);
      case NEWEST -> reader.newest(service, from, to, digest);
      case RANGE -> reader.range(id, id + 2L * RANGE, digest);
      case SCAN -> reader.scan(duration, digest);
      case GROUP -> reader.group(digest);
      case INSERT, COLD_START -> throw new IllegalStateException("no query: " + asked);
    };
  }

  /**
   * How many rows a query has met: those that it has answered with; where it adds rows up all that
   * there are, and of a row that is absent that one.
   *
   * @param answered what {@link #ask} has returned
   * @return the number
   * @throws IllegalStateException when so many rows cannot be right, as of an id that is there none
   */
  public long rowsMet(int answered) {
    if (!canHave(answered)) {
      throw new IllegalStateException(asked + " of " + this + " has " + answered + " rows");
    }
    return switch (asked) {
      case SCAN, GROUP -> source.rows();
      case ABSENT -> 1;
      default -> answered;
    };
  }

  private boolean canHave(int rows) {
    return switch (asked) {
      case POINT, SCAN -> rows == 1;
      case ABSENT -> rows == 0;
      case RANGE -> rows == Math.min(RANGE, source.rows());
      case NEWEST -> rows <= SpanReader.NEWEST;
      default -> rows > 0;
    };
  }

  /** What is asked, for people. */
  @Override
  public String toString() {
    return switch (asked) {
      case POINT -> "id " + SpanSource.id(number);
      case ABSENT -> "id " + (SpanSource.id(number) + 1);
      case TRACE -> "trace %016x%016x".formatted(source.traceHigh(trace), source.traceLow(trace));
      case NEWEST -> "service " + service + ", start from " + from + " to " + to;
      case RANGE -> "ids from " + SpanSource.id(number);
      case SCAN -> "duration above " + duration;
      default -> "all services";
    };
  }
}
