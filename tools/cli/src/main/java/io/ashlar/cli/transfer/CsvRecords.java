package io.ashlar.cli.transfer;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.RecordWrapper;
import io.ashlar.Table;
import io.ashlar.error.SchemaException;
import io.ashlar.load.LoadRow;
import io.ashlar.query.Column;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * CSV, as RFC 4180 has it. The first line names the columns, unless they were named otherwise. A
 * field with nothing in it, not even quotes, is null; two quotes are an empty text.
 */
final class CsvRecords implements RecordReader {

  /** A record: where it begins, and its fields, null where there is nothing. */
  private record Line(long number, List<String> fields) {}

  private static final class Lines extends AbstractBaseCsvCallbackHandler<Line> {

    private List<String> fields = new ArrayList<>();

    @Override
    protected void handleBegin(long startingLineNumber) {
      fields = new ArrayList<>();
    }

    @Override
    protected void handleField(int index, char[] text, int offset, int length, boolean quoted) {
      fields.add(length == 0 && !quoted ? null : new String(text, offset, length));
    }

    @Override
    protected RecordWrapper<Line> buildRecord() {
      return wrapRecord(new Line(getStartingLineNumber(), fields));
    }
  }

  private final String file;
  private final CsvReader<Line> reader;
  private final CloseableIterator<Line> lines;
  private final List<Column> columns = new ArrayList<>();

  /**
   * Of a file.
   *
   * @param file its name
   * @param content its characters, closed with this
   * @param table into which the rows go
   * @param names of the columns; empty where the first line has them
   * @throws IOException when the first line cannot be read, or names what is no column
   */
  CsvRecords(String file, Reader content, Table table, List<String> names) throws IOException {
    this.file = file;
    this.reader = CsvReader.builder().skipEmptyLines(true).build(new Lines(), content);
    this.lines = reader.iterator();
    if (names.isEmpty()) {
      Line first = nextLine();
      if (first != null) {
        name(table, first.fields, first.number);
      }
    } else {
      name(table, names, 1);
    }
  }

  private void name(Table table, List<String> names, long line) throws IOException {
    for (String name : names) {
      try {
        columns.add(table.column(name == null ? "" : name));
      } catch (SchemaException e) {
        throw new BadInputException(file, line, name, "the table has no such column");
      }
    }
  }

  private Line nextLine() throws IOException {
    try {
      return lines.hasNext() ? lines.next() : null;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (CsvParseException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  @Override
  public boolean next(LoadRow row) throws IOException {
    Line line = nextLine();
    if (line == null) {
      return false;
    }
    if (line.fields.size() != columns.size()) {
      throw new BadInputException(
          file,
          line.number,
          null,
          "there are " + line.fields.size() + " fields, and " + columns.size() + " columns");
    }
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      String text = line.fields.get(i);
      try {
        row.setValue(column, text == null ? null : ColumnText.parse(text, column.type()));
      } catch (IllegalArgumentException e) {
        throw new BadInputException(file, line.number, column.name(), e.getMessage());
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
