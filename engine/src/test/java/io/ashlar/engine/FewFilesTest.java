package io.ashlar.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.codec.memory.Flyweights;
import io.ashlar.error.StoreOpenException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Processes that may open few files. */
@EnabledOnOs(OS.LINUX)
final class FewFilesTest {

  private static final int ROWS = 3_000;
  private static final int VALUE_BYTES = 4_000;

  @TempDir private Path directory;

  @Test
  void shouldRefuseToOpenAndNameTheLimitWhenTheProcessMayOpenTooFewFiles() throws Exception {
    for (int limit : new int[] {48, 64, 128}) {
      String said = run(limit);
      assertThat(said).as("limit %d", limit).startsWith("refused").contains("neededLimit=");
    }
  }

  @Test
  void shouldCloseFilesInTimeWhenTheStoreHasMoreThanTheProcessMayOpen() throws Exception {
    String refusal = run(100);
    String needed = refusal.replaceAll("(?s).*neededLimit=([0-9]+).*", "$1");
    assertThat(run(Integer.parseInt(needed))).isEqualTo("rows " + ROWS);
  }

  private String run(int limit) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("sh", "-c", "ulimit -n " + limit + "; exec \"$@\"", "sh"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> !argument.startsWith("-javaagent") && !argument.startsWith("-agentlib"))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(FewFilesTest.class.getName());
    command.add(directory.resolve("store").toString());
    Process child =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String said = new String(child.getInputStream().readAllBytes(), UTF_8);
    assertThat(child.waitFor()).as(said).isZero();
    return said;
  }

  /** Writes far more small table files than the process may open, and reads them all. */
  public static void main(String[] args) {
    EngineOptions small = EngineOptions.builder().memtableBytes(64 << 10).build();
    try (Engine engine = Engine.open(Path.of(args[0]), small)) {
      write(engine);
      engine.flush();
      System.out.print("rows " + rows(engine));
    } catch (StoreOpenException e) {
      System.out.print("refused " + e.getMessage());
    }
  }

  private static void write(Engine engine) {
    MutableDirectBuffer key = Flyweights.wrap(ByteBuffer.allocateDirect(12));
    MutableDirectBuffer value = Flyweights.wrap(ByteBuffer.allocateDirect(VALUE_BYTES));
    byte[] noise = new byte[VALUE_BYTES];
    Random random = new Random(7);
    try (EngineBatch batch = engine.newBatch()) {
      for (int i = 0; i < ROWS; i++) {
        batch.clear();
        key.putInt(0, 100);
        key.putLong(4, random.nextLong());
        random.nextBytes(noise);
        value.putBytes(0, noise);
        batch.put(Family.DATA, key, 0, 12, value, 0, VALUE_BYTES);
        engine.write(batch);
      }
    }
  }

  private static int rows(Engine engine) {
    int rows = 0;
    try (EngineCursor cursor = engine.acquireCursor(Family.DATA)) {
      cursor.reset(null, null, 0, 0, null, 0, 0);
      for (boolean on = cursor.seekFirst(); on; on = cursor.next()) {
        rows++;
      }
    }
    return rows;
  }
}
