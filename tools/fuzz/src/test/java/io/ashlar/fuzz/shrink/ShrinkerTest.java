package io.ashlar.fuzz.shrink;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.fuzz.script.Step;
import io.ashlar.fuzz.script.condition.Condition;
import io.ashlar.fuzz.script.condition.Operand;
import io.ashlar.query.Comparison;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShrinkerTest {

  private static final int MANY = 200;

  @Test
  void shouldKeepWhatShowsTheFaultWhenStepsAreMany() {
    List<Step> script = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      script.add(new Step.Analyze("t" + i));
    }
    Step first = script.get(17);
    Step last = script.get(181);
    Shrinker shrinker = new Shrinker(steps -> steps.contains(first) && steps.contains(last), MANY);
    assertThat(shrinker.shrink(script)).containsExactly(first, last);
  }

  @Test
  void shouldReduceAConditionToOneTermWhenOneMatters() {
    Condition matters = new Condition.IsNull("a");
    Condition other = new Condition.Compare("b", Comparison.LESS, new Operand(7L, true));
    Condition where =
        new Condition.And(List.of(other, new Condition.Not(new Condition.Or(List.of(matters)))));
    Step step = new Step.Delete(2, "t", where, 3, null);
    Shrinker shrinker = new Shrinker(steps -> steps.toString().contains(matters.toString()), MANY);
    assertThat(shrinker.shrink(List.of(step)))
        .containsExactly(new Step.Delete(Step.AUTO, "t", matters, 1, null));
  }

  @Test
  void shouldLeaveAConditionWholeWhenItIsMadeSimpler() {
    Condition inner = new Condition.IsNull("a");
    Step step = new Step.Delete(2, "t", new Condition.Not(inner), 3, null);
    assertThat(Simpler.than(step))
        .contains(new Step.Delete(2, "t", inner, 3, null), new Step.Delete(2, "t", null, 3, null))
        .doesNotContain(new Step.Delete(2, "t", new Condition.Not(null), 3, null));
  }
}
