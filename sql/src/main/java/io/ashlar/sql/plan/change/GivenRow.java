package io.ashlar.sql.plan.change;

import io.ashlar.sql.access.ColumnStore;
import io.ashlar.sql.bind.Source;
import io.ashlar.sql.scalar.Scalar;
import java.util.ArrayList;
import java.util.List;

/**
 * What a statement gives of a row that is to be inserted.
 *
 * @param columns the columns that are given
 * @param values of the types of these
 */
record GivenRow(List<Source.SourceColumn> columns, List<Scalar> values) {

  /** What sets these columns, and no others. */
  List<ColumnStore> stores() {
    List<ColumnStore> stores = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      stores.add(new ColumnStore(columns.get(i).column(), values.get(i)));
    }
    return stores;
  }
}
