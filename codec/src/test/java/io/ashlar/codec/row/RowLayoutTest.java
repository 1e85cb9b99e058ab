package io.ashlar.codec.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.error.IllegalUseException;
import io.ashlar.error.LimitExceededException;
import io.ashlar.error.SchemaException;
import io.ashlar.type.ValueKind;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RowLayoutTest {

  @Test
  void shouldFindColumnsByIdAndNotFollowTheCallersArrays() {
    int[] ids = {Integer.MIN_VALUE, -1, 7};
    ValueKind[] kinds = {ValueKind.INT, ValueKind.STRING, ValueKind.UUID};
    RowLayout layout = RowLayout.of(1, ids, kinds);
    Arrays.fill(ids, 0);
    Arrays.fill(kinds, ValueKind.BYTES);
    assertThat(layout.slotOf(Integer.MIN_VALUE)).isZero();
    assertThat(layout.slotOf(-1)).isEqualTo(1);
    assertThat(layout.slotOf(7)).isEqualTo(2);
    assertThat(layout.slotOf(0)).isEqualTo(RowLayout.ABSENT);
    assertThat(layout.kind(2)).isEqualTo(ValueKind.UUID);
    assertThat(layout.columnId(1)).isEqualTo(-1);
    assertThatThrownBy(() -> layout.kind(3)).isInstanceOf(IllegalUseException.class);
    assertThatThrownBy(() -> layout.columnId(-1)).isInstanceOf(IllegalUseException.class);
  }

  @Test
  void shouldRefuseLayoutWhenNotPossible() {
    ValueKind[] two = {ValueKind.INT, ValueKind.INT};
    assertThatThrownBy(() -> RowLayout.of(1, new int[] {1, 1}, two))
        .isInstanceOf(SchemaException.class);
    assertThatThrownBy(() -> RowLayout.of(1, new int[] {1}, two))
        .isInstanceOf(SchemaException.class);
    assertThatThrownBy(() -> RowLayout.of(65536, new int[] {1, 2}, two))
        .isInstanceOf(LimitExceededException.class);
    assertThatThrownBy(() -> RowLayout.of(-1, new int[] {1, 2}, two))
        .isInstanceOf(LimitExceededException.class);
    assertThatThrownBy(() -> RowLayout.of(1, new int[1025], new ValueKind[1025]))
        .isInstanceOf(LimitExceededException.class);
  }
}
