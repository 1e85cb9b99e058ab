package io.ashlar.bench.peers;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the comparison ran, without which its figures say little.
 *
 * @param jvm name and version
 * @param cores as the JVM sees them
 * @param heapMegabytes of each child
 * @param busy threads that computed beside the engines
 * @param fileSystem its type; on one in memory a sync costs nothing
 */
record PeersPlace(String jvm, int cores, int heapMegabytes, int busy, String fileSystem) {

  static PeersPlace of(PeersOptions options) throws IOException {
    Path directory =
        options.directory() == null
            ? Path.of(System.getProperty("java.io.tmpdir"))
            : Files.createDirectories(options.directory());
    return new PeersPlace(
        System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
        Runtime.getRuntime().availableProcessors(),
        options.heapMegabytes(),
        options.busy(),
        Files.getFileStore(directory).type());
  }

  String sentence() {
    String beside = busy == 0 ? "" : ", beside %d busy threads".formatted(busy);
    String sentence =
        "Each turn in a JVM of its own: %s, %d MB heap, %d cores%s; files on %s."
            .formatted(jvm, heapMegabytes, cores, beside, fileSystem);
    return "tmpfs".equals(fileSystem)
        ? sentence + " That is memory: the synchronous figures are worth nothing."
        : sentence;
  }

  void writeTo(JsonGenerator json) throws IOException {
    json.writeStringField("record", "place");
    json.writeStringField("jvm", jvm);
    json.writeNumberField("cores", cores);
    json.writeNumberField("heap_mb", heapMegabytes);
    json.writeNumberField("busy_threads", busy);
    json.writeStringField("file_system", fileSystem);
  }
}
