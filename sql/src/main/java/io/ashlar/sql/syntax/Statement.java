package io.ashlar.sql.syntax;

/** One statement. */
public sealed interface Statement extends SyntaxNode
    permits Statement.QueryStatement, DataStatement, DefinitionStatement, SessionStatement {

  /**
   * A query.
   *
   * @param offset where it begins in the text
   * @param query the query
   */
  record QueryStatement(int offset, Query query) implements Statement {}
}
