package io.ashlar.fuzz.model.table;

import io.ashlar.fuzz.script.schema.Division;
import io.ashlar.fuzz.script.schema.TableSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A table at some time.
 *
 * @param id never used again
 * @param name its name
 * @param columns its columns in order
 * @param primaryKey ids of the columns of its primary key; of a table without one the id of a
 *     number that each row has, and that is no column
 * @param indexes its indexes
 * @param checks its checks
 * @param division how its rows are divided, or null
 * @param divisionColumns ids of the columns that decide
 * @param expiresAt id of the column by which rows expire, or null
 * @param changed the state in which the schema was changed last
 * @param historySince the state from which on its history is kept, or -1
 */
public record Definition(
    int id,
    String name,
    List<ModelColumn> columns,
    List<Integer> primaryKey,
    List<ModelIndex> indexes,
    List<Rule> checks,
    Division division,
    List<Integer> divisionColumns,
    Integer expiresAt,
    int changed,
    int historySince) {

  /**
   * A table as it would be.
   *
   * @param spec how it is declared
   * @return the table, with ids that mean nothing elsewhere
   */
  public static Definition of(TableSpec spec) {
    return new Catalog().create(spec);
  }

  /**
   * The names of its checks.
   *
   * @return the names
   */
  public List<String> checkNames() {
    return checks.stream().map(Rule::name).toList();
  }

  /**
   * A column.
   *
   * @param column its id
   * @return the column, or null when there is none
   */
  public ModelColumn column(int column) {
    for (ModelColumn each : columns) {
      if (each.id() == column) {
        return each;
      }
    }
    return null;
  }

  /**
   * A column.
   *
   * @param column its name
   * @return the column, or null when there is none
   */
  public ModelColumn column(String column) {
    for (ModelColumn each : columns) {
      if (each.name().equals(column)) {
        return each;
      }
    }
    return null;
  }

  /**
   * An index.
   *
   * @param index its name
   * @return the index, or null when there is none
   */
  public ModelIndex index(String index) {
    for (ModelIndex each : indexes) {
      if (each.name().equals(index)) {
        return each;
      }
    }
    return null;
  }

  /**
   * The ids of columns by their names now.
   *
   * @return a new map
   */
  public Map<String, Integer> names() {
    Map<String, Integer> names = new HashMap<>();
    columns.forEach(column -> names.put(column.name(), column.id()));
    return names;
  }

  /**
   * Whether it has no primary key.
   *
   * @return true when rows have a number instead
   */
  public boolean keyless() {
    return column(primaryKey.get(0)) == null;
  }

  /**
   * Whether a column belongs to the primary key.
   *
   * @param column its id
   * @return true when it does
   */
  public boolean inPrimaryKey(int column) {
    return primaryKey.contains(column);
  }

  /**
   * A value of a row: what older rows hold where it has none.
   *
   * @param row the row
   * @param column the id of the column
   * @return the value, or null
   */
  public Object value(Map<Integer, Object> row, int column) {
    return row.containsKey(column) ? row.get(column) : column(column).initial();
  }

  /**
   * A value of a row.
   *
   * @param row the row
   * @param column the id of the column
   * @return the value, or null
   */
  public Object valueOf(Stored row, int column) {
    return value(row.row(), column);
  }

  /**
   * The primary key of a row.
   *
   * @param row the row
   * @return the values of its columns
   */
  public List<Object> keyOf(Map<Integer, Object> row) {
    List<Object> key = new ArrayList<>();
    primaryKey.forEach(column -> key.add(value(row, column)));
    return key;
  }

  /**
   * Whether a row has expired by now.
   *
   * @param row the row
   * @return true when nobody may see it
   */
  public boolean expired(Map<Integer, Object> row) {
    if (expiresAt == null) {
      return false;
    }
    Instant time = (Instant) value(row, expiresAt);
    return time != null && !time.isAfter(Instant.now());
  }

  Definition with(List<ModelColumn> otherColumns, List<Rule> otherChecks, String otherName) {
    return new Definition(
        id,
        otherName,
        List.copyOf(otherColumns),
        primaryKey,
        indexes,
        List.copyOf(otherChecks),
        division,
        divisionColumns,
        expiresAt,
        changed,
        historySince);
  }

  Definition withIndexes(List<ModelIndex> others) {
    return new Definition(
        id,
        name,
        columns,
        primaryKey,
        List.copyOf(others),
        checks,
        division,
        divisionColumns,
        expiresAt,
        changed,
        historySince);
  }

  /**
   * The table after a change of its schema.
   *
   * @param state in which it was changed
   * @return the same table with that noted
   */
  public Definition changedAt(int state) {
    return new Definition(
        id,
        name,
        columns,
        primaryKey,
        indexes,
        checks,
        division,
        divisionColumns,
        expiresAt,
        state,
        historySince);
  }

  /**
   * The table with another beginning of its history.
   *
   * @param since the state from which on it is kept; -1 for none
   * @return the same table with that noted
   */
  public Definition keeping(int since) {
    return new Definition(
        id,
        name,
        columns,
        primaryKey,
        indexes,
        checks,
        division,
        divisionColumns,
        expiresAt,
        changed,
        since);
  }
}
