package io.ashlar.rows.scan;
import io.ashlar.*; import io.ashlar.rows.table.*;
public final class ScanStatements implements StatementFactory {
  public Update update(TableHandle t, Transaction x){throw new UnsupportedOperationException();}
  public Delete delete(TableHandle t, Transaction x){throw new UnsupportedOperationException();}
  public Get get(TableHandle t){throw new UnsupportedOperationException();}
  public Get get(TableHandle t, String u){throw new UnsupportedOperationException();}
  public Scan scan(TableHandle t){throw new UnsupportedOperationException();}
}
