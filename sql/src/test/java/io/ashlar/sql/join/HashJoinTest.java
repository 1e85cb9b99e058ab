package io.ashlar.sql.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.execute.Reading;
import io.ashlar.sql.execute.ValueRows;
import io.ashlar.sql.scalar.ColumnReference;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.scalar.Slot;
import io.ashlar.sql.type.SqlType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Rows that are kept: how many, in which order, and which are equal. */
class HashJoinTest {

  private final Frame frame = new Frame(2);

  private ValueRows rows(int slot, long... values) {
    List<List<Scalar>> rows =
        LongStream.of(values)
            .mapToObj(value -> List.<Scalar>of(Slot.word(SqlType.BIGINT, value)))
            .toList();
    return new ValueRows(rows, frame, slot, new Reading());
  }

  private HashJoin join(ValueRows probe, ValueRows build, HashJoin.Kind kind, int maxBytes) {
    return new HashJoin(
        probe,
        build,
        new HashJoin.Kept(List.of(SqlType.BIGINT), List.of(1), maxBytes),
        new EqualityKeys(
            List.of(ColumnReference.of(SqlType.BIGINT, 0)),
            List.of(ColumnReference.of(SqlType.BIGINT, 1))),
        null,
        kind,
        new int[] {0},
        frame,
        new Reading());
  }

  private List<String> run(HashJoin join) {
    List<String> rows = new ArrayList<>();
    join.open(null);
    while (join.next()) {
      rows.add(
          (frame.isNull(0) ? "~" : frame.word(0)) + "|" + (frame.isNull(1) ? "~" : frame.word(1)));
    }
    join.close();
    return rows;
  }

  @Test
  void shouldGiveLonelyRowsLastWhenTheJoinIsFull() {
    HashJoin join = join(rows(0, 3, 1, 3), rows(1, 2, 3, 3), HashJoin.Kind.FULL, 1 << 20);
    List<String> expected = List.of("3|3", "3|3", "1|~", "3|3", "3|3", "~|2");
    assertThat(run(join)).isEqualTo(expected);
    assertThat(run(join)).as("a second run").isEqualTo(expected);
  }

  @Test
  void shouldFindAllWhenTheTableGrows() {
    long[] many = LongStream.range(0, 5_000).toArray();
    HashJoin join = join(rows(0, many), rows(1, many), HashJoin.Kind.INNER, 1 << 20);
    assertThat(run(join)).isEqualTo(IntStream.range(0, 5_000).mapToObj(i -> i + "|" + i).toList());
  }

  @Test
  void shouldBeRefusedWhenRowsDoNotFit() {
    long[] many = LongStream.range(0, 1_000).toArray();
    HashJoin join = join(rows(0, 1), rows(1, many), HashJoin.Kind.INNER, 10_000);
    try {
      assertThatThrownBy(() -> join.open(null))
          .isInstanceOfSatisfying(
              SqlException.class,
              full -> {
                assertThat(full.sqlState()).isEqualTo(SqlState.OUT_OF_MEMORY);
                assertThat(full.facts()).containsKey("maxBytes");
              });
    } finally {
      join.close();
    }
  }

  @Test
  void shouldHashEqualNumbersAlikeWhenTheirDigitsDiffer() {
    List<SqlType> types =
        List.of(
            SqlType.INTEGER,
            SqlType.BIGINT,
            SqlType.decimal(9, 2),
            SqlType.decimal(18, 6),
            SqlType.NUMERIC);
    long seed = 20261130;
    Random random = new Random(seed);
    int equal = 0;
    for (int i = 0; i < 20_000; i++) {
      SqlType one = types.get(random.nextInt(types.size()));
      SqlType other = types.get(random.nextInt(types.size()));
      Slot left = number(one, random);
      Slot right = number(other, random);
      EqualityKeys keys = new EqualityKeys(List.of(left), List.of(right));
      boolean same = left.exact().compareTo(right.exact()) == 0;
      assertThat(keys.equal(null)).isEqualTo(same);
      assertThat(keys.hashProbe(null)).isTrue();
      long hash = keys.hash();
      assertThat(keys.hashKept(null)).isTrue();
      if (same) {
        equal++;
        assertThat(keys.hash())
            .as("seed %d, %s %s and %s %s", seed, one, left.exact(), other, right.exact())
            .isEqualTo(hash);
      }
    }
    assertThat(equal).isGreaterThan(1_000);
  }

  private static Slot number(SqlType type, Random random) {
    long whole = random.nextInt(12) * (random.nextBoolean() ? 1L : 10L) - 20;
    if (type.equals(SqlType.NUMERIC)) {
      int zeros = random.nextInt(25);
      return Slot.nullOf(type).set(BigDecimal.valueOf(whole).setScale(zeros));
    }
    long unit = BigDecimal.TEN.pow(type.scale()).longValueExact();
    return Slot.word(type, whole * unit);
  }
}
