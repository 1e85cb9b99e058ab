package io.ashlar.sql.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.error.ConstraintException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.StoreOpenException;
import io.ashlar.error.WriteConflictException;
import org.junit.jupiter.api.Test;

class FailureStateTest {

  @Test
  void shouldTellTheCodeOfWhateverFailed() {
    assertThat(FailureState.of(SqlException.nowhere("42P01", "There is no such table.")))
        .isEqualTo("42P01");
    assertThat(FailureState.of(new ConstraintException("A row with this primary key exists.")))
        .isEqualTo("23505");
    assertThat(FailureState.of(new StoreOpenException("It is held."))).isEqualTo("08001");
    assertThat(FailureState.of(new WriteConflictException("It was changed."))).isEqualTo("40001");
    assertThat(FailureState.of(new IllegalUseException("The transaction is read-only.")))
        .isEqualTo("HY000");
    assertThat(
            FailureState.of(new IllegalUseException("The pattern ends with its escape character.")))
        .isEqualTo("22025");
    assertThat(FailureState.of(new IllegalStateException("A fault of ours."))).isEqualTo("XX000");
  }
}
