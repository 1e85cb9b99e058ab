package io.ashlar.cli.transfer;

import io.ashlar.Table;
import io.ashlar.load.LoadRow;
import io.ashlar.load.RowSource;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** The rows of several files, one after the other. One owner. */
final class FileRows implements RowSource, AutoCloseable {

  private static final int BUFFER_BYTES = 1 << 16;

  private final Table table;
  private final TransferFormat format;
  private final List<String> columns;
  private final Deque<String> files;

  /** Told of records that cannot be rows; null where the first of them ends it all. */
  private final Consumer<String> bad;

  /** Of the file that is read; null between two. */
  private RecordReader reader;

  private String reading;

  FileRows(
      Table table,
      TransferFormat format,
      List<String> columns,
      List<String> files,
      Consumer<String> bad) {
    this.table = table;
    this.format = format;
    this.columns = columns;
    this.files = new ArrayDeque<>(files);
    this.bad = bad;
  }

  @Override
  public boolean next(LoadRow row) {
    try {
      while (true) {
        if (reader == null && !open()) {
          return false;
        }
        if (read(row)) {
          return true;
        }
      }
    } catch (BadInputException e) {
      throw new UncheckedIOException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(new IOException(reading + ": " + e.getMessage(), e));
    }
  }

  /** Reads a row; false at the end of a file, and behind a record that was passed over. */
  private boolean read(LoadRow row) throws IOException {
    try {
      if (reader.next(row)) {
        return true;
      }
      reader.close();
      reader = null;
    } catch (BadInputException e) {
      if (bad == null) {
        throw e;
      }
      bad.accept(e.getMessage());
      row.clear();
    }
    return false;
  }

  /** Opens the next file; false when there is none. */
  private boolean open() throws IOException {
    reading = files.poll();
    if (reading == null) {
      return false;
    }
    Reader content = content(reading);
    boolean opened = false;
    try {
      reader =
          switch (format) {
            case CSV -> new CsvRecords(reading, content, table, columns);
            case JSON -> new JsonRecords(reading, content, table);
          };
      opened = true;
      return true;
    } finally {
      if (!opened) {
        content.close();
      }
    }
  }

  private static Reader content(String file) throws IOException {
    InputStream bytes = file.equals("-") ? standardInput() : Files.newInputStream(Path.of(file));
    boolean opened = false;
    try {
      InputStream plain = file.endsWith(".gz") ? new GZIPInputStream(bytes, BUFFER_BYTES) : bytes;
      opened = true;
      // What is no UTF-8 is no text, rather than other characters.
      return new InputStreamReader(
          plain,
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT));
    } finally {
      if (!opened) {
        bytes.close();
      }
    }
  }

  /** Stays open: it is the process's. */
  private static InputStream standardInput() {
    return new FilterInputStream(System.in) {
      @Override
      public void close() {
        // Others may go on reading.
      }
    };
  }

  @Override
  public void close() throws IOException {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }
}
