package io.ashlar.codec.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.codec.key.KeyColumns.Column;
import io.ashlar.codec.key.KeyColumns.Pair;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.codec.value.TestValues;
import io.ashlar.codec.valuetype.ValueType;
import io.ashlar.type.ValueKind;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class KeyOrderTest {

  @Provide
  Arbitrary<Pair> pairs() {
    return KeyColumns.pairs();
  }

  @Provide
  Arbitrary<Pair> singleColumns() {
    return Combinators.combine(Arbitraries.of(ValueKind.class), Arbitraries.of(true, false))
        .as((kind, descending) -> List.of(new Column(kind, descending)))
        .flatMap(
            columns ->
                Combinators.combine(KeyColumns.values(columns), KeyColumns.values(columns))
                    .as((first, second) -> new Pair(columns, first, second)));
  }

  @Property(tries = 5_000)
  void shouldOrderBytesAsValuesWhenKeysAreComposite(@ForAll("pairs") Pair pair) {
    assertSameOrder(pair);
  }

  @Property(tries = 5_000)
  void shouldOrderBytesAsValuesWhenKeyIsOneColumn(@ForAll("singleColumns") Pair pair) {
    assertSameOrder(pair);
  }

  @Property(tries = 2_000)
  void shouldGiveBackTheValuesWhenDecoded(@ForAll("pairs") Pair pair) {
    byte[] key = KeyColumns.encode(pair.columns(), pair.first());
    KeyDecoder decoder = new KeyDecoder().wrap(Flyweights.wrap(key), 0, key.length);
    for (int i = 0; i < pair.columns().size(); i++) {
      Column column = pair.columns().get(i);
      Object decoded = KeyColumns.next(decoder, column);
      assertThat(TestValues.compare(column.kind(), decoded, pair.first().get(i)))
          .as("column %d, %s", i, column)
          .isZero();
    }
    assertThat(decoder.hasRemaining()).isFalse();
  }

  @Property(tries = 2_000)
  void shouldStandWhereDecodingStandsWhenSkipping(@ForAll("pairs") Pair pair) {
    byte[] key = KeyColumns.encode(pair.columns(), pair.first());
    KeyDecoder decoding = new KeyDecoder().wrap(Flyweights.wrap(key), 0, key.length);
    KeyDecoder skipping = new KeyDecoder().wrap(Flyweights.wrap(key), 0, key.length);
    for (Column column : pair.columns()) {
      KeyColumns.next(decoding, column);
      skipping.skip(ValueType.of(column.kind()), column.descending());
      assertThat(skipping.position()).isEqualTo(decoding.position());
    }
  }

  private static void assertSameOrder(Pair pair) {
    byte[] first = KeyColumns.encode(pair.columns(), pair.first());
    byte[] second = KeyColumns.encode(pair.columns(), pair.second());
    assertThat(Integer.signum(Arrays.compareUnsigned(first, second)))
        .isEqualTo(Integer.signum(KeyColumns.compare(pair)));
  }
}
