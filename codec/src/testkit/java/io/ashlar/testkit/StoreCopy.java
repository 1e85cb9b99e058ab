package io.ashlar.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Copies the directory of a store, also of one that is open. */
public final class StoreCopy {

  private StoreCopy() {}

  /**
   * Leaves in {@code to} what a kill of the process would leave in {@code from}. Logs are copied
   * first: what a copied log lacks, the tables copied after it do not have either. Files that an
   * open store deletes or renames meanwhile, as it does with its durable mark every second, are
   * left out; but when tables came, went or were written down meanwhile, the copy would show two
   * moments in one, and is made anew.
   *
   * @param from a directory without subdirectories
   * @param to made if it is missing; else empty
   * @throws IOException if a file cannot be read or written, or is there already
   */
  public static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    while (true) {
      Map<Path, Long> before = tables(from);
      List<Path> copied = copyAll(from, to);
      if (tables(from).equals(before)) {
        return;
      }
      for (Path each : copied) {
        Files.delete(each);
      }
    }
  }

  private static List<Path> copyAll(Path from, Path to) throws IOException {
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
    try (Stream<Path> files = Files.list(to)) {
      return files.toList();
    }
  }

  /** The tables and the manifests that list them, with their sizes. */
  private static Map<Path, Long> tables(Path directory) throws IOException {
    Map<Path, Long> sizes = new TreeMap<>();
    List<Path> found;
    try (Stream<Path> files = Files.list(directory)) {
      found = files.filter(StoreCopy::isTableOrManifest).toList();
    }
    for (Path file : found) {
      try {
        sizes.put(file, Files.size(file));
      } catch (NoSuchFileException e) {
        sizes.put(file, -1L);
      }
    }
    return sizes;
  }

  private static boolean isTableOrManifest(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(".sst") || name.startsWith("MANIFEST") || name.equals("CURRENT");
  }

  private static int logsFirst(Path a, Path b) {
    return Boolean.compare(!isLog(a), !isLog(b));
  }

  private static boolean isLog(Path file) {
    return file.toString().endsWith(".log");
  }
}
