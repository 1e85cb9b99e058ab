package io.ashlar.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ProcessorTimeTest {

  @Test
  void shouldCountWaitsForDisksAsIdleAndGuestsOnce() {
    ProcessorTime before =
        ProcessorTime.of(List.of("cpu  100 0 50 800 50 0 0 0 30 0", "cpu0 1 2 3 4 5 6 7 8 9 10"));
    ProcessorTime after = ProcessorTime.of(List.of("cpu  160 0 70 810 60 0 0 0 60 0"));
    assertThat(before).isEqualTo(new ProcessorTime(850, 1_000));
    assertThat(after.idleSince(before)).isEqualTo(0.2);
  }

  @Test
  void shouldNotKnowWhenNothingIsCountedOrNoTimeHasPassed() {
    ProcessorTime unknown = ProcessorTime.of(List.of("something else"));
    ProcessorTime known = new ProcessorTime(1, 2);
    assertThat(known.idleSince(unknown)).isNaN();
    assertThat(unknown.idleSince(known)).isNaN();
    assertThat(known.idleSince(known)).isNaN();
  }
}
