package io.ashlar.codec.row;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.codec.memory.BufferPool;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.codec.row.RowModel.Sample;
import io.ashlar.codec.value.TestValues;
import io.ashlar.type.ValueKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;
import org.agrona.MutableDirectBuffer;

class RowRoundTripTest {

  private BufferPool pool;
  private RowWriter writer;
  private final RowView view = new RowView();

  @BeforeTry
  void open() {
    pool = new BufferPool(1 << 20);
    writer = new RowWriter(pool);
  }

  @AfterTry
  void close() {
    writer.close();
    assertThat(pool.outstanding()).isZero();
    pool.close();
  }

  @Provide
  Arbitrary<Sample> samples() {
    return RowModel.samples();
  }

  @Property(tries = 2_000)
  void shouldGiveBackTheValuesWhenRead(@ForAll("samples") Sample sample) {
    int length = RowModel.write(writer, sample);
    MutableDirectBuffer elsewhere = Flyweights.wrap(new byte[length + 5]);
    elsewhere.putBytes(5, writer.buffer(), 0, length);
    assertThat(RowView.layoutVersion(elsewhere, 5, length)).isEqualTo(3);
    view.wrap(sample.layout(), elsewhere, 5, length);
    assertThat(view.stamp()).isZero();
    assertHolds(sample);
  }

  @Property(tries = 2_000)
  void shouldWriteTheSameBytesWhenSlotsAreSetInAnyOrderAndAgain(
      @ForAll("samples") Sample sample, @ForAll("samples") Sample other, @ForAll long seed) {
    RowModel.write(writer, sample);
    byte[] expected = RowModel.bytes(writer);

    RowModel.write(writer, other); // whatever was in the buffer before must not show
    writer.begin(sample.layout());
    Random random = new Random(seed);
    List<Integer> slots = new ArrayList<>();
    for (int slot = 0; slot < sample.layout().slots(); slot++) {
      slots.addAll(Collections.nCopies(1 + random.nextInt(3), slot));
    }
    Collections.shuffle(slots, random);
    for (int slot : slots) {
      if (random.nextInt(4) == 0) {
        writer.setNull(slot);
      }
      if (random.nextInt(8) == 0) {
        writer.finish();
      }
      RowModel.set(writer, sample.layout().kind(slot), slot, sample.values().get(slot));
    }
    writer.finish();
    assertThat(RowModel.bytes(writer)).isEqualTo(expected);
  }

  @Property(tries = 2_000)
  void shouldCarryColumnsByIdWhenLayoutEvolves(@ForAll("samples") Sample old, @ForAll long seed) {
    int length = RowModel.write(writer, old);
    view.wrap(old.layout(), writer.buffer(), 0, length);

    RowLayout evolved = evolve(old.layout(), new Random(seed));
    try (RowWriter next = new RowWriter(pool)) {
      next.begin(evolved);
      for (int slot = 0; slot < evolved.slots(); slot++) {
        int source = old.layout().slotOf(evolved.columnId(slot));
        if (source != RowLayout.ABSENT) {
          next.copyFrom(view, source, slot);
          assertThat(next.isSet(slot)).isEqualTo(old.values().get(source) != null);
        }
      }
      RowView copied = new RowView().wrap(evolved, next.buffer(), 0, next.finish());
      for (int slot = 0; slot < evolved.slots(); slot++) {
        int source = old.layout().slotOf(evolved.columnId(slot));
        Object expected = source == RowLayout.ABSENT ? null : old.values().get(source);
        assertSame(evolved.kind(slot), RowModel.get(copied, slot), expected);
      }
    }
  }

  /** Drops columns, adds others, changes the order, and widens what can be widened. */
  private static RowLayout evolve(RowLayout old, Random random) {
    List<Integer> ids = new ArrayList<>(List.of(900, 901));
    for (int slot = 0; slot < old.slots(); slot++) {
      if (random.nextInt(4) != 0) {
        ids.add(old.columnId(slot));
      }
    }
    Collections.shuffle(ids, random);
    ValueKind[] kinds = new ValueKind[ids.size()];
    for (int i = 0; i < kinds.length; i++) {
      int slot = old.slotOf(ids.get(i));
      ValueKind kind = slot == RowLayout.ABSENT ? ValueKind.STRING : old.kind(slot);
      boolean widen = random.nextBoolean();
      kinds[i] =
          widen && kind == ValueKind.INT
              ? ValueKind.LONG
              : widen && kind == ValueKind.FLOAT ? ValueKind.DOUBLE : kind;
    }
    return RowLayout.of(4, ids.stream().mapToInt(id -> id).toArray(), kinds);
  }

  private void assertHolds(Sample sample) {
    for (int slot = 0; slot < sample.layout().slots(); slot++) {
      Object expected = sample.values().get(slot);
      Object actual = RowModel.get(view, slot);
      assertSame(sample.layout().kind(slot), actual, expected);
      if (expected instanceof BigDecimal decimal) {
        assertThat(actual).as("scale included").isEqualTo(decimal);
      }
      if (expected instanceof String text) {
        StringBuilder appended = new StringBuilder();
        view.appendTo(slot, appended);
        assertThat(appended.toString()).isEqualTo(text);
      }
    }
  }

  private static void assertSame(ValueKind kind, Object actual, Object expected) {
    Object widened =
        expected instanceof Integer integer && kind == ValueKind.LONG
            ? (Object) integer.longValue()
            : expected instanceof Float single && kind == ValueKind.DOUBLE
                ? (Object) single.doubleValue()
                : expected;
    assertThat(TestValues.compare(kind, actual, widened))
        .as("%s: %s and %s", kind, actual, widened)
        .isZero();
  }
}
