package io.ashlar.bench.reads.engine;

import io.ashlar.Table;
import io.ashlar.query.BytesColumn;
import io.ashlar.query.Column;
import io.ashlar.query.IntColumn;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import java.util.List;

/** The table's columns, in its order. */
record SpanColumns(
    Table table,
    LongColumn id,
    BytesColumn traceId,
    StringColumn service,
    StringColumn operation,
    LongColumn started,
    LongColumn duration,
    IntColumn status,
    StringColumn attributes) {

  static SpanColumns of(Table table) {
    return new SpanColumns(
        table,
        table.longColumn("id"),
        table.bytesColumn("trace_id"),
        table.stringColumn("service"),
        table.stringColumn("operation"),
        table.longColumn("started"),
        table.longColumn("duration"),
        table.intColumn("status"),
        table.stringColumn("attributes"));
  }

  List<Column> all() {
    return List.of(id, traceId, service, operation, started, duration, status, attributes);
  }
}
