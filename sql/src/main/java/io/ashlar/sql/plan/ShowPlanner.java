package io.ashlar.sql.plan;

import io.ashlar.schema.ViewSchema;
import io.ashlar.sql.bind.Binding;
import io.ashlar.sql.catalog.CatalogTable;
import io.ashlar.sql.catalog.Pragmas;
import io.ashlar.sql.catalog.ShownTables;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.Identifier;
import io.ashlar.sql.syntax.Literal;
import io.ashlar.sql.syntax.QualifiedName;
import io.ashlar.sql.syntax.SessionStatement;
import io.ashlar.sql.text.NearestName;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Plans SHOW and PRAGMA. */
public final class ShowPlanner {

  private static final Set<String> ON = Set.of("on", "1", "true", "yes");

  private final Binding binding;
  private final Tables tables;
  private final Supplier<Map<String, String>> settings;

  /**
   * For one statement.
   *
   * @param binding of the statement
   * @param tables what names mean
   * @param settings the settings of the session by name, as they are when it is asked
   */
  public ShowPlanner(Binding binding, Tables tables, Supplier<Map<String, String>> settings) {
    this.binding = binding;
    this.tables = tables;
    this.settings = settings;
  }

  /**
   * Plans a statement.
   *
   * @param statement its syntax
   * @return what gives its rows; null when the statement is neither SHOW nor PRAGMA
   * @throws io.ashlar.sql.error.SqlException when what it asks for there is not
   */
  public PlannedQuery plan(SessionStatement statement) {
    if (statement instanceof SessionStatement.Show show) {
      return CatalogQueries.plan(shown(show), binding, tables);
    }
    if (statement instanceof SessionStatement.ShowColumns show) {
      return CatalogQueries.plan(ShownTables.columns(named(show.table())), binding, tables);
    }
    if (statement instanceof SessionStatement.Pragma pragma) {
      return CatalogQueries.plan(pragma(pragma), binding, tables);
    }
    return null;
  }

  private CatalogTable shown(SessionStatement.Show show) {
    List<Identifier> parts = show.name().parts();
    String name = parts.get(parts.size() - 1).text().toLowerCase(Locale.ROOT);
    if (parts.size() == 1 && name.equals("tables")) {
      return ShownTables.tables();
    }
    if (parts.size() == 1 && name.equals("all")) {
      return ShownTables.settings(settings);
    }
    Set<String> known = settings.get().keySet();
    if (parts.size() > 1 || !known.contains(name)) {
      throw binding.fault(
          SqlState.UNDEFINED_TYPE,
          show.name().offset(),
          "There is no setting of this name.",
          "name",
          name,
          "nearest",
          NearestName.of(name, List.copyOf(known)).orElse("none"));
    }
    return ShownTables.setting(name, settings);
  }

  /** The name of a table or view as it is. */
  private String named(QualifiedName name) {
    Optional<String> view = tables.findView(name).map(ViewSchema::name);
    return view.isPresent() ? view.get() : tables.table(name, binding).name();
  }

  private CatalogTable pragma(SessionStatement.Pragma pragma) {
    List<Identifier> parts = pragma.name().parts();
    String name = parts.get(parts.size() - 1).text().toLowerCase(Locale.ROOT);
    String argument = pragma.value().map(this::text).orElse(null);
    CatalogTable table =
        Pragmas.find(name, argument)
            .orElseThrow(() -> binding.unsupported(pragma.offset(), "PRAGMA " + name));
    boolean asksOfSomething =
        name.endsWith("_info") || name.endsWith("_list") || name.endsWith("_xinfo");
    boolean isSo = name.equals("foreign_keys") && argument != null && ON.contains(argument);
    if (argument != null && !asksOfSomething && !isSo) {
      throw binding.unsupported(pragma.offset(), "setting PRAGMA " + name);
    }
    return table;
  }

  private String text(Expression value) {
    if (value instanceof Literal.Text text) {
      return text.value();
    }
    if (value instanceof Literal.Numeric number) {
      return number.text();
    }
    throw binding.unsupported(value.offset(), "this value of a PRAGMA");
  }
}
