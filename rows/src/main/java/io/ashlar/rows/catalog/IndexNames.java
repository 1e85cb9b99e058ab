package io.ashlar.rows.catalog;

import io.ashlar.error.SchemaException;
import io.ashlar.rows.catalog.format.IndexRecord;
import io.ashlar.rows.catalog.format.TableRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The names of the indexes of a table while it changes. */
final class IndexNames {

  private final TableRecord table;
  private final List<String> names;

  IndexNames(TableRecord table) {
    this.table = table;
    this.names = new ArrayList<>(table.indexes().stream().map(IndexRecord::name).toList());
  }

  String get(int index) {
    return names.get(index);
  }

  void rename(String index, String to) {
    int place = names.indexOf(index);
    if (place < 0) {
      throw new SchemaException("There is no such index.", "table", table.name(), "index", index);
    }
    if (!table.indexes().get(place).published()) {
      throw new SchemaException(
          "The index is being built and cannot have another name.",
          "table",
          table.name(),
          "index",
          index);
    }
    for (int i = 0; i < names.size(); i++) {
      if (i != place && names.get(i).toLowerCase(Locale.ROOT).equals(to.toLowerCase(Locale.ROOT))) {
        throw new SchemaException(
            "There is an index of that name.", "table", table.name(), "index", names.get(i));
      }
    }
    names.set(place, to);
  }
}
