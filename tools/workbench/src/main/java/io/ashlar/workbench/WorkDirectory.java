package io.ashlar.workbench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Where a workload keeps its store: a directory that the user named, which stays, or a new
 * temporary one, which is deleted by {@link #close}, and also when a signal such as Ctrl-C ends the
 * JVM before that. Only a killed process leaves one behind.
 */
public final class WorkDirectory implements AutoCloseable {

  private static final String PREFIX = "ashlar-";
  private static final int REMOVALS_AT_EXIT = 100;
  private static final long PAUSE_MS = 10;

  private final Path path;

  /** Removes the directory when the JVM ends first; null for a directory that the user named. */
  private final Thread remover;

  private WorkDirectory(Path path, boolean temporary) {
    this.path = path;
    this.remover = temporary ? new Thread(this::removeAtExit, "remove-" + path) : null;
    if (temporary) {
      Runtime.getRuntime().addShutdownHook(remover);
    }
  }

  /**
   * Takes the named directory, or makes a temporary one.
   *
   * @param named the directory, which need not exist; null for a temporary one
   * @return the directory, to be closed after the store in it
   * @throws UncheckedIOException when no temporary directory can be made
   */
  public static WorkDirectory of(Path named) {
    if (named != null) {
      return new WorkDirectory(named, false);
    }
    try {
      return new WorkDirectory(Files.createTempDirectory(PREFIX), true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Makes a temporary directory.
   *
   * @param parent where to make it; it is created if it is missing; null for the system's place
   * @return the directory, to be closed after the store in it
   * @throws UncheckedIOException when it cannot be made
   */
  public static WorkDirectory in(Path parent) {
    if (parent == null) {
      return of(null);
    }
    try {
      return new WorkDirectory(
          Files.createTempDirectory(Files.createDirectories(parent), PREFIX), true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The directory.
   *
   * @return its path
   */
  public Path path() {
    return path;
  }

  /**
   * Deletes a temporary directory with all that is in it; leaves a named one alone.
   *
   * @throws UncheckedIOException when a file cannot be deleted
   */
  @Override
  public void close() {
    if (remover == null) {
      return;
    }
    try {
      remove();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      Runtime.getRuntime().removeShutdownHook(remover);
    } catch (IllegalStateException ending) {
      // The JVM is ending, and the hook finds nothing left to do.
    }
  }

  /** The store is still at work then, and may add files while others are deleted. */
  private void removeAtExit() {
    for (int i = 0; i < REMOVALS_AT_EXIT; i++) {
      try {
        remove();
        return;
      } catch (IOException e) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MS));
      }
    }
  }

  private void remove() throws IOException {
    if (Files.exists(path)) {
      Files.walkFileTree(path, new Remover());
    }
  }

  private static final class Remover extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    /** The store deletes files of its own accord, and here that is as good. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw failure;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
