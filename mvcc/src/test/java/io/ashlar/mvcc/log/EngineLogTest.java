package io.ashlar.mvcc.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.error.OutOfSpaceException;
import io.ashlar.error.StoreIoException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EngineLogTest {

  private static OutOfSpaceException full(String file) {
    return new OutOfSpaceException("The file system is full.", "file", file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"000012.log", ""})
  void shouldCallItAFailureWhenTheLogIsNamedOrNothing(String file) {
    assertThat(EngineLog.refusalOrFailure(full(file))).isInstanceOf(StoreIoException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"000012.sst", "000012.blob", "MANIFEST-000004", "a directory"})
  void shouldCallItARefusalWhenAnotherFileIsNamed(String file) {
    OutOfSpaceException refusal = full(file);
    assertThat(EngineLog.refusalOrFailure(refusal)).isSameAs(refusal);
  }
}
