package io.ashlar.sql.catalog;

import io.ashlar.codec.memory.Flyweights;
import io.ashlar.sql.execute.PlanText;
import io.ashlar.sql.execute.RowSource;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.transaction.ReadTransaction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The rows of a table of the catalog. They are computed once for each execution of a statement. */
public final class CatalogRows extends RowSource {

  private static final long NEVER = -1;

  private final CatalogTable table;
  private final CatalogReader reader;
  private final Frame frame;
  private List<Object[]> rows = List.of();
  private long computedIn = NEVER;
  private int position;

  /**
   * Of a table.
   *
   * @param table the table
   * @param reader what it reads
   * @param frame where its columns are put
   */
  public CatalogRows(CatalogTable table, CatalogReader reader, Frame frame) {
    this.table = table;
    this.reader = reader;
    this.frame = frame;
  }

  @Override
  public void open(ReadTransaction transaction) {
    if (computedIn != reader.context().statements()) {
      rows = table.rows(reader);
      computedIn = reader.context().statements();
    }
    position = 0;
  }

  @Override
  public boolean next() {
    if (position == rows.size()) {
      return false;
    }
    Object[] row = rows.get(position++);
    for (int i = 0; i < row.length; i++) {
      if (row[i] == null) {
        frame.setNull(i);
      } else if (row[i] instanceof Number number) {
        frame.setWord(i, number.longValue());
      } else {
        byte[] text = row[i].toString().getBytes(StandardCharsets.UTF_8);
        frame.setBytes(i, Flyweights.wrap(text), 0, text.length);
      }
    }
    return true;
  }

  @Override
  public void explain(PlanText plan) {
    plan.line("catalog: " + table.name());
  }

  @Override
  public void close() {
    position = rows.size();
  }
}
