package io.ashlar.sqltest.change;

import io.ashlar.sqltest.query.Engine;
import io.ashlar.sqltest.query.Feature;
import io.ashlar.sqltest.query.Select;
import io.ashlar.sqltest.query.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * INSERT. Where it says what to do about a key that is taken it is MERGE in H2.
 *
 * @param table the table
 * @param columns the columns that are given
 * @param rows their values; null where a query gives them
 * @param query gives them; null where values stand
 * @param conflict what becomes of a row whose key is taken; null for a refusal
 * @param returned what is given back
 */
public record Insert(
    String table,
    List<String> columns,
    List<List<Term>> rows,
    Select query,
    Conflict conflict,
    List<Term> returned)
    implements Change {

  @Override
  public String body(Engine engine) {
    return conflict != null && engine == Engine.H2
        ? merge()
        : "insert into "
            + table
            + " ("
            + String.join(", ", columns)
            + ") "
            + source(engine)
            + (conflict == null ? "" : conflict(engine));
  }

  private String source(Engine engine) {
    if (query == null) {
      return rows.stream()
          .map(row -> row.stream().map(term -> term.text(engine)).collect(Collectors.joining(", ")))
          .collect(Collectors.joining("), (", "values (", ")"));
    }
    // SQLite takes ON for that of a join where no condition ends the query.
    boolean open = engine == Engine.SQLITE && conflict != null && query.where() == null;
    return (open && query.groups().isEmpty() ? query.where(Term.of(null, "true")) : query)
        .text(engine);
  }

  private String conflict(Engine engine) {
    String key = conflict.key() == null ? "" : " (" + conflict.key() + ")";
    return conflict.settings().isEmpty()
        ? " on conflict" + key + " do nothing"
        : " on conflict"
            + key
            + " do update set "
            + Setting.text(conflict.settings(), engine)
            + Change.condition(" where ", conflict.condition(), engine);
  }

  private String merge() {
    String names = String.join(", ", columns);
    String key = conflict.key() == null ? columns.get(0) : conflict.key();
    StringBuilder text = new StringBuilder("merge into ").append(table).append(" using (");
    text.append(source(Engine.H2)).append(") as excluded (").append(names).append(") on (");
    text.append(table).append('.').append(key).append(" = excluded.").append(key).append(')');
    if (!conflict.settings().isEmpty()) {
      text.append(" when matched")
          .append(Change.condition(" and ", conflict.condition(), Engine.H2));
      text.append(" then update set ").append(Setting.text(conflict.settings(), Engine.H2));
    }
    return text.append(" when not matched then insert (")
        .append(names)
        .append(") values (excluded.")
        .append(String.join(", excluded.", columns))
        .append(')')
        .toString();
  }

  @Override
  public String version() {
    return "final";
  }

  @Override
  public void collect(Set<Feature> features) {
    if (query != null) {
      query.collect(features);
    } else {
      rows.forEach(row -> row.forEach(term -> term.collect(features)));
    }
    if (conflict != null) {
      features.add(Feature.CONFLICT);
      conflict.settings().forEach(each -> each.value().collect(features));
      if (conflict.condition() != null) {
        conflict.condition().collect(features);
      }
    }
  }

  @Override
  public List<Insert> simpler() {
    List<Insert> all = new ArrayList<>();
    Change.simpler(returned, some -> of(rows, query, conflict, some), all);
    if (conflict != null) {
      all.add(of(rows, query, null, returned));
      Change.simpler(
          conflict.condition(),
          some -> with(new Conflict(conflict.key(), conflict.settings(), some)),
          all);
      Setting.simpler(
          conflict.settings(),
          some -> with(new Conflict(conflict.key(), some, conflict.condition())),
          all);
    }
    if (query != null) {
      query.simpler().forEach(each -> all.add(of(null, each, conflict, returned)));
    } else {
      simplerRows(all);
    }
    return all;
  }

  private void simplerRows(List<Insert> all) {
    for (int i = 0; i < rows.size(); i++) {
      if (rows.size() > 1) {
        List<List<Term>> fewer = new ArrayList<>(rows);
        fewer.remove(i);
        all.add(of(fewer, null, conflict, returned));
      }
      for (int column = 0; column < columns.size(); column++) {
        for (Term each : rows.get(i).get(column).simpler()) {
          List<Term> row = new ArrayList<>(rows.get(i));
          row.set(column, each);
          List<List<Term>> changed = new ArrayList<>(rows);
          changed.set(i, row);
          all.add(of(changed, null, conflict, returned));
        }
      }
    }
  }

  private Insert with(Conflict other) {
    return of(rows, query, other, returned);
  }

  private Insert of(List<List<Term>> values, Select source, Conflict taken, List<Term> back) {
    return new Insert(table, columns, values, source, taken, back);
  }
}
