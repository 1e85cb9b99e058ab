package io.ashlar.sql.plan;

import io.ashlar.sql.execute.RowSource;
import io.ashlar.sql.scalar.Frame;
import java.util.List;

/**
 * A query that can be run.
 *
 * @param rows gives the rows
 * @param frame where a row's columns are, by their numbers
 * @param columns the columns of the result; the frame may have more
 */
public record PlannedQuery(RowSource rows, Frame frame, List<ResultColumn> columns) {}
