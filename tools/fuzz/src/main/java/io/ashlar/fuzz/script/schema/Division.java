package io.ashlar.fuzz.script.schema;

import io.ashlar.schema.Partitioning;
import java.util.List;

/**
 * How rows are divided into partitions.
 *
 * @param kind how
 * @param size microseconds, months, numbers or buckets; 0 for lists
 * @param columns the columns that decide
 * @param lists the listed values; empty when each value has its own partition
 */
public record Division(
    Partitioning.Kind kind, long size, List<String> columns, List<List<Object>> lists) {}
