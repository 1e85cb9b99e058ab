package io.ashlar.rows.catalog.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.error.CorruptionException;
import io.ashlar.schema.ReferenceAction;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Foreign keys as bytes. */
class ForeignKeyRecordTest {

  private static final ForeignKeyRecord RECORD =
      new ForeignKeyRecord(
          40,
          "fk",
          17,
          List.of(3, 4),
          18,
          List.of(1, 2),
          ReferenceAction.CASCADE,
          ReferenceAction.SET_NULL);

  private static final String BYTES =
      "01"
          + "0002666b"
          + "00000011"
          + "00020000000300000004"
          + "00000012"
          + "00020000000100000002"
          + "02"
          + "03";

  @Test
  void shouldHaveTheDocumentedBytes() {
    assertThat(HexFormat.of().formatHex(RECORD.encode())).isEqualTo(BYTES);
    assertThat(ForeignKeyRecord.decode(40, HexFormat.of().parseHex(BYTES))).isEqualTo(RECORD);
  }

  @Test
  void shouldKeepEveryAction() {
    for (ReferenceAction onDelete : ReferenceAction.values()) {
      for (ReferenceAction onUpdate : ReferenceAction.values()) {
        ForeignKeyRecord record =
            new ForeignKeyRecord(1, "x", 1, List.of(1), 2, List.of(1), onDelete, onUpdate);
        assertThat(ForeignKeyRecord.decode(1, record.encode())).isEqualTo(record);
      }
    }
  }

  @Test
  void shouldRefuseWhatItWouldNotHaveWritten() {
    byte[] bytes = RECORD.encode();
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> ForeignKeyRecord.decode(40, cut))
          .as("%d bytes", length)
          .isInstanceOf(CorruptionException.class);
    }
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    byte[] version = bytes.clone();
    version[0] = 2;
    byte[] action = bytes.clone();
    action[bytes.length - 1] = 4;
    byte[] columns = bytes.clone();
    columns[10] = 1;
    for (byte[] damaged : List.of(longer, version, action, columns)) {
      assertThatThrownBy(() -> ForeignKeyRecord.decode(40, damaged))
          .isInstanceOf(CorruptionException.class)
          .hasMessageContaining("foreignKeyId=40");
    }
  }
}
