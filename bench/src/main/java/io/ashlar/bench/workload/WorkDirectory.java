package io.ashlar.bench.workload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Where a workload keeps its store: a directory that the user named, which stays, or a new
 * temporary one, which is deleted by {@link #close}.
 */
public final class WorkDirectory implements AutoCloseable {

  private static final String PREFIX = "ashlar-";

  private final Path path;
  private final boolean temporary;

  private WorkDirectory(Path path, boolean temporary) {
    this.path = path;
    this.temporary = temporary;
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
    if (!temporary || !Files.exists(path)) {
      return;
    }
    try {
      Files.walkFileTree(path, new Remover());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Remover extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.delete(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
