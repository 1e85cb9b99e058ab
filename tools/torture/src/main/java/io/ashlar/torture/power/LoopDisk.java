package io.ashlar.torture.power;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * An ext4 file system in a file, mounted through a loop device, whose power can be cut: the file
 * system is shut down without writing its journal, so that what no fsync covered is gone at the
 * next mount, while processes still have files open in it. Needs root. Confined to one thread.
 */
public final class LoopDisk implements AutoCloseable {

  private static final long TIMEOUT_SECONDS = 60;
  private static final int UMOUNT_TRIES = 100;
  private static final long PAUSE_MS = 50;

  /** {@code _IOR('X', 125, __u32)} with {@code EXT4_GOING_FLAGS_NOLOGFLUSH}. */
  private static final String PYTHON =
      """
      import fcntl,os,struct,sys
      disk=os.open(sys.argv[1],os.O_RDONLY)
      print('ready',flush=True)
      sys.stdin.readline()
      fcntl.ioctl(disk,0x8004587d,struct.pack('I',2))
      """;

  private static final String PERL =
      "$|=1; sysopen(my $f,$ARGV[0],0) or die $!; print \"ready\\n\"; <STDIN>;"
          + " ioctl($f,0x8004587d,my $x=pack('I',2)) or die $!;";

  private final Path image;
  private final Path mountPoint;
  private final List<String> cutter;
  private final Thread unmounter = new Thread(this::unmountAtExit, "unmount-loop-disk");
  private boolean mounted;

  private LoopDisk(Path image, Path mountPoint, List<String> cutter) {
    this.image = image;
    this.mountPoint = mountPoint;
    this.cutter = cutter;
  }

  /**
   * Makes a disk and mounts it.
   *
   * @param directory for the image and the mount point; must exist
   * @param bytes size of the image
   * @return the mounted disk, to be closed
   * @throws NotPermittedException when a program or the right to mount is lacking
   * @throws IOException when the image cannot be made
   * @throws InterruptedException when interrupted
   */
  public static LoopDisk create(Path directory, long bytes)
      throws NotPermittedException, IOException, InterruptedException {
    List<String> cutter = cutter();
    Path image = directory.resolve("disk.image");
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(bytes);
    }
    permitted(List.of("mkfs.ext4", "-q", "-F", image.toString()));
    Path mountPoint = Files.createDirectories(directory.resolve("disk"));
    LoopDisk disk = new LoopDisk(image, mountPoint, cutter);
    permitted(disk.mountCommand());
    disk.mounted = true;
    Runtime.getRuntime().addShutdownHook(disk.unmounter);
    return disk;
  }

  /**
   * Where its files are.
   *
   * @return the mount point
   */
  public Path root() {
    return mountPoint;
  }

  /**
   * Cuts the power: from now on every write and fsync fails, and what was not forced is lost.
   *
   * @return {@link System#nanoTime} just before the cut
   * @throws IOException when that failed
   * @throws InterruptedException when interrupted
   */
  public long cut() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(cutter);
    command.add(mountPoint.toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    // The program is up and waits, so that the cut follows its time at once.
    String ready = process.inputReader(UTF_8).readLine();
    long nanos = System.nanoTime();
    try (OutputStream word = process.getOutputStream()) {
      word.write('\n');
    }
    if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException("the power could not be cut: " + ready);
    }
    return nanos;
  }

  /**
   * Unmounts and mounts again, as after a reboot; nobody may have files open.
   *
   * @throws IOException when that failed
   * @throws InterruptedException when interrupted
   */
  public void restart() throws IOException, InterruptedException {
    unmount();
    require(mountCommand());
    mounted = true;
  }

  @Override
  public void close() throws IOException {
    try {
      if (mounted) {
        unmount();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted before the disk was unmounted", e);
    }
    Files.deleteIfExists(mountPoint);
    Files.deleteIfExists(image);
    try {
      Runtime.getRuntime().removeShutdownHook(unmounter);
    } catch (IllegalStateException ending) {
      // This JVM is ending, and the hook finds nothing left to do.
    }
  }

  private void unmount() throws IOException, InterruptedException {
    // A process that has just been killed may still be giving back its files.
    String failure = "";
    for (int i = 0; i < UMOUNT_TRIES; i++) {
      failure = failureOf(List.of("umount", mountPoint.toString()));
      if (failure == null) {
        mounted = false;
        return;
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
    }
    throw new IOException(failure);
  }

  private void unmountAtExit() {
    try {
      if (mounted) {
        require(List.of("umount", "--lazy", mountPoint.toString()));
      }
    } catch (IOException | InterruptedException e) {
      System.err.println("ashlar: still mounted: " + mountPoint + ": " + e.getMessage());
    }
  }

  private List<String> mountCommand() {
    return List.of("mount", "-t", "ext4", "-o", "loop", image.toString(), mountPoint.toString());
  }

  private static List<String> cutter() throws NotPermittedException, InterruptedException {
    if (works(List.of("perl", "-v"))) {
      return List.of("perl", "-e", PERL);
    }
    if (works(List.of("python3", "-V"))) {
      return List.of("python3", "-c", PYTHON);
    }
    throw new NotPermittedException("neither perl nor python3 is there to call ioctl");
  }

  private static boolean works(List<String> command) throws InterruptedException {
    try {
      return failureOf(command) == null;
    } catch (IOException e) {
      return false;
    }
  }

  private static void permitted(List<String> command)
      throws NotPermittedException, InterruptedException {
    try {
      require(command);
    } catch (IOException e) {
      throw new NotPermittedException(e.getMessage());
    }
  }

  private static void require(List<String> command) throws IOException, InterruptedException {
    String failure = failureOf(command);
    if (failure != null) {
      throw new IOException(failure);
    }
  }

  /** Null when the command succeeded. */
  private static String failureOf(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .start();
    // Says less than a pipe holds; to read until its end first would be to wait without a limit.
    if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return command.get(0) + " does not end";
    }
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    return process.exitValue() == 0
        ? null
        : command.get(0) + ": exit code " + process.exitValue() + ": " + said.strip();
  }
}
