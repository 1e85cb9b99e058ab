/**
 * SQL as trees.
 *
 * <p>Read {@link io.ashlar.sql.syntax.Statement} first: a query, or a statement of the families
 * {@link io.ashlar.sql.syntax.DataStatement}, {@link io.ashlar.sql.syntax.DefinitionStatement} and
 * {@link io.ashlar.sql.syntax.SessionStatement}; then {@link io.ashlar.sql.syntax.Query} and {@link
 * io.ashlar.sql.syntax.Expression}. A tree says what was written and nothing of what it means: no
 * name is looked up, no type is known, no number is judged.
 *
 * <p>Each node knows the offset of its first character, so that whoever finds a fault later can say
 * where. What follows one another from left to right, {@code a AND b AND c}, {@code a + b - c},
 * {@code x UNION y UNION z}, joins and lists, is a list and not a spine, so the depth of a tree is
 * that of the parentheses, which the parser bounds. Words that change nothing, {@code ASC}, {@code
 * OUTER}, {@code ALL} behind {@code SELECT}, leave no trace; every other word does. Nothing is
 * null; lists are empty where nothing was said, and those that a parser made cannot be changed.
 */
package io.ashlar.sql.syntax;
