package io.ashlar.codec.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ReadOnlyBufferException;
import org.junit.jupiter.api.Test;

/** What {@link VarHandleBuffer} does otherwise than the buffer that it stands in for. */
class VarHandleBufferTest {

  @Test
  void shouldReadAndWriteWhateverTheLimitAndOrderOfWhatItIsWrappedAround() {
    ByteBuffer outside = ByteBuffer.allocateDirect(16);
    VarHandleBuffer buffer = new VarHandleBuffer();
    buffer.wrap(outside);
    outside.limit(0).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putLong(8, 0x0102030405060708L, ByteOrder.BIG_ENDIAN);
    assertThat(buffer.getByte(8)).isEqualTo((byte) 1);
    assertThat(buffer.byteBuffer()).isSameAs(outside);
    assertThat(outside.limit()).isZero();
  }

  @Test
  void shouldAllocateNoSecondDuplicateWhenTheSameMemoryIsWrappedAgain() {
    ByteBuffer outside = ByteBuffer.allocateDirect(16);
    VarHandleBuffer buffer = new VarHandleBuffer();
    buffer.wrap(outside);
    buffer.wrap(outside, 8, 4);
    buffer.putInt(0, 42);
    assertThat(outside.order(ByteOrder.nativeOrder()).getInt(8)).isEqualTo(42);
    assertThat(buffer.wrapAdjustment()).isEqualTo(8);
  }

  @Test
  void shouldReadButNotWriteWhenTheMemoryIsReadOnly() {
    for (ByteBuffer memory :
        new ByteBuffer[] {ByteBuffer.allocate(8), ByteBuffer.allocateDirect(8)}) {
      memory.put(3, (byte) 7);
      VarHandleBuffer own = new VarHandleBuffer();
      own.wrap(memory.asReadOnlyBuffer());
      assertThat(own.getByte(3)).isEqualTo((byte) 7);
      assertThat(own.getLong(0)).isNotZero();
      assertThatThrownBy(() -> own.putLong(0, 1)).isInstanceOf(ReadOnlyBufferException.class);
      assertThatThrownBy(() -> own.putByte(0, (byte) 1))
          .isInstanceOf(ReadOnlyBufferException.class);
      assertThatThrownBy(() -> own.putBytes(0, new byte[2]))
          .isInstanceOf(ReadOnlyBufferException.class);
      assertThat(memory.get(3)).isEqualTo((byte) 7);
    }
  }

  @Test
  void shouldRefuseAddresses() {
    VarHandleBuffer buffer = new VarHandleBuffer();
    assertThatThrownBy(buffer::addressOffset).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> buffer.wrap(1L, 1)).isInstanceOf(UnsupportedOperationException.class);
    assertThat(buffer.capacity()).isZero();
  }

  @Test
  void shouldNotLeaveItsBoundsWhenTheMemoryIsLarger() {
    byte[] array = new byte[32];
    ByteBuffer outside = ByteBuffer.allocateDirect(32);
    VarHandleBuffer onHeap = new VarHandleBuffer();
    onHeap.wrap(array, 8, 8);
    VarHandleBuffer offHeap = new VarHandleBuffer();
    offHeap.wrap(outside, 8, 8);
    for (VarHandleBuffer buffer : new VarHandleBuffer[] {onHeap, offHeap}) {
      for (int index : new int[] {-1, 1, 8, Integer.MAX_VALUE, Integer.MIN_VALUE, -8}) {
        assertThatThrownBy(() -> buffer.getLong(index))
            .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> buffer.putLong(index, -1))
            .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> buffer.setMemory(index, 8, (byte) 1))
            .isInstanceOf(IndexOutOfBoundsException.class);
      }
    }
    assertThat(array).containsOnly(0);
    assertThat(outside).isEqualTo(ByteBuffer.allocate(32));
  }
}
