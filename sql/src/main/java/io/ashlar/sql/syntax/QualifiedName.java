package io.ashlar.sql.syntax;

import java.util.List;

/**
 * A name with its qualifiers, as in {@code schema.table.column}.
 *
 * @param offset where it begins in the text
 * @param parts from the outermost qualifier to the name itself, at least one
 */
public record QualifiedName(int offset, List<Identifier> parts) implements SyntaxNode {}
