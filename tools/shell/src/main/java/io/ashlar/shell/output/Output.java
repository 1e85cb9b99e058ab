package io.ashlar.shell.output;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where results go, which {@code \o} changes, and failures, which it does not. */
public final class Output implements AutoCloseable {

  /** What stands between the shell and its standard output for the results of one statement. */
  public interface Paging {

    /**
     * A writer for one result.
     *
     * @return a new writer, which is closed behind the result
     */
    Writer page();
  }

  private final PrintWriter standard;
  private final PrintWriter err;
  private Paging paging;
  private Writer file;

  /**
   * To standard output.
   *
   * @param standard receives results
   * @param err receives failures
   */
  public Output(PrintWriter standard, PrintWriter err) {
    this.standard = standard;
    this.err = err;
  }

  /**
   * Has results that go to standard output paged.
   *
   * @param value how; null for not at all
   */
  public void setPaging(Paging value) {
    paging = value;
  }

  /**
   * A writer for one result.
   *
   * @return to be closed behind the result, which flushes it
   */
  public Writer result() {
    if (file != null) {
      return new KeptOpenWriter(file);
    }
    return paging == null ? new WatchedWriter(standard) : paging.page();
  }

  /**
   * Writes one line for people, to where results go.
   *
   * @param text the line
   * @throws IOException when it cannot be written
   */
  public void say(String text) throws IOException {
    try (Writer out = file == null ? new WatchedWriter(standard) : new KeptOpenWriter(file)) {
      out.write(text + "\n");
    }
  }

  /**
   * Tells of a failure. What was written before it is flushed, so that both stand in order.
   *
   * @param text one or more lines
   */
  public void fail(String text) {
    standard.flush();
    err.println(text);
    err.flush();
  }

  /**
   * Sends results to a file from now on; what it held is gone.
   *
   * @param path the file; null for standard output again
   * @throws IOException when it cannot be opened, or what went to the file before cannot be
   *     written; results go to standard output then
   */
  public void redirect(Path path) throws IOException {
    Writer old = file;
    file = null;
    if (old != null) {
      old.close();
    }
    if (path != null) {
      file = Files.newBufferedWriter(path, StandardCharsets.UTF_8);
    }
  }

  /** Closes the file, if there is one. */
  @Override
  public void close() throws IOException {
    redirect(null);
  }
}
