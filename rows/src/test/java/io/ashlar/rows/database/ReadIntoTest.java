package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Database;
import io.ashlar.Get;
import io.ashlar.Insert;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.SchemaException;
import io.ashlar.query.BytesColumn;
import io.ashlar.query.Column;
import io.ashlar.query.DecimalColumn;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.row.RowReader;
import io.ashlar.row.RowTarget;
import io.ashlar.rows.face.AnyTarget;
import io.ashlar.schema.ColumnSchema;
import io.ashlar.schema.TableSchema;
import io.ashlar.testkit.AllocationRounds;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.type.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows that are read into a target, beside the same rows by getters. */
class ReadIntoTest {

  private static final int ROWS = 200;
  private static final long DAY_MICROS = 86_400_000_000L;

  private Database db;
  private Table table;

  @BeforeEach
  void open() {
    db = Database.inMemory();
    db.schema()
        .createTable(
            TableSchema.named("t")
                .column("id", ColumnType.LONG)
                .column("code", ColumnType.STRING)
                .column("part", ColumnType.decimal(9, 2))
                .column("truth", ColumnType.BOOLEAN)
                .column("number", ColumnType.INT)
                .column("big", ColumnType.LONG)
                .column("single", ColumnType.FLOAT)
                .column("real", ColumnType.DOUBLE)
                .column("few", ColumnType.decimal(18, 4))
                .column("many", ColumnType.decimal(19, 4))
                .column("name", ColumnType.STRING)
                .column("raw", ColumnType.BYTES)
                .column("uuid", ColumnType.UUID)
                .column("day", ColumnType.DATE)
                .column("hour", ColumnType.TIME)
                .column("at", ColumnType.TIMESTAMP)
                .primaryKey("id", "code", "part")
                .build());
    table = db.table("t");
  }

  @AfterEach
  void close() {
    db.close();
  }

  /** Keeps what it is given, as text. */
  private static final class Kept extends RowTarget {
    private final String[] values;

    Kept(List<Column> columns) {
      super(columns);
      values = new String[columns.size()];
    }

    List<String> taken() {
      List<String> taken = List.of(values);
      Arrays.fill(values, null);
      return taken;
    }

    @Override
    public void putNull(int column) {
      values[column] = "null";
    }

    @Override
    public void putWord(int column, long value) {
      values[column] = "word " + value;
    }

    @Override
    public void putReal(int column, double value) {
      values[column] = "real " + value;
    }

    @Override
    public void putDecimal(int column, BigDecimal value) {
      values[column] = "decimal " + value;
    }

    @Override
    public void putBytes(int column, DirectBuffer buffer, int offset, int length) {
      byte[] bytes = new byte[length];
      buffer.getBytes(offset, bytes);
      values[column] = "bytes " + HexFormat.of().formatHex(bytes);
    }

    @Override
    public void putUuid(int column, long high, long low) {
      values[column] = "uuid " + new UUID(high, low);
    }
  }

  private List<Column> all() {
    return table.schema().columns().stream().map(ColumnSchema::name).map(table::column).toList();
  }

  /** What a target must be given of a row, as its getters tell it. */
  private static List<String> got(RowReader row, List<Column> columns) {
    List<String> values = new ArrayList<>();
    for (Column column : columns) {
      values.add(row.isNull(column) ? "null" : got(row, column));
    }
    return values;
  }

  private static String got(RowReader row, Column column) {
    Object value = row.get(column);
    return switch (column.type().kind()) {
      case BOOLEAN -> "word " + ((Boolean) value ? 1 : 0);
      case INT, LONG -> "word " + value;
      case FLOAT, DOUBLE -> "real " + ((Number) value).doubleValue();
      case DECIMAL ->
          column.type().precision() <= 18
              ? "word " + row.getUnscaled((DecimalColumn) column)
              : "decimal " + value;
      case STRING -> "bytes " + hex(row.view((StringColumn) column).buffer(), row, column);
      case BYTES -> "bytes " + HexFormat.of().formatHex(row.getBytes((BytesColumn) column));
      case UUID -> "uuid " + value;
      case DATE -> "word " + ((LocalDate) value).toEpochDay();
      case TIME -> "word " + ((LocalTime) value).toNanoOfDay() / 1_000;
      case TIMESTAMP -> "word " + ChronoUnit.MICROS.between(Instant.EPOCH, (Instant) value);
    };
  }

  private static String hex(DirectBuffer buffer, RowReader row, Column column) {
    byte[] bytes = new byte[row.view((StringColumn) column).length()];
    buffer.getBytes(row.view((StringColumn) column).offset(), bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private void fill(Random random) {
    for (int i = 0; i < ROWS; i++) {
      Insert insert = table.insert();
      for (Column column : all()) {
        boolean key = List.of("id", "code", "part").contains(column.name());
        if (key || random.nextInt(4) > 0) {
          insert.setValue(column, value(column, i, random));
        }
      }
      insert.execute();
    }
  }

  private static Object value(Column column, int row, Random random) {
    return switch (column.type().kind()) {
      case BOOLEAN -> random.nextBoolean();
      case INT -> random.nextInt();
      case LONG -> column.name().equals("id") ? row : random.nextLong();
      case FLOAT -> random.nextFloat();
      case DOUBLE -> random.nextDouble();
      case DECIMAL ->
          new BigDecimal(
              new BigInteger(column.type().precision() > 18 ? 62 : 29, random),
              column.type().scale());
      case STRING -> "text\0 ü" + random.nextInt();
      case BYTES -> new byte[random.nextInt(9)];
      case UUID -> new UUID(random.nextLong(), random.nextLong());
      case DATE -> LocalDate.ofEpochDay(random.nextInt(100_000));
      case TIME -> LocalTime.ofNanoOfDay(random.nextLong(DAY_MICROS) * 1_000);
      case TIMESTAMP -> Instant.EPOCH.plus(random.nextInt(), ChronoUnit.MILLIS);
    };
  }

  @Test
  void shouldGiveWhatGettersGive() {
    long seed = System.nanoTime();
    fill(new Random(seed));
    List<Column> backwards = new ArrayList<>(all());
    Collections.reverse(backwards);
    Kept forth = new Kept(all());
    Kept back = new Kept(backwards);
    Get get = table.get();
    int rows = 0;
    try (ReadTransaction view = db.beginRead();
        PreparedScan scan = table.scan().unbounded().prepare();
        RowCursor cursor = scan.open(view)) {
      while (cursor.next()) {
        rows++;
        List<String> expected = got(cursor, all());
        cursor.readInto(forth);
        assertThat(forth.taken()).as("seed %d", seed).isEqualTo(expected);
        cursor.readInto(back);
        assertThat(back.taken()).as("seed %d", seed).isEqualTo(got(cursor, backwards));
        cursor.copy().readInto(forth);
        assertThat(forth.taken()).as("seed %d", seed).isEqualTo(expected);
        get.set(table.longColumn("id"), cursor.getLong(table.longColumn("id")));
        get.set(table.stringColumn("code"), cursor.getString(table.stringColumn("code")));
        get.set(table.decimalColumn("part"), cursor.getDecimal(table.decimalColumn("part")));
        assertThat(get.fetch(view)).isTrue();
        get.readInto(forth);
        assertThat(forth.taken()).as("seed %d", seed).isEqualTo(expected);
      }
    }
    assertThat(rows).isEqualTo(ROWS);
  }

  @Test
  void shouldRefuseWhatGettersRefuse() {
    fill(new Random(1));
    db.schema()
        .createTable(
            TableSchema.named("other").column("id", ColumnType.LONG).primaryKey("id").build());
    Kept name = new Kept(List.of(table.column("name")));
    try (ReadTransaction view = db.beginRead();
        PreparedScan scan = table.scan().select(table.column("id")).unbounded().prepare()) {
      RowCursor rows = scan.open(view);
      assertThatThrownBy(() -> rows.readInto(name)).isInstanceOf(IllegalUseException.class);
      assertThat(rows.next()).isTrue();
      assertThatThrownBy(() -> rows.readInto(name))
          .isInstanceOf(IllegalUseException.class)
          .hasMessageContaining("not selected");
      assertThatThrownBy(() -> rows.readInto(new Kept(List.of(db.table("other").column("id")))))
          .isInstanceOf(SchemaException.class);
      assertThatThrownBy(() -> rows.readInto(null)).isInstanceOf(IllegalUseException.class);
      assertThatThrownBy(() -> rows.copy().readInto(name)).isInstanceOf(IllegalUseException.class);
      rows.close();
      Kept id = new Kept(List.of(table.column("id")));
      assertThatThrownBy(() -> rows.readInto(id)).isInstanceOf(IllegalUseException.class);
    }
  }

  @Test
  void shouldFindColumnsAnewWhenTheTableIsRedefined() {
    Table moved =
        db.schema()
            .createTable(
                TableSchema.named("moved")
                    .column("old", ColumnType.LONG)
                    .column("id", ColumnType.LONG)
                    .column("n", ColumnType.INT)
                    .primaryKey("id")
                    .build());
    LongColumn id = moved.longColumn("id");
    moved
        .insert()
        .set(moved.longColumn("old"), 7)
        .set(id, 1)
        .set(moved.intColumn("n"), 5)
        .execute();
    Kept kept = new Kept(List.of(id, moved.column("n")));
    Get get = moved.get();
    try (ReadTransaction before = db.beginRead()) {
      assertThat(get.set(id, 1).fetch(before)).isTrue();
      get.readInto(kept);
      assertThat(kept.taken()).containsExactly("word 1", "word 5");
      db.schema()
          .alterTable("moved", table -> table.dropColumn("old").widenColumn("n", ColumnType.LONG));
      moved.insert().set(id, 2).set(moved.longColumn("n"), 1L << 40).execute();
      try (ReadTransaction after = db.beginRead()) {
        assertThat(get.set(id, 1).fetch(after)).isTrue();
        get.readInto(kept);
        assertThat(kept.taken()).containsExactly("word 1", "word 5");
        assertThat(get.set(id, 2).fetch(after)).isTrue();
        assertThatThrownBy(() -> get.readInto(kept))
            .isInstanceOf(IllegalUseException.class)
            .hasMessageContaining("older than the widening");
      }
      assertThat(get.set(id, 1).fetch(before)).isTrue();
      get.readInto(kept);
      assertThat(kept.taken()).containsExactly("word 1", "word 5");
    }
  }

  @Test
  void shouldAllocateNothing() {
    fill(new Random(2));
    List<Column> columns =
        all().stream().filter(c -> !List.of("many", "part").contains(c.name())).toList();
    AnyTarget target = new AnyTarget(columns);
    try (ReadTransaction view = db.beginRead();
        PreparedScan scan = table.scan().unbounded().prepare();
        RowCursor row = scan.open(view)) {
      assertThat(row.next()).isTrue();
      double bytes = AllocationRounds.leastBytes(0.5, 10_000, i -> row.readInto(target));
      assertThat(bytes).isLessThan(1);
    }
    assertThat(target.sum()).isNotZero();
  }

  @Test
  void shouldKeepItsColumns() {
    List<Column> columns = new ArrayList<>(List.of(table.column("id")));
    AnyTarget target = new AnyTarget(columns);
    columns.clear();
    assertThat(target.columns()).hasSize(1);
    assertThatThrownBy(() -> new AnyTarget(null)).isInstanceOf(IllegalUseException.class);
  }
}
