package io.ashlar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.error.AshlarException;
import io.ashlar.error.OutOfSpaceException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

final class StatusTranslatorTest {

  @ParameterizedTest
  @CsvSource({
    "While appending to file: /d/000012.log: No space left on device, 000012.log",
    "While appending to file: /backup/7.sst/db/000012.log: No space left on device, 000012.log",
    "While appending to file: /backup/7.log/db/000012.sst: No space left on device, 000012.sst",
    "While fsync: /d/CURRENT/MANIFEST-000004: No space left on device, MANIFEST-000004",
    "While fsync: a directory: No space left on device, a directory",
    "Max allowed space was reached, ''",
  })
  void shouldNameTheFileItselfWhenThereIsNoSpace(String state, String file) {
    AshlarException e =
        StatusTranslator.translate(
            new RocksDBException(
                "no space", new Status(Status.Code.IOError, Status.SubCode.NoSpace, state)));
    assertThat(e).isInstanceOf(OutOfSpaceException.class);
    assertThat(e.facts()).containsEntry("file", file);
  }
}
