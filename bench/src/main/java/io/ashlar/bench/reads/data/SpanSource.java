package io.ashlar.bench.reads.data;

import java.util.List;
import java.util.SplittableRandom;

/**
 * All spans, each made anew when it is asked for: a span follows from the seed and its number.
 *
 * <p>Ids are even, so that between any two there is one that is absent. Starts ascend by a
 * millisecond a span, with a jitter of up to {@value #JITTER} of them, and no two are equal. Of
 * {@value #OPEN_TRACES} traces that are under way a span belongs to any; they end together, after
 * {@value #SPANS_OF_BLOCK} spans. Of the services the first is met much more often than the last.
 *
 * @param seed different data for each
 * @param rows how many spans, at least 1
 */
public record SpanSource(long seed, int rows) {

  /** From a service that is met often to one that is met seldom. */
  public static final List<String> SERVICES =
      List.of(
          "frontend",
          "gateway",
          "catalog",
          "session",
          "cart",
          "search",
          "pricing",
          "inventory",
          "checkout",
          "payment",
          "customer",
          "recommendation",
          "shipping",
          "notification",
          "review",
          "fraud-detection",
          "image-resizer",
          "translation",
          "invoice",
          "audit-export");

  static final int JITTER = 8;
  static final int OPEN_TRACES = 16;
  static final int SPANS_OF_BLOCK = 128;
  static final long MICROS_OF_SPAN = 1_000;

  private static final long FIRST_START = 1_767_225_600_000_000L;
  private static final List<String> VERBS = List.of("GET", "PUT", "POST", "DELETE", "rpc");
  private static final List<String> NOUNS = List.of("item", "list");
  private static final int DURATION_DOUBLINGS = 14;
  private static final int SHORTEST_DURATION = 50;
  private static final int FAILURES_PER_MILLE = 20;
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /**
   * The id of a span.
   *
   * @param number from 0
   * @return even
   */
  public static long id(int number) {
    return 2L * number + 2;
  }

  /**
   * The trace of a span.
   *
   * @param number of the span, from 0
   * @return the number of the trace
   */
  public int trace(int number) {
    int open = (int) (mix(seed ^ mix(number)) >>> 60);
    return number / SPANS_OF_BLOCK * OPEN_TRACES + open;
  }

  /**
   * Half of a trace's id.
   *
   * @param trace its number
   * @return eight bytes
   */
  public long traceHigh(int trace) {
    return mix(mix(seed) + 2L * trace);
  }

  /**
   * The other half of a trace's id.
   *
   * @param trace its number
   * @return eight bytes
   */
  public long traceLow(int trace) {
    return mix(mix(seed) + 2L * trace + 1);
  }

  /** The first start, without jitter, of the span with a number, which may be that of no span. */
  static long startOf(long number) {
    return FIRST_START + number * MICROS_OF_SPAN;
  }

  /**
   * When a span began.
   *
   * @param number of the span, from 0
   * @return microseconds since 1970
   */
  public long started(int number) {
    long jitter = (mix(seed + mix(~number)) >>> 32) % JITTER;
    return startOf(number + jitter) + number % MICROS_OF_SPAN;
  }

  /**
   * The service that a span is of.
   *
   * @param number of the span, from 0
   * @return its name, one of {@link #SERVICES}
   */
  public String service(int number) {
    double share =
        (mix(seed - mix(~number)) >>> Byte.SIZE) / (double) (1L << (Long.SIZE - Byte.SIZE));
    return SERVICES.get((int) (SERVICES.size() * share * share * share));
  }

  /**
   * A span.
   *
   * @param number from 0, below {@link #rows}
   * @return made anew
   */
  public Span span(int number) {
    SplittableRandom random = new SplittableRandom(mix(seed + GOLDEN * number));
    int trace = trace(number);
    String service = service(number);
    String verb = VERBS.get(random.nextInt(VERBS.size()));
    String noun = NOUNS.get(random.nextInt(NOUNS.size()));
    double doublings = DURATION_DOUBLINGS * random.nextDouble();
    boolean failed = random.nextInt(1_000) < FAILURES_PER_MILLE;
    return new Span(
        id(number),
        traceHigh(trace),
        traceLow(trace),
        service,
        verb + " /" + service + "/" + noun,
        started(number),
        (long) (SHORTEST_DURATION * Math.pow(2, doublings)),
        failed ? random.nextInt(1, 16) : 0,
        attributes(random, failed));
  }

  private static String attributes(SplittableRandom random, boolean failed) {
    return "http.status_code="
        + (failed ? "503" : "200")
        + ";host.name=node-"
        + random.nextInt(100, 200)
        + ";thread.id="
        + random.nextInt(10, 90)
        + ";net.peer.ip=10.4."
        + random.nextInt(100, 250)
        + "."
        + random.nextInt(100, 250)
        + ";user.id="
        + Long.toHexString(random.nextLong() | Long.MIN_VALUE);
  }

  private static long mix(long number) {
    long mixed = (number ^ number >>> 30) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
    return mixed ^ mixed >>> 31;
  }
}
