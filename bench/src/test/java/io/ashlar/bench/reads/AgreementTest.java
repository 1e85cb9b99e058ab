package io.ashlar.bench.reads;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.bench.reads.data.Answer;
import io.ashlar.bench.reads.data.GeneratedReader;
import io.ashlar.bench.reads.data.ReadCase;
import io.ashlar.bench.reads.data.Span;
import io.ashlar.bench.reads.data.SpanReader;
import io.ashlar.bench.reads.data.SpanSource;
import io.ashlar.bench.reads.engine.SpanEngine;
import io.ashlar.bench.reads.engine.SpanStore;
import io.ashlar.bench.reads.engine.StoreSetup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AgreementTest {

  private static final SpanSource SOURCE = new SpanSource(7, 2_000);
  private static final int PLANTED = 1_234;

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource(names = {"ASHLAR", "SQLITE", "ROCKSDB"})
  void shouldNameCaseAndQueryWhenAColumnOfOneRowDiffers(SpanEngine engine) throws Exception {
    List<Answer> answers =
        answers(
            engine,
            span ->
                new Span(
                    span.id(),
                    span.traceHigh(),
                    span.traceLow(),
                    span.service(),
                    span.operation(),
                    span.started(),
                    span.duration() + 1_000_000,
                    span.status(),
                    span.attributes()));
    assertThat(differences(engine, answers, List.of(ReadCase.SCAN)))
        .singleElement()
        .asString()
        .startsWith(engine.word() + " differs in scan, duration above ")
        .endsWith("other values or another order of its 1 rows");
  }

  @Test
  void shouldNameCaseAndQueryWhenARowIsGone() throws Exception {
    List<Answer> answers = answers(SpanEngine.SQLITE, span -> null);
    assertThat(differences(SpanEngine.SQLITE, answers, List.of(ReadCase.GROUP)))
        .containsExactly(
            "sqlite differs in group, all services: other values or another order of its 20 rows");
  }

  @Test
  void shouldTellOfTheFirstOnlyWhenSeveralAnswersDiffer() {
    List<Answer> right = GeneratedReader.answers(SOURCE, ReadCase.queries());
    List<Answer> wrong = new ArrayList<>(right);
    Answer point = right.get(3);
    Answer trace =
        right.stream().filter(answer -> answer.asked() == ReadCase.TRACE).findFirst().orElseThrow();
    wrong.set(3, new Answer(point.asked(), point.query(), 0, 0));
    wrong.set(right.indexOf(trace), new Answer(trace.asked(), trace.query(), 1, trace.hash()));
    Agreement agreement = new Agreement(right);
    agreement.judge(SpanEngine.ASHLAR, right);
    agreement.judge(SpanEngine.H2, wrong);
    agreement.judge(SpanEngine.DERBY, right.subList(0, 10));
    assertThat(agreement.differences())
        .containsExactly(
            "h2 differs in point, " + point.query() + ": 0 rows instead of 1",
            "derby differs in point, " + right.get(10).query() + ": it has not answered");
  }

  @Test
  void shouldTellOfAnswersThatNobodyHasAskedFor() {
    List<Answer> right = GeneratedReader.answers(SOURCE, List.of(ReadCase.POINT));
    Agreement agreement = new Agreement(right.subList(0, 10));
    agreement.judge(SpanEngine.H2, right);
    assertThat(agreement.differences()).containsExactly("h2 has answered what was not asked");
  }

  private static List<String> differences(
      SpanEngine engine, List<Answer> answers, List<ReadCase> cases) {
    Agreement agreement = new Agreement(GeneratedReader.answers(SOURCE, cases));
    agreement.judge(
        engine, answers.stream().filter(answer -> cases.contains(answer.asked())).toList());
    return agreement.differences();
  }

  /** What a store answers in which one span is not what it should be, or is left out for null. */
  private List<Answer> answers(SpanEngine engine, UnaryOperator<Span> planted) throws Exception {
    List<Span> spans = new ArrayList<>();
    for (int number = 0; number < SOURCE.rows(); number++) {
      Span span = SOURCE.span(number);
      Span written = number == PLANTED ? planted.apply(span) : span;
      if (written != null) {
        spans.add(written);
      }
    }
    try (SpanStore store = engine.open(new StoreSetup(directory, 64L << 20, 0))) {
      store.create();
      store.write(spans);
      store.settle();
      try (SpanReader reader = store.newReader()) {
        return Answer.all(SOURCE, ReadCase.queries(), reader);
      }
    }
  }
}
