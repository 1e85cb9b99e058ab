package io.ashlar.rows.predicate;

import static io.ashlar.query.Parameter.parameter;
import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.Insert;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.query.BytesColumn;
import io.ashlar.query.Comparison;
import io.ashlar.query.LongColumn;
import io.ashlar.query.Predicate;
import io.ashlar.query.StringColumn;
import io.ashlar.row.Row;
import io.ashlar.schema.ColumnSchema;
import io.ashlar.schema.TableSchema;
import io.ashlar.schema.TableStep;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.type.ColumnType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is given is copied, and so is what is handed out: arrays may be used again. */
class ConstantCopyTest {

  private static final byte[] ONE = {1};
  private static final byte[] TWO = {2};

  private final Database db = Database.inMemory();
  private Table table;
  private LongColumn id;
  private BytesColumn bytes;

  @BeforeEach
  void fill() {
    table =
        db.schema()
            .createTable(
                TableSchema.named("t")
                    .column("id", ColumnType.LONG)
                    .column("b", ColumnType.BYTES)
                    .defaultValue(ONE)
                    .primaryKey("id")
                    .index("by_b", x -> x.ascending("b"))
                    .build());
    id = table.longColumn("id");
    bytes = table.bytesColumn("b");
    byte[] reused = new byte[1];
    Insert insert = table.insert();
    for (int i = 1; i < 4; i++) {
      reused[0] = (byte) i;
      insert.set(id, i).set(bytes, reused);
      reused[0] = 99;
      insert.execute();
    }
  }

  @AfterEach
  void close() {
    assertThat(db.maintenance().verify().problems()).isEmpty();
    db.close();
  }

  private List<Long> ids(PreparedScan scan) {
    List<Long> ids = new ArrayList<>();
    try (ReadTransaction tx = db.beginRead();
        RowCursor rows = scan.open(tx)) {
      while (rows.next()) {
        ids.add(rows.getLong(id));
      }
    }
    return ids;
  }

  @Test
  void shouldSelectTheSameRowsWhenTheArrayIsUsedAgain() {
    List<Function<byte[], Predicate>> makers =
        List.of(
            bytes::eq,
            bytes::notEq,
            bytes::lessThan,
            bytes::atMost,
            bytes::greaterThan,
            bytes::atLeast,
            b -> bytes.between(b, b),
            b -> bytes.in(b, ONE),
            b -> bytes.in(b, ONE).not(),
            b -> new Predicate.Compare(bytes, Comparison.EQUAL, b),
            b -> new Predicate.In(bytes, new ArrayList<>(List.of(b))));
    for (Function<byte[], Predicate> maker : makers) {
      byte[] given = TWO.clone();
      Predicate predicate = maker.apply(given);
      assertThat(predicate).isEqualTo(maker.apply(TWO)).hasSameHashCodeAs(maker.apply(TWO));
      assertThat(predicate.toString()).isEqualTo(maker.apply(TWO).toString());
      try (PreparedScan scan = table.scan().where(predicate).unbounded().prepare()) {
        List<Long> before = ids(scan);
        assertThat(before).isNotEmpty();
        given[0] = 77;
        db.maintenance().analyze("t");
        assertThat(ids(scan)).isEqualTo(before);
        assertThat(ids(table.scan().where(predicate).unbounded().prepare())).isEqualTo(before);
      }
      assertThat(predicate).isEqualTo(maker.apply(TWO)).isNotEqualTo(maker.apply(ONE));
    }
  }

  @Test
  void shouldHandOutCopiesWhenPredicatesAreTakenApart() {
    Predicate.Compare compare = (Predicate.Compare) bytes.eq(TWO);
    ((byte[]) compare.operand())[0] = 9;
    assertThat((byte[]) compare.operand()).containsExactly(2);
    Predicate.In in = (Predicate.In) bytes.in(ONE, TWO);
    ((byte[]) in.operands().get(1))[0] = 9;
    assertThat((byte[]) in.operands().get(1)).containsExactly(2);
    StringBuilder text = new StringBuilder("a");
    StringColumn name = StringColumn.named("s");
    Predicate.Compare ofText = new Predicate.Compare(name, Comparison.EQUAL, text);
    Predicate.Like like = new Predicate.Like(name, text, '!');
    text.append('b');
    assertThat(ofText.operand()).isEqualTo("a");
    assertThat(like.pattern()).isEqualTo("a");
  }

  @Test
  void shouldKeepBindingsWhenTheArrayIsUsedAgain() {
    byte[] given = TWO.clone();
    try (PreparedScan scan =
        table.scan().where(bytes.in(parameter(0), parameter(1))).unbounded().prepare()) {
      scan.bind(0, given);
      given[0] = 3;
      scan.bind(1, given);
      given[0] = 1;
      assertThat(ids(scan)).containsExactly(2L, 3L);
    }
  }

  @Test
  void shouldKeepDefaultsWhenArraysAreUsedAgain() {
    byte[] given = TWO.clone();
    ColumnSchema column = new ColumnSchema("x", ColumnType.BYTES, true, given, false);
    TableStep.SetDefault step = new TableStep.SetDefault("b", given);
    db.schema()
        .alterTable(
            "t",
            change -> {
              change.setDefault("b", given).addColumn("more", ColumnType.BYTES).defaultValue(given);
              given[0] = 9;
              return change;
            });
    ((byte[]) column.defaultValue())[0] = 9;
    ((byte[]) step.value())[0] = 9;
    assertThat((byte[]) column.defaultValue()).containsExactly(2);
    assertThat((byte[]) step.value()).containsExactly(2);
    assertThat(step).isEqualTo(new TableStep.SetDefault("b", TWO));
    for (int round = 0; round < 2; round++) {
      for (int ordinal = 1; ordinal < 3; ordinal++) {
        byte[] out = (byte[]) table.schema().columns().get(ordinal).defaultValue();
        assertThat(out).containsExactly(2);
        Arrays.fill(out, (byte) 9);
      }
    }
    table.insert().set(id, 7).execute();
    Row row = table.get().set(id, 7).find().orElseThrow();
    row.getBytes(bytes)[0] = 9;
    row.get(bytes)[0] = 9;
    assertThat(row.getBytes(bytes)).containsExactly(2);
    assertThat((byte[]) row.get(table.column("more"))).containsExactly(2);
  }
}
