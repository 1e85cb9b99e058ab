package io.ashlar.sql.bind;

import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.syntax.Identifier;
import io.ashlar.sql.text.NearestName;
import java.util.List;
import java.util.Optional;

/** What names are refused with that mean nothing in a query block, or several things. */
final class NameFaults {

  private final Binding binding;
  private final List<Source> sources;

  /** Of a block with some sources, to which more may come. */
  NameFaults(Binding binding, List<Source> sources) {
    this.binding = binding;
    this.sources = sources;
  }

  SqlException duplicate(Source source, int offset) {
    return binding.fault(
        SqlState.DUPLICATE_ALIAS,
        offset,
        "Two items of FROM have one name.",
        "name",
        source.name());
  }

  SqlException unknownSource(Identifier name) {
    return binding.fault(
        SqlState.UNDEFINED_TABLE,
        name.offset(),
        "No item of FROM has this name.",
        "name",
        name.text());
  }

  SqlException ambiguous(Identifier column, View in) {
    List<String> owners = in.matching(column).stream().map(this::owner).distinct().toList();
    return binding.fault(
        SqlState.AMBIGUOUS_COLUMN,
        column.offset(),
        "Several tables have a column of this name.",
        "name",
        column.text(),
        "tables",
        String.join(", ", owners));
  }

  /** The name of the source that a column is of. */
  private String owner(View.Named column) {
    return column.merged() == null ? sources.get(column.source()).name() : "USING";
  }

  SqlException unknownColumn(Identifier column) {
    List<String> names =
        sources.stream()
            .flatMap(source -> source.columns().stream())
            .map(Source.SourceColumn::name)
            .toList();
    Optional<String> nearest = NearestName.of(column.text(), names);
    return nearest.isEmpty()
        ? binding.fault(
            SqlState.UNDEFINED_COLUMN,
            column.offset(),
            "There is no column of this name.",
            "name",
            column.text())
        : binding.fault(
            SqlState.UNDEFINED_COLUMN,
            column.offset(),
            "There is no column of this name.",
            "name",
            column.text(),
            "nearest",
            nearest.get());
  }
}
