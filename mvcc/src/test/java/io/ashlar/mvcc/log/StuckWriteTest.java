package io.ashlar.mvcc.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StuckWriteTest {

  private final StuckWrite stuck = new StuckWrite();

  @Test
  void shouldGiveUpWhenTheSameWriteWaitsBehindAnErrorAtEachLook() {
    assertThat(stuck.look(7, false, 3)).isFalse();
    for (int i = 1; i < StuckWrite.LOOKS; i++) {
      assertThat(stuck.look(9, true, 4)).as("look %d", i).isFalse();
    }
    assertThat(stuck.look(9, true, 4)).isTrue();
  }

  @Test
  void shouldGiveUpWhenTheErrorComesAfterTheFirstLook() {
    stuck.look(9, true, 0);
    for (int i = 2; i < StuckWrite.LOOKS; i++) {
      assertThat(stuck.look(9, true, 1)).as("look %d", i).isFalse();
    }
    assertThat(stuck.look(9, true, 1)).isTrue();
  }

  @Test
  void shouldWaitWhenTheStoreIsOnlyBehindOrWritesGoOn() {
    stuck.look(0, false, 2);
    for (int i = 0; i < 3 * StuckWrite.LOOKS; i++) {
      assertThat(stuck.look(1, true, 2)).as("no error since, look %d", i).isFalse();
    }
    for (int i = 0; i < 3 * StuckWrite.LOOKS; i++) {
      assertThat(stuck.look(3 + 2 * i, true, 3 + i)).as("another write, look %d", i).isFalse();
    }
    for (int i = 0; i < 3 * StuckWrite.LOOKS; i++) {
      assertThat(stuck.look(99, false, 99 + i)).as("not stopped, look %d", i).isFalse();
    }
  }
}
