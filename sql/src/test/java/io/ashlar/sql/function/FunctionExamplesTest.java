package io.ashlar.sql.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.sql.ExpressionReader;
import io.ashlar.sql.function.library.StandardFunctions;
import io.ashlar.sql.scalar.EvaluationContext;
import io.ashlar.sql.scalar.SequenceNumbers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every function does what its example says. */
class FunctionExamplesTest {

  static List<FunctionDefinition> definitions() {
    return StandardFunctions.registry().definitions();
  }

  @ParameterizedTest
  @MethodSource("definitions")
  void shouldGiveTheValueWhenTheExampleIsEvaluated(FunctionDefinition function) {
    EvaluationContext context = new EvaluationContext();
    context.beginStatement(1_795_000_000_000_000L);
    context.setSequences(new Counting());
    assertThat(ExpressionReader.text(function.example(), context))
        .as(function.example())
        .isEqualTo(function.value());
    assertThat(function.description()).endsWith(".").doesNotContain("\n");
    assertThat(Stream.of(function.example().split("\\W+"))).containsAnyElementsOf(function.names());
  }

  /** One sequence, whatever its name. */
  private static final class Counting implements SequenceNumbers {

    private long last;

    @Override
    public long next(String sequence) {
      return ++last;
    }

    @Override
    public long current(String sequence) {
      return last == 0 ? ++last : last;
    }
  }
}
