package io.ashlar.sql.syntax;

/**
 * A name as it was written. Unquoted names are folded to lower case.
 *
 * @param offset where it begins in the text
 * @param text the name, without quotes
 * @param quoted whether it was quoted, and so is exact
 */
public record Identifier(int offset, String text, boolean quoted) implements SyntaxNode {}
