package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Options;
import io.ashlar.Sequence;
import io.ashlar.Table;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.SchemaException;
import io.ashlar.query.DateColumn;
import io.ashlar.query.IntColumn;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.query.TimeColumn;
import io.ashlar.query.TimestampColumn;
import io.ashlar.query.UuidColumn;
import io.ashlar.row.Row;
import io.ashlar.schema.DefaultValue;
import io.ashlar.schema.SequenceOptions;
import io.ashlar.schema.TableChange;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.type.ColumnType;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Computed defaults that come, change and go with changes of the schema. */
@ParameterizedClass
@EnumSource(StoreKind.class)
class ComputedDefaultChangeTest extends DatabaseTest {

  private static final LongColumn ID = LongColumn.named("id");
  private static final StringColumn S = StringColumn.named("s");
  private static final TimestampColumn AT = TimestampColumn.named("at");
  private static final DateColumn DAY = DateColumn.named("day");
  private static final TimeColumn TIME = TimeColumn.named("time");
  private static final LongColumn N = LongColumn.named("n");
  private static final long HOUR = Duration.ofHours(1).toNanos() / 1_000;

  private static final TableSchema EVENTS =
      TableSchema.named("events")
          .column("id", ColumnType.LONG)
          .column("s", ColumnType.STRING)
          .column("at", ColumnType.TIMESTAMP)
          .defaultTo(DefaultValue.currentTimestamp())
          .notNull()
          .column("day", ColumnType.DATE)
          .defaultTo(DefaultValue.currentDate())
          .column("time", ColumnType.TIME)
          .defaultTo(DefaultValue.currentTime())
          .column("code", ColumnType.UUID)
          .defaultTo(DefaultValue.randomUuid())
          .notNull()
          .column("n", ColumnType.LONG)
          .defaultTo(DefaultValue.nextValueOf("numbers"))
          .primaryKey("id")
          .uniqueIndex("by_code", ix -> ix.ascending("code").storing("at"))
          .index("by_at", ix -> ix.descending("at").storing("n"))
          .build();

  private final StoreKind kind;
  private Table events;

  ComputedDefaultChangeTest(StoreKind kind) {
    super(kind);
    this.kind = kind;
  }

  /** At this level an insert that waited may lose, and is run again. */
  @Override
  Options options() {
    return Options.builder().isolation(IsolationLevel.SNAPSHOT).build();
  }

  @BeforeEach
  void create() {
    db.schema().createSequence("numbers", SequenceOptions.defaults().startingAt(100));
    events = db.schema().createTable(EVENTS);
  }

  /** The store in memory keeps nothing. */
  private void reopen() {
    if (kind == StoreKind.EMBEDDED) {
      db.close();
      open();
      events = db.table("events");
    }
  }

  private Row row(Table table, long id) {
    return table.get().set(ID, id).find().orElseThrow();
  }

  private void advance(long micros) {
    handle().context().expiryClock().advance(micros);
  }

  private void refused(UnaryOperator<TableChange> change, String message) {
    assertThatThrownBy(() -> db.schema().alterTable("events", change))
        .isInstanceOf(SchemaException.class)
        .hasMessage(message);
  }

  @Test
  void shouldHaveTheTimeOfTheChangeInRowsThatAreOlder() {
    TableSchema schema =
        TableSchema.named("old")
            .column("id", ColumnType.LONG)
            .column("s", ColumnType.STRING)
            .primaryKey("id")
            .build();
    Table old = db.schema().createTable(schema);
    assertThat(old.insert().set(ID, 1).execute()).isEqualTo(1);
    Instant before = Instant.now().minusMillis(1);
    db.schema()
        .alterTable(
            "old",
            change ->
                change
                    .addColumn("at", ColumnType.TIMESTAMP)
                    .defaultTo(DefaultValue.currentTimestamp())
                    .notNull()
                    .addColumn("day", ColumnType.DATE)
                    .defaultTo(DefaultValue.currentDate())
                    .addColumn("time", ColumnType.TIME)
                    .defaultTo(DefaultValue.currentTime()));
    Instant at = row(old, 1).get(AT);
    assertThat(at).isBetween(before, Instant.now().plusMillis(1));
    advance(HOUR);
    assertThat(old.insert().set(ID, 2).execute()).isEqualTo(1);
    assertThat(row(old, 2).get(AT)).isAfter(at);
    assertThat(old.update().where(ID.eq(1)).set(S, "x").execute()).isEqualTo(1);
    if (kind == StoreKind.EMBEDDED) {
      db.close();
      open();
      old = db.table("old");
    }
    assertThat(row(old, 1).get(AT)).isEqualTo(at);
    assertThat(row(old, 1).get(DAY)).isEqualTo(LocalDate.ofInstant(at, ZoneOffset.UTC));
    assertThat(row(old, 1).get(TIME)).isEqualTo(LocalTime.ofInstant(at, ZoneOffset.UTC));
  }

  @Test
  void shouldRefuseToAddAColumnOfWhichEachRowWouldNeedItsOwn() {
    UnaryOperator<TableChange> random =
        change -> change.addColumn("more", ColumnType.UUID).defaultTo(DefaultValue.randomUuid());
    UnaryOperator<TableChange> counted =
        change ->
            change
                .addColumn("m", ColumnType.INT)
                .notNull()
                .defaultTo(DefaultValue.nextValueOf("numbers"));
    db.schema().alterTable("events", random);
    assertThat(events.insert().set(ID, 1).execute()).isEqualTo(1);
    assertThat(row(events, 1).get(UuidColumn.named("more"))).isNotNull();
    for (UnaryOperator<TableChange> change :
        List.of(counted, (TableChange table) -> random.apply(table.renameColumn("more", "less")))) {
      assertThatThrownBy(() -> db.schema().alterTable("events", change))
          .isInstanceOf(ConstraintException.class)
          .hasMessageStartingWith(
              "Each row would need a value of its own, and there are some already. table=events");
    }
    assertThat(events.delete().where(ID.eq(1)).execute()).isEqualTo(1);
    db.schema().alterTable("events", counted);
    assertThat(events.insert().set(ID, 2).execute()).isEqualTo(1);
    assertThat(row(events, 2).getInt(IntColumn.named("m"))).isBetween(101, 103);
  }

  @Test
  void shouldTakeOtherDefaultsWhenTheyAreChanged() {
    db.schema()
        .alterTable(
            "events",
            change ->
                change
                    .setDefault("n", 7)
                    .setDefault("s", "fixed")
                    .setDefault("at", Instant.EPOCH)
                    .dropDefault("day"));
    assertThat(events.insert().set(ID, 1).execute()).isEqualTo(1);
    Row row = row(events, 1);
    assertThat(row.getLong(N)).isEqualTo(7);
    assertThat(row.get(AT)).isEqualTo(Instant.EPOCH);
    assertThat(row.isNull(DAY)).isTrue();
    db.schema().dropSequence("numbers");
    Sequence again = db.schema().createSequence("numbers", SequenceOptions.defaults());
    db.schema()
        .alterTable(
            "events", change -> change.setDefault("n", DefaultValue.nextValueOf("numbers")));
    reopen();
    assertThat(events.insert().set(ID, 2).execute()).isEqualTo(1);
    assertThat(row(events, 2).getLong(N)).isEqualTo(1);
    assertThat(again.name()).isEqualTo("numbers");
  }

  @Test
  void shouldRefuseWhenSequenceIsInUseOrMissing() {
    assertThatThrownBy(() -> db.schema().dropSequence("numbers"))
        .isInstanceOf(SchemaException.class)
        .hasMessage("The sequence is in use and cannot be dropped. sequence=numbers usedBy=events");
    assertThat(events.insert().set(ID, 1).execute()).isEqualTo(1);
    refused(
        change -> change.setDefault("n", DefaultValue.nextValueOf("none")),
        "There is no such sequence. sequence=none");
    TableSchema other =
        TableSchema.named("other")
            .column("id", ColumnType.LONG)
            .defaultTo(DefaultValue.nextValueOf("none"))
            .primaryKey("id")
            .build();
    assertThatThrownBy(() -> db.schema().createTable(other))
        .isInstanceOf(SchemaException.class)
        .hasMessage("There is no such sequence. sequence=none");
    assertThat(db.findTable("other")).isEmpty();
    db.schema().dropTable("events");
    db.schema().dropSequence("numbers");
    assertThat(db.schema().sequences()).isEmpty();
  }

  @Test
  void shouldRefuseWhenDefaultDoesNotFitItsColumn() {
    refused(
        change -> change.setDefault("s", DefaultValue.currentTimestamp()),
        "The default does not fit its column. column=s type=STRING value=CURRENT_TIMESTAMP");
    refused(
        change -> change.setDefault("at", DefaultValue.currentDate()),
        "The default does not fit its column. column=at type=TIMESTAMP value=CURRENT_DATE");
    refused(
        change -> change.setDefault("at", DefaultValue.nextValueOf("numbers")),
        "The default does not fit its column. column=at type=TIMESTAMP"
            + " value=NEXT VALUE FOR numbers");
    assertThatThrownBy(
            () ->
                TableSchema.named("t")
                    .column("id", ColumnType.LONG)
                    .identity()
                    .defaultTo(DefaultValue.nextValueOf("numbers")))
        .isInstanceOf(SchemaException.class);
    assertThatThrownBy(() -> new DefaultValue(DefaultValue.Kind.RANDOM_UUID, "s"))
        .isInstanceOf(SchemaException.class);
    assertThatThrownBy(() -> new DefaultValue(DefaultValue.Kind.NEXT_VALUE, null))
        .isInstanceOf(SchemaException.class);
    assertThatThrownBy(() -> DefaultValue.nextValueOf("no name"))
        .isInstanceOf(SchemaException.class);
  }
}
