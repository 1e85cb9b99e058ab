package io.ashlar.rows.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.error.CorruptionException;
import io.ashlar.rows.catalog.format.CatalogFormat;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.TableSchema;
import io.ashlar.type.ColumnType;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CatalogFormatTest {

  private static final TableSchema SCHEMA =
      TableSchema.named("grün")
          .column("a", ColumnType.decimal(1000, 3))
          .column("b", ColumnType.STRING)
          .notNull()
          .column("c", ColumnType.TIMESTAMP)
          .column("d", ColumnType.BYTES)
          .defaultValue(new byte[] {0, 1})
          .column("e", ColumnType.INT)
          .identity()
          .column("f", ColumnType.LONG)
          .defaultValue(7L)
          .primaryKey("c", "a")
          .index("one", ix -> ix.ascending("b").descending("c").storing("d", "a"))
          .uniqueIndex("two", ix -> ix.descending("d"))
          .build();

  private final TableDefinition table = Definitions.create(SCHEMA, new CatalogIds(7, 40));

  @Test
  void shouldGiveSameDefinitionWhenDecoded() {
    byte[] bytes = CatalogFormat.encode(table.record());
    TableDefinition decoded = decode(7, bytes, 123);
    assertThat(decoded.schema()).isEqualTo(SCHEMA);
    assertThat(CatalogFormat.encode(decoded.record())).isEqualTo(bytes);
    assertThat(decoded.id()).isEqualTo(7);
    assertThat(decoded.keyspaceId()).isEqualTo(40);
    assertThat(decoded.publishedAt()).isEqualTo(123);
    assertThat(decoded.indexes()).extracting(IndexDefinition::keyspaceId).containsExactly(41, 42);
    assertThat(decoded.indexes()).extracting(IndexDefinition::id).containsExactly(1, 2);
    assertThat(decoded.currentLayout().toString()).isEqualTo(table.currentLayout().toString());
  }

  /** These bytes are on disk: a change of the format needs a new version, not new bytes here. */
  @Test
  void shouldKeepBytesWhenFormatIsVersionOne() {
    TableSchema small =
        TableSchema.named("t")
            .column("k", ColumnType.LONG)
            .column("v", ColumnType.STRING)
            .primaryKey("k")
            .uniqueIndex("u", ix -> ix.descending("v").storing("k"))
            .build();
    TableDefinition definition = Definitions.create(small, CatalogIds.FIRST);
    assertThat(HexFormat.of().formatHex(CatalogFormat.encode(definition.record())))
        .isEqualTo(
            "01"
                + "00000001"
                + "000174"
                + "00000010"
                + "0000000000000001"
                + "00000003"
                + "00000002"
                + "0002"
                + "00000001"
                + "00016b"
                + "00044c4f4e47"
                + "0000"
                + "0000"
                + "00"
                + "00000002"
                + "000176"
                + "0006535452494e47"
                + "0000"
                + "0000"
                + "01"
                + "0001"
                + "0000"
                + "0001"
                + "0001"
                + "0001"
                + "00000002"
                + "0006535452494e47"
                + "0001"
                + "00000001"
                + "000175"
                + "01"
                + "00000011"
                + "0001"
                + "0001"
                + "01"
                + "0001"
                + "0000"
                + "01"
                + "00"
                + "00"
                + "00000000"
                + "00"
                + "00"
                + "00000000"
                + "0000"
                + "0000"
                + "0000"
                + "00"
                + "00");
  }

  @Test
  void shouldRefuseWhenBytesAreDamaged() {
    byte[] bytes = CatalogFormat.encode(table.record());
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> decode(7, cut, 1))
          .as("cut at %s", length)
          .isInstanceOf(CorruptionException.class);
    }
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    assertThatThrownBy(() -> decode(7, longer, 1)).isInstanceOf(CorruptionException.class);
    assertThatThrownBy(() -> decode(8, bytes, 1))
        .isInstanceOf(CorruptionException.class)
        .hasMessage("The definition of a table in the catalog is damaged. tableId=8");
  }

  @Test
  void shouldThrowNothingElseWhenBytesAreMutated() {
    byte[] bytes = CatalogFormat.encode(table.record());
    long seed = 20_260_101;
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      byte[] mutated = bytes.clone();
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
      }
      try {
        TableDefinition decoded = decode(7, mutated, 1);
        assertThat(CatalogFormat.encode(decoded.record())).isEqualTo(mutated);
      } catch (CorruptionException e) {
        assertThat(e.sentence()).startsWith("The definition of a table in the catalog is damaged.");
      }
    }
  }

  @Test
  void shouldKeepOtherPartsWhenIndexComesAndGoes() {
    IndexSchema schema = IndexSchema.named("three").ascending("b").storing("c").build();
    TableDefinition with = Definitions.withIndex(table, schema, 90, true);
    assertThat(with.epoch()).isEqualTo(table.epoch() + 1);
    IndexDefinition index = with.index("three").orElseThrow();
    assertThat(index.keyspaceId()).isEqualTo(90);
    assertThat(index.storedColumns()).as("the entry holds the primary key anyway").isEmpty();
    assertThat(with.schema().indexes()).contains(schema);
    TableDefinition without = Definitions.withoutIndex(with, index);
    assertThat(without.schema()).isEqualTo(SCHEMA);
    TableDefinition again = Definitions.withIndex(without, schema, 91, true);
    assertThat(again.index("three").orElseThrow().id()).isEqualTo(index.id() + 1);
  }

  private static TableDefinition decode(int tableId, byte[] bytes, long publishedAt) {
    return CatalogFormat.decode(tableId, bytes, record -> new TableDefinition(record, publishedAt));
  }
}
