package io.ashlar.codec.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Memory without flags; with them it is Chronicle's, which the tests of the pool trace. */
class NativeMemoryTest {

  @Test
  void shouldBeDirectAndOfTheSizeWhenAllocated() {
    NativeMemory memory = NativeMemory.allocate(4096);
    ByteBuffer bytes = memory.byteBuffer();
    assertThat(bytes.isDirect()).isTrue();
    assertThat(bytes.capacity()).isEqualTo(4096);
    assertThat(memory.byteBuffer()).isSameAs(bytes);
    bytes.putLong(4088, 42);
    assertThat(bytes.getLong(4088)).isEqualTo(42);
    memory.free();
  }

  @Test
  void shouldFreeAtOnceAndTellWhoComesLateWhenTheJdkHasArenas() {
    assumeThat(ArenaMemory.SUPPORTED).isTrue();
    ArenaMemory memory = new ArenaMemory(1024);
    VarHandleBuffer view = new VarHandleBuffer();
    view.wrap(memory.byteBuffer());
    view.putLong(8, 42);
    memory.free();
    assertThatThrownBy(() -> view.getLong(8)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> memory.byteBuffer().get(0)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldNotRunOutWhenMoreIsLetGoThanTheJvmMayHave() throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:MaxDirectMemorySize=8m",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                Spender.class.getName())
            .inheritIO()
            .start();
    assertThat(child.waitFor()).isZero();
  }

  /** Takes and lets go four times what there is, in a JVM that has little. */
  static final class Spender {

    private Spender() {}

    public static void main(String[] args) {
      for (int i = 0; i < 32; i++) {
        NativeMemory memory = NativeMemory.allocate(1 << 20);
        memory.byteBuffer().put(i, (byte) i);
        memory.free();
      }
    }
  }
}
