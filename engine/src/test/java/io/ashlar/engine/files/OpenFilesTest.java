package io.ashlar.engine.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.error.StoreOpenException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OpenFilesTest {

  private static final Path STORE = Path.of("store");

  @Test
  void shouldKeepAllFilesOpenWhenTheLimitIsFarAway() {
    assertThat(OpenFiles.fitting(1 << 20, 100, 1_000, STORE)).isEqualTo(OpenFiles.ALL);
  }

  @Test
  void shouldCloseFilesInTimeWhenTheStoreHasMoreThanThePartThatIsLeft() {
    assertThat(OpenFiles.fitting(8_292, 100, 10_000, STORE)).isBetween(1_000, 4_096);
  }

  @Test
  void shouldLeaveFilesToTheProcessWhenTheLimitIsLow() {
    assertThat(OpenFiles.fitting(1_024, 100, 10, STORE)).isBetween(100, 462);
  }

  @Test
  void shouldNameALimitThatIsEnoughWhenTheLimitIsTooLow() {
    assertThatThrownBy(() -> OpenFiles.fitting(64, 30, 0, STORE))
        .isInstanceOfSatisfying(
            StoreOpenException.class,
            e -> {
              assertThat(e.facts()).containsEntry("limit", "64").containsEntry("open", "30");
              long needed = Long.parseLong(e.facts().get("neededLimit"));
              assertThat(OpenFiles.fitting(needed, 30, 0, STORE)).isGreaterThanOrEqualTo(20);
            });
  }
}
