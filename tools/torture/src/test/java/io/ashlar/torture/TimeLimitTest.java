package io.ashlar.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TimeLimitTest {

  @Test
  void shouldBeOverWhenItsPartOfTheTimeIs() throws InterruptedException {
    TimeLimit part = TimeLimit.shared(1, 1_000);
    TimeLimit all = TimeLimit.of(86_400);
    TimeLimit none = TimeLimit.of(0);
    TimeUnit.MILLISECONDS.sleep(2);
    assertThat(part.over()).isTrue();
    assertThat(all.over()).isFalse();
    assertThat(none.over()).isFalse();
  }
}
