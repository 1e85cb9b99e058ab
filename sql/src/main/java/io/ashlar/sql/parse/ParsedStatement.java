package io.ashlar.sql.parse;

import io.ashlar.sql.syntax.Statement;
import java.util.List;

/**
 * A statement, and what there is to be bound.
 *
 * @param statement the tree
 * @param parameterCount how many values are to be bound: the highest number of a parameter
 * @param parameterNames the names of the parameters in the order of their numbers; empty when they
 *     have none
 */
public record ParsedStatement(
    Statement statement, int parameterCount, List<String> parameterNames) {}
