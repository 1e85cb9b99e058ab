package io.ashlar.rows.load;

import io.ashlar.load.LoadMethod;
import io.ashlar.load.LoadReport;

/** What a load reports at its end. One owner. */
final class LoadCounts {

  long rows;
  long skipped;
  long replaced;
  long failed;
  long bytes;

  LoadReport report(String table, LoadMethod method, String reason, LoadMonitor monitor) {
    return new LoadReport(
        table, method, reason, rows, skipped, replaced, failed, bytes, monitor.elapsed());
  }
}
