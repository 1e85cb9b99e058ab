package io.ashlar.engine.files;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Replaces small files so that a reader, or a restart after a power cut, sees the old or the new.
 */
public final class AtomicFile {

  private AtomicFile() {}

  /**
   * Writes a temporary file beside the target, syncs it, renames it over the target and syncs the
   * directory. Blocks for two fsyncs.
   *
   * @param target the file; its directory exists
   * @param content all of its bytes
   * @throws IOException if the file system fails; the target is then old or new, never mixed
   */
  public static void write(Path target, byte[] content) throws IOException {
    Path temporary = target.resolveSibling(target.getFileName() + ".tmp");
    // A stream, not a channel: a channel closes under an interrupt.
    try (FileOutputStream out = new FileOutputStream(temporary.toFile())) {
      out.write(content);
      out.getFD().sync();
    }
    Files.move(
        temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    syncDirectory(target.toAbsolutePath().getParent());
  }

  /**
   * Makes the names in a directory durable. An interrupt neither ends nor disturbs it; the flag of
   * the thread stays set.
   *
   * @param directory an existing directory
   * @throws IOException if the file system fails
   */
  public static void syncDirectory(Path directory) throws IOException {
    if (System.getProperty("os.name").startsWith("Windows")) {
      return; // Windows opens no directories as files and orders its metadata by itself.
    }
    boolean interrupted = false;
    try {
      while (true) {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
          channel.force(true);
          return;
        } catch (ClosedByInterruptException e) {
          // No other class opens a directory, and a caller's interrupt is no failure of the disk.
          interrupted |= Thread.interrupted();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
