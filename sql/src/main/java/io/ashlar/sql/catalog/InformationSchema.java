package io.ashlar.sql.catalog;

import io.ashlar.sql.bind.NameMatch;
import io.ashlar.sql.syntax.Identifier;
import io.ashlar.sql.syntax.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The tables of {@code information_schema}, and those of one row that others have. Stateless. */
public final class InformationSchema {

  /** The name of the schema. */
  static final String NAME = "information_schema";

  private static final Map<String, CatalogTable> TABLES = tables();

  /** The table of one row of Oracle and Derby. */
  private static final CatalogTable DUMMY =
      CatalogTable.of("dual", "dummy", (reader, rows) -> rows.add(new Object[] {"X"}));

  private InformationSchema() {}

  private static Map<String, CatalogTable> tables() {
    List<CatalogTable> all = new ArrayList<>(ObjectTables.all());
    all.addAll(ConstraintTables.all());
    Map<String, CatalogTable> tables = new TreeMap<>();
    all.forEach(table -> tables.put(table.name(), table));
    return Map.copyOf(tables);
  }

  /**
   * A table of the catalog.
   *
   * @param name as it was written
   * @return empty when the name means none
   */
  public static Optional<CatalogTable> find(QualifiedName name) {
    List<Identifier> parts = name.parts();
    Identifier last = parts.get(parts.size() - 1);
    if (parts.size() == 1) {
      return NameMatch.matches(last, DUMMY.name()) ? Optional.of(DUMMY) : Optional.empty();
    }
    Identifier schema = parts.get(parts.size() - 2);
    if (isNamed(schema, "sysibm") && isNamed(last, "sysdummy1")) {
      return Optional.of(DUMMY);
    }
    return isNamed(schema, NAME)
        ? TABLES.values().stream().filter(table -> isNamed(last, table.name())).findFirst()
        : Optional.empty();
  }

  /** Other databases write these names in capitals and in quotes. */
  private static boolean isNamed(Identifier identifier, String name) {
    return identifier.text().equalsIgnoreCase(name);
  }
}
