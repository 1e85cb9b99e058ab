package io.ashlar.bench.turn;

import io.ashlar.workbench.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a comparison ran, without which its figures say little.
 *
 * @param jvm name and version
 * @param cores as the JVM sees them
 * @param heapMegabytes of each child
 * @param busy threads that computed beside the engines
 * @param fileSystem its type; on one in memory a sync costs nothing
 */
public record Place(String jvm, int cores, int heapMegabytes, int busy, String fileSystem) {

  /**
   * This machine.
   *
   * @param directory where the engines keep their files, made if it is missing; null for the
   *     system's place for temporary files
   * @param heapMegabytes of each child
   * @param busy threads that compute beside the engines
   * @return the place
   * @throws IOException when the directory cannot be made or looked at
   */
  public static Place of(Path directory, int heapMegabytes, int busy) throws IOException {
    Path files =
        directory == null
            ? Path.of(System.getProperty("java.io.tmpdir"))
            : Files.createDirectories(directory);
    return new Place(
        System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
        Runtime.getRuntime().availableProcessors(),
        heapMegabytes,
        busy,
        Files.getFileStore(files).type());
  }

  /**
   * Whether files are kept in memory.
   *
   * @return true for a file system that has no disk
   */
  public boolean isMemory() {
    return "tmpfs".equals(fileSystem);
  }

  /**
   * For people.
   *
   * @return a sentence
   */
  public String sentence() {
    String beside = busy == 0 ? "" : ", beside %d busy threads".formatted(busy);
    return "Each turn in a JVM of its own: %s, %d MB heap, %d cores%s; files on %s."
        .formatted(jvm, heapMegabytes, cores, beside, fileSystem);
  }

  /**
   * For programs.
   *
   * @return a JSON object on one line, whose field {@code record} is {@code place}
   */
  public String toJson() {
    return new JsonObject()
        .put("record", "place")
        .put("jvm", jvm)
        .put("cores", cores)
        .put("heap_mb", heapMegabytes)
        .put("busy_threads", busy)
        .put("file_system", fileSystem)
        .toLine();
  }
}
