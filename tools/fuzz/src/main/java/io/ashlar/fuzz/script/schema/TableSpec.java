package io.ashlar.fuzz.script.schema;

import java.util.List;

/**
 * A table to be made.
 *
 * @param name its name
 * @param columns its columns
 * @param primaryKey names of the columns of its primary key
 * @param indexes its indexes
 * @param checks its checks
 * @param division how its rows are divided, or null
 * @param expiresAt the column by which its rows expire, or null
 */
public record TableSpec(
    String name,
    List<ColumnSpec> columns,
    List<String> primaryKey,
    List<IndexSpec> indexes,
    List<CheckSpec> checks,
    Division division,
    String expiresAt) {}
