/**
 * From text to trees.
 *
 * <p>Read {@link io.ashlar.sql.parse.SqlParser} first. It looks at the first word of a statement
 * and hands it to the parser of its family; all of them read from one stream of tokens ({@code
 * Tokens}) by recursive descent, expressions by the levels of their operators ({@code
 * ExpressionParser}). What the grammar does not know is refused where it stands, with what was
 * found and what was expected; nothing is passed over. Two limits keep a hostile text from doing
 * harm: its length, and how deep it nests. Lists, chains and junctions are read by loops and have
 * no limit but the length.
 *
 * <p>A parser belongs to one thread at a time; what it returns does not refer to it.
 */
package io.ashlar.sql.parse;
