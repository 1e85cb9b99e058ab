package io.ashlar.bench.world.kill;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.ashlar.Database;
import io.ashlar.bench.world.ActListener;
import io.ashlar.bench.world.WorldBenchmark;
import io.ashlar.bench.world.WorldOptions;
import io.ashlar.bench.world.WorldRun;
import io.ashlar.bench.world.WorldTables;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.concurrent.ExecutionException;

/**
 * The child process: lets the sessions live until it is killed. Lines on its standard output, each
 * written by one system call behind what it reports:
 *
 * <pre>
 *   A player acts trade x y z active   the player's change of that number is acknowledged
 *   X type: message                    a session or the database failed
 * </pre>
 */
final class InhabitantsMain implements ActListener {

  private static final int ROUND_WORD = 5;

  private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);

  private InhabitantsMain() {}

  /**
   * Lives until the end.
   *
   * @param args the words of {@link WorldKillOptions}
   * @throws InterruptedException never: nobody interrupts it
   */
  public static void main(String[] args) throws InterruptedException {
    WorldKillOptions options = WorldKillOptions.ofWords(args);
    WorldOptions world = options.world(options.directory(), Integer.parseInt(args[ROUND_WORD]));
    new InhabitantsMain().live(world);
  }

  private void live(WorldOptions options) throws InterruptedException {
    try (Database database =
            Database.open(options.directory(), WorldBenchmark.storeOptions(options));
        WorldRun run = WorldRun.start(database, WorldTables.open(database), options, this)) {
      run.join();
    } catch (ExecutionException e) {
      say("X " + e.getCause());
    } catch (RuntimeException e) {
      say("X " + e);
    }
  }

  @Override
  public void acknowledged(
      long player, long acts, boolean trade, int x, int y, int z, boolean active) {
    say(new Change(player, acts, trade, x, y, z, active).toLine());
  }

  /** A short line is one write to the pipe, which the kernel does not tear or interleave. */
  private void say(String line) {
    try {
      out.write((line.replace('\n', ' ') + "\n").getBytes(US_ASCII));
    } catch (IOException e) {
      // Nobody listens any more, so nobody wants this process either.
      Runtime.getRuntime().halt(1);
    }
  }
}
