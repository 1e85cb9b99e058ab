package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Table;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.SchemaException;
import io.ashlar.query.LongColumn;
import io.ashlar.query.Parameter;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.Transaction;
import io.ashlar.type.ColumnType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Check constraints, judged where rows are written. */
@ParameterizedClass
@EnumSource(StoreKind.class)
class CheckTest extends DatabaseTest {

  private static final LongColumn ID = LongColumn.named("id");
  private static final LongColumn N = LongColumn.named("n");
  private static final StringColumn S = StringColumn.named("s");

  private Table table;

  CheckTest(StoreKind kind) {
    super(kind);
  }

  private static TableSchema.Builder schema() {
    return TableSchema.named("t")
        .column("id", ColumnType.LONG)
        .column("n", ColumnType.LONG)
        .column("s", ColumnType.STRING)
        .primaryKey("id");
  }

  @BeforeEach
  void create() {
    table =
        db.schema()
            .createTable(
                schema()
                    .check("positive", N.atLeast(0))
                    .check("key", ID.notEq(13))
                    .check("either", N.isNotNull().or(S.isNotNull()))
                    .build());
  }

  @Test
  void shouldRefuseRowsWhenCheckIsFalseAndPassUnknown() {
    assertThat(table.insert().set(ID, 1).set(S, "n is null").execute()).isEqualTo(1);
    assertThat(table.insert().set(ID, 2).set(N, 0).execute()).isEqualTo(1);
    assertThatThrownBy(() -> table.insert().set(ID, 3).set(N, -1).execute())
        .isInstanceOf(ConstraintException.class)
        .hasMessageStartingWith("The row violates a check. table=t check=positive key=")
        .hasMessageContaining("3");
    assertThatThrownBy(() -> table.insert().set(ID, 13).set(N, 1).execute())
        .hasMessageContaining("check=key");
    assertThatThrownBy(() -> table.insert().set(ID, 3).execute())
        .hasMessageContaining("check=either");
    assertThatThrownBy(() -> table.update().where(ID.eq(2)).add(N, -5).execute())
        .isInstanceOf(ConstraintException.class);
    assertThatThrownBy(() -> table.upsert().set(ID, 2).set(N, -1).execute())
        .isInstanceOf(ConstraintException.class);
    assertThatThrownBy(() -> table.upsert().set(ID, 4).set(N, -1).execute())
        .isInstanceOf(ConstraintException.class);
    assertThat(db.maintenance().verify().rows()).isEqualTo(2);
  }

  @Test
  void shouldUndoStatementAloneWhenOneOfItsRowsViolates() {
    for (int i = 0; i < 5; i++) {
      table.insert().set(ID, i).set(N, i).execute();
    }
    try (Transaction tx = db.begin()) {
      table.insert(tx).set(ID, 100).set(N, 100).execute();
      assertThatThrownBy(() -> table.update(tx).where(N.atMost(4)).add(N, -3).execute())
          .isInstanceOf(ConstraintException.class);
      tx.commit();
    }
    assertThat(table.delete().where(N.in(0, 1, 2, 3, 4, 100)).execute()).isEqualTo(6);
  }

  @Test
  void shouldRefuseDeclarationWhenPredicateDoesNotFit() {
    assertThatThrownBy(
            () ->
                db.schema()
                    .createTable(
                        TableSchema.named("u")
                            .column("id", ColumnType.LONG)
                            .primaryKey("id")
                            .check("c", N.eq(1))
                            .build()))
        .isInstanceOf(SchemaException.class)
        .hasMessage("The table has no such column. table=u column=n");
    TableSchema parameter =
        TableSchema.named("u")
            .column("id", ColumnType.LONG)
            .primaryKey("id")
            .check("c", ID.eq(Parameter.parameter(0)))
            .build();
    assertThatThrownBy(() -> db.schema().createTable(parameter))
        .isInstanceOf(SchemaException.class);
    assertThatThrownBy(() -> schema().check("a", N.eq(1)).check("A", N.eq(1)).build())
        .isInstanceOf(SchemaException.class)
        .hasMessage("Two checks of a table have the same name. table=t check=A");
    assertThat(db.schema().tables()).containsExactly("t");
  }
}
