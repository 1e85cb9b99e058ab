package io.ashlar.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A child process that keeps a store open until it is killed. */
final class LockHolder {

  private LockHolder() {}

  static Process start(Path directory) throws IOException {
    return start(directory, false);
  }

  static Process start(Path directory, boolean readOnly) throws IOException {
    Process child =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    LockHolder.class.getName(),
                    directory.toString(),
                    Boolean.toString(readOnly)))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (child.getInputStream().read() != 'O') {
      throw new IOException("the child did not open the store");
    }
    return child;
  }

  public static void main(String[] args) throws InterruptedException {
    EngineOptions options = StoreFixture.small().readOnly(Boolean.parseBoolean(args[1])).build();
    try (Engine engine = Engine.open(Path.of(args[0]), options)) {
      System.out.print("O" + engine.latestSequence());
      System.out.flush();
      Thread.sleep(60_000);
    }
  }
}
