package io.ashlar.rows.partition;

import static io.ashlar.query.Parameter.parameter;
import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.query.LongColumn;
import io.ashlar.query.Parameter;
import io.ashlar.query.Predicate;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.predicate.Conjunct;
import io.ashlar.rows.predicate.Operand;
import io.ashlar.rows.predicate.Parameters;
import io.ashlar.rows.predicate.PredicateCompiler;
import io.ashlar.rows.table.TableHandle;
import io.ashlar.schema.Partitioning;
import io.ashlar.schema.TableSchema;
import io.ashlar.type.ColumnType;
import java.util.AbstractList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which ranges are left by values that a column is among, and how often these are looked at. */
class PartitionPrunerTest {

  private static final int PARTITIONS = 60;
  private static final int MEMBERS = 50;
  private static final int WIDTH = 10;

  private final Database db = Database.inMemory();
  private final TableHandle table =
      (TableHandle)
          db.schema()
              .createTable(
                  TableSchema.named("t")
                      .column("k", ColumnType.LONG)
                      .primaryKey("k")
                      .partitionBy(Partitioning.range("k", WIDTH))
                      .build());
  private final LongColumn k = table.longColumn("k");
  private final Parameters parameters = new Parameters();

  /** How often a member was asked for. */
  private int looks;

  @BeforeEach
  void fill() {
    for (int i = 0; i < PARTITIONS; i++) {
      table.insert().set(k, (long) i * WIDTH + 5).execute();
    }
  }

  @AfterEach
  void close() {
    db.close();
  }

  private PartitionPruner pruner(Predicate predicate) {
    TableDefinition definition = table.state().definition();
    List<Conjunct> terms =
        new PredicateCompiler(definition, parameters)
            .compile(predicate).terms().stream().map(this::counted).toList();
    return new PartitionPruner(
        table.state().partitions().tableId(), terms, definition.partitionColumns());
  }

  private Conjunct counted(Conjunct term) {
    return new Conjunct(
        term.condition(),
        term.columns(),
        term.ordinal(),
        term.comparison(),
        term.operand(),
        term.members() == null ? null : new Counted(term.members()),
        term.text(),
        term.source());
  }

  private final class Counted extends AbstractList<Operand> {

    private final List<Operand> members;

    Counted(List<Operand> members) {
      this.members = members;
    }

    @Override
    public Operand get(int index) {
      looks++;
      return members.get(index);
    }

    @Override
    public int size() {
      return members.size();
    }
  }

  private List<Integer> planned(PartitionPruner pruner) {
    return table.state().partitions().planned(pruner).stream()
        .map(partition -> (int) PartitionRule.number(partition.record().bound()))
        .toList();
  }

  @Test
  void shouldLookAtEachValueOnceWhateverTheNumberOfPartitions() {
    // Of every other range, backward.
    long[] values = IntStream.range(0, MEMBERS).mapToLong(i -> (98L - 2L * i) * WIDTH).toArray();
    List<Integer> left = IntStream.range(0, PARTITIONS / 2).mapToObj(i -> 2 * i).toList();
    assertThat(planned(pruner(k.in(values)))).isEqualTo(left);
    assertThat(looks).isLessThanOrEqualTo(3 * MEMBERS);
  }

  @Test
  void shouldTakeTheValuesThatAreBoundAnew() {
    PartitionPruner pruner =
        pruner(
            k.in(parameter(0), parameter(1), parameter(2)).and(k.in(parameter(3), parameter(4))));
    bind(50, 12, 30, 39, 18);
    assertThat(planned(pruner)).containsExactly(1, 3);
    bind(50, 12, 30, 58, 18);
    assertThat(planned(pruner)).containsExactly(1, 5);
    parameters.bindNull(0);
    assertThat(planned(pruner)).containsExactly(1);
    parameters.bindNull(3);
    parameters.bindNull(4);
    assertThat(planned(pruner)).isEmpty();
  }

  private void bind(long... values) {
    for (int i = 0; i < values.length; i++) {
      parameters.bindLong(i, values[i]);
    }
  }

  @Test
  void shouldNotNarrowByValuesThatAreNotBound() {
    PartitionPruner pruner = pruner(k.in(new Parameter(0), new Parameter(1)).and(k.lessThan(30)));
    pruner.complete(false);
    parameters.bindLong(0, 500);
    assertThat(planned(pruner)).containsExactly(0, 1, 2);
  }
}
