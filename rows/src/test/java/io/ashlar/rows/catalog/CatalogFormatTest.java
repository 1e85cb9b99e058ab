package io.ashlar.rows.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.error.CorruptionException;
import io.ashlar.rows.catalog.format.CatalogFormat;
import io.ashlar.schema.DefaultValue;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.TableSchema;
import io.ashlar.type.ColumnType;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class CatalogFormatTest {

  private static final TableSchema SCHEMA =
      TableSchema.named("grün")
          .column("a", ColumnType.decimal(1000, 3))
          .column("b", ColumnType.STRING)
          .notNull()
          .declaredType("varchar(70000)")
          .maxLength(70_000)
          .comment("größer")
          .column("c", ColumnType.TIMESTAMP)
          .declaredType("timestamp(6) with time zone")
          .column("d", ColumnType.BYTES)
          .defaultValue(new byte[] {0, 1})
          .maxLength(2)
          .column("e", ColumnType.INT)
          .identity()
          .column("f", ColumnType.LONG)
          .defaultValue(7L)
          .column("g", ColumnType.LONG)
          .defaultTo(DefaultValue.nextValueOf("numbers"))
          .column("h", ColumnType.DATE)
          .defaultTo(DefaultValue.currentDate())
          .comment("day")
          .primaryKey("c", "a")
          .index("one", ix -> ix.ascending("b").descending("c").storing("d", "a"))
          .uniqueIndex("two", ix -> ix.descending("d"))
          .tableComment("a table")
          .build();

  /**
   * What follows the version. These bytes are on disk: a change of the format needs a new version,
   * not new bytes here.
   */
  private static final String PLAIN =
      "00000001"
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
          + "00";

  private final TableDefinition table = Definitions.create(SCHEMA, new CatalogIds(7, 40, 0));

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

  @Test
  void shouldKeepBytesWhenFormatIsVersionOne() {
    TableSchema small = small().build();
    TableDefinition definition = Definitions.create(small, CatalogIds.FIRST);
    assertThat(HexFormat.of().formatHex(CatalogFormat.encode(definition.record())))
        .isEqualTo("01" + PLAIN);
    TableDefinition read = decode(1, HexFormat.of().parseHex("01" + PLAIN), 5);
    assertThat(read.schema()).isEqualTo(small);
  }

  @Test
  void shouldWritePropertiesBehindWhenFormatIsVersionTwo() {
    TableSchema described =
        small(
                column -> column.declaredType("text").maxLength(9).comment("v"),
                table -> table.tableComment("T"))
            .build();
    TableDefinition definition = Definitions.create(described, CatalogIds.FIRST);
    String bytes =
        "02"
            + PLAIN
            + "00000004"
            + ("01" + "00000002" + "000474657874")
            + ("02" + "00000002" + "00000009")
            + ("03" + "00000000" + "000154")
            + ("03" + "00000002" + "000176");
    assertThat(HexFormat.of().formatHex(CatalogFormat.encode(definition.record())))
        .isEqualTo(bytes);
    TableDefinition read = decode(1, HexFormat.of().parseHex(bytes), 5);
    assertThat(read.schema()).isEqualTo(described);
  }

  @Test
  void shouldWriteComputedDefaultsWhenFormatIsVersionTwo() {
    TableSchema schema =
        TableSchema.named("t")
            .column("k", ColumnType.UUID)
            .defaultTo(DefaultValue.randomUuid())
            .column("n", ColumnType.INT)
            .defaultTo(DefaultValue.nextValueOf("s"))
            .primaryKey("k")
            .build();
    TableDefinition definition = Definitions.create(schema, CatalogIds.FIRST);
    String bytes = HexFormat.of().formatHex(CatalogFormat.encode(definition.record()));
    assertThat(bytes)
        .startsWith("02")
        .endsWith(
            "00000002"
                + ("04" + "00000001" + "000b52414e444f4d5f55554944" + "0000")
                + ("04" + "00000002" + "000a4e4558545f56414c5545" + "000173"));
    assertThat(decode(1, HexFormat.of().parseHex(bytes), 5).schema()).isEqualTo(schema);
  }

  @Test
  void shouldNumberRowsLastWhenTableHasNoKey() {
    TableSchema schema =
        TableSchema.named("t")
            .column("i", ColumnType.LONG)
            .identity()
            .index("x", ix -> ix.ascending("i"))
            .build();
    TableDefinition definition = Definitions.create(schema, CatalogIds.FIRST);
    assertThat(Definitions.keyspaces(schema)).isEqualTo(4);
    assertThat(definition.columns().get(0).sequenceId()).isEqualTo(18);
    assertThat(definition.columns().get(1).sequenceId()).isEqualTo(19);
    byte[] bytes = CatalogFormat.encode(definition.record());
    String text = HexFormat.of().formatHex(bytes);
    assertThat(text)
        .startsWith("01")
        .contains("00000002" + "000528726f7729" + "00044c4f4e47" + "0000" + "0000" + "00");
    TableDefinition read = decode(1, bytes, 5);
    assertThat(read.schema()).isEqualTo(schema);
    assertThat(read.keyless()).isTrue();
    assertThat(read.identity()).isZero();
    // A column of that name that is not what numbers the rows.
    String second = text.replace("0001" + "69" + "00044c", "0005" + "28726f7729" + "00044c");
    assertThat(second).isNotEqualTo(text);
    assertThatThrownBy(() -> decode(1, HexFormat.of().parseHex(second), 5))
        .isInstanceOf(CorruptionException.class);
  }

  private static TableSchema.Builder small() {
    return small(column -> column, table -> table);
  }

  private static TableSchema.Builder small(
      UnaryOperator<TableSchema.Builder> column, UnaryOperator<TableSchema.Builder> table) {
    TableSchema.Builder begun =
        TableSchema.named("t").column("k", ColumnType.LONG).column("v", ColumnType.STRING);
    return table
        .apply(column.apply(begun))
        .primaryKey("k")
        .uniqueIndex("u", ix -> ix.descending("v").storing("k"));
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
