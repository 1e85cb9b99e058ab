package io.ashlar.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Copies the directory of a store, also of one that is open. */
public final class StoreCopy {

  private StoreCopy() {}

  /**
   * Leaves in {@code to} what a kill of the process would leave in {@code from}. Logs are copied
   * first: what a copied log lacks, the tables copied after it do not have either. Files that an
   * open store deletes or renames meanwhile, as it does with its durable mark every second, are
   * left out.
   *
   * @param from a directory without subdirectories
   * @param to made if it is missing
   * @throws IOException if a file cannot be read or written, or is there already
   */
  public static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    List<Path> found;
    try (Stream<Path> files = Files.list(from)) {
      found = files.sorted(StoreCopy::logsFirst).toList();
    }
    for (Path file : found) {
      try {
        Files.copy(file, to.resolve(file.getFileName()));
      } catch (NoSuchFileException e) {
        if (Files.exists(file)) {
          throw e;
        }
      }
    }
  }

  private static int logsFirst(Path a, Path b) {
    return Boolean.compare(!isLog(a), !isLog(b));
  }

  private static boolean isLog(Path file) {
    return file.toString().endsWith(".log");
  }
}
