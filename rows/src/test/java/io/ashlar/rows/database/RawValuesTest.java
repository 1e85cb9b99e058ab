package io.ashlar.rows.database;

import static io.ashlar.query.Parameter.parameter;
import static io.ashlar.type.ColumnType.BYTES;
import static io.ashlar.type.ColumnType.LONG;
import static io.ashlar.type.ColumnType.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Buffers;
import io.ashlar.Database;
import io.ashlar.Get;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.SchemaException;
import io.ashlar.query.DecimalColumn;
import io.ashlar.query.LongColumn;
import io.ashlar.schema.TableSchema;
import io.ashlar.testkit.AllocationRounds;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.type.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Decimals as their digits, and texts as their bytes: values without an object. */
class RawValuesTest {

  private static final int ROUNDS = 2_000;

  private Database db;
  private Table table;
  private LongColumn id;
  private DecimalColumn amount;
  private DecimalColumn wide;

  @BeforeEach
  void open() {
    db = Database.inMemory();
    db.schema()
        .createTable(
            TableSchema.named("t")
                .column("id", LONG)
                .column("amount", ColumnType.decimal(18, 4))
                .column("wide", ColumnType.decimal(40, 2))
                .column("name", STRING)
                .column("raw", BYTES)
                .primaryKey("id")
                .build());
    table = db.table("t");
    id = table.longColumn("id");
    amount = table.decimalColumn("amount");
    wide = table.decimalColumn("wide");
  }

  @AfterEach
  void close() {
    db.close();
  }

  @Test
  void shouldGiveTheDigitsOfDecimals() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Get get = table.get();
    for (int i = 0; i < ROUNDS; i++) {
      boolean long18 = random.nextBoolean();
      BigInteger digits = new BigInteger(long18 ? 59 : 45, random);
      BigDecimal few = new BigDecimal(digits, long18 ? 4 : random.nextInt(5));
      few = random.nextBoolean() ? few : few.negate();
      BigDecimal many = new BigDecimal(new BigInteger(random.nextInt(120), random), 2);
      table.upsert().set(id, i).set(amount, few).set(wide, many).execute();
      try (ReadTransaction view = db.beginRead()) {
        assertThat(get.set(id, i).fetch(view)).isTrue();
        assertThat(BigDecimal.valueOf(get.getUnscaled(amount), 4))
            .as("seed %d", seed)
            .isEqualTo(get.getDecimal(amount))
            .isEqualByComparingTo(few);
        if (many.unscaledValue().bitLength() < Long.SIZE) {
          assertThat(get.getUnscaled(wide)).isEqualTo(many.unscaledValue().longValue());
        } else {
          assertThatThrownBy(() -> get.getUnscaled(wide)).isInstanceOf(IllegalUseException.class);
        }
        assertThat(get.copy().getUnscaled(amount)).isEqualTo(get.getUnscaled(amount));
      }
    }
  }

  @Test
  void shouldAllocateNothingForDigits() {
    table.insert().set(id, 1).set(amount, new BigDecimal("123456.7891")).execute();
    try (ReadTransaction view = db.beginRead()) {
      Get get = table.get();
      assertThat(get.set(id, 1).fetch(view)).isTrue();
      long[] sum = new long[1];
      double bytes =
          AllocationRounds.leastBytes(0.5, 10_000, i -> sum[0] += get.getUnscaled(amount) & 1);
      assertThat(bytes).isLessThan(1);
      assertThat(sum[0]).isPositive();
      assertThatThrownBy(() -> get.getUnscaled(wide)).isInstanceOf(IllegalUseException.class);
    }
  }

  @Test
  void shouldCompareWithTextsAndBytesThatAreGivenAsBytes() {
    byte[] bytes = "xxHäuser😀xx".getBytes(StandardCharsets.UTF_8);
    DirectBuffer buffer = Buffers.wrap(bytes);
    int length = bytes.length - 4;
    table
        .insert()
        .set(id, 1)
        .set(table.stringColumn("name"), "Häuser😀")
        .set(table.bytesColumn("raw"), buffer, 2, length)
        .execute();
    for (String column : new String[] {"name", "raw"}) {
      try (ReadTransaction view = db.beginRead();
          PreparedScan scan =
              table
                  .scan()
                  .where(
                      column.equals("name")
                          ? table.stringColumn("name").eq(parameter(0))
                          : table.bytesColumn("raw").eq(parameter(0)))
                  .unbounded()
                  .prepare()) {
        for (int shorter = 0; shorter < 2; shorter++) {
          // What was bound is a copy.
          scan.bind(0, buffer, 2, column.equals("name") && shorter > 0 ? 3 : length - shorter);
          try (RowCursor rows = scan.open(view)) {
            assertThat(rows.next()).isEqualTo(shorter == 0);
          }
        }
        assertThatThrownBy(() -> scan.bind(0, buffer, 2, bytes.length))
            .isInstanceOf(IllegalUseException.class);
        assertThatThrownBy(() -> scan.bind(1, buffer, 0, 1))
            .isInstanceOf(IllegalUseException.class);
        if (column.equals("name")) {
          assertThatThrownBy(() -> scan.bind(0, buffer, 4, 1))
              .isInstanceOf(ConstraintException.class);
        }
      }
    }
    try (PreparedScan scan = table.scan().where(id.eq(parameter(0))).unbounded().prepare()) {
      assertThatThrownBy(() -> scan.bind(0, buffer, 0, 1)).isInstanceOf(SchemaException.class);
    }
  }
}
