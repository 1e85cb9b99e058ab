package io.ashlar.bench.reads.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Answers without an engine, from the spans as they are made: what every engine must answer. */
public final class GeneratedReader implements SpanReader {

  private final SpanSource source;

  /**
   * For some spans.
   *
   * @param source makes them
   */
  public GeneratedReader(SpanSource source) {
    this.source = source;
  }

  /**
   * What must be answered to the queries that are compared before anything is timed.
   *
   * @param source makes the spans
   * @param cases those to ask of
   * @return the answers, in order
   */
  public static List<Answer> answers(SpanSource source, List<ReadCase> cases) {
    try {
      return Answer.all(source, cases, new GeneratedReader(source));
    } catch (Exception e) {
      throw new IllegalStateException("there is no engine that could fail", e);
    }
  }

  @Override
  public void begin() {}

  @Override
  public void end() {}

  @Override
  public int point(long id, RowDigest digest) {
    long number = (id - SpanSource.id(0)) / 2;
    if (id % 2 != 0 || number < 0 || number >= source.rows()) {
      return 0;
    }
    source.span((int) number).addTo(digest);
    return 1;
  }

  @Override
  public int trace(long high, long low, RowDigest digest) {
    int found = 0;
    for (int number = 0; number < source.rows(); number++) {
      int trace = source.trace(number);
      if (source.traceHigh(trace) == high && source.traceLow(trace) == low) {
        source.span(number).addTo(digest);
        found++;
      }
    }
    return found;
  }

  @Override
  public int newest(String service, long from, long to, RowDigest digest) {
    List<Span> found = new ArrayList<>();
    for (int number = 0; number < source.rows(); number++) {
      long earliest = SpanSource.startOf(number);
      if (earliest + (SpanSource.JITTER + 1) * SpanSource.MICROS_OF_SPAN > from && earliest < to) {
        Span span = source.span(number);
        if (span.service().equals(service) && span.started() >= from && span.started() < to) {
          found.add(span);
        }
      }
    }
    found.sort(Comparator.comparingLong(Span::started).reversed());
    List<Span> newest = found.subList(0, Math.min(NEWEST, found.size()));
    newest.forEach(span -> span.addTo(digest));
    return newest.size();
  }

  @Override
  public int range(long from, long to, RowDigest digest) {
    int found = 0;
    for (long id = from; id < to; id++) {
      found += point(id, digest);
    }
    return found;
  }

  @Override
  public int scan(long duration, RowDigest digest) {
    long count = 0;
    long sum = 0;
    for (int number = 0; number < source.rows(); number++) {
      long one = source.span(number).duration();
      if (one > duration) {
        count++;
        sum += one;
      }
    }
    digest.number(count);
    digest.number(sum);
    return 1;
  }

  @Override
  public int group(RowDigest digest) {
    Map<String, long[]> groups = new TreeMap<>();
    for (int number = 0; number < source.rows(); number++) {
      Span span = source.span(number);
      long[] group = groups.computeIfAbsent(span.service(), name -> new long[2]);
      group[0]++;
      group[1] = Math.max(group[1], span.started());
    }
    groups.forEach(
        (service, group) -> {
          digest.text(service);
          digest.number(group[0]);
          digest.number(group[1]);
        });
    return groups.size();
  }

  @Override
  public void close() {}
}
