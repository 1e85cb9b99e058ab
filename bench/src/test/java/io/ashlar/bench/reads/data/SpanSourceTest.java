package io.ashlar.bench.reads.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpanSourceTest {

  private static final SpanSource SOURCE = new SpanSource(3, 20_000);

  private final List<Span> spans =
      IntStream.range(0, SOURCE.rows()).mapToObj(SOURCE::span).toList();

  @Test
  void shouldMakeTheSameSpansWhenTheSeedIsTheSame() {
    assertThat(new SpanSource(3, 20_000).span(1_000)).isEqualTo(spans.get(1_000));
    assertThat(new SpanSource(4, 20_000).span(1_000)).isNotEqualTo(spans.get(1_000));
  }

  @Test
  void shouldAscendByIdAndRoughlyByStartButNeverTwiceAtOnce() {
    Set<Long> starts = new HashSet<>();
    for (int number = 1; number < spans.size(); number++) {
      Span span = spans.get(number);
      assertThat(span.id()).isEqualTo(spans.get(number - 1).id() + 2);
      assertThat(starts.add(span.started())).isTrue();
      assertThat(span.started() - SpanSource.startOf(number))
          .isBetween(0L, SpanSource.JITTER * SpanSource.MICROS_OF_SPAN - 1);
    }
  }

  @Test
  void shouldHaveSomeEightSpansATraceAndServicesOfDifferentWeight() {
    Map<Long, Integer> traces = new HashMap<>();
    Map<String, Integer> services = new HashMap<>();
    Set<String> operations = new HashSet<>();
    long bytes = 0;
    for (Span span : spans) {
      traces.merge(span.traceHigh() ^ span.traceLow(), 1, Integer::sum);
      services.merge(span.service(), 1, Integer::sum);
      operations.add(span.operation());
      bytes += span.service().length() + span.operation().length() + span.attributes().length();
    }
    assertThat(spans.size() / (double) traces.size()).isBetween(7.0, 9.0);
    assertThat(services.keySet()).containsExactlyInAnyOrderElementsOf(SpanSource.SERVICES);
    assertThat(services.get("frontend")).isGreaterThan(10 * services.get("audit-export"));
    assertThat(operations).hasSize(200);
    assertThat(bytes / spans.size() + 4 * Long.BYTES + Span.TRACE_BYTES).isBetween(170L, 230L);
  }
}
