package io.ashlar.codec.row;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.codec.key.KeyDecoder;
import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.key.KeyHash;
import io.ashlar.codec.key.KeyRanges;
import io.ashlar.codec.memory.BufferPool;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.codec.valuetype.ValueType;
import io.ashlar.testkit.AllocationRounds;
import io.ashlar.type.ValueKind;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.IntToLongFunction;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The hot path allocates nothing once it is warm. */
class AllocationTest {

  private static final int ITERATIONS = 10_000;
  private static final RowLayout LAYOUT =
      RowModel.layout(
          1,
          List.of(
              ValueKind.LONG,
              ValueKind.STRING,
              ValueKind.DOUBLE,
              ValueKind.BYTES,
              ValueKind.BOOLEAN,
              ValueKind.UUID));

  private final BufferPool pool = new BufferPool(1 << 20);
  private final RowWriter writer = new RowWriter(pool);
  private final RowWriter copier = new RowWriter(pool);
  private final RowView view = new RowView();
  private final KeyEncoder encoder = new KeyEncoder();
  private final KeyDecoder decoder = new KeyDecoder();
  private final MutableDirectBuffer target = Flyweights.wrap(ByteBuffer.allocateDirect(256));
  private final byte[] bytes = {1, 0, 2, 0, 3};

  /** Borders of encoded lengths, a zero that is escaped, and a surrogate pair. */
  private final String text = "key\0é\u0800\ud83d\ude00";

  private long sink;

  @AfterEach
  void close() {
    writer.close();
    copier.close();
    pool.close();
  }

  @Test
  void shouldAllocateNothingWhenKeysAreEncodedAndDecoded() {
    assertNothingAllocated(this::encodeAndDecodeKey);
  }

  @Test
  void shouldAllocateNothingWhenRowsAreWrittenAndRead() {
    assertNothingAllocated(this::writeAndReadRow);
  }

  @Test
  void shouldAllocateNothingWhenRowsAreCopiedAndColumnsSetOutOfOrder() {
    assertNothingAllocated(this::copyRow);
  }

  @Test
  void shouldAllocateNothingWhenAnOpenBufferIsAsked() {
    try (PooledBuffer buffer = pool.acquire(1000)) {
      assertNothingAllocated(
          i -> {
            buffer.ensureCapacity(i & 1023);
            buffer.buffer().putInt(i & 511, i);
            return (long) buffer.byteBuffer().capacity() + buffer.capacity();
          });
    }
  }

  private long encodeAndDecodeKey(int i) {
    boolean descending = (i & 1) != 0;
    encoder.reset(i).putLong(i, descending).putDouble(i * 0.5, descending);
    encoder.putString(text, descending).putBytes(bytes, descending).putNull(descending);
    encoder.putBoolean(true, descending).putUuid(i, ~i, descending);
    decoder.wrap(encoder.buffer(), 4, encoder.length() - 4);
    long sum = decoder.nextLong(descending) + (long) decoder.nextDouble(descending);
    decoder.nextUtf8(descending);
    sum += decoder.bytesBuffer().getByte(decoder.bytesOffset()) + decoder.bytesLength();
    decoder.skip(ValueType.of(ValueKind.BYTES), descending);
    sum += decoder.nextIsNull(descending) ? 1 : 0;
    sum += decoder.nextBoolean(descending) ? 1 : 0;
    decoder.nextUuid(descending);
    sum += KeyRanges.prefixSuccessor(encoder.buffer(), 0, encoder.length(), target);
    return sum + decoder.lsb() + KeyHash.hash(encoder.buffer(), 0, encoder.length());
  }

  private long writeAndReadRow(int i) {
    writer.begin(LAYOUT);
    writer.setLong(0, i);
    writer.setString(1, text);
    writer.setDouble(2, i);
    writer.setBytes(3, bytes);
    writer.setBoolean(4, true);
    writer.setUuid(5, i, i);
    int length = writer.finish();
    RowFormat.stamp(writer.buffer(), 0, i);
    view.wrap(LAYOUT, writer.buffer(), 0, length);
    long sum = view.stamp() + view.word(0) + (long) view.real(2) + view.uuidLow(5);
    sum += view.buffer().getByte(view.bytesOffset(1)) + view.bytesLength(3);
    return sum + (view.isNull(4) || view.word(4) == 0 ? 1 : 0);
  }

  private long copyRow(int i) {
    long sum = writeAndReadRow(i);
    copier.begin(LAYOUT);
    for (int slot = LAYOUT.slots() - 1; slot >= 0; slot--) {
      copier.copyFrom(view, slot, slot);
    }
    copier.setNull(3);
    copier.setBytes(3, writer.buffer(), 0, i & 127);
    return sum + copier.finish();
  }

  private void assertNothingAllocated(IntToLongFunction operation) {
    // The runtime itself allocates a little now and then; one object an iteration is 16 bytes.
    assertThat(allocatedPerIteration(operation)).isLessThan(1.0);
  }

  private double allocatedPerIteration(IntToLongFunction operation) {
    double bytes =
        AllocationRounds.leastBytes(
            0.5, ITERATIONS, i -> sink += operation.applyAsLong(i % ITERATIONS));
    assertThat(sink).isNotZero();
    return bytes;
  }
}
