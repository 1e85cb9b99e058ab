package io.ashlar.torture.corruption;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ashlar.torture.writer.WriterOptions;
import io.ashlar.workbench.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks a child JVM about stores, and starts another one when it has died. Confined to a thread. */
final class ReaderProcess implements AutoCloseable {

  private static final long TIMEOUT_SECONDS = 60;

  private final WriterOptions options;
  private final Path errors;
  private Process process;
  private BufferedReader said;

  ReaderProcess(WriterOptions options, Path errors) {
    this.options = options;
    this.errors = errors;
  }

  /** The answer and its sentence. */
  String[] ask(Path store, Path told, long newestKept) throws IOException, InterruptedException {
    if (process == null) {
      start();
    }
    String question = store + "\t" + told + "\t" + newestKept + "\n";
    process.getOutputStream().write(question.getBytes(UTF_8));
    process.getOutputStream().flush();
    FutureTask<String> reading = new FutureTask<>(said::readLine);
    Thread thread = new Thread(reading, "read-answer");
    thread.setDaemon(true);
    thread.start();
    String line;
    try {
      line = reading.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      close();
      return new String[] {Answer.HANG.name(), "no answer in " + TIMEOUT_SECONDS + " s"};
    } catch (ExecutionException e) {
      line = null;
    }
    if (line == null) {
      process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      String code = process.isAlive() ? "running" : "exit code " + process.exitValue();
      close();
      return new String[] {Answer.CRASH.name(), code};
    }
    return line.split("\t", 2);
  }

  private void start() throws IOException {
    List<String> flags = List.of("-XX:TieredStopAtLevel=1", "-Xmx512m", "-XX:ErrorFile=" + errors);
    ProcessBuilder builder = ChildJvm.of(flags, ReaderMain.class.getName(), options.toWords());
    process = builder.redirectInput(Redirect.PIPE).redirectError(Redirect.DISCARD).start();
    said = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
      process = null;
    }
  }
}
